"""Taking what a document holds into a sheet, as its mapping says, with what became of each cell."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from agence_desktop.actions.sheet_import import sentences
from agence_desktop.actions.sheet_import.mapping import ImportMapping, Layout, TableMapping
from agence_desktop.actions.sheet_import.tables import DocumentTable
from agence_desktop.actions.sheet_import.targets import IMPACT, KEY, LENGTH, targets_by_name
from agence_desktop.core.errors import InputError
from agence_desktop.core.french import quoted, search_key
from agence_desktop.positions.catalogue import GROUPS, Group, Kind, field_at
from agence_desktop.positions.codec import LONGEST_KEY
from agence_desktop.positions.content import IMPACT_DAYS, AbsenceLength, Relief
from agence_desktop.positions.editing import (
    Content,
    add_line,
    fault_at,
    may_add,
    with_lines,
    with_text,
    with_value,
)
from agence_desktop.positions.formats import EMPTY
from agence_desktop.positions.reading import read_value
from agence_desktop.positions.secrecy import look_at
from agence_desktop.positions.sentences import LENGTH_LABELS

_YES: Final = frozenset({"x", "☒", "☑", "✓", "✔", "vrai", "true"})
_NO: Final = frozenset({"☐", "□", "faux", "false"})
_LENGTHS: Final[Mapping[AbsenceLength, tuple[str, ...]]] = {
    AbsenceLength.LONG: ("plus de 10", "10 jours et plus", "11 jours", "longue"),
    AbsenceLength.MEDIUM: ("3 a 10", "3 10", "moyenne"),
    AbsenceLength.SHORT: ("2 jours", "1 a 2", "1 2", "2 j", "courte"),
}


class Outcome(StrEnum):
    """What became of a cell: taken, kept as typed though it cannot be read, refused, or not asked for."""

    TAKEN = "taken"
    UNREAD = "unread"
    REFUSED = "refused"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class CellReport:
    """A filled cell of the document: where it stands (from 1), where it went, or why it did not.

    ``text`` is empty for what looks like a secret: it is told no further.
    """

    table: str
    row: int
    column: int
    text: str
    target: str
    path: str
    outcome: Outcome
    why: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """The content with what was taken, and what became of each filled cell."""

    content: Content
    cells: tuple[CellReport, ...]

    def count(self, outcome: Outcome) -> int:
        """How many cells ended so."""
        return sum(cell.outcome is outcome for cell in self.cells)


def take(
    mapping: ImportMapping,
    tables: Sequence[DocumentTable],
    start: Content,
    today: date,
    known: Collection[str] = (),
) -> Taken:
    """Take a document into ``start``, as its mapping says.

    Tasks are known by their number, else by their title; other lines by what tells them apart: those that
    stand are filled further, others added. What looks like a secret is refused; what cannot be read is kept
    as it was typed, for the editor to show. ``known`` are numbers of tasks that were ever used: none of them
    is given to a new task by itself.
    """
    taking = _Taking(start, today, known)
    for one in mapping.tables:
        if one.layout is Layout.COLUMNS:
            taking.columns(one, tables[one.place])
        else:
            taking.labels(one, tables[one.place])
    return Taken(taking.content, tuple(taking.cells))


@dataclass(frozen=True, slots=True)
class _Cell:
    """A filled cell and the field it is for."""

    row: int
    column: int
    text: str
    target: str | None


class _Taking:
    """Takes table after table."""

    def __init__(self, start: Content, today: date, known: Collection[str]) -> None:
        self.content, self._today, self._known = start, today, known
        self.cells: list[CellReport] = []
        self._title = ""

    def columns(self, one: TableMapping, table: DocumentTable) -> None:
        """A line of the sheet for each row below the headings."""
        self._title = one.title
        chosen = {choice.place: choice.target for choice in one.choices}
        for number, row in enumerate(table.rows[one.header + 1 :], one.header + 2):
            cells = [
                _Cell(number, column + 1, text, chosen.get(column)) for column, text in enumerate(row) if text
            ]
            self._left([cell for cell in cells if cell.target is None])
            wanted = [cell for cell in cells if cell.target is not None]
            if wanted:
                self._line(GROUPS[one.group], wanted)

    def labels(self, one: TableMapping, table: DocumentTable) -> None:
        """Fields of the sheet, and a line for each column of answers of the labels of one table."""
        self._title = one.title
        lines: dict[tuple[str, int], list[_Cell]] = {}
        for choice in one.choices:
            cells = [
                _Cell(choice.place + 1, column, text, choice.target)
                for column, text in enumerate(table.rows[choice.place][1:], 2)
                if text
            ]
            if choice.target is None:
                self._left(cells)
                continue
            group = targets_by_name()[choice.target].group
            for cell in cells:
                if not group:
                    if cell is cells[0]:
                        self._put(choice.target, cell)
                    else:
                        self._left([cell])
                elif GROUPS[group].line is None:
                    self._line(GROUPS[group], [cell])
                else:
                    lines.setdefault((group, cell.column), []).append(cell)
        for (group, _), own in lines.items():
            self._line(GROUPS[group], own)

    def _line(self, group: Group, cells: Sequence[_Cell]) -> None:
        """Take the cells of one line; a number or a length alone is a line that nobody filled."""
        if all(cell.target in (KEY, LENGTH) for cell in cells):
            return
        if group.line is None:
            for cell in cells:
                for text in filter(None, (part.strip(" \t•–-·") for part in cell.text.split("\n"))):
                    self._text(group, replace(cell, text=text))
            return
        given = {cell.target: cell for cell in cells}
        try:
            name = self._place(group, given)
        except InputError as fault:
            for cell in cells:
                self._report(cell, "", Outcome.REFUSED, fault.sentence)
            return
        parts = [cell for cell in cells if (cell.target or "").startswith(IMPACT)]
        for cell in cells:
            if cell.target in (KEY, LENGTH):
                self._report(cell, f"{group.name}/{name}", Outcome.TAKEN)
            elif cell not in parts:
                self._put(f"{group.name}/{name}/{(cell.target or '').partition('/')[2]}", cell)
        if parts:
            self._impacts(f"{group.name}/{name}/impacts", parts)

    def _text(self, group: Group, cell: _Cell) -> None:
        stored = getattr(self.content.sheet, group.name)
        path = f"{group.name}/{len(stored) + 1}"
        if cell.text in stored:
            self._report(cell, f"{group.name}/{stored.index(cell.text) + 1}", Outcome.TAKEN)
        elif (secret := look_at(path, cell.text)) is not None:
            self._report(replace(cell, text=""), path, Outcome.REFUSED, secret.sentence)
        elif not may_add(self.content, group):
            self._report(cell, path, Outcome.REFUSED, _full(group).sentence)
        else:
            sheet = with_lines(self.content.sheet, group, (*stored, cell.text))
            self.content = replace(self.content, sheet=sheet)
            self._report(cell, path, Outcome.TAKEN)

    def _place(self, group: Group, given: Mapping[str | None, _Cell]) -> str:
        """The name of the line that cells belong to: one that stands, or a new one at the end."""
        lines = getattr(self.content.sheet, group.name)
        if group.line is Relief:
            return _length_of(given[LENGTH].text if LENGTH in given else "").value
        if group.fixed:
            return "1"
        titled = given.get(f"{group.name}/{group.title}")
        title = search_key(titled.text) if titled else ""
        key = _key(given[KEY].text) if KEY in given else ""
        for number, line in enumerate(lines, 1):
            same = bool(key) and getattr(line, "key", "") == key
            if same or (title and search_key(getattr(line, group.title)) == title):
                return str(line.key) if group.key else str(number)
        if not may_add(self.content, group):
            raise _full(group)
        self.content = add_line(self.content, group, len(lines), self._known)
        added = getattr(self.content.sheet, group.name)[-1]
        if not group.key:
            return str(len(lines) + 1)
        if key:
            added = replace(added, key=key)
            self.content = replace(self.content, sheet=with_lines(self.content.sheet, group, (*lines, added)))
        return str(added.key)

    def _put(self, path: str, cell: _Cell) -> None:
        """Write a cell at a path of the content."""
        text = _plain(field_at(path).kind, cell.text)
        secret = look_at(path, text)
        if secret is not None:
            self._report(replace(cell, text=""), path, Outcome.REFUSED, secret.sentence)
            return
        self.content = with_text(self.content, path, text, self._today)
        fault = fault_at(self.content, path, self._today)
        self._report(cell, path, Outcome.UNREAD if fault else Outcome.TAKEN, fault)

    def _impacts(self, path: str, parts: Sequence[_Cell]) -> None:
        """Six columns, one for each duration, are one field."""
        told = {int((cell.target or "").rpartition("/")[2]): cell.text for cell in parts}
        text = " ".join(told.get(number, EMPTY) for number in range(1, len(IMPACT_DAYS) + 1))
        why = ""
        try:
            value: Any = read_value(field_at(path), text, self._today)
            self.content = with_value(self.content, path, value)
        except InputError as fault:
            self.content = with_text(self.content, path, text, self._today)
            why = fault.sentence
        for cell in parts:
            self._report(cell, path, Outcome.UNREAD if why else Outcome.TAKEN, why)

    def _left(self, cells: Sequence[_Cell]) -> None:
        for cell in cells:
            self._report(cell, "", Outcome.LEFT)

    def _report(self, cell: _Cell, path: str, outcome: Outcome, why: str = "") -> None:
        label = targets_by_name()[cell.target].label if cell.target else ""
        self.cells.append(
            CellReport(self._title, cell.row, cell.column, cell.text, label, path, outcome, why)
        )


def _plain(kind: Kind, text: str) -> str:
    """The text as it is typed into a field of this kind."""
    if kind is Kind.YES_NO and text.strip().casefold() in _YES:
        return "oui"
    if kind is Kind.YES_NO and text.strip() in _NO:
        return "non"
    return text


def _key(text: str) -> str:
    """The key of a task where a number can be one; empty otherwise."""
    plain = "".join(text.split()).rstrip(".")
    if plain.isdigit():
        plain = f"T{int(plain)}"
    return plain if len(plain) <= LONGEST_KEY and "/" not in plain else ""


def _length_of(text: str) -> AbsenceLength:
    """The length of absence that a row of the relief plan is for."""
    key = search_key(text)
    for length in _LENGTHS:
        if key == search_key(LENGTH_LABELS[length]) or any(phrase in key for phrase in _LENGTHS[length]):
            return length
    raise InputError("unknown_length", sentences.UNKNOWN_LENGTH)


def _full(group: Group) -> InputError:
    return InputError("full", sentences.TOO_MANY_LINES.format(table=quoted(group.label)))
