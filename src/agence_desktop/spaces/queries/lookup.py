"""What the codes of a booking request name, the people of some e-mail addresses, and what rests on one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agence_desktop.core.clock import QUEBEC, to_instant, to_wall
from agence_desktop.directory.queries import people_by_email
from agence_desktop.spaces.form import KnownEquipment, KnownSpace, Lookup
from agence_desktop.spaces.model import Booking, Occurrence
from agence_desktop.spaces.queries.reference import Reference
from agence_desktop.spaces.rows import OccurrenceState

_AT_ONCE = 500
_TO_COME = (
    *(OccurrenceState.REQUESTED, OccurrenceState.WAITLISTED),
    *(OccurrenceState.OFFERED, OccurrenceState.CONFIRMED),
)


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


def bookings_of(session: Session, person_id: int, first: date) -> list[tuple[str, str, date]]:
    """Number, purpose and next date (in Québec) of the bookings that a person asked for, from a day on."""
    begin = to_instant(datetime.combine(first, time()), QUEBEC)
    following = func.min(Occurrence.starts)
    query = (
        select(Booking.number, Booking.purpose, following)
        .join(Occurrence, Occurrence.booking_id == Booking.id)
        .where(
            Booking.person_id == person_id,
            Occurrence.state.in_(_TO_COME),
            Occurrence.ends > begin,
            Occurrence.starts >= begin,
        )
        .group_by(Booking.id, Booking.number, Booking.purpose)
        .order_by(following, Booking.id)
    )
    return [
        (number, purpose, to_wall(starts, QUEBEC).date())
        for number, purpose, starts in session.execute(query).tuples()
    ]
