"""Whatever is changed behind the program's back is found: tables, guards, rows, the trail itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from agence_desktop.migrations.parts import all_tables
from agence_desktop.storage.engine import WRITES
from agence_desktop.storage.findings import Finding
from agence_desktop.storage.verification import register_check, verify
from agence_desktop.storage.work import Database
from support.busy import open_busy, prepare_busy
from support.databases import PostgresDatabases, SqliteFiles
from support.tampering import tamper

all_tables()


@pytest.fixture
def busy(databases: SqliteFiles | PostgresDatabases) -> Iterator[Database]:
    url = databases.copy_of(prepare_busy)
    database = open_busy(url)
    yield database
    database.close()
    databases.drop(url)


def told(database: Database) -> list[tuple[str, str]]:
    found = list(verify(database))
    assert all(finding.sentence.endswith(".") for finding in found)
    return [(finding.code, finding.subject) for finding in found]


def change(database: Database, *statements: str) -> None:
    """Change the schema, as the owner of the base can."""
    with database.engine.execution_options(**{WRITES: True}).begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_that_a_sound_base_has_nothing_to_tell(busy: Database) -> None:
    assert told(busy) == []


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("UPDATE person SET email = 'autre@exemple.quebec' WHERE id = 1", ("row_changed", "person 1")),
        ("UPDATE booking SET participants = 9 WHERE id = 2", ("row_changed", "booking 2")),
        ("UPDATE booking SET note = 'x' WHERE id = 3", ("row_changed", "booking 3")),
        ("UPDATE rate SET hour = hour + 1", ("row_changed", "rate 1")),
        ("UPDATE rate SET since = '2026-01-01'", ("row_changed", "rate 1")),
        ("UPDATE space SET shareable = false WHERE id = 4", ("row_changed", "space 4")),
        ("UPDATE municipality SET latitude = 46.82 WHERE id = 1", ("row_changed", "municipality 1")),
        ("UPDATE booking SET series_start = series_end WHERE id = 2", ("row_changed", "booking 2")),
        ("UPDATE occurrence SET requested_at = starts WHERE id = 7", ("row_changed", "occurrence 7")),
        ("UPDATE host_terms SET whole_days = false", ("row_changed", "host_terms 1")),
        ("UPDATE agence_meta SET value = 'yes' WHERE key = 'replay'", ("row_changed", "agence_meta replay")),
        ("DELETE FROM space_layout", ("row_missing", "space_layout 4/u")),
        ("DELETE FROM rate", ("row_missing", "rate 1")),
        (
            "INSERT INTO account_grant (id, account_id, role) VALUES (1, 1, 'administrator')",
            ("row_unrecorded", "account_grant 1"),
        ),
    ],
)
def test_that_a_row_changed_behind_the_program_is_found(
    busy: Database, statement: str, finding: tuple[str, str]
) -> None:
    tamper(busy, statement)
    assert finding in told(busy)


def test_that_a_trail_written_over_is_found(busy: Database) -> None:
    broken = "'{'" if busy.engine.dialect.name == "sqlite" else "'3'"
    tamper(busy, f"UPDATE audit SET after = {broken} WHERE table_name = 'rate'")
    assert ("row_unrecorded", "rate 1") in told(busy)


def test_that_a_row_removed_from_the_trail_is_found(busy: Database) -> None:
    tamper(busy, "DELETE FROM audit WHERE table_name = 'rate'")
    assert ("row_unrecorded", "rate 1") in told(busy)


def test_that_a_column_the_trail_did_not_know_is_not_compared(busy: Database) -> None:
    rest = "json_remove(after, '$.hour')" if busy.engine.dialect.name == "sqlite" else "after - 'hour'"
    tamper(busy, f"UPDATE audit SET after = {rest} WHERE table_name = 'rate'")
    assert told(busy) == []


def test_that_a_guard_put_off_is_found_once(busy: Database) -> None:
    if busy.engine.dialect.name == "sqlite":
        change(busy, "DROP TRIGGER audit_rate_update")
        assert told(busy) == [("guard_absent", "audit_rate_update")]
    else:
        change(busy, "ALTER TABLE rate DISABLE TRIGGER audit_rate")
        assert told(busy) == [("guard_disabled", "audit_rate")]


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("ALTER TABLE rate ADD COLUMN extra INTEGER", ("structure_unknown", "column rate.extra")),
        ("CREATE INDEX more ON rate (since)", ("structure_unknown", "index rate.more")),
        ("DROP INDEX ix_rate_site_id", ("structure_absent", "index rate.ix_rate_site_id")),
        ("DROP TABLE space_equipment", ("structure_absent", "table space_equipment")),
    ],
)
def test_that_tables_changed_by_hand_are_found(
    busy: Database, statement: str, finding: tuple[str, str]
) -> None:
    change(busy, statement)
    assert finding in told(busy)


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("statements", "finding"),
    [
        (
            ("ALTER TABLE equipment DROP CONSTRAINT ck_equipment_quantity",),
            ("structure_absent", "constraint equipment.ck_equipment_quantity"),
        ),
        (
            (
                "ALTER TABLE equipment DROP CONSTRAINT ck_equipment_quantity",
                "ALTER TABLE equipment ADD CONSTRAINT ck_equipment_quantity CHECK (quantity >= -1)",
            ),
            ("structure_altered", "constraint equipment.ck_equipment_quantity"),
        ),
        (
            ("ALTER TABLE rate ALTER COLUMN since DROP NOT NULL",),
            ("structure_altered", "column rate.since"),
        ),
        (
            ("CREATE RULE deaf AS ON UPDATE TO rate DO INSTEAD NOTHING",),
            ("structure_unknown", "rule rate.deaf"),
        ),
        (
            ("ALTER TABLE space_hold DROP CONSTRAINT ex_space_hold_taken",),
            ("guard_absent", "ex_space_hold_taken"),
        ),
    ],
)
def test_that_what_a_server_enforces_no_more_is_found(
    postgres_databases: PostgresDatabases, statements: tuple[str, ...], finding: tuple[str, str]
) -> None:
    url = postgres_databases.copy_of(prepare_busy)
    database = open_busy(url)
    change(database, *statements)
    assert finding in told(database)
    database.close()
    postgres_databases.drop(url)


def test_that_a_weaker_table_of_a_file_is_found(sqlite_files: SqliteFiles) -> None:
    url = sqlite_files.copy_of(prepare_busy)
    database = open_busy(url)
    change(
        database,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, 'quantity >= 0', 'quantity >= -9')"
        " WHERE name = 'equipment'",
        "PRAGMA writable_schema = OFF",
    )
    assert ("structure_altered", "constraint equipment.ck_equipment_quantity") in told(database)
    database.close()
    sqlite_files.drop(url)


def test_that_a_damaged_file_is_told_and_not_asked_for_more(
    sqlite_files: SqliteFiles,
) -> None:
    url = sqlite_files.copy_of(prepare_busy)
    database = open_busy(url)
    path = Path(url.removeprefix("sqlite:///"))
    with database.engine.begin() as connection:
        size = connection.execute(text("PRAGMA page_size")).scalar_one()
        page = connection.execute(
            text("SELECT rootpage FROM sqlite_master WHERE name = 'audit'")
        ).scalar_one()
    database.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size + 2)
        file.write(b"\xff" * 200)
    again = open_busy(url)
    assert {code for code, _ in told(again)} == {"damaged"}
    again.close()
    sqlite_files.drop(url)


def test_that_a_slice_adds_its_own_check(busy: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agence_desktop.storage.verification._CHECKS", [])

    @register_check
    def late(_session: object) -> list[Finding]:
        return [Finding("late", "x", "Trop tard.")]

    assert told(busy) == [("late", "x")]
