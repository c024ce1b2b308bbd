"""A main window with two slices of the tests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from agence_desktop.core.clock import FixedClock
from agence_desktop.desktop.change_hub import ChangeHub
from agence_desktop.desktop.drafts import Drafts
from agence_desktop.desktop.session import Session
from agence_desktop.desktop.shell.memory import Memory
from agence_desktop.desktop.shell.window import MainWindow
from agence_desktop.desktop.tasks import Tasks
from agence_desktop.desktop.theme import Theme
from desktop.shell.sample import Shell, contributions

CLOCK = FixedClock(datetime(2026, 10, 14, 14, 42, tzinfo=UTC))


@pytest.fixture
def shell(qtbot: QtBot, look: Theme, tasks: Tasks, tmp_path: Path) -> Iterator[Shell]:
    preferences = tmp_path / "agence.ini"
    session = Session(CLOCK)
    drafts = Drafts(tmp_path / "drafts", CLOCK)
    window = MainWindow(tasks, ChangeHub(), session, drafts, Memory(preferences), look)
    qtbot.addWidget(window)
    made = Shell(window, preferences)
    window.set_contributions(contributions(made.ran, made.opened, made.day))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.waitUntil(lambda: tasks.idle)
    yield made
    window.toasts.close_all()
    window.close()
