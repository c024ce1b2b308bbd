"""Rooms as a chooser offers them, found on the database thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from agence_desktop.core.french import NBSP, search_key
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.widgets.adapters import Choice

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference

MOST = 50


def find_rooms(gateway: Gateway, text: str) -> Sequence[Choice]:
    """The rooms in force whose name, code or building hold every word, by name."""
    reference = gateway.reference()
    words = search_key(text).split()
    found = []
    for space in reference.spaces.values():
        site = reference.site(space.id)
        held = f"{space.search_key} {search_key(f'{space.code} {site.name} {site.municipality}')}"
        if space.active and site.active and all(word in held for word in words):
            found.append(space)
    found.sort(key=lambda space: (space.sort_key, space.id))
    return [room_choice(reference, space.id) for space in found[:MOST]]


def room_choice(reference: Reference, space_id: int) -> Choice:
    """A room with what tells it from another of the same name."""
    space, site = reference.spaces[space_id], reference.site(space_id)
    detail = f"{site.name}, {space.capacity}{NBSP}pers."
    return Choice(space_id, space.name, detail, "door")
