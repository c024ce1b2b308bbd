"""Painting the month."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QLineF, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from agence_desktop.desktop.calendar import texts
from agence_desktop.desktop.calendar.items import Block, Day, Style
from agence_desktop.desktop.calendar.metrics import ink
from agence_desktop.desktop.calendar.month_scene import WEEK, Line, MonthScene
from agence_desktop.desktop.calendar.painted import BasePainter, Painted
from agence_desktop.desktop.calendar.plates import align


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthShowing(Painted):
    """All that one painting of the month depends on; ``month`` is the one whose days are not dimmed."""

    scene: MonthScene
    head: int
    month: int
    today: date | None
    ring: QRect | None
    ghost: QRect | None


class MonthPainter(BasePainter):
    """One painting of the whole month."""

    def __init__(self, painter: QPainter, showing: MonthShowing) -> None:
        super().__init__(painter, showing)
        self._showing = showing
        self._scene = showing.scene

    def paint(self) -> None:
        """Weekdays, days, lines, ghost and the keyboard’s mark."""
        painter, showing = self._painter, self._showing
        painter.fillRect(showing.port, ink("window"))
        self._weekdays()
        painter.save()
        painter.translate(QPoint(0, showing.head))
        align(painter)
        for day in self._scene.days:
            self._day(day)
        painter.restore()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if showing.ghost is not None:
            self._blocks.ghost(QRectF(showing.ghost), showing.carried, showing.answer)
        elif showing.ring is not None:
            self._blocks.ring(QRectF(showing.ring))

    def _weekdays(self) -> None:
        painter, metrics, showing = self._painter, self._metrics, self._showing
        painter.fillRect(QRect(0, 0, showing.port.width(), showing.head), ink("header"))
        width = self._scene.width / WEEK
        painter.setPen(ink("text"))
        for number, title in enumerate(texts.weekday_titles(WEEK)):
            shown = metrics.subject.elided(title, width - 2 * metrics.pad)
            metrics.subject.draw(painter, number * width + metrics.pad * 1.5, 0, showing.head, shown)

    def _day(self, day: Day) -> None:
        painter, box = self._painter, self._scene.cell(day.date)
        if box is None:
            return
        area = QRectF(*box)
        inside = day.date.month == self._showing.month
        painter.fillRect(area, ink("surface" if inside else "window"))
        if day.folded or day.date.weekday() >= 5:
            self.shade(area)
        painter.setPen(QPen(ink("line"), 1))
        right, bottom = round(area.right()) - 0.5, round(area.bottom()) - 0.5
        painter.drawLines(
            [QLineF(right, area.top(), right, bottom), QLineF(area.left(), bottom, right, bottom)]
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._number(day, area, inside=inside)
        for line in self._scene.lines(day):
            self._line(line)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _number(self, day: Day, area: QRectF, *, inside: bool) -> None:
        painter, metrics = self._painter, self._metrics
        words, left = texts.month_day(day.date), area.left() + metrics.pad * 1.5
        width, today = metrics.subject.width(words), day.date == self._showing.today
        if today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink("accent"))
            plate = QRectF(left - metrics.pad, area.top() + 2, width + 2 * metrics.pad, metrics.body_line)
            painter.drawRoundedRect(plate, metrics.radius, metrics.radius)
        painter.setPen(ink("on_accent" if today else "text" if inside else "secondary"))
        face = metrics.subject if inside else metrics.body
        face.draw(painter, left, area.top() + 2, metrics.body_line, words)
        left += width + metrics.pad * 2
        painter.setPen(ink("secondary"))
        name = metrics.small.elided(day.name, area.right() - metrics.pad - left)
        metrics.small.draw(painter, left, area.top() + 2, metrics.body_line, name)

    def _line(self, line: Line) -> None:
        area, metrics = QRectF(*line.box), self._metrics
        if line.block is None:
            self._painter.setPen(ink("accent"))
            words = metrics.strong.elided(texts.more(line.hidden), area.width() - metrics.pad)
            metrics.strong.draw(self._painter, area.left() + metrics.pad, area.top(), area.height(), words)
            return
        block = line.block
        if block.style is not Style.LINKED:
            block = replace(block, label=self._label(block, area.width()))
        self._blocks.block(area, block, selected=block.key == self._showing.selected)

    def _label(self, block: Block, width: float) -> str:
        """With its hour where that fits: an acronym is never cut."""
        metrics, full = self._metrics, texts.month_line(block, self._scene.zone)
        room = width - metrics.icon - metrics.gap - 3 * metrics.pad
        return full if metrics.strong.width(full) <= room else block.label
