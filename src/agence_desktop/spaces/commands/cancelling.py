"""Cancel dates that have not begun, and take a cancellation back while their slot is still free."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.spans import Span
from agence_desktop.spaces.commands.desk import Desk, record_event
from agence_desktop.spaces.commands.locks import lock
from agence_desktop.spaces.commands.revising import (
    Changed,
    Plan,
    act_once,
    asked_of,
    former_of,
    judge,
    rewrite,
    stale,
    tell,
    unknown_booking,
    write_slots,
)
from agence_desktop.spaces.journal import EventKind
from agence_desktop.spaces.model import Booking, BookingEvent, Occurrence
from agence_desktop.spaces.rows import Judgement, OccurrenceState, Outcome, PlacedDate
from agence_desktop.spaces.states import may_become
from agence_desktop.storage.context import now

STATE_OF = "state_of_"
"""Prefix of the history's details: the state of each date before it was cancelled."""


@dataclass(frozen=True, slots=True)
class Cancel:
    """Which occurrences to cancel, each with the version that was read, and why (may be empty)."""

    booking_id: int
    occurrences: tuple[tuple[int, int], ...]
    reason: str = ""
    key: UUID | None = None


@dataclass(frozen=True, slots=True)
class Restore:
    """Which cancelled occurrences to put back, each with the version that was read."""

    booking_id: int
    occurrences: tuple[tuple[int, int], ...]
    key: UUID | None = None


def cancel(session: Session, desk: Desk, wanted: Cancel) -> Changed:
    """Cancel these dates; their slots are free at once, the booking keeps its number.

    Raises RefusedError ``begun`` or ``not_changeable``, StaleError, RightMissingError.
    """
    return act_once(session, wanted.key, asdict(wanted), lambda inner: _cancel(inner, desk, wanted))


def restore(session: Session, desk: Desk, wanted: Restore) -> Changed:
    """Take a cancellation back: every rule is run again, and a refusal changes nothing.

    A date that passes is again what it was before it was cancelled. Raises RefusedError ``not_cancelled``.
    """
    return act_once(session, wanted.key, asdict(wanted), lambda inner: _restore(inner, desk, wanted))


def _cancel(session: Session, desk: Desk, wanted: Cancel) -> Changed:
    reference = desk.reference(session)
    booking = _booking(session, wanted.booking_id)
    rows = _rows(session, booking, wanted.occurrences)
    spaces = {row.space_id for row in rows}
    desk.require_booking(reference, booking.organisation_id, spaces)
    lock(session, spaces)
    moment = now(session)
    for row in rows:
        if row.starts <= moment:
            raise RefusedError(
                "begun", "Une séance commencée ou passée ne s’annule plus. Rien n’a été changé."
            )
        if not may_become(OccurrenceState(row.state), OccurrenceState.CANCELLED):
            raise RefusedError(
                "not_changeable", "Une de ces séances n’est plus en vigueur\u00a0: rien n’a été changé."
            )
        rewrite(session, row, {"state": str(OccurrenceState.CANCELLED)})
    detail = {
        "reason": wanted.reason,
        "dates": str(len(rows)),
        **{f"{STATE_OF}{row.id}": row.state for row in rows},
    }
    record_event(session, desk.actor, EventKind.CANCELLED, booking.id, rows[0].id, detail)
    plan = Plan(booking, tuple(rows), (), asked_of(session, reference, booking))
    return tell(session, plan, Judgement(Outcome.CONFIRMED, (), ()))


def _restore(session: Session, desk: Desk, wanted: Restore) -> Changed:
    reference = desk.held_reference(session)
    booking = _booking(session, wanted.booking_id)
    rows = _rows(session, booking, wanted.occurrences)
    if any(row.state != OccurrenceState.CANCELLED for row in rows):
        raise RefusedError(
            "not_cancelled", "Une de ces séances n’est pas annulée\u00a0: rien n’a été changé."
        )
    placed = tuple(PlacedDate(row.space_id, Span(row.starts, row.ends), row.origin) for row in rows)
    plan = Plan(booking, tuple(rows), placed, asked_of(session, reference, booking))
    former = _before_cancelling(session, booking)
    judgement = judge(session, desk, reference, plan, former=lambda row: former_of(row, former.get(row.id)))
    if judgement.outcome is Outcome.REFUSED:
        return Changed(judgement, None)
    write_slots(session, reference, plan, judgement)
    record_event(session, desk.actor, EventKind.RESTORED, booking.id, rows[0].id, {"dates": str(len(rows))})
    return tell(session, plan, judgement)


def _before_cancelling(session: Session, booking: Booking) -> dict[int, OccurrenceState]:
    """Occurrence id → the state it had when it was last cancelled, as the history tells."""
    events = session.scalars(
        select(BookingEvent.detail)
        .where(BookingEvent.booking_id == booking.id, BookingEvent.kind == EventKind.CANCELLED)
        .order_by(BookingEvent.id)
    )
    return {
        int(key.removeprefix(STATE_OF)): OccurrenceState(value)
        for event in events
        for key, value in json.loads(event).items()
        if key.startswith(STATE_OF)
    }


def _booking(session: Session, booking_id: int) -> Booking:
    booking = session.get(Booking, booking_id)
    if booking is None:
        raise unknown_booking()
    return booking


def _rows(session: Session, booking: Booking, wanted: Sequence[tuple[int, int]]) -> list[Occurrence]:
    """The occurrences asked for, by start; each must be as it was read."""
    versions = dict(wanted)
    query = (
        select(Occurrence)
        .where(Occurrence.booking_id == booking.id, Occurrence.id.in_(sorted(versions)))
        .order_by(Occurrence.starts, Occurrence.id)
    )
    rows = list(session.scalars(query))
    if not rows or len(rows) < len(versions):
        raise unknown_booking()
    if any(row.version != versions[row.id] for row in rows):
        raise stale()
    return rows
