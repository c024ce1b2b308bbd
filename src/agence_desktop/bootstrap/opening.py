"""Opening a base for the window: created where asked, known to have the schema, its person found."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from agence_desktop import __version__
from agence_desktop.bootstrap import texts
from agence_desktop.core.clock import Clock, SystemClock
from agence_desktop.core.errors import UnreachableError
from agence_desktop.core.roles import Actor
from agence_desktop.storage.configuration import effective_settings

if TYPE_CHECKING:
    from agence_desktop.storage.locations import DatabaseLocation, PostgresServer, SqliteFile
    from agence_desktop.storage.passwords import PasswordStore
    from agence_desktop.storage.work import Database, Session


@dataclass(frozen=True, slots=True)
class OpenBase:
    """A base ready to work: who is signed in, how it is called on the screen, and what kind it is.

    ``skew`` is how far this computer's clock is ahead of the server's; a ``damaged`` base is only consulted.
    """

    database: Database
    actor: Actor
    label: str
    shared: bool
    replay: bool
    demo: bool = False
    skew: timedelta = timedelta()
    damaged: bool = False
    base_id: str = ""


def open_base(
    text: str,
    password: str = "",
    *,
    demo: bool = False,
    store: PasswordStore | None = None,
    clock: Clock | None = None,
) -> OpenBase:
    """Open an SQLite file or a ``postgresql://`` address.

    Without a password, that of ``store`` is tried; one that the server refuses is removed there.
    Raises InputError, UnreachableError (``password_needed``, ``kept_password_refused``…), SchemaError,
    RightMissingError.
    """
    from agence_desktop.storage.locations import PostgresServer, parse_location

    location = parse_location(text)
    clock = clock or SystemClock()
    if not isinstance(location, PostgresServer):
        return _opened(location, demo, clock)
    if password:
        return _opened(location.with_password(password), demo, clock)
    return _with_kept_password(location, demo, clock, store)


def located(text: str, password: str = "", store: PasswordStore | None = None) -> DatabaseLocation:
    """Where a base is, with its password or that of ``store``."""
    from agence_desktop.storage.locations import PostgresServer, parse_location

    location = parse_location(text)
    if not isinstance(location, PostgresServer):
        return location
    if not password and store is not None:
        with suppress(UnreachableError):
            password = store.recall(location) or ""
    return location.with_password(password) if password else location


def consult_damaged(path: Path) -> OpenBase:
    """Open a damaged file to read what can still be read; raises AgenceError where that is not enough."""
    from agence_desktop.storage.locations import SqliteFile

    return _opened(SqliteFile(path), demo=False, clock=SystemClock(), damaged=True)


def still_admitted(opened: OpenBase, session: Session) -> None:
    """Raise where the base is of a newer program by now, or its person may not work there any more."""
    from agence_desktop.directory.accounts import actor_of
    from agence_desktop.migrations import HEAD
    from agence_desktop.storage.schema import read_state, refuse_other_schema

    refuse_other_schema(read_state(session.connection(), HEAD), opened.database.location, __version__)
    actor_of(session)


def create_base(path: Path) -> OpenBase:
    """Create a local base with its reference data; whoever runs the program administers it."""
    from agence_desktop.actions.bases import create_office
    from agence_desktop.storage.locations import parse_location

    path.parent.mkdir(parents=True, exist_ok=True)
    create_office(parse_location(str(path)), full_day=effective_settings().settings.full_day)
    return open_base(str(path))


def demo_base(path: Path, progress: Callable[[float, float], None], clock: Clock | None = None) -> OpenBase:
    """Fictional data around today; made anew where the file is of another day or another version."""
    from agence_desktop.actions.bases import build_demo_file

    path.parent.mkdir(parents=True, exist_ok=True)
    build_demo_file(path, progress=progress, clock=clock)
    return open_base(str(path), demo=True, clock=clock)


def _with_kept_password(
    location: PostgresServer, demo: bool, clock: Clock, store: PasswordStore | None
) -> OpenBase:
    from agence_desktop.storage import sentences

    kept, untold = None, sentences.PASSWORD_NEEDED.format(shown=location.shown)
    if store is not None and location.url.password is None:
        try:
            kept = store.recall(location)
        except UnreachableError as error:
            untold = error.sentence
    try:
        return _opened(location.with_password(kept) if kept else location, demo, clock)
    except UnreachableError as error:
        if error.code != "wrong_password" or location.url.password is not None:
            raise
        if kept is None or store is None:
            raise UnreachableError("password_needed", untold) from error
        with suppress(UnreachableError):
            store.forget(location)
        told = sentences.KEPT_PASSWORD_REFUSED.format(shown=location.shown)
        raise UnreachableError("kept_password_refused", told) from error


def label_of(location: DatabaseLocation) -> str:
    """How the window names a base: the name of its file, or its server and its own name."""
    from agence_desktop.storage.locations import SqliteFile

    return location.path.name if isinstance(location, SqliteFile) else location.shown


def _refuse_damage(location: SqliteFile) -> None:
    """Raise UnreachableError ``damaged`` before anything is written into a file that lost pages."""
    from agence_desktop.storage import sentences
    from agence_desktop.storage.integrity import is_sound
    from agence_desktop.storage.locations import refuse_network_drive

    refuse_network_drive(location.path)
    if location.path.is_file() and not is_sound(location.path):
        raise UnreachableError("damaged", sentences.DAMAGED.format(path=location.path))


def _opened(location: DatabaseLocation, demo: bool, clock: Clock, damaged: bool = False) -> OpenBase:
    from agence_desktop.directory.accounts import actor_of
    from agence_desktop.migrations import HEAD
    from agence_desktop.storage.context import server_now
    from agence_desktop.storage.engine import open_engine
    from agence_desktop.storage.locations import SqliteFile
    from agence_desktop.storage.schema import refuse_other_schema, schema_state
    from agence_desktop.storage.work import Database

    shared = not isinstance(location, SqliteFile)
    if isinstance(location, SqliteFile) and not damaged:
        _refuse_damage(location)
    opened = open_engine(location, clock=clock, read_only=damaged, schema=HEAD)
    database = Database(opened, clock)
    try:
        state = schema_state(database, HEAD)
        refuse_other_schema(state, opened.location, __version__)
        actor = database.read(actor_of)
        skew = clock.now() - database.read(server_now) if shared else timedelta()
    except BaseException:
        database.close()
        raise
    label = texts.DEMO_LABEL if demo else label_of(location)
    return OpenBase(database, actor, label, shared, state.replay, demo, skew, damaged, state.base_id)
