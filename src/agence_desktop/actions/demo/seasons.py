"""When things happen in the demonstration: days by how busy they are, and when each booking was asked for."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from math import ceil
from random import Random

from agence_desktop.core.calendars import add_working_days, is_working_day, week_start
from agence_desktop.core.clock import QUEBEC, to_instant, to_wall
from agence_desktop.spaces.rows import Terms

WEEKS_BEFORE, WEEKS_AFTER = 8, 12
_DATES_PER_BOOKING = 2.0
_DATES_PER_ROOM_AND_DAY = 2.0
"""Where more is asked for, the past is longer instead of the days fuller."""
_WEEK = timedelta(days=7)
_USUAL_LEAD = 14.0
"""Days, on average, between asking and coming, beyond the notice."""
_FAR = 120
"""Days ahead at most where the terms set no horizon."""


@dataclass(frozen=True, slots=True)
class Season:
    """The working days on which something is booked, and how much of it; ``moment`` is now, an instant."""

    moment: datetime
    today: date
    observed: Set[date]
    days: tuple[date, ...]
    cumulated: tuple[float, ...]

    def pick(self, rng: Random) -> date:
        """A day, by its weight."""
        return self.days[bisect(self.cumulated, rng.random() * self.cumulated[-1])]

    def asked(self, rng: Random, day: date, terms: Terms) -> datetime | None:
        """When a date on ``day`` was asked for, within notice and horizon; None where nobody can yet."""
        notice = -(-(terms.notice_minutes or 0) // (24 * 60))
        horizon = min(terms.horizon_days or _FAR, _FAR)
        lead = min(notice + int(rng.expovariate(1 / _USUAL_LEAD)) + (notice > 0), horizon - 3)
        asked_on = min(day - timedelta(days=lead), self.today)
        while not is_working_day(asked_on, self.observed):
            asked_on -= timedelta(days=1)
        if (day - asked_on).days > horizon or (day - asked_on).days < notice:
            return None
        first, last = 7 * 60 + 5, 16 * 60 + 40
        if asked_on == day:
            last = 8 * 60
        minute = first + int(rng.random() * (last - first))
        wall = datetime.combine(asked_on, time(minute // 60, minute % 60, int(rng.random() * 60)))
        instant = to_instant(wall, QUEBEC)
        return instant if instant < self.moment else None

    def soon_after(self, rng: Random, instant: datetime, limit: datetime) -> datetime:
        """A moment of the next working days, most often one or two, and before ``limit`` in any case."""
        wall = to_wall(instant, QUEBEC)
        chance = rng.random()
        days = 1 if chance < 0.55 else 2 if chance < 0.88 else 3 + int(rng.random() * 3)
        day = add_working_days(wall.date(), days, self.observed)
        minute = 8 * 60 + 30 + int(rng.random() * 450)
        found = to_instant(datetime.combine(day, time(minute // 60, minute % 60)), QUEBEC)
        return found if found < limit else between(rng, instant, limit)


def season_of(moment: datetime, rooms: int, bookings: int, observed: Set[date]) -> Season:
    """The season around an instant: eight weeks before, twelve after, this week and the next the busiest."""
    today = to_wall(moment, QUEBEC).date()
    room_days = bookings * _DATES_PER_BOOKING / _DATES_PER_ROOM_AND_DAY
    before = max(WEEKS_BEFORE, ceil(room_days / max(rooms, 1) / 5) - WEEKS_AFTER)
    monday = week_start(today)
    days, weights = [], []
    for week in range(-before, WEEKS_AFTER + 1):
        for offset in range(5):
            day = monday + week * _WEEK + timedelta(days=offset)
            if is_working_day(day, observed):
                days.append(day)
                weights.append(_weight(week))
    return Season(moment, today, observed, tuple(days), tuple(accumulate(weights)))


def between(rng: Random, first: datetime, last: datetime) -> datetime:
    """An instant between two, on a whole second; the first where they are as good as one."""
    return first + timedelta(seconds=int(rng.random() * max((last - first).total_seconds(), 0)))


def _weight(week: int) -> float:
    if week < 0:
        return 1.0
    return 2.4 if week == 0 else float(2.2 * 0.86**week)
