"""Painting the agenda: hours at the left, days above, blocks between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLineF, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from agence_desktop.core.clock import to_wall
from agence_desktop.core.spans import Span
from agence_desktop.desktop.calendar import texts
from agence_desktop.desktop.calendar.agenda_scene import AgendaScene
from agence_desktop.desktop.calendar.axis import Column, minute_of
from agence_desktop.desktop.calendar.drag import Target
from agence_desktop.desktop.calendar.metrics import ink
from agence_desktop.desktop.calendar.painted import BasePainter, Painted
from agence_desktop.desktop.calendar.plates import align
from agence_desktop.desktop.calendar.stops import Stop


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaShowing(Painted):
    """All that one painting of the agenda depends on; ``gutter`` is the width of the hours."""

    scene: AgendaScene
    origin: QPoint
    gutter: int
    head: int
    zone: ZoneInfo
    closed: Sequence[Span]
    now: datetime | None
    ring: Stop | None
    target: Target | None


class AgendaPainter(BasePainter):
    """One painting of the whole agenda: one room has few blocks."""

    def __init__(self, painter: QPainter, showing: AgendaShowing) -> None:
        super().__init__(painter, showing)
        self._showing = showing
        self._scene = showing.scene

    def paint(self) -> None:
        """Ground, lines, now-line, blocks, ghost; then what does not scroll."""
        painter, showing = self._painter, self._showing
        painter.fillRect(showing.port, ink("window"))
        painter.save()
        painter.setClipRect(showing.port.adjusted(showing.gutter, showing.head, 0, 0))
        painter.translate(showing.origin)
        align(painter)
        for column in self._scene.axis.columns:
            self._ground(column)
        for span in showing.closed:
            for box in self._scene.cells(span):
                self.shade(QRectF(*box))
        self._lines()
        self._now_line()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._all_blocks()
        self._ghost_and_ring()
        painter.restore()
        self._hours()
        self._days()

    def _ground(self, column: Column) -> None:
        area = QRectF(column.left, 0, column.width, self._scene.height)
        self._painter.fillRect(area, ink("surface"))
        if column.folded:
            self.shade(area)
            self._upright(column)

    def _upright(self, column: Column) -> None:
        painter, metrics = self._painter, self._metrics
        name = metrics.strong.elided(column.day.name, self._scene.height)
        painter.save()
        painter.translate(
            (column.left + column.right) / 2, (self._scene.height + metrics.strong.width(name)) / 2
        )
        painter.rotate(-90)
        painter.setPen(ink("text"))
        metrics.strong.draw(painter, 0, -metrics.line / 2, metrics.line, name)
        painter.restore()

    def _marks(self) -> list[tuple[int, float]]:
        """The whole hours shown and how far down they stand."""
        column = next((each for each in self._scene.axis.columns if not each.folded), None)
        if column is None:
            return []
        hours = range(-(-column.first // 60) * 60, column.last, 60)
        return [(minute, self._scene.y(column, minute)) for minute in hours]

    def _lines(self) -> None:
        painter, columns = self._painter, self._scene.axis.columns
        painter.setPen(QPen(ink("line"), 1))
        for _minute, down in self._marks():
            y = round(down) - 0.5
            painter.drawLines([QLineF(each.left, y, each.right, y) for each in columns if not each.folded])
        painter.setPen(QPen(ink("outline"), 1))
        for column in columns:
            x = round(column.left) - 0.5
            painter.drawLine(QLineF(x, 0, x, self._scene.height))

    def _now_line(self) -> None:
        y, column = self._now()
        if column is not None:
            self._painter.fillRect(QRectF(column.left, y - 1, column.width, 2), ink("danger"))

    def _now(self) -> tuple[float, Column | None]:
        now, axis = self._showing.now, self._scene.axis
        if now is None or not axis.shows(now):
            return 0.0, None
        wall = to_wall(now, self._showing.zone)
        column = axis.column_of(wall.date())
        return (round(self._scene.y(column, minute_of(wall))), column) if column else (0.0, None)

    def _all_blocks(self) -> None:
        shown = self._scene.shown()
        for block in shown:
            for buffer in self._scene.buffers(block):
                self._blocks.buffer(QRectF(*buffer))
        for block in sorted(shown, key=lambda each: each.key == self._showing.selected):
            start, end = (to_wall(at, self._showing.zone) for at in (block.span.start, block.span.end))
            notes = (texts.hours_words(start, end), texts.state_of(block))
            for box in self._scene.boxes(block):
                self._blocks.block(
                    QRectF(*box), block, selected=block.key == self._showing.selected, notes=notes
                )

    def _ghost_and_ring(self) -> None:
        showing = self._showing
        if showing.target is not None:
            for box in self._scene.pieces(showing.target.span):
                self._blocks.ghost(QRectF(*box), showing.carried, showing.answer)
        elif showing.ring is not None:
            stop = showing.ring
            around = 4.0 if stop.block else 0.0
            for box in self._scene.boxes(stop.block) if stop.block else self._scene.cells(stop.span):
                self._blocks.ring(QRectF(*box).adjusted(-around, -around, around, around))

    def _hours(self) -> None:
        painter, showing, metrics = self._painter, self._showing, self._metrics
        strip = QRect(0, showing.head, showing.gutter, showing.port.height() - showing.head)
        painter.save()
        painter.setClipRect(strip)
        painter.fillRect(strip, ink("header"))
        right = showing.gutter - metrics.pad
        painter.setPen(ink("secondary"))
        for minute, down in self._marks():
            words = texts.hour_line(minute)
            top = showing.origin.y() + down + 1
            metrics.small.draw(painter, right - metrics.small.width(words), top, metrics.line, words)
        self._badge(showing.origin.y(), right)
        painter.restore()

    def _badge(self, top: float, right: float) -> None:
        y, column = self._now()
        if column is None or self._showing.now is None:
            return
        painter, metrics = self._painter, self._metrics
        words = texts.now_badge(to_wall(self._showing.now, self._showing.zone))
        width = metrics.strong.width(words) + metrics.pad * 1.5
        area = QRectF(right + metrics.pad - width, top + y - metrics.line / 2 - 1, width, metrics.line + 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink("danger"))
        painter.drawRoundedRect(area, metrics.radius, metrics.radius)
        painter.setPen(ink("surface"))
        metrics.strong.draw(painter, area.left() + metrics.pad * 0.75, area.top() + 1, metrics.line, words)

    def _days(self) -> None:
        painter, showing, metrics = self._painter, self._showing, self._metrics
        strip = QRect(0, 0, showing.port.width(), showing.head)
        painter.fillRect(strip, ink("header"))
        today = to_wall(showing.now, showing.zone).date() if showing.now else None
        top = (showing.head - metrics.body_line - metrics.line) / 2
        painter.save()
        painter.setClipRect(strip.adjusted(showing.gutter, 0, 0, 0))
        for column in self._scene.axis.columns:
            left, room = showing.origin.x() + column.left, column.width - 2 * metrics.gap
            painter.setPen(QPen(ink("outline"), 1))
            painter.drawLine(QLineF(round(left) - 0.5, 0, round(left) - 0.5, showing.head))
            titles = texts.day_titles(column.day.date, today)
            title = next((each for each in titles if metrics.subject.width(each) <= room), "")
            painter.setPen(ink("accent" if column.day.date == today else "text"))
            metrics.subject.draw(painter, left + metrics.gap * 1.5, top, metrics.body_line, title)
            name = column.day.short if column.folded else column.day.name
            painter.setPen(ink("secondary"))
            shown = metrics.small.elided(name, room)
            metrics.small.draw(
                painter, left + metrics.gap * 1.5, top + metrics.body_line, metrics.line, shown
            )
        painter.restore()
        painter.setPen(QPen(ink("line"), 1))
        painter.drawLine(QLineF(0, showing.head - 0.5, showing.port.width(), showing.head - 0.5))
