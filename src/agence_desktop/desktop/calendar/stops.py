"""Where the keyboard and the screen reader can stand: the blocks and free cells of a row, by time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from agence_desktop.core.clock import place
from agence_desktop.core.spans import Span, subtract
from agence_desktop.desktop.calendar.axis import WHOLE_DAY, Axis, Column, wall_of
from agence_desktop.desktop.calendar.items import FREEING, Block, Day, Row, Style
from agence_desktop.desktop.calendar.store import RowBlocks

OPEN_TO_OTHERS = FREEING | {Style.TENTATIVE, Style.WAITING}
"""Styles under which the cells remain: somebody else may still ask for the same time."""
ALL_BUT_ABSENT = frozenset(Style) - {Style.ABSENT}


@dataclass(frozen=True, slots=True)
class Stop:
    """A block, or a free cell when ``block`` is None; ``day`` is set for the single cell of a folded day."""

    row_key: str
    span: Span
    block: Block | None = None
    day: Day | None = None

    @property
    def key(self) -> tuple[str, str | datetime]:
        """What stays the same when the blocks around it change."""
        return self.row_key, self.block.key if self.block else self.span.start


def stops(
    row: Row, blocks: RowBlocks, axis: Axis, step: int | None = None, *, shared: bool = False
) -> tuple[Stop, ...]:
    """The blocks on view and the cells of ``step`` minutes (the row's grid by default) they leave free.

    Where a row is ``shared`` by what lies on it, only an absence takes its cells.
    """
    whole = axis.span
    if whole is None:
        return ()
    shown = [block for block in blocks.touching(whole) if axis.extent(block.span) is not None]
    open_to_others = ALL_BUT_ABSENT if shared else OPEN_TO_OTHERS
    taken = [block.span for block in shown if block.style not in open_to_others]
    found = [Stop(row.key, block.span, block) for block in shown]
    for column in axis.columns:
        found.extend(_cells(row, column, axis, taken, step or row.grid_minutes))
    return tuple(sorted(found, key=lambda stop: (stop.span.start, stop.block is None, stop.span.end)))


def _cells(row: Row, column: Column, axis: Axis, taken: Iterable[Span], step: int) -> Iterable[Stop]:
    """The free cells of one day; a folded day is one cell."""
    if column.folded:
        yield Stop(row.key, _span(column, axis, 0, WHOLE_DAY), None, column.day)
        return
    whole = _span(column, axis, column.first, column.last)
    near = [span for span in taken if span.overlaps(whole)]
    for minute in range(column.first, column.last, step):
        cell = _span(column, axis, minute, min(minute + step, column.last))
        left = subtract([cell], near) if near else [cell]
        if left:
            yield Stop(row.key, left[0])


def _span(column: Column, axis: Axis, first: int, last: int) -> Span:
    return place(wall_of(column.day.date, first), wall_of(column.day.date, last), axis.zone)


def index_near(found: Sequence[Stop], instant: datetime) -> int:
    """The stop to stand on when coming from elsewhere to this instant: the one holding it, a block first.

    Otherwise the last that starts before, or the first of all; -1 without stops.
    """
    holding = [at for at, stop in enumerate(found) if stop.span.holds(instant)]
    if holding:
        return min(holding, key=lambda at: (found[at].block is None, -at))
    before = bisect_right(found, instant, key=lambda stop: stop.span.start) - 1
    return max(before, 0) if found else -1
