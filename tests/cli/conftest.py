"""The command line at work on a furnished office of each kind, by a login that may administer it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from agence_desktop.cli.main import main
from agence_desktop.core.roles import Role
from agence_desktop.directory.model import Account, AccountGrant
from agence_desktop.storage.context import current_login
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.schema import REPLAY, write_meta
from agence_desktop.storage.work import Database
from support.databases import PostgresDatabases, SqliteFiles
from support.exchange import prepare_with_lists


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run said and gave."""

    code: int
    out: str
    err: str

    @property
    def results(self) -> list[dict[str, Any]]:
        """The lines of JSON."""
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def sqlite_files(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    """Every command of this room works on bases whose path has accents and spaces."""
    return SqliteFiles(tmp_path_factory.mktemp("Bases d’Éloïse Côté"))


@pytest.fixture
def tmp_path(tmp_path: Path) -> Path:
    """And with files whose path has them."""
    folder = tmp_path / "Dossier d’Éloïse Côté"
    folder.mkdir()
    return folder


def prepare_administered(url: str) -> None:
    """The office with the shipped lists, replayed, where this login holds every role."""
    prepare_with_lists(url)
    database = Database(open_engine(parse_location(url)))
    database.write(_admit)
    database.close()


def _admit(session: Session) -> None:
    added = insert(Account).values(login=current_login(session)).returning(Account.id)
    account = session.execute(added).scalar_one()
    session.execute(insert(AccountGrant), [{"account_id": account, "role": str(role)} for role in Role])
    write_meta(session.connection(), REPLAY, "yes")


@pytest.fixture
def base(databases: SqliteFiles | PostgresDatabases) -> Iterator[str]:
    """Address of an administered office; a test that asks for it runs on both kinds."""
    url = databases.copy_of(prepare_administered)
    yield url
    databases.drop(url)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run agence-admin with these arguments."""

    def run_it(*arguments: object) -> Ran:
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return run_it
