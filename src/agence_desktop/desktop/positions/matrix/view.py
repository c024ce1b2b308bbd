"""The matrix as tables laid side by side on one grid: headers, first columns and totals stay in place."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHeaderView,
    QScrollBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from agence_desktop.desktop import theme
from agence_desktop.desktop.positions.matrix import texts
from agence_desktop.desktop.positions.matrix.grid import Face, Grid, Kind
from agence_desktop.desktop.positions.matrix.model import FACE_ROLE, GridModel, Index
from agence_desktop.desktop.positions.matrix.painting import paint_face
from agence_desktop.desktop.tokens import Height

_HEAD, _RULE = 48, 1
_WIDEST = 180
_LEVEL_KEYS = {getattr(Qt.Key, f"Key_{level}"): level for level in range(5)}


class _Delegate(QStyledItemDelegate):
    """Draws faces; ``before`` is the width of what stands left of this part."""

    def __init__(self, part: _Part) -> None:
        super().__init__(part)
        self._part = part
        self.before = 0.0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, face, grid lines, and the ring of the current cell."""
        face: Face = index.data(FACE_ROLE)
        look, area = theme.tokens(), QRectF(option.rect)
        current = bool(option.state & QStyle.StateFlag.State_Selected) and self._part.takes_keys
        offset = self.before + area.left() if face.kind is Kind.GROUP else 0.0
        paint_face(painter, area, face, chosen=current and face.kind is not Kind.HOLDER, offset=offset)
        painter.save()
        painter.setPen(look.color("line"))
        right, bottom = area.right() - 0.5, area.bottom() - 0.5
        painter.drawLine(QPointF(area.left(), bottom), QPointF(area.right(), bottom))
        if face.kind is not Kind.GROUP:
            painter.drawLine(QPointF(right, area.top()), QPointF(right, area.bottom()))
        if current:
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.restore()


