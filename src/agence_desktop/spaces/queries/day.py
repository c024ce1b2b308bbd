"""Reads for a day at work: pending requests, moments of presence, what others changed, busy buildings."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agence_desktop.core.spans import Span
from agence_desktop.directory.model import Account, Organisation, Person
from agence_desktop.spaces.day import ChangeLine, PendingDate
from agence_desktop.spaces.journal import EventKind
from agence_desktop.spaces.model import Booking, BookingEvent, Occurrence
from agence_desktop.spaces.rows import IN_FORCE, OccurrenceState

_TOLD = sorted(set(EventKind) - {EventKind.PRINTED})


def pending_dates(session: Session, space_ids: Collection[int], now: datetime) -> list[PendingDate]:
    """The requested dates of these spaces that are to come, by start; one statement."""
    query = (
        select(
            Occurrence.booking_id,
            Booking.number,
            Organisation.acronym,
            Booking.purpose,
            Occurrence.space_id,
            Occurrence.starts,
            Occurrence.ends,
            Occurrence.busy_from,
            Occurrence.busy_until,
            Occurrence.requested_at,
        )
        .join(Booking, Booking.id == Occurrence.booking_id)
        .join(Organisation, Organisation.id == Occurrence.organisation_id)
        .where(
            Occurrence.state == OccurrenceState.REQUESTED,
            # What has begun has not ended: the index of what is to come is by ends.
            Occurrence.ends > now,
            Occurrence.starts > now,
            Occurrence.space_id.in_(sorted(space_ids)),
        )
        .order_by(Occurrence.starts, Occurrence.id)
    )
    return [
        PendingDate(
            row.booking_id,
            row.number,
            row.acronym,
            row.purpose,
            row.space_id,
            Span(row.starts, row.ends),
            Span(row.busy_from, row.busy_until),
            row.requested_at,
        )
        for row in session.execute(query)
    ]


def moments_of(
    session: Session, booking_ids: Collection[int], kinds: Collection[EventKind]
) -> dict[tuple[int, EventKind], datetime]:
    """(Occurrence id, kind) → when its booking's history last tells that of it; one statement."""
    if not booking_ids:
        return {}
    query = (
        select(BookingEvent.occurrence_id, BookingEvent.kind, func.max(BookingEvent.at))
        .where(
            BookingEvent.booking_id.in_(sorted(booking_ids)),
            BookingEvent.kind.in_(sorted(kinds)),
            BookingEvent.occurrence_id.is_not(None),
        )
        .group_by(BookingEvent.occurrence_id, BookingEvent.kind)
    )
    return {
        (one, EventKind(kind)): at for one, kind, at in session.execute(query).tuples() if one is not None
    }


def changes_since(
    session: Session, since: datetime, login: str, space_ids: Collection[int], limit: int
) -> tuple[list[ChangeLine], int]:
    """The latest changes of bookings of these spaces by others than ``login``, and how many there are.

    One statement; what was only printed is no change.
    """
    query = (
        select(
            BookingEvent.at,
            BookingEvent.login,
            BookingEvent.kind,
            BookingEvent.detail,
            Booking.number,
            Booking.space_id,
            Person.first_name,
            Person.last_name,
            func.count().over().label("total"),
        )
        .join(Booking, Booking.id == BookingEvent.booking_id)
        .outerjoin(Account, Account.login == BookingEvent.login)
        .outerjoin(Person, Person.id == Account.person_id)
        .where(
            BookingEvent.at > since,
            BookingEvent.login != login,
            BookingEvent.kind.in_(_TOLD),
            Booking.space_id.in_(sorted(space_ids)),
        )
        .order_by(BookingEvent.at.desc(), BookingEvent.id.desc())
        .limit(limit)
    )
    rows = session.execute(query).all()
    lines = [
        ChangeLine(
            row.at,
            f"{row.first_name or ''} {row.last_name or ''}".strip() or row.login,
            EventKind(row.kind),
            row.number,
            row.space_id,
            json.loads(row.detail) if row.detail else {},
        )
        for row in rows
    ]
    return lines, rows[0].total if rows else 0


def counts_by_space(session: Session, span: Span) -> dict[int, int]:
    """Space id → how many of its dates in force touch the span; one statement."""
    query = (
        select(Occurrence.space_id, func.count())
        .where(
            Occurrence.busy_until > span.start,
            Occurrence.busy_from < span.end,
            Occurrence.state.in_(sorted(IN_FORCE)),
        )
        .group_by(Occurrence.space_id)
    )
    return dict(session.execute(query).tuples().all())
