"""The signs of how complete a section is, drawn as vectors."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from agence_desktop.desktop import icons, theme
from agence_desktop.positions.completeness import Mark

_ICONS = {
    Mark.COMPLETE: ("check-circle", "ok"),
    Mark.MISSING: ("alert-circle", "danger"),
    Mark.PROGRAM: ("cog-outline", "secondary"),
}
SIGNATURE = "signature-freehand"
SIDE = 16


def paint_mark(painter: QPainter, area: QRectF, mark: Mark, icon: str = "") -> None:
    """Draw a sign into a square; ``icon`` stands in for that of the mark."""
    name, ink = _ICONS.get(mark, ("", "warning" if mark is Mark.PART else "outline"))
    if name or icon:
        icons.paint(painter, area, icon or name, theme.tokens().color(ink))
        return
    ring = area.adjusted(1.75, 1.75, -1.75, -1.75)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    color = theme.tokens().color(ink)
    painter.setPen(QPen(color, 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring)
    if mark is Mark.PART:
        painter.setBrush(color)
        painter.drawPie(ring, 90 * 16, 180 * 16)
    painter.restore()


class MarkLabel(QWidget):
    """A sign beside its word, which says the same."""

    def __init__(self, mark: Mark, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = mark
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square."""
        side = theme.scaled(SIDE)
        return QSize(side, side)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a larger font."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign."""
        painter = QPainter(self)
        paint_mark(painter, QRectF(self.rect()), self._mark)
        painter.end()
