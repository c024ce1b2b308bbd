"""A splitter whose handles show a short grip, so that one sees what can be dragged."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle

from agence_desktop.desktop import theme

_LENGTH, _THICKNESS = 24, 2


class GripHandle(QSplitterHandle):
    """A handle with its grip in the middle."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the grip, where something can be dragged."""
        if not self.isEnabled():
            return
        length, thick = float(theme.scaled(_LENGTH)), float(_THICKNESS)
        across = self.orientation() is Qt.Orientation.Horizontal
        grip = QRectF(0, 0, thick, length) if across else QRectF(0, 0, length, thick)
        grip.moveCenter(QRectF(self.rect()).center())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.tokens().color("outline"))
            painter.drawRoundedRect(grip, 1, 1)


class GripSplitter(QSplitter):
    """A splitter with grips."""

    def createHandle(self) -> QSplitterHandle:
        """With a grip."""
        return GripHandle(self.orientation(), self)
