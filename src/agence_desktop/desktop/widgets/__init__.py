"""Reusable widgets that know no slice."""
