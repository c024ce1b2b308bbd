"""What the patterns of the bars mean, drawn as they are drawn."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.positions.absence import texts
from agence_desktop.desktop.positions.absence.bars_paint import BAR, paint_bar, paint_due
from agence_desktop.desktop.tokens import Type
from agence_desktop.positions.absence import ReliefState

_SAMPLE, _MARK, _GAP, _HEIGHT = 22, 8, 5, 20


class LegendItem(QWidget):
    """One sample with its word."""

    def __init__(self, word: str, sample: int, draw: Callable[[QPainter, QRectF], object]) -> None:
        super().__init__()
        self._word, self._sample, self._draw = word, sample, draw
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The room of sample and word."""
        width = QFontMetricsF(theme.font(Type.HELP)).horizontalAdvance(self._word)
        return QSize(theme.scaled(self._sample + _GAP) + round(width) + 2, theme.scaled(_HEIGHT))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a larger font."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw both."""
        sample = theme.scaled(self._sample)
        with QPainter(self) as painter:
            self._draw(painter, QRectF(0, 0, sample, self.height()))
            painter.setFont(theme.font(Type.HELP))
            painter.setPen(theme.tokens().color("text"))
            room = QRectF(self.rect()).adjusted(sample + theme.scaled(_GAP), 0, 2, 0)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), self._word)


def legend_items() -> list[LegendItem]:
    """Relief by state, due days, limits."""
    states = [LegendItem(word, _SAMPLE, partial(_bar, state)) for state, word in texts.LEGEND.items()]
    marks = [
        LegendItem(texts.DUE_MARK, _MARK, paint_due),
        LegendItem(texts.LIMIT_MARK, _MARK, _limit),
    ]
    return [*states, *marks]


def _bar(state: ReliefState, painter: QPainter, area: QRectF) -> None:
    height = theme.scaled(BAR)
    top = round(area.center().y() - height / 2)
    paint_bar(painter, QRectF(area.left(), top, area.width(), height), state)


def _limit(painter: QPainter, area: QRectF) -> None:
    painter.setPen(QPen(theme.tokens().color("danger"), 2))
    x = area.center().x()
    painter.drawLine(QPointF(x, area.top() + 2), QPointF(x, area.bottom() - 2))
