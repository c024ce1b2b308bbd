"""Meters: a share drawn as a bar whose filling is told apart in grey too."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from agence_desktop.desktop import theme
from agence_desktop.desktop.widgets.columns import Fill, Meter

_SHORT, _LONG = (26, 7), (54, 13)
_STEPS = {Fill.DENSE: 4.0, Fill.LIGHT: 7.0, Fill.DOTS: 4.0}


def meter_width(meter: Meter) -> int:
    """The width of a bar."""
    return theme.scaled((_LONG if meter.tall else _SHORT)[0])


def meter_box(area: QRectF, meter: Meter) -> QRectF:
    """Where the bar stands: at the right end of an area, centred in its height."""
    width, height = map(theme.scaled, _LONG if meter.tall else _SHORT)
    return QRectF(area.right() - width, area.center().y() - height / 2, width, height)


def paint_meter(painter: QPainter, box: QRectF, meter: Meter) -> None:
    """Draw the bar."""
    look = theme.tokens()
    painter.save()
    box = QRectF(round(box.left()), round(box.top()), round(box.width()), round(box.height()))
    painter.fillRect(box, look.color("surface" if meter.tall else "done"))
    inner = box.adjusted(1, 1, -1, -1)
    inner.setWidth(inner.width() * min(max(meter.share, 0.0), 1.0))
    if inner.width() > 0:
        _fill(painter, inner, meter.fill)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.color("secondary" if meter.tall else "outline"), 1))
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()


def _fill(painter: QPainter, area: QRectF, fill: Fill) -> None:
    ink = theme.tokens().color("secondary")
    if fill is Fill.SOLID:
        painter.fillRect(area, ink)
        return
    painter.save()
    painter.setClipRect(area)
    step = _STEPS[fill]
    if fill is Fill.DOTS:
        x = area.left() + 1.5
        while x < area.right():
            y = area.top() + 1.5
            while y < area.bottom():
                painter.fillRect(QRectF(x, y, 1.5, 1.5), ink)
                y += step
            x += step
    else:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink, 2 if fill is Fill.DENSE else 1))
        x = area.left() - area.height()
        while x < area.right():
            painter.drawLine(QPointF(x, area.bottom()), QPointF(x + area.height(), area.top()))
            x += step
    painter.setPen(QPen(ink, 1))
    painter.drawLine(area.topRight(), area.bottomRight())
    painter.restore()
