"""Occurrences over a span, as calendars draw them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from agence_desktop.core.spans import Span
from agence_desktop.directory.model import Organisation
from agence_desktop.spaces.journal import OccurrenceRow
from agence_desktop.spaces.model import Booking, Occurrence
from agence_desktop.spaces.queries.ledger import standing
from agence_desktop.spaces.states import derived_state

_COLUMNS = (
    Occurrence.id,
    Occurrence.booking_id,
    Booking.number,
    Occurrence.space_id,
    Occurrence.origin,
    Occurrence.starts,
    Occurrence.ends,
    Occurrence.busy_from,
    Occurrence.busy_until,
    Occurrence.state,
    Occurrence.offered_from,
    Occurrence.offered_until,
    Occurrence.release_at,
    Occurrence.organisation_id,
    Organisation.acronym,
    Booking.purpose,
    Booking.participants,
    Booking.rule,
    Occurrence.version,
)


def _rows(session: Session, query: Select[Any], now: datetime) -> list[OccurrenceRow]:
    return [
        OccurrenceRow(
            id=row.id,
            booking_id=row.booking_id,
            number=row.number,
            space_id=row.space_id,
            origin=row.origin,
            span=Span(row.starts, row.ends),
            busy=Span(row.busy_from, row.busy_until),
            state=derived_state(standing(row), now),
            organisation_id=row.organisation_id,
            acronym=row.acronym,
            purpose=row.purpose,
            participants=row.participants,
            recurring=row.rule is not None,
            version=row.version,
        )
        for row in session.execute(query)
    ]


def _select() -> Select[Any]:
    return (
        select(*_COLUMNS)
        .join(Booking, Booking.id == Occurrence.booking_id)
        .join(Organisation, Organisation.id == Occurrence.organisation_id)
        .order_by(Occurrence.starts, Occurrence.id)
    )


def occurrences_between(
    session: Session,
    span: Span,
    now: datetime,
    space_ids: Collection[int] | None = None,
) -> list[OccurrenceRow]:
    """Occurrences, in any state, whose busy interval overlaps the span, by start; one statement.

    ``space_ids`` None means every space.
    """
    query = _select().where(Occurrence.busy_until > span.start, Occurrence.busy_from < span.end)
    if space_ids is not None:
        query = query.where(Occurrence.space_id.in_(sorted(space_ids)))
    return _rows(session, query, now)
