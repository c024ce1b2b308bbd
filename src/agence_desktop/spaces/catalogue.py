"""Plain values of what can be booked: spaces, movable equipment and the words that describe them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpaceRow:
    """A space as lists, searches and pages show it; ``capacities`` by layout, ``equipment`` by code."""

    id: int
    code: str
    name: str
    sort_key: str
    search_key: str
    site_id: int
    floor: str
    kind: str
    capacity: int
    capacities: Mapping[str, int]
    equipment: frozenset[str]
    parent_id: int | None
    top_id: int
    accessible: bool
    shareable: bool
    active: bool
    version: int


@dataclass(frozen=True, slots=True)
class EquipmentRow:
    """Movable equipment kept at a site."""

    id: int
    code: str
    name: str
    site_id: int
    quantity: int
    active: bool


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a list that an administrator extends."""

    code: str
    label: str
