"""Bookings as files hold them: the columns of `reserver`, the number and the state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.core.clock import to_wall
from agence_desktop.core.recurrence import RuleError
from agence_desktop.core.spans import Span
from agence_desktop.directory.model import Organisation, Person
from agence_desktop.spaces.form import COLUMNS
from agence_desktop.spaces.model import Booking, BookingEquipment, Occurrence
from agence_desktop.spaces.placing import place_dates
from agence_desktop.spaces.queries.booking_pages import may_leave
from agence_desktop.spaces.queries.ledger import standing
from agence_desktop.spaces.queries.reference import Reference
from agence_desktop.spaces.readers import Readable
from agence_desktop.spaces.rows import BookingDraft, OccurrenceState
from agence_desktop.spaces.states import derived_state

NUMBER: Final = "numero"
STATE: Final = "etat"
BOOKING_COLUMNS: Final = (*COLUMNS, NUMBER, STATE)

STATES: Final[Mapping[str, OccurrenceState]] = MappingProxyType(
    {
        "demandee": OccurrenceState.REQUESTED,
        "confirmee": OccurrenceState.CONFIRMED,
        "en_attente": OccurrenceState.WAITLISTED,
        "offerte": OccurrenceState.OFFERED,
        "refusee": OccurrenceState.REFUSED,
        "annulee": OccurrenceState.CANCELLED,
        "non_obtenue": OccurrenceState.NOT_OBTAINED,
        "presence": OccurrenceState.PRESENT,
        "terminee": OccurrenceState.ENDED,
        "non_presentation": OccurrenceState.NO_SHOW,
    }
)
"""Word of the column `etat` → state."""

_AT_ONCE: Final = 5_000
"""More numbers than a statement may name: then all bookings are read."""

_WORDS = {state: word for word, state in STATES.items()}

BookingCells = dict[str, str]
"""One row of a file, by column."""


def booking_rows(
    session: Session,
    reference: Reference,
    now: datetime,
    numbers: Collection[str] | None = None,
    readable: Readable | None = None,
) -> dict[str, list[BookingCells]]:
    """Number → the rows of that booking, by numbers, in three statements; all bookings where none are named.

    ``readable`` leaves out what may not be taken away.

    One row with its rule where all dates stand as the rule gave them, in one state; else one row per date.
    """
    query = (
        select(Booking, Organisation.acronym, Person.email)
        .join(Organisation, Organisation.id == Booking.organisation_id)
        .outerjoin(Person, Person.id == Booking.person_id)
        .order_by(Booking.number)
    )
    if numbers is not None and len(numbers) > _AT_ONCE:
        numbers = None
    if numbers is not None:
        query = query.where(Booking.number.in_(sorted(numbers)))
    if readable is not None:
        query = query.where(may_leave(readable))
    bookings = session.execute(query).tuples().all()
    few = len(bookings) <= _AT_ONCE and (numbers, readable) != (None, None)
    wanted = [booking.id for booking, _, _ in bookings] if few else None
    dates, lines = _dates(session, wanted), _lines(session, reference, wanted)
    return {
        booking.number: _rows(
            booking, acronym, email or "", dates[booking.id], lines[booking.id], reference, now
        )
        for booking, acronym, email in bookings
    }


def _dates(session: Session, bookings: Sequence[int] | None) -> Mapping[int, list[Any]]:
    query = select(*Occurrence.__table__.c).order_by(Occurrence.starts, Occurrence.id)
    if bookings is not None:
        query = query.where(Occurrence.booking_id.in_(bookings))
    found: dict[int, list[Any]] = defaultdict(list)
    for row in session.execute(query):
        found[row.booking_id].append(row)
    return found


def _lines(session: Session, reference: Reference, bookings: Sequence[int] | None) -> Mapping[int, list[str]]:
    query = select(*BookingEquipment.__table__.c).order_by(BookingEquipment.equipment_id)
    if bookings is not None:
        query = query.where(BookingEquipment.booking_id.in_(bookings))
    found: dict[int, list[str]] = defaultdict(list)
    for row in session.execute(query):
        found[row.booking_id].append(f"{reference.equipment[row.equipment_id].code}*{row.quantity}")
    return found


def _rows(
    booking: Booking,
    acronym: str,
    email: str,
    dates: Sequence[Any],
    lines: Sequence[str],
    reference: Reference,
    now: datetime,
) -> list[BookingCells]:
    shared = {
        "organisme": acronym,
        "demandeur": email,
        "objet": booking.purpose,
        "participants": str(booking.participants),
        "disposition": booking.layout or "",
        "materiel": "+".join(lines),
        "accessibilite": booking.accessibility,
        "soutien": booking.support,
        "note": booking.note,
        "telephone": booking.phone,
        "mode": booking.mode,
        NUMBER: booking.number,
    }
    states = [_WORDS[derived_state(standing(row), now)] for row in dates]
    if len(dates) > 1 and len(set(states)) == 1 and _as_given(booking, dates, reference):
        slots = [_series(booking, reference)]
    else:
        slots = [_slot(row, reference) for row in dates]
    empty = dict.fromkeys(BOOKING_COLUMNS, "")
    return [{**empty, **shared, **slot, STATE: state} for slot, state in zip(slots, states, strict=False)]


def _as_given(booking: Booking, dates: Sequence[Any], reference: Reference) -> bool:
    """Whether the dates are those that the rule gives, where and when it gives them."""
    draft = BookingDraft(
        space_id=booking.space_id,
        start=booking.series_start,
        end=booking.series_end,
        organisation_id=booking.organisation_id,
        purpose=booking.purpose,
        rule=booking.rule,
        exdates=_walls(booking.exdates),
        rdates=_walls(booking.rdates),
    )
    try:
        placed = place_dates(draft, reference.facts)
    except RuleError:
        return False
    given = [(date.space_id, date.span) for date in placed]
    return given == [(row.space_id, Span(row.starts, row.ends)) for row in dates]


def _walls(text: str) -> tuple[datetime, ...]:
    return tuple(datetime.fromisoformat(piece) for piece in text.split(",") if piece)


def _series(booking: Booking, reference: Reference) -> BookingCells:
    return {
        "espace": reference.spaces[booking.space_id].code,
        "debut": booking.series_start.isoformat(timespec="minutes"),
        "fin": booking.series_end.isoformat(timespec="minutes"),
        "rrule": booking.rule or "",
        "exdate": booking.exdates,
        "rdate": booking.rdates,
    }


def _slot(row: Any, reference: Reference) -> BookingCells:
    zone = reference.zone(row.space_id)
    return {
        "espace": reference.spaces[row.space_id].code,
        "debut": to_wall(row.starts, zone).isoformat(timespec="minutes"),
        "fin": to_wall(row.ends, zone).isoformat(timespec="minutes"),
    }
