"""Distances on the map."""

from __future__ import annotations

from math import pi

import pytest

from agence_desktop.core.geography import EARTH_RADIUS_KM, Point, great_circle_km, rounded_km

QUEBEC, MONTREAL = Point(46.81, -71.21), Point(45.50, -73.57)


def test_that_a_distance_is_the_same_both_ways_and_nothing_to_itself() -> None:
    assert great_circle_km(QUEBEC, MONTREAL) == great_circle_km(MONTREAL, QUEBEC)
    assert great_circle_km(QUEBEC, QUEBEC) == 0


def test_that_known_arcs_have_their_length() -> None:
    quarter = pi * EARTH_RADIUS_KM / 2
    assert great_circle_km(Point(0, 0), Point(0, 90)) == pytest.approx(quarter)
    assert great_circle_km(Point(0, 0), Point(90, 17)) == pytest.approx(quarter)
    assert great_circle_km(Point(0, 0), Point(0, 180)) == pytest.approx(2 * quarter)
    assert great_circle_km(QUEBEC, MONTREAL) == pytest.approx(233, abs=1)


@pytest.mark.parametrize(("exact", "rounded"), [(12.44, 12.4), (12.25, 12.3), (0.04, 0.0), (0.05, 0.1)])
def test_that_half_a_tenth_is_rounded_up(exact: float, rounded: float) -> None:
    assert rounded_km(exact) == rounded
