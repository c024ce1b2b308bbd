"""Page objects of unique positions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agence_desktop.desktop.positions.keys import MATRIX
from agence_desktop.desktop.positions.matrix.card import LevelCard
from agence_desktop.desktop.positions.matrix.grid import Face
from agence_desktop.desktop.positions.matrix.matrix_place import MatrixPlace
from support.fragile import Fragile
from support.windows import OpenWindow


class MatrixPage:
    """The matrix of the unit, worked by keyboard; persons and positions by the numbers of the story."""

    def __init__(self, opened: OpenWindow, unit: Fragile) -> None:
        self.opened, self.unit = opened, unit
        opened.go(MATRIX, unit=unit.unit_id)

    @property
    def place(self) -> MatrixPlace:
        """The place."""
        place = self.opened.window.place
        assert isinstance(place, MatrixPlace)
        return place

    def titles(self) -> list[str]:
        """The titles of the columns, in full."""
        return [head.said for head in self.place.view.model.grid.heads]

    def lines(self) -> list[list[str]]:
        """The lines that scroll, as text."""
        return self.place.view.model.table()[1]

    def totals(self) -> list[list[str]]:
        """The lines that stay below, as text."""
        return self.place.view.totals.table()[1]

    def stand_on(self, position: int, task: str, person: int) -> Face:
        """Put the keyboard on a cell."""
        view = self.place.view
        assert view.seek(self.unit.positions[position], task, self.unit.people[person])
        view.table.setFocus()
        return self.face()

    def face(self) -> Face:
        """What stands under the keyboard."""
        face = self.place.view.table.current_face()
        assert face is not None
        return face

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key in the table."""
        QTest.keyClick(self.place.view.table, key, modifier)

    def card(self) -> LevelCard:
        """The card, once it has been read."""
        self.press(Qt.Key.Key_Return)
        card = self.place.card
        assert card is not None
        self.opened.settle()
        return card
