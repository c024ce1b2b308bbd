"""A table with lines that are a note over all columns: the working under a row, the title of a group."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.columns import Column
from agence_desktop.desktop.widgets.table_delegate import TableDelegate
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_view import TableView

Index = QModelIndex | QPersistentModelIndex
_PAD, _GAP = 8, 18


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A line over all columns: ``text``, what is said quieter after it, its result, and a link at the right.

    ``about`` is the row it belongs to; Entrée opens that one. ``heading`` is the title of what follows.
    ``at_end``: the result stands at the right, under the amounts of the last column.
    """

    text: str
    quiet: str = ""
    result: str = ""
    link: str = ""
    about: Any = None
    heading: bool = False
    at_end: bool = False

    @property
    def words(self) -> str:
        """All that it says."""
        return " ".join(part for part in (self.text, self.quiet, self.result) if part)


class NotedModel(TableModel):
    """Shows under each row the note that ``note_of`` gives it; notes are neither filtered nor sorted."""

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        parent: QObject | None = None,
        note_of: Callable[[Any], NoteLine | None] | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._note_of = note_of

    def laid(self, rows: list[Any]) -> list[Any]:
        """Each row with its note under it."""
        if self._note_of is None:
            return rows
        shown: list[Any] = []
        for row in rows:
            shown.append(row)
            if (note := self._note_of(row)) is not None:
                shown.append(note)
        return shown

    def plain_rows(self) -> list[Any]:
        """The rows that are shown, without notes."""
        return [row for row in self.rows() if not isinstance(row, NoteLine)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A note is told in its first cell."""
        if index.isValid() and isinstance(note := self.row(index.row()), NoteLine):
            if role == Qt.ItemDataRole.DisplayRole:
                return note.text if index.column() == 0 else ""
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return note.words
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            if role == Qt.ItemDataRole.ToolTipRole:
                return None
        return super().data(index, role)


class NotedDelegate(TableDelegate):
    """Draws notes; ``indent`` is where their text begins."""

    indent = 0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A note over the whole width, or a cell."""
        note = _note_at(index)
        if note is None:
            super().paint(painter, option, index)
            return
        look, area = theme.tokens(), QRectF(option.rect)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = "selection" if chosen else "header" if note.heading else "hover"
        painter.fillRect(area, look.color(ground))
        painter.setPen(look.color("line"))
        bottom = area.bottom() - 0.5
        painter.drawLine(QPointF(area.left(), bottom), QPointF(area.right(), bottom))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        self._words(painter, area, note)
        painter.restore()

    def link_area(self, area: QRectF, note: NoteLine) -> QRectF:
        """Where the link of a note stands."""
        width = QFontMetricsF(theme.font(Type.HELP)).horizontalAdvance(note.link)
        right = area.right() - theme.scaled(_PAD)
        return QRectF(right - width, area.top(), width, area.height())

    def _words(self, painter: QPainter, area: QRectF, note: NoteLine) -> None:
        look = theme.tokens()
        left = area.left() + theme.scaled(_PAD) + self.indent
        end = area.right() - theme.scaled(_PAD)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
        if note.link:
            box = self.link_area(area, note)
            font = theme.font(Type.HELP)
            font.setUnderline(True)
            painter.setFont(font)
            painter.setPen(look.color("accent"))
            painter.drawText(box, flags, note.link)
            end = box.left() - theme.scaled(_GAP)
        if note.at_end and note.result:
            end = _result_at_end(painter, area, end, note.result)
        kind = Type.SUBJECT if note.heading else Type.HELP
        parts: tuple[tuple[str, QFont, str], ...] = (
            (note.text, theme.font(kind), "text"),
            (note.quiet, theme.font(Type.HELP), "secondary"),
            ("" if note.at_end else note.result, _bold(), "text"),
        )
        for words, font, ink in parts:
            if not words or left >= end:
                continue
            metrics = QFontMetricsF(font)
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, end - left)
            painter.setFont(font)
            painter.setPen(look.color(ink))
            painter.drawText(QRectF(left, area.top(), end - left, area.height()), flags, shown)
            left += metrics.horizontalAdvance(shown) + theme.scaled(_GAP if words is note.text else 4)


def _result_at_end(painter: QPainter, area: QRectF, end: float, result: str) -> float:
    """Draw a result against its right edge; where the words before it end."""
    width = QFontMetricsF(_bold()).horizontalAdvance(result)
    painter.setFont(_bold())
    painter.setPen(theme.tokens().color("text"))
    flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine)
    painter.drawText(QRectF(end - width, area.top(), width, area.height()), flags, result)
    return end - width - theme.scaled(_GAP)


class NotedView(TableView):
    """The table over a NotedModel; ``note_toggled`` carries the row whose note is asked for or put away."""

    note_toggled = Signal(object)
    delegate_kind = NotedDelegate

    def __init__(
        self, model: NotedModel, words: str, parent: QWidget | None = None, *, compact: bool = False
    ) -> None:
        super().__init__(model, words, parent, compact=compact)
        model.modelReset.connect(self._span)
        self._span()

    def set_indent(self, pixels: int) -> None:
        """Where the text of notes begins."""
        if isinstance(self._delegate, NotedDelegate):
            self._delegate.indent = pixels

    def subject_row(self) -> Any:
        """The row of the current line, also from its note."""
        row = self.current_row()
        return row.about if isinstance(row, NoteLine) else row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar shows the working of a row, or puts it away."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            if (row := self.subject_row()) is not None:
                self.note_toggled.emit(row)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The first cell unfolds its row; the link of a note opens."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            return
        row = self._rows_model.row(index.row())
        if isinstance(row, NoteLine):
            area = QRectF(self.visualRect(self._rows_model.index(index.row(), 0)))
            if row.link and self._noted.link_area(area, row).contains(event.position()):
                self.row_opened.emit(row.about)
        elif self._rows_model.columns[index.column()].key == FOLD:
            self.note_toggled.emit(row)

    @property
    def _noted(self) -> NotedDelegate:
        assert isinstance(self._delegate, NotedDelegate)
        return self._delegate

    def _span(self) -> None:
        self.clearSpans()
        rows, columns = self._rows_model.rows(), self._rows_model.columnCount()
        for number, row in enumerate(rows):
            if isinstance(row, NoteLine):
                self.setSpan(number, 0, 1, columns)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            row = self._rows_model.row(index.row())
            subject = row.about if isinstance(row, NoteLine) else row
            if subject is not None:
                self.row_opened.emit(subject)


FOLD = "fold"
"""The key of the column whose sign folds a row."""


def _note_at(index: Index) -> NoteLine | None:
    model = index.model()
    row = model.row(index.row()) if isinstance(model, NotedModel) else None
    return row if isinstance(row, NoteLine) else None


def _bold() -> QFont:
    made = theme.font(Type.HELP)
    made.setWeight(QFont.Weight.DemiBold)
    return made
