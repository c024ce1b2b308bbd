"""Putting the rows of an archive into an empty schema, then comparing what is stored with the archive."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, inspect, select, text
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, StatementError

from agence_desktop.core.errors import InputError, RefusedError
from agence_desktop.storage.backup import sentences
from agence_desktop.storage.backup.csv_text import csv_bytes
from agence_desktop.storage.backup.manifest import ArchivedTable
from agence_desktop.storage.backup.reading import Archive
from agence_desktop.storage.backup.values import decode, encode, table_of
from agence_desktop.storage.backup.writing import BATCH, archived_tables, digest_of
from agence_desktop.storage.faults import state_of


def load_archive(connection: Connection, archive: Archive) -> None:
    """Fill the tables with the archive's rows, within the caller's transaction, guards put aside before.

    The schema is that of the archive; rows that its scripts have written are replaced. Afterwards every table
    is read back and compared. Raises InputError ``damaged_archive`` or ``other_columns``, RefusedError
    ``refused_rows`` or ``not_equal``.
    """
    tables = _described(connection, archive)
    for table in tables.values():
        connection.execute(delete(table))
    with _links_aside(connection, archive):
        expected = {
            archived.name: _load(connection, archive, archived, tables[archived.name])
            for archived in archive.manifest.tables
        }
    _set_sequences(connection, tables, archive.manifest.sequences)
    for archived in archive.manifest.tables:
        columns = dict(archived.columns)
        found = digest_of(connection, tables[archived.name], columns)
        if found != (archived.rows, expected[archived.name]):
            sentence = sentences.NOT_EQUAL.format(table=archived.name, path=archive.path)
            raise RefusedError("not_equal", sentence)


def _described(connection: Connection, archive: Archive) -> dict[str, Table]:
    """The archive's tables, which must be those of the schema, with the same columns."""
    inspector = inspect(connection)
    stored = set(inspector.get_table_names())
    found: dict[str, Table] = {}
    for archived in archive.manifest.tables:
        names = (
            {column["name"] for column in inspector.get_columns(archived.name)}
            if (archived.name in stored)
            else set()
        )
        if names != set(archived.columns):
            raise _other_columns(archive, archived.name)
        key = inspector.get_pk_constraint(archived.name)["constrained_columns"]
        found[archived.name] = table_of(archived.name, archived.columns, key)
    for table in archived_tables():
        if table.name in stored and table.name not in found:
            raise _other_columns(archive, table.name)
    return found


def _load(connection: Connection, archive: Archive, archived: ArchivedTable, table: Table) -> str:
    """Insert the rows; the hash of what the database is to give back."""
    kinds, names = list(archived.columns.values()), list(archived.columns)
    whole_seconds = connection.dialect.name == "sqlite"
    digest = hashlib.sha256(csv_bytes([names]))
    rows = archive.rows(archived)
    while batch := list(islice(rows, BATCH)):
        try:
            values = [decode(kinds, cells, whole_seconds) for cells in batch]
        except (ValueError, KeyError, ArithmeticError) as fault:
            sentence = sentences.DAMAGED.format(path=archive.path, member=archived.member)
            raise InputError("damaged_archive", sentence) from fault
        digest.update(csv_bytes([encode(kinds, row) for row in values]))
        with _refusals(archive, table.name):
            connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in values])
    return digest.hexdigest()


@contextmanager
def _links_aside(connection: Connection, archive: Archive) -> Iterator[None]:
    """Check foreign keys once all the rows are there: tables speak of each other, and of themselves."""
    if connection.dialect.name == "sqlite":  # the caller's transaction has them off
        yield
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise _refused(archive, broken[0], _LINK)
        return
    links = connection.execute(_LINKS).tuples().all()
    for table, name, _ in links:
        connection.exec_driver_sql(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
    yield
    for table, name, definition in links:
        with _refusals(archive, table):
            connection.exec_driver_sql(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition}')


_LINKS = text(
    """
    SELECT c.relname, k.conname, pg_get_constraintdef(k.oid)
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = current_schema() AND k.contype = 'f' ORDER BY c.relname, k.conname
    """
)


@contextmanager
def _refusals(archive: Archive, table: str) -> Iterator[None]:
    try:
        yield
    except (IntegrityError, DataError) as fault:
        raise _refused(archive, table, state_of(fault)) from fault
    except DBAPIError:
        raise
    except StatementError as fault:  # a value that the type of its column does not take
        raise _refused(archive, table) from fault


def _set_sequences(connection: Connection, tables: Mapping[str, Table], given: Mapping[str, int]) -> None:
    """Keys to come follow those that were given, kept or not."""
    for name, table in tables.items():
        if "id" not in table.c:
            continue
        highest: Any = connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()
        last = max(highest, given.get(name, 0))
        if connection.dialect.name == "postgresql":
            connection.execute(_SET_SEQUENCE, {"table": name, "last": last})
        elif name in given:
            connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": name})
            values = {"name": name, "last": last}
            connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), values)


_SET_SEQUENCE = text(
    "SELECT setval(name, greatest(CAST(:last AS bigint), 1), CAST(:last AS bigint) > 0)"
    " FROM pg_get_serial_sequence(:table, 'id') name WHERE name IS NOT NULL"
)


def _other_columns(archive: Archive, table: str) -> InputError:
    schema = archive.manifest.schema
    sentence = sentences.OTHER_COLUMNS.format(path=archive.path, schema=schema, table=table)
    return InputError("other_columns", sentence)


_LINK = "23503"


def _refused(archive: Archive, table: str, state: str = "") -> RefusedError:
    """Why the database does not take rows of a table, by the SQLSTATE of its refusal."""
    why = sentences.REFUSED_BECAUSE.get(state, sentences.BAD_VALUES).format(table=table)
    return RefusedError("refused_rows", sentences.REFUSED_ROWS.format(path=archive.path, why=why))
