"""The page of an absence in the real window, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from agence_desktop.core.relief import ReliefNeed
from agence_desktop.desktop.positions.absence.deeds import TeamTaker
from agence_desktop.desktop.positions.contribution import positions_contribution
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.tasks import Tasks
from agence_desktop.desktop.theme import Theme
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.work import Database
from support import fragile, office
from support.databases import PostgresDatabases, SqliteFiles
from support.fragile import Fragile
from support.furnished import prepare
from support.windows import Contributions, OpenWindow, real_window


@pytest.fixture
def either(databases: SqliteFiles | PostgresDatabases) -> Iterator[str]:
    """The address of a unit; a test that asks for it runs on both kinds of databases."""
    made = databases.copy_of(prepare)
    yield made
    databases.drop(made)


@pytest.fixture
def people(either: str) -> Fragile:
    """The unit, written into the office."""
    database = Database(open_engine(parse_location(either)))
    made = database.write(fragile.furnish)
    database.close()
    return made


@pytest.fixture
def office_window(
    qtbot: QtBot, look: Theme, tasks: Tasks, tmp_path: Path, either: str, people: Fragile
) -> Iterator[OpenWindow]:
    """The window of the unit’s manager."""
    assert people.positions

    with real_window(qtbot, look, tasks, tmp_path, either, _contributions(None), fragile.MANAGER) as window:
        yield window


@pytest.fixture
def reader_window(
    qtbot: QtBot, look: Theme, tasks: Tasks, tmp_path: Path, either: str, people: Fragile
) -> Iterator[OpenWindow]:
    """The window of somebody who only looks."""
    assert people.positions
    with real_window(qtbot, look, tasks, tmp_path, either, _contributions(None), office.READER) as window:
        yield window


@pytest.fixture
def needs() -> list[ReliefNeed]:
    """What was handed to flying teams."""
    return []


@pytest.fixture
def team_window(
    qtbot: QtBot,
    look: Theme,
    tasks: Tasks,
    tmp_path: Path,
    either: str,
    people: Fragile,
    needs: list[ReliefNeed],
) -> Iterator[OpenWindow]:
    """The window where another slice takes needs."""
    assert people.positions
    made = _contributions(lambda _desk, need: needs.append(need))
    with real_window(qtbot, look, tasks, tmp_path, either, made, fragile.MANAGER) as window:
        yield window


def _contributions(take: TeamTaker | None) -> Contributions:
    return lambda database, actor: [positions_contribution(Gateway(database, actor), take)]
