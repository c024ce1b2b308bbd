"""The calendar of due dates on both kinds of databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from support.databases import PostgresDatabases, SqliteFiles
from support.furnished import prepare


@pytest.fixture
def url(databases: SqliteFiles | PostgresDatabases) -> Iterator[str]:
    """The address of a furnished office; each test runs on both."""
    made = databases.copy_of(prepare)
    yield made
    databases.drop(made)
