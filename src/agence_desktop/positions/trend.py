"""How the measures of some positions moved: their means on days of the past."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from agence_desktop.core.calendars import months_before
from agence_desktop.positions.measures import Post, measure

MONTHS = 12


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """Means over the positions on a day; ``vulnerability`` is None where A of some of them is not seen."""

    day: date
    coverage: Fraction
    vulnerability: Fraction | None


def trend_days(today: date) -> tuple[date, ...]:
    """Today and the same day of each of the twelve months before, the oldest first."""
    return tuple(months_before(today, months) for months in range(MONTHS, -1, -1))


def trend(posts: Mapping[date, Sequence[Post]]) -> tuple[TrendPoint, ...]:
    """The means on each day, in the order of days; days without positions are left out."""
    return tuple(_point(day, posts[day]) for day in sorted(posts) if posts[day])


def _point(day: date, posts: Sequence[Post]) -> TrendPoint:
    found = [measure(post, day) for post in posts]
    seen = [one.terms.total for one in found if one.terms is not None]
    mean = sum(seen, Fraction(0)) / len(seen) if len(seen) == len(found) else None
    return TrendPoint(day, sum((one.coverage for one in found), Fraction(0)) / len(found), mean)
