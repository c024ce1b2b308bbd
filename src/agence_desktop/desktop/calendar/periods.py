"""The period a calendar shows: a day, some weeks, a month, a quarter; how it is said and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from agence_desktop.core.calendars import week_number, week_start
from agence_desktop.core.clock import QUEBEC, place
from agence_desktop.core.french import NBSP, format_date, format_month, format_period, listed
from agence_desktop.core.spans import Span

_OTHER_ZONES = 120
"""Minutes by which midnight may come sooner or later elsewhere in Québec than at Québec."""


class Reach(StrEnum):
    """How much is shown at once."""

    DAY = "day"
    WEEK = "week"
    TWO_WEEKS = "two_weeks"
    MONTH = "month"
    FOUR_WEEKS = "four_weeks"
    QUARTER = "quarter"


_WEEKS = {Reach.WEEK: 1, Reach.TWO_WEEKS: 2, Reach.FOUR_WEEKS: 4, Reach.QUARTER: 12}


@dataclass(frozen=True, slots=True)
class Period:
    """Days in a row from ``first``: use ``holding`` to make one that starts where its kind starts."""

    reach: Reach
    first: date

    @classmethod
    def holding(cls, reach: Reach, day: date) -> Period:
        """The period of that kind in which a day lies."""
        match reach:
            case Reach.DAY:
                return cls(reach, day)
            case Reach.MONTH:
                return cls(reach, day.replace(day=1))
            case _:
                return cls(reach, week_start(day))

    @property
    def last(self) -> date:
        """The last day, week-ends counted."""
        return self.shifted(1).first - timedelta(days=1)

    def dates(self) -> tuple[date, ...]:
        """Every day."""
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last

    def shifted(self, steps: int) -> Period:
        """The period some steps later, or earlier."""
        match self.reach:
            case Reach.DAY:
                return Period(self.reach, self.first + timedelta(days=steps))
            case Reach.MONTH:
                months = self.first.year * 12 + self.first.month - 1 + steps
                return Period(self.reach, date(months // 12, months % 12 + 1, 1))
            case _:
                return Period(self.reach, self.first + timedelta(weeks=_WEEKS[self.reach] * steps))

    def span(self) -> Span:
        """The instants of all its days, whatever the zone of the site; a month with its whole weeks."""
        first, last = self.first, self.last
        if self.reach is Reach.MONTH:
            first, last = week_start(first), week_start(last) + timedelta(days=6)
        midnight = [datetime.combine(day, time()) for day in (first, last + timedelta(days=1))]
        return place(midnight[0], midnight[1], QUEBEC).widened(_OTHER_ZONES, _OTHER_ZONES)

    def title(self, last: date | None = None) -> str:
        """« 12 au 16 octobre 2026 »; ``last`` is the last day that is shown, where the week-end is not."""
        match self.reach:
            case Reach.DAY:
                return format_date(self.first)
            case Reach.MONTH:
                return format_month(self.first)
            case _:
                return format_period(self.first, last or self.last)

    def weeks(self) -> str:
        """« sem. 42 », « sem. 42 et 43 »; empty for more."""
        if self.reach not in (Reach.DAY, Reach.WEEK, Reach.TWO_WEEKS):
            return ""
        numbers = dict.fromkeys(str(week_number(day)) for day in self.dates())
        return f"sem.{NBSP}{listed(list(numbers))}"
