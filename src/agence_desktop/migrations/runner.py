"""Creating and upgrading the schema: Alembic without its ini file, one transaction, one program at a time."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, inspect, text

from agence_desktop import __version__
from agence_desktop.core.errors import AgenceError, RefusedError, SchemaError, UnreachableError
from agence_desktop.migrations import HEAD
from agence_desktop.migrations.parts import all_tables
from agence_desktop.storage import sentences
from agence_desktop.storage.engine import KEEP_FOREIGN_KEYS, WRITES, Opened
from agence_desktop.storage.faults import Fault, classify, explain
from agence_desktop.storage.grants import apply_grants, mend_grants
from agence_desktop.storage.guards import drop_guards, guard_findings, install_guards
from agence_desktop.storage.locations import SqliteFile
from agence_desktop.storage.schema import (
    BASE_ID,
    PROGRAM,
    REPLAY,
    SchemaState,
    Standing,
    is_fresh,
    mark_made,
    read_state,
    refuse_other_schema,
    write_meta,
)

T = TypeVar("T")

SCRIPTS: Final = Path(__file__).parent
Save = Callable[[Connection, SchemaState], Path]
"""Copies a base before its schema changes; the path of the copy."""
ADVISORY_LOCK: Final = 0x4147454E4345
"""« AGENCE »: who upgrades a PostgreSQL database holds it until the end of the transaction."""
_ATTEMPTS: Final = 24
"""Each waits five seconds for the file's lock."""


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What an upgrade did: schema before and after, and the copy made of an SQLite file before it."""

    before: str | None
    after: str
    copy: Path | None = None


def create(
    opened: Opened, replay: bool = False, furnish: Callable[[Connection], object] | None = None
) -> None:
    """Make the tables, guards and identity of an empty database; RefusedError where there are tables already.

    ``replay`` marks the database as one for replaying cases with a fixed clock. ``furnish`` writes what every
    new database begins with, in the same transaction.
    """

    def make(connection: Connection) -> None:
        if read_state(connection, HEAD).standing is not Standing.ABSENT:
            raise RefusedError("schema_present", sentences.SCHEMA_PRESENT.format(shown=opened.location.shown))
        _migrate(connection, HEAD)
        write_meta(connection, BASE_ID, str(uuid.uuid4()))
        write_meta(connection, REPLAY, "yes" if replay else "no")
        if furnish is not None:
            furnish(connection)
            mark_made(connection)

    _alone(opened, make)


def upgrade(opened: Opened, save: Save | None = None) -> Upgraded:
    """Bring the schema to the program's; others who try at the same time wait, and find it done.

    ``save`` makes the copy from which a failure can be mended, in the same transaction while nobody writes;
    without it a file is copied beside itself, and a server is left to its administrator.
    A failure leaves the old schema. Raises SchemaError where the database is empty or newer than the program.
    """
    if save is None and isinstance(opened.location, SqliteFile):
        save = copy_beside(opened.location)

    def raise_schema(connection: Connection) -> Upgraded:
        state = read_state(connection, HEAD)
        if state.standing is Standing.SAME:
            if guard_findings(connection):
                install_guards(connection)
            mend_grants(connection)
            return Upgraded(state.current, HEAD)
        if state.standing is not Standing.OLDER:
            refuse_other_schema(state, opened.location, __version__)
        if connection.dialect.name == "postgresql":
            _act_as_owner(connection)
            _hold_writers(connection)
        copy = save(connection, state) if save else None
        _migrate(connection, HEAD)
        return Upgraded(state.current, HEAD, copy)

    return _alone(opened, raise_schema)


def refill(
    opened: Opened,
    schema: str,
    load: Callable[[Connection], object],
    finish: Callable[[Connection], T],
) -> T:
    """Fill a database in one transaction: ``load`` is called on empty tables of ``schema``, without guards.

    The tables are then brought to the program's schema, guards and all, for ``finish``. The database has no
    tables yet, or holds nothing but what ``base creer`` gives: otherwise RefusedError ``not_empty``.
    SchemaError where the program does not have that schema, or the database another one.
    """

    def fill(connection: Connection) -> T:
        state = read_state(connection, HEAD)
        if state.standing is not Standing.ABSENT:
            refuse_other_schema(state, opened.location, __version__)
            if not is_fresh(connection):
                raise RefusedError("not_empty", sentences.NOT_EMPTY.format(shown=opened.location.shown))
            drop_guards(connection)
            all_tables().drop_all(connection)
            connection.execute(text("DROP TABLE alembic_version"))
        run_scripts(connection, schema)
        load(connection)
        _migrate(connection, HEAD)
        return finish(connection)

    if not 0 < int(schema) <= int(HEAD):
        raise SchemaError("schema_newer", sentences.SCHEMA_UNKNOWN.format(schema=schema, head=HEAD))
    return _alone(opened, fill)


def _alone(opened: Opened, work: Callable[[Connection], T]) -> T:
    """Run schema work in one writing transaction while nobody else can."""
    engine = opened.engine.execution_options(**{WRITES: True, KEEP_FOREIGN_KEYS: False})
    for left in reversed(range(_ATTEMPTS)):
        try:
            with engine.begin() as connection:
                if connection.dialect.name == "postgresql":
                    connection.execute(text("SET LOCAL lock_timeout = 0"))
                    connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
                return work(connection)
        except AgenceError:
            raise
        except Exception as error:
            if left == 0 or classify(error) is not Fault.RETRY:
                raise explain(error, opened.location) or error from error
    raise AssertionError("the last attempt returns or raises")


def _migrate(connection: Connection, target: str) -> None:
    """Run the scripts up to ``target``, put the guards back and check the links, within the transaction."""
    run_scripts(connection, target)
    install_guards(connection)
    apply_grants(connection)
    write_meta(connection, PROGRAM, __version__)
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise SchemaError("broken_links", sentences.UPGRADE_BROKEN_LINKS.format(table=broken[0]))


def run_scripts(connection: Connection, target: str, scripts: Path = SCRIPTS) -> None:
    """Run the migration scripts of a folder up to ``target`` in the transaction of ``connection``."""
    # Alembic is slow to import and only schema work needs it.
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    directory = ScriptDirectory(str(scripts))

    def steps(revision: Any, _context: Any) -> Any:
        return directory._upgrade_revs(target, revision)

    with EnvironmentContext(Config(), directory, fn=steps, destination_rev=target) as environment:
        environment.configure(connection=connection, target_metadata=all_tables(), render_as_batch=True)
        environment.run_migrations()


def _act_as_owner(connection: Connection) -> None:
    """What a member of the owner's role makes belongs to the owner."""
    owner = connection.execute(_OWNER).scalar_one_or_none()
    if owner is not None:
        connection.exec_driver_sql(f'SET LOCAL ROLE "{owner}"')


