"""The time axis: where an instant stands along a row of days, some folded, and which stands at a place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from agence_desktop.core.clock import place, to_instant, to_wall
from agence_desktop.core.spans import Span
from agence_desktop.desktop.calendar.items import BACKGROUND, Block, Day

MIDNIGHT = time()
WHOLE_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Hours:
    """The part of each open day that is shown, in minutes after midnight: ``0 ≤ first < last ≤ 1440``."""

    first: int = 7 * 60
    last: int = 18 * 60

    def __post_init__(self) -> None:
        if not 0 <= self.first < self.last <= WHOLE_DAY:
            raise ValueError("hours lie within one day and last at least a minute")

    def holding(self, first: int, last: int) -> Hours:
        """The least whole hours around these and the minutes given."""
        return Hours(min(self.first, first // 60 * 60), max(self.last, -(-last // 60) * 60))


@dataclass(frozen=True, slots=True)
class Column:
    """A day drawn between ``left`` and ``right``, showing the minutes ``first`` to ``last`` of its date."""

    day: Day
    left: float
    right: float
    first: int
    last: int
    folded: bool = False

    @property
    def width(self) -> float:
        return self.right - self.left

    def x(self, minute: float) -> float:
        """Where a minute of the day stands; those not shown stand at the edge."""
        part = (min(max(minute, self.first), self.last) - self.first) / (self.last - self.first)
        return self.left + part * self.width

    def minute(self, x: float) -> float:
        """The minute at ``x``, within those shown."""
        part = min(max((x - self.left) / self.width, 0.0), 1.0)
        return self.first + part * (self.last - self.first)


def minute_of(wall: datetime) -> float:
    """Minutes after midnight of a naive wall clock."""
    return wall.hour * 60 + wall.minute + wall.second / 60


def wall_of(day: date, minute: float) -> datetime:
    """The wall clock ``minute`` minutes after midnight, to the second."""
    return datetime.combine(day, MIDNIGHT) + timedelta(seconds=round(minute * 60))


@dataclass(frozen=True)
class Axis:
    """Days in order (gaps allowed: week-ends left out) along one length, in the wall clock of one zone."""

    columns: tuple[Column, ...]
    zone: ZoneInfo
    _dates: list[date] = field(init=False, repr=False)
    _lefts: list[float] = field(init=False, repr=False)
    _starts: list[datetime] = field(init=False, repr=False)
    _steady: list[bool] = field(init=False, repr=False)
    _lengths: list[timedelta] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_dates", [column.day.date for column in self.columns])
        object.__setattr__(self, "_lefts", [column.left for column in self.columns])
        shown = [
            [
                to_instant(wall_of(column.day.date, minute), self.zone)
                for minute in (column.first, column.last)
            ]
            for column in self.columns
        ]
        lengths = [timedelta(minutes=column.last - column.first) for column in self.columns]
        steady = [end - start == length for (start, end), length in zip(shown, lengths, strict=True)]
        object.__setattr__(self, "_starts", [start for start, _end in shown])
        object.__setattr__(self, "_steady", steady)
        object.__setattr__(self, "_lengths", lengths)

    @property
    def length(self) -> float:
        """From the first day to the end of the last."""
        return self.columns[-1].right if self.columns else 0.0

    @property
    def span(self) -> Span | None:
        """The instants from the first day's first midnight to the last day's last; None without days."""
        if not self.columns:
            return None
        first, last = self._dates[0], self._dates[-1] + timedelta(days=1)
        return Span(*(to_instant(datetime.combine(day, MIDNIGHT), self.zone) for day in (first, last)))

    def column_of(self, day: date) -> Column | None:
        """The column of a date, if it is shown."""
        index = bisect_left(self._dates, day)
        return self.columns[index] if index < len(self._dates) and self._dates[index] == day else None

    def column_at(self, x: float) -> Column | None:
        """The column under ``x``; the nearest one outside; None without days."""
        return self.columns[max(bisect_right(self._lefts, x) - 1, 0)] if self.columns else None

    def x(self, instant: datetime) -> float:
        """Where an instant stands; one that is not shown stands where it would come back into view."""
        index = bisect_right(self._starts, instant) - 1
        if index < 0:
            return 0.0
        column = self.columns[index]
        if self._steady[index]:
            # Painting asks this thousands of times: a day without a change of clocks needs no conversion.
            part = (instant - self._starts[index]) / self._lengths[index]
            return column.left + part * (column.right - column.left) if part < 1 else column.right
        wall = to_wall(instant, self.zone)
        return column.x(minute_of(wall)) if column.day.date == wall.date() else column.right

    def wall(self, x: float) -> datetime | None:
        """The naive wall clock at ``x``; None without days."""
        column = self.column_at(x)
        return wall_of(column.day.date, column.minute(x)) if column else None

    def instant(self, x: float) -> datetime | None:
        """The instant at ``x``; None without days."""
        wall = self.wall(x)
        return to_instant(wall, self.zone) if wall else None

    def instant_of(self, wall: datetime) -> datetime:
        """The instant of a wall clock of this axis."""
        return to_instant(wall, self.zone)

    def extent(self, span: Span) -> tuple[float, float] | None:
        """Left and right of a span, or None where no part of it is shown."""
        left, right = self.x(span.start), self.x(span.end)
        return (left, right) if right > left else None

    def shows(self, instant: datetime) -> bool:
        """Whether the instant itself is on view, and not merely clipped to an edge."""
        wall = to_wall(instant, self.zone)
        column = self.column_of(wall.date())
        return column is not None and column.first <= minute_of(wall) < column.last


def build_axis(
    days: Sequence[Day], hours: Hours, zone: ZoneInfo, length: float, folded: float, least: float
) -> Axis:
    """Share ``length`` among the open days, each at least ``least`` wide; folded days are ``folded`` wide.

    When every day is folded they share the length instead.
    """
    open_days = sum(1 for day in days if not day.folded)
    left_over = length - folded * (len(days) - open_days)
    width = max(left_over / open_days, least) if open_days else max(length / max(len(days), 1), folded)
    columns: list[Column] = []
    left = 0.0
    for day in days:
        fold = day.folded and open_days > 0
        right = left + (folded if fold else width)
        first, last = (0, WHOLE_DAY) if fold else (hours.first, hours.last)
        columns.append(Column(day, left, right, first, last, fold))
        left = right
    return Axis(tuple(columns), zone)


def fitting(
    days: Sequence[Day], hours: Hours, blocks: Iterable[Block], zone: ZoneInfo
) -> tuple[tuple[Day, ...], Hours]:
    """Unfold days and widen hours so that no booking is hidden; closures and the like change nothing."""
    if (hours.first, hours.last) == (0, WHOLE_DAY) and not any(day.folded for day in days):
        return tuple(days), hours
    shown = {day.date for day in days}
    busy: set[date] = set()
    open_spans = [_shown(day.date, hours, zone) for day in days if not day.folded]
    starts = [span.start for span in open_spans]
    for block in blocks:
        at = bisect_right(starts, block.span.start) - 1
        # Nearly all blocks lie within the hours of an open day: they need no conversion of clocks.
        if block.style in BACKGROUND or (at >= 0 and block.span.end <= open_spans[at].end):
            continue
        start, end = to_wall(block.span.start, zone), to_wall(block.span.end, zone)
        for day, first, last in _minutes_by_day(start, end):
            if day in shown:
                busy.add(day)
                hours = hours.holding(first, last)
    kept = tuple(Day(day.date, False, day.name, day.short) if day.date in busy else day for day in days)
    return kept, hours


def _shown(day: date, hours: Hours, zone: ZoneInfo) -> Span:
    return place(wall_of(day, hours.first), wall_of(day, hours.last), zone)


def _minutes_by_day(start: datetime, end: datetime) -> Iterable[tuple[date, int, int]]:
    """The minutes of each day between two wall clocks; nothing where the change of clocks left no length."""
    day = start.date()
    while datetime.combine(day, MIDNIGHT) < end:
        first = int(minute_of(start)) if day == start.date() else 0
        last = -(-int(minute_of(end) * 60) // 60) if day == end.date() else WHOLE_DAY
        if last > first:
            yield day, first, last
        day += timedelta(days=1)
