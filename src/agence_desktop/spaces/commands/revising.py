"""What move and edit share: dates judged again together, lifted and put back, and told as one change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from agence_desktop.core.changes import Change
from agence_desktop.core.errors import RefusedError, StaleError
from agence_desktop.core.spans import Span
from agence_desktop.spaces.checks import Asked
from agence_desktop.spaces.commands.booking import slot_values, span_of
from agence_desktop.spaces.commands.desk import (
    BOOKINGS,
    Desk,
    lock_and_read,
    record_event,
)
from agence_desktop.spaces.commands.lines import lines_of
from agence_desktop.spaces.journal import EventKind
from agence_desktop.spaces.judging import Former, judge_changes
from agence_desktop.spaces.model import Booking, Occurrence
from agence_desktop.spaces.queries.reference import Reference
from agence_desktop.spaces.requesters import requester_of
from agence_desktop.spaces.rows import (
    HOLDING,
    EquipmentLine,
    JudgedDate,
    Judgement,
    OccurrenceState,
    PlacedDate,
)
from agence_desktop.storage.changes import record_change
from agence_desktop.storage.commands import fingerprint_of, once
from agence_desktop.storage.context import now

CHANGEABLE = frozenset({OccurrenceState.REQUESTED, OccurrenceState.CONFIRMED, OccurrenceState.WAITLISTED})
"""States in which an occurrence that has not begun may be moved or edited."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of a change; nothing was stored where the judgement refuses (``change`` is None).

    ``kept`` is what is stored beside the answer under the key of the command.
    """

    judgement: Judgement | None
    change: Change | None
    kept: Mapping[str, Any] = field(default_factory=dict)

    @property
    def done(self) -> bool:
        """Whether the change was stored."""
        return self.change is not None


@dataclass(frozen=True, slots=True)
class Plan:
    """A change ready to be judged: the rows it touches in time order, and where each goes."""

    booking: Booking
    rows: tuple[Occurrence, ...]
    placed: tuple[PlacedDate, ...]
    asked: Asked


def act_once(
    session: Session, key: UUID | None, content: Mapping[str, Any], act: Callable[[Session], Changed]
) -> Changed:
    """Act under the client's key where there is one; a repeated change answers without its judgement."""
    if key is None:
        return act(session)
    done: list[Changed] = []

    def run(inner: Session) -> dict[str, Any]:
        done.append(act(inner))
        change = done[0].change
        return {"done": done[0].done, "ids": list(change.ids) if change else [], **done[0].kept}

    answer, replayed = once(session, key, fingerprint_of(content), run)
    if not replayed:
        return done[0]
    return Changed(None, Change(BOOKINGS, tuple(answer["ids"])) if answer["done"] else None)


def rows_to_come(
    session: Session, booking_id: int, after: datetime, *, inclusive: bool = False
) -> list[Occurrence]:
    """The changeable dates of a booking that start after (or at) an instant, in time order."""
    bound = Occurrence.starts >= after if inclusive else Occurrence.starts > after
    query = (
        select(Occurrence)
        .where(Occurrence.booking_id == booking_id, bound, Occurrence.state.in_(sorted(CHANGEABLE)))
        .order_by(Occurrence.starts, Occurrence.id)
    )
    return list(session.scalars(query))


def asked_of(session: Session, reference: Reference, booking: Booking) -> Asked:
    """What all dates of a stored booking have in common."""
    lines = tuple(EquipmentLine(key, value) for key, value in lines_of(session, booking.id).items())
    requester = requester_of(reference.directory.organisations[booking.organisation_id])
    return Asked(requester, booking.participants, booking.layout, lines)


def judge(
    session: Session,
    desk: Desk,
    reference: Reference,
    plan: Plan,
    *,
    former: Callable[[Occurrence], Former] | None = None,
    preview: bool = False,
) -> Judgement:
    """Every rule run again on the plan, its own former slots left out."""
    old_spaces = {row.space_id for row in plan.rows}
    organisation_id = plan.booking.organisation_id
    if not preview:
        desk.require_booking(reference, organisation_id, old_spaces | {date.space_id for date in plan.placed})
    ledger = lock_and_read(
        session,
        reference,
        plan.placed,
        plan.asked.equipment,
        organisation_id,
        also_spaces=old_spaces,
        without=[row.id for row in plan.rows],
        preview=preview,
    )
    before = former or former_of
    changes = [(placed, before(row)) for row, placed in zip(plan.rows, plan.placed, strict=True)]
    observed = reference.directory.observed.keys()
    return judge_changes(plan.asked, changes, reference.facts, ledger, observed, now(session))


