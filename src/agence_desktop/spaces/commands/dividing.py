"""Keeps parts and holds true when rooms are created, divided or joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from itertools import islice

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.french import counted
from agence_desktop.core.spans import Span
from agence_desktop.spaces.commands.locks import lock
from agence_desktop.spaces.division import Division, HeldSpan, collisions, divide
from agence_desktop.spaces.guards_postgresql import DIVISION_LOCK
from agence_desktop.spaces.model import Booking, Occurrence, Space, SpaceHold, SpacePart
from agence_desktop.spaces.rows import OccurrenceState
from agence_desktop.storage.base import table_of
from agence_desktop.storage.context import is_sqlite

_SPACE = table_of(Space)
_RETOP = update(_SPACE).where(_SPACE.c.id == bindparam("space")).values(top_id=bindparam("top"))
_HOLDING = select(SpaceHold.occurrence_id).where(SpaceHold.occurrence_id == Occurrence.id).exists()


def lock_division(session: Session) -> None:
    """Wait for every writer of bookings and lock every room: before a room is given another parent.

    To be called before any other lock. A room that changed trees while its bookings wait would make them take
    its new top room out of order, and wait in a circle.
    """
    if not is_sqlite(session):
        session.execute(select(func.pg_advisory_xact_lock(DIVISION_LOCK)))
    lock(session, session.scalars(select(Space.id)).all())


def rebuild_parts(session: Session, now: datetime) -> frozenset[int]:
    """Make the stored division agree with the parents of all spaces; return the spaces whose parts changed.

    To be called after ``lock_division`` and the writing of parents. Holds of bookings that are not over are
    rewritten in this transaction. Raises RefusedError
    ``division_conflict`` (naming the bookings that would collide) or ``parent_cycle``; the caller's
    transaction then rolls back.
    """
    rows = session.execute(select(Space.id, Space.parent_id, Space.top_id)).tuples().all()
    division = divide({space: parent for space, parent, _ in rows})
    stored: dict[int, set[int]] = defaultdict(set)
    for space, part in session.execute(select(SpacePart.space_id, SpacePart.part_id)).tuples():
        stored[space].add(part)
    changed = frozenset(space for space, parts in division.parts.items() if stored[space] != parts)
    retopped = {space: division.tops[space] for space, _, top in rows if top != division.tops[space]}
    if not changed and not retopped:
        return changed
    lock(session, [*changed, *retopped])
    lifted = _lift(session, changed, now)
    _write(session, division, changed, retopped)
    _refuse_collisions(session, lifted, division, now)
    for state, ids in lifted.items():
        session.execute(update(Occurrence).where(Occurrence.id.in_(ids)).values(state=state))
    return changed


def _lift(session: Session, spaces: Collection[int], now: datetime) -> Mapping[str, list[int]]:
    """Let go of the holds of these spaces that are not over; state → occurrences, to be put back."""
    lifted: dict[str, list[int]] = defaultdict(list)
    query = select(Occurrence.state, Occurrence.id).where(
        Occurrence.space_id.in_(sorted(spaces)), Occurrence.busy_until > now, _HOLDING
    )
    for state, occurrence in session.execute(query).tuples():
        lifted[state].append(occurrence)
    everything = [occurrence for ids in lifted.values() for occurrence in ids]
    if everything:
        session.execute(
            update(Occurrence).where(Occurrence.id.in_(everything)).values(state=OccurrenceState.REQUESTED)
        )
    return lifted


def _write(
    session: Session, division: Division, changed: Collection[int], retopped: Mapping[int, int]
) -> None:
    if retopped:
        session.execute(_RETOP, [{"space": space, "top": top} for space, top in retopped.items()])
    if changed:
        session.execute(delete(SpacePart).where(SpacePart.space_id.in_(sorted(changed))))
        session.execute(
            insert(SpacePart),
            [
                {"space_id": space, "part_id": part}
                for space in sorted(changed)
                for part in sorted(division.parts[space])
            ],
        )


def _refuse_collisions(
    session: Session, lifted: Mapping[str, list[int]], division: Division, now: datetime
) -> None:
    ids = [occurrence for group in lifted.values() for occurrence in group]
    if not ids:
        return
    tops = {division.tops[space] for space in _spaces_of(session, ids)}
    trees = [space for space, top in division.tops.items() if top in tops]
    query = (
        select(
            Occurrence.id, Occurrence.space_id, Occurrence.busy_from, Occurrence.busy_until, Booking.number
        )
        .join(Booking, Booking.id == Occurrence.booking_id)
        .where(Occurrence.space_id.in_(trees), Occurrence.busy_until > now)
        .where(Occurrence.id.in_(ids) | _HOLDING)
    )
    held = [
        HeldSpan(occurrence, space, Span(start, end), number)
        for occurrence, space, start, end, number in session.execute(query).tuples()
    ]
    pairs = collisions(held, division.parts)
    if pairs:
        named = ", ".join(f"{first.number} et {second.number}" for first, second in islice(pairs, 5))
        more = f" (et {counted(len(pairs) - 5, 'autre')})" if len(pairs) > 5 else ""
        raise RefusedError(
            "division_conflict",
            f"Cette division ferait se chevaucher des réservations\u00a0: {named}{more}. "
            "Déplacez-les d’abord, puis recommencez.",
        )


def _spaces_of(session: Session, occurrences: Collection[int]) -> set[int]:
    return set(session.scalars(select(Occurrence.space_id).where(Occurrence.id.in_(occurrences))))
