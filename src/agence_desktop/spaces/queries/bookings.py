"""The page of a booking, and the list of bookings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from agence_desktop.core.spans import Span
from agence_desktop.directory.model import Account, Organisation, Person
from agence_desktop.spaces.journal import BookingDetail, BookingRow, EventKind, EventRow, OccurrenceDetail
from agence_desktop.spaces.model import Booking, BookingEquipment, BookingEvent, Occurrence
from agence_desktop.spaces.queries.booking_pages import BookingFilter, Order, count_of, page_of
from agence_desktop.spaces.queries.ledger import standing
from agence_desktop.spaces.queries.reference import Reference
from agence_desktop.spaces.rows import IN_FORCE, OccurrenceState, Reason
from agence_desktop.spaces.states import derived_state


def booking_id_of(session: Session, number: str) -> int | None:
    """The booking that bears a number, or None."""
    return session.scalars(select(Booking.id).where(Booking.number == number)).one_or_none()


def booking_detail(
    session: Session, reference: Reference, booking_id: int, now: datetime
) -> BookingDetail | None:
    """A booking whole, with its dates and history, in three statements; None where there is none."""
    line = BookingEquipment
    query = (
        select(Booking, Organisation.acronym, Organisation.name, Person, line.equipment_id, line.quantity)
        .join(Organisation, Organisation.id == Booking.organisation_id)
        .outerjoin(Person, Person.id == Booking.person_id)
        .outerjoin(line, line.booking_id == Booking.id)
        .where(Booking.id == booking_id)
        .order_by(line.equipment_id)
    )
    found = session.execute(query).tuples().all()
    if not found:
        return None
    booking, acronym, organisation, person, *_ = found[0]
    dates = session.execute(
        select(*Occurrence.__table__.c)
        .where(Occurrence.booking_id == booking_id)
        .order_by(Occurrence.starts, Occurrence.id)
    )
    author = aliased(Person)
    events = session.execute(
        select(*BookingEvent.__table__.c, author.first_name, author.last_name)
        .outerjoin(Account, Account.login == BookingEvent.login)
        .outerjoin(author, author.id == Account.person_id)
        .where(BookingEvent.booking_id == booking_id)
        .order_by(BookingEvent.at.desc(), BookingEvent.id.desc())
    )
    history = tuple(_event(row) for row in events)
    names = {event.login: event.person for event in history}
    return BookingDetail(
        id=booking.id,
        number=booking.number,
        version=booking.version,
        space_id=booking.space_id,
        organisation_id=booking.organisation_id,
        acronym=acronym,
        organisation=organisation,
        person_id=booking.person_id,
        person=f"{person.first_name} {person.last_name}".strip() if person else "",
        person_email=person.email if person else "",
        purpose=booking.purpose,
        participants=booking.participants,
        layout=booking.layout,
        equipment={equipment: quantity for *_, equipment, quantity in found if equipment is not None},
        accessibility=booking.accessibility,
        support=booking.support,
        note=booking.note,
        phone=booking.phone,
        rule=booking.rule,
        series_start=booking.series_start,
        series_end=booking.series_end,
        created_at=booking.created_at,
        created_by=names.get(booking.created_by) or booking.created_by,
        occurrences=tuple(_occurrence(row, reference, now) for row in dates),
        history=history,
    )


def _occurrence(row: Any, reference: Reference, now: datetime) -> OccurrenceDetail:
    facts = reference.facts[row.space_id]
    return OccurrenceDetail(
        id=row.id,
        space_id=row.space_id,
        zone=facts.zone,
        origin=row.origin,
        span=Span(row.starts, row.ends),
        busy=Span(row.busy_from, row.busy_until),
        state=derived_state(standing(row), now),
        reasons=tuple(Reason(code) for code in row.reasons.split("+") if code),
        price=row.price,
        version=row.version,
    )


def _event(row: Any) -> EventRow:
    detail = json.loads(row.detail) if row.detail else {}
    person = f"{row.first_name or ''} {row.last_name or ''}".strip()
    return EventRow(row.at, row.login, EventKind(row.kind), row.occurrence_id, detail, person)


def list_bookings(
    session: Session,
    reference: Reference,
    wanted: BookingFilter,
    now: datetime,
    *,
    limit: int = 100,
    offset: int = 0,
    order: Order = (),
) -> list[BookingRow]:
    """Bookings in ``order``, else by their next date (else their last, most recent first), one page.

    Two statements.
    """
    page = page_of(wanted, reference, now, order, limit, offset)
    query = (
        select(Booking, Organisation.acronym, Person.first_name, Person.last_name)
        .join(page.keys, page.keys.c.id == Booking.id)
        .join(Organisation, Organisation.id == Booking.organisation_id)
        .outerjoin(Person, Person.id == Booking.person_id)
        .order_by(*page.order)
    )
    rows = session.execute(query).all()
    slots = _slots(session, [row[0].id for row in rows], now)
    return [_booking_row(row, reference, slots[row[0].id], now) for row in rows]


def count_bookings(session: Session, reference: Reference, wanted: BookingFilter, now: datetime) -> int:
    """How many bookings ``list_bookings`` has in all, in one statement."""
    return session.scalars(count_of(wanted, reference, now)).one()


_Slots = list[tuple[Span, OccurrenceState]]


def _slots(session: Session, booking_ids: Sequence[int], now: datetime) -> dict[int, _Slots]:
    """The dates of each booking by start, with their states."""
    found: dict[int, _Slots] = {booking: [] for booking in booking_ids}
    query = (
        select(*Occurrence.__table__.c)
        .where(Occurrence.booking_id.in_(booking_ids))
        .order_by(Occurrence.starts)
    )
    for row in session.execute(query):
        found[row.booking_id].append((Span(row.starts, row.ends), derived_state(standing(row), now)))
    return found


def _booking_row(row: Any, reference: Reference, slots: _Slots, now: datetime) -> BookingRow:
    booking, acronym, first_name, last_name = row
    space, site = reference.spaces[booking.space_id], reference.site(booking.space_id)
    to_come = (slot for slot, state in slots if slot.end > now and state in IN_FORCE)
    return BookingRow(
        id=booking.id,
        number=booking.number,
        purpose=booking.purpose,
        organisation=acronym,
        person=f"{first_name or ''} {last_name or ''}".strip(),
        space=space.name,
        site=site.name,
        zone=site.zone.key,
        next=next(to_come, slots[-1][0]),
        dates=len(slots),
        states=frozenset(state for _, state in slots),
        participants=booking.participants,
        version=booking.version,
    )
