"""Locks every writer of bookings takes first, in one order, so that writers wait instead of deadlocking."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Integer, text
from sqlalchemy.orm import Session

from agence_desktop.storage.commands import Claim
from agence_desktop.storage.context import is_sqlite
from agence_desktop.storage.prepared import Prepared, send
from agence_desktop.storage.reference import reference_version

_ENTER_POSTGRESQL = Prepared(
    text(
        "SELECT agence_enter(CAST(:ids AS integer[])) AS value,"
        " nextval(pg_get_serial_sequence('booking', 'id')) AS booking_id"
    ).columns(value=Integer, booking_id=Integer)
)
_ENTER_SQLITE = Prepared(
    text(
        "SELECT value, (SELECT coalesce(max(id), 0) + 1 FROM booking) AS booking_id"
        " FROM reference_version WHERE id = 1"
    ).columns(value=Integer, booking_id=Integer)
)
_HOLD = text("SELECT agence_enter(CAST(:ids AS integer[]))")
_SPACES = text("SELECT agence_lock_spaces(CAST(:ids AS integer[]))")
_EQUIPMENT = text("SELECT agence_lock_equipment(CAST(:ids AS integer[]))")
_QUOTA = text("SELECT pg_advisory_xact_lock(:host, :organisation)")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a new booking begins with: the version of reference data, its own key, the spaces it locked."""

    version: int
    booking_id: int
    locked: frozenset[int]
    claimed: bool = True


def enter(session: Session, space_ids: Collection[int], claim: Claim | None = None) -> Entry:
    """Lock the top rooms of these spaces and give a new booking what it begins with, in one journey.

    A ``claim`` comes first: whoever holds its key may be waiting for the rooms. ``claimed`` is false where
    the key has acted before.
    """
    step = (_ENTER_SQLITE, {}) if is_sqlite(session) else (_ENTER_POSTGRESQL, {"ids": sorted(space_ids)})
    *claimed, [row] = send(session, *([claim.step(session)] if claim else []), step)
    return Entry(row.value, row.booking_id, frozenset(space_ids), claimed != [[]])


def hold_buildings(session: Session) -> int:
    """Let no building change clock or host until this transaction ends; the version of reference data then.

    Whoever changes one waits for every writer of bookings (``lock_division``), and they for it.
    """
    if is_sqlite(session):
        return reference_version(session)
    return int(session.execute(_HOLD, {"ids": []}).scalar_one())


def lock(
    session: Session,
    space_ids: Collection[int],
    equipment_ids: Collection[int] = (),
    quota: Collection[tuple[int, int]] = (),
) -> None:
    """Lock the top rooms of these spaces, then equipment, then (host, organisation) quotas, each in id order.

    SQLite has one writer at a time since its BEGIN IMMEDIATE: nothing is left to lock.
    """
    if is_sqlite(session):
        return
    if space_ids:
        session.execute(_SPACES, {"ids": sorted(space_ids)})
    if equipment_ids:
        session.execute(_EQUIPMENT, {"ids": sorted(equipment_ids)})
    for host, organisation in sorted(quota):
        session.execute(_QUOTA, {"host": host, "organisation": organisation})
