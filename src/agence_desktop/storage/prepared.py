"""Statements put together once and sent by the driver itself, several in one journey to a server.

Sending a statement through SQLAlchemy takes longer than a local file takes to answer it, and each journey to
a server is waited for. What every booking says is said this way; all else goes through the session as usual.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Engine, Executable
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.types import TypeEngine

Values = Mapping[str, Any]
_Process = Callable[[Any], Any] | None

_listeners: Final[list[Callable[[Engine, str], None]]] = []


class _Given(NamedTuple):
    """A parameter: its name in the statement, where its value comes from, and how the driver wants it."""

    name: str
    key: str
    fixed: Any
    process: _Process


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The words of a statement for one kind of database."""

    words: str
    positional: bool
    given: tuple[_Given, ...]
    names: tuple[str, ...]
    row: Any
    readers: tuple[_Process, ...]

    def arguments(self, values: Values) -> Any:
        """The parameters as the driver takes them."""
        # A booking gives some seventy: no call for each but that of its type.
        found = [
            values.get(key, fixed) if process is None else process(values.get(key, fixed))
            for _name, key, fixed, process in self.given
        ]
        return found if self.positional else dict(zip(self.names, found, strict=True))

    def read(self, rows: Sequence[Any]) -> list[Any]:
        """Rows of the driver as named tuples."""
        return [
            self.row._make(
                value if reader is None else reader(value)
                for value, reader in zip(row, self.readers, strict=True)
            )
            for row in rows
        ]


class Prepared:
    """A statement whose columns and parameters have types; none of them expands into a list."""

    def __init__(self, statement: Executable) -> None:
        if not isinstance(statement, ClauseElement):
            raise TypeError("only a statement can be prepared")
        self._statement = statement
        self._columns = list(getattr(statement, "exported_columns", ()))
        self.for_dialect = cache(self._compile)
        """Its words for one kind of database."""

    def rows(self, session: Session, values: Values) -> list[Any]:
        """Send it; the rows it gives, as named tuples."""
        return send(session, (self, values))[0]

    def _compile(self, dialect: Dialect) -> _Compiled:
        compiled: Any = self._statement.compile(dialect=dialect)
        given = {
            name: _Given(name, bind.key, bind.effective_value, _binding(bind.type, dialect))
            for bind, name in compiled.bind_names.items()
        }
        positions = compiled.positiontup
        names = [column.key for column in self._columns]
        ordered = tuple(given.values() if positions is None else (given[name] for name in positions))
        return _Compiled(
            words=str(compiled),
            positional=positions is not None,
            given=ordered,
            names=tuple(one.name for one in ordered),
            row=namedtuple("Row", names, rename=True),
            readers=tuple(
                column.type.dialect_impl(dialect).result_processor(dialect, None) for column in self._columns
            ),
        )


def _binding(type_: TypeEngine[Any], dialect: Dialect) -> _Process:
    return type_.dialect_impl(dialect).bind_processor(dialect)


def send(session: Session, *steps: tuple[Prepared, Values]) -> list[list[Any]]:
    """Send statements in this order, in one journey where there is a server; the rows that each gives.

    Entities that are pending in the session are not written first. A fault of any of them ends the
    transaction, as one of SQLAlchemy's own errors.
    """
    connection = session.connection()
    dialect = connection.dialect
    ready = [(step.for_dialect(dialect), values) for step, values in steps]
    for one, _values in ready:
        for listener in _listeners:
            listener(connection.engine, one.words)
    raw: Any = connection.connection.dbapi_connection
    try:
        if dialect.name == "sqlite":
            found = [raw.execute(one.words, one.arguments(values)).fetchall() for one, values in ready]
        else:
            with raw.pipeline():
                cursors = [raw.execute(one.words, one.arguments(values)) for one, values in ready]
            found = [cursor.fetchall() if cursor.description else [] for cursor in cursors]
    except dialect.loaded_dbapi.Error as error:
        raise told(connection, error) from error
    return [one.read(rows) for (one, _values), rows in zip(ready, found, strict=True)]


def told(connection: Connection, error: Exception) -> DBAPIError:
    """The driver's error as SQLAlchemy tells it, to be raised.

    Neither a lost connection nor those made before it are used again.
    """
    dialect = connection.dialect
    lost = dialect.is_disconnect(error, connection.connection.dbapi_connection, None)  # type: ignore[arg-type]
    if lost:
        connection.engine.dispose()
        connection.invalidate(error)
    found: DBAPIError = DBAPIError.instance(  # type: ignore[assignment]
        None,
        None,
        error,
        dialect.loaded_dbapi.Error,
        connection_invalidated=lost,
        dialect=dialect,
    )
    return found


@contextmanager
def heard(listener: Callable[[Engine, str], None]) -> Iterator[None]:
    """Tell ``listener`` of each statement sent while the block runs: the engine and the words."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)
