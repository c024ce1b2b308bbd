"""Distances on the map: great circles on a sphere, in kilometres."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, floor, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map, in degrees: north and east are positive."""

    latitude: float
    longitude: float


def great_circle_km(first: Point, second: Point) -> float:
    """The distance along the great circle, by the haversine formula, which keeps its precision up close."""
    north = radians(second.latitude - first.latitude)
    east = radians(second.longitude - first.longitude)
    parallel = cos(radians(first.latitude)) * cos(radians(second.latitude))
    chord = sin(north / 2) ** 2 + parallel * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))


def rounded_km(kilometres: float) -> float:
    """Kilometres rounded half up to 0.1."""
    return floor(kilometres * 10 + 0.5) / 10
