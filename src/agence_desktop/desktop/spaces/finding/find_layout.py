"""Where the parts of a line of « Trouver un espace » stand: one row where there is room, else two."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from agence_desktop.desktop import theme

ROW, STACKED_ROW, SECTION, OTHER, STACKED_OTHER = 46, 124, 32, 30, 52
_PAD, _GAP = 12, 12
_RANK, _SEATS, _MARKS, _PRICE, _ACTION = 30, 100, 112, 78, 84
_LEAST_NAME, _MOST_NAME, _LEAST_STRIP = 180, 320, 170
_LINE, _BUTTON = 20, 28


@dataclass(frozen=True, slots=True)
class Parts:
    """Rectangles of the parts of a line; ``stacked`` lines have no columns."""

    rank: QRectF
    name: QRectF
    seats: QRectF
    marks: QRectF
    price: QRectF
    strip: QRectF
    action: QRectF
    stacked: bool


def stacked(width: float) -> bool:
    """Whether the columns do not fit side by side."""
    columns = _RANK + _LEAST_NAME + _SEATS + _MARKS + _PRICE + _LEAST_STRIP + _ACTION
    return width < theme.scaled(columns + 6 * _GAP + 2 * _PAD)


def row_height(width: float) -> int:
    """The height of a line that can be taken."""
    return theme.scaled(STACKED_ROW if stacked(width) else ROW)


def other_height(width: float) -> int:
    """The height of a line that cannot."""
    return theme.scaled(STACKED_OTHER if stacked(width) else OTHER)


def parts(area: QRectF) -> Parts:
    """The parts of a line that can be taken."""
    return _stacked(area) if stacked(area.width()) else _columns(area)


def _columns(area: QRectF) -> Parts:
    s = theme.scaled
    gap, top, height = s(_GAP), area.top(), area.height()
    fixed = s(_RANK + _SEATS + _MARKS + _PRICE + _ACTION) + 6 * gap + 2 * s(_PAD)
    free = area.width() - fixed
    name = min(max(free * 0.48, s(_LEAST_NAME)), s(_MOST_NAME))
    widths = (s(_RANK), name, s(_SEATS), s(_MARKS), s(_PRICE), free - name, s(_ACTION))
    left = area.left() + s(_PAD)
    made = []
    for width in widths:
        made.append(QRectF(left, top, width, height))
        left += width + gap
    rank, name_area, seats, marks, price, strip, action = made
    return Parts(rank, name_area, seats, marks, price, strip, _button(action), stacked=False)


def _stacked(area: QRectF) -> Parts:
    """Name and button; seats and price; icons; the strip."""
    s = theme.scaled
    left, right, top = area.left() + s(_PAD), area.right() - s(_PAD), area.top() + s(4)
    action = QRectF(right - s(_ACTION), top, s(_ACTION), 2 * s(_LINE))
    rank = QRectF(left, top, s(_RANK), 2 * s(_LINE))
    inner = rank.right() + s(8)
    name = QRectF(inner, top, action.left() - s(8) - inner, 2 * s(_LINE))
    below = name.bottom() + s(2)
    half = (right - inner) / 2
    seats = QRectF(inner, below, half, s(_LINE))
    price = QRectF(inner + half, below, half, s(_LINE))
    marks = QRectF(inner, seats.bottom(), right - inner, s(_LINE))
    strip = QRectF(inner, marks.bottom(), right - inner, area.bottom() - s(4) - marks.bottom())
    return Parts(rank, name, seats, marks, price, strip, _button(action), stacked=True)


def _button(cell: QRectF) -> QRectF:
    height = theme.scaled(_BUTTON)
    return QRectF(cell.left(), cell.center().y() - height / 2, cell.width(), height)


@dataclass(frozen=True, slots=True)
class OtherParts:
    """Rectangles of the parts of a line that cannot be taken."""

    icon: QRectF
    name: QRectF
    town: QRectF
    why: QRectF
    link: QRectF


def other_parts(area: QRectF, link_width: float) -> OtherParts:
    """``link_width`` is what the words of the link need."""
    s = theme.scaled
    left, right = area.left() + s(_PAD), area.right() - s(_PAD)
    side = s(16)
    link_width = min(link_width, area.width() / 2)
    if stacked(area.width()):
        line = area.height() / 2
        icon = QRectF(left, area.top() + (line - side) / 2, side, side)
        inner = icon.right() + s(8)
        link = QRectF(right - link_width, area.top(), link_width, line)
        name_width = max((link.left() - inner - 2 * s(8)) * 0.6, 0)
        name = QRectF(inner, area.top(), name_width, line)
        town = QRectF(name.right() + s(8), area.top(), max(link.left() - name.right() - 2 * s(8), 0), line)
        why = QRectF(inner, area.top() + line, right - inner, line)
        return OtherParts(icon, name, town, why, link)
    height = area.height()
    icon = QRectF(left, area.center().y() - side / 2, side, side)
    name = QRectF(icon.right() + s(8), area.top(), s(170), height)
    town = QRectF(name.right() + s(8), area.top(), s(120), height)
    link = QRectF(right - link_width, area.top(), link_width, height)
    why = QRectF(town.right() + s(8), area.top(), max(link.left() - town.right() - 2 * s(8), 0), height)
    return OtherParts(icon, name, town, why, link)
