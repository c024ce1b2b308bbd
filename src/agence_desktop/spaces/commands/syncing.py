"""Keeps a booking in step with the event of another system's calendar that it comes from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from agence_desktop.core.changes import Change
from agence_desktop.core.french import search_key
from agence_desktop.core.spans import Span
from agence_desktop.spaces.answers import Answer, answer_of
from agence_desktop.spaces.commands.booking import book, occurrence_values
from agence_desktop.spaces.commands.desk import (
    BOOKINGS,
    Desk,
    lock_and_read,
    record_event,
    zones_of,
)
from agence_desktop.spaces.commands.locks import lock
from agence_desktop.spaces.commands.revising import CHANGEABLE, lift, rewrite
from agence_desktop.spaces.journal import EventKind
from agence_desktop.spaces.judging import judge_booking
from agence_desktop.spaces.model import Booking, Occurrence
from agence_desktop.spaces.placing import place_dates
from agence_desktop.spaces.queries.reference import Reference
from agence_desktop.spaces.requesters import requester_of
from agence_desktop.spaces.rows import (
    BookingDraft,
    JudgedDate,
    Judgement,
    OccurrenceState,
    Outcome,
    PlacedDate,
)
from agence_desktop.storage.changes import record_change
from agence_desktop.storage.context import now
from agence_desktop.storage.numbering import next_ids

_S = OccurrenceState


class Step(StrEnum):
    """What keeping in step came to."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    CANCELLED = "cancelled"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Synced:
    """What became of an event: the answer as for a request, and the change where something was stored."""

    step: Step
    answer: Answer
    change: Change | None = None


def sync(session: Session, desk: Desk, draft: BookingDraft) -> Synced:
    """Book the draft's dates under its ``uid``, or bring the booking of that UID in that room to them.

    A meeting that takes two rooms has one UID in the calendars of both. Dates are matched by ``origin``. One
    that moved is judged again, as is one to come that was not obtained; a new one is added, one that is gone
    is cancelled unless it has begun. A refusal stores nothing; where conflicts are skipped, one that does not
    pass lets go of its old slot and is not obtained. ``draft.dates`` may be empty: all are cancelled.
    """
    lock(session, [draft.space_id])
    known = select(Booking).where(
        Booking.uid == draft.uid, Booking.space_id == draft.space_id, Booking.imported.is_(True)
    )
    booking = session.scalars(known.limit(1)).one_or_none()
    if booking is not None:
        return _bring(session, desk, draft, booking)
    if not draft.dates:
        return Synced(Step.UNCHANGED, _nothing(None))
    booked = book(session, desk, draft)
    step = Step.REFUSED if booked.number is None else Step.CREATED
    return Synced(step, booked.answer, booked.change)


def _nothing(number: str | None) -> Answer:
    return {"number": number, "outcome": str(Outcome.CONFIRMED), "reasons": [], "occurrences": []}


def _bring(session: Session, desk: Desk, draft: BookingDraft, booking: Booking) -> Synced:
    reference = desk.reference(session)
    rows = {row.origin: row for row in _rows(session, booking)}
    wanted = {date.origin: date for date in place_dates(draft, reference.facts)} if draft.dates else {}
    gone = [row for origin, row in rows.items() if origin not in wanted and _may_go(session, row)]
    moment = now(session)
    moved = [
        date for origin, date in wanted.items() if origin not in rows or _differs(rows[origin], date, moment)
    ]
    renamed = booking.purpose != draft.purpose
    if not gone and not moved and not renamed:
        return Synced(Step.UNCHANGED, _nothing(booking.number))
    spaces = {row.space_id for row in rows.values()} | {date.space_id for date in moved}
    desk.require_booking(reference, booking.organisation_id, spaces)
    touched = [*gone, *(rows[date.origin] for date in moved if date.origin in rows)]
    judgement = _judge(session, desk, draft, reference, moved, touched)
    if judgement.outcome is Outcome.REFUSED:
        zones = zones_of(reference, {date.space_id for date in judgement.dates})
        return Synced(Step.REFUSED, answer_of(judgement, None, zones))
    fresh = tuple(date for date in judgement.dates if not _stands(rows.get(date.origin), date))
    if not gone and not fresh and not renamed:
        return Synced(Step.UNCHANGED, _nothing(booking.number))
    judgement = replace(judgement, dates=fresh)
    _store(session, draft, reference, booking, rows, gone, judgement)
    return _told(session, desk, draft, reference, booking, gone, judgement, touched)


