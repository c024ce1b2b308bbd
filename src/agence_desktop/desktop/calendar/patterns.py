"""Hatches and dots drawn as lines and points: sharp at every scale, anchored to their block."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen


def rising(rect: QRectF, step: float) -> list[QLineF]:
    """Diagonals like « / » through a rectangle, ``step`` pixels apart, cut at its edges."""
    width, height = rect.width(), rect.height()
    lines: list[QLineF] = []
    at = step
    while at < width + height:
        low = QPointF(rect.left() + max(0.0, at - height), rect.top() + min(at, height))
        high = QPointF(rect.left() + min(at, width), rect.top() + max(0.0, at - width))
        lines.append(QLineF(low, high))
        at += step
    return lines


def falling(rect: QRectF, step: float) -> list[QLineF]:
    """Diagonals like « \\ »: the mirror image of ``rising``."""
    turn = rect.left() + rect.right()
    return [QLineF(turn - line.x1(), line.y1(), turn - line.x2(), line.y2()) for line in rising(rect, step)]


def dots(rect: QRectF, step: float) -> list[QPointF]:
    """Points on a square grid inside a rectangle."""
    columns, rows = int(rect.width() / step), int(rect.height() / step)
    return [
        QPointF(rect.left() + step * (column + 0.5), rect.top() + step * (row + 0.5))
        for row in range(rows)
        for column in range(columns)
    ]


def hatch(painter: QPainter, rect: QRectF, color: QColor, step: float, *, crossed: bool = False) -> None:
    """Rising diagonals, and falling ones too when ``crossed``."""
    painter.setPen(QPen(color, 1))
    painter.drawLines(rising(rect, step * 2**0.5))
    if crossed:
        painter.drawLines(falling(rect, step * 2**0.5))


def thin_hatch(painter: QPainter, rect: QRectF, color: QColor, step: float) -> None:
    """Falling diagonals, wide apart."""
    painter.setPen(QPen(color, 1))
    painter.drawLines(falling(rect, step * 2))


def stipple(painter: QPainter, rect: QRectF, color: QColor, step: float) -> None:
    """A field of dots."""
    pen = QPen(color, 1.2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawPoints(dots(rect, step))
