"""Rule 1 of room booking checked anew: division, double booking, holds and stock, without trusting guards.

What is over is judged by what was true then: a room divided since, or equipment changed on a booking, leaves
the holds of the past as they were.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError
from agence_desktop.spaces.division import Division, divide
from agence_desktop.spaces.integrity_sentences import SENTENCES
from agence_desktop.spaces.model import (
    Booking,
    BookingEquipment,
    Equipment,
    EquipmentHold,
    Occurrence,
    Space,
    SpaceHold,
    SpacePart,
)
from agence_desktop.spaces.rows import HOLDING, OccurrenceState
from agence_desktop.storage.context import now
from agence_desktop.storage.findings import Finding
from agence_desktop.storage.verification import register_check

_STREAM = {"yield_per": 1000}
_HOLDS = or_(Occurrence.state.in_(sorted(HOLDING)), Occurrence.state == OccurrenceState.NO_SHOW)


@dataclass(frozen=True, slots=True)
class _Hold:
    """What an occurrence holds of a part or of equipment; ``amount`` is 1 for a part."""

    occurrence_id: int
    subject: int
    start: datetime
    end: datetime
    amount: int

    @property
    def key(self) -> tuple[int, int]:
        return self.occurrence_id, self.subject


def _finding(code: str, subject: object, **named: object) -> Finding:
    return Finding(code, str(subject), SENTENCES[code].format(subject=subject, **named))


def _shown(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


@register_check
def division_findings(session: Session) -> Iterator[Finding]:
    """Parts and topmost rooms that are not those that the parents of the spaces give."""
    rows = session.execute(select(Space.id, Space.code, Space.top_id)).tuples().all()
    division = _division(session)
    if division is None:
        yield _finding("division_cycle", "")
        return
    stored: dict[int, set[int]] = defaultdict(set)
    for space, part in session.execute(select(SpacePart.space_id, SpacePart.part_id)).tuples():
        stored[space].add(part)
    for space, code, top in rows:
        if stored[space] != division.parts[space] or top != division.tops[space]:
            yield _finding("division_wrong", code)


def _division(session: Session) -> Division | None:
    parents = session.execute(select(Space.id, Space.parent_id)).tuples().all()
    try:
        return divide(dict(parents))
    except RefusedError:
        return None


@register_check
def overlap_findings(session: Session) -> Iterator[Finding]:
    """Two bookings of one part at the same instant: by what is held, and those to come by the division."""
    moment, division = now(session), _division(session)
    latest: dict[int, tuple[datetime, int]] = {}
    held = select(
        SpaceHold.occurrence_id, SpaceHold.part_id, SpaceHold.busy_from, SpaceHold.busy_until
    ).order_by(SpaceHold.busy_from, SpaceHold.occurrence_id)
    for occurrence, part, start, end in session.execute(held, execution_options=_STREAM).tuples():
        yield from _overlap(session, latest, part, start, end, occurrence)
    if division is None:
        return
    latest.clear()
    to_come = (
        _occurrences().where(Occurrence.busy_until > moment).order_by(Occurrence.busy_from, Occurrence.id)
    )
    for row in session.execute(to_come, execution_options=_STREAM):
        end = _until(row, row.busy_until)
        if end > row.busy_from:
            for part in sorted(division.parts[row.space_id]):
                yield from _overlap(session, latest, part, row.busy_from, end, row.id)


def _overlap(
    session: Session,
    latest: dict[int, tuple[datetime, int]],
    part: int,
    start: datetime,
    end: datetime,
    occurrence: int,
) -> Iterator[Finding]:
    """Compare a hold with the one that lasts longest among those that began before it."""
    before = latest.get(part)
    if before is not None and before[0] > start:
        numbers = [_number(session, one) for one in (before[1], occurrence)]
        code = session.execute(select(Space.code).where(Space.id == part)).scalar_one_or_none() or part
        yield _finding("double_booking", code, first=numbers[0], second=numbers[1], at=_shown(start))
    if before is None or end > before[0]:
        latest[part] = (end, occurrence)


def _number(session: Session, occurrence: int) -> str:
    query = (
        select(Booking.number)
        .join(Occurrence, Occurrence.booking_id == Booking.id)
        .where(Occurrence.id == occurrence)
    )
    return session.execute(query).scalar_one_or_none() or f"({occurrence})"


def _occurrences() -> Select[Any]:
    """Occurrences that may hold something."""
    columns = Occurrence.__table__.c
    return select(
        columns.id,
        columns.booking_id,
        columns.space_id,
        columns.starts,
        columns.ends,
        columns.busy_from,
        columns.busy_until,
        columns.state,
        columns.release_at,
    ).where(_HOLDS)


def _until(row: Any, end: datetime) -> datetime:
    """Until when an occurrence holds what would be its until ``end``."""
    released: datetime | None = row.release_at if row.state == OccurrenceState.NO_SHOW else None
    return end if released is None else min(end, released)


@register_check
def space_hold_findings(session: Session) -> Iterator[Finding]:
    """Holds of parts that the occurrences do not imply, and implied ones that are absent."""
    moment, division = now(session), _division(session)
    stored = (
        _Hold(*row, 1)
        for row in session.execute(
            select(
                SpaceHold.occurrence_id, SpaceHold.part_id, SpaceHold.busy_from, SpaceHold.busy_until
            ).order_by(SpaceHold.occurrence_id, SpaceHold.part_id),
            execution_options=_STREAM,
        ).tuples()
    )
    parts = division.parts if division else {}
    for occurrence, implied, found in _by_occurrence(_implied_parts(session, parts), stored):
        past = all(hold.end <= moment for hold in (*implied, *found))
        # The division may have changed since: the interval is compared, and that something is held.
        same = _intervals(implied) == _intervals(found) if past else implied == found
        if not same:
            yield _finding("hold_wrong", _number(session, occurrence))


def _intervals(holds: Iterable[_Hold]) -> set[tuple[datetime, datetime]]:
    return {(hold.start, hold.end) for hold in holds}


def _implied_parts(session: Session, parts: Mapping[int, frozenset[int]]) -> Iterator[_Hold]:
    query = _occurrences().order_by(Occurrence.id)
    for row in session.execute(query, execution_options=_STREAM):
        end = _until(row, row.busy_until)
        if end > row.busy_from:
            for part in sorted(parts.get(row.space_id, {row.space_id})):
                yield _Hold(row.id, part, row.busy_from, end, 1)


@register_check
def equipment_hold_findings(session: Session) -> Iterator[Finding]:
    """Holds of equipment that the occurrences do not imply, and implied ones that are absent."""
    moment = now(session)
    columns = EquipmentHold.__table__.c
    query = select(
        columns.occurrence_id, columns.equipment_id, columns.starts, columns.ends, columns.quantity
    ).order_by(columns.occurrence_id, columns.equipment_id)
    stored = (_Hold(*row) for row in session.execute(query, execution_options=_STREAM).tuples())
    for occurrence, implied, found in _by_occurrence(_implied_equipment(session), stored):
        begun = all(hold.start <= moment for hold in (*implied, *found))
        if implied != found and not begun:
            yield _finding("equipment_hold_wrong", _number(session, occurrence))


def _implied_equipment(session: Session) -> Iterator[_Hold]:
    query = (
        _occurrences()
        .add_columns(BookingEquipment.equipment_id, BookingEquipment.quantity)
        .join(BookingEquipment, BookingEquipment.booking_id == Occurrence.booking_id)
        .order_by(Occurrence.id, BookingEquipment.equipment_id)
    )
    for row in session.execute(query, execution_options=_STREAM):
        end = _until(row, row.ends)
        if end > row.starts:
            yield _Hold(row.id, row.equipment_id, row.starts, end, row.quantity)


def _by_occurrence(
    implied: Iterator[_Hold], stored: Iterator[_Hold]
) -> Iterator[tuple[int, list[_Hold], list[_Hold]]]:
    """Per occurrence, what it implies and what is stored; both sides are in order of occurrences."""
    sides = (implied, stored)
    heads = [next(side, None) for side in sides]
    while any(heads):
        current = min(head.occurrence_id for head in heads if head)
        groups: list[list[_Hold]] = [[], []]
        for place, side in enumerate(sides):
            head = heads[place]
            while head is not None and head.occurrence_id == current:
                groups[place].append(head)
                head = next(side, None)
            heads[place] = head
        yield current, groups[0], groups[1]


@register_check
def stock_findings(session: Session) -> Iterator[Finding]:
    """Instants to come at which the bookings hold more of an equipment than its stock."""
    moment = now(session)
    query = (
        _occurrences()
        .add_columns(
            BookingEquipment.equipment_id, BookingEquipment.quantity, Equipment.code, Equipment.quantity
        )
        .join(BookingEquipment, BookingEquipment.booking_id == Occurrence.booking_id)
        .join(Equipment, Equipment.id == BookingEquipment.equipment_id)
        .where(Occurrence.ends > moment)
        .order_by(BookingEquipment.equipment_id, Occurrence.starts, Occurrence.id)
    )
    current, running, total, told = 0, list[tuple[datetime, int]](), 0, False
    for row in session.execute(query, execution_options=_STREAM):
        *_, equipment, quantity, code, stock = row
        if equipment != current:
            current, running, total, told = equipment, [], 0, False
        start, end = max(row.starts, moment), _until(row, row.ends)
        while running and running[0][0] <= start:
            total -= heapq.heappop(running)[1]
        if end <= start:
            continue
        heapq.heappush(running, (end, quantity))
        total += quantity
        if total > stock and not told:
            told = True
            yield _finding("stock_exceeded", code, held=total, stock=stock, at=_shown(start))
