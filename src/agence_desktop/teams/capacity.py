"""What members can give on each day, and what firm deployments take of it: exact shares of a full day.

Days are bits of whole numbers (``Horizon``), and what is given or taken a few ``Steps``: a share of the day
and the days on which it holds. So a quarter of 200 members costs a few operations for each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TypeAlias

from agence_desktop.core.calendars import is_working_day
from agence_desktop.teams.periods import WEEKDAYS, Days
from agence_desktop.teams.problem import Firm, Member, Pattern, Settings

Steps: TypeAlias = tuple[tuple[Fraction, int], ...]
"""Shares of the day, the smallest first, each with its days; they share no day."""

FULL_DAY = Fraction(1)
"""No member gives more than a full day."""


def cap(member: Member, day: date, holidays: Set[date], settings: Settings) -> Fraction:
    """What a member can give on a day, 0 to 1 of a full day.

    Factor × hours ÷ full day, and 0 on a weekend, an observed holiday, an absence, outside the contract.
    """
    pattern = pattern_on(member.patterns, day)
    away = any(absence.holds(day) for absence in member.absences)
    if pattern is None or away or not is_working_day(day, holidays) or not member.contract.holds(day):
        return Fraction(0)
    return _share(member, pattern.hours[day.weekday()], settings)


def pattern_on(patterns: Iterable[Pattern], day: date) -> Pattern | None:
    """The pattern in force: the one that began last; None before the first."""
    begun = [pattern for pattern in patterns if pattern.since is None or pattern.since <= day]
    return sorted(begun, key=_since)[-1] if begun else None


@dataclass(frozen=True, slots=True)
class Horizon:
    """Days from ``first`` on as bits of whole numbers; ``weekdays`` are the working days of each weekday."""

    first: date
    length: int
    weekdays: tuple[int, ...]

    @classmethod
    def over(cls, periods: Iterable[Days], holidays: Set[date]) -> Horizon:
        """From the first to the last day of these periods, which have an end; one day where there is none."""
        listed = list(periods)
        first = min((period.first for period in listed), default=date(2000, 1, 3))
        last = max((period.end for period in listed if period.end), default=first + timedelta(days=1))
        length = (last - first).days
        weekdays = [0] * len(WEEKDAYS)
        for number in range(length):
            day = first + timedelta(days=number)
            if is_working_day(day, holidays):
                weekdays[day.weekday()] |= 1 << number
        return cls(first, length, tuple(weekdays))

    def within(self, period: Days) -> int:
        """The days of a period, weekends and holidays included, as far as they lie here."""
        start = max(0, (period.first - self.first).days)
        end = self.length if period.end is None else min(self.length, (period.end - self.first).days)
        return ((1 << end) - (1 << start)) if start < end else 0

    def working(self, period: Days, weekdays: Iterable[int] | None = None) -> int:
        """The working days of a period, of these weekdays alone where some are given."""
        wanted = 0
        for weekday in range(len(WEEKDAYS)) if weekdays is None else weekdays:
            if weekday < len(WEEKDAYS):
                wanted |= self.weekdays[weekday]
        return wanted & self.within(period)

    def dates(self, days: int) -> Iterator[date]:
        """The days of a whole number, in order."""
        while days:
            lowest = days & -days
            yield self.first + timedelta(days=lowest.bit_length() - 1)
            days ^= lowest


@dataclass(frozen=True, slots=True)
class MemberDays:
    """A member over a horizon: what they can give, what firm deployments take, what is left (0 included)."""

    capacity: Steps
    load: Steps
    room: Steps

    def serves(self, effort: Fraction, days: int) -> int:
        """The days on which the member is there for all of the effort."""
        return days & at_least(self.capacity, effort)

    def overloaded(self, effort: Fraction, served: int) -> int:
        """The served days on which the effort does not fit beside what is firm."""
        return served & ~at_least(self.room, effort)

    def least_room(self, days: int) -> Fraction:
        """What is left on the fullest of these days, of which each has a capacity."""
        return min(share for share, on in self.room if on & days)


def member_days(member: Member, firm: Iterable[Firm], horizon: Horizon, settings: Settings) -> MemberDays:
    """What a member can give and what is left, with the firm deployments of this member."""
    capacity = capacity_steps(member, horizon, settings)
    load = load_steps(capacity, firm, horizon)
    return MemberDays(capacity, load, _left(capacity, load))


def capacity_steps(member: Member, horizon: Horizon, settings: Settings) -> Steps:
    """``cap`` over a horizon; days without capacity are left out."""
    present = horizon.within(member.contract)
    for absence in member.absences:
        present &= ~horizon.within(absence)
    ordered = sorted(member.patterns, key=_since)
    days: dict[Fraction, int] = {}
    for number, pattern in enumerate(ordered):
        following = ordered[number + 1].since if number + 1 < len(ordered) else None
        since = pattern.since or min(horizon.first, following or horizon.first)
        if following is not None and following <= since:
            continue
        in_force = present & horizon.within(Days(since, following))
        for hours, on in zip(pattern.hours, horizon.weekdays, strict=True):
            if hours > 0 and in_force & on:
                share = _share(member, hours, settings)
                days[share] = days.get(share, 0) | (in_force & on)
    days.pop(Fraction(0), None)
    return _steps(days)


def load_steps(capacity: Steps, firm: Iterable[Firm], horizon: Horizon) -> Steps:
    """The sum of the efforts of the firm deployments that serve each day; days without any are left out."""
    days: dict[Fraction, int] = {}
    for one in firm:
        served = horizon.working(one.period, one.days) & at_least(capacity, one.effort)
        if not served:
            continue
        split: dict[Fraction, int] = {}
        left = served
        for share, on in days.items():
            _add(split, share, on & ~served)
            _add(split, share + one.effort, on & served)
            left &= ~on
        _add(split, one.effort, left)
        days = split
    return _steps(days)


def at_least(steps: Steps, share: Fraction) -> int:
    """The days on which as much as the share holds."""
    days = 0
    for held, on in reversed(steps):
        if held < share:
            break
        days |= on
    return days


def share_on(steps: Steps, horizon: Horizon, day: date) -> Fraction:
    """The share on one day of the horizon, 0 where there is none."""
    bit = 1 << (day - horizon.first).days
    return next((share for share, on in steps if on & bit), Fraction(0))


def _share(member: Member, hours: Fraction, settings: Settings) -> Fraction:
    return min(FULL_DAY, member.factor * hours / settings.full_day)


def _left(capacity: Steps, load: Steps) -> Steps:
    days: dict[Fraction, int] = {}
    for given, there in capacity:
        untouched = there
        for taken, on in load:
            _add(days, given - taken, there & on)
            untouched &= ~on
        _add(days, given, untouched)
    return _steps(days)


def _add(days: dict[Fraction, int], share: Fraction, on: int) -> None:
    if on:
        days[share] = days.get(share, 0) | on


def _steps(days: dict[Fraction, int]) -> Steps:
    return tuple(sorted(days.items()))


def _since(pattern: Pattern) -> date:
    return pattern.since or date.min
