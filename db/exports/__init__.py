"""Ways out: one module a format, each a function that writes what it is given to a stream."""
