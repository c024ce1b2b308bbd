"""Units and people as choosers offer them, found on the database thread."""

from __future__ import annotations

from collections.abc import Sequence

from agence_desktop.core.french import search_key
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.widgets.adapters import Choice
from agence_desktop.positions.rows import PersonRef, UnitRef

MOST = 50


def find_units(gateway: Gateway, text: str) -> Sequence[Choice]:
    """Units whose name, code or organisation hold every word."""
    words = search_key(text).split()
    found = []
    for unit in gateway.units():
        held = search_key(f"{unit.name} {unit.code} {unit.organisation}")
        if all(word in held for word in words):
            found.append(unit)
    return [choice for unit in found[:MOST] if (choice := unit_choice(unit)) is not None]


def find_people(gateway: Gateway, text: str) -> Sequence[Choice]:
    """People in force whose name or e-mail hold every word."""
    return [
        Choice(row.id, row.name, ", ".join(part for part in (row.organisation, row.site) if part))
        for row in gateway.people(text, MOST)
    ]


def unit_choice(unit: UnitRef | None) -> Choice | None:
    """A unit; its key is its id and that of its organisation."""
    if unit is None:
        return None
    return Choice((unit.id, unit.organisation_id), unit.name, f"{unit.code}, {unit.organisation}")


def person_choice(person: PersonRef | None) -> Choice | None:
    """A person."""
    return None if person is None else Choice(person.id, person.name, person.email)
