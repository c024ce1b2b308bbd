"""Painting what stays at the left of the planning: the headers of rows, and the titles of groups across."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QPen

from agence_desktop.desktop import icons
from agence_desktop.desktop.calendar import texts
from agence_desktop.desktop.calendar.bands import Band
from agence_desktop.desktop.calendar.items import Mark, Row
from agence_desktop.desktop.calendar.metrics import ink
from agence_desktop.desktop.calendar.planning_paint import Showing


class SidePainter:
    """Row headers and groups."""

    def __init__(self, painter: QPainter, showing: Showing) -> None:
        self._painter = painter
        self._showing = showing
        self._metrics = showing.metrics

    def paint(self, exposed: QRect) -> None:
        """All that lies in ``exposed``, a rectangle of the viewport below the days."""
        painter, metrics, showing = self._painter, self._metrics, self._showing
        top = showing.origin.y()
        bands = showing.scene.bands
        painter.save()
        painter.setClipRect(exposed)
        painter.fillRect(QRect(0, exposed.top(), metrics.side, exposed.height()), ink("window"))
        for band in bands.between(exposed.top() - top, exposed.bottom() + 1 - top):
            if band.row is not None:
                self._row(band.row, QRectF(0, top + band.top, metrics.side, band.height))
            else:
                self._group(band, QRectF(0, top + band.top, showing.port.width(), band.height))
        painter.restore()

    def _row(self, row: Row, area: QRectF) -> None:
        painter, metrics = self._painter, self._metrics
        painter.fillRect(area, ink("surface"))
        painter.setPen(QPen(ink("line"), 1))
        painter.drawLine(QLineF(0, area.bottom() - 0.5, area.right(), area.bottom() - 0.5))
        painter.setPen(QPen(ink("outline"), 1))
        painter.drawLine(QLineF(area.right() - 0.5, area.top(), area.right() - 0.5, area.bottom()))
        self._target_edge(row, area)
        left: float = metrics.pad * 2
        top = area.top() + (metrics.row - metrics.body_line - metrics.line * (metrics.lines - 1)) / 2
        if row.indent:
            left += metrics.icon * 1.3 * row.indent
            self._elbow(left, area.top(), top + metrics.body_line / 2)
        if row.mark is not None:
            self._icon(row.mark, left, top, metrics.body_line)
        title_left = left + (metrics.icon + metrics.gap if row.mark else 0)
        right = area.right() - metrics.pad * 1.6
        note = metrics.small.width(row.note)
        painter.setPen(ink("secondary"))
        metrics.small.draw(painter, right - note, top, metrics.body_line, row.note)
        face = metrics.body if row.indent else metrics.subject
        title = face.elided(row.title, right - note - metrics.gap - title_left, ending=row.indent > 0)
        painter.setPen(ink("text"))
        face.draw(painter, title_left, top, metrics.body_line, title)
        self._second_line(row, left, top + metrics.body_line, right)
        if row.detail:
            self._painter.setPen(ink("text"))
            words = metrics.small.elided(row.detail, right - left)
            metrics.small.draw(
                self._painter, left, top + metrics.body_line + metrics.line, metrics.line, words
            )

    def _second_line(self, row: Row, left: float, top: float, right: float) -> None:
        """Icons, then what fits of the subtitle and of the other clock."""
        metrics, showing = self._metrics, self._showing
        for mark in row.marks:
            self._icon(mark, left, top, metrics.line)
            left += metrics.icon + metrics.gap * 1.25
        span = showing.scene.axis.span
        clock = texts.other_clock(row, span.start, showing.zone) if span else ""
        words = ", ".join(part for part in (row.subtitle, clock) if part)
        self._painter.setPen(ink("secondary"))
        metrics.small.draw(self._painter, left, top, metrics.line, metrics.small.elided(words, right - left))

    def _target_edge(self, row: Row, area: QRectF) -> None:
        """The row under a ghost, red where the ghost may not stay."""
        showing = self._showing
        if showing.target is not None and showing.target.row_key == row.key:
            color = ink("danger" if showing.answer is False else "accent")
            self._painter.fillRect(QRectF(0, area.top(), self._metrics.bar, area.height() - 1), color)

    def _elbow(self, left: float, top: float, middle: float) -> None:
        """The branch that ties a part to its divisible room."""
        x = round(left - self._metrics.icon) + 0.5
        lines = [QLineF(x, top, x, middle), QLineF(x, middle, x + self._metrics.icon * 0.6, middle)]
        self._painter.setPen(QPen(ink("outline"), 1))
        self._painter.drawLines(lines)

    def _group(self, band: Band, area: QRectF) -> None:
        if band.group is None:
            return
        painter, metrics = self._painter, self._metrics
        painter.fillRect(area, ink("window"))
        painter.setPen(QPen(ink("line"), 1))
        painter.drawLine(QLineF(0, area.bottom() - 0.5, area.right(), area.bottom() - 0.5))
        folded = band.group.key in self._showing.collapsed
        left: float = metrics.pad * 2
        sign = Mark("chevron-right" if folded else "chevron-down", "")
        self._icon(sign, left, area.top(), area.height())
        left += metrics.icon + metrics.gap * 2
        painter.setPen(ink("text"))
        metrics.subject.draw(painter, left, area.top(), area.height(), band.group.title)
        left += metrics.subject.width(band.group.title) + metrics.gap * 2
        painter.setPen(ink("secondary"))
        metrics.small.draw(painter, left, area.top(), area.height(), band.group.subtitle)

    def _icon(self, mark: Mark, left: float, top: float, line: float) -> None:
        size = self._metrics.icon
        at = QPointF(round(left), round(top + (line - size) / 2))
        self._painter.drawPixmap(at, icons.pixmap(mark.icon, size, "secondary", self._showing.ratio))
