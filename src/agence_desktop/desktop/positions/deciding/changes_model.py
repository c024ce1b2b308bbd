"""The changes of a comparison under the titles of their sections, each with its « Vu » box."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from agence_desktop.desktop.positions.deciding import texts
from agence_desktop.positions.approval import Comparison, unchanged_fields
from agence_desktop.positions.approval_sentences import CHANGE_LABELS, version_head
from agence_desktop.positions.catalogue import SECTIONS
from agence_desktop.positions.comparing import ChangeKind, FieldChange, WordKind, Words, words_apart

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
NATURE, FIELD, OLD, NEW, SEEN = range(5)
_TITLES = {section.number: section.title for section in SECTIONS}


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a section over its changes."""

    section: int
    count: int
    folded: bool = False

    @property
    def words(self) -> str:
        """« 3 Tâches »."""
        return texts.heading(self.section, _TITLES[self.section])


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change, or a field that is the same, where those are shown too."""

    change: FieldChange
    changed: bool = True

    @property
    def key(self) -> str:
        """By which the screen remembers that it was seen."""
        return f"{self.change.kind}|{self.change.path}|{self.change.old}|{self.change.new}"


class Side(StrEnum):
    """The older or the newer text of a change."""

    OLD = "old"
    NEW = "new"


class ChangesModel(QAbstractTableModel):
    """Headings and changes; ``seen_changed`` when a box was ticked."""

    seen_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Heading | ChangeRow] = []
        self.changes: list[ChangeRow] = []
        self._same: list[ChangeRow] = []
        self._seen: set[str] = set()
        self._folded: set[int] = set()
        self.only_changed, self.by_words, self.only_unseen = True, True, False
        self._heads = ("", "")
        self._decides = False

    def show(self, found: Comparison | None, seen: Iterable[str], *, decides: bool = False) -> None:
        """Show a comparison; ``seen`` are the keys of what was seen before, ``decides``: by this person."""
        self._decides = decides
        self.changes = [ChangeRow(one) for one in found.changes] if found is not None else []
        self._same = [ChangeRow(one, False) for one in unchanged_fields(found)] if found is not None else []
        self._seen = set(seen)
        if found is not None:
            old = found.old
            self._heads = (
                texts.NOTHING_HEAD if old is None else version_head(old.number, old.state),
                version_head(found.file.row.number, found.file.row.state),
            )
        self.arrange()

    def arrange(self) -> None:
        """Lay the rows out as the filters and folded sections say."""
        self.beginResetModel()
        shown = [*self.changes, *(() if self.only_changed else self._same)]
        if self.only_unseen:
            shown = [one for one in shown if one.changed and not self.is_seen(one)]
        self.rows = []
        for section in SECTIONS:
            held = [one for one in shown if one.change.section == section.number]
            if held:
                folded = section.number in self._folded
                count = sum(one.changed for one in held)
                self.rows.append(Heading(section.number, count, folded))
                self.rows += [] if folded else held
        self.endResetModel()

    # What was seen.

    def is_seen(self, row: ChangeRow) -> bool:
        """Whether somebody ticked it."""
        return row.key in self._seen

    @property
    def seen(self) -> list[str]:
        """The keys of what was seen, of the changes there are."""
        return [one.key for one in self.changes if one.key in self._seen]

    @property
    def unseen(self) -> list[ChangeRow]:
        """What was not seen yet, in order."""
        return [one for one in self.changes if one.key not in self._seen]

    def set_seen(self, number: int, seen: bool) -> None:
        """Tick or untick a row."""
        row = self.rows[number]
        if isinstance(row, Heading) or not row.changed:
            return
        (self._seen.add if seen else self._seen.discard)(row.key)
        index = self.index(number, SEEN)
        self.dataChanged.emit(index, index)
        self.seen_changed.emit()

    def fold(self, number: int) -> None:
        """Fold or unfold the section of a heading."""
        row = self.rows[number]
        if isinstance(row, Heading):
            self._folded ^= {row.section}
            self.arrange()

    def count_of(self, section: int) -> int:
        """How many changes a section has."""
        return sum(one.change.section == section for one in self.changes)

    def number_of(self, row: ChangeRow) -> int | None:
        """Where a change stands, None where it is not shown."""
        keys = [one.key if isinstance(one, ChangeRow) else "" for one in self.rows]
        return keys.index(row.key) if row.key in keys else None

    def runs(self, row: ChangeRow, side: Side) -> tuple[Words, ...]:
        """The words of one side, each run said to be in both or in this one only."""
        change = row.change
        text = change.old if side is Side.OLD else change.new
        mine = WordKind.REMOVED if side is Side.OLD else WordKind.ADDED
        if not row.changed or not text:
            return (Words(WordKind.SAME, text),) if text else ()
        note = self.note(row) if side is Side.NEW else ""
        noted = (Words(WordKind.SAME, note),) if note else ()
        if not self.by_words or not (change.old and change.new):
            return (Words(mine, text), *noted)
        words = words_apart(change.old, change.new)
        return (*(one for one in words if one.kind in (WordKind.SAME, mine)), *noted)

    def note(self, row: ChangeRow) -> str:
        """What is said beside the newer text: that one has to validate it, or what it was computed from."""
        change = row.change
        if not row.changed or not change.new:
            return ""
        if change.kind is ChangeKind.COMPUTED:
            return texts.computed_from(change.new)
        return texts.VALIDATED_BY_YOU if self._decides and change.path.endswith("/criticality") else ""

    # The table.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Headings and changes."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Nature, field, older, newer, seen."""
        return 0 if parent.isValid() else SEEN + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The box can be ticked."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        row = self.rows[index.row()] if index.isValid() else None
        if isinstance(row, ChangeRow) and row.changed and index.column() == SEEN:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row for the painter; words for screen readers; the box."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return self._words(row, index.column())
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and isinstance(row, ChangeRow):
            return self.note(row) if index.column() == NEW else None
        if role == Qt.ItemDataRole.CheckStateRole and isinstance(row, ChangeRow):
            if index.column() == SEEN and row.changed:
                return Qt.CheckState.Checked if self.is_seen(row) else Qt.CheckState.Unchecked
            return None
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick the box."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.set_seen(index.row(), Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Titles; those of the texts name the versions."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole:
            return (texts.NATURE, texts.FIELD, *self._heads, texts.SEEN)[section]
        return None

    def _words(self, row: Heading | ChangeRow, column: int) -> str:
        if isinstance(row, Heading):
            return texts.section_name(row.section, _TITLES[row.section], row.count)
        change = row.change
        if column == NATURE:
            return kind_word(row)
        if column == FIELD:
            return change.label
        if column in (OLD, NEW):
            text = change.old if column == OLD else change.new
            return texts.cell(self._heads[column - OLD], text or texts.EMPTY)
        return texts.SEEN_WORD if self.is_seen(row) else texts.UNSEEN_WORD


def kind_word(row: ChangeRow) -> str:
    """« modifié », « inchangé »."""
    return CHANGE_LABELS[row.change.kind] if row.changed else texts.SAME


def kind_icon(row: ChangeRow) -> tuple[str, str]:
    """Icon and ink of what happened to a field."""
    if not row.changed:
        return "minus", "secondary"
    return {
        ChangeKind.ADDED: ("plus", "ok"),
        ChangeKind.REMOVED: ("minus-circle-outline", "danger"),
        ChangeKind.MODIFIED: ("pencil", "warning"),
        ChangeKind.COMPUTED: ("cog-outline", "secondary"),
    }[row.change.kind]
