"""Note that somebody came, and take that back where it was noted by mistake."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from agence_desktop.core.changes import Change
from agence_desktop.core.errors import RefusedError
from agence_desktop.core.roles import Role, require
from agence_desktop.core.spans import Span
from agence_desktop.spaces.attendance import is_awaited, noted_from
from agence_desktop.spaces.attendance_sentences import not_awaited
from agence_desktop.spaces.commands.desk import BOOKINGS, Desk, record_event
from agence_desktop.spaces.commands.locks import lock
from agence_desktop.spaces.commands.revising import Changed, act_once, rewrite, stale, unknown_booking
from agence_desktop.spaces.journal import EventKind, OccurrenceRow
from agence_desktop.spaces.model import Occurrence
from agence_desktop.spaces.queries.planning import occurrences_between
from agence_desktop.spaces.rows import OccurrenceState
from agence_desktop.storage.changes import record_change
from agence_desktop.storage.context import now


@dataclass(frozen=True, slots=True)
class Attend:
    """The date at which somebody came, with the version that was read."""

    occurrence_id: int
    version: int
    key: UUID | None = None


def note_presence(session: Session, desk: Desk, wanted: Attend) -> Changed:
    """Note presence at a confirmed date that is about to begin or has begun; it keeps its space to its end.

    The booking itself does not change: whoever edits it meanwhile is not disturbed. Raises RefusedError
    ``too_early`` or ``not_awaited`` (released, over, or not confirmed), StaleError, RightMissingError.
    """
    return act_once(session, wanted.key, asdict(wanted), lambda inner: _note(inner, desk, wanted))


def take_presence_back(session: Session, desk: Desk, wanted: Attend) -> Changed:
    """A date noted by mistake is confirmed again, and awaited as before.

    Raises RefusedError ``not_present`` (none noted, or the date is over), StaleError, RightMissingError.
    """
    return act_once(session, wanted.key, asdict(wanted), lambda inner: _take_back(inner, desk, wanted))


def _note(session: Session, desk: Desk, wanted: Attend) -> Changed:
    row, stored = _read(session, desk, wanted)
    moment = now(session)
    if not is_awaited(row.state, row.span, moment):
        early = row.state is OccurrenceState.CONFIRMED and moment < noted_from(row.span)
        zone = desk.reference(session).zone(row.space_id)
        raise RefusedError("too_early" if early else "not_awaited", not_awaited(row.state, row.span, zone))
    return _write(session, desk, row, stored, OccurrenceState.PRESENT, EventKind.PRESENT)


def _take_back(session: Session, desk: Desk, wanted: Attend) -> Changed:
    row, stored = _read(session, desk, wanted)
    if row.state is not OccurrenceState.PRESENT:
        raise RefusedError(
            "not_present",
            "La présence n’est plus à corriger\u00a0: la séance est terminée ou a changé d’état.",
        )
    return _write(session, desk, row, stored, OccurrenceState.CONFIRMED, EventKind.AWAITED_AGAIN)


def _read(session: Session, desk: Desk, wanted: Attend) -> tuple[OccurrenceRow, Occurrence]:
    """The date as it is by now, under the lock of its room, and its stored row."""
    reference = desk.reference(session)
    stored = session.get(Occurrence, wanted.occurrence_id)
    if stored is None:
        raise unknown_booking()
    if not desk.actor.may(Role.HOST, reference.facts[stored.space_id].host_id):
        require(desk.actor, Role.CLERK, stored.organisation_id, "noter la présence")
    lock(session, [stored.space_id])
    session.refresh(stored)
    if stored.version != wanted.version:
        raise stale()
    busy = Span(stored.busy_from, stored.busy_until)
    rows = occurrences_between(session, busy, now(session), [stored.space_id])
    return next(row for row in rows if row.id == stored.id), stored


def _write(
    session: Session,
    desk: Desk,
    row: OccurrenceRow,
    stored: Occurrence,
    state: OccurrenceState,
    kind: EventKind,
) -> Changed:
    rewrite(session, stored, {"state": str(state)})
    record_event(session, desk.actor, kind, row.booking_id, row.id)
    change = Change(BOOKINGS, (row.id,), row.busy)
    record_change(session, change)
    return Changed(None, change)
