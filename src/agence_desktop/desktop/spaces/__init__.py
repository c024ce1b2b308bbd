"""Screens of the room booking slice."""
