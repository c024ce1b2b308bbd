"""An independent check of what bookings hold: from occurrences, parents and lines alone, pair by pair.

It uses neither the parts and holds that the guards keep nor the rules of the program, so that both can be
found wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.spaces.model import (
    Booking,
    BookingEquipment,
    Equipment,
    EquipmentHold,
    Occurrence,
    Space,
    SpaceHold,
)
from agence_desktop.storage.numbering import Counter
from agence_desktop.storage.work import Database

HOLDS = {"confirmed", "present", "ended", "offered"}


def faults(database: Database) -> list[str]:
    """Everything wrong with what is stored, in words; empty where all is well."""

    def work(session: Session) -> list[str]:
        parents = dict(session.execute(select(Space.id, Space.parent_id)).tuples().all())
        rows = [row for row in session.execute(select(*Occurrence.__table__.c)) if row.state in HOLDS]
        lines: dict[int, dict[int, int]] = defaultdict(dict)
        for line in session.execute(select(*BookingEquipment.__table__.c)):
            lines[line.booking_id][line.equipment_id] = line.quantity
        return [
            *_doubles(rows, parents),
            *_overdrawn(
                rows, lines, dict(session.execute(select(Equipment.id, Equipment.quantity)).tuples().all())
            ),
            *_wrong_space_holds(session, rows, parents),
            *_wrong_equipment_holds(session, rows, lines),
            *_wrong_numbers(session),
        ]

    return database.read(work)


def _line(space: int, parents: dict[int, int | None]) -> set[int]:
    above = parents[space]
    return {space} | (_line(above, parents) if above is not None else set())


def _doubles(rows: list[Any], parents: dict[int, int | None]) -> Iterator[str]:
    lines = {space: _line(space, parents) for space in parents}
    for one, other in combinations(rows, 2):
        related = one.space_id in lines[other.space_id] or other.space_id in lines[one.space_id]
        if related and one.busy_from < other.busy_until and other.busy_from < one.busy_until:
            yield f"double: {one.id} in {one.space_id} and {other.id} in {other.space_id} at {one.busy_from}"


def _overdrawn(rows: list[Any], lines: dict[int, dict[int, int]], stock: dict[int, int]) -> Iterator[str]:
    for equipment, quantity in stock.items():
        using = [row for row in rows if equipment in lines[row.booking_id]]
        for at in {row.starts for row in using}:
            held = sum(lines[row.booking_id][equipment] for row in using if row.starts <= at < row.ends)
            if held > quantity:
                yield f"overdrawn: {held} of {quantity} of equipment {equipment} at {at}"


def _wrong_space_holds(session: Session, rows: list[Any], parents: dict[int, int | None]) -> Iterator[str]:
    whole = set(parents.values())
    leaves: dict[int, set[int]] = defaultdict(set)
    for space in parents:
        if space not in whole:
            for above in _line(space, parents):
                leaves[above].add(space)
    implied = {(row.id, leaf, row.busy_from, row.busy_until) for row in rows for leaf in leaves[row.space_id]}
    columns = (SpaceHold.occurrence_id, SpaceHold.part_id, SpaceHold.busy_from, SpaceHold.busy_until)
    stored = {tuple(row) for row in session.execute(select(*columns))}
    yield from (f"space hold: {hold}" for hold in sorted(implied ^ stored))


def _wrong_equipment_holds(
    session: Session, rows: list[Any], lines: dict[int, dict[int, int]]
) -> Iterator[str]:
    implied = {
        (row.id, equipment, row.starts, row.ends, quantity)
        for row in rows
        for equipment, quantity in lines[row.booking_id].items()
    }
    hold = EquipmentHold
    columns = (hold.occurrence_id, hold.equipment_id, hold.starts, hold.ends, hold.quantity)
    stored = {tuple(row) for row in session.execute(select(*columns))}
    yield from (f"equipment hold: {one}" for one in sorted(implied ^ stored))


def numbers(session: Session) -> list[str]:
    """The numbers of the bookings that took one, in order."""
    return list(
        session.scalars(select(Booking.number).where(Booking.number.like("R-%")).order_by(Booking.number))
    )


def _wrong_numbers(session: Session) -> Iterator[str]:
    given = numbers(session)
    expected = [f"R-2026-{number:06d}" for number in range(1, len(given) + 1)]
    if given != expected:
        yield f"numbers: {sorted(set(given) ^ set(expected))}"
    last = session.execute(select(Counter.last).where(Counter.kind == "R")).scalar_one_or_none() or 0
    if last != len(given):
        yield f"counter: {last} for {len(given)} numbers"
