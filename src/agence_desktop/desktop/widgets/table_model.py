"""The table model over frozen rows: columns by definition, filter, order,
and further pages as one scrolls.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from agence_desktop.desktop import icons
from agence_desktop.desktop.tasks import Cancel, Failure, Tasks
from agence_desktop.desktop.widgets import texts
from agence_desktop.desktop.widgets.columns import Align, Column
from agence_desktop.desktop.widgets.rows import Loader, MemoryRows, Page, PageRequest, SortKey

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
PAGE = 200
Index = QModelIndex | QPersistentModelIndex

_ALIGN = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight,
    Align.CENTER: Qt.AlignmentFlag.AlignHCenter,
}


class TableModel(QAbstractTableModel):
    """Shows rows through columns.

    ``counts_changed`` carries how many rows match and how many there are; ``failed`` a Failure of a page.
    """

    counts_changed = Signal(int, int)
    loading_changed = Signal(bool)
    failed = Signal(object)

    def __init__(self, columns: Sequence[Column[Any]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._places = {column.key: place for place, column in enumerate(self.columns)}
        self._memory = MemoryRows(self.columns)
        self._rows: list[Any] = []
        self._matching = self._total = 0
        self._text = ""
        self._order: tuple[SortKey, ...] = ()
        self._loader: Loader | None = None
        self._tasks: Tasks | None = None
        self._cancel: Cancel | None = None

    @property
    def order(self) -> tuple[SortKey, ...]:
        """The columns by which rows are sorted, most important first."""
        return self._order

    @property
    def text(self) -> str:
        """The words that rows must hold."""
        return self._text

    @property
    def matching(self) -> int:
        """How many rows match the filter, read or not."""
        return self._matching

    @property
    def total(self) -> int:
        """How many rows there are without filter."""
        return self._total

    @property
    def loading(self) -> bool:
        """Whether a page is being read."""
        return self._cancel is not None

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows, all in memory."""
        self._loader = None
        self._memory = MemoryRows(self.columns, rows)
        self._arrange()

    def set_loader(self, loader: Loader, tasks: Tasks) -> None:
        """Read the rows page by page; ``loader`` filters and sorts them itself, on the database thread."""
        self._loader, self._tasks = loader, tasks
        self._arrange()

    def reload(self) -> None:
        """Read the pages again from the first."""
        self._arrange()

    def set_filter(self, text: str) -> None:
        """Show the rows that hold every word of ``text``."""
        if text != self._text:
            self._text = text
            self._arrange()

    def sort_by(self, order: Sequence[SortKey]) -> None:
        """Order the rows; unknown columns are passed over."""
        known = tuple(key for key in order if key.column in self._places)
        if known != self._order:
            self._order = known
            self._arrange()
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def toggle_sort(self, column: str, *, add: bool = False) -> None:
        """Sort by a column, or turn its direction; ``add`` keeps the other columns of the order."""
        present = next((key for key in self._order if key.column == column), None)
        turned = SortKey(column, not present.descending if present is not None else False)
        if not add:
            self.sort_by([turned])
        elif present is not None:
            self.sort_by([turned if key.column == column else key for key in self._order])
        else:
            self.sort_by([*self._order, turned])

    def row(self, number: int) -> Any:
        """The row shown at a line; IndexError beyond the last one read."""
        return self._rows[number]

    def rows(self) -> Sequence[Any]:
        """The rows read so far, in the order shown."""
        return tuple(self._rows)

    def laid(self, rows: list[Any]) -> list[Any]:
        """What stands in the lines, of rows filtered and sorted; a model may put more between them."""
        return rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Lines read so far."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """All columns, hidden ones included."""
        return 0 if parent.isValid() else len(self.columns)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether rows that match were not read yet."""
        return (
            not parent.isValid()
            and self._loader is not None
            and self._cancel is None
            and len(self._rows) < self._matching
        )

    def fetchMore(self, parent: Index) -> None:
        """Read the next page off the GUI thread."""
        if self.canFetchMore(parent):
            self._read(len(self._rows))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows, tells to screen readers, and the row behind it."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[column.align] | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(column, row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) if column.tip is not None else None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Titles; a sorted column has an arrow, and says its place and direction to screen readers."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        place = next((n for n, key in enumerate(self._order) if key.column == column.key), None)
        if role == Qt.ItemDataRole.DisplayRole:
            return column.head or column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[column.align] | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DecorationRole and place is not None:
            name = "arrow-down" if self._order[place].descending else "arrow-up"
            return icons.icon(name, "secondary", 14)
        if role == Qt.ItemDataRole.AccessibleTextRole and place is not None:
            return texts.sorted_header(column.title, place + 1, self._order[place].descending)
        if role == Qt.ItemDataRole.AccessibleTextRole and column.head:
            return column.title
        return None

    def _arrange(self) -> None:
        if self._loader is not None:
            self._read(0)
            return
        self.beginResetModel()
        rows = self._memory.arranged(self._text, self._order)
        self._rows = self.laid(rows)
        self._matching, self._total = len(rows), self._memory.total
        self.endResetModel()
        self.counts_changed.emit(self._matching, self._total)

    def _read(self, offset: int) -> None:
        if self._loader is None or self._tasks is None:
            return
        if self._cancel is not None:
            self._cancel.request()
        cancel = self._cancel = Cancel()
        request = PageRequest(self._text, self._order, offset, PAGE)
        self.loading_changed.emit(True)
        self._tasks.run(
            self._loader,
            request,
            owner=self,
            cancel=cancel,
            done=lambda page: self._arrived(request, page),
            failed=self._failed,
        )

    def _arrived(self, request: PageRequest, page: Page) -> None:
        self._cancel = None
        self._matching, self._total = page.matching, page.total
        if request.offset == 0:
            self.beginResetModel()
            self._rows = list(page.rows)
            self.endResetModel()
        elif page.rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(page.rows) - 1)
            self._rows.extend(page.rows)
            self.endInsertRows()
        else:
            # Rows vanished between two pages: what is shown is all there is.
            self._matching = len(self._rows)
        self.loading_changed.emit(False)
        self.counts_changed.emit(self._matching, self._total)

    def _failed(self, failure: Failure) -> None:
        self._cancel = None
        self.loading_changed.emit(False)
        self.failed.emit(failure)


def _spoken(column: Column[Any], row: Any) -> str:
    parts = [column.text(row)]
    if column.aside is not None:
        parts.append(column.aside(row))
    if column.detail is not None:
        parts.append(column.detail(row))
    said = ", ".join(part for part in parts if part)
    return texts.cell(column.title, said)
