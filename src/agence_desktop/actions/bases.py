"""Bases ready to work: a new office with its reference data and first person, and the demonstration file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from agence_desktop.actions.reference_data import load_reference_data
from agence_desktop.actions.targets import opened_target, remove_base
from agence_desktop.core.clock import QUEBEC, Clock, SystemClock, to_wall
from agence_desktop.core.errors import AgenceError
from agence_desktop.core.roles import Grant
from agence_desktop.directory.loading import AccountDraft, load_accounts
from agence_desktop.directory.users import FIRST_ROLES
from agence_desktop.migrations import HEAD
from agence_desktop.migrations.runner import create
from agence_desktop.storage.context import current_login
from agence_desktop.storage.engine import Opened, open_engine
from agence_desktop.storage.locations import DatabaseLocation, SqliteFile
from agence_desktop.storage.schema import Standing, read_meta, schema_state, write_meta
from agence_desktop.storage.work import Connection, Database, Session, session_within
from agence_desktop.teams.commands.presets import preset_full_day

_DEMO_DAY: Final = "demo_day"


def create_office(
    location: DatabaseLocation,
    *,
    replay: bool = False,
    clock: Clock | None = None,
    full_day: int | None = None,
) -> None:
    """Create the schema, load the shipped reference data, and make whoever does it the first administrator.

    ``replay`` marks a base whose clock may be set; ``full_day`` are the seconds of a working day, where they
    are not the usual ones. Raises RefusedError where there are tables already.
    """
    with opened_target(location, clock) as opened:
        create(opened, replay, lambda connection: _found(connection, clock or SystemClock(), full_day))


def _found(connection: Connection, clock: Clock, full_day: int | None) -> None:
    with session_within(connection, clock) as session:
        load_reference_data(session)
        if full_day is not None:
            preset_full_day(session, full_day)
        _add_founder(session)


def _add_founder(session: Session) -> None:
    grants = tuple(Grant(role) for role in FIRST_ROLES)
    load_accounts(session, [AccountDraft(current_login(session), None, grants)])


def build_demo_file(
    path: Path, progress: Callable[[int, int], None] | None = None, clock: Clock | None = None
) -> None:
    """Make the demonstration file, unless there is one of this version and of today by ``clock``.

    It is built beside its place and put there whole: a program stopped meanwhile leaves the former one.
    """
    from agence_desktop.actions.demo import build_demo

    clock = clock or SystemClock()
    today = to_wall(clock.now(), QUEBEC).date()
    if path.exists() and _is_of(SqliteFile(path), today):
        return
    fresh = path.with_name(f"{path.name}.nouveau")
    remove_base(fresh)
    opened = open_engine(SqliteFile(fresh), clock=clock, create=True)
    try:
        create(opened)
        database = Database(opened, clock)
        build_demo(database, progress=progress)
        database.write(partial(_mark, day=today))
    finally:
        opened.engine.dispose()
    remove_base(path)
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