_OWNER = text(
    "SELECT rolname FROM pg_class JOIN pg_roles r ON r.oid = relowner"
    " WHERE pg_class.oid = 'alembic_version'::regclass AND rolname <> current_user"
    " AND pg_has_role(current_user, relowner, 'USAGE')"
)


def _hold_writers(connection: Connection) -> None:
    """Let programs of the old schema read, and write no more, until the end of the transaction."""
    names = inspect(connection).get_table_names()
    tables = ", ".join(f'"{name}"' for name in sorted(names))
    connection.exec_driver_sql(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")


def copy_beside(location: SqliteFile) -> Save:
    """Makes a verified copy of the file beside it, while this program holds the only right to write."""
    return lambda _connection, _state: _copy(location.path)


def free_name(path: Path) -> Path:
    """The path, or the first free one with a number after it."""
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found


def _copy(path: Path) -> Path:
    target = free_name(path.with_name(f"{path.name}.avant-{HEAD}"))
    try:
        with (
            closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
            sound = copy.execute("PRAGMA quick_check").fetchone()[0] == "ok"
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        raise UnreachableError("no_backup", sentences.NO_BACKUP.format(path=target)) from error
    if not sound:
        target.unlink()
        raise UnreachableError("damaged", sentences.DAMAGED.format(path=path))
    return target
