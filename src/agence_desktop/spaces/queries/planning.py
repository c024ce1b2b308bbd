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
from agence_desktop.spaces.queries.reference import Reference
from agence_desktop.spaces.rows import OccurrenceState
from agence_desktop.spaces.states import Standing, derived_state

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
    Occurrence.released_at,
    Occurrence.organisation_id,
    Organisation.acronym,
    Booking.purpose,
    Booking.participants,
    Booking.rule,
    Occurrence.version,
)


def standing(row: Any, release_minutes: int | None) -> Standing:
    """What time may change of an occurrence row that bears the columns of ``Occurrence``."""
    return Standing(
        state=OccurrenceState(row.state),
        slot=Span(row.starts, row.ends),
        release_minutes=release_minutes,
        offered_from=OccurrenceState(row.offered_from) if row.offered_from else None,
        offered_until=row.offered_until,
        released_at=row.released_at,
    )


def _rows(session: Session, query: Select[Any], reference: Reference, now: datetime) -> list[OccurrenceRow]:
    return [
        OccurrenceRow(
            id=row.id,
            booking_id=row.booking_id,
            number=row.number,
            space_id=row.space_id,
            origin=row.origin,
            span=Span(row.starts, row.ends),
            busy=Span(row.busy_from, row.busy_until),
            state=derived_state(standing(row, reference.facts[row.space_id].terms.release_minutes), now),
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
    reference: Reference,
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
    return _rows(session, query, reference, now)


def occurrences_of(
    session: Session, reference: Reference, ids: Collection[int], now: datetime
) -> list[OccurrenceRow]:
    """These occurrences, by start."""
    return _rows(session, _select().where(Occurrence.id.in_(sorted(ids))), reference, now)
