"""Guards are put in place, found again, and missed when somebody tampers with them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from agence_desktop.storage.engine import WRITES, Opened
from agence_desktop.storage.guards import (
    Guard,
    GuardKind,
    drop_guards,
    guard_findings,
    install_guards,
    postgresql_guards,
    register,
    registered_guards,
)
from support.storage import make_tables, open_url, trial_guards


@pytest.fixture
def connection(opened: Opened) -> Iterator[Connection]:
    with opened.engine.execution_options(**{WRITES: True}).begin() as connection:
        yield connection


def guards_of(connection: Connection) -> list[Guard]:
    return trial_guards(connection.dialect.name)


def codes(connection: Connection) -> list[tuple[str, str]]:
    return [(found.code, found.subject) for found in guard_findings(connection, guards_of(connection))]


def test_that_installed_guards_are_found_in_order(connection: Connection) -> None:
    assert codes(connection) == []


def test_that_installing_again_changes_nothing(connection: Connection) -> None:
    install_guards(connection, guards_of(connection))
    install_guards(connection, guards_of(connection))
    assert codes(connection) == []


def test_that_an_absent_trigger_is_missed_and_put_back(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        name, drop = "audit_trial_update", "DROP TRIGGER audit_trial_update"
    else:
        name, drop = "audit_trial", "DROP TRIGGER audit_trial ON trial"
    connection.execute(text(drop))
    assert codes(connection) == [("guard_absent", name)]
    install_guards(connection, guards_of(connection))
    assert codes(connection) == []


def test_that_an_altered_guard_is_told(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(text("DROP TRIGGER audit_trial_delete"))
        connection.execute(
            text("CREATE TRIGGER audit_trial_delete AFTER DELETE ON trial BEGIN SELECT 1; END")
        )
        assert codes(connection) == [("guard_altered", "audit_trial_delete")]
    else:
        connection.exec_driver_sql(
            "CREATE OR REPLACE FUNCTION agence_audit() RETURNS trigger LANGUAGE plpgsql"
            " AS $$ BEGIN RETURN NULL; END $$"
        )
        assert codes(connection) == [("guard_altered", "agence_audit")]


def test_that_a_trigger_of_nobody_is_told(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(text("CREATE TRIGGER stranger AFTER INSERT ON trial BEGIN SELECT 1; END"))
    else:
        connection.execute(
            text(
                "CREATE TRIGGER stranger AFTER INSERT ON trial FOR EACH ROW"
                " EXECUTE FUNCTION agence_audit('id')"
            )
        )
    assert codes(connection) == [("guard_unknown", "stranger")]


def test_that_a_guard_the_program_no_longer_has_goes_away(connection: Connection) -> None:
    fewer = [
        guard for guard in guards_of(connection) if "no_" not in guard.name and "notify" not in guard.name
    ]
    install_guards(connection, fewer)
    assert guard_findings(connection, fewer) == []
    assert {code for code, _ in codes(connection)} == {"guard_absent"}


def test_that_all_guards_can_be_dropped_to_restore_rows(connection: Connection) -> None:
    drop_guards(connection)
    assert {code for code, _ in codes(connection)} == {"guard_absent"}
    assert len(codes(connection)) == len(guards_of(connection))


def test_that_a_name_used_twice_is_a_mistake() -> None:
    @register
    def twice() -> Iterator[Guard]:
        yield Guard("same", "nowhere", GuardKind.TRIGGER, "CREATE TRIGGER same")
        yield Guard("same", "nowhere", GuardKind.TRIGGER, "CREATE TRIGGER same")

    with pytest.raises(ValueError, match="same"):
        registered_guards("nowhere")


EXCLUSION = {
    "ex_hold": ("hold", "ALTER TABLE hold ADD CONSTRAINT ex_hold EXCLUDE USING gist (span WITH &&)"),
}


@pytest.fixture
def server(postgres_url: str) -> Iterator[Connection]:
    opened = open_url(postgres_url)
    make_tables(opened)
    with opened.engine.execution_options(**{WRITES: True}).begin() as connection:
        connection.execute(text("CREATE TABLE hold (span tstzrange)"))
        yield connection
    opened.engine.dispose()


def index_of(connection: Connection) -> int:
    return int(connection.execute(text("SELECT 'ex_hold'::regclass::oid")).scalar_one())


@pytest.mark.postgres
def test_that_a_standing_exclusion_is_not_built_again(server: Connection) -> None:
    guards = list(postgresql_guards({}, {}, EXCLUSION))
    install_guards(server, guards)
    first = index_of(server)
    install_guards(server, guards)
    assert index_of(server) == first
    assert guard_findings(server, guards) == []


@pytest.mark.postgres
def test_that_an_altered_exclusion_is_told_and_built_again(server: Connection) -> None:
    guards = list(postgresql_guards({}, {}, EXCLUSION))
    install_guards(server, guards)
    server.execute(text("ALTER TABLE hold DROP CONSTRAINT ex_hold"))
    server.execute(
        text(
            "ALTER TABLE hold ADD CONSTRAINT ex_hold"
            " EXCLUDE USING gist (span WITH &&) WHERE (upper_inf(span))"
        )
    )
    assert [found.code for found in guard_findings(server, guards)] == ["guard_altered"]
    install_guards(server, guards)
    assert guard_findings(server, guards) == []
    row = text("INSERT INTO hold VALUES (tstzrange('2026-12-01', '2026-12-02'))")
    server.execute(row)
    with pytest.raises(DBAPIError, match="ex_hold"), server.begin_nested():
        server.execute(row)


@pytest.mark.postgres
def test_that_a_switched_off_trigger_is_told(server: Connection) -> None:
    server.execute(text("ALTER TABLE trial DISABLE TRIGGER audit_trial"))
    assert codes(server) == [("guard_disabled", "audit_trial")]


@pytest.mark.postgres
def test_that_the_guards_of_another_version_are_told(server: Connection) -> None:
    guards = [
        Guard(guard.name, guard.dialect, guard.kind, guard.statement + " ", guard.table)
        for guard in guards_of(server)
    ]
    assert {found.code for found in guard_findings(server, guards)} == {"guard_outdated"}
