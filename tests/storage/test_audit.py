"""Every change leaves a trail that tells who, when, before and after, and shows when it was tampered with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from agence_desktop.core.clock import FixedClock
from agence_desktop.core.errors import RefusedError, RightMissingError
from agence_desktop.storage.audit import AuditRow, record_event
from agence_desktop.storage.context import current_login, server_now
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.findings import Finding
from agence_desktop.storage.locations import PostgresServer, SqliteFile, parse_location
from agence_desktop.storage.seals import AuditSeal, last_seal, seal_days, verify_audit
from agence_desktop.storage.work import Database
from support.storage import TRIAL, make_tables, open_url, trial_guards

Row = dict[str, Any]


def trail(database: Database) -> list[Any]:
    columns = AuditRow.__table__.c
    return database.read(lambda session: list(session.execute(select(*columns).order_by(columns.id))))


def add(session: Session, label: str = "avant") -> None:
    session.execute(insert(TRIAL).values(id=1, label=label, amount=3))


def test_that_every_change_is_written_with_before_and_after(database: Database) -> None:
    database.write(add)
    database.write(lambda session: session.execute(update(TRIAL).values(label="après")))
    database.write(lambda session: session.execute(delete(TRIAL)))
    rows = trail(database)
    first: Row = {"id": 1, "label": "avant", "amount": 3}
    second = first | {"label": "après"}
    told = [(row.action, row.before, row.after) for row in rows]
    assert told == [("insert", None, first), ("update", first, second), ("delete", second, None)]
    assert {(row.table_name, row.row_id) for row in rows} == {("trial", "1")}


def test_that_the_trail_names_the_login_and_the_moment(database: Database) -> None:
    database.write(add)
    (row,) = trail(database)
    assert row.login == database.read(current_login)
    assert abs(row.at - datetime.now(UTC)) < timedelta(seconds=30)


def test_that_rows_of_one_transaction_share_its_mark(database: Database) -> None:
    def two(session: Session) -> None:
        add(session)
        session.execute(update(TRIAL).values(amount=4))

    database.write(two)
    database.write(lambda session: session.execute(delete(TRIAL)))
    first, second, third = trail(database)
    assert first.tx == second.tx != third.tx


def test_that_an_update_that_changes_nothing_leaves_no_row(database: Database) -> None:
    database.write(add)
    database.write(lambda session: session.execute(update(TRIAL).values(amount=3)))
    assert len(trail(database)) == 1


def test_that_what_is_rolled_back_leaves_no_row(database: Database) -> None:
    def fail(session: Session) -> None:
        add(session)
        raise LookupError

    with pytest.raises(LookupError):
        database.write(fail)
    assert trail(database) == []


def test_that_prints_are_recorded(database: Database) -> None:
    database.write(lambda session: record_event(session, "print", "R-2026-000001", {"document": "affiche"}))
    (row,) = trail(database)
    assert (row.table_name, row.action, row.row_id) == ("event", "print", "R-2026-000001")
    assert row.after == {"document": "affiche"}


@pytest.mark.parametrize("statement", ["UPDATE audit SET login = 'autre'", "DELETE FROM audit"])
def test_that_the_trail_is_append_only(database: Database, statement: str) -> None:
    database.write(add)
    with pytest.raises(RefusedError, match="journal") as caught:
        database.write(lambda session: session.execute(text(statement)))
    assert caught.value.code == "audit_append_only"


def test_that_an_untouched_trail_is_sound(database: Database) -> None:
    database.write(add)
    guards = trial_guards(database.engine.dialect.name)
    assert database.read(lambda session: verify_audit(session, guards)) == []


def verify(session: Session) -> list[Finding]:
    return verify_audit(session, trial_guards("sqlite"))


class DayByDay:
    """A database file used on three days; the clock is moved by hand."""

    def __init__(self, path: Path) -> None:
        self.moment = datetime(2026, 11, 18, 15, tzinfo=UTC)
        opened = open_engine(SqliteFile(path), create=True, clock=self, login=lambda: "essai")
        make_tables(opened)
        self.database = Database(opened, clock=self)

    def now(self) -> datetime:
        return self.moment

    def use(self) -> None:
        for _ in range(3):
            self.database.write(lambda session: session.execute(insert(TRIAL).values(amount=1)))

    def seal(self) -> int:
        return self.database.write(lambda session: seal_days(session, self.moment.date()))

    def findings(self) -> list[tuple[str, str]]:
        return [(found.code, found.subject) for found in self.database.read(verify)]

    def tamper(self, statement: str) -> None:
        """Change the file as its owner can: without the triggers, which are put back as they were."""
        with self.database.engine.execution_options(writes=True).begin() as connection:
            kept = connection.execute(
                text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            ).all()
            for name, _ in kept:
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
            connection.exec_driver_sql(statement)
            for _, sql in kept:
                connection.exec_driver_sql(sql)


@pytest.fixture
def days(sqlite_path: Path) -> Iterator[DayByDay]:
    days = DayByDay(sqlite_path)
    for _ in range(3):
        days.use()
        days.moment += timedelta(days=1)
    yield days
    days.database.close()


def test_that_finished_days_are_sealed_once(days: DayByDay) -> None:
    days.moment -= timedelta(days=1)
    assert days.seal() == 2
    assert days.seal() == 0
    days.moment += timedelta(days=1)
    assert days.seal() == 1
    assert days.findings() == []
    seal = days.database.read(last_seal)
    assert seal is not None
    assert (seal.day, seal.last_id, seal.rows) == (date(2026, 11, 20), 9, 3)


def test_that_a_clock_put_back_does_not_raise_a_false_alarm(days: DayByDay) -> None:
    days.seal()
    days.moment -= timedelta(days=3)
    days.use()
    days.moment += timedelta(days=5)
    assert days.seal() == 1
    assert days.findings() == []


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE audit SET login = 'autre' WHERE id = 2", "audit_rows_changed"),
        ("UPDATE audit SET at = at + 1 WHERE id = 3", "audit_rows_changed"),
        ("""UPDATE audit SET after = json_set(after, '$.amount', 9) WHERE id = 1""", "audit_rows_changed"),
        ("DELETE FROM audit WHERE id = 2", "audit_rows_missing"),
    ],
)
def test_that_tampering_with_a_sealed_day_is_found(days: DayByDay, statement: str, code: str) -> None:
    days.seal()
    days.tamper(statement)
    assert days.findings() == [(code, "2026-11-18")]


def test_that_a_seal_made_again_breaks_the_chain(days: DayByDay) -> None:
    days.seal()
    days.tamper("UPDATE audit SET login = 'autre' WHERE id = 2")
    days.tamper("UPDATE audit_seal SET digest = 'x' WHERE day = '2026-11-18'")
    assert ("audit_chain_broken", "2026-11-19") in days.findings()


def test_that_a_removed_seal_breaks_the_chain(days: DayByDay) -> None:
    days.seal()
    days.tamper("DELETE FROM audit_seal WHERE day = '2026-11-19'")
    assert ("audit_chain_broken", "2026-11-20") in days.findings()


@pytest.mark.parametrize("row", [8, 9])
def test_that_a_row_removed_before_it_is_sealed_is_missed(days: DayByDay, row: int) -> None:
    days.moment -= timedelta(days=1)
    days.seal()
    days.tamper(f"DELETE FROM audit WHERE id = {row}")
    assert [code for code, _ in days.findings()] == ["audit_rows_missing"]


def test_that_a_trigger_taken_away_is_missed(days: DayByDay) -> None:
    days.tamper("SELECT 1")
    with days.database.engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_delete")
    assert ("guard_absent", "audit_no_delete") in days.findings()


def test_that_seals_are_appended_only(days: DayByDay) -> None:
    days.seal()
    with pytest.raises(RefusedError):
        days.database.write(lambda session: session.execute(delete(AuditSeal)))


def test_that_a_replayed_case_is_audited_at_its_own_time(sqlite_path: Path) -> None:
    clock = FixedClock(datetime(2026, 12, 1, 9, tzinfo=UTC))
    opened = open_engine(SqliteFile(sqlite_path), create=True, clock=clock)
    make_tables(opened)
    database = Database(opened, clock=clock)
    database.write(add)
    assert trail(database)[0].at == clock.instant
    database.close()


@pytest.mark.postgres
@pytest.mark.parametrize(
    "shown", ["2001-01-01T00:00+00:00", "2026-11-01T01:30-04:00", "2026-11-01T01:30-05:00"]
)
def test_that_on_a_server_the_trail_has_its_time_whatever_the_clock_of_the_computer(
    postgres_url: str, shown: str
) -> None:
    database = Database(open_url(postgres_url), clock=FixedClock(datetime.fromisoformat(shown)))
    with database.engine.connect() as connection:
        before = connection.exec_driver_sql("SELECT clock_timestamp()").scalar_one()
    make_tables(open_one := open_url(postgres_url))
    open_one.engine.dispose()
    database.write(add)
    (row,) = trail(database)
    assert before <= row.at <= database.read(server_now)
    database.close()


@pytest.fixture
def clerk(postgres_url: str) -> Iterator[Database]:
    """A login that may change the trial table and nothing else."""
    owner = open_url(postgres_url)
    make_tables(owner)
    name = f"commis_{uuid4().hex[:8]}"
    with owner.engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql(f"CREATE ROLE {name} LOGIN PASSWORD 'essai'")
        connection.exec_driver_sql(f"GRANT SELECT, INSERT, UPDATE ON trial TO {name}")
    location = parse_location(postgres_url)
    assert isinstance(location, PostgresServer)
    url = location.url.set(username=name, password="essai")
    clerk = Database(open_engine(PostgresServer(url)))
    yield clerk
    clerk.close()
    with owner.engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql(f"DROP OWNED BY {name}")
        connection.exec_driver_sql(f"DROP ROLE {name}")
    owner.engine.dispose()


@pytest.mark.postgres
def test_that_a_login_without_rights_on_the_trail_leaves_one_and_cannot_forge_it(
    clerk: Database, postgres_url: str
) -> None:
    clerk.write(add)
    clerk.write(lambda session: record_event(session, "print", "T-1", {}))
    forged = text(
        "INSERT INTO audit (at, login, tx, table_name, row_id, action)"
        " VALUES (now(), 'autre', 1, 'trial', '1', 'insert')"
    )
    for statement in (forged, text("DELETE FROM audit"), text("SELECT * FROM audit")):
        with pytest.raises(RightMissingError):
            clerk.write(lambda session, statement=statement: session.execute(statement))  # type: ignore[misc]
    owner = Database(open_url(postgres_url))
    rows = trail(owner)
    owner.close()
    assert [(row.action, row.login) for row in rows] == [
        ("insert", clerk.read(current_login)),
        ("print", clerk.read(current_login)),
    ]
