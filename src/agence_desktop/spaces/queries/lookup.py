"""What the codes of a booking request name: records in force, and the people of some e-mail addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy.orm import Session

from agence_desktop.directory.queries import people_by_email
from agence_desktop.spaces.form import KnownEquipment, KnownSpace, Lookup
from agence_desktop.spaces.queries.reference import Reference

_AT_ONCE = 500


def lookup_of(reference: Reference, persons: Mapping[str, int]) -> Lookup:
    """The codes of records in force; ``persons``: casefolded e-mail address → id."""
    sites = reference.directory.sites
    return Lookup(
        spaces={
            space.code: KnownSpace(space.id, space.site_id, sites[space.site_id].zone)
            for space in reference.spaces.values()
            if space.active and sites[space.site_id].active
        },
        organisations={
            row.acronym: row.id for row in reference.directory.organisations.values() if row.active
        },
        persons=persons,
        equipment={
            row.code: KnownEquipment(row.id, row.site_id)
            for row in reference.equipment.values()
            if row.active
        },
        layouts=frozenset(reference.words["layout"]),
    )


def known_persons(session: Session, emails: Iterable[str], today: date) -> dict[str, int]:
    """Casefolded e-mail address → id of the people in force who have one of these; a statement per 500."""
    wanted = sorted({email.strip().lower() for email in emails} - {""})
    found: dict[str, int] = {}
    for at in range(0, len(wanted), _AT_ONCE):
        known = people_by_email(session, wanted[at : at + _AT_ONCE], today)
        found.update((email.casefold(), row.id) for email, row in known.items() if row.active)
    return found
