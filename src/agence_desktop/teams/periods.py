"""Half-open periods of whole days, and the weekdays that a seat asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import date, timedelta

from agence_desktop.core.calendars import is_working_day

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
"""Codes of the days of a pattern and of a seat, Monday first (interfaces.md)."""


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """Days from ``first`` up to, and without, ``end``; ``end`` None has no end. ValueError where empty."""

    first: date
    end: date | None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.first:
            raise ValueError("a period has at least one day")

    @classmethod
    def both_included(cls, first: date, last: date) -> Days:
        """The period that people say: « du … au … »."""
        return cls(first, last + timedelta(days=1))

    @property
    def last(self) -> date | None:
        """The last day, as people say it."""
        return None if self.end is None else self.end - timedelta(days=1)

    def holds(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.first <= day and (self.end is None or day < self.end)

    def contains(self, other: Days) -> bool:
        """Whether all of the other's days are among these."""
        if self.end is None:
            return self.first <= other.first
        return self.first <= other.first and other.end is not None and other.end <= self.end

    def overlaps(self, other: Days) -> bool:
        """Whether they have a day in common."""
        return (self.end is None or other.first < self.end) and (other.end is None or self.first < other.end)

    def intersection(self, other: Days) -> Days | None:
        """The days in common, None where there are none."""
        if not self.overlaps(other):
            return None
        ends = [end for end in (self.end, other.end) if end is not None]
        return Days(max(self.first, other.first), min(ends) if ends else None)

    def __iter__(self) -> Iterator[date]:
        if self.end is None:
            raise ValueError("a period without end is not listed")
        for number in range((self.end - self.first).days):
            yield self.first + timedelta(days=number)


def working_days(days: Days, observed: Set[date], weekdays: Iterable[int] | None = None) -> list[date]:
    """The working days of a period: Monday to Friday, no observed holiday, of these weekdays (0: Monday)."""
    wanted = None if weekdays is None else frozenset(weekdays)
    return [
        day for day in days if is_working_day(day, observed) and (wanted is None or day.weekday() in wanted)
    ]
