"""Backups opened with the program, later starts of the same person, and the report after an incident."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from agence_desktop import __version__
from agence_desktop.bootstrap import read_options
from agence_desktop.bootstrap.opening import create_base
from agence_desktop.core.clock import SystemClock
from agence_desktop.core.settings import read_settings
from agence_desktop.desktop.instance import Instance, Wishes
from agence_desktop.migrations import HEAD
from agence_desktop.storage.backup.writing import write_archive
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.folders import default_base, log_folder, own_folder
from agence_desktop.storage.incidents import TOLD, waiting
from agence_desktop.storage.locations import SqliteFile
from agence_desktop.storage.work import Database
from support.account import account_folders, base_settings_folder, move_account
from support.programs import Program, running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
PATIENCE_MS = 20_000


@pytest.fixture(autouse=True)
def account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    move_account(monkeypatch, tmp_path)
    return tmp_path


@pytest.fixture
def backup(account: Path) -> Path:
    """A backup of another base, on a path with accents and spaces."""
    source = account / "autre.sqlite"
    create_base(source).database.close()
    path = account / "Reçus de Lévis" / "copie d’hier.agence"
    path.parent.mkdir()
    clock = SystemClock()
    database = Database(open_engine(SqliteFile(source), clock=clock), clock)
    write_archive(database, path, HEAD, __version__)
    database.close()
    return path


def label(program: Program, name: str) -> None:
    """Wait until a base of this name is open."""
    window = program.window
    program.qtbot.waitUntil(
        lambda: window.session.base.label == name and window.tasks.idle, timeout=PATIENCE_MS
    )


def test_that_a_file_is_taken_for_a_backup_by_its_ending_and_else_for_a_base() -> None:
    options = read_options(["copie.AGENCE"])
    assert (options.file, options.base) == (Path("copie.AGENCE"), None)
    options = read_options(["bureau.sqlite"])
    assert (options.file, options.base) == (None, "bureau.sqlite")


def test_that_a_file_opened_from_the_explorer_is_one_argument_however_it_is_named() -> None:
    given = r"D:\Dossiers d’Éloïse Côté\Reçus d’été\copie d’hier (2).agence"
    options = read_options([given])
    assert (str(options.file), options.base, options.demo) == (given, None, False)


def test_that_a_backup_opened_first_of_all_becomes_the_base_of_this_person(
    qtbot: QtBot, account: Path, backup: Path
) -> None:
    with running(qtbot, account, file=backup) as program:
        box = program.wait_for_box()
        assert "copie d’hier.agence" in box.text()
        program.press(box, "Restaurer")
        label(program, "copie d’hier-restauree.sqlite")
        assert not any(type(found).__name__ == "FirstRunDialog" for found in program.dialogs)
        qtbot.waitUntil(lambda: program.window.tasks.idle, timeout=PATIENCE_MS)
    restored = own_folder() / "copie d’hier-restauree.sqlite"
    assert read_settings(base_settings_folder(), {}).settings.base == str(restored)


def test_that_a_backup_is_restored_beside_the_usual_base_which_stays(
    qtbot: QtBot, account: Path, backup: Path
) -> None:
    create_base(default_base()).database.close()
    with running(qtbot, account, file=backup) as program:
        program.press(program.wait_for_box(), "Restaurer")
        label(program, "copie d’hier-restauree.sqlite")
    assert default_base().exists()
    assert read_settings(base_settings_folder(), {}).settings.base is None


def test_that_a_refused_restore_changes_nothing(qtbot: QtBot, account: Path, backup: Path) -> None:
    create_base(default_base()).database.close()
    with running(qtbot, account, file=backup) as program:
        label(program, default_base().name)
        program.press(program.wait_for_box(), "Annuler")
        label(program, default_base().name)
    assert [path.name for path in own_folder().glob("*.sqlite")] == [default_base().name]


def test_that_a_damaged_backup_is_told_and_not_restored(qtbot: QtBot, account: Path, backup: Path) -> None:
    create_base(default_base()).database.close()
    backup.write_bytes(backup.read_bytes()[:-200])
    with running(qtbot, account, file=backup) as program:
        assert "copie d’hier.agence" in program.wait_for_box().text()
    assert [path.name for path in own_folder().glob("*.sqlite")] == [default_base().name]


def test_that_a_later_start_opens_another_base_only_when_the_person_agrees(
    qtbot: QtBot, account: Path
) -> None:
    other = account / "bureau" / "autre bureau.sqlite"
    namesake = account / "bureau" / default_base().name
    for path in (default_base(), other, namesake):
        create_base(path).database.close()
    instance = Instance(own_folder())
    assert instance.claim()
    with running(qtbot, account, instance=instance) as program:
        label(program, default_base().name)
        instance.asked.emit(Wishes(str(default_base())))
        instance.asked.emit(Wishes())
        assert program.dialogs == []
        instance.asked.emit(Wishes(str(other)))
        program.press(program.wait_for_box(), "Annuler")
        label(program, default_base().name)
        # A file of the same name elsewhere is another base.
        instance.asked.emit(Wishes(str(namesake)))
        program.press(program.wait_for_box(), "Annuler")
        instance.asked.emit(Wishes(str(other)))
        program.press(program.wait_for_box(), "Ouvrir")
        label(program, other.name)
    instance.release()


def test_that_a_base_of_a_later_start_is_named_as_the_window_names_it_and_without_its_password(
    qtbot: QtBot, account: Path
) -> None:
    create_base(default_base()).database.close()
    instance = Instance(own_folder())
    with running(qtbot, account, instance=instance) as program:
        label(program, default_base().name)
        instance.asked.emit(Wishes("postgresql://moi@serveur/agence?password=Secret1&sslmode=require"))
        box = program.wait_for_box()
        told = box.text() + box.informativeText()
        assert "serveur/agence" in told
        assert "Secret1" not in told
        assert "sslmode" not in told
        program.press(box, "Annuler")
    instance.release()


def test_that_a_later_start_with_a_backup_offers_its_restore(
    qtbot: QtBot, account: Path, backup: Path
) -> None:
    create_base(default_base()).database.close()
    instance = Instance(own_folder())
    with running(qtbot, account, instance=instance) as program:
        label(program, default_base().name)
        instance.asked.emit(Wishes(file=str(backup)))
        assert "copie d’hier.agence" in program.wait_for_box().text()


def test_that_the_program_started_twice_gives_way_and_ends(qtbot: QtBot, account: Path) -> None:
    instance = Instance(own_folder())
    assert instance.claim()
    instance.listen()
    with qtbot.waitSignal(instance.asked, timeout=PATIENCE_MS) as heard:
        process = subprocess.Popen(
            [sys.executable, "-m", "agence_desktop", "--base", "bureau.sqlite"], cwd=account
        )
    assert heard.args == [Wishes(str(account / "bureau.sqlite"))]
    assert process.wait(20) == 0
    instance.release()
    assert not log_folder().joinpath("arret.txt").exists()


def test_that_a_backup_opened_while_the_program_is_open_goes_to_it(
    qtbot: QtBot, account: Path, backup: Path
) -> None:
    instance = Instance(own_folder())
    assert instance.claim()
    instance.listen()
    with qtbot.waitSignal(instance.asked, timeout=PATIENCE_MS) as heard:
        process = subprocess.Popen(
            [sys.executable, "-m", "agence_desktop", str(backup.relative_to(account))], cwd=account
        )
    assert heard.args == [Wishes(file=str(backup))]
    assert process.wait(20) == 0
    instance.release()


@pytest.mark.parametrize("answer", ["Préparer", "Non"])
def test_that_an_incident_of_the_former_run_is_offered_once(qtbot: QtBot, account: Path, answer: str) -> None:
    create_base(default_base()).database.close()
    (log_folder() / TOLD).write_text("builtins.ValueError\n", "utf-8")
    with running(qtbot, account) as program:
        label(program, default_base().name)
        program.press(program.wait_for_box(), answer)
        qtbot.waitUntil(lambda: not waiting(log_folder()) and program.window.tasks.idle, timeout=PATIENCE_MS)
    reports = list((account / "Mes documents").glob("*.zip"))
    assert len(reports) == (answer == "Préparer")
    for path in reports:
        with zipfile.ZipFile(path) as archive:
            assert {"ordinateur.txt", TOLD} <= set(archive.namelist())
            assert "Qt" in archive.read("ordinateur.txt").decode("utf-8")
    with running(qtbot, account) as program:
        label(program, default_base().name)
        assert program.dialogs == []


def test_that_without_a_right_on_the_folders_of_the_account_the_program_opens(account: Path) -> None:
    base, log = account / "bureau.sqlite", account / "visite.log"
    create_base(base).database.close()
    occupied = account / "sans droit"
    occupied.write_text("", "utf-8")
    homes = account_folders(occupied, account / "pour tous")
    done = subprocess.run(
        [sys.executable, "-m", "agence_desktop", "--base", str(base), "--autotest", str(log)],
        env={**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, log.read_text("utf-8").splitlines()[-1]) == (0, "réussi"), done.stderr
