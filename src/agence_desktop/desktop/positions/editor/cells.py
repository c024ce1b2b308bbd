"""How cells of a table of the sheet look, and the fields in which they are typed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.positions.editor.due_popup import DuePopup
from agence_desktop.desktop.positions.editor.lines_model import (
    DERIVED_ROLE,
    FAULT_ROLE,
    NUMBER_COLUMN,
    REMARK_ROLE,
    LinesModel,
)
from agence_desktop.desktop.tokens import Height, Type
from agence_desktop.desktop.widgets.month_popup import MonthPopup
from agence_desktop.positions.catalogue import Kind
from agence_desktop.positions.due_picking import due_on
from agence_desktop.positions.due_reading import due_proposals
from agence_desktop.positions.editing import with_due, with_rule

Index = QModelIndex | QPersistentModelIndex
_PAD, _ICON = 6, 14


class CellField(QLineEdit):
    """Types into a cell."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("cell", True)
        self.setFrame(False)


class DueField(CellField):
    """Types a due rule; what it may mean stands below."""

    def __init__(self, parent: QWidget, model: LinesModel, row: int) -> None:
        super().__init__(parent)
        line = model.line(row)
        self._model, self._frequency = model, line.value.frequency if line is not None else ""
        self.popup = DuePopup(self)
        self.popup.hide()
        self.popup.calendar.clicked.connect(lambda _=False: self.open_month())
        self._month: MonthPopup | None = None
        self.picked = False
        """Whether the readings are those of a day of the calendar, and not of the text."""
        self.textEdited.connect(self._offer)
        self.destroyed.connect(self.popup.deleteLater)

    def open_month(self) -> MonthPopup:
        """Show a month, at the next date of what is written."""
        if self._month is None:
            self._month = MonthPopup(self)
            self._month.taken.connect(self._pick)
        store, shown = self._model.store, self.popup.proposals
        if not shown:
            shown = due_proposals(self.text(), store.today, store.observed, self._frequency)
        day = next((one.dates[0] for one in shown if one.dates), store.today)
        self._month.open_at(day)
        return self._month

    def _pick(self, day: date) -> None:
        """Offer what may be due on a day."""
        store = self._model.store
        self.picked = True
        self.popup.offer(due_on(day, store.today, store.observed, self._frequency), True)
        self._say_chosen()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def _say_chosen(self) -> None:
        """Write out the reading of a picked day that is chosen."""
        if self.picked and self.popup.proposals:
            self.setText(self.popup.proposals[self.popup.chosen].wording)
            self.setCursorPosition(0)
            self.setModified(True)

    def _offer(self, text: str) -> None:
        store, self.picked = self._model.store, False
        found = due_proposals(text, store.today, store.observed, self._frequency) if text.strip() else []
        self.popup.offer(found, bool(text.strip()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows choose among the readings; F4 opens a month."""
        if event.key() == Qt.Key.Key_F4:
            self.open_month()
        elif self.popup.isVisible() and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.popup.step(1 if event.key() == Qt.Key.Key_Down else -1)
            self._say_chosen()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QEvent) -> None:
        """The readings go with the field."""
        self.popup.hide()
        super().hideEvent(event)  # type: ignore[arg-type]


class CellDelegate(QStyledItemDelegate):
    """Draws cells with their marks; ``stepped`` asks for the next cell (columns, rows) after typing.

    ``typing`` carries the path and the text while a cell is typed into.
    """

    stepped = Signal(int, int)
    typing = Signal(str, str)

    def __init__(self, model: LinesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, text and marks."""
        look, area, state = theme.tokens(), QRectF(option.rect), option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        number = index.column() == NUMBER_COLUMN
        new = self._model.line(index.row()) is None
        fault = str(index.data(FAULT_ROLE) or "")
        painter.save()
        current = number and getattr(self.parent(), "current_line", lambda: -1)() == index.row()
        ground = (
            "accent" if current and not new else "selection" if chosen else "header" if number else "surface"
        )
        painter.fillRect(area, look.color(ground))
        painter.setPen(look.color("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.drawLine(area.topRight(), area.bottomRight())
        if fault and not number:
            painter.setPen(QPen(look.color("danger"), 1.5))
            painter.drawRect(area.adjusted(1.5, 1.5, -2.5, -2.5))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        room = area.adjusted(theme.scaled(_PAD), 0, -theme.scaled(_PAD), 0)
        side = theme.scaled(_ICON)
        if number and fault:
            square = QRectF(room.left() - 1, room.center().y() - side / 2, side, side)
            icons.paint(painter, square, "alert-circle", look.color("on_accent" if current else "danger"))
            room.setLeft(square.right() + 4)
        if index.data(REMARK_ROLE):
            square = QRectF(room.right() - side, room.center().y() - side / 2, side, side)
            icons.paint(painter, square, "comment-text-outline", look.color("warning"))
            room.setRight(square.left() - 2)
        self._write(painter, room, index, fault, current=bool(current and not new))
        painter.restore()

    def _write(self, painter: QPainter, room: QRectF, index: Index, fault: str, *, current: bool) -> None:
        look = theme.tokens()
        text = str(index.data() or "")
        font = theme.font(Type.SUBJECT if current else Type.BODY)
        ink = "on_accent" if current else "text"
        if self._model.line(index.row()) is None:
            font.setItalic(True)
            ink = "secondary"
        elif index.data(DERIVED_ROLE):
            ink = "secondary" if not current else ink
        if fault and index.column() != NUMBER_COLUMN:
            ink = "danger"
            text = text or fault
        painter.setFont(font)
        painter.setPen(look.color(ink))
        shown = " ".join(text.split("\n"))
        shown = QFontMetricsF(font).elidedText(shown, Qt.TextElideMode.ElideRight, room.width())
        flags = Qt.AlignmentFlag(int(index.data(Qt.ItemDataRole.TextAlignmentRole)))
        painter.drawText(room, int(flags | Qt.TextFlag.TextSingleLine), shown)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """The room a cell would like."""
        width = QFontMetricsF(theme.font(Type.BODY)).horizontalAdvance(str(index.data() or ""))
        return QSize(round(width) + 2 * theme.scaled(_PAD) + 4, theme.scaled(Height.ROW_COMPACT - 2))

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The field of a cell."""
        field = self._model.field(index.column())
        due = field is not None and field.kind is Kind.DUE
        made = DueField(parent, self._model, index.row()) if due else CellField(parent)
        made.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        path = self._model.path(index.row(), index.column())
        made.textEdited.connect(lambda text: self.typing.emit(path, text))
        if isinstance(made, DueField):
            made.popup.taken.connect(lambda number: self._take_reading(made, number))
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What the cell holds, chosen whole: typing replaces it."""
        if isinstance(editor, CellField) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, _model: object, index: Index) -> None:
        """Give what was typed to the sheet."""
        if not isinstance(editor, CellField) or not editor.isModified():
            return
        editor.setModified(False)
        store, path = self._model.store, self._model.path(index.row(), index.column())
        if isinstance(editor, DueField) and path and editor.popup.proposals:
            chosen = editor.popup.chosen
            if editor.picked:
                one = editor.popup.proposals[chosen]
                store.apply(with_rule(store.content, path, one.rule, one.wording))
            else:
                store.apply(with_due(store.content, path, editor.text(), store.today, chosen))
        else:
            self._model.write(index.row(), index.column(), editor.text())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Tab and Entrée give what was typed and go on; the calendar of a due rule leaves it open."""
        if (
            isinstance(editor, DueField)
            and isinstance(event, QFocusEvent)
            and event.reason() in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
        ):
            return False
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(editor, CellField)
        ):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            steps = {
                Qt.Key.Key_Tab: (1, 0),
                Qt.Key.Key_Backtab: (-1, 0),
                Qt.Key.Key_Return: (0, -1 if back else 1),
                Qt.Key.Key_Enter: (0, -1 if back else 1),
            }
            plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if plain and (step := steps.get(Qt.Key(event.key()))) is not None:
                self._close(editor)
                self.stepped.emit(*step)
                return True
        return super().eventFilter(editor, event)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Over the cell."""
        editor.setGeometry(option.rect.adjusted(0, 0, 0, 0))

    def _close(self, editor: CellField) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _take_reading(self, editor: DueField, number: int) -> None:
        editor.popup.step(number - editor.popup.chosen)
        self._close(editor)
        self.stepped.emit(0, 1)
