"""The month as plain geometry: weeks down, days across, a few lines a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from agence_desktop.core.clock import place, to_wall
from agence_desktop.core.spans import Span
from agence_desktop.desktop.calendar.items import Block, Day, days_between
from agence_desktop.desktop.calendar.scene import Box

WEEK = 7


def month_days(month: date, names: Mapping[date, tuple[str, str]] | None = None) -> tuple[Day, ...]:
    """The whole weeks, Monday first, that hold the days of a month; ``names`` as in ``days_between``."""
    first = month.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    start = first - timedelta(days=first.weekday())
    return days_between(start, last + timedelta(days=6 - last.weekday()), names)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a day: a block, or « et n autres » when ``block`` is None."""

    day: Day
    box: Box
    block: Block | None
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class MonthScene:
    """Days of equal size; ``head`` is the height of a day’s number, ``line`` that of a line."""

    days: tuple[Day, ...]
    zone: ZoneInfo
    blocks: Mapping[date, tuple[Block, ...]]
    width: float
    height: float
    head: float
    line: float

    @property
    def weeks(self) -> int:
        """How many weeks are shown."""
        return -(-len(self.days) // WEEK)

    def cell(self, day: date) -> Box | None:
        """The whole cell of a day."""
        at = (day - self.days[0].date).days if self.days else -1
        if not 0 <= at < len(self.days):
            return None
        width, height = self.width / WEEK, self.height / self.weeks
        return Box(at % WEEK * width, at // WEEK * height, width, height)

    def day_at(self, x: float, y: float) -> Day | None:
        """The day at a point, the nearest outside; None without days."""
        if not self.days:
            return None
        column = min(max(int(x / self.width * WEEK), 0), WEEK - 1)
        week = min(max(int(y / self.height * self.weeks), 0), self.weeks - 1)
        return self.days[min(week * WEEK + column, len(self.days) - 1)]

    def span(self, day: date, first: int, last: int) -> Span:
        """The minutes ``first`` to ``last`` of a day."""
        midnight = datetime.combine(day, time())
        return place(midnight + timedelta(minutes=first), midnight + timedelta(minutes=last), self.zone)

    def lines(self, day: Day) -> list[Line]:
        """What a day shows: all its blocks, or as many as fit and how many more there are."""
        box, blocks = self.cell(day.date), self.blocks.get(day.date, ())
        if box is None:
            return []
        room = max(int((box.height - self.head) // self.line), 1)
        shown = blocks if len(blocks) <= room else blocks[: room - 1]
        found = [Line(day, self._line(box, number), block) for number, block in enumerate(shown)]
        if len(shown) < len(blocks):
            found.append(Line(day, self._line(box, len(shown)), None, len(blocks) - len(shown)))
        return found

    def _line(self, box: Box, number: int) -> Box:
        return Box(box.left + 3, box.top + self.head + number * self.line, box.width - 7, self.line - 2)


def clock_of(block: Block, place_zone: ZoneInfo, zone: ZoneInfo) -> ZoneInfo:
    """The clock that tells the days of a block: that of its place for whole days there, or the view's."""
    ends = (to_wall(instant, place_zone) for instant in (block.span.start, block.span.end))
    return place_zone if all(wall.time() == time() for wall in ends) else zone


def by_day(
    blocks: Sequence[Block],
    days: Sequence[Day],
    zone: ZoneInfo,
    place_zones: Mapping[str, ZoneInfo] | None = None,
) -> dict[date, tuple[Block, ...]]:
    """The blocks that touch each day, by start; an end at midnight does not touch the next day.

    ``place_zones`` are the clocks of rows by key, where they differ from the view's.
    """
    shown = {day.date for day in days}
    found: dict[date, list[Block]] = {}
    for block in sorted(blocks, key=lambda each: (each.span.start, each.span.end, each.key)):
        clock = clock_of(block, (place_zones or {}).get(block.row_key, zone), zone)
        day = to_wall(block.span.start, clock).date()
        last = to_wall(block.span.end - timedelta(microseconds=1), clock).date()
        while day <= last:
            if day in shown:
                found.setdefault(day, []).append(block)
            day += timedelta(days=1)
    return {day: tuple(each) for day, each in found.items()}
