"""Edit the fields of a booking: what changes participants, layout or equipment is judged again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from agence_desktop.core.french import search_key
from agence_desktop.core.spans import Span
from agence_desktop.spaces.checks import Asked
from agence_desktop.spaces.commands.desk import Desk, record_event
from agence_desktop.spaces.commands.due import apply_time
from agence_desktop.spaces.commands.lines import insert_lines, lines_of, sum_lines
from agence_desktop.spaces.commands.locks import lock
from agence_desktop.spaces.commands.revising import (
    Changed,
    Plan,
    act_once,
    judge,
    lift,
    rewrite,
    rows_to_come,
    stale,
    tell,
    unknown_booking,
    write_slots,
)
from agence_desktop.spaces.journal import EventKind
from agence_desktop.spaces.model import Booking, BookingEquipment, Occurrence
from agence_desktop.spaces.requesters import requester_of
from agence_desktop.spaces.rows import EquipmentLine, Judgement, OccurrenceState, Outcome, PlacedDate
from agence_desktop.storage.context import now


@dataclass(frozen=True, slots=True)
class Edit:
    """New values of a booking's own fields; ``version`` is that of the booking as it was read."""

    booking_id: int
    version: int
    purpose: str
    person_id: int | None
    participants: int
    layout: str | None
    equipment: tuple[EquipmentLine, ...]
    accessibility: str
    support: str
    note: str
    phone: str
    key: UUID | None = None


def edit(session: Session, desk: Desk, wanted: Edit) -> Changed:
    """Change the fields; new participants, layout or equipment run every rule again on the dates to come.

    A refusal changes nothing. Words alone change whatever became of the terms. A date offered, or
    noted present before its start, takes the new equipment without being judged: the guards alone refuse it.
    Raises StaleError where the booking was changed elsewhere, RefusedError ``equipment_stock``,
    RightMissingError.
    """
    return act_once(session, wanted.key, asdict(wanted), lambda inner: _edit(inner, desk, wanted))


def _edit(session: Session, desk: Desk, wanted: Edit) -> Changed:
    reference = desk.held_reference(session)
    booking = session.get(Booking, wanted.booking_id)
    if booking is None:
        raise unknown_booking()
    if booking.version != wanted.version:
        raise stale()
    rows = tuple(rows_to_come(session, booking.id, now(session)))
    before, lines = lines_of(session, booking.id), sum_lines(wanted.equipment)
    others = () if lines == before else _others_holding(session, booking.id)
    if others:
        # Their rooms come before any equipment, as everywhere.
        lock(session, {row.space_id for row in (*rows, *others)}, {*before, *lines})
        expired = apply_time(session, others, now(session))
        others = tuple(row for row in others if row.id not in expired)
    same = (booking.participants, booking.layout, before) == (wanted.participants, wanted.layout, lines)
    placed = () if same else tuple(_where_it_is(row) for row in rows)
    requester = requester_of(reference.directory.organisations[booking.organisation_id])
    plan = Plan(booking, rows, placed, Asked(requester, wanted.participants, wanted.layout, wanted.equipment))
    if placed:
        judgement = judge(session, desk, reference, plan)
    else:
        spaces = {booking.space_id, *(row.space_id for row in rows)}
        desk.require_booking(reference, booking.organisation_id, spaces)
        judgement = Judgement(Outcome.CONFIRMED, (), ())
    if judgement.outcome is Outcome.REFUSED:
        return Changed(judgement, None)
    if lines != before:
        lift(session, [*rows, *others])
        _write_lines(session, booking.id, lines)
    if placed:
        write_slots(session, reference, plan, judgement)
    else:
        _raise_versions(session, rows)
    for row in others:
        rewrite(session, row, {"state": row.state})
    record_event(session, desk.actor, EventKind.EDITED, booking.id)
    _write_fields(booking, wanted)
    return tell(session, plan, judgement)


def _others_holding(session: Session, booking_id: int) -> tuple[Occurrence, ...]:
    """Dates to come that hold equipment though no edit judges them: offered, or already noted present."""
    others = (str(OccurrenceState.OFFERED), str(OccurrenceState.PRESENT))
    query = select(Occurrence).where(
        Occurrence.booking_id == booking_id, Occurrence.starts > now(session), Occurrence.state.in_(others)
    )
    return tuple(session.scalars(query.order_by(Occurrence.id)))


def _where_it_is(row: Occurrence) -> PlacedDate:
    return PlacedDate(row.space_id, Span(row.starts, row.ends), row.origin)


def _raise_versions(session: Session, rows: Sequence[Occurrence]) -> None:
    """Whoever read the dates before the edit is told so when they move one, as after any other edit."""
    session.execute(
        update(Occurrence)
        .where(Occurrence.id.in_([row.id for row in rows]))
        .values(version=Occurrence.version + 1),
        execution_options={"synchronize_session": False},
    )


def _write_fields(booking: Booking, wanted: Edit) -> None:
    booking.purpose, booking.purpose_key = wanted.purpose, search_key(wanted.purpose)
    booking.person_id, booking.phone = wanted.person_id, wanted.phone
    booking.participants, booking.layout = wanted.participants, wanted.layout
    booking.accessibility, booking.support = wanted.accessibility, wanted.support
    booking.note = wanted.note


def _write_lines(session: Session, booking_id: int, lines: Mapping[int, int]) -> None:
    session.execute(delete(BookingEquipment).where(BookingEquipment.booking_id == booking_id))
    insert_lines(session, booking_id, lines)
