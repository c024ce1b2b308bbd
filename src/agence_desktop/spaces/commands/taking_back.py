"""Take a move back: its dates are again where, when and what they were, and nothing is judged anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.spans import Span
from agence_desktop.spaces.commands.booking import slot_values
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.commands.due import apply_due, spaces_in_due
from agence_desktop.spaces.commands.lines import lines_of
from agence_desktop.spaces.commands.locks import lock
from agence_desktop.spaces.commands.revising import (
    Changed,
    Plan,
    act_once,
    asked_of,
    lift,
    record_move,
    rewrite,
    tell,
    unknown_booking,
)
from agence_desktop.spaces.model import Booking, Occurrence
from agence_desktop.spaces.queries.ledger import Present, busy_of
from agence_desktop.spaces.queries.reference import Reference
from agence_desktop.spaces.rows import HOLDING, JudgedDate, Judgement, OccurrenceState, Outcome, Reason
from agence_desktop.storage.commands import stored_answer
from agence_desktop.storage.context import now


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Which move to take back: the key under which it was made."""

    move: UUID
    key: UUID | None = None


@dataclass(frozen=True, slots=True)
class _Former:
    """What a date was before the move; ``version`` is the one the move gave it."""

    occurrence_id: int
    version: int
    date: JudgedDate
    release_at: datetime | None
    requested_at: datetime


def kept_of_move(rows: Sequence[Occurrence]) -> list[dict[str, Any]]:
    """What to keep with the answer of a move of these rows, as they are before it, to take it back by."""
    return [
        {
            "id": row.id,
            "version": row.version + 1,
            "space": row.space_id,
            "slot": _stored(row.starts, row.ends),
            "busy": _stored(row.busy_from, row.busy_until),
            "origin": row.origin.isoformat(),
            "state": row.state,
            "reasons": row.reasons,
            "price": None if row.price is None else str(row.price),
            "release_at": None if row.release_at is None else row.release_at.isoformat(),
            "requested_at": row.requested_at.isoformat(),
        }
        for row in rows
    ]


def take_back(session: Session, desk: Desk, wanted: TakeBack) -> Changed:
    """Put the dates of a move back as they were: slot, room, state and price; no approval is asked again.

    Raises RefusedError ``unknown_move``, ``begun``, ``moved_again`` where anything of it changed since,
    ``taken`` or ``equipment_stock`` where the old slot is not free any more; RightMissingError.
    """
    return act_once(session, wanted.key, asdict(wanted), lambda inner: _take_back(inner, desk, wanted))


def _take_back(session: Session, desk: Desk, wanted: TakeBack) -> Changed:
    kept = stored_answer(session, wanted.move)
    if kept is None or "before" not in kept:
        raise RefusedError(
            "unknown_move", "Cette base ne connaît pas ce déplacement\u00a0: rien n’a été défait."
        )
    before = [_former(one) for one in kept["before"]]
    booking = session.get(Booking, kept["booking"])
    rows = _rows(session, before)
    if booking is None or len(rows) < len(before):
        raise unknown_booking()
    reference = desk.held_reference(session)
    spaces = {row.space_id for row in rows} | {one.date.space_id for one in before}
    desk.require_booking(reference, booking.organisation_id, spaces)
    _require_same(booking, rows, before, kept["version"])
    if min(*(row.starts for row in rows), *(one.date.span.start for one in before)) <= now(session):
        raise RefusedError(
            "begun", "L’ancien ou le nouveau moment est commencé ou passé\u00a0: rien n’a été défait."
        )
    _make_way(session, reference, booking, rows, before)
    if len(rows) > 1:
        lift(session, rows)
    for row, one in zip(rows, before, strict=True):
        fixed = {"release_at": one.release_at, "requested_at": one.requested_at}
        rewrite(session, row, {**slot_values(one.date, reference), **fixed})
    dates = tuple(one.date for one in before)
    record_move(session, desk, reference, rows, dates, back=True)
    plan = Plan(booking, rows, (), asked_of(session, reference, booking))
    return tell(session, plan, Judgement(Outcome.CONFIRMED, (), dates))


def _rows(session: Session, before: Sequence[_Former]) -> tuple[Occurrence, ...]:
    """The dates of the move, in the order in which it kept them."""
    query = select(Occurrence).where(Occurrence.id.in_([one.occurrence_id for one in before]))
    found = {row.id: row for row in session.scalars(query)}
    return tuple(found[one.occurrence_id] for one in before if one.occurrence_id in found)


def _require_same(
    booking: Booking, rows: Sequence[Occurrence], before: Sequence[_Former], version: int
) -> None:
    versions = [row.version for row in rows]
    if booking.version != version or versions != [one.version for one in before]:
        raise RefusedError("moved_again", "La séance a encore changé depuis\u00a0: rien n’a été défait.")


def _make_way(
    session: Session,
    reference: Reference,
    booking: Booking,
    rows: Sequence[Occurrence],
    before: Sequence[_Former],
) -> None:
    """Lock what the dates leave and take, apply what time has brought there, and say kindly what is taken.

    The guards of the database have the last word.
    """
    present = Present(now(session))
    holding = [one.date for one in before if one.date.state in HOLDING]
    if not holding:
        lock(session, {row.space_id for row in rows})
        return
    hull = Span(min(one.busy.start for one in holding), max(one.busy.end for one in holding))
    spaces = {one.space_id for one in holding}
    equipment = lines_of(session, booking.id)
    keepers = spaces_in_due(session, equipment, hull.start, present)
    lock(session, {row.space_id for row in rows} | spaces | keepers, equipment)
    apply_due(session, reference, spaces | keepers, hull.start, present.now)
    busy = busy_of(session, spaces, hull, present, without=[row.id for row in rows])
    for date in holding:
        for other in busy.get(date.space_id, ()):
            if other.span.overlaps(date.busy):
                raise RefusedError(
                    "taken",
                    "Rien n’a été défait\u00a0: à l’ancien moment, "
                    f"{reference.spaces[date.space_id].name} est pris par {other.number}.",
                )


def _stored(start: datetime, end: datetime) -> list[str]:
    return [start.isoformat(), end.isoformat()]


def _former(kept: Mapping[str, Any]) -> _Former:
    slot, busy = (Span(*map(datetime.fromisoformat, kept[name])) for name in ("slot", "busy"))
    date = JudgedDate(
        space_id=kept["space"],
        span=slot,
        busy=busy,
        origin=datetime.fromisoformat(kept["origin"]),
        state=OccurrenceState(kept["state"]),
        reasons=tuple(Reason(code) for code in kept["reasons"].split("+") if code),
        price=None if kept["price"] is None else Decimal(kept["price"]),
    )
    release = kept["release_at"]
    return _Former(
        occurrence_id=kept["id"],
        version=kept["version"],
        date=date,
        release_at=None if release is None else datetime.fromisoformat(release),
        requested_at=datetime.fromisoformat(kept["requested_at"]),
    )
