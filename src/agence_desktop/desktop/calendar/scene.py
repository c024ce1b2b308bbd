"""The planning as plain geometry: where everything lies below the headers, and what lies at a point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from agence_desktop.core.spans import Span
from agence_desktop.desktop.calendar.axis import Axis
from agence_desktop.desktop.calendar.bands import Band, Bands
from agence_desktop.desktop.calendar.drag import Grip
from agence_desktop.desktop.calendar.items import Block, Group, Row, Style
from agence_desktop.desktop.calendar.packing import GROUND, Lane
from agence_desktop.desktop.calendar.store import BlockStore


class Box(NamedTuple):
    """A rectangle in pixels; starred, it gives what QRectF takes."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def moved(self, dx: float, dy: float) -> Box:
        """The same size elsewhere."""
        return Box(self.left + dx, self.top + dy, self.width, self.height)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.left <= x < self.right and self.top <= y < self.bottom


@dataclass(frozen=True, slots=True)
class Spot:
    """What lies at a point: a group’s title, or a row at a wall clock with its block and the end grasped."""

    group: Group | None = None
    row: Row | None = None
    wall: datetime | None = None
    block: Block | None = None
    grip: Grip = Grip.MOVE


class Laid(NamedTuple):
    """A block with where it and its buffers lie; ``box`` is None where its own time is not shown."""

    block: Block
    box: Box | None
    buffers: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """Rows × time, in pixels from the first row and the first day.

    ``inset`` is left bare above and below blocks, ``handle`` is the width of the ends that resize,
    ``least`` the width of the shortest block. Blocks share the height of their row, unless lanes have a
    height of their own (``lane``); below them ``foot`` is left for the loads.
    """

    axis: Axis
    bands: Bands
    store: BlockStore
    inset: float
    handle: float
    least: float
    lane: float = 0.0
    foot: float = 0.0

    def box(self, block: Block) -> Box | None:
        """Where a block lies; None when its row is folded away or its time is not shown."""
        return self.place(block.row_key, block.span, self.store.row(block.row_key).lane(block.key))

    def place(self, row_key: str, span: Span, lane: Lane = GROUND) -> Box | None:
        """Where a span of a row lies, in a lane of its height or over all of it."""
        band, extent = self.bands.of(row_key), self.axis.extent(span)
        if band is None or extent is None:
            return None
        return self._box(band, *extent, lane)

    def _box(self, band: Band, left: float, right: float, lane: Lane) -> Box:
        height = band.height - self.foot - 2 * self.inset
        room = height / lane.count if lane.count else height
        if self.lane and lane.count:
            room = self.lane
        # Competing blocks leave a pixel between them.
        last = lane.index >= lane.count - 1 and not (self.lane and lane.count)
        thickness = room if last else room - 1
        top = band.top + self.inset + room * lane.index
        return Box(left, top, max(right - left - 1, self.least), thickness)

    def cell(self, row_key: str, span: Span) -> Box | None:
        """The height of a row, without its foot, over a span."""
        band, extent = self.bands.of(row_key), self.axis.extent(span)
        return (
            None
            if band is None or extent is None
            else Box(extent[0], band.top, extent[1] - extent[0], band.height - self.foot)
        )

    def buffers(self, block: Block) -> Iterator[Box]:
        """The buffers of a block that are shown, beside it."""
        busy, lane = block.busy, self.store.row(block.row_key).lane(block.key)
        for start, end in ((busy.start, block.span.start), (block.span.end, busy.end)):
            box = self.place(block.row_key, Span(start, end), lane) if start < end else None
            if box is not None:
                yield box

    def drawn(self, band: Band, left: float, right: float) -> tuple[Block, ...]:
        """The blocks of a row that may show between two abscissae."""
        start, end = self.axis.instant(left - self.least), self.axis.instant(right)
        if band.row is None or start is None or end is None or start >= end:
            return ()
        return self.store.row(band.row.key).touching(Span(start, end))

    def laid(self, band: Band) -> list[Laid]:
        """All blocks of a row that are shown, by start, with their buffers; what lies behind comes first."""
        span = self.axis.span
        if band.row is None or span is None:
            return []
        row, x = self.store.row(band.row.key), self.axis.x
        found: list[Laid] = []
        for block in row.touching(span):
            lane = row.lane(block.key)
            left, right = x(block.span.start), x(block.span.end)
            buffers: tuple[Box, ...] = ()
            if block.before_minutes or block.after_minutes:
                busy = block.busy
                sides = (x(busy.start), left), (right, x(busy.end))
                buffers = tuple(self._box(band, *side, lane) for side in sides if side[0] < side[1])
            box = self._box(band, left, right, lane) if left < right else None
            found.append(Laid(block, box, buffers))
        return sorted(found, key=lambda laid: laid.block.style is not Style.ABSENT)

    def at(self, x: float, y: float) -> Spot | None:
        """What lies at a point; None outside the rows."""
        band = self.bands.at(y)
        if band is None or not 0 <= x < self.axis.length:
            return None
        if band.row is None:
            return Spot(group=band.group)
        # The last drawn lies on top; what lies behind comes last.
        near = list(self.drawn(band, x - 1, x + 1))
        near.reverse()
        near.sort(key=lambda one: one.style is Style.ABSENT)
        for block in near:
            box = self.box(block)
            if box is not None and box.holds(x, y):
                return Spot(band.group, band.row, self.axis.wall(x), block, self._grip(box, x))
        return Spot(band.group, band.row, self.axis.wall(x))

    def nearest(self, x: float, y: float) -> Spot | None:
        """The row and time closest to a point, for a drag that has left the rows."""
        band = self.bands.nearest_row(y)
        if band is None or not self.axis.columns:
            return None
        return Spot(band.group, band.row, self.axis.wall(min(max(x, 0.0), self.axis.length)))

    def _grip(self, box: Box, x: float) -> Grip:
        """Short blocks have no ends to grasp: they only move."""
        if box.width >= 4 * self.handle:
            if x < box.left + self.handle:
                return Grip.START
            if x >= box.right - self.handle:
                return Grip.END
        return Grip.MOVE
