"""Reads: plain functions from an open desk to records."""
