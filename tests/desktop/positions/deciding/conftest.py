"""The comparison in the real window, on both databases, for a manager, a holder or a substitute."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from agence_desktop.core.roles import Actor
from agence_desktop.desktop.contribution import Contribution
from agence_desktop.desktop.positions.contribution import positions_contribution
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.tasks import Tasks
from agence_desktop.desktop.theme import Theme
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.work import Database
from support import fragile, next_version
from support.databases import PostgresDatabases, SqliteFiles
from support.fragile import Fragile
from support.furnished import prepare
from support.windows import OpenWindow, real_window

Opened = Callable[[Actor], AbstractContextManager[OpenWindow]]


@pytest.fixture
def either(databases: SqliteFiles | PostgresDatabases) -> Iterator[str]:
    """The address of a unit; a test that asks for it runs on both kinds of databases."""
    made = databases.copy_of(prepare)
    yield made
    databases.drop(made)


@pytest.fixture
def people(either: str) -> Fragile:
    """The unit, the next version of P-0142 being submitted."""
    database = Database(open_engine(parse_location(either)))
    made = database.write(fragile.furnish)
    database.write(lambda session: next_version.submit(session, made))
    database.close()
    return made


@pytest.fixture
def office_of(
    qtbot: QtBot, look: Theme, tasks: Tasks, tmp_path: Path, either: str, people: Fragile
) -> Opened:
    """Opens the window of somebody."""
    assert people.positions

    def contributions(database: Database, actor: Actor) -> list[Contribution]:
        return [positions_contribution(Gateway(database, actor))]

    return partial(real_window, qtbot, look, tasks, tmp_path, either, contributions)


@pytest.fixture
def office_window(office_of: Opened) -> Iterator[OpenWindow]:
    """The window of the unit’s manager."""
    with office_of(fragile.MANAGER) as window:
        yield window
