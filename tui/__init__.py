"""The command line and the review screen of factdesk."""

__version__ = "0.1.0"
