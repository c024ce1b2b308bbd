"""The first columns of a table, which stay while the others scroll, and how wide columns are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

WIDTHS = {
    **{"title": 212, "due": 168, "criticality": 46, "max_interruption_days": 62, "recovery_days": 62},
    **{"required_level": 62, "wanted": 68, "impacts": 150, "hours": 78, "peak_months": 150},
    **{"procedure_date": 86, "minimum": 160, "deliverable": 160, "recipient": 150, "frequency": 110},
    **{"text": 420, "delay_days": 60, "substitute_has": 78, "introduced": 92, "effort_percent": 70},
    **{"function": 150, "organisation": 104, "name": 130, "phone": 118, "email": 180, "day": 100},
    **{"next_date": 120, "who": 150, "suspended": 190, "moved": 190, "action": 260, "file": 120},
}
USUAL_WIDTH = 132
EDITS = (
    QAbstractItemView.EditTrigger.AnyKeyPressed
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.DoubleClicked
)


class FrozenColumns(QTableView):
    """The first columns, which stay where they are; the keyboard remains in the table itself."""

    def __init__(self, view: QTableView, columns: int) -> None:
        super().__init__(view)
        self._view, self.columns = view, columns
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(view)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("framed", False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(view.selectionMode())
        self.setEditTriggers(EDITS)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)

    def current_line(self) -> int:
        """For the delegate."""
        return self._view.currentIndex().row()

    def fit(self) -> None:
        """Stand over the same columns of the table."""
        view = self._view
        for column in range(view.model().columnCount()):
            self.setColumnHidden(column, column >= self.columns)
            self.setColumnWidth(column, view.columnWidth(column))
        width = sum(view.columnWidth(column) for column in range(self.columns))
        frame = view.frameWidth()
        header = view.horizontalHeader().height()
        self.horizontalHeader().setFixedHeight(header)
        self.setGeometry(frame, frame, width + 1, view.viewport().height() + header)
