"""The agenda as plain geometry: days across, time downwards; what lies where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from agence_desktop.core.clock import to_wall
from agence_desktop.core.spans import Span
from agence_desktop.desktop.calendar.axis import Axis, Column, minute_of, wall_of
from agence_desktop.desktop.calendar.drag import Grip
from agence_desktop.desktop.calendar.items import Block, Row
from agence_desktop.desktop.calendar.packing import WHOLE, Lane
from agence_desktop.desktop.calendar.scene import Box, Spot
from agence_desktop.desktop.calendar.store import RowBlocks


@dataclass(frozen=True, slots=True)
class AgendaScene:
    """One row over days of ``height`` pixels each, from the top of the first shown hour and the first day.

    ``inset`` is left bare at both sides of a day, ``handle`` is the height of the ends that resize,
    ``least`` the height of the shortest block.
    """

    axis: Axis
    row: Row | None
    blocks: RowBlocks
    height: float
    inset: float
    handle: float
    least: float

    def y(self, column: Column, minute: float) -> float:
        """How far down a minute of a day stands; those not shown stand at the edge."""
        return (column.x(minute) - column.left) / column.width * self.height

    def pieces(self, span: Span, lane: Lane = WHOLE) -> list[Box]:
        """Where a span lies, a piece for each open day that shows some of it."""
        start, end = to_wall(span.start, self.axis.zone), to_wall(span.end, self.axis.zone)
        found: list[Box] = []
        for column in self.axis.columns:
            midnight = datetime.combine(column.day.date, time())
            if column.folded or end <= midnight or start >= midnight + timedelta(days=1):
                continue
            first = minute_of(start) if start > midnight else 0
            last = minute_of(end) if end < midnight + timedelta(days=1) else 24 * 60
            top, bottom = self.y(column, first), self.y(column, last)
            if bottom > top:
                room = (column.width - 2 * self.inset) / lane.count
                left = column.left + self.inset + room * lane.index
                found.append(Box(left, top, room - 1, max(bottom - top - 1, self.least)))
        return found

    def boxes(self, block: Block) -> list[Box]:
        """The pieces of a block, in its lane."""
        return self.pieces(block.span, self.blocks.lane(block.key))

    def buffers(self, block: Block) -> list[Box]:
        """The pieces of the buffers of a block."""
        busy, lane = block.busy, self.blocks.lane(block.key)
        ends = ((busy.start, block.span.start), (block.span.end, busy.end))
        return [box for start, end in ends if start < end for box in self.pieces(Span(start, end), lane)]

    def cells(self, span: Span) -> list[Box]:
        """The whole width of the days over a span; a folded day from top to bottom."""
        found = [
            Box(box.left - self.inset, box.top, box.width + 1 + 2 * self.inset, box.height + 1)
            for box in self.pieces(span)
        ]
        if found:
            return found
        column = self.axis.column_of(to_wall(span.start, self.axis.zone).date())
        return (
            [Box(column.left, 0, column.width, self.height)] if column is not None and column.folded else []
        )

    def wall(self, x: float, y: float) -> datetime | None:
        """The wall clock at a point; the nearest one outside; None without days."""
        column = self.axis.column_at(x)
        if column is None:
            return None
        part = min(max(y / self.height, 0.0), 1.0)
        return wall_of(column.day.date, column.first + part * (column.last - column.first))

    def at(self, x: float, y: float) -> Spot | None:
        """What lies at a point; None outside the days."""
        wall = self.wall(x, y)
        if self.row is None or wall is None or not (0 <= x < self.axis.length and 0 <= y < self.height):
            return None
        for block in reversed(self.shown()):
            for box in self.boxes(block):
                if box.holds(x, y):
                    return Spot(None, self.row, wall, block, self._grip(box, y))
        return Spot(None, self.row, wall)

    def nearest(self, x: float, y: float) -> Spot | None:
        """The time closest to a point."""
        wall = self.wall(x, y)
        return None if wall is None or self.row is None else Spot(None, self.row, wall)

    def shown(self) -> tuple[Block, ...]:
        """The blocks within the range, by start."""
        whole = self.axis.span
        return self.blocks.touching(whole) if whole else ()

    def _grip(self, box: Box, y: float) -> Grip:
        if box.height >= 4 * self.handle:
            if y < box.top + self.handle:
                return Grip.START
            if y >= box.bottom - self.handle:
                return Grip.END
        return Grip.MOVE
