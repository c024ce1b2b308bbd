"""Dialogues that belong to no slice."""
