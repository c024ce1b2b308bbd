"""What the palette finds: commands and places by their words, ranked; records by the slices' own search."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from agence_desktop.core.french import search_key

MOST_PER_GROUP = 7


@dataclass(frozen=True, slots=True)
class PaletteItem:
    """One line: what it is, where it stands, its shortcut and what taking it does."""

    title: str
    run: Callable[[], object]
    detail: str = ""
    shortcut: str = ""
    icon: str = ""
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class PaletteGroup:
    """Lines under one title."""

    title: str
    items: tuple[PaletteItem, ...]


def rank(query: str, title: str, detail: str = "") -> int | None:
    """How well a line answers: 0 begins with it, 1 a word begins with it, 2 holds it, 3 in its detail; None
    not.

    Every word of the query must be found. ``query`` and the texts are given as typed.
    """
    wanted, name = search_key(query), search_key(title)
    if not wanted or name.startswith(wanted):
        return 0
    words, held = wanted.split(), name.split()
    if all(any(one.startswith(word) for one in held) for word in words):
        return 1
    if all(word in name for word in words):
        return 2
    everything = f"{name} {search_key(detail)}"
    return 3 if all(word in everything for word in words) else None


def matching(query: str, items: Iterable[PaletteItem], most: int = MOST_PER_GROUP) -> tuple[PaletteItem, ...]:
    """The lines that answer, best first, those that cannot run now last."""
    ranked = [
        (found, not item.enabled, place, item)
        for place, item in enumerate(items)
        if (found := rank(query, item.title, item.detail)) is not None
    ]
    ranked.sort(key=lambda entry: entry[:3])
    return tuple(item for *_, item in ranked[:most])


def grouped(query: str, groups: Sequence[PaletteGroup]) -> list[PaletteGroup]:
    """Each group with the lines that answer, empty groups left out."""
    found = [PaletteGroup(group.title, matching(query, group.items)) for group in groups]
    return [group for group in found if group.items]
