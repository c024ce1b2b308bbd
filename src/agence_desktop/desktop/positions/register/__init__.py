"""Positions, where the unit is fragile, reviews and drills."""
