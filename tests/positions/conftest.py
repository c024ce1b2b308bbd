"""A furnished office with one unit, on both databases."""

from __future__ import annotations

import pytest

from agence_desktop.storage.work import Database
from support import posts
from support.furnished import database, office_url  # noqa: F401


@pytest.fixture
def unit(database: Database) -> posts.Unit:  # noqa: F811 - the fixture above
    """The unit at work."""
    return database.write(posts.furnish)
