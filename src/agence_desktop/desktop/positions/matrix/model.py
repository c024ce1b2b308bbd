"""The grid as a table model: texts for the clipboard, names for screen readers, faces for the painter."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from agence_desktop.desktop.positions.matrix.grid import Face, Grid, Line

FACE_ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
EMPTY = Grid((), (), ())


class GridModel(QAbstractTableModel):
    """The lines that scroll of a grid, or those that stay below."""

    def __init__(self, parent: QObject | None = None, *, foot: bool = False) -> None:
        super().__init__(parent)
        self._foot = foot
        self.grid = EMPTY

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of this part."""
        return self.grid.foot if self._foot else self.grid.lines

    def show_grid(self, grid: Grid) -> None:
        """Show another grid."""
        self.beginResetModel()
        self.grid = grid
        self.endResetModel()

    def face(self, row: int, column: int) -> Face:
        """What a cell shows."""
        return self.lines[row](column)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Lines of this part."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """All columns, frozen ones included."""
        return 0 if parent.isValid() else len(self.grid.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, name and face of a cell."""
        if not index.isValid():
            return None
        face = self.face(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{face.text} {face.quiet}".strip()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return face.said
        if role == Qt.ItemDataRole.ToolTipRole:
            return face.said
        return face if role == FACE_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Titles of columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.grid.heads):
            return None
        head = self.grid.heads[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return head.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return head.said
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        return None

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Titles and lines as text, for the clipboard and files."""
        titles = [head.said for head in self.grid.heads]
        rows = []
        for line in self.lines:
            faces = [line(column) for column in range(len(titles))]
            first = faces[0]
            if first.quiet:
                rows.append([f"{first.text}, {first.quiet}", *[""] * (len(titles) - 1)])
            else:
                rows.append([face.text for face in faces])
        return titles, rows