def _rows(session: Session, booking: Booking) -> Sequence[Occurrence]:
    return session.scalars(select(Occurrence).where(Occurrence.booking_id == booking.id)).all()


def _may_go(session: Session, row: Occurrence) -> bool:
    return row.state in CHANGEABLE and row.starts > now(session)


def _differs(row: Occurrence, date: PlacedDate, moment: datetime) -> bool:
    """Whether a stored date must change to be the one wanted.

    It lies elsewhere, was cancelled here, or is still to come and was not obtained.
    """
    if row.state in (_S.PRESENT, _S.ENDED, _S.NO_SHOW):
        return False
    missed = row.state == _S.NOT_OBTAINED and row.starts > moment
    return missed or row.state == _S.CANCELLED or not _same_slot(row, date)


def _same_slot(row: Occurrence, date: PlacedDate | JudgedDate) -> bool:
    return row.space_id == date.space_id and Span(row.starts, row.ends) == date.span


def _stands(row: Occurrence | None, date: JudgedDate) -> bool:
    """Whether a date that was not obtained still is not, for the same reasons."""
    return (
        row is not None
        and row.state == date.state == _S.NOT_OBTAINED
        and row.reasons == "+".join(date.reasons)
        and _same_slot(row, date)
    )


def _judge(
    session: Session,
    desk: Desk,
    draft: BookingDraft,
    reference: Reference,
    moved: Sequence[PlacedDate],
    touched: Sequence[Occurrence],
) -> Judgement:
    if not moved:
        return Judgement(Outcome.CONFIRMED, (), ())
    ledger = lock_and_read(
        session,
        reference,
        moved,
        (),
        draft.organisation_id,
        also_spaces={row.space_id for row in touched},
        without=[row.id for row in touched],
    )
    requester = requester_of(reference.directory.organisations[draft.organisation_id])
    observed = reference.directory.observed.keys()
    return judge_booking(
        draft,
        moved,
        reference.facts,
        requester,
        ledger,
        observed,
        now(session),
        judge_past=desk.judge_past,
        stored=True,
    )


def _store(
    session: Session,
    draft: BookingDraft,
    reference: Reference,
    booking: Booking,
    rows: Mapping[datetime, Occurrence],
    gone: Sequence[Occurrence],
    judgement: Judgement,
) -> None:
    lift(session, [*gone, *(rows[date.origin] for date in judgement.dates if date.origin in rows)])
    for row in gone:
        rewrite(session, row, {"state": str(_S.CANCELLED)})
    fresh: list[JudgedDate] = []
    for date in judgement.dates:
        if date.origin in rows:
            rewrite(session, rows[date.origin], _values(date, draft, reference, session))
        else:
            fresh.append(date)
    if fresh:
        session.execute(
            insert(Occurrence),
            [
                {"id": id_, "booking_id": booking.id, **_values(date, draft, reference, session)}
                for id_, date in zip(next_ids(session, Occurrence, len(fresh)), fresh, strict=True)
            ],
        )
    booking.purpose, booking.purpose_key = draft.purpose, search_key(draft.purpose)


def _values(
    date: JudgedDate, draft: BookingDraft, reference: Reference, session: Session
) -> dict[str, object]:
    return occurrence_values(date, draft, reference, now(session))


def _told(
    session: Session,
    desk: Desk,
    draft: BookingDraft,
    reference: Reference,
    booking: Booking,
    gone: Collection[Occurrence],
    judgement: Judgement,
    touched: Sequence[Occurrence],
) -> Synced:
    booking.sequence += 1
    session.flush()
    spans = [Span(row.busy_from, row.busy_until) for row in touched]
    spans += [date.busy for date in judgement.dates]
    whole = Span(min(one.start for one in spans), max(one.end for one in spans)) if spans else None
    ids = tuple(session.scalars(select(Occurrence.id).where(Occurrence.booking_id == booking.id)))
    change = Change(BOOKINGS, ids, whole)
    record_change(session, change)
    detail = {"dates": str(len(judgement.dates)), "cancelled": str(len(gone))}
    record_event(session, desk.actor, EventKind.IMPORTED, booking.id, detail=detail)
    zones = zones_of(reference, {date.space_id for date in judgement.dates})
    answer = answer_of(judgement, booking.number, zones)
    step = Step.UPDATED if judgement.dates or draft.dates else Step.CANCELLED
    return Synced(step, answer, change)
