"""Races of real processes: whatever they try at once, nothing is held twice and everybody is told why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from agence_desktop.storage.engine import WRITES
from agence_desktop.storage.guards import drop_guards
from agence_desktop.storage.work import Database
from support.bookkeeping import faults, numbers
from support.databases import PostgresDatabases, SqliteFiles
from support.racing import (
    EFFORT,
    ROOMS,
    Racers,
    Report,
    at_work,
    book_at_random,
    book_or_intrude,
    book_the_same,
    intrude,
    mix,
    prepare_race,
)

REASONS = {"overlap", "related_space", "equipment_stock"}
"""What judging may answer to a slot that others want."""
GUARDED = {"taken", "equipment_stock", "stale"}
"""What is answered to whoever was overtaken after judging."""
CHANGED_MEANWHILE = {"not_changeable", "not_cancelled", "division_conflict"}


@pytest.fixture(scope="module")
def racers() -> Iterator[Racers]:
    racers = Racers()
    yield racers
    racers.close()


@pytest.fixture
def race_url(databases: SqliteFiles | PostgresDatabases) -> Iterator[str]:
    url = databases.copy_of(prepare_race)
    yield url
    databases.drop(url)


@pytest.fixture
def raced(race_url: str) -> Iterator[Database]:
    database = at_work(race_url)
    yield database
    database.close()


def deadlocks(database: Database) -> int:
    """How many deadlocks PostgreSQL broke in this database; SQLite has one writer at a time."""
    if database.engine.dialect.name == "sqlite":
        return 0
    asked = text("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
    return database.read(lambda session: int(session.execute(asked).scalar_one()))


def assert_sound(database: Database, report: Report) -> None:
    """Nothing stored is wrong, every number given was told to one racer once, no refusal was mute."""
    assert faults(database) == []
    assert sorted(report.numbers) == database.read(numbers)
    assert "no reason" not in report.refused


@pytest.mark.parametrize("layout", ROOMS)
def test_that_racing_bookings_never_hold_a_room_twice(
    layout: str, race_url: str, raced: Database, racers: Racers
) -> None:
    report = racers.run(race_url, book_at_random, 30 * EFFORT, ROOMS[layout])
    assert_sound(raced, report)
    assert report.done["book"] > 0
    assert report.refused.total() > 0
    assert set(report.refused) <= REASONS
    assert deadlocks(raced) == 0


def test_that_racers_under_the_same_keys_book_once_and_are_told_alike(
    race_url: str, raced: Database, racers: Racers
) -> None:
    report = racers.run(race_url, book_the_same, 20 * EFFORT, ROOMS["hot"])
    told = Counter(report.numbers)
    assert set(told.values()) == {racers.count}
    assert sorted(told) == raced.read(numbers)
    assert set(report.refused) <= REASONS
    assert {count % racers.count for count in report.refused.values()} == {0}
    assert faults(raced) == []
    assert deadlocks(raced) == 0


def test_that_an_intruder_among_racers_is_refused_by_the_database(
    race_url: str, raced: Database, racers: Racers
) -> None:
    rooms = (*ROOMS["tree"], *ROOMS["hot"])
    report = racers.run(race_url, book_or_intrude, 30 * EFFORT, rooms)
    assert_sound(raced, report)
    assert report.done["intrude"] > 0
    # What the intruder is told comes from the guards alone.
    assert set(report.refused) & {"space_taken", "23P01"}
    assert set(report.refused) <= REASONS | GUARDED | {"space_taken", "23P01", "23514", "40P01"}


def test_that_mixed_operations_leave_everything_in_order(
    race_url: str, raced: Database, racers: Racers
) -> None:
    report = racers.run(race_url, mix, 40 * EFFORT)
    assert_sound(raced, report)
    assert set(report.done) == {"book", "move", "cancel", "restore", "edit", "divide"}
    assert set(report.refused) <= REASONS | GUARDED | CHANGED_MEANWHILE
    assert deadlocks(raced) == 0


def test_that_without_guards_the_check_finds_the_intruder(raced: Database) -> None:
    with raced.engine.execution_options(**{WRITES: True}).begin() as connection:
        drop_guards(connection)
    intrude(raced, 0, 60, ROOMS["hot"])
    assert any(fault.startswith("double: ") for fault in faults(raced))
