"""The commands, one module each: parse, one call, print."""
