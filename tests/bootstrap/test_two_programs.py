"""Two programs on one database: what one books, the other's planning shows by itself."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agence_desktop.core.resources import resource_path
from agence_desktop.desktop.spaces.calendars.planning_place import PlanningPlace
from agence_desktop.desktop.spaces.contribution import spaces_contribution
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.keys import PLANNING
from agence_desktop.desktop.tasks import Tasks
from agence_desktop.desktop.theme import Appearance, Theme, install_font
from agence_desktop.storage.feed import ChangeFeed
from cli.conftest import prepare_administered
from support.databases import PostgresDatabases, SqliteFiles
from support.windows import OpenWindow, real_window

ROWS = "espace;debut;fin;organisme;objet\nLEV-CHA;2026-11-20T13:00;2026-11-20T15:00;MTQ;Comité\n"


@pytest.fixture
def base(databases: SqliteFiles | PostgresDatabases) -> Iterator[str]:
    """An office that another program may write to, with its clock set."""
    url = databases.copy_of(prepare_administered)
    yield url
    databases.drop(url)


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, tmp_path: Path, base: str) -> Iterator[OpenWindow]:
    """This program's window, hearing of changes as the wiring lets it."""
    install_font(qapp, resource_path("fonts"))
    look = Theme(qapp, Appearance.LIGHT)
    tasks = Tasks(look)
    with real_window(
        qtbot,
        look,
        tasks,
        tmp_path,
        base,
        lambda database, actor: [spaces_contribution(Gateway(database, actor))],
    ) as window:
        hub = window.window.hub
        feed = ChangeFeed(window.database, hub.publish, hub.publish_everything, interval=0.1)
        feed.start()
        yield window
        assert feed.stop()
    assert tasks.close()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_that_a_booking_of_another_program_appears_by_itself(
    opened: OpenWindow, base: str, tmp_path: Path
) -> None:
    place = opened.go(PLANNING)
    assert isinstance(place, PlanningPlace)
    file = tmp_path / "demandes.csv"
    file.write_text(ROWS, "utf-8")
    command = ["--base", base, "--maintenant", "2026-11-20T08:00", "reserver", str(file)]
    script = "import sys; from agence_desktop.cli.main import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run([sys.executable, "-c", script, *command], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()

    def shown() -> bool:
        return any(block.label == "MTQ" for block in place.view.store.all())

    opened.qtbot.waitUntil(shown)
