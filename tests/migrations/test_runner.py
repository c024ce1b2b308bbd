"""Creating and upgrading a schema: whole or not at all, by one program at a time, guards in place."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from agence_desktop import __version__
from agence_desktop.core.errors import ExitCode, RefusedError, SchemaError, UnreachableError
from agence_desktop.migrations import HEAD, runner
from agence_desktop.migrations.parts import all_tables
from agence_desktop.migrations.runner import SCRIPTS, create, upgrade
from agence_desktop.storage.engine import WRITES, Opened
from agence_desktop.storage.guards import guard_findings, install_guards
from agence_desktop.storage.locations import SqliteFile
from agence_desktop.storage.schema import Standing, refuse_other_schema, schema_state
from agence_desktop.storage.work import Database
from support.storage import open_url, run_at_once
from support.structure import structure

NEXT = f"{int(HEAD) + 1:04d}"
SCRIPT = """
import sqlalchemy as sa
from alembic import op
revision = {revision!r}
down_revision = {before!r}
def upgrade():
    # SQLite makes the table again, as batch mode does for most changes.
    again = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("organisation", recreate=again) as batch:
        batch.add_column(sa.Column("motto", sa.String(100)))
    {more}
"""


@pytest.fixture
def empty(database_url: str) -> Iterator[Opened]:
    opened = open_url(database_url)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def made(empty: Opened) -> Opened:
    create(empty)
    return empty


def writing(opened: Opened) -> Any:
    return opened.engine.execution_options(**{WRITES: True}).begin()


def version_of(opened: Opened) -> str:
    with opened.engine.begin() as connection:
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def next_scripts(folder: Path, monkeypatch: pytest.MonkeyPatch, more: str = "") -> None:
    """Give the runner one more script than the program has."""
    (folder / "versions").mkdir()
    for script in (SCRIPTS / "versions").glob("0*.py"):
        (folder / "versions" / script.name).write_text(script.read_text("utf-8"), "utf-8")
    text_of_next = SCRIPT.format(revision=NEXT, before=HEAD, more=more)
    (folder / "versions" / f"{NEXT}_next.py").write_text(text_of_next, "utf-8")
    run = runner.run_scripts

    def run_these(connection: Connection, target: str) -> None:
        run(connection, target, folder)

    monkeypatch.setattr(runner, "run_scripts", run_these)
    monkeypatch.setattr(runner, "HEAD", NEXT)


def test_that_the_head_needs_no_alembic_to_be_known() -> None:
    assert ScriptDirectory(str(SCRIPTS)).get_current_head() == HEAD


def test_that_a_created_database_is_current_and_guarded(made: Opened) -> None:
    state = schema_state(Database(made), HEAD)
    assert (state.standing, state.current, state.program) == (Standing.SAME, HEAD, __version__)
    assert len(state.base_id) == 36
    assert not state.replay
    with made.engine.begin() as connection:
        assert guard_findings(connection) == []
    refuse_other_schema(state, made.location, __version__)


def test_that_a_database_for_replay_says_so(empty: Opened) -> None:
    create(empty, replay=True)
    assert schema_state(Database(empty), HEAD).replay


def test_that_an_empty_database_is_told_from_an_old_one(empty: Opened) -> None:
    state = schema_state(Database(empty), HEAD)
    assert state.standing is Standing.ABSENT
    with pytest.raises(SchemaError, match="base creer") as caught:
        upgrade(empty)
    assert (caught.value.code, caught.value.exit_code) == ("schema_absent", ExitCode.SCHEMA)


def test_that_creating_twice_is_refused(made: Opened) -> None:
    before = schema_state(Database(made), HEAD)
    with pytest.raises(RefusedError, match="déjà"):
        create(made)
    assert schema_state(Database(made), HEAD) == before


def test_that_the_scripts_make_what_the_models_say(made: Opened, databases: Any) -> None:
    url = databases.fresh()
    fresh = open_url(url)
    with writing(fresh) as connection:
        all_tables().create_all(connection)
        install_guards(connection)
        expected = structure(connection)
    with made.engine.begin() as connection:
        found = structure(connection)
    fresh.engine.dispose()
    databases.drop(url)
    assert sorted(found) == sorted(expected)
    assert {name: found[name] for name in found if found[name] != expected[name]} == {}


def test_that_an_upgrade_keeps_rows_and_guards(
    made: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing(made) as connection:
        connection.execute(text("UPDATE agence_meta SET value = 'kept' WHERE key = 'base_id'"))
    next_scripts(tmp_path, monkeypatch)
    done = upgrade(made)
    assert (done.before, done.after, version_of(made)) == (HEAD, NEXT, NEXT)
    with made.engine.begin() as connection:
        assert guard_findings(connection) == []
        connection.execute(text("SELECT motto FROM organisation"))
    assert schema_state(Database(made), NEXT).base_id == "kept"


def test_that_a_file_is_copied_before_its_upgrade(
    made: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_scripts(tmp_path, monkeypatch)
    copy = upgrade(made).copy
    if not isinstance(made.location, SqliteFile):
        assert copy is None
        return
    assert copy is not None
    with sqlite3.connect(copy) as old:
        assert old.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
    old.close()


def test_that_a_failed_upgrade_leaves_the_old_schema(
    made: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_scripts(tmp_path, monkeypatch, more="raise LookupError")
    with pytest.raises(LookupError):
        upgrade(made)
    assert version_of(made) == HEAD
    with made.engine.begin() as connection:
        assert guard_findings(connection) == []
        assert "motto" not in " ".join(structure(connection))


def test_that_batch_mode_deletes_no_children(
    made: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing(made) as connection:
        connection.execute(
            text(
                "INSERT INTO organisation (id, acronym, kind, name, sort_key, search_key)"
                " VALUES (1, 'A', 'organisme', 'A', 'a', 'a')"
            )
        )
        connection.execute(
            text("INSERT INTO organisation_name (organisation_id, since, name) VALUES (1, '2026-01-01', 'A')")
        )
    next_scripts(tmp_path, monkeypatch)
    upgrade(made)
    with made.engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM organisation_name")).scalar_one() == 1


def test_that_broken_links_undo_an_upgrade_of_a_file(
    tmp_path: Path, sqlite_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_url(f"sqlite:///{sqlite_path.as_posix()}")
    create(opened)
    row = "INSERT INTO organisation_name (organisation_id, since, name) VALUES (99, '2026-01-01', 'A')"
    orphan = f"op.execute({row!r})"
    next_scripts(tmp_path, monkeypatch, more=orphan)
    with pytest.raises(SchemaError, match="organisation_name") as caught:
        upgrade(opened)
    assert caught.value.code == "broken_links"
    assert version_of(opened) == HEAD
    opened.engine.dispose()


def test_that_an_upgrade_without_its_copy_is_not_made(
    tmp_path: Path, sqlite_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_url(f"sqlite:///{sqlite_path.as_posix()}")
    create(opened)
    next_scripts(tmp_path, monkeypatch)

    class NoSpace(sqlite3.Connection):
        def backup(self, *_: Any, **__: Any) -> None:
            raise sqlite3.OperationalError("database or disk is full")

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: connect(*a, **k, factory=NoSpace))
    with pytest.raises(UnreachableError, match="copie de sûreté"):
        upgrade(opened)
    assert version_of(opened) == HEAD
    assert list(sqlite_path.parent.glob("*.avant-*")) == []
    opened.engine.dispose()


def test_that_a_newer_database_names_the_version_it_asks_for(made: Opened) -> None:
    with writing(made) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(text("UPDATE agence_meta SET value = '7.1.0' WHERE key = 'program'"))
    with pytest.raises(SchemaError, match=r"7\.1\.0") as caught:
        upgrade(made)
    assert caught.value.code == "schema_newer"


def test_that_an_older_database_is_told_apart(made: Opened) -> None:
    state = schema_state(Database(made), "9999")
    assert state.standing is Standing.OLDER
    with pytest.raises(SchemaError, match="mettre-a-niveau") as caught:
        refuse_other_schema(state, made.location, __version__)
    assert caught.value.code == "schema_older"


def test_that_upgrading_a_current_database_mends_its_guards(made: Opened) -> None:
    with writing(made) as connection:
        on = " ON audit" if connection.dialect.name == "postgresql" else ""
        name = "audit_append_only" if on else "audit_no_update"
        connection.execute(text(f"DROP TRIGGER {name}{on}"))
    done = upgrade(made)
    assert (done.before, done.after, done.copy) == (HEAD, HEAD, None)
    with made.engine.begin() as connection:
        assert guard_findings(connection) == []


def create_or_find(url: str) -> None:
    """Create the schema unless another process was first."""
    opened = open_url(url)
    try:
        create(opened)
    except RefusedError:
        upgrade(opened)
    opened.engine.dispose()


def test_that_four_programs_at_once_make_one_schema(empty: Opened, database_url: str) -> None:
    with empty.engine.begin() as connection:
        connection.execute(text("SELECT 1"))
    assert run_at_once(create_or_find, [(database_url,)] * 4) == [0] * 4
    with empty.engine.begin() as connection:
        assert guard_findings(connection) == []
        assert (
            connection.execute(text("SELECT count(*) FROM agence_meta WHERE key = 'base_id'")).scalar() == 1
        )
