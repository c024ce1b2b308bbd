"""A furnished office with a flying team, on both databases."""

from __future__ import annotations

import pytest

from agence_desktop.storage.work import Database
from support import teams
from support.furnished import database, office_url  # noqa: F401


@pytest.fixture
def bench(database: Database) -> Database:  # noqa: F811 - the fixture above
    """The office with its team at work, on Friday 20 November 2026 at 8 h."""
    database.write(teams.furnish)
    return database
