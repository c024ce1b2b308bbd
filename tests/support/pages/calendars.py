"""Page objects of the calendars of rooms: what a clerk sees and does there."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.desktop.calendar.items import Block, Ghost
from agence_desktop.desktop.shell.window import MainWindow
from agence_desktop.desktop.spaces.calendars.calendar_place import CalendarPlace

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
DIALOG = TypeVar("DIALOG", bound=QDialog)


class CalendarPage:
    """A calendar in the real window."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window

    @property
    def place(self) -> CalendarPlace:
        """The place that is shown."""
        place = self.window.place
        assert isinstance(place, CalendarPlace)
        return place

    def settled(self) -> CalendarPage:
        """Once everything is read and drawn, and changes that were announced meanwhile too."""
        for _ in range(2):
            self.qtbot.waitUntil(lambda: self.window.settled and not self.place.busy())
            QApplication.processEvents()
        self.qtbot.waitUntil(lambda: self.window.settled and not self.place.busy())
        return self

    def rooms(self) -> list[str]:
        """The titles of the rows."""
        return [row.title for row in self.place.view.rows]

    def block(self, occurrence_id: int) -> Block | None:
        """A date as it is drawn."""
        return self.place.view.store.get(str(occurrence_id))

    def slot(self, occurrence_id: int) -> tuple[str, datetime, datetime]:
        """Where a date is drawn: its room, and its wall clocks at Québec."""
        block = self.block(occurrence_id)
        assert block is not None
        row = self.place.view.row(block.row_key)
        assert row is not None
        start, end = to_wall(block.span.start, QUEBEC), to_wall(block.span.end, QUEBEC)
        return row.title, start, end

    def select(self, occurrence_id: int) -> None:
        """Put the keyboard on a date."""
        self.place.view.setFocus()
        self.qtbot.waitUntil(self.place.view.hasFocus)
        assert self.place.view.select(str(occurrence_id))

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key on the calendar."""
        self.qtbot.keyClick(self.place.view, key, held)

    def carry(self, *keys: Qt.Key) -> Ghost:
        """Move the selected date with Ctrl and arrows; what the ghost answers where it stops."""
        for key in keys:
            self.press(key, CTRL)
        self.qtbot.waitUntil(lambda: self.place.view.gestures.answer is not None)
        self.qtbot.waitUntil(lambda: self.window.settled)
        answer = self.place.view.gestures.answer
        assert answer is not None
        return answer

    def card(self) -> str:
        """What the card says."""
        self.qtbot.waitUntil(lambda: not self.place.card.loading and self.window.settled)
        return self.place.card.card.words()

    def said(self) -> list[str]:
        """The messages shown."""
        return self.window.toasts.sentences

    def undo(self) -> None:
        """Ctrl+Z."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.qtbot.keyClick(self.window, Qt.Key.Key_Z, CTRL)
        self.settled()

    def dialog(self, kind: type[DIALOG]) -> DIALOG:
        """The dialogue of a kind, once it is shown."""
        self.qtbot.waitUntil(lambda: self._open(kind) is not None)
        found = self._open(kind)
        assert found is not None
        return found

    @staticmethod
    def _open(kind: type[DIALOG]) -> DIALOG | None:
        windows: list[QWidget] = QApplication.topLevelWidgets()
        return next((one for one in windows if isinstance(one, kind) and one.isVisible()), None)
