"""The first start offers three doors, and tries a connection before it is taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QScrollArea
from pytestqt.qtbot import QtBot

from agence_desktop.core.errors import UnreachableError
from agence_desktop.desktop.dialogs.first_run import ConnectionDraft, Door, FirstRunChoice, FirstRunDialog
from agence_desktop.desktop.tasks import Tasks
from support.accessibility import check_window, escape_closes


@dataclass
class Server:
    """Answers as told, and notes what it was asked."""

    sentence: str = ""
    asked: list[ConnectionDraft] = field(default_factory=list)

    def answer(self, draft: ConnectionDraft) -> str:
        self.asked.append(draft)
        if self.sentence:
            raise UnreachableError("no_host", self.sentence)
        return "La connexion est établie."


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def dialog(qtbot: QtBot, tasks: Tasks, server: Server, tmp_path: Path) -> Iterator[FirstRunDialog]:
    made = FirstRunDialog(tasks, server.answer, tmp_path / "agence.sqlite")
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()


def fill(dialog: FirstRunDialog) -> None:
    dialog.ui.sharedDoor.click()
    dialog.ui.host.setText("agence.exemple.qc.ca")
    dialog.ui.login.setText("mcaron")
    dialog.ui.password.setText("secret ")


def test_that_the_doors_leave_no_void_below_them(dialog: FirstRunDialog) -> None:
    def void() -> int:
        last = dialog.ui.sharedDoor
        return dialog.height() - last.mapTo(dialog, last.rect().bottomLeft()).y()

    QApplication.processEvents()
    assert void() <= 32
    dialog.ui.sharedDoor.click()
    assert dialog.ui.pages.currentWidget() is dialog.ui.shared
    dialog.ui.backButton.click()
    QApplication.processEvents()
    assert dialog.ui.pages.currentWidget() is dialog.ui.doors
    assert void() <= 32


def test_that_both_pages_are_usable_by_keyboard_and_ear(dialog: FirstRunDialog) -> None:
    check_window(dialog)
    dialog.ui.sharedDoor.click()
    check_window(dialog)


def test_that_with_large_letters_on_a_small_screen_the_page_scrolls_and_nothing_is_cut(
    qtbot: QtBot, qapp: QApplication, dialog: FirstRunDialog
) -> None:
    former, twice = qapp.font(), qapp.font()
    twice.setPixelSize(2 * former.pixelSize())
    qapp.setFont(twice)
    try:
        dialog.ui.sharedDoor.click()
        assert dialog.height() <= dialog.screen().availableGeometry().height()
        dialog.resize(1_120, 700)
        dialog.ui.verdict.setText("Le serveur de la base ne prouve pas son identité. " * 6)
        ui = dialog.ui
        parts = (ui.host, ui.keepPassword, ui.passwordNote, ui.verdict, ui.connectButton)
        for part in parts:
            hint = part.heightForWidth(part.width()) if part.hasHeightForWidth() else part.sizeHint().height()
            qtbot.waitUntil(lambda one=part, least=hint: one.height() >= least)
        (scroll,) = dialog.findChildren(QScrollArea)
        ui.testButton.setFocus()
        qtbot.keyClick(ui.testButton, Qt.Key.Key_Tab)
        assert ui.connectButton.hasFocus()
        foot = ui.connectButton.mapTo(scroll.viewport(), ui.connectButton.rect().bottomLeft()).y()
        assert foot <= scroll.viewport().height()
    finally:
        qapp.setFont(former)


def test_that_escape_chooses_nothing(qtbot: QtBot, dialog: FirstRunDialog) -> None:
    with qtbot.assertNotEmitted(dialog.chosen):
        assert escape_closes(dialog)


def test_that_the_demonstration_is_one_click_away(qtbot: QtBot, dialog: FirstRunDialog) -> None:
    with qtbot.waitSignal(dialog.chosen) as signal:
        dialog.ui.demoDoor.click()
    assert signal.args == [FirstRunChoice(Door.DEMO)]


def test_that_a_local_base_is_a_file_that_one_names(
    qtbot: QtBot, dialog: FirstRunDialog, tmp_path: Path
) -> None:
    dialog.ui.localDoor.click()
    chooser = dialog.findChild(QFileDialog)
    assert chooser is not None
    with qtbot.waitSignal(dialog.chosen) as signal:
        chooser.fileSelected.emit(str(tmp_path / "mienne.sqlite"))
    assert signal.args == [FirstRunChoice(Door.LOCAL, tmp_path / "mienne.sqlite")]
    chooser.close()


def test_that_a_connection_that_fails_is_explained_and_chooses_nothing(
    qtbot: QtBot, tasks: Tasks, dialog: FirstRunDialog, server: Server
) -> None:
    server.sentence = "Le serveur « agence.exemple.qc.ca » ne répond pas. Vérifiez son adresse."
    fill(dialog)
    with qtbot.assertNotEmitted(dialog.chosen):
        dialog.ui.connectButton.click()
        assert not dialog.ui.connectButton.isEnabled()
        qtbot.waitUntil(lambda: tasks.idle)
    assert dialog.ui.verdict.text() == server.sentence
    assert dialog.ui.connectButton.isEnabled()


def test_that_a_connection_is_taken_once_it_was_tried(
    qtbot: QtBot, dialog: FirstRunDialog, server: Server
) -> None:
    fill(dialog)
    with qtbot.waitSignal(dialog.chosen) as signal:
        dialog.ui.connectButton.click()
    expected = ConnectionDraft("agence.exemple.qc.ca", 5432, "agence", "mcaron", "secret ")
    assert signal.args == [FirstRunChoice(Door.SHARED, connection=expected)]
    assert server.asked == [expected]


def test_that_trying_alone_chooses_nothing(qtbot: QtBot, tasks: Tasks, dialog: FirstRunDialog) -> None:
    fill(dialog)
    with qtbot.assertNotEmitted(dialog.chosen):
        dialog.ui.testButton.click()
        qtbot.waitUntil(lambda: tasks.idle)
    assert dialog.ui.verdict.text() == "La connexion est établie."
    dialog.ui.host.setText("ailleurs")
    assert dialog.ui.verdict.text() == ""


def test_that_nothing_is_tried_while_a_field_is_wrong(dialog: FirstRunDialog, server: Server) -> None:
    dialog.ui.sharedDoor.click()
    dialog.ui.port.setText("70000")
    dialog.ui.testButton.click()
    assert server.asked == []
    assert set(dialog.form.errors) == {"host", "port"}
    assert dialog.ui.host.hasFocus()


@pytest.mark.parametrize(
    ("draft", "address"),
    [
        (ConnectionDraft("h", 5432, "agence", ""), "postgresql://h:5432/agence"),
        (ConnectionDraft("h", 1, "a b", "x@y", "s"), "postgresql://x%40y@h:1/a%20b"),
        (ConnectionDraft("::1", 5432, "agence", "m"), "postgresql://m@[::1]:5432/agence"),
    ],
)
def test_that_the_address_holds_no_password(draft: ConnectionDraft, address: str) -> None:
    assert draft.address == address
    assert "'s'" not in repr(draft)


def test_that_keys_of_the_doors_are_their_mnemonics(qtbot: QtBot, dialog: FirstRunDialog) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: dialog.ui.pages.currentWidget() is dialog.ui.shared)
