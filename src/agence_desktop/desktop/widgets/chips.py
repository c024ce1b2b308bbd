"""Chips: a state as word, icon and outline, so that no state is told by colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.columns import Chip, Look

_ICON, _PAD, _GAP, _HEIGHT = 14, 6, 5, 20


@dataclass(frozen=True, slots=True)
class _Style:
    """Tokens and pattern of a look: ``bars`` at the left, the outline's pen, and a struck word."""

    ink: str
    ground: str
    edge: str
    bars: int = 0
    pen: Qt.PenStyle = Qt.PenStyle.SolidLine
    struck: bool = False


_STYLES = {
    Look.FREE: _Style("ok", "ok_ground", "ok"),
    Look.CONFIRMED: _Style("text", "block", "accent", bars=1),
    Look.REQUESTED: _Style("warning", "surface", "warning", pen=Qt.PenStyle.DashLine),
    Look.WAITING: _Style("text", "surface", "hatch", pen=Qt.PenStyle.DotLine),
    Look.PRESENT: _Style("ok", "ok_ground", "ok", bars=2),
    Look.DONE: _Style("text", "done", "outline"),
    Look.NO_SHOW: _Style("danger", "surface", "danger"),
    Look.CANCELLED: _Style("secondary", "surface", "line", struck=True),
    Look.TAKEN: _Style("danger", "danger_ground", "danger"),
    Look.CLOSED: _Style("text", "closed", "line"),
    Look.OUTSIDE: _Style("warning", "warning_ground", "warning"),
    Look.LATE: _Style("warning", "warning_ground", "warning"),
    Look.NEUTRAL: _Style("text", "done", "line"),
}


def _font(struck: bool) -> QFont:
    made = theme.font(Type.HELP)
    made.setStrikeOut(struck)
    return made


def chip_size(chip: Chip) -> QSize:
    """The room a chip needs."""
    scale = theme.scaled
    words = QFontMetricsF(_font(False)).horizontalAdvance(chip.word)
    icon = scale(_ICON) + scale(_GAP) if chip.icon else 0
    bars = scale(4) * _STYLES[chip.look].bars
    height = max(scale(_HEIGHT), round(QFontMetricsF(_font(False)).height()) + 4)
    return QSize(round(words + icon + bars + 2 * scale(_PAD) + 2), height)


def paint_chip(painter: QPainter, area: QRectF, chip: Chip) -> None:
    """Draw a chip at the left of ``area``, centred in its height, cut where the area ends."""
    style, look, size = _STYLES[chip.look], theme.tokens(), chip_size(chip)
    box = QRectF(area.left(), area.center().y() - size.height() / 2, 0, size.height())
    box.setWidth(min(float(size.width()), area.width()))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.color(style.edge), 1, style.pen))
    painter.setBrush(look.color(style.ground))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    left = box.left() + theme.scaled(_PAD)
    for bar in range(style.bars):
        x = box.left() + 2 + bar * theme.scaled(4)
        painter.setPen(QPen(look.color(style.edge), 2))
        painter.drawLine(QPointF(x, box.top() + 2), QPointF(x, box.bottom() - 2))
    left += theme.scaled(4) * style.bars
    if chip.icon:
        side = theme.scaled(_ICON)
        icons.paint(
            painter, QRectF(left, box.center().y() - side / 2, side, side), chip.icon, look.color(style.ink)
        )
        left += side + theme.scaled(_GAP)
    painter.setPen(look.color(style.ink))
    painter.setFont(_font(style.struck))
    room = QRectF(left, box.top(), box.right() - left - 2, box.height())
    shown = QFontMetricsF(painter.font()).elidedText(chip.word, Qt.TextElideMode.ElideRight, room.width() + 2)
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
    painter.restore()


class ChipLabel(QWidget):
    """A chip as a widget; its word is its accessible name."""

    def __init__(self, chip: Chip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chip = chip
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(chip.word)

    def set_chip(self, chip: Chip) -> None:
        """Show another state."""
        self._chip = chip
        self.setAccessibleName(chip.word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The room of the word and its icon."""
        return chip_size(self._chip)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a larger font."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        painter = QPainter(self)
        paint_chip(painter, QRectF(self.rect()), self._chip)
        painter.end()
