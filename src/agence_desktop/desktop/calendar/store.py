"""The blocks of a view by row, sorted: which of them touch a span is found by bisection."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from agence_desktop.core.spans import Span
from agence_desktop.desktop.calendar.items import Block, Style
from agence_desktop.desktop.calendar.packing import GROUND, WHOLE, Lane, pack


@dataclass(frozen=True)
class RowBlocks:
    """The blocks of one row by start, with the lane of each; an absence lies behind the others."""

    blocks: tuple[Block, ...] = ()
    _starts: list[datetime] = field(init=False, repr=False)
    _ends: list[datetime] = field(init=False, repr=False)
    _margin: timedelta = field(init=False, repr=False)
    _lanes: Mapping[str, Lane] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.blocks, key=lambda block: (block.span.start, block.span.end, block.key)))
        ends: list[datetime] = []
        for block in ordered:
            ends.append(max(block.span.end, ends[-1]) if ends else block.span.end)
        before = [block for block in ordered if block.style is not Style.ABSENT]
        behind = {block.key: GROUND for block in ordered if block.style is Style.ABSENT}
        buffers = [max(block.before_minutes, block.after_minutes) for block in ordered]
        object.__setattr__(self, "blocks", ordered)
        object.__setattr__(self, "_starts", [block.span.start for block in ordered])
        object.__setattr__(self, "_ends", ends)
        object.__setattr__(self, "_margin", timedelta(minutes=max(buffers, default=0)))
        object.__setattr__(self, "_lanes", {**(pack(before) if _crowded(before) else {}), **behind})

    @property
    def depth(self) -> int:
        """The most lanes anywhere on the row, at least 1."""
        return max((lane.count for lane in self._lanes.values() if lane is not GROUND), default=1)

    def lane(self, key: str) -> Lane:
        """The lane of a block."""
        return self._lanes.get(key, WHOLE)

    def touching(self, span: Span) -> tuple[Block, ...]:
        """The blocks whose busy interval shares an instant with ``span``, by start."""
        # _ends holds running maxima: everything before the first end after the span has passed it wholly.
        first = bisect_right(self._ends, span.start - self._margin)
        last = bisect_left(self._starts, span.end + self._margin)
        near = zip(self.blocks[first:last], self._busy[first:last], strict=True)
        return tuple(block for block, busy in near if busy.overlaps(span))

    @cached_property
    def _busy(self) -> tuple[Span, ...]:
        return tuple(block.busy for block in self.blocks)


def _crowded(ordered: Sequence[Block]) -> bool:
    """Whether any two overlap."""
    latest: datetime | None = None
    for block in ordered:
        if latest is not None and block.span.start < latest:
            return True
        latest = block.span.end if latest is None else max(latest, block.span.end)
    return False


EMPTY = RowBlocks()


class BlockStore:
    """All blocks of a view; rows are sorted when they are first looked at after a change."""

    def __init__(self) -> None:
        self._blocks: dict[str, Block] = {}
        self._keys: dict[str, dict[str, None]] = {}
        self._sorted: dict[str, RowBlocks] = {}

    def __len__(self) -> int:
        return len(self._blocks)

    def replace(self, blocks: Iterable[Block]) -> None:
        """Forget everything and hold these."""
        self._blocks = {block.key: block for block in blocks}
        self._keys = {}
        for block in self._blocks.values():
            self._keys.setdefault(block.row_key, {})[block.key] = None
        self._sorted = {}

    def update(self, changed: Iterable[Block], removed: Iterable[str] = ()) -> frozenset[str]:
        """Add or replace blocks by key and drop others; the keys of the rows concerned."""
        touched: set[str] = set()
        changed = tuple(changed)
        for key in (*removed, *(block.key for block in changed)):
            old = self._blocks.pop(key, None)
            if old is not None:
                self._keys[old.row_key].pop(key, None)
                touched.add(old.row_key)
        for block in changed:
            self._blocks[block.key] = block
            self._keys.setdefault(block.row_key, {})[block.key] = None
            touched.add(block.row_key)
        for row_key in touched:
            self._sorted.pop(row_key, None)
        return frozenset(touched)

    def get(self, key: str) -> Block | None:
        """The block of a key."""
        return self._blocks.get(key)

    def all(self) -> Iterable[Block]:
        """Every block, in no order."""
        return self._blocks.values()

    def row(self, row_key: str) -> RowBlocks:
        """The blocks of a row, sorted."""
        found = self._sorted.get(row_key)
        if found is None:
            keys = self._keys.get(row_key)
            found = RowBlocks(tuple(self._blocks[key] for key in keys)) if keys else EMPTY
            self._sorted[row_key] = found
        return found
