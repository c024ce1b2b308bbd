"""Unique positions on the screen."""
