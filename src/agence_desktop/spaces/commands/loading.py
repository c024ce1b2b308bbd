"""Load bookings whose history is already known, many at a time, under the same guards as any other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy.orm import Session

from agence_desktop.core.changes import Change
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.french import search_key
from agence_desktop.core.spans import Span
from agence_desktop.spaces.commands.booking import exceptions_of
from agence_desktop.spaces.commands.cancelling import STATE_OF
from agence_desktop.spaces.commands.desk import BOOKINGS
from agence_desktop.spaces.commands.lines import sum_lines
from agence_desktop.spaces.commands.storing import KIND, booking_number
from agence_desktop.spaces.journal import EventKind
from agence_desktop.spaces.model import Booking, BookingEquipment, BookingEvent, Occurrence
from agence_desktop.spaces.rows import BookingDraft, OccurrenceState, Reason
from agence_desktop.storage.bulk import insert_rows
from agence_desktop.storage.changes import record_change
from agence_desktop.storage.numbering import next_ids, take_numbers

_key = lru_cache(maxsize=4_096)(search_key)
"""Purposes repeat."""


@dataclass(frozen=True, slots=True)
class LoadedDate:
    """One occurrence as it stands: ``month`` is the local year × 100 + month of its start."""

    space_id: int
    host_id: int
    origin: datetime
    span: Span
    busy: Span
    month: int
    state: OccurrenceState
    price: Decimal | None
    requested_at: datetime
    reasons: tuple[Reason, ...] = ()
    release_at: datetime | None = None
    offered_from: OccurrenceState | None = None
    offered_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class LoadedEvent:
    """A line of the history; ``date`` is the place of the date it tells of, None for the whole booking.

    ``before`` gives the state that each cancelled date had: place → state.
    """

    at: datetime
    login: str
    kind: EventKind
    date: int | None = None
    detail: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[int, OccurrenceState] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LoadedBooking:
    """A booking with its dates and history; ``created_at`` gives the year of its number.

    ``sequence`` counts the changes made to it since (iCalendar SEQUENCE).
    """

    draft: BookingDraft
    uid: str
    created_at: datetime
    created_by: str
    dates: tuple[LoadedDate, ...]
    events: tuple[LoadedEvent, ...]
    sequence: int = 0


def load_bookings(session: Session, bookings: Sequence[LoadedBooking]) -> None:
    """Store bookings in the order of their creation, which is that of their numbers.

    Nothing is judged here, and the guards refuse what would be booked twice. Whoever shows bookings is told
    to look again, without the ids: they would be too many.
    """
    ids = next_ids(session, Booking, len(bookings))
    date_ids = iter(next_ids(session, Occurrence, sum(len(one.dates) for one in bookings)))
    lines: list[dict[str, Any]] = []
    dates: list[dict[str, Any]] = []
    events: list[dict[str, Any]] = []
    for id_, one in zip(ids, bookings, strict=True):
        own = [next(date_ids) for _ in one.dates]
        lines += _lines(id_, one)
        dates += (_date(date_id, id_, one, date) for date_id, date in zip(own, one.dates, strict=True))
        events += (_event(id_, own, event) for event in one.events)
    insert_rows(session, BookingEquipment, lines)
    insert_rows(session, Occurrence, dates)
    insert_rows(session, BookingEvent, events)
    record_change(session, Change(BOOKINGS, ()))
    numbers = _numbers(session, bookings)
    insert_rows(session, Booking, [_booking(*each) for each in zip(ids, numbers, bookings, strict=True)])


def _numbers(session: Session, bookings: Sequence[LoadedBooking]) -> Iterator[str]:
    for year, group in groupby(bookings, key=lambda one: to_wall(one.created_at, QUEBEC).year):
        for number in take_numbers(session, KIND, year, len(list(group))):
            yield booking_number(year, number)


def _lines(booking_id: int, one: LoadedBooking) -> Iterator[dict[str, Any]]:
    for equipment, quantity in sorted(sum_lines(one.draft.equipment).items()):
        yield {"booking_id": booking_id, "equipment_id": equipment, "quantity": quantity}


def _date(id_: int, booking_id: int, one: LoadedBooking, date: LoadedDate) -> dict[str, Any]:
    return {
        "id": id_,
        "booking_id": booking_id,
        "space_id": date.space_id,
        "origin": date.origin,
        "starts": date.span.start,
        "ends": date.span.end,
        "busy_from": date.busy.start,
        "busy_until": date.busy.end,
        "state": date.state.value,
        "reasons": "+".join(date.reasons),
        "price": date.price,
        "host_id": date.host_id,
        "organisation_id": one.draft.organisation_id,
        "month": date.month,
        "requested_at": date.requested_at,
        "release_at": date.release_at,
        "offered_from": date.offered_from and date.offered_from.value,
        "offered_until": date.offered_until,
    }


def _event(booking_id: int, date_ids: Sequence[int], event: LoadedEvent) -> dict[str, Any]:
    detail = dict(event.detail)
    detail |= {f"{STATE_OF}{date_ids[place]}": state.value for place, state in event.before.items()}
    return {
        "booking_id": booking_id,
        "occurrence_id": None if event.date is None else date_ids[event.date],
        "at": event.at,
        "login": event.login,
        "kind": event.kind.value,
        "detail": json.dumps(detail, ensure_ascii=False) if detail else "",
    }


def _booking(id_: int, number: str, one: LoadedBooking) -> dict[str, Any]:
    draft = one.draft
    return {
        "id": id_,
        "number": number,
        "uid": one.uid,
        "sequence": one.sequence,
        "space_id": draft.space_id,
        "organisation_id": draft.organisation_id,
        "person_id": draft.person_id,
        "purpose": draft.purpose,
        "purpose_key": _key(draft.purpose),
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
        "mode": draft.mode.value,
        "created_at": one.created_at,
        "created_by": one.created_by,
    }
