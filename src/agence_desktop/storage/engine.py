"""Opening a database: safe transaction modes on both engines, plain words when it cannot be reached."""

from __future__ import annotations

import os
import secrets
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from agence_desktop.core.clock import Clock, SystemClock
from agence_desktop.core.errors import RefusedError, UnreachableError
from agence_desktop.storage import sentences
from agence_desktop.storage.encryption import encryption
from agence_desktop.storage.faults import SCHEMA_SETTING, explain, schema_moved
from agence_desktop.storage.locations import (
    DatabaseLocation,
    DriveProbe,
    PostgresServer,
    SqliteFile,
    refuse_network_drive,
)
from agence_desktop.storage.logins import system_login
from agence_desktop.storage.pool import ClosingPool
from agence_desktop.storage.prepared import heard, told

WRITES: Final = "writes"
"""Execution option of an engine or connection: its transactions may write."""

KEEP_FOREIGN_KEYS: Final = "keep_foreign_keys"
"""Execution option, SQLite: False turns foreign keys off for the transaction (Alembic's batch mode)."""

_HEADER = b"SQLite format 3\0"
_BUSY_SECONDS = 5.0
_SERVER_SETTINGS = (
    "-c timezone=UTC -c lock_timeout=5s -c idle_in_transaction_session_timeout=60s"
    # Compiling a statement of some milliseconds takes longer than running it.
    " -c jit=off"
    # The server lets go of a vanished computer's locks as fast as the computer notices a vanished server.
    " -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=2"
)
_CLIENT_SETTINGS: dict[str, Any] = {
    "connect_timeout": 5,
    "keepalives": 1,
    "keepalives_idle": 4,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": 8000,
    "application_name": "agence-desktop",
}

Writable = Callable[[Path], bool]


@dataclass(frozen=True, slots=True)
class Opened:
    """An engine, where it leads, and whether it can only be consulted."""

    engine: Engine
    location: DatabaseLocation
    read_only: bool = False


@dataclass(slots=True)
class _SqliteState:
    """What one SQLite connection is set to; lives as long as the connection."""

    query_only: bool = False
    foreign_keys: bool = True
    transaction: int = 0


def open_engine(
    location: DatabaseLocation,
    *,
    clock: Clock | None = None,
    login: Callable[[], str] = system_login,
    create: bool = False,
    read_only: bool = False,
    drive_probe: DriveProbe | None = None,
    writable: Writable | None = None,
    schema: str | None = None,
) -> Opened:
    """Open a database and make sure that it answers.

    ``clock`` and ``login`` feed ``agence_now()`` and ``agence_login()`` of SQLite's triggers. ``create``
    makes the SQLite file, refused where it exists. A file that cannot be written is opened in consultation.
    ``schema`` is the one that this program writes: with it, writing raises SchemaError ``schema_newer`` once
    another program has upgraded the base.
    Raises UnreachableError: ``missing_file``, ``damaged``, ``network_drive``, ``unreachable`` and the like.
    """
    if isinstance(location, PostgresServer):
        opened = Opened(_postgresql_engine(location, read_only, schema), location, read_only)
    else:
        refuse_network_drive(location.path, drive_probe)
        _check_file(location, create)
        consult = read_only or not (create or (writable or is_writable)(location.path))
        engine = _sqlite_engine(location, clock or SystemClock(), login, create, consult, schema)
        opened = Opened(engine, location, consult)
    try:
        with opened.engine.connect() as connection:
            connection.exec_driver_sql(
                "SELECT 1" if isinstance(location, PostgresServer) else "SELECT count(*) FROM sqlite_master"
            )
    except (DBAPIError, sqlite3.Error) as error:
        opened.engine.dispose()
        raise explain(error, location) or error from error
    return opened


