"""The real window on a real SQLite office, with what another office does meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from agence_desktop.core.clock import FixedClock
from agence_desktop.core.roles import Actor
from agence_desktop.desktop.change_hub import ChangeHub
from agence_desktop.desktop.drafts import Drafts
from agence_desktop.desktop.places import Target
from agence_desktop.desktop.session import BaseInfo, Identity, Session
from agence_desktop.desktop.shell.memory import Memory
from agence_desktop.desktop.shell.window import MainWindow
from agence_desktop.desktop.spaces.contribution import spaces_contribution
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.keys import PLANNING
from agence_desktop.desktop.tasks import Tasks
from agence_desktop.desktop.theme import Theme
from agence_desktop.spaces.commands.booking import Booked
from agence_desktop.spaces.rows import BookingDraft
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.work import Database
from support import office
from support.databases import SqliteFiles
from support.furnished import NOW, prepare
from support.pages.calendars import CalendarPage

FRIDAY = datetime(2026, 11, 20)  # noqa: DTZ001


@dataclass
class Office:
    """A program at work on the office's file."""

    database: Database
    gateway: Gateway

    def book(self, space_id: int, start: float, end: float, day: int = 20, **more: Any) -> Booked:
        """A booking in November 2026, of the MTQ unless said otherwise; hours are decimal."""
        midnight = FRIDAY + timedelta(days=day - 20)
        given: dict[str, Any] = {"organisation_id": office.CLIENT, "purpose": "Comité", "participants": 5}
        draft = BookingDraft(
            space_id, midnight + timedelta(hours=start), midnight + timedelta(hours=end), **(given | more)
        )
        booked = self.gateway.book(draft)
        assert booked.change is not None, booked.answer
        return booked


def opened(url: str, actor: Actor = office.CLERK) -> Office:
    """A program of its own on a file."""
    database = Database(open_engine(parse_location(url), clock=FixedClock(NOW)), clock=FixedClock(NOW))
    return Office(database, Gateway(database, actor))


@pytest.fixture
def url(sqlite_files: SqliteFiles) -> Iterator[str]:
    """The address of a furnished office."""
    made = sqlite_files.copy_of(prepare)
    yield made
    sqlite_files.drop(made)


@pytest.fixture
def here(url: str) -> Iterator[Office]:
    """This program."""
    made = opened(url)
    yield made
    made.database.close()


@pytest.fixture
def elsewhere(url: str) -> Iterator[Office]:
    """The program of another office on the same file."""
    made = opened(url)
    yield made
    made.database.close()


@pytest.fixture
def window(qtbot: QtBot, look: Theme, tasks: Tasks, here: Office, tmp_path: Path) -> Iterator[MainWindow]:
    """The window on « Accueil », wide enough for calendar and card."""
    clock = FixedClock(NOW)
    session = Session(clock)
    session.open(BaseInfo(), Identity(here.gateway.actor, "commis"), clock)
    memory = Memory(tmp_path / "agence.ini")
    made = MainWindow(tasks, ChangeHub(), session, Drafts(tmp_path / "drafts", clock), memory, look)
    qtbot.addWidget(made)
    made.set_contributions([spaces_contribution(here.gateway)])
    made.resize(1440, 900)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    qtbot.waitUntil(lambda: tasks.idle)
    yield made
    made.toasts.close_all()
    made.close()


@pytest.fixture
def planning(qtbot: QtBot, window: MainWindow) -> Callable[[], CalendarPage]:
    """Opens the planning and waits until it is read."""

    def show() -> CalendarPage:
        window.go(Target(PLANNING))
        return CalendarPage(qtbot, window).settled()

    return show
