"""A program killed while a sheet is written: its draft is offered at the next start, the base is whole."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from agence_desktop.desktop.positions.editor.sheet_place import SheetPlace
from agence_desktop.positions.commands.writing import open_version
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.integrity import check_structure
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.work import Database
from cli.conftest import prepare_administered
from support import posts
from support.account import move_account
from support.databases import PostgresDatabases, SqliteFiles
from support.killing import EXIT_CODE
from support.posts import COMPLETE
from support.programs import running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
TYPED = "Écrit avant la panne"
KILLED = """
import sys
import psutil
from pathlib import Path
from PySide6.QtCore import QTimer
from agence_desktop.bootstrap.wiring import Wiring
from agence_desktop.desktop import application
from agence_desktop.desktop.application import DesktopOptions
from agence_desktop.desktop.drafts import DraftKeeper
from agence_desktop.desktop.places import Target
from agence_desktop.desktop.positions.editor.sheet_place import SheetPlace
from agence_desktop.desktop.positions.keys import SHEET

base, folder, typed = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
wiring = Wiring()

def kept(_instant):
    psutil.Process().kill()

def step(window):
    place = window.place
    if isinstance(place, SheetPlace):
        if place.store.editable:
            place.keeping.findChild(DraftKeeper).kept.connect(kept)
            place.store.type("mission", typed)
            return
    elif SHEET in window.pages.place_keys() and window.tasks.idle:
        window.go(Target(SHEET, {"number": "P-0142"}))
    QTimer.singleShot(50, window, lambda: step(window))

def wire(runtime):
    QTimer.singleShot(50, runtime.window, lambda: step(runtime.window))
    return wiring.begin(runtime)

application.run(DesktopOptions(folder / "fenetre.ini", folder / "brouillons", base), wire)
"""


def prepare_with_sheet(url: str) -> None:
    """An office at work with the draft of a sheet."""
    prepare_administered(url)
    with closing(Database(open_engine(parse_location(url)))) as database:
        unit = database.write(posts.furnish)
        database.write(lambda session: open_version(session, unit.holder, unit.position_id, COMPLETE))


@pytest.fixture(autouse=True)
def account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    move_account(monkeypatch, tmp_path)
    return tmp_path


@pytest.fixture
def base(databases: SqliteFiles | PostgresDatabases) -> Iterator[str]:
    url = databases.copy_of(prepare_with_sheet)
    yield url
    databases.drop(url)


def test_that_a_killed_program_leaves_a_whole_base_and_the_draft_of_the_sheet(
    qtbot: QtBot, account: Path, base: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, base, str(account), TYPED],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == EXIT_CODE, done.stderr.decode()
    with running(qtbot, account, base) as program:
        window = program.window
        qtbot.waitUntil(lambda: any("P-0142" in one for one in window.toasts.sentences), timeout=20_000)
        (draft,) = window.drafts.waiting()
        window.open_draft(draft)
        qtbot.waitUntil(
            lambda: isinstance(window.place, SheetPlace) and window.place.store.dirty, timeout=20_000
        )
        place = window.place
        assert isinstance(place, SheetPlace)
        assert place.store.content.sheet.mission == TYPED
        qtbot.waitUntil(lambda: window.tasks.idle and not place.busy(), timeout=20_000)
        place.save()
        qtbot.waitUntil(lambda: not place.store.dirty, timeout=20_000)
        assert window.drafts.waiting() == []
    with closing(Database(open_engine(parse_location(base)))) as database:
        assert database.read(check_structure) == []
