"""What the fields of « Trouver un espace » offer while one types: places, regions, organisations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from agence_desktop.core.french import search_key, sort_key
from agence_desktop.desktop.widgets.adapters import Choice

if TYPE_CHECKING:
    from agence_desktop.directory.rows import OrganisationRow
    from agence_desktop.spaces.queries.reference import Reference

MOST = 50
REGION_KEY = "region:"
"""Before the code of a region, to tell it from a municipality of the same name."""


def find_places(reference: Reference, text: str) -> Sequence[Choice]:
    """Municipalities and regions whose name holds every word; those that begin with the text come first."""
    directory, key = reference.directory, search_key(text)
    words = key.split()
    offered = [
        *(place_choice(reference, name) for name in directory.places),
        *(region_choice(reference, code) for code in directory.regions),
    ]
    found = [one for one in offered if all(word in search_key(one.title) for word in words)]
    found.sort(key=lambda one: (not search_key(one.title).startswith(key), sort_key(one.title)))
    return found[:MOST]


def find_organisations(reference: Reference, text: str) -> Sequence[Choice]:
    """Organisations in force whose acronym or name holds every word."""
    words = search_key(text).split()
    rows = [row for row in reference.directory.organisations.values() if row.active]
    found = [row for row in rows if all(word in search_key(f"{row.acronym} {row.name}") for word in words)]
    return [organisation_choice(row) for row in found[:MOST]]


def place_choice(reference: Reference, name: str) -> Choice:
    """A municipality with its region."""
    region = reference.directory.places[name].region
    return Choice(name, name, reference.directory.regions.get(region, ""), "map-marker-outline")


def region_choice(reference: Reference, code: str) -> Choice:
    """A region with its number."""
    return Choice(f"{REGION_KEY}{code}", reference.directory.regions[code], f"région {code}", "floor-plan")


def organisation_choice(row: OrganisationRow) -> Choice:
    """An organisation by its acronym."""
    return Choice(row.id, row.acronym, row.name, "office-building-outline")
