"""Databases opened for the tests of storage."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from agence_desktop.storage.engine import Opened
from agence_desktop.storage.work import Database
from support.storage import make_tables, open_url


@pytest.fixture
def opened(database_url: str) -> Iterator[Opened]:
    """An opened database of each kind, with the tables of storage and one for trying."""
    opened = open_url(database_url)
    make_tables(opened)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def database(opened: Opened) -> Database:
    """The same, ready to work, without waiting between attempts."""
    return Database(opened, sleep=lambda _seconds: None)
