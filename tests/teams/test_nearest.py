"""From where the nearest member who may take a seat would come, worked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from agence_desktop.core.geography import Point
from agence_desktop.teams.nearest import NearestHome, nearest_homes
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Firm, Member, Mode, Pattern, Problem, Request, Seat, Skilled

PLACE = Point(46.8, -71.2)
WEEK = Days(date(2026, 11, 2), date(2026, 11, 9))
SKILL = {"secretariat": 2}
SEAT = Seat("D1", 1, SKILL, "fr", Fraction(1), None, WEEK, Mode.ON_SITE)


def north(degrees: float) -> Point:
    """On the same meridian: the great circle is 6,371 km × the angle, so 0.1° is 11.1195 km."""
    return Point(PLACE.latitude + degrees, PLACE.longitude)


def member(key: str, home: Point | None, level: int = 2, **changed: object) -> Member:
    made = Member(
        key=key,
        name=key,
        team="ADM",
        home=home,
        home_name=f"chez {key}",
        skills={"secretariat": Skilled(level, date(2026, 6, 1))},
        languages=frozenset({"fr"}),
        patterns=(Pattern(None, (Fraction(7),) * 5),),
        factor=Fraction(1),
        absences=(),
        contract=Days(date(2020, 1, 1), None),
        max_km=None,
        remote=True,
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def homes(members: list[Member], *seats: Seat, firm: tuple[Firm, ...] = ()) -> dict[int, NearestHome]:
    request = Request("D1", "MSP", PLACE, "Québec", "ADM", 3, seats or (SEAT,))
    found = nearest_homes(Problem(tuple(members), (request,), firm, frozenset()))
    return {number: home for (_, number), home in found.items()}


def test_that_the_nearest_who_may_take_it_counts_by_road() -> None:
    # 0.1° → 1.3 × 11.1195 = 14.455 → 14.5 km; 0.2° → 28.9 km.
    crowd = [member("loin", north(0.2)), member("pres", north(0.1)), member("novice", north(0.0), level=1)]
    assert homes(crowd) == {1: NearestHome("chez pres", Decimal("14.5"))}
    assert homes(crowd, firm=(Firm("pres", Fraction(1, 2), WEEK),)) == {
        1: NearestHome("chez loin", Decimal("28.9"))
    }


def test_that_a_member_takes_one_seat_of_the_request_and_seats_choose_in_their_order() -> None:
    crowd = [member("loin", north(0.2)), member("pres", north(0.1))]
    found = homes(crowd, SEAT, replace(SEAT, number=2), replace(SEAT, number=3))
    assert {number: home.place for number, home in found.items()} == {1: "chez pres", 2: "chez loin"}


def test_that_nobody_comes_to_a_seat_at_a_distance_from_off_the_map_or_beyond_their_limit() -> None:
    assert homes([member("a", north(0.1))], replace(SEAT, mode=Mode.REMOTE)) == {}
    assert homes([member("a", None)]) == {}
    assert homes([member("a", north(0.1), max_km=Fraction(14))]) == {}


def test_that_equals_are_told_apart_by_their_key() -> None:
    assert homes([member("b", north(0.1)), member("a", north(-0.1))]) == {
        1: NearestHome("chez a", Decimal("14.5"))
    }
