"""Unmet demand by skill and month: the work that nobody could do, and the case for a permanent post."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from agence_desktop.teams.periods import Days, working_days

FULL_BP = 10_000


@dataclass(frozen=True, slots=True)
class UnmetSeat:
    """A place, or the part of its period, that nobody filled; ``skills`` pairs codes with least levels."""

    request: str
    client: str
    skills: tuple[tuple[str, int], ...]
    period: Days
    effort_bp: int
    days: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class UnmetMonth:
    """A month of a skill: full days asked for and not served, and how many posts they would fill."""

    month: date
    days: Decimal
    posts: Fraction


@dataclass(frozen=True, slots=True)
class UnmetSkill:
    """A skill over the whole period; a place that asks for several counts wholly under each."""

    skill: str
    months: tuple[UnmetMonth, ...]
    requests: tuple[str, ...]
    clients: tuple[str, ...]
    posts: Fraction
    """Posts over the whole period: full days ÷ its working days."""
    case: bool
    """Whether demand is high and steady enough to propose a permanent post."""

    @property
    def days(self) -> Decimal:
        """Full days over the whole period."""
        return sum((month.days for month in self.months), Decimal(0))


@dataclass(frozen=True, slots=True)
class CaseSettings:
    """A permanent post is proposed from so many posts on average, asked for in such a share of the months."""

    least_posts: Fraction = Fraction(4, 5)
    least_months: Fraction = Fraction(2, 3)


def unmet(
    seats: Iterable[UnmetSeat],
    period: Days,
    observed: Set[date],
    settings: CaseSettings | None = None,
) -> list[UnmetSkill]:
    """Every skill asked for in vain in the period (which has an end), most days first."""
    rules = settings or CaseSettings()
    asked = _Asked()
    for seat in seats:
        part = seat.period.intersection(period)
        days = working_days(part, observed, seat.days) if part else []
        for skill, _ in seat.skills:
            asked.add(skill, seat, days)
    all_days = working_days(period, observed)
    open_days: dict[date, int] = {}
    for day in all_days:
        open_days[day.replace(day=1)] = open_days.get(day.replace(day=1), 0) + 1
    found = [_skill(skill, asked, open_days, rules) for skill in asked.days]
    return sorted(found, key=lambda one: (-one.days, one.skill))


class _Asked:
    """What adds up while seats are read."""

    def __init__(self) -> None:
        self.days: dict[str, dict[date, int]] = {}
        self.requests: dict[str, dict[str, None]] = {}
        self.clients: dict[str, dict[str, None]] = {}

    def add(self, skill: str, seat: UnmetSeat, days: list[date]) -> None:
        """Count the days of a seat under a skill, in hundredths of a percent."""
        if not days:
            return
        months = self.days.setdefault(skill, {})
        for day in days:
            month = day.replace(day=1)
            months[month] = months.get(month, 0) + seat.effort_bp
        self.requests.setdefault(skill, {})[seat.request] = None
        self.clients.setdefault(skill, {})[seat.client] = None


def _skill(skill: str, asked: _Asked, open_days: dict[date, int], rules: CaseSettings) -> UnmetSkill:
    months = asked.days[skill]
    lines = tuple(
        UnmetMonth(
            month, Decimal(months.get(month, 0)) / FULL_BP, Fraction(months.get(month, 0), FULL_BP * count)
        )
        for month, count in open_days.items()
    )
    posts = Fraction(sum(months.values()), FULL_BP * sum(open_days.values()))
    steady = sum(1 for line in lines if line.days) >= rules.least_months * len(lines)
    return UnmetSkill(
        skill,
        lines,
        tuple(sorted(asked.requests[skill])),
        tuple(sorted(asked.clients[skill])),
        posts,
        posts >= rules.least_posts and steady,
    )
