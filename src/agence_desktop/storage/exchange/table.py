"""What a table says of itself to be imported and exported."""

from __future__ import annotations

from abc import ABC
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.core.french import quoted
from agence_desktop.core.roles import Actor, Role, require
from agence_desktop.storage.base import Versioned
from agence_desktop.storage.exchange import sentences
from agence_desktop.storage.exchange.columns import Column, Known
from agence_desktop.storage.exchange.outcomes import Fault
from agence_desktop.storage.numbering import next_ids
from agence_desktop.storage.tabular import Cell

E = TypeVar("E", bound=Versioned)
Key = tuple[Any, ...]
Values = Mapping[str, Any]
"""Values of a row by column, as ``Column.read`` gives them: records they name are named, not numbered."""


@dataclass(frozen=True, slots=True)
class Stored(Generic[E]):
    """A record of the database and its values by column."""

    entity: E
    values: Values


@dataclass(frozen=True, slots=True)
class Stock(Generic[E]):
    """What the database holds of a table, in the order of an export, and what its cells may name."""

    records: Mapping[Key, Stored[E]]
    known: Known


@dataclass(slots=True)
class Entry(Generic[E]):
    """A row of a file on its way: ``values`` are those of the record once it is imported.

    ``key`` is None where its cells cannot be read; ``id`` is that of the record once written.
    """

    line: int
    cells: Mapping[str, str]
    key: Key | None = None
    values: dict[str, Any] = field(default_factory=dict)
    stored: Stored[E] | None = None
    id: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def changes(self) -> bool:
        """Whether importing it changes anything."""
        return self.stored is None or self.stored.values != self.values

    def refuse(self, column: str, code: str, sentence: str) -> None:
        """Note a fault; the column is named before a sentence that does not name it."""
        name = quoted(column)
        if name not in sentence:
            sentence = sentences.IN_COLUMN.format(column=name, sentence=sentence)
        self.faults.append(Fault(code, column, sentence))


class Table(ABC, Generic[E]):
    """A table of interfaces.md: its columns, the records behind them, and how they are written."""

    name: ClassVar[str]
    topic: ClassVar[str]
    """Topic of the change row of an import."""
    entity: type[E]
    columns: ClassVar[tuple[Column, ...]]
    order: ClassVar[tuple[Any, ...]]
    """Columns of the database by which records are exported."""
    readers: ClassVar[tuple[Role, ...]] = tuple(Role)
    """Who may export: whoever holds one of these roles anywhere."""

    def known(self, session: Session) -> Known:  # noqa: ARG002 - what tables may override
        """The lists of what cells may name."""
        return {}

    def further_values(self, session: Session, known: Known) -> Mapping[int, Values]:  # noqa: ARG002
        """By id, values of columns without an attribute."""
        return {}

    def stock(self, session: Session) -> Stock[E]:
        """All records with their values, in a constant number of statements."""
        known = self.known(session)
        lists = {column.names for column in self.columns if column.names}
        named = {names: {number: word for word, number in known[names].items()} for names in lists}
        further = self.further_values(session, known)
        records: dict[Key, Stored[E]] = {}
        for entity in session.scalars(select(self.entity).order_by(*self.order)):
            values = {**self._own_values(entity, named), **further.get(entity.id, {})}
            records[self.key_of(values)] = Stored(entity, values)
        return Stock(records, known)

    def _own_values(self, entity: E, named: Mapping[str, Mapping[int, Any]]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for column in self.columns:
            value = getattr(entity, column.attribute) if column.attribute else column.empty
            numbered = column.names and value is not None
            values[column.name] = named[column.names][value] if numbered else value
        return values

    def export(self, session: Session) -> list[list[Cell]]:
        """The rows of a file, cells in the order of the columns."""
        return self.rows_of(self.stock(session).records.values())

    def rows_of(self, records: Iterable[Stored[E]]) -> list[list[Cell]]:
        """The rows of a file of some records."""
        return [[column.write(stored.values[column.name]) for column in self.columns] for stored in records]

    def export_to(self, session: Session, actor: Actor) -> list[list[Cell]]:  # noqa: ARG002
        """The rows of a file for somebody: all of them, but where a table holds some back."""
        return self.export(session)

    def key_of(self, values: Values) -> Key:
        """What tells rows apart."""
        return tuple(values[column.name] for column in self.columns if column.key)

    def check(self, entries: Sequence[Entry[E]], stock: Stock[E]) -> None:
        """Refuse entries for what several cells or rows say together; some are already refused."""

    def allow_import(self, actor: Actor, entries: Sequence[Entry[E]], stock: Stock[E]) -> None:  # noqa: ARG002
        """Raise RightMissingError unless the actor may import these; administrators may."""
        require(actor, Role.ADMINISTRATOR, None, self.importing)

    @property
    def importing(self) -> str:
        """Completes « Pour … »."""
        return f"importer la table {quoted(self.name)}"

    def store(self, session: Session, stock: Stock[E], entries: Sequence[Entry[E]]) -> list[int]:
        """Write the entries, all of which change something; the ids of their records."""
        created = []
        for entry in entries:
            if entry.stored:
                entry.id = entry.stored.entity.id
            else:
                created.append(entry)
        # Given here, so that many rows go in one statement and can speak of each other.
        for entry, number in zip(created, next_ids(session, self.entity, len(created)), strict=True):
            entry.id = number
        known = self.known_with(created, stock.known)
        for entry in self.in_order(entries):
            entity = entry.stored.entity if entry.stored else self.entity()
            self.assign(entity, entry.values, known)
            # Both are set here: rows with all their defaults go together, and a version rises also where only
            # rows that belong to the record change.
            entity.id, entity.version = entry.id, entity.version + 1 if entry.stored else 1
            session.add(entity)
        session.flush()
        return [entry.id for entry in entries]

    def known_with(self, created: Sequence[Entry[E]], known: Known) -> Known:  # noqa: ARG002
        """What cells may name once these entries, which have their ids, are written."""
        return known

    def in_order(self, entries: Sequence[Entry[E]]) -> Sequence[Entry[E]]:
        """The entries in the order in which they can be written."""
        return entries

    def assign(self, entity: E, values: Values, known: Known) -> None:
        """Set the attributes of the entity to the values."""
        for column in self.columns:
            if column.attribute:
                value = values[column.name]
                numbered = column.names and value is not None
                setattr(entity, column.attribute, known[column.names][value] if numbered else value)
