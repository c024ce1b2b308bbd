"""An archive of an older schema is restored into that schema, then brought to the program's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from agence_desktop import __version__
from agence_desktop.migrations import HEAD, runner
from agence_desktop.migrations.runner import refill
from agence_desktop.storage.backup.loading import load_archive
from agence_desktop.storage.backup.reading import Archive
from agence_desktop.storage.backup.writing import write_archive
from agence_desktop.storage.engine import Opened
from agence_desktop.storage.guards import guard_findings
from agence_desktop.storage.schema import schema_state
from agence_desktop.storage.work import Database
from support.busy import open_busy, prepare_busy
from support.databases import PostgresDatabases, SqliteFiles
from support.storage import open_url

from .test_runner import NEXT, next_scripts


@pytest.fixture
def archive_path(sqlite_files: SqliteFiles, tmp_path: Path) -> Path:
    """An archive made by the program before its next schema."""
    url = sqlite_files.copy_of(prepare_busy)
    database = open_busy(url)
    path = tmp_path / "ancienne.agence"
    write_archive(database, path, HEAD, __version__)
    database.close()
    sqlite_files.drop(url)
    return path


@pytest.fixture
def target(databases: SqliteFiles | PostgresDatabases) -> Iterator[Opened]:
    url = databases.fresh()
    opened = open_url(url)
    yield opened
    opened.engine.dispose()
    databases.drop(url)


@pytest.mark.parametrize("made_before", [False, True])
def test_that_an_older_archive_is_restored_then_upgraded(
    archive_path: Path, target: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made_before: bool
) -> None:
    (tmp_path / "scripts").mkdir()
    next_scripts(tmp_path / "scripts", monkeypatch)
    if made_before:
        runner.create(target)
    with Archive(archive_path) as archive:
        refill(target, archive.manifest.schema, lambda one: load_archive(one, archive), lambda _: None)
        base_id = archive.manifest.base_id
    assert schema_state(Database(target), NEXT).current == NEXT
    assert schema_state(Database(target), NEXT).base_id == base_id
    with target.engine.connect() as connection:
        assert guard_findings(connection) == []
        assert connection.execute(text("SELECT count(*) FROM organisation WHERE motto IS NULL")).scalar() == 3
        assert connection.execute(text("SELECT count(*) FROM space_hold")).scalar() == 8
