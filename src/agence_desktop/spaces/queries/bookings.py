"""The page of a booking, and the list of bookings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, func, or_, select
from sqlalchemy.orm import Session

from agence_desktop.core.spans import Span
from agence_desktop.directory.model import Organisation, Person
from agence_desktop.spaces.journal import BookingDetail, BookingRow, EventKind, EventRow, OccurrenceDetail
from agence_desktop.spaces.model import Booking, BookingEquipment, BookingEvent, Occurrence, Space
from agence_desktop.spaces.queries.planning import standing
from agence_desktop.spaces.queries.reference import Reference
from agence_desktop.spaces.rows import OccurrenceState, Reason
from agence_desktop.spaces.states import derived_state


def booking_id_of(session: Session, number: str) -> int | None:
    """The booking that bears a number, or None."""
    return session.scalars(select(Booking.id).where(Booking.number == number)).one_or_none()


def booking_detail(
    session: Session, reference: Reference, booking_id: int, now: datetime
) -> BookingDetail | None:
    """A booking whole, with its dates and history, in four statements; None where there is none."""
    query = (
        select(Booking, Organisation.acronym, Organisation.name, Person)
        .join(Organisation, Organisation.id == Booking.organisation_id)
        .outerjoin(Person, Person.id == Booking.person_id)
        .where(Booking.id == booking_id)
    )
    found = session.execute(query).one_or_none()
    if found is None:
        return None
    booking, acronym, organisation, person = found._tuple()
    dates = session.execute(
        select(*Occurrence.__table__.c)
        .where(Occurrence.booking_id == booking_id)
        .order_by(Occurrence.starts, Occurrence.id)
    )
    lines = session.execute(
        select(BookingEquipment.equipment_id, BookingEquipment.quantity).where(
            BookingEquipment.booking_id == booking_id
        )
    )
    events = session.execute(
        select(*BookingEvent.__table__.c)
        .where(BookingEvent.booking_id == booking_id)
        .order_by(BookingEvent.at.desc(), BookingEvent.id.desc())
    )
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
        equipment=dict(lines.tuples().all()),
        accessibility=booking.accessibility,
        support=booking.support,
        note=booking.note,
        phone=booking.phone,
        rule=booking.rule,
        series_start=booking.series_start,
        series_end=booking.series_end,
        created_at=booking.created_at,
        created_by=booking.created_by,
        occurrences=tuple(_occurrence(row, reference, now) for row in dates),
        history=tuple(_event(row) for row in events),
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
        state=derived_state(standing(row, facts.terms.release_minutes), now),
        reasons=tuple(Reason(code) for code in row.reasons.split("+") if code),
        price=row.price,
        version=row.version,
    )


def _event(row: Any) -> EventRow:
    detail = json.loads(row.detail) if row.detail else {}
    return EventRow(row.at, row.login, EventKind(row.kind), row.occurrence_id, detail)


_OVER = tuple(
    str(state)
    for state in (
        OccurrenceState.CANCELLED,
        OccurrenceState.REFUSED,
        OccurrenceState.NOT_OBTAINED,
        OccurrenceState.NO_SHOW,
        OccurrenceState.ENDED,
    )
)
"""States of dates that will not take place, or did."""


class BookingColumn(StrEnum):
    """What a list of bookings is sorted by."""

    NUMBER = "number"
    PURPOSE = "purpose"
    ORGANISATION = "organisation"
    PERSON = "person"
    SPACE = "space"
    NEXT = "next"
    DATES = "dates"
    PARTICIPANTS = "participants"


Order = Sequence[tuple[BookingColumn, bool]]
"""Columns, the most important first, and whether each descends."""


@dataclass(frozen=True, slots=True)
class BookingFilter:
    """What a list of bookings shows; ``words`` are unaccented search keys, all of which must be found.

    ``upcoming`` leaves out bookings of which no date in force is still to end.
    """

    words: tuple[str, ...] = ()
    organisation_id: int | None = None
    space_ids: tuple[int, ...] | None = None
    since: datetime | None = None
    upcoming: bool = False


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
    dates = _dates(now)
    query = (
        select(
            Booking, Organisation.acronym, Person.first_name, Person.last_name, dates.c.next, dates.c.dates
        )
        .join(dates, dates.c.booking_id == Booking.id)
        .join(Organisation, Organisation.id == Booking.organisation_id)
        .outerjoin(Person, Person.id == Booking.person_id)
        .join(Space, Space.id == Booking.space_id)
        .where(*_conditions(wanted, reference, dates))
        .order_by(*_order(order, dates))
        .limit(limit)
        .offset(offset)
    )
    page = session.execute(query).all()
    states = _states(session, reference, [row[0].id for row in page], now)
    return [_booking_row(row, reference, states) for row in page]


def count_bookings(session: Session, reference: Reference, wanted: BookingFilter, now: datetime) -> int:
    """How many bookings ``list_bookings`` has in all, in one statement."""
    dates = _dates(now)
    query = (
        select(func.count())
        .select_from(Booking)
        .join(Organisation, Organisation.id == Booking.organisation_id)
        .outerjoin(Person, Person.id == Booking.person_id)
        .where(*_conditions(wanted, reference, dates))
    )
    if wanted.since is not None or wanted.upcoming:
        query = query.join(dates, dates.c.booking_id == Booking.id)
    return session.scalars(query).one()


def _dates(now: datetime) -> Subquery:
    """Per booking: its next date in force (else its last), whether there is none, how many there are."""
    in_force = and_(Occurrence.ends > now, Occurrence.state.not_in(_OVER))
    upcoming = func.min(case((in_force, Occurrence.starts)))
    return (
        select(
            Occurrence.booking_id,
            func.coalesce(upcoming, func.max(Occurrence.starts)).label("next"),
            case((upcoming.is_(None), 1), else_=0).label("past"),
            func.count().label("dates"),
        )
        .group_by(Occurrence.booking_id)
        .subquery()
    )


def _conditions(wanted: BookingFilter, reference: Reference, dates: Subquery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for word in wanted.words:
        named = [space.id for space in reference.spaces.values() if word in space.search_key]
        found.append(
            or_(
                Booking.purpose_key.contains(word, autoescape=True),
                func.lower(Booking.number).contains(word, autoescape=True),
                func.lower(Organisation.acronym).contains(word, autoescape=True),
                Person.search_key.contains(word, autoescape=True),
                Booking.space_id.in_(named),
            )
        )
    if wanted.organisation_id is not None:
        found.append(Booking.organisation_id == wanted.organisation_id)
    if wanted.space_ids is not None:
        found.append(Booking.space_id.in_(wanted.space_ids))
    if wanted.since is not None:
        found.append(dates.c.next >= wanted.since)
    if wanted.upcoming:
        found.append(dates.c.past == 0)
    return found


def _order(order: Order, dates: Subquery) -> list[ColumnElement[Any]]:
    """Nobody comes last in both directions; bookings that are equal keep one order."""
    columns: dict[BookingColumn, Any] = {
        BookingColumn.NUMBER: Booking.number,
        BookingColumn.PURPOSE: Booking.purpose_key,
        BookingColumn.ORGANISATION: Organisation.acronym,
        BookingColumn.PERSON: Person.sort_key,
        BookingColumn.SPACE: Space.sort_key,
        BookingColumn.NEXT: dates.c.next,
        BookingColumn.DATES: dates.c.dates,
        BookingColumn.PARTICIPANTS: Booking.participants,
    }
    keys: list[ColumnElement[Any]] = []
    for column, descending in order:
        if column is BookingColumn.PERSON:
            keys.append(case((Booking.person_id.is_(None), 1), else_=0))
        keys.append(columns[column].desc() if descending else columns[column].asc())
    if not order:
        keys += [dates.c.past, case((dates.c.past == 0, dates.c.next)), dates.c.next.desc()]
    return [*keys, Booking.id.asc()]


def _states(
    session: Session, reference: Reference, booking_ids: Sequence[int], now: datetime
) -> dict[int, list[tuple[Span, OccurrenceState]]]:
    found: dict[int, list[tuple[Span, OccurrenceState]]] = {booking: [] for booking in booking_ids}
    query = (
        select(*Occurrence.__table__.c)
        .where(Occurrence.booking_id.in_(booking_ids))
        .order_by(Occurrence.starts)
    )
    for row in session.execute(query):
        release = reference.facts[row.space_id].terms.release_minutes
        found[row.booking_id].append((Span(row.starts, row.ends), derived_state(standing(row, release), now)))
    return found


def _booking_row(
    row: Any, reference: Reference, states: dict[int, list[tuple[Span, OccurrenceState]]]
) -> BookingRow:
    booking, acronym, first_name, last_name, following, dates = row
    space, site = reference.spaces[booking.space_id], reference.site(booking.space_id)
    slots = states[booking.id]
    return BookingRow(
        id=booking.id,
        number=booking.number,
        purpose=booking.purpose,
        organisation=acronym,
        person=f"{first_name or ''} {last_name or ''}".strip(),
        space=space.name,
        site=site.name,
        zone=site.zone.key,
        next=next((slot for slot, _ in slots if slot.start == following), slots[0][0]),
        dates=dates,
        states=frozenset(state for _, state in slots),
        participants=booking.participants,
        version=booking.version,
    )