def former_of(row: Occurrence, state: OccurrenceState | None = None) -> Former:
    """What an occurrence is before it is changed; ``state`` where it is not the stored one that counts."""
    slot = Span(row.starts, row.ends)
    return Former(row.space_id, slot, state or OccurrenceState(row.state), row.requested_at)


def lift(session: Session, rows: Sequence[Occurrence]) -> None:
    """Let go of the holds of these dates, to be put back in this transaction: a series moves over itself."""
    ids = [row.id for row in rows if row.state in HOLDING]
    if ids:
        session.execute(
            update(Occurrence).where(Occurrence.id.in_(ids)).values(state=str(OccurrenceState.REQUESTED)),
            execution_options={"synchronize_session": False},
        )


def write_slots(session: Session, reference: Reference, plan: Plan, judgement: Judgement) -> None:
    """Store the judged slots, each against the version that was judged."""
    if len(plan.rows) > 1:
        lift(session, plan.rows)
    moment = now(session)
    for row, date in zip(plan.rows, judgement.dates, strict=True):
        rewrite(session, row, _slot_values(reference, row, date, moment))


def rewrite(session: Session, row: Occurrence, values: Mapping[str, Any]) -> None:
    """Store new values of a date against the version that was read; raises StaleError."""
    written = session.execute(
        update(Occurrence)
        .where(Occurrence.id == row.id, Occurrence.version == row.version)
        .values(version=row.version + 1, **values)
        .returning(Occurrence.id),
        execution_options={"synchronize_session": False},
    )
    if written.scalar_one_or_none() is None:
        raise stale()


def _slot_values(reference: Reference, row: Occurrence, date: JudgedDate, moment: datetime) -> dict[str, Any]:
    # A date that stays where it was goes on being judged as of its request; one that moves, as of now.
    stays = row.space_id == date.space_id and Span(row.starts, row.ends).contains(date.span)
    return {**slot_values(date, reference), "requested_at": row.requested_at if stays else moment}


def record_move(
    session: Session,
    desk: Desk,
    reference: Reference,
    rows: Sequence[Occurrence],
    dates: Sequence[JudgedDate],
    *,
    back: bool = False,
) -> None:
    """Add to the history where the first of these dates was and is; ``back`` where a move is taken back."""
    first, to = rows[0], dates[0]
    detail = {
        "from": first.starts.isoformat(),
        "to": to.span.start.isoformat(),
        "from_space": reference.spaces[first.space_id].name,
        "to_space": reference.spaces[to.space_id].name,
        "dates": str(len(rows)),
        **({"back": "yes"} if back else {}),
    }
    record_event(session, desk.actor, EventKind.MOVED, first.booking_id, first.id, detail)


def tell(session: Session, plan: Plan, judgement: Judgement) -> Changed:
    """Raise the booking's version and sequence, and record the change over the old and new slots."""
    plan.booking.sequence += 1
    session.flush()
    spans = [Span(row.busy_from, row.busy_until) for row in plan.rows]
    if judgement.dates:
        spans.append(span_of(judgement.dates))
    whole = Span(min(one.start for one in spans), max(one.end for one in spans)) if spans else None
    change = Change(BOOKINGS, tuple(row.id for row in plan.rows), whole)
    record_change(session, change)
    return Changed(judgement, change)


def stale() -> StaleError:
    """The record was changed elsewhere since it was read."""
    return StaleError(
        "stale",
        "Cette réservation a été modifiée ailleurs entre-temps. Rien n’a été enregistré\u00a0: "
        "comparez les deux versions, puis recommencez.",
    )


def unknown_booking() -> RefusedError:
    """The record does not exist in this database."""
    return RefusedError("unknown_booking", "Cette réservation n’existe pas dans cette base.")
