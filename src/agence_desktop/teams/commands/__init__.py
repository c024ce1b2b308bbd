"""Use cases of flying teams: one function, one transaction, what changed as the answer."""
