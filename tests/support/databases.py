"""Fresh databases of both kinds for the tests, empty or copied from a template that is prepared once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from support.postgres import PostgresServer

KINDS = ("sqlite", "postgres")
Prepare = Callable[[str], None]


def sqlite_url(path: Path) -> str:
    """Address of the SQLite file ``path``."""
    return f"sqlite:///{path.as_posix()}"


class SqliteFiles:
    """SQLite databases in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._templates: dict[Prepare, Path] = {}
        self._made = 0

    def fresh(self) -> str:
        """Address of a file that does not exist yet."""
        return sqlite_url(self._new_path())

    def copy_of(self, prepare: Prepare) -> str:
        """Address of a copy of the database that ``prepare`` makes, given its address, when first asked.

        ``prepare`` closes all its connections: a copy is made of the file alone.
        """
        if prepare not in self._templates:
            template = self._new_path()
            prepare(sqlite_url(template))
            self._templates[prepare] = template
        path = self._new_path()
        shutil.copyfile(self._templates[prepare], path)
        return sqlite_url(path)

    def drop(self, url: str) -> None:
        """Remove the file of ``url`` and what SQLite keeps beside it."""
        path = Path(url.removeprefix("sqlite:///"))
        for suffix in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)

    def _new_path(self) -> Path:
        self._made += 1
        return self._folder / f"base-{self._made}.sqlite"


class PostgresDatabases:
    """Databases on one server; the same methods as ``SqliteFiles``."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._templates: dict[Prepare, str] = {}

    def fresh(self) -> str:
        """Address of an empty database."""
        return self._server.url(self._server.create_database())

    def copy_of(self, prepare: Prepare) -> str:
        """Address of a copy of the database that ``prepare`` makes, given its address, when first asked.

        ``prepare`` closes all its connections: a database in use cannot be copied.
        """
        if prepare not in self._templates:
            template = self._server.create_database()
            prepare(self._server.url(template))
            self._templates[prepare] = template
        return self._server.url(self._server.create_database(self._templates[prepare]))

    def drop(self, url: str) -> None:
        """Drop the database of ``url`` even while connections are open to it."""
        self._server.drop_database(url.rpartition("/")[2])

    def drop_templates(self) -> None:
        """Leave nothing behind on a server that outlives the tests."""
        for template in self._templates.values():
            self._server.drop_database(template)
