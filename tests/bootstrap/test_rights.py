"""Where there is no right on a folder, that is told in French, and what can be done goes on.

A file in the place of the folder stands in for the missing right: it refuses whoever runs the tests.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from agence_desktop.actions.printing.common import Printed
from agence_desktop.bootstrap.opening import create_base
from agence_desktop.cli.main import main
from agence_desktop.cli.texts import UNEXPECTED
from agence_desktop.desktop.dialogs.first_run import Door, FirstRunChoice
from agence_desktop.desktop.dialogs.paper import documents_folder, write_for_viewer
from agence_desktop.desktop.tasks import failure_of
from agence_desktop.storage.folders import cache_folder, default_base, log_folder, own_folder
from agence_desktop.storage.incidents import TOLD, incident_folder, report_folder
from support.account import base_settings_folder, move_account
from support.programs import PATIENCE_MS, Program, running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(autouse=True)
def account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "Éloïse Côté"
    home.mkdir()
    move_account(monkeypatch, home, tmp_path / "pour tous")
    return home


def without_right(folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("", "utf-8")


def opened(program: Program, name: str) -> None:
    window = program.window
    program.qtbot.waitUntil(lambda: window.session.base.label == name and window.settled, timeout=PATIENCE_MS)


def test_that_a_local_base_that_cannot_be_made_is_told_and_the_doors_stay(
    qtbot: QtBot, account: Path
) -> None:
    without_right(own_folder())
    with running(qtbot, account) as program:
        doors = program.wait_for_doors()
        doors.chosen.emit(FirstRunChoice(Door.LOCAL, default_base()))
        box = program.wait_for_box()
        assert str(own_folder()) in box.text()
        assert "Choisissez un autre dossier" in box.text()
        box.close()
        program.wait_for_doors().chosen.emit(FirstRunChoice(Door.LOCAL, account / "ici.sqlite"))
        opened(program, "ici.sqlite")


def test_that_a_base_opens_without_a_right_on_settings_and_the_choice_is_told_not_to_last(
    qtbot: QtBot, account: Path
) -> None:
    create_base(account / "ici.sqlite").database.close()
    without_right(base_settings_folder())
    with running(qtbot, account) as program:
        program.wait_for_doors().chosen.emit(FirstRunChoice(Door.LOCAL, account / "ici.sqlite"))
        opened(program, "ici.sqlite")
        assert "jusqu’à la fermeture" in program.wait_for_box().text()


def test_that_a_base_opens_without_a_right_on_logs(qtbot: QtBot, account: Path) -> None:
    create_base(account / "ici.sqlite").database.close()
    folder = log_folder()
    folder.rmdir()
    without_right(folder)
    assert incident_folder() is None
    with running(qtbot, account, str(account / "ici.sqlite")) as program:
        opened(program, "ici.sqlite")
        assert program.dialogs == []


def test_that_a_report_that_cannot_be_written_is_told(qtbot: QtBot, account: Path) -> None:
    create_base(default_base()).database.close()
    (log_folder() / TOLD).write_text("builtins.ValueError\n", "utf-8")
    without_right(report_folder())
    with running(qtbot, account) as program:
        opened(program, default_base().name)
        program.press(program.wait_for_box(), "Préparer")
        qtbot.waitUntil(lambda: str(report_folder()) in program.wait_for_box().text())
    assert (log_folder() / TOLD).exists()


def test_that_a_paper_for_another_viewer_is_told_where_the_cache_refuses() -> None:
    without_right(cache_folder())
    with pytest.raises(OSError, match="Agence") as caught:
        write_for_viewer(Printed("affiche.pdf", "Affiche", b"%PDF"))
    assert str(documents_folder().parent) in caught.value.filename
    failure = failure_of(caught.value)
    assert failure.expected
    assert str(documents_folder().parent) in failure.sentence


@pytest.mark.parametrize(
    "command",
    [
        ("base", "creer"),
        ("base", "sauvegarder", "{absent}/copie.agence"),
        ("exporter", "espaces", "{absent}/espaces.csv"),
        ("imprimer", "registre", "XX", "--sortie", "{absent}/registre.pdf"),
    ],
)
def test_that_commands_tell_a_folder_that_refuses(
    account: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    absent, base = account / "occupé", account / "ici.sqlite"
    without_right(absent)
    if command == ("base", "creer"):
        base = absent / "ici.sqlite"
    else:
        create_base(base).database.close()
    code = main(["--base", str(base), *(word.format(absent=absent) for word in command)])
    said = capsys.readouterr().err
    assert code in (2, 3)
    assert str(absent) in said
    assert UNEXPECTED not in said
