"""Backups made and restored, and bases moved from a file to a server or back, through the same archives."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from agence_desktop import __version__
from agence_desktop.actions.targets import opened_target
from agence_desktop.core.clock import Clock
from agence_desktop.core.errors import RefusedError, SchemaError
from agence_desktop.directory.users import add_first_administrator, require_administrator
from agence_desktop.migrations import HEAD
from agence_desktop.migrations.runner import refill
from agence_desktop.storage import sentences as storage_sentences
from agence_desktop.storage.audit import record_event
from agence_desktop.storage.backup import sentences
from agence_desktop.storage.backup.collisions import Collision, collisions
from agence_desktop.storage.backup.loading import load_archive
from agence_desktop.storage.backup.manifest import Manifest
from agence_desktop.storage.backup.reading import Archive
from agence_desktop.storage.backup.writing import write_archive
from agence_desktop.storage.context import current_login, now
from agence_desktop.storage.description import BACKUP, RESTORE
from agence_desktop.storage.engine import Opened, open_engine
from agence_desktop.storage.findings import Finding
from agence_desktop.storage.locations import DatabaseLocation, SqliteFile
from agence_desktop.storage.schema import Standing, is_fresh, read_state, refuse_other_schema
from agence_desktop.storage.seals import seal_brought
from agence_desktop.storage.verification import verify_rows
from agence_desktop.storage.work import Connection, Database, Session, session_within

_SOURCE_SERVER = "postgresql"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored; ``findings`` came with the archive, ``administrator`` is an account it lacked."""

    manifest: Manifest
    findings: tuple[Finding, ...]
    administrator: str | None


@dataclass(frozen=True, slots=True)
class Copied:
    """What was, or would be, copied; ``collisions`` and ``occupied`` say why it cannot be."""

    manifest: Manifest
    collisions: tuple[Collision, ...]
    occupied: bool
    restored: Restored | None


def back_up(database: Database, path: Path) -> Manifest:
    """Back the base up into a file, on record in its trail; raises RightMissingError but for administrators.

    A base that can only be consulted keeps no record of it.
    """
    database.read(lambda session: require_administrator(session, "sauvegarder la base"))
    manifest = write_archive(database, path, HEAD, __version__)
    if not database.read_only:
        detail = {"file": path.name, "rows": manifest.rows, "seal": manifest.seal}
        database.write(lambda session: record_event(session, BACKUP, manifest.base_id, detail))
    return manifest


def restore(location: DatabaseLocation, path: Path, clock: Clock) -> Restored:
    """Restore an archive into an empty base, or one just created; all of it, or nothing.

    On a file, whoever restores is given the roles of an administrator where they have no account.
    """
    with _sound(path) as archive, opened_target(location, clock) as opened:
        return _refill(opened, archive, clock)


def copy_base(source: Database, target: DatabaseLocation, clock: Clock, *, dry_run: bool) -> Copied:
    """Move a base: its numbers, history and trail go along. A base that holds records is left as it is.

    ``dry_run`` only tells. Raises RightMissingError but for administrators of the source.
    """
    source.read(lambda session: require_administrator(session, "copier la base"))
    with tempfile.TemporaryDirectory(prefix="agence-") as folder:
        path = Path(folder) / "copie.agence"
        write_archive(source, path, HEAD, __version__)
        with Archive(path) as archive:
            occupied, found = _look(target, archive, clock)
            if occupied or dry_run:
                return Copied(archive.manifest, found, occupied, None)
            with opened_target(target, clock) as opened:
                return Copied(archive.manifest, (), False, _refill(opened, archive, clock))


@contextmanager
def _sound(path: Path) -> Iterator[Archive]:
    """An archive read to its end before anything is changed, of a schema that this program knows."""
    with Archive(path) as archive:
        manifest = archive.manifest
        if int(manifest.schema) > int(HEAD):
            told = sentences.NEWER.format(path=path, program=manifest.program, ours=__version__)
            raise SchemaError("newer_archive", told)
        archive.verify()
        yield archive


def _refill(opened: Opened, archive: Archive, clock: Clock) -> Restored:
    return refill(
        opened,
        archive.manifest.schema,
        partial(load_archive, archive=archive),
        lambda connection: _finish(connection, archive, clock),
    )


def _finish(connection: Connection, archive: Archive, clock: Clock) -> Restored:
    manifest = archive.manifest
    with session_within(connection, clock) as session:
        file = connection.dialect.name != _SOURCE_SERVER
        if file and manifest.source == _SOURCE_SERVER:
            seal_brought(session, now(session).date())
        detail = {"file": archive.path.name, "made": manifest.created_at, "source": manifest.source}
        record_event(session, RESTORE, manifest.base_id, detail)
        login = current_login(session)
        added = file and add_first_administrator(session, login)
        return Restored(manifest, tuple(verify_rows(session)), login if added else None)


def _look(target: DatabaseLocation, archive: Archive, clock: Clock) -> tuple[bool, tuple[Collision, ...]]:
    """Whether the target holds records, and those that collide; it is only read."""
    if isinstance(target, SqliteFile) and not target.path.exists():
        return False, ()
    opened = open_engine(target, clock=clock)
    try:
        return Database(opened, clock).read(lambda session: _occupation(session, opened, archive))
    finally:
        opened.engine.dispose()


def _occupation(session: Session, opened: Opened, archive: Archive) -> tuple[bool, tuple[Collision, ...]]:
    connection = session.connection()
    state = read_state(connection, HEAD)
    if state.standing is Standing.ABSENT:
        return False, ()
    refuse_other_schema(state, opened.location, __version__)
    if is_fresh(connection):
        return False, ()
    return True, tuple(collisions(connection, archive))


def refuse_occupied(copied: Copied, target: DatabaseLocation) -> None:
    """Raise RefusedError ``not_empty`` where the target held records."""
    if copied.occupied:
        raise RefusedError("not_empty", storage_sentences.NOT_EMPTY.format(shown=target.shown))