def is_writable(path: Path) -> bool:
    """Whether the file and its folder (where SQLite keeps its journal) can be written."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _check_file(location: SqliteFile, create: bool) -> None:
    path = location.path
    if create:
        if path.exists():
            raise RefusedError("existing_file", sentences.EXISTING_FILE.format(path=path))
        if not path.parent.is_dir():
            raise UnreachableError("cannot_open", sentences.CANNOT_OPEN.format(path=path))
        return
    if not path.exists():
        raise UnreachableError("missing_file", sentences.MISSING_FILE.format(path=path))
    if not path.is_file():
        raise UnreachableError("not_a_file", sentences.NOT_A_FILE.format(path=path))
    # Looked at before SQLite opens it: a damaged original stays as it is.
    try:
        with path.open("rb") as file:
            header = file.read(len(_HEADER))
    except OSError as error:
        raise UnreachableError("cannot_open", sentences.CANNOT_OPEN.format(path=path)) from error
    if header and header != _HEADER:
        raise UnreachableError("damaged", sentences.DAMAGED.format(path=path))


def _sqlite_engine(
    location: SqliteFile,
    clock: Clock,
    login: Callable[[], str],
    create: bool,
    consult: bool,
    schema: str | None,
) -> Engine:
    uri = f"{location.path.as_uri()}?mode={'ro' if consult else 'rwc' if create else 'rw'}"
    journal = location.path.with_name(location.path.name + "-wal")
    if consult and not os.access(location.path.parent, os.W_OK) and not _has_content(journal):
        # Nobody can write beside it, and SQLite could not make the shared memory that WAL wants.
        uri += "&immutable=1"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            uri, uri=True, isolation_level=None, check_same_thread=False, timeout=_BUSY_SECONDS
        )

    engine = create_engine(
        URL.create("sqlite", database=str(location.path)),
        creator=connect,
        poolclass=ClosingPool,
        pool_size=4,
        max_overflow=4,
    )

    named = cache(login)  # every audited row asks

    @event.listens_for(engine, "connect")
    def prepare(raw: sqlite3.Connection, record: Any) -> None:
        state = record.info["agence"] = _SqliteState()
        raw.create_function("agence_now", 0, lambda: int(clock.now().timestamp()))
        raw.create_function("agence_login", 0, named)
        raw.create_function("agence_tx", 0, lambda: state.transaction)
        if not consult:
            raw.execute("PRAGMA journal_mode=WAL")
            raw.execute("PRAGMA synchronous=FULL")
        raw.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        _begin_sqlite(connection, connection.info["agence"], location if consult else None)
        if schema is not None and connection.get_execution_options().get(WRITES):
            _refuse_moved_schema(connection, schema, location)

    return engine


def _has_content(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _begin_sqlite(connection: Connection, state: _SqliteState, consulted: SqliteFile | None) -> None:
    options = connection.get_execution_options()
    writes, foreign_keys = bool(options.get(WRITES)), bool(options.get(KEEP_FOREIGN_KEYS, True))
    if writes and consulted:
        raise UnreachableError("read_only", sentences.READ_ONLY.format(shown=consulted.shown))
    # Both settings are without effect inside a transaction, so they are set before it and remembered.
    if state.query_only is writes:
        connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
        state.query_only = not writes
    if state.foreign_keys is not foreign_keys:
        connection.exec_driver_sql(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
        state.foreign_keys = foreign_keys
    if writes:
        state.transaction = secrets.randbits(62)
    raw: Any = connection.connection.dbapi_connection
    try:
        # A deferred BEGIN that upgrades to a write ignores busy_timeout and double-books.
        raw.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
    except sqlite3.Error as error:
        raise told(connection, error) from error


def _refuse_moved_schema(connection: Connection, schema: str, location: SqliteFile) -> None:
    # A server does the same in a trigger, where it costs no journey.
    if connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == schema:
        return
    asked = "SELECT value FROM agence_meta WHERE key = 'program'"
    required = connection.exec_driver_sql(asked).scalar() or "?"
    connection.exec_driver_sql("ROLLBACK")
    raise schema_moved(required, location)


def _postgresql_engine(location: PostgresServer, consult: bool, schema: str | None) -> Engine:
    given = location.url.query.get("options", "")
    options = given if isinstance(given, str) else " ".join(given)
    settings = {name: value for name, value in _CLIENT_SETTINGS.items() if name not in location.url.query}
    if schema is not None:
        options = f"-c {SCHEMA_SETTING}={schema} {options}"
    engine = create_engine(
        location.url.difference_update_query(["options"]),
        connect_args={
            **settings,
            **encryption(location.url),
            "options": f"{_SERVER_SETTINGS} {options}".strip(),
        },
        poolclass=ClosingPool,
        pool_size=4,
        max_overflow=4,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        from psycopg import IsolationLevel

        writes = bool(connection.get_execution_options().get(WRITES))
        if writes and consult:
            raise UnreachableError("read_only", sentences.READ_ONLY.format(shown=location.shown))
        raw: Any = connection.connection.dbapi_connection
        # Attributes only: psycopg writes them into the BEGIN it sends with the first statement. A reader sees
        # one snapshot, as it does on SQLite; a writer, whatever the server's default, what stands once it has
        # its locks.
        raw.read_only = not writes
        raw.isolation_level = IsolationLevel.READ_COMMITTED if writes else IsolationLevel.REPEATABLE_READ

    return engine


def working_connections(engine: Engine) -> set[Any]:
    """The driver's connections that are out of the pool at any moment; kept up to date by the pool."""
    found: set[Any] = set()

    @event.listens_for(engine, "checkout")
    def note(raw: Any, _record: Any, _proxy: Any) -> None:
        found.add(raw)

    def drop(raw: Any, *_rest: Any) -> None:
        found.discard(raw)

    for name in ("checkin", "detach", "invalidate", "close"):
        event.listen(engine, name, drop)
    return found


def shut_down(raw: Any) -> None:
    """Shut the socket of a server's connection under it: a thread that waits for an answer is told so."""
    # Closed meanwhile by its own thread: nothing is left to shut. The descriptor stays the driver's.
    with suppress(Exception):
        line = socket.socket(fileno=raw.fileno())
        try:
            line.shutdown(socket.SHUT_RDWR)
        finally:
            line.detach()


@contextmanager
def count_statements(engine: Engine) -> Iterator[list[str]]:
    """Collect the statements sent while the block runs, transaction control left out."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA query_only", "PRAGMA foreign_keys")):
            statements.append(statement)

    def note_prepared(used: Engine, statement: str) -> None:
        if used.pool is engine.pool:
            statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        with heard(note_prepared):
            yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)
