"""Damage and broken links are told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agence_desktop.storage.context import server_now
from agence_desktop.storage.engine import KEEP_FOREIGN_KEYS, WRITES
from agence_desktop.storage.integrity import check_structure
from agence_desktop.storage.logins import system_login
from agence_desktop.storage.work import Database
from support.storage import make_tables, open_url

ENGLISH = ("missing", "Tree", "cell", "returns", "malformed", "never")


def test_that_a_sound_database_has_no_findings(database: Database) -> None:
    assert database.read(check_structure) == []


def test_that_broken_links_are_told_by_table(sqlite_path: Path) -> None:
    opened = open_url(f"sqlite:///{sqlite_path.as_posix()}")
    make_tables(opened)
    loose = opened.engine.execution_options(**{WRITES: True, KEEP_FOREIGN_KEYS: False})
    with loose.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE child (trial_id INTEGER REFERENCES trial (id))")
        connection.exec_driver_sql("INSERT INTO child VALUES (99)")
    (found,) = Database(opened).read(check_structure)
    assert (found.code, found.subject) == ("broken_link", "child")
    opened.engine.dispose()


def test_that_damaged_pages_are_told(sqlite_path: Path) -> None:
    opened = open_url(f"sqlite:///{sqlite_path.as_posix()}")
    make_tables(opened)
    with opened.engine.execution_options(**{WRITES: True}).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE big (id INTEGER PRIMARY KEY, word TEXT)")
        connection.exec_driver_sql("CREATE INDEX ix_big ON big (word)")
        connection.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
            " INSERT INTO big SELECT i, hex(randomblob(40)) FROM n"
        )
    opened.engine.dispose()
    content = bytearray(sqlite_path.read_bytes())
    content[-4096 * 3 :] = bytes(4096 * 3)
    sqlite_path.write_bytes(content)
    damaged = open_url(f"sqlite:///{sqlite_path.as_posix()}")
    found = Database(damaged).read(check_structure)
    assert {finding.code for finding in found} == {"damaged"}
    sentences = [finding.sentence for finding in found]
    assert len(set(sentences)) == len(sentences)
    assert all(
        sentence.startswith("La structure du fichier est endommagée\u00a0: ") for sentence in sentences
    )
    assert not [sentence for sentence in sentences if any(word in sentence for word in ENGLISH)]
    damaged.engine.dispose()


def test_that_an_index_that_lies_is_named_in_french(sqlite_path: Path) -> None:
    opened = open_url(f"sqlite:///{sqlite_path.as_posix()}")
    make_tables(opened)
    with opened.engine.execution_options(**{WRITES: True}).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE big (id INTEGER PRIMARY KEY, word TEXT)")
        connection.exec_driver_sql("CREATE INDEX ix_big ON big (word)")
        connection.exec_driver_sql("INSERT INTO big VALUES (1, 'a'), (2, 'b')")
        connection.exec_driver_sql("PRAGMA writable_schema = ON")
        connection.exec_driver_sql(
            "UPDATE sqlite_master SET sql = 'CREATE INDEX ix_big ON big (id)' WHERE name = 'ix_big'"
        )
    opened.engine.dispose()
    damaged = open_url(f"sqlite:///{sqlite_path.as_posix()}")
    (found,) = Database(damaged).read(check_structure)
    assert found.sentence.endswith("il manque des lignes à l’index «\u00a0ix_big\u00a0».")
    damaged.engine.dispose()


def test_that_the_database_tells_the_time(database: Database) -> None:
    assert abs(database.read(server_now) - datetime.now(UTC)) < timedelta(minutes=1)


def test_that_the_login_does_not_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "quelquun")
    assert system_login() != "quelquun"
