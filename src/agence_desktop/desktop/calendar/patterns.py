"""Hatches and dots drawn as lines and points: sharp at every scale, anchored to their block."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen


@lru_cache(maxsize=512)
def rising(width: float, height: float, step: float) -> tuple[QLineF, ...]:
    """Diagonals like « / » through a rectangle at the origin, ``step`` pixels apart, cut at its edges."""
    lines: list[QLineF] = []
    at = step
    while at < width + height:
        low = QPointF(max(0.0, at - height), min(at, height))
        high = QPointF(min(at, width), max(0.0, at - width))
        lines.append(QLineF(low, high))
        at += step
    return tuple(lines)


@lru_cache(maxsize=512)
def falling(width: float, height: float, step: float) -> tuple[QLineF, ...]:
    """Diagonals like « \\ »: the mirror image of ``rising``."""
    lines = rising(width, height, step)
    return tuple(QLineF(width - line.x1(), line.y1(), width - line.x2(), line.y2()) for line in lines)


@lru_cache(maxsize=512)
def dots(width: float, height: float, step: float) -> tuple[QPointF, ...]:
    """Points on a square grid inside a rectangle at the origin."""
    columns, rows = int(width / step), int(height / step)
    return tuple(
        QPointF(step * (column + 0.5), step * (row + 0.5)) for row in range(rows) for column in range(columns)
    )


def hatch(painter: QPainter, rect: QRectF, color: QColor, step: float, *, crossed: bool = False) -> None:
    """Rising diagonals, and falling ones too when ``crossed``."""
    lines = rising(rect.width(), rect.height(), step * 2**0.5)
    if crossed:
        lines += falling(rect.width(), rect.height(), step * 2**0.5)
    _draw(painter, rect, lines, color)


def thin_hatch(painter: QPainter, rect: QRectF, color: QColor, step: float) -> None:
    """Falling diagonals, wide apart."""
    _draw(painter, rect, falling(rect.width(), rect.height(), step * 2), color)


def stipple(painter: QPainter, rect: QRectF, color: QColor, step: float) -> None:
    """A field of dots."""
    pen = QPen(color, 1.2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    with _moved(painter, rect):
        painter.drawPoints(list(dots(rect.width(), rect.height(), step)))


def _draw(painter: QPainter, rect: QRectF, lines: tuple[QLineF, ...], color: QColor) -> None:
    painter.setPen(QPen(color, 1))
    with _moved(painter, rect):
        painter.drawLines(lines)


@contextmanager
def _moved(painter: QPainter, rect: QRectF) -> Iterator[None]:
    """Within, the rectangle is at the origin; afterwards the painter is where it was, to the last digit."""
    before = painter.worldTransform()
    painter.translate(rect.topLeft())
    yield
    painter.setWorldTransform(before)
