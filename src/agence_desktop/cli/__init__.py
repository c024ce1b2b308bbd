"""The agence-admin command line."""
