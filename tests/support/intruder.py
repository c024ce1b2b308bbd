"""A client with plain SQL, for what must hold whoever writes."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import psycopg

from agence_desktop.storage.locations import DatabaseLocation, SqliteFile
from support import office

NOW = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)
"""The instant of all races: Friday, 8 h in Québec."""

_FUNCTIONS = {"agence_now": int(NOW.timestamp()), "agence_login": "intrus", "agence_tx": 0}
_FIRST_ORIGIN = datetime.fromisoformat("2000-01-01")


class Intruder:
    """A client with plain SQL that takes no lock, checks nothing and commits each statement by itself.

    On a file it is a forger, who knows the functions that the triggers call, unless told otherwise.
    """

    def __init__(self, location: DatabaseLocation, *, forger: bool = True) -> None:
        self.sqlite = isinstance(location, SqliteFile)
        self._connection: Any
        self._origins = count()
        if isinstance(location, SqliteFile):
            self._connection = sqlite3.connect(location.path, isolation_level=None, timeout=30)
            self._connection.execute("PRAGMA foreign_keys=ON")
            for name, value in _FUNCTIONS.items() if forger else ():
                self._connection.create_function(name, 0, lambda value=value: value)
        else:
            address = location.url.set(drivername="postgresql").render_as_string(hide_password=False)
            self._connection = psycopg.connect(address, autocommit=True)

    def run(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Run a statement whose parameters are written ``?``; instants are aware datetimes."""
        if self.sqlite:
            given = [int(one.timestamp()) if isinstance(one, datetime) else one for one in values]
            return list(self._connection.execute(statement, given))
        cursor = self._connection.execute(statement.replace("?", "%s"), values)
        return list(cursor) if cursor.description else []

    def add_booking(self, number: str) -> int:
        """A booking without dates, made by hand."""
        names = "number, uid, space_id, organisation_id, purpose, purpose_key, participants, series_start"
        rows = self.run(
            f"INSERT INTO booking ({names}, series_end, created_at, created_by)"
            f" VALUES (?, 'x', 4, 2, 'x', 'x', 1, '2026-12-01 09:00:00', '2026-12-01 10:00:00', ?, 'x')"
            " RETURNING id",
            number,
            NOW,
        )
        return int(rows[0][0])

    def add_occurrence(self, booking: int, space: int, start: datetime, end: datetime, **given: Any) -> int:
        """An occurrence, confirmed and busy over its slot unless told otherwise; its id."""
        values = {
            "booking_id": booking,
            "space_id": space,
            "origin": str(_FIRST_ORIGIN + timedelta(hours=next(self._origins))),
            "starts": start,
            "ends": end,
            "busy_from": start,
            "busy_until": end,
            "state": "confirmed",
            "host_id": office.HOST,
            "organisation_id": office.CLIENT,
            "month": 202612,
            "requested_at": NOW,
            **given,
        }
        marks = ", ".join("?" * len(values))
        statement = f"INSERT INTO occurrence ({', '.join(values)}) VALUES ({marks}) RETURNING id"
        return int(self.run(statement, *values.values())[0][0])

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()
