"""Times, dates, periods and slots as the OQLF writes them; all wall clocks, naive."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from agence_desktop.core.french.grammar import listed
from agence_desktop.core.french.words import (
    MONTHS,
    NBSP,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
)

_MIDNIGHT = time(0)


def format_time(value: time | datetime) -> str:
    """« 9 h 05 », « 14 h »; seconds are not shown."""
    hour = f"{value.hour}{NBSP}h"
    return f"{hour}{NBSP}{value.minute:02d}" if value.minute else hour


def format_end_time(value: time | datetime) -> str:
    """A time that ends a slot: midnight is « 24 h »."""
    return f"24{NBSP}h" if (value.hour, value.minute) == (0, 0) else format_time(value)


def format_hours(start: time | datetime, end: time | datetime) -> str:
    """« 13 h à 15 h 30 » within one day."""
    return f"{format_time(start)} à {format_end_time(end)}"


def format_date(day: date, *, weekday: bool = True, year: bool = True) -> str:
    """« vendredi 20 novembre 2026 », « mardi 1er décembre 2026 »."""
    return _written(day, WEEKDAYS, MONTHS, weekday=weekday, year=year)


def format_short_date(day: date, *, weekday: bool = True, year: bool = True) -> str:
    """For tables: « jeu. 29 oct. 2026 », « 29 oct. »."""
    return _written(day, SHORT_WEEKDAYS, SHORT_MONTHS, weekday=weekday, year=year)


def format_month(day: date) -> str:
    """« octobre 2026 »."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def format_near_date(day: date, today: date) -> str:
    """« hier », « aujourd’hui », « demain », otherwise « ven. 16 oct. », with the year when it is another."""
    near = {-1: "hier", 0: "aujourd’hui", 1: "demain"}
    return near.get((day - today).days) or format_short_date(day, year=day.year != today.year)


def format_moment(wall: datetime, *, short: bool = False, year: bool = True) -> str:
    """« vendredi 9 octobre 2026, 14 h 20 »; short: « 9 oct. 2026, 14 h 20 »."""
    day = format_short_date(wall, weekday=False, year=year) if short else format_date(wall, year=year)
    return f"{day}, {format_time(wall)}"


def format_near_moment(wall: datetime, today: date) -> str:
    """« hier, 16 h 20 », otherwise « 9 oct., 14 h 20 », with the year when it is another."""
    if abs((wall.date() - today).days) <= 1:
        return f"{format_near_date(wall.date(), today)}, {format_time(wall)}"
    return format_moment(wall, short=True, year=wall.year != today.year)


def format_period(first: date, last: date, *, short: bool = False, year: bool = True) -> str:
    """Whole days, both included: « 12 au 16 octobre 2026 », « 28 décembre 2026 au 3 janvier 2027 ».

    What the ends have in common is said once; ``year=False`` leaves out a common year.
    """
    end = _plain(last, short=short, year=year or first.year != last.year)
    if first == last:
        return end
    if first.year != last.year:
        return f"{_plain(first, short=short, year=True)} au {end}"
    if first.month != last.month:
        return f"{_plain(first, short=short, year=False)} au {end}"
    return f"{_day(first)} au {end}"


def format_slot(start: datetime, end: datetime, *, short: bool = False) -> str:
    """« jeudi 26 novembre 2026, 9 h à 11 h 30 »; whole days and ends on another day are said so.

    An end at midnight belongs to the day before.
    """
    last = (end - timedelta(microseconds=1)).date()
    write = format_short_date if short else format_date
    if start.time() == end.time() == _MIDNIGHT:
        if start.date() == last:
            return f"{write(start)}, toute la journée"
        return f"du {write(start)} au {write(last)}, toute la journée"
    if start.date() == last:
        return f"{write(start)}, {format_hours(start, end)}"
    return f"du {write(start)}, {format_time(start)}, au {write(last)}, {format_end_time(end)}"


def format_weekdays(days: Collection[int]) -> str:
    """Days of the week, Monday being 0: « du lundi au vendredi », « lundi, mercredi et vendredi »."""
    order = sorted(set(days))
    if len(order) > 2 and order[-1] - order[0] == len(order) - 1:
        return f"du {WEEKDAYS[order[0]]} au {WEEKDAYS[order[-1]]}"
    return listed([WEEKDAYS[day] for day in order])


def _day(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)


def _plain(day: date, *, short: bool, year: bool) -> str:
    write = format_short_date if short else format_date
    return write(day, weekday=False, year=year)


def _written(
    day: date, weekdays: tuple[str, ...], months: tuple[str, ...], *, weekday: bool, year: bool
) -> str:
    words = [weekdays[day.weekday()]] if weekday else []
    words += [_day(day), months[day.month - 1]]
    return " ".join([*words, str(day.year)] if year else words)
