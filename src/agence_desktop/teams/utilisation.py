"""Utilisation of members and teams, firm hours over capacity hours, and the bench: who is free, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from agence_desktop.teams.periods import Days
from agence_desktop.teams.rows import DayLoad

FULL_BP = 10_000


@dataclass(frozen=True, slots=True)
class Utilisation:
    """Sums over days, in hundredths of a percent of full days."""

    capacity_bp: int = 0
    firm_bp: int = 0
    tentative_bp: int = 0

    def __add__(self, other: Utilisation) -> Utilisation:
        return Utilisation(
            self.capacity_bp + other.capacity_bp,
            self.firm_bp + other.firm_bp,
            self.tentative_bp + other.tentative_bp,
        )

    def share(self, *, tentative: bool = False) -> Fraction | None:
        """Firm load (with the tentative one where shown) over capacity; None without capacity."""
        if not self.capacity_bp:
            return None
        return Fraction(self.firm_bp + (self.tentative_bp if tentative else 0), self.capacity_bp)

    def hours(self, full_day: Decimal) -> tuple[Decimal, Decimal, Decimal]:
        """Capacity, firm and tentative hours, exactly."""
        return (
            Decimal(self.capacity_bp) * full_day / FULL_BP,
            Decimal(self.firm_bp) * full_day / FULL_BP,
            Decimal(self.tentative_bp) * full_day / FULL_BP,
        )


def by_member(loads: Iterable[DayLoad], period: Days) -> dict[int, Utilisation]:
    """The sums of each member over the days of the period."""
    found: dict[int, Utilisation] = {}
    for load in loads:
        if period.holds(load.day):
            sums = found.get(load.member_id, Utilisation())
            found[load.member_id] = sums + Utilisation(load.capacity_bp, load.firm_bp, load.tentative_bp)
    return found


def by_team(members: Mapping[int, Utilisation], teams: Mapping[int, str]) -> dict[str, Utilisation]:
    """The sums of each team; members without a team are left out."""
    found: dict[str, Utilisation] = {}
    for member_id, sums in members.items():
        if member_id in teams:
            team = teams[member_id]
            found[team] = found.get(team, Utilisation()) + sums
    return found


@dataclass(frozen=True, slots=True)
class Bench:
    """A member with time left: days with any, full days they make, the first one, and the longest run."""

    member_id: int
    days: int
    free_bp: int
    first: date
    longest: int
    idle_from: date | None
    """From when nothing is agreed until the end of the period; None where the last day has work."""


def bench(
    loads: Iterable[DayLoad], period: Days, *, tentative: bool = False, least_bp: int = 1
) -> list[Bench]:
    """Who has at least ``least_bp`` free on some day of the period, most free first.

    A run goes over the days that have capacity: a weekend or an absence does not end it.
    """
    grouped: dict[int, list[DayLoad]] = {}
    for load in loads:
        if period.holds(load.day) and load.capacity_bp > 0:
            grouped.setdefault(load.member_id, []).append(load)
    found = [
        line
        for member_id, days in grouped.items()
        if (line := _bench(member_id, sorted(days, key=lambda one: one.day), tentative, least_bp))
    ]
    return sorted(found, key=lambda line: (-line.free_bp, line.first, line.member_id))


def _used(load: DayLoad, tentative: bool) -> int:
    return load.firm_bp + (load.tentative_bp if tentative else 0)


def _bench(member_id: int, days: list[DayLoad], tentative: bool, least_bp: int) -> Bench | None:
    free = [max(0, load.capacity_bp - _used(load, tentative)) for load in days]
    first = next((load.day for load, left in zip(days, free, strict=True) if left >= least_bp), None)
    if first is None:
        return None
    run = longest = 0
    idle_from: date | None = None
    for load, left in zip(days, free, strict=True):
        run = run + 1 if left >= least_bp else 0
        longest = max(longest, run)
        if _used(load, tentative):
            idle_from = None
        elif idle_from is None:
            idle_from = load.day
    counted = [left for left in free if left >= least_bp]
    return Bench(member_id, len(counted), sum(counted), first, longest, idle_from)
