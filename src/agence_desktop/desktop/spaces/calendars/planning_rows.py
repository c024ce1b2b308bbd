"""Rooms as rows of a calendar: their order, the building above them, what their header says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from agence_desktop.core.french import NBSP, search_key
from agence_desktop.desktop.calendar.items import Group, Mark, Row
from agence_desktop.desktop.spaces.calendars.planning_hours import hours_words, open_hours, site_hours
from agence_desktop.spaces.catalogue import SpaceRow, Word

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference

GRID = 30
"""The step of starts where the terms give none, in minutes."""

DIVISIBLE = Mark("source-branch", "salle divisible")
ACCESSIBLE = Mark("human-wheelchair", "accessible en fauteuil roulant")
NOT_SHARED = Mark("lock-outline", "réservé à l’organisme hôte")

_ICONS = (
    ("wifi", "wifi"),
    ("wi fi", "wifi"),
    ("visio", "video-outline"),
    ("projecteur", "projector"),
    ("tableau", "presentation"),
    ("ecran", "monitor"),
    ("ordinateur", "laptop"),
    ("portable", "laptop"),
    ("telephone", "phone-outline"),
    ("tel", "phone-outline"),
    ("imprimante", "printer"),
)
"""The first word found in the code or label of an equipment gives its icon, in the order of the headers."""


def equipment_marks(codes: Collection[str], words: Mapping[str, Word]) -> tuple[Mark, ...]:
    """The icons of fixed equipment, in one order for all rooms; what has no icon of its own comes last."""
    marks = []
    for code in codes:
        label = words[code].label if code in words else code
        key = search_key(f"{code} {label}".replace("-", " "))
        rank = next((n for n, (word, _) in enumerate(_ICONS) if word in key), len(_ICONS))
        icon = _ICONS[rank][1] if rank < len(_ICONS) else "package-variant-closed"
        marks.append((rank, label, Mark(icon, label)))
    return tuple(mark for *_, mark in sorted(marks, key=lambda entry: entry[:2]))


def ordered(reference: Reference, space_ids: Iterable[int]) -> list[tuple[SpaceRow, int]]:
    """Rooms by building, the largest first, each part under its room; with the depth of each."""
    shown = {space_id: reference.spaces[space_id] for space_id in space_ids}
    parts: dict[int | None, list[SpaceRow]] = {}
    for space in shown.values():
        parts.setdefault(space.parent_id if space.parent_id in shown else None, []).append(space)
    sites = reference.directory.sites
    tops = sorted(
        parts.get(None, ()),
        key=lambda one: (sites[one.site_id].sort_key, one.site_id, -one.capacity, one.sort_key, one.id),
    )
    found: list[tuple[SpaceRow, int]] = []

    def add(space: SpaceRow, depth: int) -> None:
        found.append((space, depth))
        for part in sorted(parts.get(space.id, ()), key=lambda one: (one.sort_key, one.id)):
            add(part, depth + 1)

    for top in tops:
        add(top, 0)
    return found


def rows_of(reference: Reference, space_ids: Iterable[int]) -> tuple[tuple[Row, ...], tuple[Group, ...]]:
    """The rows of these rooms, and the groups of their buildings, in order."""
    divisible = {space.parent_id for space in reference.spaces.values() if space.parent_id is not None}
    rows, groups = [], dict[str, Group]()
    for space, depth in ordered(reference, space_ids):
        group = groups.setdefault(str(space.site_id), group_of(reference, space.site_id))
        rows.append(_row(reference, space, depth, group.key, is_divisible=space.id in divisible))
    return tuple(rows), tuple(groups.values())


def row_of(reference: Reference, space_id: int) -> Row:
    """One room alone, for its agenda."""
    return rows_of(reference, (space_id,))[0][0]


def _row(reference: Reference, space: SpaceRow, depth: int, group: str, *, is_divisible: bool) -> Row:
    facts = reference.facts[space.id]
    marks = equipment_marks(space.equipment, reference.words["equipment"])
    return Row(
        key=str(space.id),
        title=space.name,
        note=f"{space.capacity}{NBSP}pers.",
        mark=DIVISIBLE if is_divisible else None,
        marks=(
            *marks,
            *((ACCESSIBLE,) if space.accessible else ()),
            *(() if space.shareable else (NOT_SHARED,)),
        ),
        group=group,
        indent=depth,
        grid_minutes=facts.terms.grid_minutes or GRID,
        zone=facts.zone,
    )


def group_of(reference: Reference, site_id: int) -> Group:
    """A building: its name, whose it is and its hours; those of its rooms where it has none of its own."""
    site = reference.directory.sites[site_id]
    host = reference.directory.organisations[site.organisation_id].acronym
    words = hours_words(site_hours(site))
    if not words:
        rooms = [space.id for space in reference.spaces.values() if space.site_id == site_id and space.active]
        every = {open_hours(reference.facts[room], site) for room in rooms}
        words = hours_words(every.pop()) if len(every) == 1 else ""
    return Group(str(site_id), site.name, f"{host}, {words}" if words else host)
