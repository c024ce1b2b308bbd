"""A large base made quickly: rooms booked every second day, written by the database itself."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, insert, text

from agence_desktop.core.clock import FixedClock
from agence_desktop.migrations.runner import create
from agence_desktop.spaces.model import HostTerms, Rate, Space, SpaceEquipment, SpacePart
from agence_desktop.storage.engine import WRITES, open_engine
from agence_desktop.storage.guards import drop_guards, install_guards
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.work import Database
from benchmarks.common import NOW
from support import office

FIRST_ROOM = 1001
LAST_DAY = 60
"""Days from now to the last booking of a large base."""
NEXT_DAYS = 16
"""The same of a small one, which is as dense around the date that searches ask for."""

_SERIES = {
    "sqlite": "WITH RECURSIVE s (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n + 1 < {count}) ",
    "postgresql": "WITH s AS (SELECT n FROM generate_series(0, {count} - 1) n) ",
}
# Every second day in each room, half of the rooms each day, at an hour that wanders.
_SLOT = "{origin} + (n / {rooms} * 2 + n % 2) * 86400 + ((n * 7 + n / {rooms} * 3) % 9) * 3600"
_BOOKING = (
    "INSERT INTO booking (id, number, uid, space_id, organisation_id, purpose, purpose_key, participants,"
    " series_start, series_end, created_at, created_by) {series}SELECT n + 1, 'B-' || n, 'b' || n,"
    " {first} + n % {rooms}, 2 + n % 2, 'Comité ' || (n % 97), 'comite ' || (n % 97), 1 + n % 12,"
    " '2026-01-01 09:00:00', '2026-01-01 10:00:00', {created}, 'commis' FROM s"
)
_OCCURRENCE = (
    "INSERT INTO occurrence (id, booking_id, space_id, origin, starts, ends, busy_from, busy_until, state,"
    " host_id, organisation_id, month, requested_at) {series}SELECT n + 1, n + 1, {first} + n % {rooms},"
    " '2026-01-01 09:00:00', {start}, {end}, {start}, {end}, 'confirmed', 1, 2 + n % 2, 202601, {created}"
    " FROM s"
)
_HOLD = (
    "INSERT INTO space_hold (occurrence_id, part_id, busy_from, busy_until)"
    " SELECT id, space_id, busy_from, busy_until FROM occurrence"
)


def fill(url: str, rooms: int, bookings: int) -> Database:
    """A new base with so many rooms and bookings, at work on 20 November 2026."""
    opened = open_engine(parse_location(url), create=True)
    create(opened)
    database = Database(opened, clock=FixedClock(NOW))
    database.write(office.furnish)
    database.write(lambda session: _rooms(session, rooms))
    with opened.engine.execution_options(**{WRITES: True}).begin() as connection:
        drop_guards(connection)
        _bookings(connection, rooms, bookings)
        install_guards(connection)
    if connection.dialect.name == "postgresql":
        with opened.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as plain:
            plain.exec_driver_sql("VACUUM ANALYZE")
    return database


def _rooms(session: Any, rooms: int) -> None:
    ids = range(FIRST_ROOM, FIRST_ROOM + rooms)
    spaces = [
        {
            "id": n,
            "code": f"R-{n}",
            "site_id": 1 + n % 3,
            "capacity": 4 + n % 37,
            "top_id": n,
            "accessible": n % 3 > 0,
            **office.named(f"Salle {n}"),
        }
        for n in ids
    ]
    session.execute(insert(Space), spaces)
    session.execute(insert(SpacePart), [{"space_id": n, "part_id": n} for n in ids])
    session.execute(insert(SpaceEquipment), [{"space_id": n, "equipment": "wifi"} for n in ids if n % 2])
    session.add(HostTerms(organisation_id=1, hours="lun-ven 07:00-22:00", max_minutes=600, grid_minutes=15))
    session.add(Rate(organisation_id=1, since=NOW.date().replace(year=2020), hour=Decimal(40)))


def _bookings(connection: Connection, rooms: int, bookings: int) -> None:
    kind = connection.dialect.name
    days = bookings // rooms * 2
    last_day = LAST_DAY if days > 2 * LAST_DAY else NEXT_DAYS
    first_day = int(NOW.replace(hour=13, minute=0).timestamp()) + (last_day - days) * 86400
    start = _SLOT.format(origin=first_day, rooms=rooms)
    instant = "to_timestamp({})" if kind == "postgresql" else "({})"
    values = {
        "series": _SERIES[kind].format(count=bookings),
        "first": FIRST_ROOM,
        "rooms": rooms,
        "start": instant.format(start),
        "end": instant.format(f"{start} + 3600"),
        "created": instant.format(first_day),
    }
    for statement in (_BOOKING, _OCCURRENCE, _HOLD):
        written = statement.format(**values)
        if kind == "postgresql":
            written = written.replace("'2026-01-01 09:00:00'", "timestamp '2026-01-01 09:00:00'")
            written = written.replace("'2026-01-01 10:00:00'", "timestamp '2026-01-01 10:00:00'")
        else:
            written = written.replace(":00'", ":00.000000'")
        connection.execute(text(written.replace(":00", "\\:00")))
