"""Reads of unique positions: frozen rows in a constant number of statements."""
