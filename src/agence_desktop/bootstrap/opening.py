"""Opening a base for the window: created where asked, known to have the schema, its person found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from agence_desktop import __version__
from agence_desktop.bootstrap import texts
from agence_desktop.core.clock import Clock, SystemClock
from agence_desktop.core.roles import Actor

if TYPE_CHECKING:
    from agence_desktop.storage.locations import DatabaseLocation
    from agence_desktop.storage.work import Database


@dataclass(frozen=True, slots=True)
class OpenBase:
    """A base ready to work: who is signed in, how it is called on the screen, and what kind it is."""

    database: Database
    actor: Actor
    label: str
    shared: bool
    replay: bool
    demo: bool = False


def open_base(text: str, password: str = "", *, demo: bool = False) -> OpenBase:
    """Open an SQLite file or a ``postgresql://`` address.

    Raises InputError, UnreachableError, SchemaError, RightMissingError.
    """
    from agence_desktop.storage.locations import PostgresServer, parse_location

    location = parse_location(text)
    if isinstance(location, PostgresServer) and password:
        location = location.with_password(password)
    return _opened(location, demo=demo)


def create_base(path: Path) -> OpenBase:
    """Create a local base with its reference data; whoever runs the program administers it."""
    from agence_desktop.actions.bases import create_office
    from agence_desktop.storage.locations import parse_location

    path.parent.mkdir(parents=True, exist_ok=True)
    create_office(parse_location(str(path)))
    return open_base(str(path))


def demo_base(path: Path, progress: Callable[[float, float], None]) -> OpenBase:
    """Fictional data around today; made anew where the file is of another day or another version."""
    from agence_desktop.actions.bases import build_demo_file

    path.parent.mkdir(parents=True, exist_ok=True)
    build_demo_file(path, progress=progress)
    return open_base(str(path), demo=True)


def _opened(location: DatabaseLocation, *, demo: bool) -> OpenBase:
    from agence_desktop.directory.accounts import actor_of
    from agence_desktop.migrations import HEAD
    from agence_desktop.storage.engine import open_engine
    from agence_desktop.storage.locations import SqliteFile
    from agence_desktop.storage.schema import refuse_other_schema, schema_state
    from agence_desktop.storage.work import Database

    clock: Clock = SystemClock()
    opened = open_engine(location, clock=clock)
    database = Database(opened, clock)
    try:
        state = schema_state(database, HEAD)
        refuse_other_schema(state, opened.location, __version__)
        actor = database.read(actor_of)
    except BaseException:
        database.close()
        raise
    shared = not isinstance(location, SqliteFile)
    label = location.path.name if isinstance(location, SqliteFile) else location.shown
    return OpenBase(database, actor, texts.DEMO_LABEL if demo else label, shared, state.replay, demo)
