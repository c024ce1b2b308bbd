"""Files are asked for where people keep theirs, never where the program was installed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
import shiboken6
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from agence_desktop.desktop.widgets import choosing
from agence_desktop.desktop.widgets.choosing import ask_for_folder, ask_what_to_read, ask_where_to_write

Proposed = Callable[[QFileDialog], Path]
DOCUMENTS = QStandardPaths.StandardLocation.DocumentsLocation


@pytest.fixture(autouse=True)
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Somebody who has chosen nothing yet, where the program was installed in another folder."""
    installed = tmp_path / "Programme installé"
    installed.mkdir()
    monkeypatch.chdir(installed)
    home = tmp_path / "Éloïse Côté"
    (home / "Documents").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setattr(choosing._Last, "folder", None)
    return home


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def proposed(qtbot: QtBot) -> Callable[[QFileDialog], Path]:
    """What a dialogue proposes once it is open."""

    def of(chooser: QFileDialog) -> Path:
        qtbot.waitUntil(chooser.isVisible)
        return Path(chooser.selectedFiles()[0])

    return of


def test_that_the_first_file_is_proposed_among_the_documents(parent: QWidget, proposed: Proposed) -> None:
    chooser = ask_where_to_write(parent, "Exporter", "liste.xlsx", "XLSX (*.xlsx)", print, endings=("xlsx",))
    assert proposed(chooser) == Path(QStandardPaths.writableLocation(DOCUMENTS)) / "liste.xlsx"
    chooser.reject()


def test_that_the_next_one_is_proposed_where_the_last_was(
    parent: QWidget, tmp_path: Path, proposed: Proposed
) -> None:
    chosen: list[Path] = []
    folder = tmp_path / "Salles de Lévis"
    folder.mkdir()
    first = ask_what_to_read(parent, "Lire", "Tout (*)", chosen.append)
    first.fileSelected.emit(str(folder / "réservations.csv"))
    first.reject()
    second = ask_where_to_write(parent, "Écrire", "b.pdf", "PDF (*.pdf)", chosen.append, endings=("pdf",))
    assert proposed(second) == folder / "b.pdf"
    second.reject()
    assert chosen == [folder / "réservations.csv"]


def test_that_a_folder_that_went_is_not_proposed_again(parent: QWidget, tmp_path: Path) -> None:
    folder = tmp_path / "clé USB"
    folder.mkdir()
    first = ask_for_folder(parent, "Dossier", "", print)
    first.fileSelected.emit(str(folder))
    first.reject()
    assert choosing.begin_in() == folder
    folder.rmdir()
    assert choosing.begin_in() == Path(QStandardPaths.writableLocation(DOCUMENTS))


def test_that_a_place_that_is_not_made_yet_begins_in_the_nearest_that_is(
    parent: QWidget, person: Path, proposed: Proposed
) -> None:
    name = str(person / "Données" / "Agence" / "agence.sqlite")
    chooser = ask_where_to_write(parent, "Base", name, "Bases (*.sqlite)", print, endings=("sqlite",))
    assert proposed(chooser) == person / "agence.sqlite"
    chooser.reject()


def test_that_what_qt_leaves_in_english_is_french(parent: QWidget) -> None:
    chooser = ask_what_to_read(parent, "Lire", "Tout (*)", print)
    labels = QFileDialog.DialogLabel
    assert chooser.labelText(labels.LookIn) == "&Regarder dans\u00a0:"
    assert chooser.labelText(labels.FileType) == "&Type de fichier\u00a0:"
    chooser.reject()


def test_that_a_network_that_does_not_answer_keeps_nobody_waiting(
    parent: QWidget, person: Path, monkeypatch: pytest.MonkeyPatch, proposed: Proposed
) -> None:
    answer, asked = Event(), Event()
    look = Path.is_dir

    def is_dir(path: Path) -> bool:
        # A share that is gone: the system answers after half a minute.
        if path.name == "Partage":
            asked.set()
            assert answer.wait(60)
        return look(path)

    monkeypatch.setattr(Path, "is_dir", is_dir)
    monkeypatch.setattr(choosing, "_PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr(choosing._Last, "folder", Path("//serveur/Partage"))
    chooser = ask_where_to_write(parent, "Exporter", "liste.xlsx", "XLSX (*.xlsx)", print, endings=("xlsx",))
    assert asked.wait(60)
    assert not chooser.isVisible()
    assert proposed(chooser) == person / "liste.xlsx"
    answer.set()
    chooser.reject()


def test_that_what_asked_for_a_file_may_be_closed_before_the_folder_answers(qtbot: QtBot) -> None:
    parent = QWidget()
    chooser = ask_what_to_read(parent, "Lire", "Tout (*)", print)
    parent.close()
    parent.deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(chooser))
