"""The seats of a request as one field of its form: a table of them, and the fields of the current one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.teams import texts as common
from agence_desktop.desktop.teams.requests import form_texts as texts
from agence_desktop.desktop.teams.requests.form_model import FormSeed, SeatEntry, first_fault
from agence_desktop.desktop.teams.requests.seat_editor import SeatEditor
from agence_desktop.desktop.widgets.columns import Align, Column
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_view import TableView


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A line of the table."""

    number: int
    entry: SeatEntry
    skills: str


_COLUMNS: tuple[Column[SeatRow], ...] = (
    Column("place", texts.SEAT, lambda row: str(row.number), align=Align.RIGHT, width=52),
    Column("besoin", texts.NEED, lambda row: row.skills, stretch=True, strong=True, width=180),
    Column("effort", "Effort", lambda row: common.percent((row.entry.effort or 0) * 100), width=70),
    Column(
        "periode",
        "Période",
        lambda row: (
            common.period(row.entry.first, row.entry.last) if row.entry.first and row.entry.last else "–"
        ),
        width=150,
    ),
    Column("mode", "Mode", lambda row: texts.MODES[row.entry.mode], width=86),
)


class SeatsField(QWidget):
    """Its value is the list of seats as JSON keeps them, so that drafts and comparisons work."""

    value_changed = Signal(object)

    def __init__(self, seed: FormSeed, today: Callable[[], date], fresh: Callable[[], SeatEntry]) -> None:
        super().__init__()
        self._seed, self._fresh = seed, fresh
        self._entries: list[SeatEntry] = [fresh()]
        self._at = 0
        self.model = TableModel(_COLUMNS, self)
        self.view = TableView(self.model, texts.SEATS, compact=True)
        self.editor = SeatEditor(today, seed.holidays)
        self.editor.offer(seed.skills)
        self.add_button, self.copy_button = QPushButton(texts.ADD), QPushButton(texts.COPY)
        self.remove_button = QPushButton(texts.REMOVE)
        self._arrange()
        self.view.selection_moved.connect(self._moved)
        self.editor.edited.connect(self._typed)
        self.add_button.clicked.connect(lambda _=False: self._add(self._fresh()))
        self.copy_button.clicked.connect(lambda _=False: self._add(self._entries[self._at]))
        self.remove_button.clicked.connect(lambda _=False: self._remove())
        self._show()

    @property
    def entries(self) -> tuple[SeatEntry, ...]:
        """The seats as they are typed."""
        return tuple(self._entries)

    def set_entries(self, entries: Sequence[SeatEntry]) -> None:
        """Show these seats."""
        self._entries = list(entries) or [self._fresh()]
        self._at = 0
        self._show()
        self.value_changed.emit(self.value())

    def value(self) -> list[dict[str, Any]]:
        """The seats as JSON keeps them."""
        return [entry.state() for entry in self._entries]

    def set_value(self, value: Any) -> None:
        """Take up what a draft kept."""
        kept = [SeatEntry.of_state(one) for one in value or () if isinstance(one, Mapping)]
        self.set_entries(kept)

    def fault(self) -> str:
        """The first fault of a seat."""
        if typed := self.editor.fault():
            return texts.fault(self._at + 1, typed)
        number, sentence = first_fault(self._entries, self._seed.holidays)
        return texts.fault(number, sentence) if number else ""

    def setFocus(self, *_: Any) -> None:
        """On the first fault, where there is one."""
        number, _sentence = first_fault(self._entries, self._seed.holidays)
        if number and number - 1 != self._at:
            self.view.choose(number - 1)
        self.editor.skills[0].setFocus()

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button, icon in (
            (self.add_button, "plus"),
            (self.copy_button, "content-duplicate"),
            (self.remove_button, "minus-circle-outline"),
        ):
            button.setProperty("compact", True)
            button.setAutoDefault(False)
            icons.set_icon(button, icon, "text", 16)
            buttons.addWidget(button)
        buttons.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        self.view.setFixedHeight(theme.scaled(92))
        box.addWidget(self.view)
        box.addLayout(buttons)
        box.addWidget(self.editor)

    def _show(self) -> None:
        self.model.set_rows([self._row(number, entry) for number, entry in enumerate(self._entries, 1)])
        self.view.choose(self._at)
        self.editor.show_entry(self._entries[self._at])
        self.remove_button.setEnabled(len(self._entries) > 1)

    def _row(self, number: int, entry: SeatEntry) -> SeatRow:
        named = [(self._seed.skill(skill), level) for skill, level in entry.skills]
        words = common.skills((skill.label, level) for skill, level in named if skill is not None)
        return SeatRow(number, entry, words or "–")

    def _moved(self, row: object) -> None:
        if isinstance(row, SeatRow) and row.number - 1 != self._at:
            self._at = row.number - 1
            self.editor.show_entry(self._entries[self._at])

    def _typed(self) -> None:
        entry = self.editor.entry()
        if entry != self._entries[self._at]:
            self._entries[self._at] = entry
            at = self._at
            self.model.set_rows([self._row(number, one) for number, one in enumerate(self._entries, 1)])
            self._at = at
            self.view.choose(at)
            self.value_changed.emit(self.value())

    def _add(self, entry: SeatEntry) -> None:
        self._entries.append(entry)
        self._at = len(self._entries) - 1
        self._show()
        self.editor.skills[0].setFocus()
        self.value_changed.emit(self.value())

    def _remove(self) -> None:
        if len(self._entries) > 1:
            self._entries.pop(self._at)
            self._at = min(self._at, len(self._entries) - 1)
            self._show()
            self.value_changed.emit(self.value())
