"""Dialogues that Qt makes are French, and those of the system are taken where there are some."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

SHOWN = """
import json, sys
from pathlib import Path
from agence_desktop.desktop import application
from agence_desktop.desktop.application import DesktopOptions

folder = Path(sys.argv[1])

def wire(runtime):
    from PySide6.QtCore import QLocale, Qt
    from PySide6.QtGui import QAction, QKeySequence
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter
    from PySide6.QtWidgets import (
        QAbstractButton, QApplication, QDialogButtonBox, QFileDialog, QLabel, QLineEdit, QMessageBox
    )
    from agence_desktop.desktop.widgets.choosing import ask_what_to_read

    window = runtime.window
    box, every = QMessageBox(window), QDialogButtonBox(window)
    kinds = QDialogButtonBox.StandardButton
    for kind in (kinds.Ok, kinds.Cancel, kinds.Yes, kinds.No, kinds.Save, kinds.Open, kinds.Close,
                 kinds.Discard, kinds.Retry, kinds.Abort, kinds.Ignore, kinds.Help, kinds.Apply):
        every.addButton(kind)
    chooser = ask_what_to_read(window, "Lire", "Tout (*)", print)
    printer = QPrinter()
    paper = QPrintDialog(printer, window)
    field = QLineEdit(window)
    told = {
        "buttons": [button.text() for button in every.buttons()],
        "message": box.addButton(QMessageBox.StandardButton.Cancel).text(),
        "chooser": [one.text() for one in chooser.findChildren(QLabel)]
        + [one.text() or one.toolTip() for one in chooser.findChildren(QAbstractButton)],
        "paper": [one.text() for one in paper.findChildren(QAbstractButton)],
        "field": [one.text() for one in field.createStandardContextMenu().actions()],
        "keys": QKeySequence("Ctrl+Shift+PgDown").toString(QKeySequence.SequenceFormat.NativeText),
        "locale": QLocale().name(),
        "native": not QApplication.testAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
        and not chooser.testOption(QFileDialog.Option.DontUseNativeDialog),
        "rounding": QApplication.highDpiScaleFactorRoundingPolicy().name,
        "icon": [size.width() for size in QApplication.windowIcon().availableSizes()],
        "window": [size.width() for size in window.windowIcon().availableSizes()],
        "dialogue": [size.width() for size in box.windowIcon().availableSizes()],
    }
    print(json.dumps(told))
    chooser.reject()
    window.close()
    return []

sys.exit(application.run(DesktopOptions(folder / "fenetre.ini", folder / "brouillons"), wire))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the program shows, started as it is."""
    done = subprocess.run(
        [sys.executable, "-c", SHOWN, str(tmp_path_factory.mktemp("compte"))],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "LANG": "en_US.UTF-8", "LANGUAGE": "en"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_that_buttons_of_messages_and_forms_are_french(told: dict[str, Any]) -> None:
    plain = {text.replace("&", "") for text in told["buttons"]}
    assert plain == {
        "OK",
        "Annuler",
        "Oui",
        "Non",
        "Enregistrer",
        "Ouvrir",
        "Fermer",
        "Ne pas tenir compte",
        "Réessayer",
        "Abandonner",
        "Ignorer",
        "Aide",
        "Appliquer",
    }
    assert told["message"] == "Annuler"


def test_that_choosing_a_file_is_french(told: dict[str, Any]) -> None:
    plain = {text.replace("&", "") for text in told["chooser"]}
    assert {"Ouvrir", "Annuler", "Dossier parent", "Regarder dans\u00a0:", "Type de fichier\u00a0:"} <= plain
    assert not {text for text in plain if text.endswith("of type:") or text.startswith("Look")}


def test_that_printing_is_french(told: dict[str, Any]) -> None:
    plain = {text.replace("&", "") for text in told["paper"]}
    if sys.platform == "win32":
        assert not plain  # the dialogue is that of Windows
        return
    assert {"Imprimer", "Annuler", "Imprimer tout", "Pages", "Portrait", "Paysage"} <= plain


def test_that_menus_of_fields_and_names_of_keys_are_french(told: dict[str, Any]) -> None:
    assert [text.partition("\t")[0].replace("&", "") for text in told["field"] if text] == [
        "Annuler",
        "Rétablir",
        "Couper",
        "Copier",
        "Coller",
        "Supprimer",
        "Tout sélectionner",
    ]
    assert told["keys"] == "Ctrl+Maj+Page suiv"
    assert told["locale"] == "fr_CA"


def test_that_the_dialogues_of_the_system_are_taken(told: dict[str, Any]) -> None:
    assert told["native"]


def test_that_screens_between_two_whole_scales_are_drawn_at_their_own(told: dict[str, Any]) -> None:
    assert told["rounding"] == "PassThrough"


def test_that_every_window_has_the_icon_in_every_size(told: dict[str, Any]) -> None:
    assert {16, 32, 48, 256} <= set(told["icon"])
    assert told["window"] == told["dialogue"] == told["icon"]
