"""How a cell is drawn: subject, second line, icon and chip; the hovered, chosen and focused line."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from agence_desktop.core.french import NBSP
from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.tokens import Tokens, Type
from agence_desktop.desktop.widgets.cell_deeds import deed_box, deed_size, link_box, paint_deed, paint_part
from agence_desktop.desktop.widgets.chips import chip_size, paint_chip
from agence_desktop.desktop.widgets.columns import Align, Column
from agence_desktop.desktop.widgets.meters import meter_box, meter_width, paint_meter
from agence_desktop.desktop.widgets.table_model import ROW_ROLE, TableModel

_PAD, _ICON, _GAP = 8, 16, 6
_JOINS = ("–", "-", "·", "et")
_PART, _FEW = 10, 5
"""Letters: what names a part is no longer, and of the whole so much is told; where even that has no room, so
much of its own name."""
Index = QModelIndex | QPersistentModelIndex


class TableDelegate(QStyledItemDelegate):
    """Draws cells of a TableModel; ``hovered`` is the line under the pointer, -1 for none.

    ``pressed`` is the cell whose button is held down.
    """

    hovered = -1
    pressed: tuple[int, int] = (-1, -1)

    def hot_area(self, area: QRectF, column: Column[Any], row: Any) -> QRectF | None:
        """Where a click in the cell acts: its button, or the part of its text that is a link."""
        inner = _inner(area)
        if column.deed is not None and (deed := column.deed(row)) is not None:
            return deed_box(inner, deed)
        if column.linked is not None and (part := column.linked(row)):
            return link_box(self._text_area(inner, column, row), column.text(row), part, _font(column))
        return None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground of the line, then what the column says."""
        model, look = index.model(), theme.tokens()
        if not isinstance(model, TableModel):
            super().paint(painter, option, index)
            return
        area, state = QRectF(option.rect), option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(area, look.color(self._ground(chosen, index.row())))
        bottom = area.bottom() - 0.5
        painter.setPen(look.color("accent" if chosen else "line"))
        painter.drawLine(QPointF(area.left(), bottom), QPointF(area.right(), bottom))
        if chosen:
            painter.drawLine(area.topLeft(), area.topRight())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        row, column = index.data(ROW_ROLE), model.columns[index.column()]
        deed = column.deed(row) if column.deed is not None else None
        if deed is not None:
            paint_deed(painter, _inner(area), deed, down=self.pressed == (index.row(), index.column()))
        else:
            self._content(painter, _inner(area), column, row, look)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """The room a cell would like, for « fit the column to its content »."""
        model = index.model()
        if not isinstance(model, TableModel):
            return QSize()
        column, row = model.columns[index.column()], index.data(ROW_ROLE)
        chip = column.chip(row) if column.chip is not None else None
        width = QFontMetricsF(_font(column)).horizontalAdvance(column.text(row))
        if column.detail is not None:
            width = max(width, QFontMetricsF(theme.font(Type.HELP)).horizontalAdvance(column.detail(row)))
        if chip is not None:
            width = chip_size(chip).width()
        if column.deed is not None and (deed := column.deed(row)) is not None:
            width = deed_size(deed).width()
        if column.meter is not None and (meter := column.meter(row)) is not None:
            width += theme.scaled(_GAP) + meter_width(meter)
        if column.icon is not None:
            width += theme.scaled(_ICON + 6)
        return QSize(round(width) + 2 * theme.scaled(_PAD) + 2, theme.scaled(32))

    def _ground(self, chosen: bool, line: int) -> str:
        if chosen:
            return "selection"
        return "hover" if line == self.hovered else "surface"

    def _content(self, painter: QPainter, area: QRectF, column: Column[Any], row: Any, look: Tokens) -> None:
        chip = column.chip(row) if column.chip is not None else None
        detail = column.detail(row) if column.detail is not None else ""
        upper = QRectF(area)
        if detail:
            upper = QRectF(area.left(), area.top() + 3, area.width(), area.height() / 2 - 1)
            lower = QRectF(area.left(), upper.bottom(), area.width(), area.height() / 2 - 3)
            painter.setFont(theme.font(Type.HELP))
            painter.setPen(look.color("secondary"))
            self._text(painter, lower, column.align, detail, column.ending)
        if chip is not None:
            paint_chip(painter, upper, chip)
            return
        if column.aside is not None and (short := column.aside(row)):
            painter.setFont(theme.font(Type.SUBJECT))
            painter.setPen(look.color("text"))
            self._text(painter, upper, Align.RIGHT, short, ending=False)
            wide = QFontMetricsF(painter.font()).horizontalAdvance(short)
            upper.setRight(upper.right() - wide - theme.scaled(_PAD))
        if column.meter is not None and (meter := column.meter(row)) is not None:
            bar = meter_box(upper, meter)
            paint_meter(painter, bar, meter)
            upper.setRight(bar.left() - theme.scaled(_GAP))
        ink = (column.ink(row) if column.ink is not None else "") or ("secondary" if column.help else "text")
        if column.icon is not None and (name := column.icon(row)):
            side = theme.scaled(_ICON)
            square = QRectF(upper.left(), upper.center().y() - side / 2, side, side)
            icons.paint(painter, square, name, look.color(ink))
        upper = self._text_area(upper, column, row)
        painter.setFont(_font(column))
        painter.setPen(look.color(ink))
        if column.linked is not None and (part := column.linked(row)):
            link = _font(column)
            link.setUnderline(True)
            paint_part(painter, upper, column.text(row), part, link, look.color("accent"))
        elif column.lead is not None and (part := column.lead(row)):
            subject = theme.font(Type.SUBJECT)
            paint_part(painter, upper, column.text(row), part, subject, look.color(ink))
        else:
            self._text(painter, upper, column.align, column.text(row), column.ending)

    @staticmethod
    def _text_area(area: QRectF, column: Column[Any], row: Any) -> QRectF:
        """What the icon leaves to the text."""
        shown = column.icon is not None and column.icon(row)
        return area.adjusted(theme.scaled(_ICON) + theme.scaled(6), 0, 0, 0) if shown else area

    @staticmethod
    def _text(painter: QPainter, area: QRectF, align: Align, text: str, ending: bool) -> None:
        sides = {
            Align.LEFT: Qt.AlignmentFlag.AlignLeft,
            Align.RIGHT: Qt.AlignmentFlag.AlignRight,
            Align.CENTER: Qt.AlignmentFlag.AlignHCenter,
        }
        flags = sides[align] | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        metrics = QFontMetricsF(painter.font())
        if ending:
            shown = last_words(text, area.width(), metrics)
        else:
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(flags), shown)


