"""Locks every writer of bookings takes first, in one order, so that writers wait instead of deadlocking."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import text
from sqlalchemy.orm import Session

_SPACES = text("SELECT agence_lock_spaces(CAST(:ids AS integer[]))")
_EQUIPMENT = text("SELECT agence_lock_equipment(CAST(:ids AS integer[]))")
_QUOTA = text("SELECT pg_advisory_xact_lock(:host, :organisation)")


def lock(
    session: Session,
    space_ids: Collection[int],
    equipment_ids: Collection[int] = (),
    quota: Collection[tuple[int, int]] = (),
) -> None:
    """Lock the top rooms of these spaces, then equipment, then (host, organisation) quotas, each in id order.

    SQLite has one writer at a time since its BEGIN IMMEDIATE: nothing is left to lock.
    """
    if session.get_bind().dialect.name != "postgresql":
        return
    if space_ids:
        session.execute(_SPACES, {"ids": sorted(space_ids)})
    if equipment_ids:
        session.execute(_EQUIPMENT, {"ids": sorted(equipment_ids)})
    for host, organisation in sorted(quota):
        session.execute(_QUOTA, {"host": host, "organisation": organisation})
