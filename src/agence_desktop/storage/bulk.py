"""Writing many rows of one table at a time, by the quickest way of each database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Column, String, Table, text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session

from agence_desktop.storage.base import Base, table_of

_CACHE = "PRAGMA cache_size=-262144"
"""Up to 256 MiB (SQLite's own default is 2): indexes of what is loaded are not read from the file again."""


def insert_rows(session: Session, entity: type[Base], rows: Iterable[dict[str, Any]]) -> None:
    """Insert rows that all give the same columns, in order; triggers see each of them.

    Columns that are not given must have a default of the database.
    """
    values = list(rows)
    if not values:
        return
    table, dialect = table_of(entity), session.get_bind().dialect
    if dialect.name == "postgresql":
        _insert_arrays(session, table, dialect, values)
    else:
        session.connection().exec_driver_sql(_CACHE)
        _insert_tuples(session, table, dialect, values)


def _insert_tuples(session: Session, table: Table, dialect: Dialect, rows: Sequence[dict[str, Any]]) -> None:
    """Each row as the driver wants it: SQLAlchemy is slower over its parameters than SQLite over the row."""
    columns = [table.c[name] for name in rows[0]]
    names = ", ".join(f'"{column.name}"' for column in columns)
    places = ", ".join("?" * len(columns))
    given = [(column.name, column.type.dialect_impl(dialect).bind_processor(dialect)) for column in columns]
    values = [tuple(process(row[name]) if process else row[name] for name, process in given) for row in rows]
    session.connection().exec_driver_sql(f'INSERT INTO "{table.name}" ({names}) VALUES ({places})', values)


def _insert_arrays(session: Session, table: Table, dialect: Dialect, rows: Sequence[dict[str, Any]]) -> None:
    """One statement with an array per column: the server plans it once, and is not asked row by row."""
    columns = [table.c[name] for name in rows[0]]
    names = ", ".join(f'"{column.name}"' for column in columns)
    arrays = ", ".join(f"CAST(:{column.name} AS {_array_type(column, dialect)})" for column in columns)
    statement = text(f'INSERT INTO "{table.name}" ({names}) SELECT * FROM unnest({arrays})')
    session.execute(statement, {column.name: [row[column.name] for row in rows] for column in columns})


def _array_type(column: Column[Any], dialect: Dialect) -> str:
    """Texts as ``text``: a cast to a limited length would cut them, where the table refuses them."""
    return "text[]" if isinstance(column.type, String) else f"{column.type.compile(dialect)}[]"
