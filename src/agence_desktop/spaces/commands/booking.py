"""Book: one request judged and stored in one transaction, its number taken last."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import insert
from sqlalchemy.orm import Session

from agence_desktop.core.changes import Change
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.french import search_key
from agence_desktop.core.spans import Span
from agence_desktop.spaces.answers import Answer, answer_of
from agence_desktop.spaces.commands.desk import (
    BOOKINGS,
    Desk,
    event_values,
    lock_and_read,
    month_of,
    zones_of,
)
from agence_desktop.spaces.commands.lines import insert_lines, sum_lines
from agence_desktop.spaces.commands.locks import Entry, enter
from agence_desktop.spaces.commands.storing import NewBooking, store_booking
from agence_desktop.spaces.journal import EventKind
from agence_desktop.spaces.judging import judge_booking
from agence_desktop.spaces.model import UnmetDemand
from agence_desktop.spaces.placing import place_dates, spaces_of
from agence_desktop.spaces.queries.reference import Reference
from agence_desktop.spaces.requesters import requester_of
from agence_desktop.spaces.rows import BookingDraft, JudgedDate, Judgement, Outcome, PlacedDate
from agence_desktop.spaces.states import release_instant
from agence_desktop.storage.commands import Claim, fingerprint_of
from agence_desktop.storage.context import now

_CONTENT = tuple(field.name for field in fields(BookingDraft) if field.name != "key")


@dataclass(frozen=True, slots=True)
class Booked:
    """What became of a request: the answer of interfaces.md, and what changed where something did.

    ``judgement`` is None where the answer was given before and only repeated (``replayed``).
    """

    answer: Answer
    judgement: Judgement | None
    booking_id: int | None
    change: Change | None
    replayed: bool = False

    @property
    def number(self) -> str | None:
        """The number of the booking, None where the request was refused."""
        number: str | None = self.answer["number"]
        return number

    @property
    def outcome(self) -> Outcome:
        """The outcome."""
        return Outcome(self.answer["outcome"])


def book(session: Session, desk: Desk, draft: BookingDraft) -> Booked:
    """Judge the draft and store what passes; a refused one is kept as unmet demand, without the person.

    With a key, the same draft again gives the first answer; another draft raises RefusedError ``key_reused``.
    Raises RightMissingError, RuleError.
    """
    claim = Claim(draft.key, fingerprint_of(_content(draft))) if draft.key else None
    entry = enter(session, spaces_of(draft), claim)
    if claim and not entry.claimed:
        answer = claim.answered(session)
        booking_id = answer.pop("booking_id")
        return Booked(answer, None, booking_id, None, replayed=True)
    return _book(session, desk, draft, entry, claim)


def preview(session: Session, desk: Desk, draft: BookingDraft) -> Judgement:
    """What ``book`` would answer, without storing or locking anything: for the form and its series sheet."""
    reference = desk.reference(session)
    dates = place_dates(draft, reference.facts)
    return _judge(session, desk, draft, dates, reference, read_only=True)


def _content(draft: BookingDraft) -> dict[str, Any]:
    content: dict[str, Any] = {name: getattr(draft, name) for name in _CONTENT}
    return {**content, "equipment": [asdict(line) for line in draft.equipment]}


def _book(session: Session, desk: Desk, draft: BookingDraft, entry: Entry, claim: Claim | None) -> Booked:
    reference = desk.reference(session, entry.version)
    dates = place_dates(draft, reference.facts)
    spaces = {date.space_id for date in dates}
    desk.require_booking(reference, draft.organisation_id, spaces)
    judgement = _judge(session, desk, draft, dates, reference, locked=entry.locked)
    zones = zones_of(reference, spaces)
    if judgement.outcome is Outcome.REFUSED:
        answer = answer_of(judgement, None, zones)
        _keep_unmet(session, draft, judgement)
        if claim:
            claim.answer(session, {**answer, "booking_id": None})
        return Booked(answer, judgement, None, None)
    return _store(session, desk, draft, entry.booking_id, judgement, reference, claim)


def _judge(
    session: Session,
    desk: Desk,
    draft: BookingDraft,
    dates: Sequence[PlacedDate],
    reference: Reference,
    *,
    locked: Collection[int] = (),
    read_only: bool = False,
) -> Judgement:
    ledger = lock_and_read(
        session,
        reference,
        dates,
        draft.equipment,
        draft.organisation_id,
        locked=locked,
        preview=read_only,
    )
    return judge_booking(
        draft,
        dates,
        reference.facts,
        requester_of(reference.directory.organisations[draft.organisation_id]),
        ledger,
        reference.directory.observed.keys(),
        now(session),
        judge_past=desk.judge_past,
    )


def _store(
    session: Session,
    desk: Desk,
    draft: BookingDraft,
    booking_id: int,
    judgement: Judgement,
    reference: Reference,
    claim: Claim | None,
) -> Booked:
    moment = now(session)
    insert_lines(session, booking_id, sum_lines(draft.equipment))
    new = NewBooking(
        booking_values(booking_id, draft, desk, moment),
        [
            {"booking_id": booking_id, **occurrence_values(date, draft, reference, moment)}
            for date in judgement.dates
        ],
        event_values(session, desk.actor, EventKind.BOOKED, booking_id),
    )
    answer = answer_of(judgement, None, zones_of(reference, {date.space_id for date in judgement.dates}))
    kept = {**answer, "booking_id": booking_id}
    year, span = to_wall(moment, QUEBEC).year, span_of(judgement.dates)
    number, change = store_booking(session, year, new, Change(BOOKINGS, (), span), claim, kept)
    return Booked({**answer, "number": number}, judgement, booking_id, change)


def span_of(dates: Sequence[JudgedDate]) -> Span:
    """From the first busy instant to the last."""
    return Span(min(date.busy.start for date in dates), max(date.busy.end for date in dates))


def occurrence_values(
    date: JudgedDate, draft: BookingDraft, reference: Reference, moment: datetime
) -> dict[str, Any]:
    """The columns of an occurrence that judging gives."""
    return {
        "origin": date.origin,
        "organisation_id": draft.organisation_id,
        "requested_at": moment,
        **slot_values(date, reference),
    }


def slot_values(date: JudgedDate, reference: Reference) -> dict[str, Any]:
    """The columns of an occurrence that its slot gives; buffers and release are fixed by the terms of now."""
    facts = reference.facts[date.space_id]
    year, month = month_of(reference, date.space_id, date.span.start)
    return {
        "space_id": date.space_id,
        "starts": date.span.start,
        "ends": date.span.end,
        "busy_from": date.busy.start,
        "busy_until": date.busy.end,
        "state": str(date.state),
        "reasons": "+".join(date.reasons),
        "price": date.price,
        "host_id": facts.host_id,
        "month": year * 100 + month,
        "release_at": release_instant(date.span, facts.terms.release_minutes),
    }


def booking_values(booking_id: int, draft: BookingDraft, desk: Desk, moment: datetime) -> dict[str, Any]:
    """The columns of a new booking, but for its number."""
    return {
        "id": booking_id,
        "uid": draft.uid or f"{draft.key or uuid4()}@agence",
        "imported": bool(draft.uid),
        "space_id": draft.space_id,
        "organisation_id": draft.organisation_id,
        "person_id": draft.person_id,
        "purpose": draft.purpose,
        "purpose_key": search_key(draft.purpose),
        "participants": draft.participants,
        "layout": draft.layout,
        "accessibility": draft.accessibility,
        "support": draft.support,
        "note": draft.note,
        "phone": draft.phone,
        "rule": draft.rule,
        "series_start": draft.start,
        "series_end": draft.end,
        **exceptions_of(draft),
        "mode": str(draft.mode),
        "created_at": moment,
        "created_by": desk.actor.login,
    }


def exceptions_of(draft: BookingDraft) -> dict[str, str]:
    """The columns of the dates that a series leaves out and adds."""
    return {
        "exdates": ",".join(one.isoformat(timespec="minutes") for one in draft.exdates),
        "rdates": ",".join(one.isoformat(timespec="minutes") for one in draft.rdates),
    }


def _keep_unmet(session: Session, draft: BookingDraft, judgement: Judgement) -> None:
    first = judgement.dates[0]
    reasons = dict.fromkeys(reason for date in judgement.dates for reason in date.reasons)
    session.execute(
        insert(UnmetDemand).values(
            at=now(session),
            space_id=draft.space_id,
            organisation_id=draft.organisation_id,
            participants=draft.participants,
            starts=first.span.start,
            ends=first.span.end,
            dates=len(judgement.dates),
            reasons="+".join(reasons),
        )
    )
