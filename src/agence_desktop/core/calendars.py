"""Holidays of the public service, working days and ISO weeks; holidays are judged on their observed date."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Set
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from dateutil.easter import easter

from agence_desktop.core.clock import to_wall
from agence_desktop.core.spans import Span

_ONE_DAY = timedelta(days=1)
_MONDAY, _SATURDAY = 0, 5


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday: its calendar day, the day it is observed on, and its French name."""

    day: date
    observed: date
    name: str


def touches_holiday(span: Span, zone: ZoneInfo, observed: Set[date]) -> date | None:
    """The first observed holiday among the local days of the span, or None.

    An end at local midnight does not touch the next day.
    """
    day = to_wall(span.start, zone).date()
    last = to_wall(span.end - timedelta.resolution, zone).date()
    while day <= last:
        if day in observed:
            return day
        day += _ONE_DAY
    return None


def is_working_day(day: date, observed: Set[date]) -> bool:
    """Whether the day is Monday to Friday and not an observed holiday."""
    return day.weekday() < _SATURDAY and day not in observed


def add_working_days(day: date, count: int, observed: Set[date]) -> date:
    """The ``count``-th working day after ``day`` (before it where negative); ``day`` itself for 0."""
    step = _ONE_DAY if count > 0 else -_ONE_DAY
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day, observed)
    return day


def working_days(first: date, last: date, observed: Set[date]) -> list[date]:
    """The working days from ``first`` to ``last``, both included; empty where ``last`` comes before."""
    days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    return [day for day in days if is_working_day(day, observed)]


def months_before(day: date, months: int) -> date:
    """The same day so many months before; the last of a shorter month."""
    index = 12 * day.year + day.month - 1 - months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def week_number(day: date) -> int:
    """The ISO number of the day's week; weeks start on Monday."""
    return day.isocalendar().week


def week_start(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def quebec_holidays(year: int) -> list[Holiday]:
    """The 13 holidays of Québec's public service in a calendar year, in order.

    On a weekend, eves are observed on a working day before and feasts on one after that no other feast takes.
    """
    sunday = easter(year)
    fixed = [
        (date(year, 1, 1), "Jour de l’An"),
        (date(year, 1, 2), "Lendemain du jour de l’An"),
        (sunday - timedelta(days=2), "Vendredi saint"),
        (sunday + timedelta(days=1), "Lundi de Pâques"),
        (_weekday_before(date(year, 5, 25), _MONDAY), "Journée nationale des patriotes"),
        (date(year, 6, 24), "Fête nationale"),
        (date(year, 7, 1), "Fête du Canada"),
        (_weekday_before(date(year, 9, 8), _MONDAY), "Fête du travail"),
        (_weekday_before(date(year, 10, 15), _MONDAY), "Action de grâces"),
        (date(year, 12, 25), "Noël"),
        (date(year, 12, 26), "Lendemain de Noël"),
    ]
    eves = [(date(year, 12, 24), "Veille de Noël"), (date(year, 12, 31), "Veille du jour de l’An")]
    holidays: list[Holiday] = []
    taken: set[date] = set()
    for dated, step in ((fixed, _ONE_DAY), (eves, -_ONE_DAY)):
        for day, name in dated:
            observed = day
            while not is_working_day(observed, taken):
                observed += step
            taken.add(observed)
            holidays.append(Holiday(day, observed, name))
    return sorted(holidays, key=lambda holiday: holiday.day)


def _weekday_before(day: date, weekday: int) -> date:
    """The last such weekday strictly before ``day``."""
    return day - timedelta(days=(day.weekday() - weekday - 1) % 7 + 1)
