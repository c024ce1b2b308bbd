"""The editor of handover sheets as a person at the keyboard uses it."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMessageBox, QWidget

from agence_desktop.desktop.positions.editor.cells import CellField
from agence_desktop.desktop.positions.editor.lines_view import LinesView
from agence_desktop.desktop.positions.editor.sheet_place import SheetPlace
from agence_desktop.desktop.positions.editor.store import EditorStore
from agence_desktop.desktop.positions.keys import SHEET
from agence_desktop.positions.content import Sheet
from support.windows import OpenWindow

D = TypeVar("D", bound=QWidget)
LONG = 10_000
PLAIN = str.maketrans("\u00a0", " ")
_CONTROL = Qt.KeyboardModifier.ControlModifier


class SheetEditorPage:
    """Works the editor by key, over a window that is open."""

    def __init__(self, opened: OpenWindow, number: str = "P-0142") -> None:
        self.opened, self.number = opened, number

    @property
    def place(self) -> SheetPlace:
        """The editor."""
        place = self.opened.window.place
        assert isinstance(place, SheetPlace)
        return place

    @property
    def store(self) -> EditorStore:
        """What is being written."""
        return self.place.store

    @property
    def sheet(self) -> Sheet:
        """The content as it stands."""
        return self.store.content.sheet

    @property
    def tasks(self) -> LinesView:
        """The table of tasks."""
        return self.place._page(3).tables[0]

    def open(self, version: int | None = None, section: int = 3) -> SheetEditorPage:
        """Go to the sheet and wait for it."""
        self.opened.go(SHEET, number=self.number, version=version, section=section)
        return self

    def settle(self) -> SheetEditorPage:
        """Wait until nothing is read, saved or drawn."""
        self.opened.settle()
        return self

    def go(self, path: str) -> SheetEditorPage:
        """Put the keyboard at a path."""
        self.activate()
        self.store.go(path)
        return self

    def activate(self) -> None:
        """Bring the window to the front, as after a dialogue on a real desktop."""
        window = self.opened.window
        window.activateWindow()
        self.opened.qtbot.waitUntil(window.isActiveWindow, timeout=LONG)

    def focus(self) -> QWidget:
        """Where the keyboard is."""
        found = QApplication.focusWidget()
        assert found is not None, "the keyboard is nowhere"
        return found

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys, wherever the keyboard is."""
        for key in keys:
            QTest.keyClick(self.focus(), key, held)

    def control(self, key: Qt.Key) -> None:
        """Press a key with Ctrl."""
        self.press(key, held=_CONTROL)

    def type(self, text: str) -> None:
        """Type a text, wherever the keyboard is."""
        for letter in text:
            # QTest knows no key for accented letters.
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self.focus(), event)

    def paste(self, text: str) -> None:
        """Paste a text that another program put on the clipboard."""
        QGuiApplication.clipboard().setText(text)
        self.control(Qt.Key.Key_V)

    def cell(self, path: str) -> str:
        """What the table shows at a path."""
        place = self.tasks.lines.place(path)
        assert place is not None
        return str(self.tasks.lines.index(*place).data()).translate(PLAIN)

    def cell_field(self) -> CellField:
        """The field in which a cell is typed."""
        found = self.focus()
        assert isinstance(found, CellField)
        return found

    def todo(self) -> list[str]:
        """What is told to be missing."""
        return [one.label.translate(PLAIN) for one in self.store.todo]

    def dialog(self, kind: type[D]) -> D:
        """The dialogue that opened, once it did."""

        def shown() -> D | None:
            return next(
                (one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()),
                None,
            )

        self.opened.qtbot.waitUntil(lambda: shown() is not None, timeout=LONG)
        found = shown()
        assert found is not None
        return found

    def answer(self, words: str) -> None:
        """Press the button of a question."""
        box = self.dialog(QMessageBox)
        button = next(one for one in box.buttons() if one.text().translate(PLAIN) == words)
        button.click()
        self.settle()

    def click(self, words: str) -> None:
        """Press a button of the editor."""
        found = [
            one
            for one in self.place.findChildren(QAbstractButton)
            if one.isVisible() and one.text().translate(PLAIN) == words
        ]
        assert len(found) == 1, f"« {words} » {len(found)} times"
        found[0].click()
        self.settle()

    def no_dialog(self) -> bool:
        """Whether nothing stands over the window."""
        return not any(isinstance(one, QDialog) and one.isVisible() for one in QApplication.topLevelWidgets())
