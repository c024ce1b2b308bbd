"""Connections that come back when the base is closed already, or its pool renewed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from agence_desktop.storage.work import Database


def _is_closed(raw: Any) -> bool:
    try:
        raw.execute("SELECT 1")
    except (psycopg.OperationalError, sqlite3.ProgrammingError):
        return True
    return False


@pytest.mark.parametrize(
    "end", [Database.close, lambda base: base.engine.dispose()], ids=["closed", "renewed"]
)
def test_that_a_connection_at_work_while_its_pool_ends_is_closed_when_it_comes_back(
    database: Database, end: Callable[[Database], object]
) -> None:
    held: list[Any] = []

    def read(session: Session) -> object:
        held.append(session.connection().connection.dbapi_connection)
        end(database)
        return session.scalar(text("SELECT 1"))

    assert database.read(read) == 1
    assert _is_closed(held[0])


def test_that_a_read_after_the_close_leaves_no_connection_open(database: Database) -> None:
    held: list[Any] = []

    def read(session: Session) -> None:
        held.append(session.connection().connection.dbapi_connection)

    database.read(read)
    assert not _is_closed(held[0])
    database.close()
    database.read(read)
    assert [_is_closed(raw) for raw in held] == [True, True]
