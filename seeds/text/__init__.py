"""Text cut into sentences and words: pure functions, offsets in code points."""
