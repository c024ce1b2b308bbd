"""A table of the sheet as cells: what each shows, whether something is wrong with it, and typing into it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from agence_desktop.desktop.positions.editor import texts
from agence_desktop.desktop.positions.editor.store import EditorStore
from agence_desktop.positions.catalogue import Field, Filler, Group, Kind
from agence_desktop.positions.completeness import name_of
from agence_desktop.positions.content import Relief, Task
from agence_desktop.positions.coverage import max_interruption
from agence_desktop.positions.editing import add_line, lines, may_add, with_text
from agence_desktop.positions.formats import display, display_due, format_days
from agence_desktop.positions.sentences import LENGTH_LABELS
from agence_desktop.positions.walking import Line

Index = QModelIndex | QPersistentModelIndex
FAULT_ROLE = int(Qt.ItemDataRole.UserRole)
"""The sentence of what is wrong with a cell, « vide » for what is missing; empty otherwise."""
REMARK_ROLE = FAULT_ROLE + 1
DERIVED_ROLE = FAULT_ROLE + 2
PATH_ROLE = FAULT_ROLE + 3
NUMBER_COLUMN = 0
_HEADS = {
    "criticality": "Crit.",
    "max_interruption_days": "Arrêt\ntoléré",
    "recovery_days": "Reprise\nvisée",
    "required_level": "Niveau\nrequis",
    "wanted": "Relèves\nvoulues",
    "hours": "Heures par\nsemaine",
    "procedure_date": "Procédure\ndu",
    "impacts": "Impact après 1 h, 3 h,\n1 j, 3 j, 1 sem., 1 mois",
    "delay_days": "Délai,\nen jours",
    "substitute_has": "La relève\nl’a",
    "introduced": "Présentation\nfaite",
    "phone": "Téléphone\nau travail",
    "email": "Courriel\nau travail",
    "effort_percent": "Effort,\nen\u00a0%",
}
"""Titles of narrow columns, on two lines."""


class LinesModel(QAbstractTableModel):
    """The lines of a table, and one more to type a new line into."""

    def __init__(self, store: EditorStore, group: Group, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store, self.group = store, group
        self._lines: list[Line] = []
        self._extra = False
        self._told: object = None
        store.changed.connect(self._renew)
        store.opened.connect(self._tell_all)
        store.remarks_changed.connect(self._tell_all)
        self._renew()

    @property
    def fields(self) -> tuple[Field, ...]:
        """The columns after the first."""
        return self.group.fields

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def line(self, row: int) -> Line | None:
        """The line of a row; None for the one that is not written yet."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def field(self, column: int) -> Field | None:
        """The field of a column; None for the number of the line."""
        return self.fields[column - 1] if column > NUMBER_COLUMN else None

    def path(self, row: int, column: int) -> str:
        """The path of a cell; empty for a new line, the path of the line for its number."""
        line, field = self.line(row), self.field(column)
        if line is None:
            return ""
        return line.path if field is None or self.group.line is None else f"{line.path}/{field.name}"

    def place(self, path: str) -> tuple[int, int] | None:
        """The row and column of a path; of a table, its first line on which nothing is written."""
        parts = path.split("/")
        if parts[0] != self.group.name:
            return None
        if len(parts) == 1:
            blank = next((n for n, line in enumerate(self._lines) if line.is_blank), self.count)
            return (min(blank, self.rowCount() - 1), 1) if self.rowCount() else None
        row = next((n for n, line in enumerate(self._lines) if line.name == parts[1]), None)
        if row is None:
            return None
        names = [field.name for field in self.fields]
        return row, names.index(parts[2]) + 1 if len(parts) > 2 and parts[2] in names else 1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The lines, and where one may be added an empty one."""
        return 0 if parent.isValid() else len(self._lines) + self._extra

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The number and the fields."""
        return 0 if parent.isValid() else len(self.fields) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What can be typed into."""
        flags = super().flags(index)
        field = self.field(index.column())
        if field is not None and field.filler is not Filler.PROGRAM and self.store.editable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows and tells."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.EditRole:
            path = self.path(row, column)
            return self.store.text(path) if path else ""
        if role == FAULT_ROLE:
            return self._fault(row, column)
        if role == REMARK_ROLE:
            return self.path(row, column) in self.store.remarked() if self.line(row) is not None else False
        if role == DERIVED_ROLE:
            return self._is_derived(row, column)
        if role == PATH_ROLE:
            return self.path(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            fault = self._fault(row, column)
            return fault if fault and fault != texts.EMPTY_CELL else self._text(row, column)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The labels of the fields."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        field = self.field(section)
        first = texts.RELIEF_LENGTH if self.group.key == "length" else texts.NUMBER
        if role == Qt.ItemDataRole.DisplayRole:
            return first if field is None else _HEADS.get(field.name, field.label)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole) and field is not None:
            return ". ".join(filter(None, (field.label, field.hint)))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A text typed into a cell; on the new line it makes a line of it."""
        if role != Qt.ItemDataRole.EditRole or self.field(index.column()) is None:
            return False
        self.write(index.row(), index.column(), str(value))
        return True

    def write(self, row: int, column: int, text: str) -> None:
        """A text typed into a cell."""
        store = self.store
        if self.line(row) is not None:
            store.type(self.path(row, column), text)
        elif text.strip():
            content = add_line(store.content, self.group, self.count, store.known_keys())
            line = lines(content, self.group)[-1]
            field = self.field(column)
            path = line.path if self.group.line is None or field is None else f"{line.path}/{field.name}"
            store.apply(with_text(content, path, text, store.today))

    def _text(self, row: int, column: int) -> str:
        line, field = self.line(row), self.field(column)
        if line is None:
            return "+" if field is None else texts.new_line(self.group) if column == 1 else ""
        if field is None:
            return LENGTH_LABELS[line.value.length] if isinstance(line.value, Relief) else line.name
        path = self.path(row, column)
        if path in self.store.content.typed:
            return self.store.content.typed[path]
        if field.kind is Kind.DUE:
            return "" if path in self.store.missing else display_due(line.value)
        if field.name == "max_interruption_days" and isinstance(line.value, Task):
            limit = max_interruption(line.value)
            return "" if limit is None else format_days(limit)
        return display(field, line.field_value(field))

    def _is_derived(self, row: int, column: int) -> bool:
        line, field = self.line(row), self.field(column)
        if line is None:
            return True
        return (
            field is not None
            and field.name == "max_interruption_days"
            and line.value.max_interruption_days is None
        )

    def _fault(self, row: int, column: int) -> str:
        line = self.line(row)
        if line is None:
            return ""
        path = self.path(row, column)
        if column == NUMBER_COLUMN:
            within = f"{line.path}/"
            found = any(one.path == line.path or one.path.startswith(within) for one in self.store.todo)
            return texts.LINE_TO_SETTLE if found else ""
        if sentence := self.store.sentence(path):
            return sentence
        missing = path in self.store.missing
        shown = self.group.fixed or not line.is_blank
        return texts.EMPTY_CELL if missing and shown and not self._text(row, column) else ""

    def _alignment(self, column: int) -> int:
        field = self.field(column)
        number = field is None and self.group.key != "length"
        side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)

    def _spoken(self, row: int, column: int) -> str:
        line, field = self.line(row), self.field(column)
        text, fault = self._text(row, column), self._fault(row, column)
        if line is None:
            return texts.new_line(self.group)
        remark = texts.WITH_REMARK if self.path(row, column) in self.store.remarked() else ""
        if field is None:
            return ", ".join(filter(None, (name_of(line), fault)))
        told = fault if fault != texts.EMPTY_CELL else texts.REQUIRED_MISSING
        return texts.cell_name(field.label, line.name, text, told, remark)

    def _renew(self) -> None:
        """Take the lines as they are now; rows come and go at the end, so that the keyboard stays."""
        found = lines(self.store.content, self.group)
        extra = self.store.editable and may_add(self.store.content, self.group)
        before, after = self.rowCount(), len(found) + extra
        told = (extra, dict(self.store.content.typed), self.store.not_secrets.copy())
        old, self._told, was = self._lines, told, self._told
        if after > before:
            self.beginInsertRows(QModelIndex(), before, after - 1)
        elif after < before:
            self.beginRemoveRows(QModelIndex(), after, before - 1)
        self._lines, self._extra = found, extra
        if after > before:
            self.endInsertRows()
        elif after < before:
            self.endRemoveRows()
        if told != was or before != after:
            self._tell_all()
            return
        for row, (line, former) in enumerate(zip(found, old, strict=True)):
            if line.value != former.value or line.name != former.name:
                self._tell_rows(row, row)

    def _tell_all(self) -> None:
        self._tell_rows(0, self.rowCount() - 1)

    def _tell_rows(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))
