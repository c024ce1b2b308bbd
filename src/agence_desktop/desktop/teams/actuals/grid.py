"""A table of texts worked like a spreadsheet: typing, Tab and Entrée, blocks from the clipboard, Ctrl+Z."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.teams.actuals.sheet import Cells
from agence_desktop.desktop.tokens import Height

Index = QModelIndex | QPersistentModelIndex
_MOST_UNDO, _PAD = 50, 5


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column; ``shown`` tells what a cell shows (None: its text), ``choices`` are offered while typing."""

    key: str
    title: str
    width: int = 100
    editable: bool = True
    right: bool = False
    stretch: bool = False
    choices: tuple[str, ...] = ()
    shown: Callable[[Cells], str] | None = None


@dataclass(frozen=True, slots=True)
class GridRules:
    """What a grid asks of its owner: faults per column, which cells may be typed, an empty row."""

    faults: Callable[[Cells], Mapping[str, str]]
    may_type: Callable[[Cells, str], bool]
    is_blank: Callable[[Cells], bool]


class GridModel(QAbstractTableModel):
    """Rows of texts, and one more to type a new one into."""

    changed = Signal()

    def __init__(
        self, columns: Sequence[GridColumn], rules: GridRules, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns, self.rules = tuple(columns), rules
        self.editable = True
        self._rows: list[Cells] = []
        self._undo: list[list[Cells]] = []

    @property
    def rows(self) -> list[Cells]:
        """What is typed, without the empty row."""
        return [dict(row) for row in self._rows]

    def set_rows(self, rows: Sequence[Cells], *, remember: bool = False) -> None:
        """Show these; ``remember`` lets Ctrl+Z come back."""
        if remember:
            self._remember()
        else:
            self._undo.clear()
        self.beginResetModel()
        self._rows = [dict(row) for row in rows]
        self.endResetModel()
        self.changed.emit()

    def undo(self) -> bool:
        """Back to before the last typing or paste; whether there was one."""
        if not self._undo:
            return False
        self.beginResetModel()
        self._rows = self._undo.pop()
        self.endResetModel()
        self.changed.emit()
        return True

    def write_block(self, row: int, column: int, block: Sequence[Sequence[str]]) -> None:
        """Texts from a cell on; cells that may not be typed are passed over."""
        self._remember()
        self.beginResetModel()
        for down, line in enumerate(block):
            while row + down >= len(self._rows):
                self._rows.append({})
            for right, text in enumerate(line):
                if column + right < len(self.columns):
                    self._put(row + down, self.columns[column + right], text)
        self._trim()
        self.endResetModel()
        self.changed.emit()

    def remove(self, rows: Sequence[int]) -> None:
        """Without these rows; where the day is fixed, only emptied."""
        self._remember()
        self.beginResetModel()
        for row in sorted(set(rows), reverse=True):
            if row < len(self._rows):
                if self._rows[row].get("planned"):
                    for column in self.columns:
                        self._put(row, column, "")
                else:
                    del self._rows[row]
        self.endResetModel()
        self.changed.emit()

    # Qt.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The rows, and an empty one."""
        return 0 if parent.isValid() else len(self._rows) + self.editable

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The columns."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What may be typed."""
        flags = super().flags(index)
        row, column = self._row(index.row()), self.columns[index.column()]
        if self.editable and column.editable and self.rules.may_type(row, column.key):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Titles, aligned as their columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[section].right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, faults as a red sign and a tooltip."""
        row, column = self._row(index.row()), self.columns[index.column()]
        if role == Qt.ItemDataRole.EditRole:
            return row.get(column.key, "")
        if role == Qt.ItemDataRole.DisplayRole:
            return column.shown(row) if column.shown is not None else row.get(column.key, "")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        fault = self.fault(index.row(), column.key)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return fault or None
        if role == Qt.ItemDataRole.DecorationRole:
            return icons.icon("alert-circle", "danger", 16) if fault else None
        if role == Qt.ItemDataRole.ForegroundRole:
            if fault:
                return theme.tokens().color("danger")
            if not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
                return theme.tokens().color("secondary")
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Type a cell."""
        column = self.columns[index.column()]
        text = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or text == self._row(index.row()).get(column.key, ""):
            return False
        self.write_cell(index.row(), index.column(), text)
        return True

    def write_cell(self, row: int, column: int, text: str) -> None:
        """One text."""
        if row < len(self._rows):
            self._remember()
            self._put(row, self.columns[column], text)
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
            self.changed.emit()
        elif text:
            self._remember()
            self.beginInsertRows(QModelIndex(), len(self._rows) + 1, len(self._rows) + 1)
            self._rows.append({self.columns[column].key: text})
            self.endInsertRows()
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
            self.changed.emit()

    def fault(self, row: int, key: str) -> str:
        """What is wrong with a cell."""
        cells = self._row(row)
        return "" if self.rules.is_blank(cells) else self.rules.faults(cells).get(key, "")

    def first_fault(self) -> tuple[int, int, str] | None:
        """The first cell with something wrong."""
        for number, row in enumerate(self._rows):
            if self.rules.is_blank(row):
                continue
            faults = self.rules.faults(row)
            for at, column in enumerate(self.columns):
                if column.key in faults:
                    return number, at, faults[column.key]
        return None

    def _row(self, number: int) -> Cells:
        return self._rows[number] if number < len(self._rows) else {}

    def _put(self, row: int, column: GridColumn, text: str) -> None:
        cells = self._rows[row]
        if column.editable and self.rules.may_type(cells, column.key):
            self._rows[row] = {**cells, column.key: text.strip()}

    def _trim(self) -> None:
        while self._rows and not any(self._rows[-1].values()):
            self._rows.pop()

    def _remember(self) -> None:
        self._undo.append([dict(row) for row in self._rows])
        del self._undo[:-_MOST_UNDO]


class GridDelegate(QStyledItemDelegate):
    """A choice where there are some, otherwise a line."""

    open_editor: QWidget | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground over the whole cell, the text a little inside."""
        held = option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.tokens().color("selection"))
        inner = QStyleOptionViewItem(option)
        inner.rect = option.rect.adjusted(theme.scaled(_PAD), 0, -theme.scaled(_PAD), 0)
        inner.state &= ~held
        super().paint(painter, inner, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.tokens().color("accent"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The field."""
        model = index.model()
        choices = model.columns[index.column()].choices if isinstance(model, GridModel) else ()
        if not choices:
            self.open_editor = super().createEditor(parent, option, index)
            return self.open_editor
        self.open_editor = field = QComboBox(parent)
        field.setEditable(True)
        field.addItems(list(choices))
        field.setProperty("compact", True)
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What is typed so far."""
        if isinstance(editor, QComboBox):
            editor.setEditText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            line = editor.lineEdit()
            if line is not None:
                line.selectAll()
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Into the cell."""
        if isinstance(editor, QComboBox) and isinstance(model, GridModel):
            model.setData(index, editor.currentText())
        else:
            super().setModelData(editor, model, index)


class Grid(QTableView):
    """Its value is the list of its rows, so that forms compare, check and keep drafts of it."""

    value_changed = Signal(object)

    def __init__(self, words: str, columns: Sequence[GridColumn], rules: GridRules) -> None:
        super().__init__()
        self.grid = GridModel(columns, rules, self)
        self.setModel(self.grid)
        self._delegate = GridDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(words)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.scaled(Height.ROW_COMPACT))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for number, column in enumerate(columns):
            self.setColumnWidth(number, theme.scaled(column.width))
            if column.stretch:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        self.grid.changed.connect(lambda: self.value_changed.emit(self.value()))

    # A field of a form.

    def value(self) -> list[Cells]:
        """The rows."""
        return self.grid.rows

    def set_value(self, rows: Sequence[Cells]) -> None:
        """Show these."""
        self.grid.set_rows(rows or [])

    def fault(self) -> str:
        """Rows are judged by the owner, which names line and column."""
        return ""

    def set_editable(self, editable: bool) -> None:
        """Whether anything may be typed."""
        self.grid.editable = editable
        self.grid.set_rows(self.grid.rows)

    def commit_open(self) -> None:
        """Take what is being typed, as when the cell is left."""
        editor = self._delegate.open_editor
        if editor is not None and self.state() == QAbstractItemView.State.EditingState:
            self.commitData(editor)
            self.closeEditor(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def go(self, row: int, column: int) -> None:
        """Put the keyboard on a cell."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentIndex(self.grid.index(row, column))
        self.scrollTo(self.grid.index(row, column))

    def go_to_first(self, key: str) -> None:
        """On the first empty cell of a column."""
        column = next(at for at, one in enumerate(self.grid.columns) if one.key == key)
        for row in range(self.grid.rowCount()):
            index = self.grid.index(row, column)
            if index.flags() & Qt.ItemFlag.ItemIsEditable and not index.data(Qt.ItemDataRole.EditRole):
                self.go(row, column)
                return

    # The clipboard.

    def copy(self) -> None:
        """The chosen cells, as spreadsheets read them."""
        chosen = self.selectionModel().selectedIndexes()
        rows = sorted({one.row() for one in chosen})
        columns = sorted({one.column() for one in chosen})
        lines = [
            "\t".join(str(self.grid.index(row, column).data() or "") for column in columns) for row in rows
        ]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))

    def paste(self) -> None:
        """A block from the current cell on; one Ctrl+Z takes it back."""
        index = self.currentIndex()
        text = QGuiApplication.clipboard().text().rstrip("\r\n")
        if not text or not index.isValid() or not self.grid.editable:
            return
        at = index.row(), index.column()
        self.grid.write_block(*at, [line.split("\t") for line in text.replace("\r\n", "\n").split("\n")])
        self.go(*at)

    def clear_cells(self) -> None:
        """Empty the chosen cells."""
        chosen = self.selectionModel().selectedIndexes()
        if not chosen or not self.grid.editable:
            return
        at = self.currentIndex().row(), self.currentIndex().column()
        rows, columns = [one.row() for one in chosen], [one.column() for one in chosen]
        size = max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
        self.grid.write_block(min(rows), min(columns), [[""] * size[1]] * size[0])
        self.go(min(at[0], self.grid.rowCount() - 1), at[1])

    def undo(self) -> None:
        """Take back the last typing or paste."""
        at = self.currentIndex().row(), self.currentIndex().column()
        if self.grid.undo() and at[0] >= 0:
            self.go(min(at[0], self.grid.rowCount() - 1), at[1])

    # Keys.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, paste, undo, empty, remove a line, go on."""
        key, held = Qt.Key(event.key()), event.modifiers()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not held:
            self.clear_cells()
        elif key == Qt.Key.Key_Delete and held == Qt.KeyboardModifier.ControlModifier:
            self.remove_lines()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            # From the field of a cell the key comes here as well: there it ends the typing.
            if self.state() != QAbstractItemView.State.EditingState:
                self._edit_current()
        else:
            super().keyPressEvent(event)

    def _edit_current(self) -> None:
        index = self.currentIndex()
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def remove_lines(self) -> None:
        """Take out the chosen lines."""
        rows = sorted({one.row() for one in self.selectionModel().selectedIndexes()})
        if rows and self.grid.editable:
            self.grid.remove(rows)
            self.go(min(rows[0], self.grid.rowCount() - 1), 0)

    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        """Tab goes to the next cell that may be typed, Entrée to the one below."""
        at = self.currentIndex()
        super().closeEditor(editor, QStyledItemDelegate.EndEditHint.NoHint)
        steps = {
            QStyledItemDelegate.EndEditHint.EditNextItem: 1,
            QStyledItemDelegate.EndEditHint.EditPreviousItem: -1,
        }
        if hint in steps:
            self._step(at, steps[hint])
        elif hint == QStyledItemDelegate.EndEditHint.SubmitModelCache and at.row() + 1 < self.grid.rowCount():
            self.setCurrentIndex(self.grid.index(at.row() + 1, at.column()))

    def event(self, event: QEvent) -> bool:
        """Tab moves between cells once the keyboard is on one, and leaves the table at its end."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
            step = steps.get(Qt.Key(event.key()))
            typing = self.state() == QAbstractItemView.State.EditingState
            if (
                step is not None
                and not typing
                and self.currentIndex().isValid()
                and self._step(self.currentIndex(), step)
            ):
                return True
        return super().event(event)

    def _step(self, at: QModelIndex, step: int) -> bool:
        count = self.grid.columnCount()
        place = at.row() * count + at.column() + step
        while 0 <= place < self.grid.rowCount() * count:
            index = self.grid.index(place // count, place % count)
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.setCurrentIndex(index)
                return True
            place += step
        return False
