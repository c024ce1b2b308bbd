"""The legend under the matrix: what frames, patterns and signs mean."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.calendar.patterns import hatch
from agence_desktop.desktop.positions.matrix import texts
from agence_desktop.desktop.positions.matrix.painting import paint_bars, paint_depth_sign
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.bar_layout import BarLayout
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.positions.rows import Colour

Draw = Callable[[QPainter, QRectF], object]


class _Sign(QWidget):
    def __init__(self, draw: Draw, wide: bool) -> None:
        super().__init__()
        self._draw = draw
        self._wide = wide

    def sizeHint(self) -> QSize:
        """A small cell, or a square."""
        return QSize(theme.scaled(26 if self._wide else 14), theme.scaled(16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sample."""
        with QPainter(self) as painter:
            self._draw(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1))


class Legend(QWidget):
    """Samples with their words; goes on to a second line where room lacks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        bar = BarLayout(self, gap=18)
        bar.setContentsMargins(0, 0, 0, 0)
        samples: tuple[tuple[Draw, bool, str], ...] = (
            (_frame, True, texts.LEGEND_COVERS),
            (_hatched, True, texts.LEGEND_STALE),
            (_dotted, True, texts.LEGEND_TRAINING),
            (_bars, True, texts.LEGEND_LEVEL),
            (_icon("key-variant", "text"), False, texts.LEGEND_ACCESS),
            (_icon("close", "danger"), False, texts.LEGEND_NO_ACCESS),
            (_depth(Colour.GREEN), False, texts.LEGEND_ENOUGH),
            (_depth(Colour.YELLOW), False, texts.LEGEND_FEW),
            (_depth(Colour.RED), False, texts.LEGEND_NOBODY),
        )
        for draw, wide, words in samples:
            held = QWidget()
            line = QHBoxLayout(held)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(6)
            line.addWidget(_Sign(draw, wide))
            line.addWidget(Label(words, Type.HELP))
            bar.addWidget(held)


def _frame(painter: QPainter, area: QRectF) -> None:
    painter.setPen(QPen(theme.tokens().color("text"), 2))
    painter.drawRect(area.adjusted(1, 1, -1, -1))


def _hatched(painter: QPainter, area: QRectF) -> None:
    hatch(painter, area, theme.tokens().color("hatch"), 4)
    painter.setPen(theme.tokens().color("line"))
    painter.drawRect(area)


def _dotted(painter: QPainter, area: QRectF) -> None:
    painter.setPen(QPen(theme.tokens().color("secondary"), 1, Qt.PenStyle.DotLine))
    painter.drawRect(area)


def _bars(painter: QPainter, area: QRectF) -> None:
    paint_bars(painter, QPointF(area.left() + 2, area.center().y()), 3)


def _icon(name: str, ink: str) -> Draw:
    def draw(painter: QPainter, area: QRectF) -> None:
        side = min(area.width(), area.height())
        box = QRectF(area.left(), area.center().y() - side / 2, side, side)
        icons.paint(painter, box, name, theme.tokens().color(ink))

    return draw


def _depth(colour: Colour) -> Draw:
    def draw(painter: QPainter, area: QRectF) -> None:
        side = min(area.width(), area.height()) - 2
        box = QRectF(area.left() + 1, area.center().y() - side / 2, side, side)
        paint_depth_sign(painter, box, colour)

    return draw