class _Part(QTableView):
    """One of the tables: some columns of a grid model."""

    def __init__(self, model: GridModel, words: str, *, takes_keys: bool, headed: bool) -> None:
        super().__init__()
        self.takes_keys = takes_keys
        self.faces = _Delegate(self)
        self.setItemDelegate(self.faces)
        self.setModel(model)
        self.setAccessibleName(words)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("framed", False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setVisible(headed)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setAccessibleName(f"{words}, en-têtes")
        if not takes_keys:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.fit()

    def fit(self) -> None:
        """Heights that follow the font."""
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(theme.scaled(Height.ROW_COMPACT))
        self.horizontalHeader().setFixedHeight(theme.scaled(_HEAD))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a larger font."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.fit()
        super().changeEvent(event)


class MatrixTable(_Part):
    """The middle, where the keyboard is: Entrée opens the card, 0 to 4 validate a level.

    ``card_requested`` carries the face under the keyboard, ``level_typed`` it and a level, ``fold_requested``
    the face of a group.
    """

    card_requested = Signal(object)
    level_typed = Signal(object, int)
    fold_requested = Signal(object)
    copy_requested = Signal()
    moved = Signal()

    def __init__(self, model: GridModel) -> None:
        super().__init__(model, texts.TABLE, takes_keys=True, headed=True)

    def current_face(self) -> Face | None:
        """What stands under the keyboard."""
        face = self.currentIndex().data(FACE_ROLE)
        return face if isinstance(face, Face) else None

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that the keyboard is elsewhere."""
        super().currentChanged(current, previous)
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Entrée, the digits of levels, and Ctrl+C."""
        face, level = self.current_face(), _LEVEL_KEYS.get(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        elif face is None or not plain:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.act(face)
        elif level is not None and face.kind is Kind.LEVEL:
            self.level_typed.emit(face, level)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click is Entrée."""
        face = self.current_face()
        if event.button() is Qt.MouseButton.LeftButton and face is not None:
            self.act(face)

    def act(self, face: Face) -> None:
        """Open the card of a cell, fold a group."""
        if face.kind is Kind.GROUP:
            self.fold_requested.emit(face)
        elif face.kind in (Kind.LEVEL, Kind.HOLDER):
            self.card_requested.emit(face)


class MatrixView(QFrame):
    """The tables in their frame."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self.model, self.totals = GridModel(self), GridModel(self, foot=True)
        self.table = MatrixTable(self.model)
        self._left = _Part(self.model, texts.TASK, takes_keys=False, headed=True)
        self._right = _Part(self.model, texts.COVERS, takes_keys=False, headed=True)
        self._foot = _Part(self.totals, texts.MARGIN, takes_keys=False, headed=False)
        self._foot_left = _Part(self.totals, texts.MARGIN, takes_keys=False, headed=False)
        self._foot_right = _Part(self.totals, texts.MARGIN, takes_keys=False, headed=False)
        self._bar, self._across = QScrollBar(Qt.Orientation.Vertical), QScrollBar(Qt.Orientation.Horizontal)
        self._stretched = 0
        self._arrange()
        self._join()

    def show_grid(self, grid: Grid) -> None:
        """Show a grid; the keyboard stays where it was."""
        before = self.table.currentIndex()
        at = before.row(), before.column()
        self.model.show_grid(grid)
        self.totals.show_grid(grid)
        left = grid.left
        right = [n for n in range(left, len(grid.heads)) if grid.heads[n].frozen]
        middle = [n for n in range(left, len(grid.heads)) if not grid.heads[n].frozen]
        self._show_columns((self._left, self._foot_left), range(left))
        self._show_columns((self.table, self._foot), middle)
        self._show_columns((self._right, self._foot_right), right)
        for part in (self._left, self._foot_left, self._right, self._foot_right):
            part.setFixedWidth(self._width(part))
        for part in (self._right, self._foot_right):
            part.setVisible(bool(right))
        self._foot_left.clearSpans()
        for row in range(len(grid.foot) if left > 1 else 0):
            self._foot_left.setSpan(row, 0, 1, left)
        for part in (self._foot, self._foot_left, self._foot_right):
            part.setFixedHeight(theme.scaled(Height.ROW_COMPACT) * len(grid.foot))
        self._fit_groups(grid)
        self._spread()
        if grid.lines and middle:
            row, column = min(max(at[0], 0), len(grid.lines) - 1), at[1] if at[1] in middle else middle[0]
            if at[0] < 0 and row in grid.group_lines and len(grid.lines) > 1:
                row += 1
            self.choose(row, column)

    def choose(self, row: int, column: int) -> None:
        """Put the keyboard on a cell."""
        index = self.model.index(row, column)
        self.table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.table.scrollTo(index)

    def seek(self, position_id: int, task: str, person_id: int | None = None) -> bool:
        """Put the keyboard on the cell of a task and a person (None: any); whether it is shown."""
        for row in range(self.model.rowCount()):
            for column in range(self.model.columnCount()):
                face = self.model.face(row, column)
                if face.task is None or face.person is None or face.task.cover.task.key != task:
                    continue
                if face.task.position.id == position_id and person_id in (None, face.person.id):
                    self.choose(row, column)
                    return True
        return False

    def cell_area(self) -> QRectF:
        """Where the current cell is, in this widget."""
        area = self.table.visualRect(self.table.currentIndex())
        return QRectF(area.translated(self.table.viewport().mapTo(self, area.topLeft()) - area.topLeft()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Persons share the room that is left."""
        super().resizeEvent(event)
        self._spread()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Rules between what stays in place and what scrolls."""
        super().paintEvent(event)
        with QPainter(self) as painter:
            ink = theme.tokens().color("outline")
            for part in (self.table, self._foot):
                for x in (part.x() - _RULE, part.x() + part.width()):
                    painter.fillRect(x, part.y(), _RULE, part.height(), ink)
            if self.totals.lines:
                painter.fillRect(1, self._foot.y() - _RULE, self.width() - 2, _RULE, ink)

    # Inside.

    def _show_columns(self, parts: tuple[_Part, ...], shown: range | list[int]) -> None:
        wanted = set(shown)
        for part in parts:
            for number, head in enumerate(self.model.grid.heads):
                part.setColumnHidden(number, number not in wanted)
                part.setColumnWidth(number, theme.scaled(head.width))

    @staticmethod
    def _width(part: _Part) -> int:
        columns = range(part.model().columnCount())
        return sum(part.columnWidth(number) for number in columns if not part.isColumnHidden(number))

    def _fit_groups(self, grid: Grid) -> None:
        for part in (self.table, self._left, self._right):
            for row in range(len(grid.lines)):
                height = Height.GROUP if row in grid.group_lines else Height.ROW_COMPACT
                if part.rowHeight(row) != theme.scaled(height):
                    part.setRowHeight(row, theme.scaled(height))

    def _spread(self) -> None:
        heads = self.model.grid.heads
        middle = [n for n, head in enumerate(heads) if not head.frozen]
        ends = self._left.width() + (0 if self._right.isHidden() else self._right.width())
        bar = 0 if self._bar.isHidden() else self._bar.sizeHint().width() + _RULE
        room = self.width() - ends - bar - 2 - 2 * _RULE
        for n in middle:
            width = max(theme.scaled(heads[n].width), min(room // len(middle), theme.scaled(_WIDEST)))
            self.table.setColumnWidth(n, width)
            self._foot.setColumnWidth(n, width)
        left = self._left.width() + _RULE
        self.table.faces.before = left
        self._right.faces.before = left + self.table.width() + _RULE

    def _join(self) -> None:
        own = self.table.verticalScrollBar()
        bars = [own, self._left.verticalScrollBar(), self._right.verticalScrollBar(), self._bar]
        own.rangeChanged.connect(partial(self._measure_bar, self._bar, own))
        for bar in bars:
            for other in bars:
                if other is not bar:
                    bar.valueChanged.connect(other.setValue)
        across, below = self.table.horizontalScrollBar(), self._foot.horizontalScrollBar()
        across.rangeChanged.connect(partial(self._measure_bar, self._across, across))
        across.valueChanged.connect(below.setValue)
        across.valueChanged.connect(self._across.setValue)
        self._across.valueChanged.connect(across.setValue)
        # What is scrolled is copied: the text of groups, which stays in place, is drawn again.
        across.valueChanged.connect(lambda _at: self.table.viewport().update())
        for part in (self._left, self._right):
            part.clicked.connect(self._clicked)

    def _measure_bar(self, shown: QScrollBar, own: QScrollBar, least: int, most: int) -> None:
        """A bar of ours beside all tables, so that those that stay in place are as high as the middle."""
        shown.setRange(least, most)
        shown.setPageStep(own.pageStep())
        shown.setSingleStep(own.singleStep())
        if shown.isHidden() == (most > least):
            shown.setVisible(most > least)
            self._spread()

    def _clicked(self, index: QModelIndex) -> None:
        face = index.data(FACE_ROLE)
        columns = [n for n, head in enumerate(self.model.grid.heads) if not head.frozen]
        if columns:
            present = self.table.currentIndex().column()
            self.choose(index.row(), present if present in columns else columns[0])
        if isinstance(face, Face) and face.kind is Kind.GROUP:
            self.table.fold_requested.emit(face)

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(1, 1, 1, 1)
        grid.setSpacing(_RULE)
        for column, (part, foot) in enumerate(
            ((self._left, self._foot_left), (self.table, self._foot), (self._right, self._foot_right))
        ):
            grid.addWidget(part, 0, column)
            grid.addWidget(foot, 1, column)
        grid.addWidget(self._bar, 0, 3)
        grid.addWidget(self._across, 2, 1)
        grid.setColumnStretch(1, 1)
        self._bar.hide()
        self._across.hide()
        grid.setRowStretch(0, 1)
