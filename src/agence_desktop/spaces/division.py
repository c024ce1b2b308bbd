"""Divisible rooms: the undivided parts of a space, and the bookings that a new division would collide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.spans import Span


@dataclass(frozen=True, slots=True)
class Division:
    """Per space: its topmost ancestor, and its undivided parts (itself where it has none)."""

    tops: Mapping[int, int]
    parts: Mapping[int, frozenset[int]]


@dataclass(frozen=True, slots=True)
class HeldSpan:
    """A booking's hold of one space, as division looks at it."""

    occurrence_id: int
    space_id: int
    busy: Span
    number: str


def divide(parents: Mapping[int, int | None]) -> Division:
    """The division that ``parents`` (space → parent, or None) describes.

    Raises RefusedError ``parent_cycle`` where a space would be its own ancestor.
    """
    children: dict[int, list[int]] = defaultdict(list)
    for space, parent in parents.items():
        if parent is not None:
            children[parent].append(space)
    tops: dict[int, int] = {}
    parts: dict[int, frozenset[int]] = {}

    def visit(space: int, top: int) -> frozenset[int]:
        tops[space] = top
        below = [visit(child, top) for child in children[space]]
        parts[space] = frozenset().union(*below) if below else frozenset({space})
        return parts[space]

    for space, parent in parents.items():
        if parent is None:
            visit(space, space)
    if len(tops) < len(parents):
        raise RefusedError(
            "parent_cycle",
            "Un espace ne peut pas être une partie de lui-même. Vérifiez les espaces parents indiqués.",
        )
    return Division(tops, parts)


def collisions(
    held: Iterable[HeldSpan], parts: Mapping[int, frozenset[int]]
) -> list[tuple[HeldSpan, HeldSpan]]:
    """Pairs of holds that would share a part at the same instant, each pair once, in order of time."""
    by_part: dict[int, list[HeldSpan]] = defaultdict(list)
    for one in held:
        for part in parts[one.space_id]:
            by_part[part].append(one)
    found: dict[tuple[int, int], tuple[HeldSpan, HeldSpan]] = {}
    for group in by_part.values():
        running: list[HeldSpan] = []
        for one in sorted(group, key=lambda hold: (hold.busy, hold.occurrence_id)):
            running = [other for other in running if other.busy.end > one.busy.start]
            for other in running:
                found[other.occurrence_id, one.occurrence_id] = (other, one)
            running.append(one)
    return sorted(found.values(), key=lambda pair: (pair[1].busy, pair[1].occurrence_id))
