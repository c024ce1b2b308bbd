"""Writing an archive: every table from one snapshot, streamed, then read again before it is kept."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final

from sqlalchemy import Column, Connection, Inspector, Select, Table, inspect, select, text
from sqlalchemy.orm import Session

from agence_desktop.core.errors import InputError, RefusedError, UnreachableError
from agence_desktop.core.files import why
from agence_desktop.storage.backup import closing, manifest, sentences
from agence_desktop.storage.backup.csv_text import csv_bytes
from agence_desktop.storage.backup.manifest import ArchivedTable, Manifest
from agence_desktop.storage.backup.reading import Archive
from agence_desktop.storage.backup.values import Kind, encode, kind_of, table_of
from agence_desktop.storage.base import Base
from agence_desktop.storage.context import is_sqlite, now
from agence_desktop.storage.schema import BASE_ID, read_meta
from agence_desktop.storage.seals import last_seal
from agence_desktop.storage.work import Database

BATCH: Final = 1000
"""Rows in memory at once."""
_VERSION_TABLE = "alembic_version"


def archived_tables() -> list[Table]:
    """Every table but those whose ``info`` says ``backup: False``, in the order of their names."""
    tables = Base.metadata.tables.values()
    return sorted((table for table in tables if table.info.get("backup", True)), key=lambda table: table.name)


def stored_tables(connection: Connection) -> list[Table]:
    """Every table that is stored and belongs in an archive, with the columns it has, by their names."""
    inspector = inspect(connection)
    left_out = {name for name, table in Base.metadata.tables.items() if not table.info.get("backup", True)}
    return [
        _stored_table(inspector, name)
        for name in sorted(set(inspector.get_table_names()) - left_out - {_VERSION_TABLE})
    ]


def _stored_table(inspector: Inspector, name: str) -> Table:
    known = Base.metadata.tables.get(name)
    columns = {
        found["name"]: kind_of(
            known.columns[found["name"]]
            if known is not None and found["name"] in known.columns
            else Column(found["name"], found["type"])
        )
        for found in inspector.get_columns(name)
    }
    return table_of(name, columns, inspector.get_pk_constraint(name)["constrained_columns"])


def write_archive(database: Database, path: Path, schema: str, program: str) -> Manifest:
    """Write the whole base as its tables stand at one instant; the file appears once it was read again.

    ``schema`` and ``program`` are those of the running program. Raises RefusedError ``existing_file``,
    UnreachableError ``cannot_write`` or ``not_as_written``.
    """
    return _kept(
        path,
        lambda partial: database.read(
            lambda session: _write_file(session, partial, schema, program, archived_tables())
        ),
    )


def write_stored_archive(session: Session, path: Path, schema: str, program: str) -> Manifest:
    """The same within the caller's transaction, of tables as they stand: those of an older program.

    ``schema`` and ``program`` are those of the base; nobody else writes meanwhile.
    """
    tables = stored_tables(session.connection())
    return _kept(path, lambda partial: _write_file(session, partial, schema, program, tables, sealed=False))


def _kept(path: Path, write: Callable[[Path], Manifest]) -> Manifest:
    if path.exists():
        raise RefusedError("existing_file", sentences.EXISTING.format(path=path))
    partial = path.with_name(f"{path.name}.partiel")
    try:
        written = write(partial)
        _verify(partial, written, path)
        partial.replace(path)
        _settle(path.parent)
    except OSError as fault:
        told = sentences.CANNOT_WRITE.format(path=path, why=why(fault))
        raise UnreachableError("cannot_write", told) from fault
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return written


def _write_file(
    session: Session, path: Path, schema: str, program: str, tables: list[Table], *, sealed: bool = True
) -> Manifest:
    with path.open("w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            seal = last_seal(session) if sealed else None
            written = Manifest(
                program=program,
                schema=schema,
                base_id=read_meta(session, BASE_ID) or "",
                source=session.get_bind().dialect.name,
                created_at=now(session),
                seal=seal.digest if seal else None,
                sequences=_sequences(session),
                tables=tuple(_write_table(session, archive, table) for table in tables),
            )
            archive.writestr(manifest.MEMBER, written.write())
            archive.comment = closing.OPEN
        closing.close(file)
        file.flush()
        os.fsync(file.fileno())
    return written


def _write_table(session: Session, archive: zipfile.ZipFile, table: Table) -> ArchivedTable:
    columns = {column.name: kind_of(column) for column in table.columns}
    member = zipfile.ZipInfo(f"{table.name}.csv", _zip_date(now(session)))
    member.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(member, "w", force_zip64=True) as stream:
        hashed = _Hashed(stream)
        rows = write_rows(session.connection(), table, columns, hashed)
    return ArchivedTable(table.name, columns, rows, hashed.size, hashed.digest.hexdigest())


def write_rows(connection: Connection, table: Table, columns: dict[str, Kind], target: _Hashed) -> int:
    """Write the heading and the rows of a table in the order of its key; how many rows."""
    kinds = list(columns.values())
    target.lines([list(columns)])
    rows = 0
    for batch in _batches(connection, ordered(connection, table)):
        target.lines([encode(kinds, row) for row in batch])
        rows += len(batch)
    return rows


def ordered(connection: Connection, table: Table) -> Select[Any]:
    """The rows of a table in the order of its key, byte by byte where it is text, on both databases."""
    server = connection.dialect.name == "postgresql"
    key = [
        column.collate("C") if server and kind_of(column) is Kind.TEXT else column
        for column in table.primary_key.columns
    ]
    return select(*table.columns).order_by(*key)


def _batches(connection: Connection, query: Select[Any]) -> Iterator[Any]:
    return connection.execute(query, execution_options={"yield_per": BATCH}).partitions()


def digest_of(connection: Connection, table: Table, columns: dict[str, Kind]) -> tuple[int, str]:
    """How many rows a stored table has, and the hash that its file in an archive would have."""
    hashed = _Hashed(None)
    rows = write_rows(connection, table, columns, hashed)
    return rows, hashed.digest.hexdigest()


class _Hashed:
    """Writes lines of CSV, where there is a stream, and keeps their size and hash."""

    def __init__(self, stream: IO[bytes] | None) -> None:
        self.digest = hashlib.sha256()
        self.size = 0
        self._stream = stream

    def lines(self, rows: list[list[str]]) -> None:
        """Add rows."""
        content = csv_bytes(rows)
        self.digest.update(content)
        self.size += len(content)
        if self._stream is not None:
            self._stream.write(content)


def _sequences(session: Session) -> dict[str, int]:
    if not is_sqlite(session):
        return {}
    rows = session.execute(text("SELECT name, seq FROM sqlite_sequence ORDER BY name"))
    return {row.name: row.seq for row in rows}


def _zip_date(moment: datetime) -> tuple[int, int, int, int, int, int]:
    # The oldest year that the format of zip knows.
    return (max(moment.year, 1980), moment.month, moment.day, moment.hour, moment.minute, moment.second)


def _verify(partial: Path, written: Manifest, path: Path) -> None:
    try:
        with Archive(partial) as archive:
            archive.verify()
            same = archive.manifest == written
    except InputError as fault:
        raise _not_as_written(path) from fault
    if not same:
        raise _not_as_written(path)


def _not_as_written(path: Path) -> UnreachableError:
    return UnreachableError("not_as_written", sentences.NOT_AS_WRITTEN.format(path=path))


def _settle(folder: Path) -> None:
    """Make the new name durable where the system lets a folder be synchronised."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
