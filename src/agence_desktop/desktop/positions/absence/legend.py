"""What the patterns of the bars mean, drawn as they are drawn."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.positions.absence import texts
from agence_desktop.desktop.positions.absence.bars_paint import BAR, paint_bar, paint_due
from agence_desktop.desktop.tokens import Type

_SAMPLE, _MARK, _GAP, _SPACE = 22, 8, 5, 14


class Legend(QWidget):
    """Samples with their words on one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The room of samples and words."""
        metrics, scale = QFontMetricsF(theme.font(Type.HELP)), theme.scaled
        words = [*texts.LEGEND.values(), texts.DUE_MARK, texts.LIMIT_MARK]
        samples = 3 * scale(_SAMPLE) + 2 * scale(_MARK) + 5 * scale(_GAP) + 4 * scale(_SPACE)
        width = samples + sum(metrics.horizontalAdvance(word) for word in words)
        return QSize(round(width) + 6, scale(20))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a larger font."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw samples and words."""
        with QPainter(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        left, scale, height = 0.0, theme.scaled, theme.scaled(BAR)
        middle = self.height() / 2
        for state, word in texts.LEGEND.items():
            box = QRectF(round(left), round(middle - height / 2), scale(_SAMPLE), height)
            paint_bar(painter, box, state)
            left = self._word(painter, box.right() + scale(_GAP), word)
        box = QRectF(left, 0, scale(_MARK), self.height())
        paint_due(painter, box)
        left = self._word(painter, box.right() + scale(_GAP), texts.DUE_MARK)
        painter.setPen(QPen(theme.tokens().color("danger"), 2))
        x = left + scale(_MARK) / 2
        painter.drawLine(QPointF(x, 2), QPointF(x, self.height() - 2))
        self._word(painter, left + scale(_MARK) + scale(_GAP), texts.LIMIT_MARK)

    def _word(self, painter: QPainter, left: float, word: str) -> float:
        """Draw a word; where the next sample begins."""
        painter.setFont(theme.font(Type.HELP))
        painter.setPen(theme.tokens().color("text"))
        width = QFontMetricsF(painter.font()).horizontalAdvance(word)
        area = QRectF(left, 0, width + 2, self.height())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), word)
        return left + width + theme.scaled(_SPACE)
