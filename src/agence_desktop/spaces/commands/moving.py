"""Move one date of a booking, this and the following, or all to come."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from agence_desktop.core.clock import place, to_wall
from agence_desktop.core.errors import RefusedError
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.commands.revising import (
    CHANGEABLE,
    Changed,
    Plan,
    act_once,
    asked_of,
    judge,
    record_move,
    rows_to_come,
    stale,
    tell,
    unknown_booking,
    write_slots,
)
from agence_desktop.spaces.commands.taking_back import kept_of_move
from agence_desktop.spaces.model import Booking, Occurrence
from agence_desktop.spaces.queries.reference import Reference
from agence_desktop.spaces.rows import Judgement, Mode, Outcome, PlacedDate
from agence_desktop.storage.context import now


class Scope(StrEnum):
    """Which dates of a series a change touches; dates that have begun are never among them."""

    THIS = "this"
    FOLLOWING = "following"
    TO_COME = "to_come"


@dataclass(frozen=True, slots=True)
class Move:
    """Where an occurrence goes: space and naive wall clocks there.

    ``version`` is that of the occurrence as it was read. The other dates of the scope are shifted by as
    much on the wall clock, take the new length, and change rooms where they were in the same room.
    """

    occurrence_id: int
    version: int
    space_id: int
    start: datetime
    end: datetime
    scope: Scope = Scope.THIS
    key: UUID | None = None


def move(session: Session, desk: Desk, wanted: Move) -> Changed:
    """Move and judge again; a refusal changes nothing and tells why per date.

    What was before is kept under the key, for ``take_back``.
    Raises StaleError where the date was changed elsewhere, RefusedError ``begun`` or ``not_changeable``,
    RightMissingError.
    """
    return act_once(session, wanted.key, asdict(wanted), lambda inner: _move(inner, desk, wanted))


def judge_move(session: Session, desk: Desk, wanted: Move) -> Judgement:
    """What ``move`` would answer, without storing or locking anything: for the ghost under a drag."""
    reference = desk.reference(session)
    return judge(session, desk, reference, _plan(session, reference, wanted), preview=True)


def _move(session: Session, desk: Desk, wanted: Move) -> Changed:
    reference = desk.held_reference(session)
    plan = _plan(session, reference, wanted)
    judgement = judge(session, desk, reference, plan)
    if judgement.outcome is Outcome.REFUSED:
        return Changed(judgement, None)
    before = kept_of_move(plan.rows)
    write_slots(session, reference, plan, judgement)
    record_move(session, desk, reference, plan.rows, judgement.dates)
    told = tell(session, plan, judgement)
    kept = {"booking": plan.booking.id, "version": plan.booking.version, "before": before}
    return replace(told, kept=kept)


def _plan(session: Session, reference: Reference, wanted: Move) -> Plan:
    row = session.get(Occurrence, wanted.occurrence_id)
    if row is None:
        raise unknown_booking()
    if row.version != wanted.version:
        raise stale()
    rows = _in_scope(session, row, wanted.scope)
    if row not in rows:
        # Cancelled or begun between the two reads.
        raise stale()
    booking = session.get_one(Booking, row.booking_id)
    shift = wanted.start - to_wall(row.starts, reference.zone(row.space_id))
    placed = [
        replace(
            _target(reference, wanted, row) if one is row else _shifted(reference, one, row, wanted, shift),
            ask=booking.mode == Mode.REQUEST,
        )
        for one in rows
    ]
    asked = asked_of(session, reference, booking)
    ordered = sorted(zip(rows, placed, strict=True), key=lambda pair: (pair[1].span, pair[0].id))
    return Plan(booking, tuple(one for one, _ in ordered), tuple(to for _, to in ordered), asked)


def _in_scope(session: Session, row: Occurrence, scope: Scope) -> list[Occurrence]:
    moment = now(session)
    if row.starts <= moment:
        raise RefusedError(
            "begun", "Cette séance est commencée ou passée\u00a0: elle ne peut plus être déplacée."
        )
    if row.state not in CHANGEABLE:
        raise RefusedError("not_changeable", "Cette séance n’est plus en vigueur\u00a0: rien n’a été changé.")
    match scope:
        case Scope.THIS:
            return [row]
        case Scope.FOLLOWING:
            return rows_to_come(session, row.booking_id, row.starts, inclusive=True)
        case Scope.TO_COME:
            return rows_to_come(session, row.booking_id, moment)


def _target(reference: Reference, wanted: Move, row: Occurrence) -> PlacedDate:
    zone = reference.zone(wanted.space_id)
    return PlacedDate(wanted.space_id, place(wanted.start, wanted.end, zone), row.origin)


def _shifted(
    reference: Reference, row: Occurrence, moved: Occurrence, wanted: Move, shift: timedelta
) -> PlacedDate:
    space_id = wanted.space_id if row.space_id == moved.space_id else row.space_id
    start = to_wall(row.starts, reference.zone(row.space_id)) + shift
    end = start + (wanted.end - wanted.start)
    return PlacedDate(space_id, place(start, end, reference.zone(space_id)), row.origin)
