"""Use cases of room booking: one function, one transaction."""
