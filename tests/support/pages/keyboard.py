"""Somebody who has no mouse: shortcuts of the window, Tab from field to field, words typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from agence_desktop.desktop.widgets.chooser import Chooser
from support.pages.teams import TeamsPage

MOST_TABS = 80


def type_words(widget: QWidget, words: str) -> None:
    """Letter by letter, accents too."""
    for letter in words:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


class Keyboard:
    """Hands on the keyboard of a window and of the dialogues it opens."""

    def __init__(self, page: TeamsPage) -> None:
        self.page = page

    @property
    def focus(self) -> QWidget:
        """What the keyboard stands on."""
        if QApplication.focusWidget() is None:
            # A desktop gives it back to the window when a dialogue closes; here nobody does.
            self.page.window.activateWindow()
            self.page.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def press(self, keys: str) -> None:
        """A shortcut, where the keyboard stands."""
        QTest.keySequence(self.focus, QKeySequence(keys))
        self.page.settle()

    def tab_to(self, wanted: QWidget) -> None:
        """Tab until the keyboard stands on a field, or within it."""
        for _ in range(MOST_TABS):
            now = self.focus
            if now is wanted or wanted.isAncestorOf(now):
                return
            QTest.keyClick(now, Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {wanted.accessibleName() or wanted}")

    def write(self, wanted: QWidget, words: str) -> None:
        """Replace what a field holds."""
        self.tab_to(wanted)
        QTest.keyClick(self.focus, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        type_words(self.focus, words)

    def look_up(self, wanted: Chooser, words: str) -> None:
        """Type into a chooser and take the first that it finds."""
        self.tab_to(wanted)
        type_words(wanted, words)
        popup = wanted.completer().popup()
        assert isinstance(popup, QAbstractItemView)
        self.page.qtbot.waitUntil(popup.isVisible)
        if popup.model().rowCount() > 1:
            QTest.keyClick(popup, Qt.Key.Key_Down)
        QTest.keyClick(popup, Qt.Key.Key_Return)
        assert wanted.value() is not None

    def find(self, words: str, taken: str) -> None:
        """Search everything with Ctrl+K and go to what begins so."""
        self.press("Ctrl+K")
        box = self.page.window.palette_box
        type_words(box.line, words)

        def told() -> str:
            return str(box.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) or "")

        def offered() -> bool:
            rows = range(box.model.rowCount())
            return any(str(box.model.index(row, 0).data()).startswith(taken) for row in rows)

        self.page.qtbot.waitUntil(offered)
        for _ in range(box.model.rowCount()):
            if told().startswith(taken):
                break
            QTest.keyClick(box.line, Qt.Key.Key_Down)
        assert told().startswith(taken), told()
        QTest.keyClick(box.line, Qt.Key.Key_Return)
        self.page.settle()
