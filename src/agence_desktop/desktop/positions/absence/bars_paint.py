"""How the bars of an absence are drawn: relief by pattern, due marks, limits; told apart without colour."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from agence_desktop.desktop import theme
from agence_desktop.desktop.calendar.patterns import hatch
from agence_desktop.desktop.positions.absence.bars_model import CELL_ROLE, BarCell, BarsModel
from agence_desktop.positions.absence import ReliefState

BAR = 12
_HATCH_STEP = 4.0
Index = QModelIndex | QPersistentModelIndex


class BarDelegate(QStyledItemDelegate):
    """Draws one day of one task; the bar itself is drawn whole through the cell, so that patterns meet."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, bar, marks, the ring of the keyboard."""
        model, cell, view = index.model(), index.data(CELL_ROLE), self.parent()
        if not isinstance(model, BarsModel) or not isinstance(cell, BarCell):
            return
        if not isinstance(view, QTableView):
            return
        look, area = theme.tokens(), QRectF(option.rect)
        painter.save()
        painter.setClipRect(area)
        if cell.line is None:
            ground = "danger_ground" if model.breach_column() is not None else "surface"
        else:
            ground = "surface" if cell.working else "closed"
        painter.fillRect(area, look.color(ground))
        painter.setPen(look.color("line"))
        bottom = area.bottom() - 0.5
        painter.drawLine(QPointF(area.left(), bottom), QPointF(area.right(), bottom))
        if cell.working:
            painter.drawLine(QPointF(area.left() + 0.5, area.top()), QPointF(area.left() + 0.5, bottom))
        if cell.line is not None:
            paint_bar(painter, bar_box(view, area), cell.line.state)
            if cell.marked:
                paint_due(painter, area)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.restore()


def bar_box(view: QTableView, area: QRectF) -> QRectF:
    """The bar of a row from its first day to its last, in the viewport."""
    height, last = theme.scaled(BAR), view.model().columnCount() - 1
    left = view.columnViewportPosition(0) + 1
    right = view.columnViewportPosition(last) + view.columnWidth(last) - 1
    return QRectF(left, round(area.center().y() - height / 2), right - left, height)


def paint_bar(painter: QPainter, box: QRectF, state: ReliefState) -> None:
    """Accepted: filled. Awaiting: hatched in dashes. Uncovered: an empty red frame."""
    look = theme.tokens()
    painter.save()
    if state is ReliefState.COVERED:
        painter.fillRect(box, look.color("secondary"))
    elif state is ReliefState.AWAITING:
        painter.fillRect(box, look.color("surface"))
        hatch(painter, box, look.color("hatch"), _HATCH_STEP)
        painter.setPen(QPen(look.color("secondary"), 1, Qt.PenStyle.DashLine))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        painter.fillRect(box, look.color("surface"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.color("danger"), 2))
        painter.drawRect(box.adjusted(1, 1, -1, -1))
    painter.restore()


def paint_due(painter: QPainter, area: QRectF) -> None:
    """A stroke with a head, with a halo of the ground so that it stands on any bar."""
    look, x = theme.tokens(), round(area.center().x()) + 0.5
    top, bottom = area.top() + 3, area.bottom() - 3
    head = QPolygonF([QPointF(x - 4, top), QPointF(x + 4, top), QPointF(x, top + 5)])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.color("surface"), 5))
    painter.drawLine(QPointF(x, top + 1), QPointF(x, bottom))
    painter.setPen(QPen(look.color("text"), 2))
    painter.drawLine(QPointF(x, top), QPointF(x, bottom))
    painter.setBrush(look.color("text"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon(head)
    painter.restore()
