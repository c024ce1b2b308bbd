"""The days of an absence and its tasks as cells: what stands in each, in words and for the painter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from agence_desktop.core.calendars import is_working_day
from agence_desktop.desktop.positions.absence import texts
from agence_desktop.desktop.positions.absence.lines import limit_of, line_name
from agence_desktop.positions.due import is_daily
from agence_desktop.positions.formats import task_name
from agence_desktop.positions.relief import ReliefLine, ReliefPlan, days_of
from agence_desktop.positions.sentences import RELIEF_LABELS

CELL_ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class BarCell:
    """What a cell draws; ``line`` None is the row of the first breach, ``marked`` a due day that is drawn."""

    day: date
    working: bool
    line: ReliefLine | None
    due: bool = False
    marked: bool = False
    breach: bool = False


class BarsModel(QAbstractTableModel):
    """A row for the first breach, then one for each touched task; a column for each day."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plan: ReliefPlan | None = None
        self.days: list[date] = []
        self.lines: tuple[ReliefLine, ...] = ()
        self._observed: frozenset[date] = frozenset()
        self._several = False

    def show(self, plan: ReliefPlan | None, observed: frozenset[date]) -> None:
        """Show a plan; None shows nothing."""
        self.beginResetModel()
        self.plan, self._observed = plan, observed
        self.days = days_of(plan.first, plan.last) if plan is not None else []
        self.lines = plan.lines if plan is not None else ()
        self._several = len({line.post.position.id for line in self.lines}) > 1
        self.endResetModel()

    def cell(self, row: int, column: int) -> BarCell:
        """What stands in a cell."""
        day = self.days[column]
        working = is_working_day(day, self._observed)
        if row == 0:
            return BarCell(day, working, None, breach=self.breach_column() == column)
        line = self.lines[row - 1]
        due = day in line.touched.due
        # What is due every working day is told by its row, not by a mark on each day.
        marked = due and not is_daily(line.touched.task.due)
        return BarCell(day, working, line, due, marked, line.touched.breach == day)

    def is_working(self, column: int) -> bool:
        """Whether a day is worked."""
        return is_working_day(self.days[column], self._observed)

    def breach_column(self) -> int | None:
        """The column of the first breach."""
        first = self.plan.first_breach if self.plan is not None else None
        if first is None or first.touched.breach is None or self.plan is None:
            return None
        return (first.touched.breach - self.plan.first).days

    def breach_row(self) -> int:
        """The row of the task that is breached first."""
        first = self.plan.first_breach if self.plan is not None else None
        return 0 if first is None else self.lines.index(first) + 1

    def breach_label(self) -> str:
        """« jeudi 3 décembre, T8 Demandes de révision », or that there is none."""
        first = self.plan.first_breach if self.plan is not None else None
        if first is None or first.touched.breach is None:
            return texts.NO_BREACH
        return texts.breach_label(first.touched.breach, task_name(first.touched.task))

    def name_of(self, line: ReliefLine) -> str:
        """« T8 Demandes de révision », with its position where there are several."""
        return line_name(line, several=self._several)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The row of the breach, then the tasks."""
        return 0 if parent.isValid() or self.plan is None else len(self.lines) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The days."""
        return 0 if parent.isValid() else len(self.days)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell for the painter; its name for screen readers and under the pointer."""
        if not index.isValid():
            return None
        cell = self.cell(index.row(), index.column())
        if role == CELL_ROLE:
            return cell
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(cell)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Days across, tasks downwards."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation is Qt.Orientation.Horizontal:
            return texts.breach_day(self.days[section])
        if section == 0:
            return texts.first_breach(self.breach_label())
        line = self.lines[section - 1]
        tip = texts.limit_tip(limit) if (limit := limit_of(line)) else ""
        return texts.task_tip(self.name_of(line), tip, RELIEF_LABELS[line.state])

    def _words(self, cell: BarCell) -> str:
        if cell.line is None:
            label = self.breach_label() if cell.breach else texts.breach_day(cell.day)
            return texts.first_breach(label)
        return texts.cell_name(
            self.name_of(cell.line),
            cell.day,
            texts.LEGEND[cell.line.state],
            texts.DUE_MARK if cell.due else "",
            texts.LIMIT_MARK if cell.breach else "",
        )
