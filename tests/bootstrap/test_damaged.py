"""A damaged file stays as it is, is consulted, and its newest sound backup is offered."""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from agence_desktop import __version__
from agence_desktop.bootstrap import PICTURED
from agence_desktop.bootstrap.opening import create_base
from agence_desktop.core.clock import FixedClock
from agence_desktop.core.settings import read_settings
from agence_desktop.desktop.session import Mode
from agence_desktop.migrations import HEAD
from agence_desktop.storage.backup.writing import write_archive
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.integrity import is_sound
from agence_desktop.storage.locations import SqliteFile
from agence_desktop.storage.work import Database
from support.account import base_settings_folder, move_account
from support.programs import running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(autouse=True)
def account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    move_account(monkeypatch, tmp_path)
    return tmp_path


@pytest.fixture
def base(account: Path) -> Path:
    """A local base with two backups beside it, the newer of which does not read whole."""
    path = account / "bureau" / "agence.sqlite"
    create_base(path).database.close()
    moments = {"ancienne": PICTURED, "recente": PICTURED.replace(day=15), "abimee": PICTURED.replace(day=16)}
    for name, moment in moments.items():
        clock = FixedClock(moment)
        database = Database(open_engine(SqliteFile(path), clock=clock), clock)
        write_archive(database, path.with_name(f"{name}.agence"), HEAD, __version__)
        database.close()
    spoiled = path.with_name("abimee.agence")
    content = bytearray(spoiled.read_bytes())
    content[_within_rows(spoiled)] ^= 0xFF
    spoiled.write_bytes(content)
    return path


def _within_rows(archive: Path) -> int:
    """A byte amid the rows of the largest table: one of a header may change nothing that is read."""
    with zipfile.ZipFile(archive) as opened:
        largest = max(opened.infolist(), key=lambda one: one.compress_size)
    return largest.header_offset + 30 + len(largest.filename) + largest.compress_size // 2


def damage(path: Path, table: str) -> bytes:
    """Write over the first page of a table; the bytes of the file."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = raw.execute("PRAGMA page_size").fetchone()[0]
        page = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [table]).fetchone()[0]
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = b"\xa5" * size
    path.write_bytes(content)
    return bytes(content)


def test_that_a_sound_file_is_told_from_a_damaged_one(base: Path) -> None:
    assert is_sound(base)
    assert is_sound(base.with_name("absente.sqlite"))
    damage(base, "booking")
    assert not is_sound(base)


def test_that_a_damaged_file_is_consulted_untouched_and_its_newest_sound_backup_restored(
    qtbot: QtBot, account: Path, base: Path
) -> None:
    content = damage(base, "booking")
    with running(qtbot, account, str(base)) as program:
        box = program.wait_for_box()
        assert "recente.agence" in box.informativeText()
        assert "15 octobre 2026" in box.informativeText()
        session = program.window.session
        assert session.actor.login
        assert session.connection.mode is Mode.READ_ONLY
        assert "n’a pas été modifié" in program.window.banner.sentence
        assert base.read_bytes() == content
        program.press(box, "Restaurer")
        qtbot.waitUntil(
            lambda: session.connection.mode is Mode.WORKING and program.window.tasks.idle, timeout=30_000
        )
        assert program.window.banner.sentence == ""
    restored = base.with_name("agence-restauree.sqlite")
    assert read_settings(base_settings_folder(), {}).settings.base == str(restored)
    assert is_sound(restored)
    assert base.read_bytes() == content


def test_that_a_file_that_is_no_base_any_more_is_left_and_its_backup_offered(
    qtbot: QtBot, account: Path, base: Path
) -> None:
    content = b"\x00" * base.stat().st_size
    base.write_bytes(content)
    with running(qtbot, account, str(base)) as program:
        program.press(program.wait_for_box(), "tard")
        assert program.window.session.actor.login == ""
    assert base.read_bytes() == content
    assert not base.with_name("agence-restauree.sqlite").exists()


def test_that_backups_of_another_base_are_not_offered(qtbot: QtBot, account: Path, base: Path) -> None:
    other = account / "ailleurs" / "agence.sqlite"
    create_base(other).database.close()
    shutil.copy(base.with_name("recente.agence"), other.parent)
    damage(other, "booking")
    with running(qtbot, account, str(other)) as program:
        assert "Aucune sauvegarde" in program.wait_for_box().text()
        assert program.window.session.connection.mode is Mode.READ_ONLY
