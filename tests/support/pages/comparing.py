"""Page object of the comparison of two versions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from agence_desktop.desktop.positions.deciding.changes_model import ChangeRow
from agence_desktop.desktop.positions.deciding.compare_place import ComparePlace
from agence_desktop.desktop.positions.keys import COMPARISON
from support.windows import OpenWindow


class ComparisonPage:
    """The comparison as somebody works on it."""

    def __init__(self, opened: OpenWindow, **state: object) -> None:
        self.opened = opened
        place = opened.go(COMPARISON, **state)
        assert isinstance(place, ComparePlace)
        self.place = place

    def press(self, keys: str) -> None:
        """A shortcut of the window."""
        QTest.keySequence(self.opened.window, QKeySequence(keys))
        self.opened.settle()

    def space(self) -> None:
        """The space bar in the table."""
        self.place.view.setFocus()
        QTest.keyClick(self.place.view, Qt.Key.Key_Space)

    def labels(self) -> list[str]:
        """The fields that changed, in order."""
        return [row.change.label for row in self.place.model.rows if isinstance(row, ChangeRow)]

    def see_all(self) -> None:
        """Tick every change."""
        for number, row in enumerate(self.place.model.rows):
            if isinstance(row, ChangeRow):
                self.place.model.set_seen(number, True)

    def validate_all(self) -> None:
        """Tick everything to validate."""
        for check in self.place.panel.checks.open:
            self.place.panel.checks.tick(check.key)

    def answer(self, words: str) -> None:
        """Answer the question that is asked."""
        box = self.place.findChild(QMessageBox)
        assert box is not None
        next(one for one in box.buttons() if one.text() == words).click()
        self.opened.settle()
