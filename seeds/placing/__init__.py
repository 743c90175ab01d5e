"""Where the claims of an old text are in a new one, and what became of them. Pure."""
