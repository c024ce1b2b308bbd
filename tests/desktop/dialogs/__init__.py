"""Tests of dialogues that belong to no slice."""
