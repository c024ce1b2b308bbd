"""One function, one transaction: what is tried again, and what errors mean."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Table, insert, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from agence_desktop.core.errors import RefusedError, StaleError, UnreachableError
from agence_desktop.storage import engine
from agence_desktop.storage.commands import once
from agence_desktop.storage.engine import WRITES, open_engine
from agence_desktop.storage.faults import register_refusal
from agence_desktop.storage.locations import SqliteFile
from agence_desktop.storage.work import WRITE_PAUSES, Database
from support.killing import EXIT_CODE
from support.postgres import PrivateServer
from support.storage import (
    TRIAL,
    add_one,
    count,
    make_tables,
    open_url,
    run_at_once,
    write_until_killed,
)

RULES = Table(
    "trial_rule",
    TRIAL.metadata,
    Column("id", Integer, primary_key=True),
    Column("code", Integer, unique=True, nullable=False),
    Column("level", Integer, CheckConstraint("level < 5", name="ck_trial_rule_level")),
    Column("trial_id", Integer, ForeignKey("trial.id")),
)


def add(session: Session) -> None:
    session.execute(insert(TRIAL).values(amount=1))


@pytest.fixture
def ruled(database: Database) -> Database:
    with database.engine.execution_options(**{WRITES: True}).begin() as connection:
        RULES.create(connection)
    return database


def test_that_work_is_committed_and_gives_its_answer(database: Database) -> None:
    row = insert(TRIAL).values(amount=7).returning(TRIAL.c.amount)
    assert database.write(lambda session: session.execute(row).scalar_one()) == 7
    assert count(database, "amount = 7") == 1


def test_that_an_exception_leaves_nothing(database: Database) -> None:
    def fail(session: Session) -> None:
        add(session)
        raise LookupError

    with pytest.raises(LookupError):
        database.write(fail)
    assert count(database) == 0


def test_that_reading_cannot_write(database: Database) -> None:
    with pytest.raises(UnreachableError, match="consultation"):
        database.read(add)


def test_that_no_update_is_lost_between_four_processes(database: Database, database_url: str) -> None:
    database.write(lambda session: session.execute(insert(TRIAL).values(amount=0)))
    assert run_at_once(add_one, [(database_url, 25)] * 4) == [0] * 4
    assert count(database, "amount = 100") == 1


def test_that_a_killed_writer_leaves_whole_transactions_and_no_lock(
    database: Database, database_url: str
) -> None:
    exits = run_at_once(write_until_killed, [(database_url, 5), (database_url, 9)])
    assert exits == [EXIT_CODE, EXIT_CODE]
    assert count(database, "label = 'half'") == 0
    assert count(database, "label = 'pair'") == 2 * (5 + 9)
    database.write(add)
    if isinstance(database.location, SqliteFile):
        check = database.read(lambda session: session.execute(text("PRAGMA integrity_check")).scalar_one())
        assert check == "ok"


class Flaky:
    """Work that fails a number of times before it succeeds."""

    def __init__(self, error: Exception, times: int) -> None:
        self.error, self.left, self.calls = error, times, 0

    def __call__(self, session: Session) -> str:
        self.calls += 1
        add(session)
        if self.left:
            self.left -= 1
            raise self.error
        return "done"


def busy() -> OperationalError:
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode = sqlite3.SQLITE_BUSY
    return OperationalError("BEGIN IMMEDIATE", None, error)


def server_error(state: str) -> OperationalError:
    from psycopg import errors

    return OperationalError("UPDATE", None, errors.lookup(state)("refused"))


@pytest.mark.parametrize("state", ["busy", "40001", "40P01", "55P03", "57P01"])
def test_that_what_may_succeed_is_tried_again_and_acts_once(database: Database, state: str) -> None:
    flaky = Flaky(busy() if state == "busy" else server_error(state), 3)
    assert database.write(flaky) == "done"
    assert flaky.calls == 4
    assert count(database) == 1


def test_that_attempts_are_bounded(database: Database) -> None:
    flaky = Flaky(busy(), 1000)
    with pytest.raises(UnreachableError) as caught:
        database.write(flaky)
    assert caught.value.code == "busy"
    assert flaky.calls == len(WRITE_PAUSES) + 1


def test_that_patience_ends_the_attempts(database: Database) -> None:
    hasty = Database(open_engine(database.location), patience=0)
    flaky = Flaky(busy(), 1000)
    with pytest.raises(UnreachableError):
        hasty.write(flaky)
    assert flaky.calls == 1
    hasty.close()


def test_that_a_writer_waits_for_another_programs_lock(
    sqlite_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_BUSY_SECONDS", 0.01)
    opened = open_engine(SqliteFile(sqlite_path), create=True)
    make_tables(opened)
    other = sqlite3.connect(sqlite_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    pauses: list[float] = []

    def let_go_at_the_second(pause: float) -> None:
        pauses.append(pause)
        if len(pauses) == 2:
            other.execute("ROLLBACK")

    database = Database(opened, sleep=let_go_at_the_second)
    database.write(add)
    assert (len(pauses), count(database)) == (2, 1)
    other.close()
    database.close()


def test_that_pauses_grow(database: Database) -> None:
    pauses: list[float] = []
    patient = Database(open_engine(database.location), sleep=pauses.append)
    with pytest.raises(UnreachableError):
        patient.write(Flaky(busy(), 1000))
    patient.close()
    assert pauses == sorted(pauses) == list(WRITE_PAUSES)


def test_that_a_broken_rule_is_refused_by_its_name(ruled: Database) -> None:
    register_refusal("ck_trial_rule_level", "too_high", "Le niveau dépasse 4.")
    with pytest.raises(RefusedError, match="dépasse 4") as caught:
        ruled.write(lambda session: session.execute(insert(RULES).values(code=1, level=9)))
    assert caught.value.code == "too_high"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ([{"code": 1}, {"code": 1}], "duplicate"),
        ([{"code": 1, "trial_id": 99}], "in_use"),
        ([{"code": None}], "incomplete"),
    ],
)
def test_that_an_unnamed_rule_is_refused_in_general_words(
    ruled: Database, values: list[dict[str, int]], code: str
) -> None:
    with pytest.raises(RefusedError) as caught:
        ruled.write(lambda session: [session.execute(insert(RULES).values(**row)) for row in values])
    assert caught.value.code == code


def test_that_a_trigger_refuses_by_its_text_on_sqlite(sqlite_path: Path) -> None:
    register_refusal("trial_taken", "taken", "C’est pris.")
    database = Database(open_engine(SqliteFile(sqlite_path), create=True))
    with database.engine.execution_options(**{WRITES: True}).begin() as connection:
        TRIAL.create(connection)
        connection.exec_driver_sql(
            "CREATE TRIGGER t BEFORE INSERT ON trial BEGIN SELECT RAISE(ABORT, 'trial_taken'); END"
        )
    with pytest.raises(RefusedError, match="pris"):
        database.write(add)
    database.close()


@pytest.mark.postgres
def test_that_an_exclusion_is_told_as_taken(postgres_url: str) -> None:
    database = Database(open_url(postgres_url))
    with database.engine.execution_options(**{WRITES: True}).begin() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE hold (span tstzrange, CONSTRAINT ex_hold EXCLUDE USING gist (span WITH &&))"
        )
    hold = text("INSERT INTO hold VALUES (tstzrange('2026-12-01', '2026-12-02'))")
    database.write(lambda session: session.execute(hold))
    with pytest.raises(RefusedError) as caught:
        database.write(lambda session: session.execute(hold))
    assert caught.value.code == "taken"
    database.close()


def test_that_one_name_has_one_meaning() -> None:
    register_refusal("trial_meaning", "one", "Un.")
    register_refusal("trial_meaning", "one", "Un.")
    with pytest.raises(ValueError, match="already means one"):
        register_refusal("trial_meaning", "two", "Deux.")


def test_that_a_stale_record_is_told(database: Database) -> None:
    def stale(_session: Session) -> None:
        raise StaleDataError

    with pytest.raises(StaleError, match="modifiée ailleurs"):
        database.write(stale)


def test_that_a_consulted_database_refuses_writes_in_words(database: Database) -> None:
    consulted = Database(open_engine(database.location, read_only=True))
    assert count(consulted) == 0
    with pytest.raises(UnreachableError, match="consultation"):
        consulted.write(add)
    assert count(consulted) == 0
    consulted.close()


def test_that_a_full_disk_is_told_and_the_database_still_opens(sqlite_path: Path) -> None:
    opened = open_engine(SqliteFile(sqlite_path), create=True)
    make_tables(opened)
    database = Database(opened)

    def fill(session: Session) -> None:
        session.execute(text("PRAGMA max_page_count=1"))
        session.execute(insert(TRIAL), [{"label": "x" * 90} for _ in range(5000)])

    with pytest.raises(UnreachableError, match="espace") as caught:
        database.write(fill)
    assert caught.value.code == "disk_full"
    assert count(database) == 0
    database.close()


@pytest.mark.postgres
def test_that_a_server_whose_disk_is_full_saves_nothing_and_goes_on(postgres_url: str) -> None:
    """The server refuses in its own words for a full disk, in the middle of a transaction."""
    opened = open_url(postgres_url)
    make_tables(opened)
    database = Database(opened)

    def fill(session: Session) -> None:
        session.execute(insert(TRIAL), [{"label": "x"}, {"label": "y"}])
        session.execute(text("DO $$ BEGIN RAISE disk_full; END $$"))

    with pytest.raises(UnreachableError, match="espace") as caught:
        database.write(fill)
    assert caught.value.code == "disk_full"
    assert count(database) == 0
    database.write(add)
    assert count(database) == 1
    database.close()


def test_that_a_key_is_a_promise_to_act_once(database: Database) -> None:
    with pytest.raises(ValueError, match="once"):
        database.write(add, key=uuid4())
    assert count(database) == 0


@pytest.fixture
def private_server() -> Iterator[PrivateServer]:
    server = PrivateServer()
    yield server
    server.close()


@pytest.mark.postgres
def test_that_a_command_survives_a_crash_of_the_server(private_server: PrivateServer) -> None:
    opened = open_url(private_server.url("postgres"))
    make_tables(opened)
    database = Database(opened, sleep=lambda _seconds: None)
    key = uuid4()
    crashes = ["one"]

    def act(session: Session) -> dict[str, bool]:
        add(session)
        if crashes:
            crashes.pop()
            private_server.stop("immediate")
            session.execute(text("SELECT 1"))
        return {"done": True}

    with pytest.raises(UnreachableError) as caught:
        database.write(lambda session: once(session, key, "f", act), key=key)
    assert caught.value.code == "unreachable"
    database.close()
    # The cluster of the tests comes back on another port: a new engine, as after a restart of the program.
    private_server.start()
    again = Database(open_url(private_server.url("postgres")))
    assert again.write(lambda session: once(session, key, "f", act), key=key) == ({"done": True}, False)
    assert count(again) == 1
    again.close()
