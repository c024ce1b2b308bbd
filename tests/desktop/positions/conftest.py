"""The real window on the unit of the pictures, of its manager or of somebody who sees neither A nor V."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from agence_desktop.core.roles import Actor
from agence_desktop.desktop.positions.contribution import positions_contribution
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.tasks import Tasks
from agence_desktop.desktop.theme import Theme
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.work import Database
from support import fragile
from support.databases import SqliteFiles
from support.fragile import Fragile
from support.furnished import prepare
from support.windows import OpenWindow, real_window

Opened = Callable[[Actor], AbstractContextManager[OpenWindow]]


@pytest.fixture
def url(sqlite_files: SqliteFiles) -> Iterator[str]:
    """The address of a furnished office."""
    made = sqlite_files.copy_of(prepare)
    yield made
    sqlite_files.drop(made)


@pytest.fixture
def unit(url: str) -> Fragile:
    """The unit, written into the office."""
    database = Database(open_engine(parse_location(url)))
    made = database.write(fragile.furnish)
    database.close()
    return made


@pytest.fixture
def open_window(qtbot: QtBot, look: Theme, tasks: Tasks, tmp_path: Path, url: str, unit: Fragile) -> Opened:
    """Opens the window of somebody on the unit."""
    assert unit.positions
    return partial(
        real_window,
        *(qtbot, look, tasks, tmp_path, url),
        lambda database, actor: [positions_contribution(Gateway(database, actor))],
    )


@pytest.fixture
def opened(open_window: Opened) -> Iterator[OpenWindow]:
    """The window of the unit’s manager."""
    with open_window(fragile.MANAGER) as window:
        yield window
