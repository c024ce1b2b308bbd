"""Fixtures for every room: databases of both kinds, a quiet screen, nothing left behind."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from support.account import move_account
from support.databases import KINDS, PostgresDatabases, SqliteFiles
from support.dialects import share_compiled_statements
from support.postgres import PostgresServer, PrivateServer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=2_000, deadline=None)
settings.load_profile("ci")
share_compiled_statements()

GUI_FIXTURES = {"qapp", "qtbot"}
PATIENCE_MS = 30_000
failed_key = pytest.StashKey[bool]()


def pytest_collection_finish() -> None:
    # Thousands of tests stay to the end: the collector need not look at them again each time.
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call":
        item.stash[failed_key] = report.failed
    return report


@pytest.fixture(scope="session", autouse=True)
def own_account_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Settings and data of the person who runs the tests are neither read nor written."""
    with pytest.MonkeyPatch.context() as patch:
        move_account(patch, tmp_path_factory.mktemp("account"))
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server of this test process, or the one that AGENCE_TEST_DATABASE_URL names."""
    if named := os.environ.get("AGENCE_TEST_DATABASE_URL"):
        yield PostgresServer(named)
        return
    server = PrivateServer()
    yield server
    server.close()


@pytest.fixture(scope="session")
def sqlite_files(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    return SqliteFiles(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_databases(postgres: PostgresServer) -> Iterator[PostgresDatabases]:
    databases = PostgresDatabases(postgres)
    yield databases
    databases.drop_templates()


@pytest.fixture
def sqlite_path(tmp_path: Path) -> Path:
    """Path of an SQLite file that does not exist yet."""
    return tmp_path / "agence.sqlite"


@pytest.fixture
def postgres_url(postgres_databases: PostgresDatabases) -> Iterator[str]:
    """Address of an empty PostgreSQL database."""
    url = postgres_databases.fresh()
    yield url
    postgres_databases.drop(url)


@pytest.fixture(params=[KINDS[0], pytest.param(KINDS[1], marks=pytest.mark.postgres)])
def databases(request: pytest.FixtureRequest) -> SqliteFiles | PostgresDatabases:
    """Where the databases of one kind come from; a test that asks for it runs on both kinds."""
    name = "sqlite_files" if request.param == KINDS[0] else "postgres_databases"
    found: SqliteFiles | PostgresDatabases = request.getfixturevalue(name)
    return found


@pytest.fixture
def database_url(databases: SqliteFiles | PostgresDatabases) -> Iterator[str]:
    """Address of an empty database; a test that asks for it runs on both kinds."""
    url = databases.fresh()
    yield url
    databases.drop(url)


@pytest.fixture
def qtbot(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QtBot:
    """Waits as long as the machine needs: what ends a wait is what it waits for."""
    monkeypatch.setattr(qtbot, "waitUntil", partial(qtbot.waitUntil, timeout=PATIENCE_MS))
    return qtbot


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a passing GUI test that leaves a window, a running thread or an active timer."""
    if GUI_FIXTURES.isdisjoint(request.fixturenames):
        yield
        return
    request.getfixturevalue("qapp")
    from support.leftovers import Leftovers

    leftovers = Leftovers(monkeypatch)
    yield
    found = leftovers.found()
    if found and not request.node.stash.get(failed_key, False):
        pytest.fail("left behind: " + ", ".join(found))
