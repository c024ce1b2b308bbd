"""Killed in the middle of anything: what was acknowledged is there, nothing else, and the next one works."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from concurrent.futures import wait
from contextlib import closing, suppress
from typing import Any

import psutil
import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from agence_desktop.core.errors import UnreachableError
from agence_desktop.spaces.commands.booking import Booked, book
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.rows import OnConflict
from agence_desktop.storage.integrity import check_structure
from agence_desktop.storage.work import Database
from support import office
from support.bookkeeping import faults, numbers
from support.databases import PostgresDatabases, SqliteFiles
from support.drafts import booked, draft
from support.killing import told_until_killed, writing_processes
from support.postgres import PostgresServer, PrivateServer
from support.racing import (
    EFFORT,
    PLAIN,
    ROOMS,
    Racers,
    Report,
    at_work,
    book_at_random,
    book_until_killed,
    prepare_race,
    random_draft,
)

EVERYWHERE = (*PLAIN, *ROOMS["tree"], *ROOMS["hot"])


@pytest.fixture
def race_url(databases: SqliteFiles | PostgresDatabases) -> Iterator[str]:
    url = databases.copy_of(prepare_race)
    yield url
    databases.drop(url)


@pytest.fixture
def crashed(race_url: str) -> Iterator[Database]:
    database = at_work(race_url)
    yield database
    database.close()


def assert_whole(database: Database, acknowledged: set[str]) -> None:
    """Nothing acknowledged is lost, nothing is half stored, and the structure is sound."""
    assert acknowledged <= set(database.read(numbers))
    assert faults(database) == []
    assert database.read(check_structure) == []


@pytest.fixture(scope="module")
def processes() -> Iterator[Any]:
    """Where the writers come from."""
    with writing_processes("support.racing") as found:
        yield found


def test_that_a_killed_writer_loses_nothing_it_acknowledged(
    race_url: str, crashed: Database, processes: Any
) -> None:
    chance, desk, acknowledged = random.Random(9), Desk(office.CLERK), set[str]()
    for turn in range(24 * EFFORT):
        told = told_until_killed(processes, book_until_killed, (race_url, turn, EVERYWHERE), chance)
        assert told
        acknowledged.update(told)
        # The next writer wants what the dead one may have locked.
        next_one = booked(crashed, desk, random_draft(chance, EVERYWHERE))
        acknowledged.update([next_one.number] if next_one.number else [])
    assert_whole(crashed, acknowledged)


def pids(server: psycopg.Connection[Any], url: str) -> list[int]:
    """The server's processes that work for this program on a database."""
    asked = "SELECT pid FROM pg_stat_activity WHERE datname = %s AND application_name = 'agence-desktop'"
    return [pid for (pid,) in server.execute(asked, [url.rpartition("/")[2]])]


@pytest.fixture
def server_url(postgres_databases: PostgresDatabases) -> Iterator[str]:
    url = postgres_databases.copy_of(prepare_race)
    yield url
    postgres_databases.drop(url)


@pytest.fixture
def racers(processes: Any) -> Iterator[Racers]:
    racers = Racers(4, processes)
    yield racers
    racers.close()


def race_while(
    racers: Racers, url: str, disturb: Callable[[list[int]], None], every: float, times: int
) -> Report:
    """Book with all processes and disturb them every so many seconds once they are at it; what they report.

    ``disturb`` gets the server's processes that work for them.
    """
    racing = racers.start(url, book_at_random, 60 * EFFORT, EVERYWHERE)
    while wait(racing, timeout=every).not_done and times:
        with suppress(psycopg.OperationalError), psycopg.connect(url, autocommit=True) as server:
            # Refused while the server recovers from the last time.
            if server.execute("SELECT 1 FROM booking LIMIT 1").fetchone() and (working := pids(server, url)):
                disturb(working)
                times -= 1
    return sum((future.result(120) for future in racing), Report())


@pytest.mark.postgres
def test_that_bookings_outlive_connections_that_are_cut(
    server_url: str, postgres: PostgresServer, racers: Racers
) -> None:
    chance, cut = random.Random(5), list[int]()

    def disturb(working: list[int]) -> None:
        cut.append(chance.choice(working))
        with psycopg.connect(postgres.admin_url, autocommit=True) as server:
            server.execute("SELECT pg_terminate_backend(%s)", [cut[-1]])

    report = race_while(racers, server_url, disturb, 0.04, 20 * EFFORT)
    with closing(at_work(server_url)) as database:
        # Each was done once, though many were tried again.
        assert sorted(report.numbers) == database.read(numbers)
        assert_whole(database, set(report.numbers))
    assert len(cut) >= 5


@pytest.mark.postgres
def test_that_bookings_outlive_a_server_process_that_is_killed(
    server_url: str, postgres: PostgresServer, racers: Racers
) -> None:
    """The server throws everybody out and recovers from its log."""
    if not isinstance(postgres, PrivateServer):
        pytest.skip("not a server of these tests")
    killed = list[int]()

    def disturb(working: list[int]) -> None:
        killed.append(working[0])
        psutil.Process(working[0]).kill()

    report = race_while(racers, server_url, disturb, 0.2, 3 * EFFORT)
    with closing(at_work(server_url)) as database:
        assert sorted(report.numbers) == database.read(numbers)
        assert_whole(database, set(report.numbers))
    assert killed


def test_that_a_full_disk_books_nothing_and_the_next_booking_goes_on(sqlite_files: SqliteFiles) -> None:
    url, desk = sqlite_files.copy_of(prepare_race), Desk(office.CLERK)
    series = draft(rule="FREQ=DAILY;COUNT=200", on_conflict=OnConflict.SKIP)
    with closing(at_work(url)) as database:
        before = booked(database, desk, draft("2026-12-01 06:00", "2026-12-01 07:00"))

        def book_on_full_disk(session: Session) -> Booked:
            session.execute(text("PRAGMA max_page_count=1"))
            return book(session, desk, series)

        with pytest.raises(UnreachableError, match="espace") as told:
            database.write(book_on_full_disk)
        assert told.value.code == "disk_full"
        assert_whole(database, {str(before.number)})
    with closing(at_work(url)) as database:
        after = booked(database, desk, draft())
        assert (before.number, after.number) == ("R-2026-000001", "R-2026-000002")
        assert_whole(database, {str(before.number), str(after.number)})
    sqlite_files.drop(url)
