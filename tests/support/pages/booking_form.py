"""The booking form as a person at the keyboard uses it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QListView, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from agence_desktop.desktop.dialogs.draft_offer import DraftOffer
from agence_desktop.desktop.shell.window import MainWindow
from agence_desktop.desktop.spaces.form.booking_dialog import BookingDialog
from agence_desktop.desktop.spaces.form.booking_form import open_booking_form
from agence_desktop.desktop.spaces.form.sheet_model import Line
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.seeds import BookingSeed, EditSeed
from agence_desktop.desktop.widgets.chooser import Chooser
from agence_desktop.desktop.widgets.segments import Segment

PLAIN = str.maketrans("\u00a0", " ")
LONG = 10_000


class BookingFormPage:
    """Opens the form over a window and works it by key."""

    def __init__(self, qtbot: QtBot, window: MainWindow, gateway: Gateway) -> None:
        self.qtbot, self.window, self.gateway = qtbot, window, gateway

    def open(self, seed: BookingSeed | EditSeed | None = None) -> BookingFormPage:
        """Open the form and wait for what it reads."""
        open_booking_form(self.window, self.gateway, seed or BookingSeed())
        self.qtbot.waitUntil(lambda: self.shown() is not None, timeout=LONG)
        self.dialog.activateWindow()
        self.qtbot.waitUntil(self.dialog.isActiveWindow, timeout=LONG)
        return self.settled()

    def ask(self, seed: BookingSeed | None = None) -> DraftOffer:
        """Open the form where a draft is waiting: what is offered."""
        open_booking_form(self.window, self.gateway, seed or BookingSeed())
        self.qtbot.waitUntil(lambda: self.window.findChild(DraftOffer) is not None, timeout=LONG)
        found = self.window.findChild(DraftOffer)
        assert isinstance(found, DraftOffer)
        return found

    def shown(self) -> BookingDialog | None:
        """The form, where one is open."""
        found = self.window.findChildren(BookingDialog)
        return next((one for one in found if one.isVisible()), None)

    @property
    def dialog(self) -> BookingDialog:
        """The form."""
        found = self.shown()
        assert found is not None, "no form is open"
        return found

    @property
    def lines(self) -> tuple[Line, ...]:
        """The dates as the sheet shows them."""
        return self.dialog.panel.lines

    def settled(self) -> BookingFormPage:
        """Wait until nothing is being read or judged."""

        def quiet() -> bool:
            form = self.shown()
            return self.window.settled and (form is None or not form.panel.waiting)

        self.qtbot.waitUntil(quiet, timeout=LONG)
        return self

    def focus(self) -> QWidget:
        """Where the keyboard is."""
        found = QApplication.focusWidget()
        assert found is not None, "the keyboard is nowhere"
        return found

    def press(self, *keys: Qt.Key) -> None:
        """Press keys, wherever the keyboard is."""
        for key in keys:
            QTest.keyClick(self.focus(), key)

    def type(self, text: str) -> None:
        """Type a text, wherever the keyboard is, over what stands there."""
        QTest.keyClick(self.focus(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        for letter in text:
            # QTest knows no key for accented letters.
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self.focus(), event)

    def tab_to(self, name: str) -> QWidget:
        """Press Tab until the keyboard is on what a screen reader calls so."""
        for _ in range(60):
            if self.focus().accessibleName().translate(PLAIN).startswith(name):
                return self.focus()
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach « {name} »")

    def choose(self, text: str) -> None:
        """Type in the chooser that has the keyboard and take the first answer."""
        field = self.focus()
        assert isinstance(field, Chooser)
        self.type(text)
        popup = field.completer().popup()
        assert isinstance(popup, QListView)
        self.qtbot.waitUntil(lambda: popup.isVisible() and popup.model().rowCount() > 0, timeout=LONG)
        QTest.keyClick(popup, Qt.Key.Key_Down)
        QTest.keyClick(popup, Qt.Key.Key_Return)

    def save(self) -> None:
        """Ctrl+Entrée, and wait for the answer."""
        self.dialog.activateWindow()
        self.qtbot.waitUntil(self.dialog.isActiveWindow, timeout=LONG)
        QTest.keyClick(self.dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.settled()

    def fill(self) -> BookingFormPage:
        """Everything obligatory, by keyboard: the MTQ in room Chaudière, tomorrow week from 9 to 11."""
        self.tab_to("Organisme")
        self.choose("MTQ")
        self.tab_to("Objet")
        self.type("Comité de sécurité routière")
        self.tab_to("Espace")
        self.choose("chaudiere")
        self.tab_to("Date")
        self.type("1er décembre 2026")
        self.tab_to("Début")
        self.type("9-11")
        self.tab_to("Nombre de participants")
        self.type("8")
        self.press(Qt.Key.Key_Tab)
        return self.settled()

    def segment(self, number: int, word: str) -> Segment:
        """One word of the choices of a date (from 1)."""
        self.dialog.panel.table.choose(number - 1)
        segments = self.dialog.panel.table.segments(number - 1)
        assert segments is not None, f"date {number} has no choice"
        return next(one for one in segments.findChildren(Segment) if one.text() == word)

    def box(self, number: int) -> QComboBox:
        """The times or rooms offered for a date (from 1)."""
        found = self.dialog.panel.table.box(number - 1)
        assert found is not None, f"date {number} offers nothing"
        return found

    def stored(self) -> list[str]:
        """The column « Ce qui sera inscrit »."""
        model = self.dialog.panel.table.lines
        return [model.index(row, 4).data().translate(PLAIN) for row in range(model.rowCount())]

    def button(self) -> str:
        """What saving would do."""
        return self.dialog.save_button.text().translate(PLAIN)

    def note(self) -> str:
        """What the foot of the form says."""
        return self.dialog.draft_note.text().translate(PLAIN)

    def close(self) -> None:
        """Close without saving, whatever was typed."""
        if self.shown() is None:
            return
        dialog = self.dialog
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        question = dialog.findChild(QMessageBox)
        if question is not None:
            question.buttons()[0].click()
        self.settled()
