"""Overlap packing: competing blocks share the thickness of their row, and none covers another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from agence_desktop.desktop.calendar.items import Block


@dataclass(frozen=True, slots=True)
class Lane:
    """Which of ``count`` equal strips a block takes, from 0."""

    index: int
    count: int


WHOLE = Lane(0, 1)
GROUND = Lane(0, 0)
"""All the height there is, behind the others."""


def pack(blocks: Iterable[Block]) -> dict[str, Lane]:
    """A lane for each block key; blocks that overlap, directly or through others, share one count.

    The order of start, then the longest, then the key decides: the same blocks always lie the same way.
    """
    lanes: dict[str, Lane] = {}
    cluster: list[tuple[str, int]] = []
    ends: list[datetime] = []

    def close() -> None:
        lanes.update({key: Lane(index, len(ends)) for key, index in cluster})
        cluster.clear()
        ends.clear()

    for block in sorted(blocks, key=lambda each: (each.span.start, -each.span.length, each.key)):
        if ends and max(ends) <= block.span.start:
            close()
        index = next((at for at, end in enumerate(ends) if end <= block.span.start), len(ends))
        if index == len(ends):
            ends.append(block.span.end)
        else:
            ends[index] = block.span.end
        cluster.append((block.key, index))
    close()
    return lanes
