"""What an archive and a base that holds records both have: the same numbers, the same natural keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from sqlalchemy import Column, Connection, Table, UniqueConstraint, select, tuple_

from agence_desktop.storage.backup.reading import Archive
from agence_desktop.storage.backup.values import decode, kind_of
from agence_desktop.storage.backup.writing import archived_tables

_BATCH: Final = 400


@dataclass(frozen=True, slots=True)
class Collision:
    """A record of the archive whose key is already taken in the base."""

    table: str
    key: str


def collisions(connection: Connection, archive: Archive) -> Iterator[Collision]:
    """Every natural key that both have, by table; the base has the program's schema."""
    by_name = {table.name: table for table in archive.manifest.tables}
    for table in archived_tables():
        archived = by_name.get(table.name)
        for columns in natural_keys(table):
            if archived is None or not {column.name for column in columns} <= archived.columns.keys():
                continue
            names = list(archived.columns)
            places = [names.index(column.name) for column in columns]
            rows = ([row[place] for place in places] for row in archive.rows(archived))
            while batch := list(islice(rows, _BATCH)):
                yield from _taken(connection, table, columns, batch)


def natural_keys(table: Table) -> list[list[Column[Any]]]:
    """The unique columns of a table that mean something outside it: no surrogate key, no link."""
    keys = [
        list(constraint.columns)
        for constraint in table.constraints
        if isinstance(constraint, UniqueConstraint)
    ]
    keys += [list(index.columns) for index in table.indexes if index.unique]
    plain = [key for key in keys if not any(column.foreign_keys for column in key)]
    return sorted(plain, key=lambda key: [column.name for column in key]) if "id" in table.c else []


def _taken(
    connection: Connection, table: Table, columns: Sequence[Column[Any]], batch: list[list[str]]
) -> Iterator[Collision]:
    kinds = [kind_of(column) for column in columns]
    keys = [tuple(decode(kinds, row, whole_seconds=False)) for row in batch]
    query = select(*columns).where(tuple_(*columns).in_(keys)).order_by(*columns)
    for row in connection.execute(query):
        yield Collision(table.name, " / ".join(str(value) for value in row))
