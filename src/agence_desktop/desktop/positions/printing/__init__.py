"""Papers of a whole unit: register, coverage matrix, and its sheets one after another."""
