"""Everything about the database that knows no slice."""
