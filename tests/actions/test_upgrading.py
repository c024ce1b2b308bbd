"""A base of an older program: who may bring it up, a verified backup first, and what a failure leaves."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from agence_desktop.actions.saving import restore
from agence_desktop.actions.upgrading import upgradable, upgrade_base
from agence_desktop.cli.main import main
from agence_desktop.core.clock import SystemClock
from agence_desktop.core.errors import RightMissingError, SchemaError
from agence_desktop.migrations import HEAD
from agence_desktop.storage.backup.reading import Archive
from agence_desktop.storage.folders import backups_folder
from agence_desktop.storage.grants import OWNER
from agence_desktop.storage.locations import DatabaseLocation, SqliteFile, parse_location
from agence_desktop.storage.schema import schema_state
from agence_desktop.storage.work import Database
from cli.conftest import prepare_administered
from migrations.test_runner import NEXT
from support.account import move_account
from support.databases import PostgresDatabases, SqliteFiles
from support.older import newer_program
from support.prepared import DATABASE, PASSWORD, PreparedServer
from support.storage import open_url, run_at_once

OWNERS = "SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class WHERE relname IN ('organisation', 'motto')"


@pytest.fixture
def location(
    databases: SqliteFiles | PostgresDatabases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[DatabaseLocation]:
    """An office of this program, which the program of the test is about to find too old."""
    move_account(monkeypatch, tmp_path)
    url = databases.copy_of(prepare_administered)
    yield parse_location(url)
    databases.drop(url)


def schema_of(url: str) -> str | None:
    opened = open_url(url)
    with closing(Database(opened)) as database:
        return schema_state(database, HEAD).current


def address(location: DatabaseLocation) -> str:
    if isinstance(location, SqliteFile):
        return f"sqlite:///{location.path.as_posix()}"
    return location.url.render_as_string(hide_password=False)


def test_that_an_upgrade_begins_with_a_backup_that_restores_the_old_base(
    location: DatabaseLocation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows_of(location)
    with monkeypatch.context() as patch:
        newer_program(tmp_path, patch)
        assert upgradable(location).allowed
        told: list[tuple[int, int]] = []
        done = upgrade_base(location, lambda *step: told.append(step))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert (done.before, done.after) == (HEAD, NEXT)
    assert schema_of(address(location)) == NEXT
    assert done.copy is not None
    if isinstance(location, SqliteFile):
        assert rows_of(SqliteFile(done.copy)) == before
        return
    assert done.copy.parent == backups_folder()
    with Archive(done.copy) as archive:
        archive.verify()
        assert archive.manifest.schema == HEAD
    again = SqliteFile(tmp_path / "reprise.sqlite")
    restore(again, done.copy, SystemClock())
    assert rows_of(again) == before


def rows_of(location: DatabaseLocation) -> dict[str, int]:
    opened = open_url(address(location))
    with opened.engine.connect() as connection:
        found = {
            table: int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())
            for table in ("organisation", "space", "booking", "holiday")
        }
    opened.engine.dispose()
    return found


def test_that_a_failed_upgrade_leaves_the_old_schema_and_its_backup_and_says_so(
    location: DatabaseLocation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer_program(tmp_path, monkeypatch, more="raise LookupError")
    with pytest.raises(SchemaError) as failure:
        upgrade_base(location)
    assert failure.value.code == "upgrade_failed"
    assert "restée comme elle était" in failure.value.sentence
    assert schema_of(address(location)) == HEAD
    kept = failure.value.sentence.rpartition("«\u00a0")[2].partition("\u00a0»")[0]
    assert Path(kept).is_file()


def test_that_a_second_upgrade_finds_it_done(
    location: DatabaseLocation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer_program(tmp_path, monkeypatch)
    assert upgrade_base(location).copy is not None
    again = upgrade_base(location)
    assert (again.before, again.after, again.copy) == (NEXT, NEXT, None)


def test_that_only_an_administrator_is_offered_the_upgrade_of_a_file(
    sqlite_files: SqliteFiles,
) -> None:
    url = sqlite_files.copy_of(prepare_administered)
    location = parse_location(url)
    assert isinstance(location, SqliteFile)
    assert upgradable(location).allowed
    with closing(sqlite3.connect(location.path, isolation_level=None)) as raw:
        for name, value in (("agence_now", 0), ("agence_login", "essai"), ("agence_tx", 0)):
            raw.create_function(name, 0, lambda value=value: value)
        raw.execute("UPDATE account SET suspended = 1")
    assert not upgradable(location).allowed
    sqlite_files.drop(url)


@pytest.mark.postgres
def test_that_on_a_server_the_owner_and_its_members_alone_are_offered_the_upgrade(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move_account(monkeypatch, tmp_path)
    server = PreparedServer()
    try:
        offered = {login: upgradable(server.location(login)).allowed for login in (OWNER, "chef", "commis")}
        assert offered == {OWNER: True, "chef": False, "commis": False}
        newer_program(tmp_path, monkeypatch, more="op.create_table('motto', sa.Column('id', sa.Integer))")
        with pytest.raises(RightMissingError):
            upgrade_base(server.location("chef"))
        member = f"CREATE ROLE suppleant LOGIN PASSWORD '{PASSWORD}' IN ROLE {OWNER}"
        server.run(DATABASE, member)
        assert upgradable(server.location("suppleant")).allowed
        assert upgrade_base(server.location("suppleant")).after == NEXT
        with psycopg.connect(server.server.url(DATABASE)) as connection:
            found = connection.execute(OWNERS).fetchall()
        assert found == [(OWNER,)]
    finally:
        server.close()


def test_that_the_command_line_saves_a_server_as_well(
    location: DatabaseLocation,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    newer_program(tmp_path, monkeypatch)
    assert main(["--base", address(location), "base", "mettre-a-niveau"]) == 0
    assert "avant" in capsys.readouterr().out


def upgrade_as_newer(url: str, folder: str) -> None:
    """A process whose program is the next version."""
    with pytest.MonkeyPatch.context() as patch:
        move_account(patch, Path(folder))
        own = Path(folder) / str(os.getpid())
        own.mkdir(parents=True)
        newer_program(own, patch)
        upgrade_base(parse_location(url))


def test_that_of_four_upgrades_at_once_one_migrates_and_the_others_find_it_done(
    location: DatabaseLocation, tmp_path: Path
) -> None:
    url = address(location)
    assert run_at_once(upgrade_as_newer, [(url, str(tmp_path))] * 4) == [0] * 4
    assert schema_of(url) == NEXT
    folder = location.path.parent if isinstance(location, SqliteFile) else backups_folder()
    name = location.path.name if isinstance(location, SqliteFile) else ""
    assert len(list(folder.glob(f"{name}*avant-*"))) == 1
