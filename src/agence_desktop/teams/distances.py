"""How far members travel: by road, as far as a great circle tells (interfaces.md)."""

from __future__ import annotations

from fractions import Fraction

from agence_desktop.core.geography import Point, great_circle_km, rounded_km

ROAD_FACTOR = 1.3
"""A road is that much longer than the great circle."""


def road_km(first: Point, second: Point) -> Fraction:
    """Kilometres by road, rounded half up to 0.1: a whole number of tenths."""
    return Fraction(round(rounded_km(ROAD_FACTOR * great_circle_km(first, second)) * 10), 10)
