"""The real window of the holder of a position on its sheet, on SQLite, and on both databases for journeys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from agence_desktop.core.clock import FixedClock
from agence_desktop.core.roles import Actor
from agence_desktop.desktop.contribution import Contribution
from agence_desktop.desktop.positions.editor.commands import sheet_commands, sheet_drafts, sheet_places
from agence_desktop.desktop.positions.editor.gateway import EditorGateway
from agence_desktop.desktop.positions.keys import SLICE
from agence_desktop.desktop.tasks import Tasks
from agence_desktop.desktop.theme import Theme
from agence_desktop.positions.commands.writing import open_version
from agence_desktop.positions.content import Sheet
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.work import Database
from positions.story import P0142
from support import posts
from support.databases import SqliteFiles
from support.furnished import NOW, office_url, prepare  # noqa: F401
from support.pages.sheet_editor import SheetEditorPage
from support.posts import COMPLETE, Unit
from support.windows import OpenWindow, real_window

Opened = Callable[..., AbstractContextManager[OpenWindow]]
STORY = replace(
    COMPLETE,
    tasks=tuple(
        replace(task, frequency="Mensuelle", deliverable="Rapport", recipient="Direction", due_text="")
        for task in P0142.tasks
        if task.due is not None
    ),
)
"""A complete sheet with the eight tasks of the pictures that have a due rule."""


def contribution(database: Database, actor: Actor) -> list[Contribution]:
    """The editor as the only slice of the window."""
    base: Any = SimpleNamespace(database=database, actor=actor)
    return [
        Contribution(
            key=SLICE,
            word="Postes uniques",
            icon="card-account-details-outline",
            order=20,
            places=sheet_places(base),
            menu="P&oste",
            commands=sheet_commands(),
            drafts=sheet_drafts(),
        )
    ]


def furnished(url: str, sheet: Sheet | None = STORY) -> Unit:
    """The unit in an office, with a draft of its sheet where one is given."""
    database = Database(open_engine(parse_location(url)), clock=FixedClock(NOW))
    unit = database.write(posts.furnish)
    if sheet is not None:
        database.write(lambda session: open_version(session, unit.holder, unit.position_id, sheet))
    database.close()
    return unit


@pytest.fixture
def url(sqlite_files: SqliteFiles) -> Iterator[str]:
    """The address of a furnished office."""
    made = sqlite_files.copy_of(prepare)
    yield made
    sqlite_files.drop(made)


@pytest.fixture
def unit(url: str) -> Unit:
    """The unit with its sheet, written into the office."""
    return furnished(url)


@pytest.fixture
def open_window(qtbot: QtBot, look: Theme, tasks: Tasks, tmp_path: Path) -> Opened:
    """Opens the window of somebody on the office of an address."""
    return partial(real_window, qtbot, look, tasks, tmp_path)


@pytest.fixture
def editor(open_window: Opened, url: str, unit: Unit) -> Iterator[SheetEditorPage]:
    """The holder’s window on the sheet."""
    with open_window(url, contribution, unit.holder.actor) as opened:
        yield SheetEditorPage(opened).open()


@pytest.fixture
def elsewhere(url: str, unit: Unit) -> Iterator[EditorGateway]:
    """The manager at another computer, on the same office."""
    database = Database(open_engine(parse_location(url)), clock=FixedClock(NOW))
    yield EditorGateway(database, unit.manager.actor)
    database.close()
