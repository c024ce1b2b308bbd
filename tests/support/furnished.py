"""A furnished office on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from agence_desktop.core.clock import FixedClock
from agence_desktop.migrations.runner import create
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.work import Database
from support import office
from support.databases import PostgresDatabases, SqliteFiles

NOW = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)
"""Friday, 8 h in Québec."""


def prepare(url: str) -> None:
    """A database with the schema of the program and the furnished office."""
    opened = open_engine(parse_location(url), create=True)
    create(opened)
    database = Database(opened)
    database.write(office.furnish)
    database.close()


@pytest.fixture
def office_url(databases: SqliteFiles | PostgresDatabases) -> Iterator[str]:
    """Address of a furnished office; a test that asks for it runs on both kinds."""
    url = databases.copy_of(prepare)
    yield url
    databases.drop(url)


@pytest.fixture
def database(office_url: str) -> Iterator[Database]:
    """The office at work, on Friday 20 November 2026 at 8 h."""
    database = Database(open_engine(parse_location(office_url)), clock=FixedClock(NOW))
    yield database
    database.close()


@pytest.fixture
def desk() -> Desk:
    """A clerk of the Agence."""
    return Desk(office.CLERK)
