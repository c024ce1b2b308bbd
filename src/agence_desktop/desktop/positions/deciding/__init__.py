"""Comparing two versions of a sheet, and deciding on the one that was submitted."""
