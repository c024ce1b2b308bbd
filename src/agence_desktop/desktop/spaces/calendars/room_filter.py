"""Which rooms a calendar shows: buildings, capacity, fixed equipment, free now; and how that is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from agence_desktop.core.clock import to_wall
from agence_desktop.core.french import sort_key
from agence_desktop.core.hours import open_spans
from agence_desktop.desktop.spaces.calendars.planning_hours import open_hours
from agence_desktop.desktop.spaces.gateway import Agenda
from agence_desktop.spaces.rows import HOLDING

if TYPE_CHECKING:
    from agence_desktop.spaces.catalogue import SpaceRow
    from agence_desktop.spaces.queries.reference import Reference

CAPACITIES = (2, 6, 10, 15, 25, 40, 60, 100)
"""The least capacities that are offered."""


@dataclass(frozen=True, slots=True)
class RoomFilter:
    """Empty sets and 0 mean no limit; ``sites`` are ids, ``equipment`` codes that must all be there."""

    sites: frozenset[int] = frozenset()
    capacity: int = 0
    equipment: frozenset[str] = frozenset()
    free_now: bool = False

    def admits(self, space: SpaceRow) -> bool:
        """Whether a room answers, free or not."""
        return (
            (not self.sites or space.site_id in self.sites)
            and space.capacity >= self.capacity
            and self.equipment <= space.equipment
        )

    def room_ids(self, reference: Reference) -> list[int]:
        """The rooms in force that answer, free or not."""
        sites = reference.directory.sites
        return [
            space.id
            for space in reference.spaces.values()
            if space.active and sites[space.site_id].active and self.admits(space)
        ]

    def state(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {
            "sites": sorted(self.sites),
            "capacity": self.capacity,
            "equipment": sorted(self.equipment),
            "free_now": self.free_now,
        }

    @classmethod
    def of_state(cls, state: Mapping[str, Any]) -> RoomFilter:
        """What ``state`` gave."""
        return cls(
            frozenset(int(site) for site in state.get("sites", ())),
            int(state.get("capacity", 0)),
            frozenset(str(code) for code in state.get("equipment", ())),
            bool(state.get("free_now", False)),
        )


def free_rooms(agenda: Agenda, space_ids: Iterable[int], instant: datetime) -> list[int]:
    """Those that are open and held by nobody at an instant; ``agenda`` covers it."""
    reference = agenda.reference
    taken: set[int] = set()
    for row in agenda.occurrences:
        if row.state in HOLDING and row.busy.holds(instant):
            taken |= {row.space_id} | reference.facts[row.space_id].related
    return [
        space_id for space_id in space_ids if space_id not in taken and _open(reference, space_id, instant)
    ]


def _open(reference: Reference, space_id: int, instant: datetime) -> bool:
    facts = reference.facts[space_id]
    day = to_wall(instant, facts.zone).date()
    if day in reference.directory.observed and not facts.terms.holidays_open:
        return False
    if any(closure.span.holds(instant) for closure in facts.closures):
        return False
    hours = open_hours(facts, reference.site(space_id))
    return any(span.holds(instant) for span in open_spans(hours, day, day, facts.zone))


@dataclass(frozen=True, slots=True)
class RegionSites:
    """A region and its buildings that have rooms, both by name; sites are pairs of id and name."""

    code: str
    name: str
    sites: tuple[tuple[int, str], ...]


def regions_of(reference: Reference) -> list[RegionSites]:
    """The regions in which there is something to book."""
    directory = reference.directory
    used = {space.site_id for space in reference.spaces.values() if space.active}
    by_region: dict[str, list[int]] = {}
    for site_id in used:
        if directory.sites[site_id].active:
            by_region.setdefault(directory.sites[site_id].region, []).append(site_id)
    found = []
    for code, site_ids in by_region.items():
        inner = sorted(site_ids, key=lambda one: directory.sites[one].sort_key)
        sites = tuple((site_id, directory.sites[site_id].name) for site_id in inner)
        found.append(RegionSites(code, directory.regions[code], sites))
    return sorted(found, key=lambda one: sort_key(one.name))


def municipalities_of(reference: Reference, site_ids: Iterable[int]) -> list[str]:
    """The municipalities of these buildings, by name."""
    sites = reference.directory.sites
    return sorted({sites[one].municipality for one in site_ids if one in sites}, key=sort_key)
