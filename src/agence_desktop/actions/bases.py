"""Bases ready to work: a new office with its reference data and first person, and the demonstration file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from agence_desktop.actions.reference_data import load_reference_data
from agence_desktop.core.clock import QUEBEC, Clock, SystemClock, to_wall
from agence_desktop.core.errors import AgenceError
from agence_desktop.core.roles import Grant, Role
from agence_desktop.directory.loading import AccountDraft, load_accounts
from agence_desktop.migrations import HEAD
from agence_desktop.migrations.runner import create
from agence_desktop.storage.context import current_login
from agence_desktop.storage.engine import Opened, open_engine
from agence_desktop.storage.locations import DatabaseLocation, SqliteFile
from agence_desktop.storage.schema import Standing, read_meta, schema_state, write_meta
from agence_desktop.storage.work import Database, Session

FOUNDER_ROLES: Final = (Role.ADMINISTRATOR, Role.MANAGER, Role.HOST, Role.CLERK)
"""What the person who creates a base may do for all organisations: an office may be one person."""

_DEMO_DAY: Final = "demo_day"


def create_office(location: DatabaseLocation, *, replay: bool = False, clock: Clock | None = None) -> None:
    """Create the schema, load the shipped reference data, and make whoever does it the first administrator.

    ``replay`` marks a base whose clock may be set. Raises RefusedError where there are tables already.
    """
    opened = open_engine(location, clock=clock, create=True)
    try:
        create(opened, replay=replay)
        Database(opened, clock).write(_found)
    finally:
        opened.engine.dispose()


def _found(session: Session) -> None:
    load_reference_data(session)
    grants = tuple(Grant(role) for role in FOUNDER_ROLES)
    load_accounts(session, [AccountDraft(current_login(session), None, grants)])


def build_demo_file(path: Path, progress: Callable[[int, int], None] | None = None) -> None:
    """Make the demonstration file, unless there is one of this version and of today.

    It is built beside its place and put there whole: a program stopped meanwhile leaves the former one.
    """
    from agence_desktop.actions.demo import build_demo

    clock = SystemClock()
    today = to_wall(clock.now(), QUEBEC).date()
    if path.exists() and _is_of(SqliteFile(path), today):
        return
    fresh = path.with_name(f"{path.name}.nouveau")
    _remove(fresh)
    opened = open_engine(SqliteFile(fresh), clock=clock, create=True)
    try:
        create(opened)
        database = Database(opened, clock)
        build_demo(database, progress=progress)
        database.write(partial(_mark, day=today))
    finally:
        opened.engine.dispose()
    _remove(path)
    fresh.replace(path)


def _mark(session: Session, day: date) -> None:
    write_meta(session.connection(), _DEMO_DAY, day.isoformat())


def _is_of(location: SqliteFile, day: date) -> bool:
    """Whether the file is a demonstration of this schema and day; one that cannot be read is not."""
    opened: Opened | None = None
    try:
        opened = open_engine(location)
        database = Database(opened)
        if schema_state(database, HEAD).standing is not Standing.SAME:
            return False
        return database.read(partial(read_meta, key=_DEMO_DAY)) == day.isoformat()
    except AgenceError:
        return False
    finally:
        if opened is not None:
            opened.engine.dispose()


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
