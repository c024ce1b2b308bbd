"""Fonts, lengths and measured texts of the calendars, all relative to the font of the application."""

from __future__ import annotations

from functools import lru_cache
from math import floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from agence_desktop.desktop import theme
from agence_desktop.desktop.calendar.plates import Plates, edges, grid
from agence_desktop.desktop.tokens import Height, Type


class Face:
    """A font with its measured texts; one instance lives as long as the font of the application."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetricsF(font)
        self._widths: dict[str, float] = {}
        self._elided: dict[tuple[str, int, bool], str] = {}

    @property
    def height(self) -> float:
        """From the highest to the lowest letter."""
        return self._metrics.ascent() + self._metrics.descent()

    def width(self, text: str) -> float:
        """The length of a text in logical pixels."""
        found = self._widths.get(text)
        if found is None:
            found = self._widths[text] = self._metrics.horizontalAdvance(text)
        return found

    def elided(self, text: str, width: float, *, ending: bool = False) -> str:
        """The text, or its beginning and « … », within a width; empty where not even that fits.

        With ``ending`` both ends stay: names that begin alike are told apart by their end.
        """
        if self.width(text) <= width:
            return text
        key = (text, int(width), ending)
        found = self._elided.get(key)
        if found is None:
            mode = Qt.TextElideMode.ElideMiddle if ending else Qt.TextElideMode.ElideRight
            cut = self._metrics.elidedText(text, mode, int(width))
            found = self._elided[key] = cut if len(cut) > 1 else ""
        return found

    def draw(self, painter: QPainter, x: float, top: float, line: float, text: str) -> None:
        """Write with the pen's colour, centred on a line of that height that begins at ``top``."""
        painter.setFont(self.font)
        painter.drawText(QPointF(x, top + (line - self.height) / 2 + self._metrics.ascent()), text)


class Metrics:
    """What the calendars measure with; make a new one when the font changes.

    ``people``: rows have three lines beside them and their loads below, days a line for their names.
    """

    def __init__(self, *, people: bool = False) -> None:
        self.body = Face(theme.font(Type.BODY))
        self.subject = Face(theme.font(Type.SUBJECT))
        self.small = Face(theme.font(Type.HELP))
        strong = theme.font(Type.HELP)
        strong.setWeight(QFont.Weight.DemiBold)
        self.strong = Face(strong)
        px = theme.scaled
        # A larger font, or one with tall letters, makes lines, and with them rows, higher.
        self.line = max(px(16), round(self.strong.height) - 1)
        self.body_line = max(px(18), round(self.subject.height) - 1)
        self.icon = px(14)
        self.row = max(px(Height.PLANNING_ROW), self.body_line + self.line + px(6))
        self.lane = self.line + px(2)
        self.lines = 2
        self.side = px(208)
        if people:
            self.lines = 3
            self.row = max(px(Height.MEMBER_ROW), self.body_line + 2 * self.line + px(6))
            self.side = px(228)
        self.group = max(px(Height.GROUP), self.body_line + px(6))
        self.header = self.body_line + (self.lines - 1) * self.line + px(12)
        self.folded = px(58)
        self.least_block = px(6)
        self.narrow = px(32)
        self.wide = px(64)
        self.radius = px(3)
        self.bar = px(4)
        self.pad = px(5)
        self.gap = px(4)
        self.edge = px(6)
        self.hatch = px(5)
        self.plates = Plates()

    def least_day(self, count: int) -> int:
        """The least width of a day among ``count``: a week stays legible, a quarter shows bars."""
        return theme.scaled(72 if count <= 7 else 36 if count <= 14 else 6)

    def row_height(self, depth: int) -> int:
        """The height of a row whose blocks lie at most ``depth`` deep: two lanes fit, more need more."""
        return max(self.row, depth * self.lane + self.gap)


def ink(name: str, alpha: float = 1.0) -> QColor:
    """The colour of a token in the look now in force; not to be changed."""
    return _color(theme.tokens().hex(name), alpha)


@lru_cache(maxsize=256)
def _color(value: str, alpha: float) -> QColor:
    color = QColor(value)
    color.setAlphaF(alpha)
    return color


def whole(length: float, ratio: float) -> float:
    """The nearest place where an icon is sharp, upwards from the middle: ``round`` would prefer even ones."""
    step = grid(ratio)
    # A little more than half: the same middle, reckoned from another place, must not fall to the other side.
    return floor(length * step + 0.5 + 1e-6) / step


def sharp(rect: QRectF, ratio: float) -> QRectF:
    """The rectangle whose outline, one pixel wide at 100 %, falls on whole pixels of the screen."""
    left, top, right, bottom = edges(rect.left(), rect.top(), rect.right(), rect.bottom(), ratio)
    return outlined(left, top, right, bottom, ratio)


def outlined(left: int, top: int, right: int, bottom: int, ratio: float) -> QRectF:
    """The middle of the outline along the inner edges of such pixels of the screen."""
    width, height = (right - left) / ratio - 1, (bottom - top) / ratio - 1
    return QRectF(left / ratio + 0.5, top / ratio + 0.5, width, height)
