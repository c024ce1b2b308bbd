"""Use cases of unique positions: one function, one transaction, what changed as the answer."""
