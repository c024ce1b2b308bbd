"""Reads of room booking: frozen rows in a constant number of statements."""
