"""Opening databases: transaction modes, consultation, and what cannot be opened."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from agence_desktop.core.clock import FixedClock
from agence_desktop.core.errors import RefusedError, UnreachableError
from agence_desktop.storage.engine import WRITES, Opened, count_statements, open_engine
from agence_desktop.storage.locations import SqliteFile, parse_location
from agence_desktop.storage.work import Database
from support.postgres import PostgresServer
from support.storage import open_url, run_at_once


@pytest.fixture
def file(sqlite_path: Path) -> SqliteFile:
    """A small database at rest."""
    opened = open_engine(SqliteFile(sqlite_path), create=True)
    with opened.engine.execution_options(**{WRITES: True}).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE trial (id INTEGER PRIMARY KEY)")
    opened.engine.dispose()
    return SqliteFile(sqlite_path)


def test_that_a_transaction_cannot_write_unless_asked_to(opened: Opened) -> None:
    with pytest.raises(DBAPIError), opened.engine.begin() as connection:
        connection.execute(text("INSERT INTO trial (amount) VALUES (1)"))
    with opened.engine.execution_options(**{WRITES: True}).begin() as connection:
        connection.execute(text("INSERT INTO trial (amount) VALUES (1)"))
    with pytest.raises(DBAPIError), opened.engine.begin() as connection:
        connection.execute(text("DELETE FROM trial"))


def test_that_a_reader_sees_one_snapshot(opened: Opened) -> None:
    with opened.engine.begin() as reader:
        assert reader.execute(text("SELECT count(*) FROM trial")).scalar_one() == 0
        with opened.engine.execution_options(**{WRITES: True}).begin() as writer:
            writer.execute(text("INSERT INTO trial (amount) VALUES (1)"))
        assert reader.execute(text("SELECT count(*) FROM trial")).scalar_one() == 0


def test_that_a_writer_on_sqlite_takes_its_lock_at_once(file: SqliteFile) -> None:
    opened = open_engine(file)
    other = sqlite3.connect(file.path, isolation_level=None, timeout=0)
    with opened.engine.execution_options(**{WRITES: True}).begin():
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.execute("SELECT count(*) FROM trial").fetchone()
    other.close()
    opened.engine.dispose()


def test_that_sqlite_is_durable_and_keeps_its_links(file: SqliteFile) -> None:
    opened = open_engine(file)
    with opened.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    opened.engine.dispose()


def test_that_foreign_keys_are_off_for_one_transaction_only(file: SqliteFile) -> None:
    opened = open_engine(file)
    loose = opened.engine.execution_options(**{WRITES: True, "keep_foreign_keys": False})
    for engine, expected in ((loose, 0), (opened.engine, 1), (loose, 0)):
        with engine.begin() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == expected
    opened.engine.dispose()


def test_that_triggers_can_ask_who_and_when(file: SqliteFile) -> None:
    moment = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)
    opened = open_engine(file, clock=FixedClock(moment), login=lambda: "jtremblay")
    with opened.engine.begin() as connection:
        row = connection.exec_driver_sql("SELECT agence_login(), agence_now()").one()
    assert row == ("jtremblay", int(moment.timestamp()))
    opened.engine.dispose()


def test_that_each_writing_transaction_has_its_own_mark(file: SqliteFile) -> None:
    opened = open_engine(file)
    marks = set()
    for _ in range(3):
        with opened.engine.execution_options(**{WRITES: True}).begin() as connection:
            first, second = (connection.exec_driver_sql("SELECT agence_tx()").scalar_one() for _ in range(2))
            assert first == second
            marks.add(first)
    assert len(marks) == 3
    opened.engine.dispose()


def test_that_a_missing_file_is_never_made_silently(sqlite_path: Path) -> None:
    with pytest.raises(UnreachableError, match="base creer") as caught:
        open_engine(SqliteFile(sqlite_path))
    assert caught.value.code == "missing_file"
    assert not sqlite_path.exists()


def test_that_creating_does_not_take_an_existing_file(file: SqliteFile) -> None:
    with pytest.raises(RefusedError, match="existe déjà"):
        open_engine(file, create=True)


def test_that_creating_in_an_absent_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreachableError, match="dossier"):
        open_engine(SqliteFile(tmp_path / "absent" / "base.agence"), create=True)


def test_that_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(UnreachableError, match="pas un fichier"):
        open_engine(SqliteFile(tmp_path))


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough to be one " * 20, b"SQLite format 3\0oh"]
)
def test_that_a_damaged_file_is_told_and_left_as_it_is(sqlite_path: Path, content: bytes) -> None:
    sqlite_path.write_bytes(content)
    with pytest.raises(UnreachableError, match="endommagé") as caught:
        open_engine(SqliteFile(sqlite_path))
    assert caught.value.code == "damaged"
    assert sqlite_path.read_bytes() == content
    assert list(sqlite_path.parent.iterdir()) == [sqlite_path]


def test_that_a_network_drive_is_refused_before_anything_is_written(sqlite_path: Path) -> None:
    with pytest.raises(UnreachableError, match="lecteur réseau"):
        open_engine(SqliteFile(sqlite_path), create=True, drive_probe=lambda _path: "cifs")
    assert not sqlite_path.exists()


def test_that_what_cannot_be_written_is_opened_in_consultation(file: SqliteFile) -> None:
    before = file.path.read_bytes()
    opened = open_engine(file, writable=lambda _path: False)
    assert opened.read_only
    with opened.engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM trial")).scalar_one() == 0
    with (
        pytest.raises(UnreachableError, match="consultation") as caught,
        opened.engine.execution_options(**{WRITES: True}).begin(),
    ):
        pass
    assert caught.value.code == "read_only"
    opened.engine.dispose()
    assert file.path.read_bytes() == before


def consult_as_nobody(path: str) -> None:
    """Read a database in a folder where this process may write nothing."""
    if os.geteuid() == 0:
        os.setuid(65534)
    opened = open_engine(SqliteFile(Path(path)))
    assert opened.read_only
    with opened.engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM trial")).scalar_one() == 0
    opened.engine.dispose()


@pytest.mark.skipif(sys.platform == "win32", reason="rights of folders")
def test_that_a_folder_without_write_access_is_consulted(file: SqliteFile) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy = shutil.copy(file.path, folder)
        Path(copy).chmod(0o444)
        folder.chmod(0o555)
        assert run_at_once(consult_as_nobody, [(copy,)]) == [0]
        assert [path.name for path in folder.iterdir()] == [file.path.name]
        folder.chmod(0o755)


def test_that_a_server_that_accepts_and_says_nothing_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        port = mute.getsockname()[1]
        started = time.monotonic()
        with pytest.raises(UnreachableError, match="ne répond pas"):
            open_url(f"postgresql://moi@127.0.0.1:{port}/agence?connect_timeout=2&sslmode=disable")
        assert time.monotonic() - started < 10


def test_that_statements_are_counted_without_transaction_control(opened: Opened) -> None:
    with count_statements(opened.engine) as statements, opened.engine.begin() as connection:
        connection.execute(text("SELECT 1"))
        connection.execute(text("SELECT 2"))
    assert statements == ["SELECT 1", "SELECT 2"]


@pytest.mark.postgres
def test_that_the_server_speaks_utc_and_knows_who_calls(postgres_url: str) -> None:
    opened = open_url(postgres_url)
    with opened.engine.connect() as connection:
        assert connection.exec_driver_sql("SHOW timezone").scalar_one() == "UTC"
        assert connection.exec_driver_sql("SHOW application_name").scalar_one() == "agence-desktop"
        assert connection.exec_driver_sql("SHOW idle_in_transaction_session_timeout").scalar_one() == "1min"
    opened.engine.dispose()


@pytest.mark.postgres
def test_that_options_of_the_address_are_kept(postgres_url: str) -> None:
    opened = open_url(f"{postgres_url}?options=-c%20work_mem%3D8MB&application_name=autre")
    with opened.engine.connect() as connection:
        assert connection.exec_driver_sql("SHOW work_mem").scalar_one() == "8MB"
        assert connection.exec_driver_sql("SHOW timezone").scalar_one() == "UTC"
        assert connection.exec_driver_sql("SHOW application_name").scalar_one() == "autre"
    opened.engine.dispose()


@pytest.mark.postgres
def test_that_a_wrong_password_is_told_plainly(postgres_url: str) -> None:
    location = parse_location(postgres_url)
    assert not isinstance(location, SqliteFile)
    with pytest.raises(UnreachableError, match="mot de passe") as caught:
        open_engine(location.with_password("mauvais"))
    assert caught.value.code == "wrong_password"
    assert "mauvais" not in caught.value.sentence


@pytest.mark.postgres
def test_that_an_unknown_database_is_told_plainly(postgres: PostgresServer) -> None:
    with pytest.raises(UnreachableError, match="nulle_part") as caught:
        open_url(postgres.url("nulle_part"))
    assert caught.value.code == "unknown_database"


def test_that_a_server_that_does_not_answer_is_told_plainly() -> None:
    with pytest.raises(UnreachableError, match="ne répond pas") as caught:
        open_url("postgresql://moi:secret@127.0.0.1:1/agence")
    assert caught.value.code == "unreachable"
    assert "secret" not in str(caught.value)


def test_that_an_unknown_server_is_named() -> None:
    with pytest.raises(UnreachableError, match=r"serveur\.invalid") as caught:
        open_url("postgresql://moi@serveur.invalid/agence?connect_timeout=3")
    assert caught.value.code == "unknown_host"


@pytest.mark.postgres
@pytest.mark.parametrize("value", ["9" * 30, "un", "a\x00b"])
def test_that_a_value_that_a_column_does_not_take_is_refused_in_plain_words(
    postgres_url: str, value: str
) -> None:
    database = Database(open_url(postgres_url))
    question = text("SELECT CAST(CAST(:value AS text) AS integer)")
    with pytest.raises(RefusedError, match="n’est pas permise") as caught:
        database.read(lambda session: session.execute(question, {"value": value}))
    database.close()
    assert caught.value.code == "invalid"
