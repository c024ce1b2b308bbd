"""The place of a new base: a file that goes away when it could not be filled, or a database of a server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agence_desktop.core.clock import Clock
from agence_desktop.storage.engine import Opened, open_engine
from agence_desktop.storage.locations import DatabaseLocation, SqliteFile

SIDE_FILES = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps under the name of a base, and beside it."""


@contextmanager
def opened_target(location: DatabaseLocation, clock: Clock | None = None) -> Iterator[Opened]:
    """Open the place; a file that did not exist is made, and removed if the block fails."""
    makes = isinstance(location, SqliteFile) and not location.path.exists()
    opened = open_engine(location, clock=clock, create=makes)
    try:
        yield opened
    except BaseException:
        opened.engine.dispose()
        if makes and isinstance(location, SqliteFile):
            remove_base(location.path)
        raise
    opened.engine.dispose()


def remove_base(path: Path) -> None:
    """Remove a file and what SQLite keeps beside it."""
    for suffix in SIDE_FILES:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
