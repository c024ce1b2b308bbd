"""Creating, moving and resizing as plain arithmetic on wall clocks: where a gesture would put a block."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from agence_desktop.core.clock import place, to_wall
from agence_desktop.core.spans import Span
from agence_desktop.desktop.calendar.axis import WHOLE_DAY, Axis, minute_of, wall_of
from agence_desktop.desktop.calendar.items import Block, Row


class Grip(StrEnum):
    """What the gesture does."""

    CREATE = "create"
    MOVE = "move"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Target:
    """Where the gesture stands now."""

    row_key: str
    span: Span


def snap(wall: datetime, grid: int) -> datetime:
    """The nearest wall clock on the grid of minutes counted from midnight; half a step goes up."""
    return floor(wall + timedelta(minutes=grid) / 2, grid)


def floor(wall: datetime, grid: int) -> datetime:
    """The last wall clock of the grid not after ``wall``."""
    midnight = wall.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + (wall - midnight) // timedelta(minutes=grid) * timedelta(minutes=grid)


def ceiling(wall: datetime, grid: int) -> datetime:
    """The first wall clock of the grid not before ``wall``."""
    down = floor(wall, grid)
    return down if down == wall else down + timedelta(minutes=grid)


@dataclass(frozen=True, slots=True)
class Drag:
    """A gesture begun at the wall clock ``anchor`` of ``row``, on ``block`` unless it creates one."""

    grip: Grip
    row: Row
    anchor: datetime
    axis: Axis
    block: Block | None = None

    @property
    def block_key(self) -> str:
        """The block concerned; empty while creating."""
        return self.block.key if self.block else ""

    @property
    def origin(self) -> Target:
        """Where the block stood, or the cell where the creation began."""
        if self.block is not None:
            return Target(self.block.row_key, self.block.span)
        return self.to(self.row, self.anchor)

    def to(self, row: Row, wall: datetime) -> Target:
        """The target with the pointer at ``wall`` on ``row``; only a move changes rows."""
        if self.block is None:
            return self._created(wall)
        start, end = (to_wall(at, self.axis.zone) for at in (self.block.span.start, self.block.span.end))
        grid, least = row.grid_minutes, timedelta(minutes=row.grid_minutes)
        if self.grip is Grip.MOVE:
            by = snap(start + (wall - self.anchor), grid) - start
            # Back on its own place a block that stood off the grid stays off it.
            by = timedelta() if abs(wall - self.anchor) < least / 2 else by
            return Target(row.key, place(start + by, end + by, self.axis.zone))
        if self.grip is Grip.START:
            return Target(self.row.key, place(min(snap(wall, grid), end - least), end, self.axis.zone))
        return Target(self.row.key, place(start, max(snap(wall, grid), start + least), self.axis.zone))

    def _created(self, wall: datetime) -> Target:
        first, last = min(self.anchor, wall), max(self.anchor, wall)
        grid = self.row.grid_minutes
        start, end = floor(first, grid), ceiling(last, grid)
        return Target(self.row.key, place(start, max(end, start + timedelta(minutes=grid)), self.axis.zone))


def nudged(span: Span, minutes: int, axis: Axis) -> Span:
    """The span moved by wall-clock minutes; where it leaves the hours shown it goes to the next open day.

    At the ends of the range it stays where it is.
    """
    start, end = to_wall(span.start, axis.zone), to_wall(span.end, axis.zone)
    moved = start + timedelta(minutes=minutes)
    column = axis.column_of(moved.date())
    if column is not None and not column.folded and column.first <= minute_of(moved) < column.last:
        return place(moved, moved + (end - start), axis.zone)
    open_days = [each for each in axis.columns if not each.folded]
    if minutes > 0:
        later = next((each for each in open_days if each.day.date > start.date()), None)
        if later is None:
            return span
        moved = wall_of(later.day.date, later.first)
    else:
        earlier = next((each for each in reversed(open_days) if each.day.date < start.date()), None)
        if earlier is None:
            return span
        length = (end - start) / timedelta(minutes=1)
        moved = wall_of(earlier.day.date, max(earlier.last - length, earlier.first))
    return place(moved, moved + (end - start), axis.zone)


def on_next_day(span: Span, step: int, axis: Axis) -> Span:
    """The span at the same wall clock on the next open day shown, or the one before; at the ends it stays."""
    start, end = to_wall(span.start, axis.zone), to_wall(span.end, axis.zone)
    days = [each.day.date for each in axis.columns if not each.folded]
    later = [day for day in days if (day > start.date() if step > 0 else day < start.date())]
    if not later:
        return span
    moved = wall_of(later[0] if step > 0 else later[-1], minute_of(start))
    return place(moved, moved + (end - start), axis.zone)


def stretched(span: Span, minutes: int, row: Row, axis: Axis) -> Span:
    """The span with its end moved by wall-clock minutes, never shorter than a step of the grid.

    Steps of whole days pass over days that are not shown: a week-end is not an end.
    """
    start, end = to_wall(span.start, axis.zone), to_wall(span.end, axis.zone)
    least, step = start + timedelta(minutes=row.grid_minutes), timedelta(minutes=minutes)
    moved = end + step
    shown = [column.day.date for column in axis.columns] if row.grid_minutes % WHOLE_DAY == 0 else []
    while shown and shown[0] < (last := (moved - timedelta.resolution).date()) < shown[-1]:
        if axis.column_of(last) is not None:
            break
        moved += step
    return place(start, max(moved, least), axis.zone)


def restepped(drag: Drag, target: Target, row: Row, minutes: int, *, resize: bool) -> Target:
    """The target after a keystroke: moved or resized by ``minutes``, on ``row``."""
    if resize:
        return replace(target, span=stretched(target.span, minutes, drag.row, drag.axis))
    return Target(row.key, nudged(target.span, minutes, drag.axis) if minutes else target.span)
