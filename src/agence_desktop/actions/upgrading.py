"""Bringing a base to the schema of this program: who may, a backup first, what a failure leaves."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from agence_desktop.core.clock import Clock, SystemClock
from agence_desktop.core.errors import AgenceError, SchemaError
from agence_desktop.directory.users import may_change_schema
from agence_desktop.migrations import HEAD
from agence_desktop.migrations.runner import Save, Upgraded, copy_beside, free_name, upgrade
from agence_desktop.storage import sentences
from agence_desktop.storage.backup.writing import write_stored_archive
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.folders import backups_folder
from agence_desktop.storage.locations import DatabaseLocation, SqliteFile
from agence_desktop.storage.schema import SchemaState, schema_state
from agence_desktop.storage.work import Connection, Database, session_within

_LOG = logging.getLogger(__name__)
Progress = Callable[[int, int], None]
_STEPS = 3


@dataclass(frozen=True, slots=True)
class Upgradable:
    """A base of an older program: its schema and this program's, and whether this person may change it."""

    shown: str
    before: str | None
    after: str
    allowed: bool


def upgradable(location: DatabaseLocation) -> Upgradable:
    """Who may: the owner on a server; on a file, an administrator who can write it."""
    opened = open_engine(location)
    database = Database(opened)
    try:
        state = schema_state(database, HEAD)
        allowed = not opened.read_only and database.read(may_change_schema)
    finally:
        database.close()
    return Upgradable(location.shown, state.current, HEAD, allowed)


def upgrade_base(
    location: DatabaseLocation, progress: Progress | None = None, clock: Clock | None = None
) -> Upgraded:
    """Back the base up, read the backup again, and bring the schema to the program's; all of it or nothing.

    The backup of a file stands beside it, that of a server in the program's own folder. A failure raises
    AgenceError that says that the base is as it was, and where the backup is.
    """
    tell = progress or (lambda _done, _total: None)
    clock = clock or SystemClock()
    made: list[Path] = []
    write = (
        copy_beside(location)
        if isinstance(location, SqliteFile)
        else partial(_archive, location=location, clock=clock)
    )
    opened = open_engine(location, clock=clock)
    try:
        tell(0, _STEPS)
        done = upgrade(opened, _noting(write, made, tell))
        tell(_STEPS, _STEPS)
        return done
    except AgenceError as error:
        raise type(error)(error.code, " ".join([error.sentence, *_kept(made)])) from error
    except Exception as error:
        if not made:
            raise
        _LOG.error("an upgrade failed", exc_info=error)
        sentence = sentences.UPGRADE_FAILED.format(shown=location.shown)
        raise SchemaError("upgrade_failed", " ".join([sentence, *_kept(made)])) from error
    finally:
        opened.engine.dispose()


def _noting(write: Save, made: list[Path], tell: Progress) -> Save:
    def save(connection: Connection, state: SchemaState) -> Path:
        tell(1, _STEPS)
        made[:] = [write(connection, state)]
        tell(2, _STEPS)
        return made[0]

    return save


def _archive(connection: Connection, state: SchemaState, location: DatabaseLocation, clock: Clock) -> Path:
    """An archive of the tables as they stand, which ``base restaurer`` reads."""
    folder = backups_folder()
    folder.mkdir(parents=True, exist_ok=True)
    name = location.shown.rpartition("/")[2] or "base"
    path = free_name(folder / f"{name}-avant-{HEAD}.agence")
    with session_within(connection, clock) as session:
        write_stored_archive(session, path, state.current or "", state.program)
    return path


def _kept(made: list[Path]) -> list[str]:
    return [sentences.UPGRADE_COPY_KEPT.format(path=path) for path in made]
