"""A table of the sheet worked like a spreadsheet: typing, blocks from the clipboard, lines moved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.positions.editor import texts
from agence_desktop.desktop.positions.editor.blocks import Target, paste, read_block, write_block
from agence_desktop.desktop.positions.editor.cells import CellDelegate, CellField
from agence_desktop.desktop.positions.editor.frozen import EDITS, USUAL_WIDTH, WIDTHS, FrozenColumns
from agence_desktop.desktop.positions.editor.lines_model import NUMBER_COLUMN, Index, LinesModel
from agence_desktop.desktop.tokens import Height
from agence_desktop.desktop.widgets.texts import header_name
from agence_desktop.positions.catalogue import Filler, Kind
from agence_desktop.positions.editing import (
    Content,
    add_line,
    double_line,
    move_lines,
    remove_lines,
    with_text,
)

_HEADER_TWO = 42
_FEW_LINES, _MOST_LINES = 4, 12
_NUMBER_WIDTH, _LENGTH_WIDTH = 46, 190


class LinesView(QTableView):
    """One table. ``reported`` carries what became of each pasted cell; ``comment_requested`` a path.

    ``typing`` carries path and text while a cell is typed into. Tab goes through the cells once one typed or
    moved there, and leaves the table before that, after Échap and at its end.
    """

    reported = Signal(list)
    comment_requested = Signal(str)
    typing = Signal(str, str)

    def __init__(self, model: LinesModel, frozen: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = model
        self._frozen: FrozenColumns | None = None
        self._working = False
        self.fit_lines = False
        self.setAccessibleName(model.group.label or texts.SHEET)
        self.horizontalHeader().setAccessibleName(header_name(model.group.label))
        self._delegate = CellDelegate(model, self)
        self._delegate.stepped.connect(self.step)
        self._delegate.typing.connect(self._type)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(EDITS)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self._prepare_header()
        if frozen:
            self._frozen = FrozenColumns(self, frozen)
            self._freeze(self._frozen)
        self.selectionModel().currentChanged.connect(self._moved)
        model.store.changed.connect(self._describe)
        model.rowsInserted.connect(self.fit_height)
        model.rowsRemoved.connect(self.fit_height)
        self._describe()
        self._fit_heights()

    @property
    def lines(self) -> LinesModel:
        """The table shown."""
        return self._lines

    def current_line(self) -> int:
        """The line of the keyboard, -1 without one."""
        return self.currentIndex().row() if self.currentIndex().isValid() else -1

    def show_fields(self, names: Sequence[str] | None) -> None:
        """Show the columns of these fields only; None shows all."""
        for column, field in enumerate(self._lines.fields, 1):
            self.setColumnHidden(column, names is not None and field.name not in names)
        index = self.currentIndex()
        if index.isValid() and self.isColumnHidden(index.column()):
            self.setCurrentIndex(self._lines.index(index.row(), 1))
        self._fit_title()
        self._fit_frozen()

    def go(self, path: str) -> bool:
        """Put the keyboard on the cell of a path; whether it is in this table."""
        place = self._lines.place(path)
        if place is None:
            return False
        row, column = place
        if self.isColumnHidden(column):
            self.setColumnHidden(column, False)
            self._fit_frozen()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentIndex(self._lines.index(row, column))
        self.scrollTo(self._lines.index(row, column))
        return True

    def commit_open(self) -> None:
        """Give what is being typed to the sheet; its field stays open."""
        for view in filter(None, (self, self._frozen)):
            for field in view.findChildren(CellField):
                if field.isVisible():
                    view.commitData(field)

    def fit_height(self) -> None:
        """Be at least as high as a few lines, or as all of them where several tables stand together."""
        if self._frozen is None:
            self.setMinimumHeight(self.content_height(_MOST_LINES if self.fit_lines else _FEW_LINES))

    def content_height(self, most: int = 12) -> int:
        """The height that shows all lines, up to ``most``."""
        rows = min(max(2, self._lines.rowCount()), most)
        row = self.verticalHeader().defaultSectionSize()
        return self.horizontalHeader().height() + rows * row + 2 * self.frameWidth() + 2

    # Lines.

    def rows_chosen(self) -> set[int]:
        """The written lines that are chosen."""
        rows = {index.row() for index in self.selectionModel().selectedIndexes()}
        rows.add(self.current_line())
        return {row for row in rows if self._lines.line(row) is not None}

    def add(self) -> None:
        """A line after the current one, and the keyboard on its first field."""
        store, line = self._lines.store, self.current_line()
        at = min(line + 1, self._lines.count) if line >= 0 else self._lines.count
        self._change(add_line(store.content, self._lines.group, at, store.known_keys()), at)

    def double(self) -> None:
        """A copy of the current line after it."""
        store, line = self._lines.store, self.current_line()
        if self._lines.line(line) is not None and not self._lines.group.fixed:
            self._change(double_line(store.content, self._lines.group, line, store.known_keys()), line + 1)

    def remove(self) -> None:
        """Without the chosen lines."""
        rows = self.rows_chosen()
        if rows and not self._lines.group.fixed:
            self._change(remove_lines(self._lines.store.content, self._lines.group, rows), min(rows))

    def shift(self, by: int) -> None:
        """The chosen lines up or down."""
        rows = self.rows_chosen()
        if rows and not self._lines.group.fixed:
            before = self._lines.store.content
            moved = move_lines(before, self._lines.group, rows, by)
            if moved != before:
                self._change(moved, self.current_line() + by)

    def clear_cells(self) -> None:
        """Empty the chosen cells."""
        store, content = self._lines.store, self._lines.store.content
        for index in self.selectionModel().selectedIndexes():
            field = self._lines.field(index.column())
            if self._lines.line(index.row()) is None or field is None or field.filler is Filler.PROGRAM:
                continue
            content = with_text(content, self._lines.path(index.row(), index.column()), "", store.today)
        store.apply(content)

    # The clipboard.

    def copy(self) -> None:
        """The chosen cells, as spreadsheets read them."""
        indexes = [
            one for one in self.selectionModel().selectedIndexes() if not self.isColumnHidden(one.column())
        ]
        rows = sorted({one.row() for one in indexes if self._lines.line(one.row()) is not None})
        columns = self._shown({one.column() for one in indexes})
        cells = [[str(self._lines.index(row, column).data() or "") for column in columns] for row in rows]
        if cells:
            QGuiApplication.clipboard().setText(write_block(cells))

    def paste(self) -> None:
        """A block from the clipboard, from the current cell on; one cell fills all that are chosen."""
        store, index = self._lines.store, self.currentIndex()
        cells = read_block(QGuiApplication.clipboard().text())
        if not store.editable or not any(text for row in cells for text in row):
            self.reported.emit([])
            return
        row, column = (index.row(), index.column()) if index.isValid() else (self._lines.count, 1)
        chosen = self.selectionModel().selectedIndexes()
        if len(cells) == len(cells[0]) == 1 and len(chosen) > 1:
            row, column = min(one.row() for one in chosen), min(one.column() for one in chosen)
            across = len(self._shown({one.column() for one in chosen}))
            cells = [cells[0] * across] * len({one.row() for one in chosen})
        shown = [one for one in self._shown(range(self._lines.columnCount())) if one >= column]
        target = Target(self._lines.group, row, tuple(self._lines.field(one) for one in shown))
        content, report = paste(store.content, target, cells, store.today, list(store.known_keys()))
        store.apply(content)
        self._choose_block(row, shown, cells)
        self.reported.emit(report)

    # Keys.

    def step(self, across: int, down: int) -> None:
        """The next cell to the right or below; past the end of a line comes the next line."""
        self._working = True
        index, shown = self.currentIndex(), self._shown(range(1, self._lines.columnCount()))
        row = index.row() + down
        column = index.column()
        if across:
            place = shown.index(column) + across if column in shown else 0
            row += place // len(shown)
            column = shown[place % len(shown)]
        if 0 <= row < self._lines.rowCount():
            self.setCurrentIndex(self._lines.index(row, column))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As in a spreadsheet."""
        key, held = Qt.Key(event.key()), event.modifiers()
        plain = held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.copy()
            self.clear_cells()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain:
            self.clear_cells()
        elif key is Qt.Key.Key_Escape and self._working:
            self._working = False
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held & ~Qt.KeyboardModifier.ShiftModifier:
            self.step(0, -1 if held & Qt.KeyboardModifier.ShiftModifier else 1)
        elif key is Qt.Key.Key_Space and plain and self._toggle():
            pass
        else:
            moving = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
            self._working = self._working or (key in moving and plain)
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the cells while one works in them, and on to the next field else."""
        index = self.currentIndex()
        shown = self._shown(range(1, self._lines.columnCount()))
        if not self._working or not index.isValid() or not shown:
            return super().focusNextPrevChild(forward)
        last = (self._lines.rowCount() - 1, shown[-1]) if forward else (0, shown[0])
        if (index.row(), index.column()) == last:
            self._working = False
            return super().focusNextPrevChild(forward)
        self.step(1 if forward else -1, 0)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin on a cell."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._working = False
        if not self.currentIndex().isValid() and self._lines.rowCount():
            self.setCurrentIndex(self._lines.index(0, 1))
        self._tell_path()

    def edit(self, index: QModelIndex, trigger: object = None, event: object = None) -> bool:  # type: ignore[override]
        """A frozen cell is typed into where one sees it."""
        if trigger is None:
            super().edit(index)
            return True
        if self._frozen is not None and self._frozen.isVisible() and index.column() < self._frozen_count():
            return bool(self._frozen.edit(index, trigger, event))  # type: ignore[call-overload]
        return bool(super().edit(index, trigger, event))  # type: ignore[call-overload]

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """What the frozen columns cover is not visible."""
        super().scrollTo(index, hint)
        if self._frozen is None or index.column() < self._frozen_count():
            return
        hidden = self._frozen.width() - self.visualRect(index).left()
        if hidden > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the cell."""
        menu = self.context_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        position = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            area = self.visualRect(self.currentIndex())
            position = self.viewport().mapToGlobal(area.bottomLeft() + QPoint(8, 0))
        menu.popup(position)

    def context_menu(self) -> QMenu:
        """The menu of a cell."""
        menu = QMenu(self)
        editable = self._lines.store.editable
        fixed = self._lines.group.fixed
        for words, run, keys, enabled in (
            (texts.MENU_COPY, self.copy, "Ctrl+C", True),
            (texts.MENU_PASTE, self.paste, "Ctrl+V", editable),
            (texts.MENU_CLEAR, self.clear_cells, "Del", editable),
            (texts.MENU_COMMENT, self._comment, "Ctrl+M", True),
            (texts.MENU_NO_SECRET, self._say_no_secret, "Ctrl+Shift+K", editable and self._like_secret()),
            (texts.MENU_ADD, self.add, "Ins", editable and not fixed),
            (texts.MENU_DOUBLE, self.double, "Ctrl+D", editable and not fixed),
            (texts.MENU_REMOVE, self.remove, "", editable and not fixed),
        ):
            action = QAction(words, menu)
            action.setShortcut(QKeySequence(keys))
            action.setEnabled(enabled)
            action.triggered.connect(lambda _=False, act=run: act())
            menu.addAction(action)
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The frozen columns follow."""
        super().resizeEvent(event)
        self._fit_title()
        self._fit_frozen()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a larger font."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._fit_heights()
        super().changeEvent(event)

    # Inside.

    def _change(self, content: Content, row: int) -> None:
        self._lines.store.apply(content)
        row = min(max(0, row), self._lines.rowCount() - 1)
        column = max(1, self.currentIndex().column())
        if row >= 0:
            self.setCurrentIndex(self._lines.index(row, column))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_block(self, row: int, shown: Sequence[int], cells: Sequence[Sequence[str]]) -> None:
        wide = max(len(one) for one in cells)
        last = min(row + len(cells), self._lines.count) - 1
        if not shown or last < row:
            return
        selection = self.selectionModel()
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.setCurrentIndex(self._lines.index(row, shown[0]))
        corner = self._lines.index(last, shown[min(wide, len(shown)) - 1])
        selection.select(QItemSelection(self._lines.index(row, shown[0]), corner), flags)

    def _toggle(self) -> bool:
        """The space bar turns a yes into a no."""
        index = self.currentIndex()
        field, line = self._lines.field(index.column()), self._lines.line(index.row())
        if field is None or line is None or field.kind is not Kind.YES_NO or not self._lines.store.editable:
            return False
        self._lines.write(index.row(), index.column(), "non" if line.field_value(field) else "oui")
        return True

    def _like_secret(self) -> bool:
        """Whether the cell of the keyboard holds what looks like a secret."""
        index = self.currentIndex()
        known = self._lines.store.secrets
        return index.isValid() and self._lines.path(index.row(), index.column()) in known

    def _say_no_secret(self) -> None:
        index = self.currentIndex()
        self._lines.store.say_no_secret(self._lines.path(index.row(), index.column()))

    def _comment(self) -> None:
        index = self.currentIndex()
        if index.isValid() and self._lines.line(index.row()) is not None:
            self.comment_requested.emit(self._lines.path(index.row(), index.column()))

    def _moved(self) -> None:
        self.viewport().update()
        if self._frozen is not None:
            self._frozen.viewport().update()
        self._tell_path()

    def _tell_path(self) -> None:
        index = self.currentIndex()
        if index.isValid() and self.hasFocus():
            self._lines.store.set_path(self._lines.path(index.row(), index.column()))

    def _type(self, path: str, text: str) -> None:
        self._working = True
        self.typing.emit(path, text)

    def _shown(self, columns: Sequence[int] | range | set[int]) -> list[int]:
        return sorted(one for one in columns if not self.isColumnHidden(one))

    def _frozen_count(self) -> int:
        return self._frozen.columns if self._frozen is not None else 0

    def _header_text(self, column: int) -> str:
        return str(self._lines.headerData(column, Qt.Orientation.Horizontal))

    def _describe(self) -> None:
        editable = self._lines.store.editable
        self.setAccessibleDescription(texts.TABLE_HELP if editable else texts.READ_ONLY_TABLE)

    def _prepare_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(theme.scaled(32))
        fixed = self._lines.group.key == "length"
        self.setColumnWidth(NUMBER_COLUMN, theme.scaled(_LENGTH_WIDTH if fixed else _NUMBER_WIDTH))
        for column, field in enumerate(self._lines.fields, 1):
            self.setColumnWidth(column, theme.scaled(WIDTHS.get(field.name, USUAL_WIDTH)))
        if self._lines.group.name != "tasks":
            header.setStretchLastSection(True)
        header.sectionResized.connect(lambda *_: self._fit_frozen())

    def _fit_title(self) -> None:
        """The title takes the room that the columns shown leave."""
        if self._lines.group.name != "tasks":
            return
        shown = self._shown(range(self._lines.columnCount()))
        title = 1
        others = sum(self.columnWidth(column) for column in shown if column != title)
        usual = theme.scaled(WIDTHS["title"])
        self.setColumnWidth(title, max(usual, self.viewport().width() - others))

    def _fit_heights(self) -> None:
        two = any("\n" in str(self._header_text(column)) for column in range(self._lines.columnCount()))
        self.horizontalHeader().setFixedHeight(theme.scaled(_HEADER_TWO if two else Height.ROW_COMPACT))
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(theme.scaled(Height.ROW_COMPACT - 2))
        if self._frozen is not None:
            self._frozen.verticalHeader().setMinimumSectionSize(1)
            self._frozen.verticalHeader().setDefaultSectionSize(theme.scaled(Height.ROW_COMPACT - 2))
        self._fit_frozen()

    def _freeze(self, frozen: FrozenColumns) -> None:
        frozen.setModel(self._lines)
        frozen.setSelectionModel(self.selectionModel())
        delegate = CellDelegate(self._lines, frozen)
        delegate.stepped.connect(self.step)
        delegate.typing.connect(self._type)
        frozen.setItemDelegate(delegate)
        self.verticalScrollBar().valueChanged.connect(frozen.verticalScrollBar().setValue)
        frozen.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        frozen.customContextMenuRequested.connect(lambda _: None)
        self._fit_frozen()

    def _fit_frozen(self) -> None:
        if self._frozen is not None:
            self._frozen.fit()
