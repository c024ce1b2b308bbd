"""Painting what stays above the planning: the corner, the days, the hours and the time of day."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QLineF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from agence_desktop.core.clock import to_wall
from agence_desktop.desktop.calendar import texts
from agence_desktop.desktop.calendar.axis import Column
from agence_desktop.desktop.calendar.metrics import ink
from agence_desktop.desktop.calendar.planning_paint import Showing, by_weeks, starts_week, tick_minutes


class HeaderPainter:
    """The corner and the days."""

    def __init__(self, painter: QPainter, showing: Showing) -> None:
        self._painter = painter
        self._showing = showing
        self._metrics = showing.metrics
        self._today = to_wall(showing.now, showing.zone).date() if showing.now else None

    def paint(self) -> None:
        """The whole strip: it is small and seldom exposed."""
        painter, metrics, showing = self._painter, self._metrics, self._showing
        strip = QRect(0, 0, showing.port.width(), metrics.header)
        painter.save()
        painter.setClipRect(strip)
        painter.fillRect(strip, ink("header"))
        painter.setClipRect(QRect(metrics.side, 0, strip.width() - metrics.side, metrics.header))
        columns = showing.scene.axis.columns
        if by_weeks(columns):
            self._weeks(columns)
        else:
            for column in columns:
                self._day(column)
        self._now_badge()
        painter.setClipRect(strip)
        self._corner()
        painter.setPen(QPen(ink("outline"), 1))
        painter.drawLine(QLineF(metrics.side - 0.5, 0, metrics.side - 0.5, metrics.header))
        painter.setPen(QPen(ink("line"), 1))
        painter.drawLine(QLineF(0, metrics.header - 0.5, strip.width(), metrics.header - 0.5))
        painter.restore()

    @property
    def _top(self) -> float:
        metrics = self._metrics
        return (metrics.header - metrics.body_line - metrics.line * (metrics.lines - 1)) / 2

    def _corner(self) -> None:
        painter, metrics = self._painter, self._metrics
        title, subtitle, note = self._showing.corner
        room = metrics.side - 3 * metrics.pad
        painter.fillRect(QRect(0, 0, metrics.side - 1, metrics.header), ink("header"))
        painter.setPen(ink("text"))
        metrics.subject.draw(
            painter, metrics.pad * 2, self._top, metrics.body_line, metrics.subject.elided(title, room)
        )
        painter.setPen(ink("secondary"))
        if note:
            left = metrics.side - metrics.pad * 1.6 - metrics.small.width(note)
            metrics.small.draw(painter, left, self._top, metrics.body_line, note)
        top = self._top + metrics.body_line
        metrics.small.draw(painter, metrics.pad * 2, top, metrics.line, metrics.small.elided(subtitle, room))

    def _day(self, column: Column) -> None:
        painter, metrics = self._painter, self._metrics
        x = self._showing.origin.x()
        left, room = x + column.left, column.width - metrics.gap
        painter.setPen(QPen(ink("outline"), 1))
        painter.drawLine(QLineF(round(left) - 0.5, 0, round(left) - 0.5, metrics.header))
        painter.setPen(ink("accent" if column.day.date == self._today else "text"))
        title = next(
            (
                each
                for each in texts.day_titles(column.day.date, self._today)
                if metrics.subject.width(each) <= room
            ),
            "",
        )
        inset = min(metrics.pad * 1.6, max((column.width - metrics.subject.width(title)) / 2, 1))
        metrics.subject.draw(painter, left + inset, self._top, metrics.body_line, title)
        top = self._top + metrics.body_line
        painter.setPen(ink("secondary"))
        if column.day.short and not tick_minutes(column):
            short = metrics.small.elided(column.day.short, room - inset)
            metrics.small.draw(painter, left + inset, top, metrics.line, short)
            return
        hidden = self._badge()
        for minute in tick_minutes(column):
            words = texts.hour_tick(minute)
            width = metrics.small.width(words)
            # The first hour stands beside the line of the day, not across it.
            at = min(max(x + column.x(minute) - width / 2, left + metrics.gap), left + column.width - width)
            if hidden is None or at + width < hidden.left() or at > hidden.right():
                metrics.small.draw(painter, at, top, metrics.line, words)

    def _weeks(self, columns: tuple[Column, ...]) -> None:
        """Months above, weeks below, each where it begins."""
        painter, metrics, x = self._painter, self._metrics, self._showing.origin.x()
        below = self._top + metrics.body_line
        pairs = zip((None, *columns), columns, strict=False)
        starts = [at for at, (before, column) in enumerate(pairs) if starts_week(before, column)]
        month: tuple[int, int] | None = None
        # On a line of its own the plate with the date hides no week.
        hidden = self._badge() if metrics.lines == 2 else None
        for at, end in zip(starts, [*starts[1:], len(columns)], strict=True):
            first, last = columns[at], columns[end - 1]
            day, left = first.day.date, x + first.left
            if month != (day.year, day.month):
                month = day.year, day.month
                painter.setPen(ink("text"))
                title = texts.month_title(day)
                metrics.subject.draw(painter, left + metrics.gap, self._top, metrics.body_line, title)
            painter.setPen(QPen(ink("line"), 1))
            painter.drawLine(QLineF(round(left) - 0.5, below, round(left) - 0.5, metrics.header))
            room = last.right - first.left - metrics.gap * 1.5
            titles = texts.week_titles(day, last.day.date)
            words = next((each for each in titles if metrics.small.width(each) <= room), "")
            painter.setPen(ink("secondary"))
            if hidden is None or left + metrics.small.width(words) < hidden.left() or left > hidden.right():
                metrics.small.draw(painter, left + metrics.gap, below, metrics.line, words)

    def _badge(self) -> QRectF | None:
        """Where the plate with the time of day lies; None when the time is not on view."""
        now, axis, metrics = self._showing.now, self._showing.scene.axis, self._metrics
        if now is None or not axis.shows(now):
            return None
        x = self._showing.origin.x() + round(axis.x(now))
        width = metrics.strong.width(self._now_words(now)) + metrics.pad * 2
        top = self._top + metrics.body_line + metrics.line * (metrics.lines - 2)
        return QRectF(x - width / 2, top - 1, width, metrics.line + 2)

    def _now_words(self, now: datetime) -> str:
        """The hour, or the date where days are narrow."""
        wall = to_wall(now, self._showing.zone)
        narrow = by_weeks(self._showing.scene.axis.columns)
        return texts.date_badge(wall.date()) if narrow else texts.now_badge(wall)

    def _now_badge(self) -> None:
        """The time of day on a plate from which the now-line hangs."""
        now, badge = self._showing.now, self._badge()
        if now is None or badge is None:
            return
        painter, metrics = self._painter, self._metrics
        painter.fillRect(
            QRectF(round(badge.center().x()) - 1, badge.bottom(), 2, metrics.header), ink("danger")
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink("danger"))
        painter.drawRoundedRect(badge, metrics.radius, metrics.radius)
        painter.setPen(ink("surface"))
        words = self._now_words(now)
        metrics.strong.draw(painter, badge.left() + metrics.pad, badge.top() + 1, metrics.line, words)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
