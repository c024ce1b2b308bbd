"""Writing on blocks: icon, acronym and purpose as far as there is room, bare of any pattern."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter

from agence_desktop.desktop import icons
from agence_desktop.desktop.calendar.captions import Caption, caption
from agence_desktop.desktop.calendar.looks import Fill, Look
from agence_desktop.desktop.calendar.metrics import Metrics, ink, whole

RIGHT = 2
"""Pixels left bare at the right of words."""


class WordPainter:
    """Writes captions; ``color`` replaces the inks of a look, for chosen blocks and ghosts."""

    def __init__(self, painter: QPainter, metrics: Metrics, ratio: float) -> None:
        self._painter = painter
        self._metrics = metrics
        self._ratio = ratio

    def caption(
        self, outline: QRectF, label: str, text: str, look: Look, color: str = "", notes: tuple[str, ...] = ()
    ) -> None:
        """The fullest caption that fits, and below it what fits of ``notes``; an acronym is never cut."""
        metrics = self._metrics
        bars, left = self._bars(look), outline.left() + self._inset(look)
        kind = self._kind(outline, label, look)
        if kind is Caption.NOTHING:
            if look.struck:
                middle = whole(outline.center().y(), self._ratio) + 0.5
                self._painter.setPen(ink(color or look.text))
                self._painter.drawLine(QLineF(outline.left(), middle, outline.right(), middle))
            return
        if kind is Caption.ICON:
            # Alone, the icon stands in the middle of what the bars leave.
            centre = (outline.left() + bars + outline.right()) / 2
            self._icon(
                QPointF(centre - metrics.icon / 2, outline.center().y() - metrics.icon / 2), look, color
            )
            return
        lines = 2 if outline.height() >= 2 * metrics.line - 1 else 1
        tall = outline.height() >= 3 * metrics.line
        top = outline.top() + metrics.gap / 2 if tall else outline.center().y() - metrics.line * lines / 2
        lower = top + metrics.line
        room = outline.right() - RIGHT - left
        if kind is Caption.STACKED:
            self._label(left, top, label, look, color)
            self._icon(QPointF(left, lower + (metrics.line - metrics.icon) / 2), look, color)
            return
        self._icon(QPointF(left, top + (metrics.line - metrics.icon) / 2), look, color)
        self._label(left + metrics.icon + metrics.gap, top, label, look, color)
        if kind is Caption.LINE and text:
            label_width = metrics.icon + metrics.gap * 2 + metrics.strong.width(label)
            rest = metrics.small.elided(text, room - label_width)
            self._text(left + label_width, top, rest, look, color)
        if kind is Caption.FULL:
            for number, words in enumerate((text, *notes) if text else notes):
                below = lower + number * metrics.line
                if below + metrics.line <= outline.bottom() + 1:
                    self._text(left, below, metrics.small.elided(words, room), look, color)

    def sentence(self, outline: QRectF, words: str, look: Look, color: str = "") -> None:
        """A few words on one line with their icon where they fit, otherwise on two lines without.

        The icon alone stands for a single word that would be cut.
        """
        metrics = self._metrics
        left, room = outline.left() + metrics.pad, outline.width() - 2 * metrics.pad
        centre = outline.center().y() - metrics.icon / 2
        cut = " " not in words and metrics.small.width(words) > room
        if outline.width() < metrics.narrow or cut:
            if outline.width() >= metrics.icon:
                self._icon(QPointF(outline.center().x() - metrics.icon / 2, centre), look, color)
            return
        indent = metrics.icon + metrics.gap
        beside = indent + metrics.small.width(words) <= room
        one = beside or outline.height() < 2 * metrics.line - 1
        lines = [words] if one else in_two(words, room, metrics)
        top = outline.center().y() - metrics.line * len(lines) / 2
        if beside:
            self._icon(QPointF(left, centre), look, color)
        for line in lines:
            at = left + (indent if beside else 0)
            self._text(at, top, metrics.small.elided(line, room), look, color)
            top += metrics.line

    def is_silent(self, outline: QRectF, label: str, look: Look, *, sentence: bool) -> bool:
        """Whether there is room for an icon at most: blocks of one size and look are then all alike."""
        if sentence:
            return outline.width() < self._metrics.narrow
        return self._kind(outline, label, look) in (Caption.NOTHING, Caption.ICON)

    def _kind(self, outline: QRectF, label: str, look: Look) -> Caption:
        inset = self._inset(look) + RIGHT
        return caption(outline.width() + 1, outline.height() + 1, label, inset, self._metrics)

    def _bars(self, look: Look) -> float:
        """What the bars take of the width."""
        return self._metrics.bar * (0, 1, 1.5)[look.bars]

    def _inset(self, look: Look) -> float:
        """Where words begin, from the left edge."""
        return self._bars(look) + self._metrics.pad - look.bars

    def _label(self, left: float, top: float, label: str, look: Look, color: str) -> None:
        painter, metrics = self._painter, self._metrics
        width = metrics.strong.width(label)
        self._patch(QRectF(left - 2, top, width + 4, metrics.line), look, color)
        painter.setPen(ink(color or look.text))
        metrics.strong.draw(painter, left, top, metrics.line, label)
        if look.struck:
            middle = whole(top + metrics.line / 2, self._ratio) + 0.5
            painter.drawLine(QLineF(left, middle, left + width, middle))

    def _text(self, left: float, top: float, text: str, look: Look, color: str) -> None:
        if not text:
            return
        metrics = self._metrics
        self._patch(QRectF(left - 2, top, metrics.small.width(text) + 4, metrics.line), look, color)
        self._painter.setPen(ink(color or look.text))
        metrics.small.draw(self._painter, left, top, metrics.line, text)

    def _icon(self, at: QPointF, look: Look, color: str) -> None:
        size = self._metrics.icon
        self._patch(QRectF(at.x() - 1, at.y() - 1, size + 2, size + 2), look, color)
        sign = icons.pixmap(look.icon, size, color or look.mark, self._ratio)
        place = QPointF(whole(at.x(), self._ratio), whole(at.y(), self._ratio))
        self._painter.drawPixmap(place, sign)

    def _patch(self, area: QRectF, look: Look, color: str) -> None:
        if look.fill is not Fill.PLAIN:
            self._painter.fillRect(area, ink("accent" if color else "surface"))


def in_two(words: str, room: float, metrics: Metrics) -> list[str]:
    """The words whole where they fit, otherwise broken at the last space before the room ends."""
    parts = words.split(" ")
    if metrics.small.width(words) <= room or len(parts) == 1:
        return [words]
    fitting = [n for n in range(1, len(parts)) if metrics.small.width(" ".join(parts[:n])) <= room]
    count = max(fitting, default=1)
    return [" ".join(parts[:count]), " ".join(parts[count:])]
