"""The lines of the results as a list: sections, rooms that can be taken, and those that cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from agence_desktop.core.french import NBSP
from agence_desktop.desktop.calendar.axis import Hours
from agence_desktop.desktop.spaces.finding import find_texts as texts
from agence_desktop.desktop.spaces.finding.find_lines import OfferLine, OtherLine, Results

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Section:
    """The head of a part of the list; ``legend`` asks for the key of the strips at its right end."""

    icon: str
    ink: str
    words: str
    count: int
    note: str
    legend: bool = False
    tail: str = ""


Entry = Section | OfferLine | OtherLine


def entries_of(results: Results, reasons: bool) -> list[Entry]:
    """All lines; why the others do not answer only where it is asked for."""
    entries: list[Entry] = list(results.fits)
    if results.near:
        head = Section(
            "approximately-equal", "warning", texts.NEARLY, len(results.near), texts.NEARLY_NOTE, legend=True
        )
        entries += [head, *results.near]
    if results.others:
        entries.append(
            Section(
                "help-circle-outline",
                "secondary",
                texts.WHY,
                len(results.others),
                texts.WHY_NOTE,
                tail=texts.ORDER,
            )
        )
        if reasons:
            entries += results.others
    return entries


class FindModel(QAbstractListModel):
    """One entry per line; heads of sections are read but never current."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self.hours = Hours()

    def show(self, entries: Sequence[Entry], hours: Hours) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._entries, self.hours = list(entries), hours
        self.endResetModel()

    @property
    def entries(self) -> Sequence[Entry]:
        """What is shown."""
        return tuple(self._entries)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many lines there are."""
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads of sections cannot be chosen."""
        if not index.isValid() or isinstance(self._entries[index.row()], Section):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The line, and the sentence that says it."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(entry)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(entry)
        return None


def spoken(entry: Entry) -> str:
    """What a screen reader says of a line."""
    if isinstance(entry, Section):
        return f"{entry.words}, {entry.count}, {entry.note}"
    return entry.spoken


def tooltip(entry: Entry) -> str:
    """What a line may have had to cut."""
    if isinstance(entry, OtherLine):
        return f"{entry.name}, {entry.town}{NBSP}: {entry.why}"
    if isinstance(entry, OfferLine):
        marks = ", ".join(mark.word for mark in entry.room.marks)
        gives = f"{entry.what}{NBSP}: {entry.slot}" if entry.what else ""
        parts = (f"{entry.room.name}, {entry.room.where}", gives, entry.more, marks, entry.strip.words)
        return "\n".join(part for part in parts if part)
    return ""
