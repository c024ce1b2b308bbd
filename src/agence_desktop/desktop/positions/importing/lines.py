"""The tables of the import: the tables of a document, their columns, and what becomes of each cell."""

from __future__ import annotations

from dataclasses import dataclass

from agence_desktop.actions.sheet_import import CellReport, Choice, Layout, Outcome, TableMapping
from agence_desktop.actions.sheet_import.targets import targets_by_name
from agence_desktop.desktop.positions.importing import texts
from agence_desktop.desktop.widgets.columns import Column, Deed
from agence_desktop.positions.catalogue import GROUPS

_INKS = {Outcome.TAKEN: "ok", Outcome.UNREAD: "warning", Outcome.REFUSED: "danger", Outcome.LEFT: "secondary"}
_ICONS = {
    Outcome.TAKEN: "check",
    Outcome.UNREAD: "alert",
    Outcome.REFUSED: "alert-circle",
    Outcome.LEFT: "minus-circle-outline",
}


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """A column or label of a table, as its line shows it."""

    table: TableMapping
    choice: Choice

    @property
    def field(self) -> str:
        """The field it goes to, as people read it."""
        return texts.NOT_TAKEN if self.choice.target is None else field_words(self.choice.target)


def field_words(target: str) -> str:
    """« Tâches, Échéance »; a list of texts and a field of its own have one name."""
    found = targets_by_name()[target]
    if not found.group or GROUPS[found.group].label == found.label:
        return found.label
    return f"{GROUPS[found.group].label}, {found.label}"


def table_name(table: TableMapping) -> str:
    """The title of a table, else its number."""
    return table.title or texts.untitled(table.place + 1)


def read_as(table: TableMapping) -> str:
    """How a table is read."""
    if table.layout is Layout.LABELS:
        return texts.AS_LABELS
    return GROUPS[table.group].label if table.group else texts.ASIDE


TABLE_COLUMNS: tuple[Column[TableMapping], ...] = (
    Column("tableau", texts.TABLE, table_name, width=170, strong=True, stretch=True),
    Column(
        "lecture",
        texts.READ_AS,
        read_as,
        deed=lambda one: Deed(read_as(one), "chevron-down", texts.CHOOSE_GROUP),
        width=190,
    ),
    Column("prises", texts.MATCHED, lambda one: texts.matched(one.matched, len(one.choices)), width=130),
)
CHOICE_COLUMNS: tuple[Column[ChoiceLine], ...] = (
    Column("document", texts.HEADING, lambda one: _flat(one.choice.heading) or "–", width=180, strong=True),
    Column("exemple", texts.SAMPLE, lambda one: _flat(one.choice.sample), width=180, stretch=True),
    Column(
        "champ",
        texts.FIELD,
        lambda one: one.field,
        deed=lambda one: Deed(one.field, "chevron-down", texts.CHOOSE_FIELD),
        width=250,
    ),
)
REPORT_COLUMNS: tuple[Column[CellReport], ...] = (
    Column("endroit", texts.PLACE, lambda one: texts.place(one.table, one.row, one.column), width=220),
    Column("texte", texts.TEXT, lambda one: _flat(one.text) or texts.NOT_SHOWN, width=200, strong=True),
    Column(
        "resultat",
        texts.OUTCOME,
        lambda one: texts.outcome(one.outcome, one.target, one.why),
        icon=lambda one: _ICONS[one.outcome],
        ink=lambda one: _INKS[one.outcome],
        tip=lambda one: one.why,
        width=260,
        stretch=True,
    ),
)


def _flat(text: str) -> str:
    return " ".join(text.split())
