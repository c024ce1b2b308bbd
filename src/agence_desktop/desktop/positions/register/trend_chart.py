"""The curve of twelve months: points joined by a line, first and last number, months; told in words too."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from agence_desktop.core.french import format_short_date
from agence_desktop.desktop import theme
from agence_desktop.desktop.positions.register import vulnerability_texts as texts
from agence_desktop.desktop.tokens import Type
from agence_desktop.positions.trend import TrendPoint

_GRID = (0, 25, 50, 75, 100)


class TrendChart(QWidget):
    """Mean V where it is seen, else mean C; it takes the keyboard so that a screen reader meets it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[TrendPoint, ...] = ()
        self._measured = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumHeight(theme.scaled(96))
        self.show_points(())

    @property
    def words(self) -> str:
        """The curve in words."""
        return texts.trend_words(self._points, self._measured)

    def show_points(self, points: Sequence[TrendPoint]) -> None:
        """Draw these."""
        self._points = tuple(points)
        self._measured = bool(points) and all(one.vulnerability is not None for one in points)
        self.setAccessibleName(texts.TREND)
        self.setAccessibleDescription(self.words)
        self.setToolTip(self.words)
        self.update()

    def sizeHint(self) -> QSize:
        """Wider than high."""
        return QSize(theme.scaled(240), theme.scaled(160))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the grid, the curve and what its ends say."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, font = theme.tokens(), theme.font(Type.HELP)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        margin, line = theme.scaled(12), metrics.height()
        area = QRectF(self.rect()).adjusted(
            margin + metrics.horizontalAdvance("100") + 6, line + 6, -margin - theme.scaled(28), -line - 8
        )
        if not self._points or area.height() < 10:
            return
        self._grid(painter, area)
        at = self._places(area)
        painter.setPen(QPen(look.color("accent"), 2))
        painter.drawPolyline(QPolygonF(at))
        painter.setBrush(look.color("surface"))
        for point in at:
            painter.drawEllipse(point, 2.5, 2.5)
        painter.setBrush(look.color("accent"))
        painter.drawEllipse(at[-1], 4, 4)
        painter.setPen(look.color("text"))
        title = f"{texts.trend_title(self._measured)}"
        painter.drawText(QPointF(margin, line), title)
        last = texts.trend_number(self._points[-1], self._measured)
        painter.setFont(theme.font(Type.SUBJECT))
        painter.drawText(QPointF(at[-1].x() + 8, at[-1].y() + line / 3), last)
        painter.setFont(font)
        painter.setPen(look.color("secondary"))
        self._months(painter, area, at, metrics)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(2, 2, -2, -2))
        painter.end()

    def _grid(self, painter: QPainter, area: QRectF) -> None:
        look, metrics = theme.tokens(), QFontMetricsF(painter.font())
        every = 1 if area.height() > 5 * metrics.height() else 2
        for value in _GRID[::every]:
            y = area.bottom() - area.height() * value / 100
            painter.setPen(QPen(look.color("line"), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(look.color("secondary"))
            word = str(value) if self._measured else texts.percent(value)
            width = metrics.horizontalAdvance(word)
            painter.drawText(QPointF(area.left() - width - 6, y + metrics.ascent() / 2 - 1), word)

    def _places(self, area: QRectF) -> list[QPointF]:
        span = max((self._points[-1].day - self._points[0].day).days, 1)
        return [
            QPointF(
                area.left() + area.width() * (one.day - self._points[0].day).days / span,
                area.bottom() - area.height() * float(texts.trend_value(one, self._measured)) / 100,
            )
            for one in self._points
        ]

    def _months(self, painter: QPainter, area: QRectF, at: Sequence[QPointF], metrics: QFontMetricsF) -> None:
        right = area.left() - 1
        for number in (0, len(at) // 2, len(at) - 1):
            day = self._points[number].day
            word = format_short_date(day, weekday=False).split(maxsplit=1)[1]
            width = metrics.horizontalAdvance(word)
            left = min(max(at[number].x() - width / 2, area.left()), self.width() - width - 4)
            if left > right:
                painter.drawText(QPointF(left, area.bottom() + metrics.height() + 2), word)
                right = left + width + 8
