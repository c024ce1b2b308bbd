"""What each column or label of a document stands for, shown to whoever imports it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from agence_desktop.actions.sheet_import.targets import targets_by_name


class Layout(StrEnum):
    """How a table is filled: a line of the sheet in each row, or a label with its answer in each row."""

    COLUMNS = "columns"
    LABELS = "labels"


@dataclass(frozen=True, slots=True)
class Choice:
    """A column (or, in a table of labels, a row) by its ``place`` from 0, and the field it stands for.

    ``heading`` is what the document calls it, ``sample`` the first thing filled in; ``target`` None is not
    taken.
    """

    place: int
    heading: str
    sample: str
    target: str | None


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A table of the document by its ``place`` from 0; ``header`` is the row of headings (-1: none).

    ``group`` is the table of the sheet that rows become lines of; empty for a table of labels.
    """

    place: int
    title: str
    layout: Layout
    header: int
    group: str
    choices: tuple[Choice, ...]

    @property
    def matched(self) -> int:
        """How many columns or labels are taken."""
        return sum(choice.target is not None for choice in self.choices)


@dataclass(frozen=True, slots=True)
class ImportMapping:
    """Every table of a document; a table without any target is left aside."""

    tables: tuple[TableMapping, ...]

    @property
    def matched(self) -> int:
        """How many columns and labels are taken in all."""
        return sum(table.matched for table in self.tables)


def with_target(mapping: ImportMapping, table: int, place: int, target: str | None) -> ImportMapping:
    """The mapping with another field for a column or label; a column that had this field loses it.

    In a table of labels several rows may stand for one list. Raises KeyError on an unknown field.
    """
    if target is not None:
        targets_by_name()[target]
    changed = []
    for one in mapping.tables:
        if one.place == table:
            alone = one.layout is Layout.COLUMNS
            one = replace(
                one,
                choices=tuple(
                    replace(choice, target=target)
                    if choice.place == place
                    else replace(choice, target=None)
                    if alone and target is not None and choice.target == target
                    else choice
                    for choice in one.choices
                ),
            )
        changed.append(one)
    return ImportMapping(tuple(changed))


def with_table(mapping: ImportMapping, other: TableMapping) -> ImportMapping:
    """The mapping with a table read otherwise, as ``guessing.guess_table`` gives it."""
    return ImportMapping(tuple(other if one.place == other.place else one for one in mapping.tables))
