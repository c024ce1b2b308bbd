"""A program killed while a form is open: its draft is offered at the next start, and the base is whole."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from agence_desktop.desktop.session import Mode
from agence_desktop.desktop.spaces.form.booking_dialog import BookingDialog
from agence_desktop.storage import engine as engines
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.integrity import check_structure
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.work import Database
from cli.conftest import prepare_administered
from support.account import move_account
from support.databases import PostgresDatabases, SqliteFiles
from support.killing import EXIT_CODE
from support.programs import running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
KILLED = """
import sys
import psutil
from pathlib import Path
from PySide6.QtCore import QTimer
from agence_desktop.bootstrap.wiring import Wiring
from agence_desktop.desktop import application
from agence_desktop.desktop.application import DesktopOptions
from agence_desktop.desktop.drafts import DraftKeeper
from agence_desktop.desktop.spaces.form.booking_dialog import BookingDialog
from agence_desktop.desktop.spaces.form.booking_form import open_booking_form
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.seeds import BookingSeed

base, folder = sys.argv[1], Path(sys.argv[2])
wiring, timer, opened = Wiring(), QTimer, []

def kept(_instant):
    psutil.Process().kill()

def step(window):
    found = [one for one in window.findChildren(BookingDialog) if one.isVisible()]
    if found:
        found[0].findChild(DraftKeeper).kept.connect(kept)
        found[0].ui.note.setPlainText("Par l’entrée est")
    elif wiring._open is not None and window.tasks.idle and not opened:
        opened.append(True)
        open_booking_form(window, Gateway(wiring._open.database, wiring._open.actor), BookingSeed())
    if not found:
        QTimer.singleShot(50, window, lambda: step(window))

def wire(runtime):
    QTimer.singleShot(50, runtime.window, lambda: step(runtime.window))
    return wiring.begin(runtime)

application.run(DesktopOptions(folder / "fenetre.ini", folder / "brouillons", base), wire)
"""


@pytest.fixture(autouse=True)
def account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    move_account(monkeypatch, tmp_path)
    return tmp_path


@pytest.fixture
def base(databases: SqliteFiles | PostgresDatabases) -> Iterator[str]:
    url = databases.copy_of(prepare_administered)
    yield url
    databases.drop(url)


def test_that_a_killed_program_leaves_a_whole_base_and_its_draft(
    qtbot: QtBot, account: Path, base: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, base, str(account)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == EXIT_CODE, done.stderr.decode()
    with running(qtbot, account, base) as program:
        qtbot.waitUntil(
            lambda: any("brouillon" in one for one in program.window.toasts.sentences), timeout=20_000
        )
        (draft,) = program.window.drafts.waiting()
        assert "Par l’entrée est" in str(draft.values)
        program.window.open_draft(draft)
        window = program.window
        qtbot.waitUntil(
            lambda: window.findChild(BookingDialog) is not None and window.tasks.idle, timeout=20_000
        )
        form = window.findChild(BookingDialog)
        assert form.ui.note.toPlainText() == "Par l’entrée est"
        form.set_aside()
    with closing(Database(open_engine(parse_location(base)))) as database:
        assert database.read(check_structure) == []


def test_that_read_only_media_are_consulted_and_that_is_said(
    qtbot: QtBot, account: Path, sqlite_files: SqliteFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = sqlite_files.copy_of(prepare_administered)
    # Whoever runs the tests may be able to write everywhere: the system is asked, and says no.
    access = os.access
    monkeypatch.setattr(
        engines.os, "access", lambda path, mode, **more: mode != os.W_OK and access(path, mode, **more)
    )
    with running(qtbot, account, url) as program:
        session = program.window.session
        qtbot.waitUntil(lambda: bool(session.actor.login) and program.window.tasks.idle, timeout=20_000)
        assert session.connection.mode is Mode.READ_ONLY
        assert not session.may_write
        assert program.window.banner.sentence.startswith("Base de rejeu. Consultation seulement")
    sqlite_files.drop(url)
