"""All that happens to text before it is kept: reading, decoding, cutting into sentences."""