def last_words(text: str, width: float, metrics: QFontMetricsF) -> str:
    """The text, or its last words that fit: « … de Portneuf », « Estimauville ».

    A part of something keeps both: « Salle Montm…, partie B », « 0.55, partie B ». A single long word is cut
    in its middle.
    """
    if metrics.horizontalAdvance(text) <= width:
        return text
    if told := _whole_and_part(text, width, metrics):
        return told
    words = text.split(" ")
    ends = [" ".join(words[first:]) for first in range(1, len(words)) if words[first] not in _JOINS]
    last = ends[-1:] + [word for end in ends[-1:] if (word := end.rpartition("’")[2]) != end]
    for shown in (text, *(f"…{NBSP}{end}" for end in [*ends, *last]), *last):
        if metrics.horizontalAdvance(shown) <= width:
            return shown
    return metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, width)


def _whole_and_part(text: str, width: float, metrics: QFontMetricsF) -> str:
    """« Salle Montm…, partie B », else « Montm…, partie B », else « Mont…, B »; empty for what is no part."""
    whole, comma, part = text.rpartition(", ")
    if not comma or len(part) > _PART:
        return ""
    own = whole.partition(" ")[2] or whole
    for name, least, told in ((whole, _PART, part), (own, _FEW, part), (own, _FEW, part.rpartition(" ")[2])):
        room = width - metrics.horizontalAdvance(f"{comma}{told}")
        if room >= min(metrics.averageCharWidth() * least, metrics.horizontalAdvance(name)):
            return f"{metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)}{comma}{told}"
    return ""


def _inner(area: QRectF) -> QRectF:
    return area.adjusted(theme.scaled(_PAD), 0, -theme.scaled(_PAD), 0)


def _font(column: Column[Any]) -> QFont:
    return theme.font(Type.SUBJECT if column.strong else Type.HELP if column.help else Type.BODY)
