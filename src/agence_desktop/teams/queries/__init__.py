"""Reads of flying teams: frozen rows in a constant number of statements."""
