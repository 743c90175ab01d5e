"""Finding claims by their words, however they are spelt, and earlier claims that say nearly the same."""
