"""When rooms are open: the hours of the terms and of the site together, the shading and the days shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from agence_desktop.core.clock import place
from agence_desktop.core.errors import InputError
from agence_desktop.core.french import format_hours
from agence_desktop.core.hours import ALWAYS, DayRanges, WeeklyHours, open_spans, parse_hours
from agence_desktop.core.hours_words import hours_clause
from agence_desktop.core.spans import Span, subtract
from agence_desktop.desktop.calendar.axis import Hours
from agence_desktop.desktop.calendar.items import Day
from agence_desktop.directory.rows import SiteRow
from agence_desktop.spaces.rows import SpaceFacts

SATURDAY = 5
MARGIN = 30
"""Minutes shown before the first opening and after the last closing."""
EARLIEST, LATEST = 6 * 60, 22 * 60
"""A room that is open at night does not stretch everybody's day; its bookings do."""


def site_hours(site: SiteRow) -> WeeklyHours:
    """The opening hours of a building; none known, or told in words only, means always."""
    if not site.hours.strip():
        return ALWAYS
    try:
        return parse_hours(site.hours)
    except InputError:
        return ALWAYS


def open_hours(facts: SpaceFacts, site: SiteRow) -> WeeklyHours:
    """When a room can be used: its bookable hours within the opening hours of its building."""
    bookable, building = facts.terms.hours or ALWAYS, site_hours(site)
    pairs = zip(bookable.days, building.days, strict=True)
    return WeeklyHours(tuple(_common(first, second) for first, second in pairs))


def _common(first: DayRanges, second: DayRanges) -> DayRanges:
    both = ((max(a, c), min(b, d)) for a, b in first for c, d in second)
    return tuple((start, end) for start, end in both if start < end)


def hours_words(hours: WeeklyHours) -> str:
    """« 8 h 30 à 16 h 30 » where Monday to Friday are alike, otherwise the whole clause; empty for always."""
    if hours == ALWAYS:
        return ""
    week = set(hours.days[:SATURDAY])
    if len(week) == 1 and not any(hours.days[SATURDAY:]) and len(ranges := hours.days[0]) == 1:
        start, end = ranges[0]
        return format_hours(time(start // 60 % 24, start % 60), time(end // 60 % 24, end % 60))
    return hours_clause(hours)


class ClosedSpans:
    """The shading of rows over some days; rows with the same hours share one tuple."""

    def __init__(self, first: date, last: date, observed: Mapping[date, str]) -> None:
        self._first, self._last, self._observed = first, last, observed
        self._kept: dict[tuple[WeeklyHours, ZoneInfo, bool], tuple[Span, ...]] = {}

    def of(self, hours: WeeklyHours, zone: ZoneInfo, *, holidays_open: bool) -> tuple[Span, ...]:
        """What is closed: outside the hours, and holidays unless the terms open them."""
        key = hours, zone, holidays_open
        if key not in self._kept:
            self._kept[key] = self._closed(hours, zone, holidays_open)
        return self._kept[key]

    def _closed(self, hours: WeeklyHours, zone: ZoneInfo, holidays_open: bool) -> tuple[Span, ...]:
        whole = _days_span(self._first, self._last, zone)
        closed = subtract([whole], open_spans(hours, self._first, self._last, zone))
        holidays = [
            _days_span(day, day, zone)
            for day in self._observed
            if not holidays_open and self._first <= day <= self._last
        ]
        return tuple(sorted((*subtract(closed, holidays), *holidays)))


def _days_span(first: date, last: date, zone: ZoneInfo) -> Span:
    midnight = time()
    return place(
        datetime.combine(first, midnight), datetime.combine(last + timedelta(days=1), midnight), zone
    )


def days_shown(
    dates: Iterable[date],
    hours: Iterable[WeeklyHours],
    observed: Mapping[date, str],
    busy: Iterable[date],
    *,
    holidays_open: bool = False,
    alone: bool = False,
) -> tuple[Day, ...]:
    """The days of a calendar: week-ends only where a room opens or something is booked, holidays folded.

    ``alone``: a single day is shown whatever it is.
    """
    weekends = {
        weekday for one in set(hours) if one != ALWAYS for weekday in range(SATURDAY, 7) if one.days[weekday]
    }
    booked = set(busy)
    return tuple(
        _day(day, observed, holidays_open=holidays_open)
        for day in dates
        if alone or day.weekday() < SATURDAY or day in booked or day.weekday() in weekends
    )


def _day(day: date, observed: Mapping[date, str], *, holidays_open: bool) -> Day:
    name = observed.get(day)
    if name is None:
        return Day(day)
    return Day(day, not holidays_open, f"{name}, férié", "férié")


def hours_shown(hours: Iterable[WeeklyHours], days: Iterable[Day]) -> Hours:
    """From a little before the first opening to a little after the last closing of the days shown."""
    weekdays = {day.date.weekday() for day in days if not day.folded}
    ranges = [
        pair for one in set(hours) if one != ALWAYS for weekday in weekdays for pair in one.days[weekday]
    ]
    if not ranges:
        return Hours()
    first = max(min(start for start, _ in ranges) - MARGIN, EARLIEST)
    last = min(max(end for _, end in ranges) + MARGIN, LATEST)
    return Hours(first, last) if first < last else Hours()
