"""The table: chosen by line, sorted by several columns, all by keyboard; remembers its columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QMetaMethod,
    QModelIndex,
    QPoint,
    QPointF,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QMenu, QTableView, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.tokens import Height
from agence_desktop.desktop.widgets import texts
from agence_desktop.desktop.widgets.accessible import keep_shown
from agence_desktop.desktop.widgets.clipboard import copy_table
from agence_desktop.desktop.widgets.columns import Column, Deed
from agence_desktop.desktop.widgets.rows import SortKey
from agence_desktop.desktop.widgets.table_delegate import TableDelegate
from agence_desktop.desktop.widgets.table_model import TableModel

_LEAST, _LEAST_STRETCHED = 40, 90


def _font_pixels() -> int:
    """The size of the font of the application."""
    return max(1, theme.font().pixelSize())


class TableView(QTableView):
    """A list of rows. ``row_opened`` carries the row of Entrée or a double click, ``selection_moved`` the
    current row.

    ``export_requested`` asks the place to write what is shown to a file; ``deed_requested`` carries the row
    whose button was pressed, by mouse, by the space bar or by the menu.
    """

    row_opened = Signal(object)
    deed_requested = Signal(object)
    selection_moved = Signal(object)
    export_requested = Signal()
    layout_changed = Signal()
    delegate_kind = TableDelegate

    def __init__(
        self, model: TableModel, words: str, parent: QWidget | None = None, *, compact: bool = False
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(words)
        self._rows_model, self._compact = model, compact
        self._font = _font_pixels()
        self._delegate = self.delegate_kind(self)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        # Tab leaves the table for the next field; arrows move inside it.
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self._prepare_header(model.columns)
        self._fit_heights()
        self.activated.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._moved)
        model.modelAboutToBeReset.connect(self._keep_current)
        model.modelReset.connect(self._find_current)
        self._kept: Any = None

    def current_row(self) -> Any:
        """The row of the current line, None without one."""
        index = self.currentIndex()
        return self._rows_model.row(index.row()) if index.isValid() else None

    def selected_rows(self) -> list[Any]:
        """The chosen rows from top to bottom."""
        numbers = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._rows_model.row(number) for number in numbers]

    def choose(self, number: int) -> None:
        """Make a line current and chosen."""
        index = self._rows_model.index(number, max(0, self.currentIndex().column()))
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def shown_columns(self) -> list[Column[Any]]:
        """The columns that are shown, from left to right."""
        header = self.horizontalHeader()
        order = sorted(range(len(self._rows_model.columns)), key=header.visualIndex)
        return [self._rows_model.columns[n] for n in order if not self.isColumnHidden(n)]

    def set_column_shown(self, key: str, shown: bool) -> None:
        """Show or hide a column; the last one shown stays."""
        number = next(n for n, column in enumerate(self._rows_model.columns) if column.key == key)
        if shown or len(self.shown_columns()) > 1:
            self.setColumnHidden(number, not shown)
            self._fit_stretched()
            self.layout_changed.emit()

    def copy(self) -> None:
        """Put the chosen lines, or all that are read when none is chosen, on the clipboard as a table."""
        copy_table(self.shown_columns(), self.selected_rows() or self._rows_model.rows())

    def layout_state(self) -> dict[str, Any]:
        """Columns in order with their widths in this font, and the sort, as JSON values."""
        widths = {column.key: self.columnWidth(n) for n, column in enumerate(self._rows_model.columns)}
        return {
            "columns": [column.key for column in self.shown_columns()],
            "widths": widths,
            "font": self._font,
            "sort": [[key.column, key.descending] for key in self._rows_model.order],
        }

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Take up what ``layout_state`` gave; columns that no longer exist are passed over."""
        numbers = {column.key: n for n, column in enumerate(self._rows_model.columns)}
        shown = [key for key in state.get("columns", ()) if key in numbers]
        if shown:
            for key, number in numbers.items():
                self.setColumnHidden(number, key not in shown)
            for place, key in enumerate(shown):
                header = self.horizontalHeader()
                header.moveSection(header.visualIndex(numbers[key]), place)
        # Widths that were kept under another font are as wide in letters.
        larger = self._font / max(1, int(state.get("font", self._font)))
        for key, width in state.get("widths", {}).items():
            if key in numbers and int(width) > 0:
                self.setColumnWidth(numbers[key], round(int(width) * larger))
        order = [SortKey(str(key), bool(descending)) for key, descending in state.get("sort", ())]
        if order:
            self._rows_model.sort_by(order)

    def columns_menu(self, parent: QWidget) -> QMenu:
        """The column chooser: one tick per column."""
        menu = QMenu(texts.COLUMNS_MENU, parent)
        shown = {column.key for column in self.shown_columns()}
        for column in self._rows_model.columns:
            action = QAction(keep_shown(column.title), menu, checkable=True, checked=column.key in shown)
            action.toggled.connect(lambda on, key=column.key: self.set_column_shown(key, on))
            menu.addAction(action)
        return menu

    def context_menu(self) -> QMenu:
        """What can be done with the list by mouse and by keyboard."""
        menu = QMenu(self)
        index = self.currentIndex()
        if index.isValid():
            menu.addAction(texts.OPEN, lambda: self._open(index))
            if (deed := self._deed_of(index.row())) is not None:
                row = self._rows_model.row(index.row())
                act = menu.addAction(keep_shown(deed.sentence), lambda: self.deed_requested.emit(row))
                act.setShortcut(QKeySequence(Qt.Key.Key_Space))
            column = self._rows_model.columns[index.column()]
            sorting = menu.addMenu(texts.sort_by(keep_shown(column.title)))
            sorting.addAction(texts.ASCENDING, lambda: self._rows_model.sort_by([SortKey(column.key)]))
            sorting.addAction(texts.DESCENDING, lambda: self._rows_model.sort_by([SortKey(column.key, True)]))
            sorting.addAction(texts.ADD_TO_SORT, lambda: self._rows_model.toggle_sort(column.key, add=True))
            sorting.triggered.connect(lambda _action: self.layout_changed.emit())
            menu.addSeparator()
        copy = menu.addAction(texts.COPY_TABLE, self.copy)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        if self.isSignalConnected(QMetaMethod.fromSignal(self.export_requested)):
            menu.addAction(texts.EXPORT, self.export_requested.emit)
        menu.addMenu(self.columns_menu(menu))
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu under the pointer, or under the current cell for the menu key and Maj+F10."""
        position = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            area = self.visualRect(self.currentIndex())
            position = self.viewport().mapToGlobal(area.bottomLeft() + QPoint(8, 0))
        menu = self.context_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(position)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Entrée opens, the space bar presses the button of the line, Ctrl+C copies the table."""
        line = self.currentIndex().row()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_Space and not event.modifiers() and self._deed_of(line) is not None:
            self.deed_requested.emit(self._rows_model.row(line))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the line under the pointer; what can be clicked has a hand over it."""
        self._hover(self.indexAt(event.position().toPoint()).row())
        if self._hot_cell(event.position()) is not None:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.viewport().unsetCursor()
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hold a button of a cell down."""
        cell = self._hot_cell(event.position()) if event.button() is Qt.MouseButton.LeftButton else None
        self._press(cell)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A button or link of a cell is taken where it is let go."""
        super().mouseReleaseEvent(event)
        held, cell = self._delegate.pressed, self._hot_cell(event.position())
        self._press(None)
        if cell is not None and (cell.row(), cell.column()) == held:
            row = self._rows_model.row(cell.row())
            column = self._rows_model.columns[cell.column()]
            (self.deed_requested if column.deed is not None else self.row_opened).emit(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On a button, a second click is only that."""
        if self._hot_cell(event.position()) is None:
            super().mouseDoubleClickEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """No line is under the pointer."""
        self._hover(-1)
        super().leaveEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a larger font."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._fit_heights()
            former, self._font = self._font, _font_pixels()
            self.horizontalHeader().setMinimumSectionSize(theme.scaled(_LEAST))
            for number in range(len(self._rows_model.columns)):
                self.setColumnWidth(number, round(self.columnWidth(number) * self._font / former))
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns that stretch what is left."""
        self._fit_stretched()
        super().resizeEvent(event)

    def _fit_stretched(self) -> None:
        """Columns that stretch keep room for some letters; a list too narrow for that scrolls."""
        header = self.horizontalHeader()
        wanted = {
            number: column.width
            for number, column in enumerate(self._rows_model.columns)
            if column.stretch and not self.isColumnHidden(number)
        }
        taken = sum(header.sectionSize(number) for number in range(header.count()) if number not in wanted)
        least = sum(theme.scaled(min(width, _LEAST_STRETCHED)) for width in wanted.values())
        tight = taken + least > self.viewport().width()
        mode = QHeaderView.ResizeMode.Interactive if tight else QHeaderView.ResizeMode.Stretch
        for number, width in wanted.items():
            if header.sectionResizeMode(number) != mode:
                header.setSectionResizeMode(number, mode)
                if tight:
                    self.setColumnWidth(number, theme.scaled(width))

    def _hot_cell(self, at: QPointF) -> QModelIndex | None:
        """The cell whose button or link lies under a point."""
        index = self.indexAt(at.toPoint())
        if not index.isValid():
            return None
        column, row = self._rows_model.columns[index.column()], self._rows_model.row(index.row())
        area = self._delegate.hot_area(QRectF(self.visualRect(index)), column, row)
        return index if area is not None and area.contains(at) else None

    def _press(self, cell: QModelIndex | None) -> None:
        self._delegate.pressed = (cell.row(), cell.column()) if cell is not None else (-1, -1)
        self.viewport().update()

    def _deed_of(self, line: int) -> Deed | None:
        """What the button of a line does."""
        if line < 0:
            return None
        row = self._rows_model.row(line)
        deeds = (column.deed(row) for column in self._rows_model.columns if column.deed is not None)
        return next((deed for deed in deeds if deed is not None), None)

    def _hover(self, line: int) -> None:
        if line != self._delegate.hovered:
            self._delegate.hovered = line
            self.viewport().update()

    def _prepare_header(self, columns: Sequence[Column[Any]]) -> None:
        header = self.horizontalHeader()
        header.setAccessibleName(texts.header_name(self.accessibleName()))
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setSortIndicatorShown(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.sectionClicked.connect(self._sort)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._header_menu)
        header.setMinimumSectionSize(theme.scaled(_LEAST))
        for number, column in enumerate(columns):
            self.setColumnWidth(number, theme.scaled(column.width))
            self.setColumnHidden(number, column.hidden)
            if column.stretch:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        header.sectionMoved.connect(self.layout_changed)
        header.sectionResized.connect(self.layout_changed)

    def _fit_heights(self) -> None:
        two = any(column.detail is not None for column in self._rows_model.columns)
        tall = any(column.head for column in self._rows_model.columns)
        head = Height.ROW_TWO_LINES if tall else Height.ROW_COMPACT
        self.horizontalHeader().setMinimumHeight(theme.scaled(head))
        self.verticalHeader().setMinimumSectionSize(1)
        one = Height.ROW_COMPACT if self._compact else Height.ROW
        self.verticalHeader().setDefaultSectionSize(theme.scaled(Height.ROW_TWO_LINES if two else one))

    def _header_menu(self, position: QPoint) -> None:
        menu = self.columns_menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.horizontalHeader().mapToGlobal(position))

    def _sort(self, number: int) -> None:
        held = QApplication.keyboardModifiers()
        adding = bool(held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier))
        self._rows_model.toggle_sort(self._rows_model.columns[number].key, add=adding)
        self.layout_changed.emit()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_opened.emit(self._rows_model.row(index.row()))

    def _moved(self) -> None:
        self.selection_moved.emit(self.current_row())

    def _keep_current(self) -> None:
        self._kept = self.current_row()

    def _find_current(self) -> None:
        """After a new order or filter, the same row stays current."""
        rows = self._rows_model.rows()
        if self._kept is not None and self._kept in rows:
            self.choose(rows.index(self._kept))
        else:
            self.selection_moved.emit(None)
        self._kept = None
