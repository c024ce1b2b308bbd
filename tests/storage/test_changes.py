"""Other programs' commits are heard of, none is missed, and old rows go away."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agence_desktop.core.changes import Change
from agence_desktop.core.clock import FixedClock
from agence_desktop.core.spans import Span
from agence_desktop.storage.changes import ChangeRow, prune_changes, record_change
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.feed import ChangeFeed
from agence_desktop.storage.work import Database
from support.storage import make_tables, open_url, run_at_once, tell_change

WAIT = 30.0
SPAN = Span(datetime(2026, 12, 1, 14, tzinfo=UTC), datetime(2026, 12, 1, 15, tzinfo=UTC))


class Hearer:
    """Collects what a feed tells, and waits for it."""

    def __init__(self, database: Database, **options: Any) -> None:
        self.changes: list[Change] = []
        self.reloads = 0
        self.states: list[bool] = []
        self._told = threading.Condition()
        told = (self._changed, self._reload, self._connected)
        self.feed = ChangeFeed(database, *told, interval=0.02, **options)

    def _changed(self, changes: list[Change]) -> None:
        with self._told:
            self.changes += changes
            self._told.notify_all()

    def _reload(self) -> None:
        with self._told:
            self.reloads += 1
            self._told.notify_all()

    def _connected(self, yes: bool) -> None:
        with self._told:
            self.states.append(yes)
            self._told.notify_all()

    def wait_for(self, changes: int = 0, reloads: int = 0, states: int = 0) -> bool:
        """Whether as much was told within a bounded time."""
        with self._told:
            return self._told.wait_for(
                lambda: (
                    len(self.changes) >= changes and self.reloads >= reloads and len(self.states) >= states
                ),
                WAIT,
            )


@pytest.fixture
def hearer(database: Database) -> Iterator[Hearer]:
    hearer = Hearer(database)
    hearer.feed.start()
    assert hearer.wait_for(states=1)
    yield hearer
    assert hearer.feed.stop()


@pytest.fixture
def other(database_url: str, database: Database) -> Iterator[Database]:  # noqa: ARG001 - its tables
    """The same database opened by another program."""
    other = Database(open_url(database_url))
    yield other
    other.close()


def tell(database: Database, *ids: int, span: Span | None = None) -> None:
    database.write(lambda session: record_change(session, Change("bookings", ids, span)))


def test_that_a_commit_of_another_process_is_heard(hearer: Hearer, database_url: str) -> None:
    assert run_at_once(tell_change, [(database_url, "bookings", (7, 8))]) == [0]
    assert hearer.wait_for(changes=1)
    assert hearer.changes == [Change("bookings", (7, 8))]
    assert hearer.states == [True]


def test_that_a_change_is_told_with_its_span_and_in_order(hearer: Hearer, other: Database) -> None:
    tell(other, 1, span=SPAN)
    tell(other, 2)
    assert hearer.wait_for(changes=2)
    assert hearer.changes == [Change("bookings", (1,), SPAN), Change("bookings", (2,))]


def test_that_a_program_does_not_hear_itself(hearer: Hearer, database: Database, other: Database) -> None:
    tell(database, 1)
    tell(other, 2)
    assert hearer.wait_for(changes=1)
    assert hearer.changes == [Change("bookings", (2,))]


def test_that_what_is_rolled_back_is_not_told(hearer: Hearer, other: Database) -> None:
    def fail(session: Session) -> None:
        record_change(session, Change("bookings", (1,)))
        raise LookupError

    with pytest.raises(LookupError):
        other.write(fail)
    tell(other, 2)
    assert hearer.wait_for(changes=1)
    assert hearer.changes == [Change("bookings", (2,))]


def test_that_very_many_changes_ask_for_a_reload(hearer: Hearer, other: Database) -> None:
    def many(session: Session) -> None:
        for number in range(501):
            record_change(session, Change("bookings", (number,)))

    other.write(many)
    assert hearer.wait_for(reloads=1)
    tell(other, 1000)
    assert hearer.wait_for(changes=1)
    assert hearer.changes == [Change("bookings", (1000,))]


class MovableClock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 20, 13, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment


def test_that_a_long_sleep_asks_for_a_reload(database: Database, other: Database) -> None:
    database.clock = clock = MovableClock()
    hearer = Hearer(database)
    hearer.feed.start()
    assert hearer.wait_for(states=1)
    clock.moment += timedelta(days=2)
    tell(other, 1)
    assert hearer.wait_for(reloads=1)
    tell(other, 2)
    assert hearer.wait_for(changes=1)
    assert hearer.changes == [Change("bookings", (2,))]
    assert hearer.feed.stop()


def test_that_a_failing_hearer_does_not_end_the_feed(
    database: Database, other: Database, caplog: pytest.LogCaptureFixture
) -> None:
    told = threading.Event()
    heard: list[Change] = []

    def fail_first(changes: list[Change]) -> None:
        heard.extend(changes)
        told.set()
        raise LookupError

    ready = threading.Event()
    feed = ChangeFeed(database, fail_first, lambda: None, lambda _yes: ready.set(), interval=0.02)
    feed.start()
    assert ready.wait(WAIT)
    for number in (1, 2):
        told.clear()
        tell(other, number)
        assert told.wait(WAIT)
    assert feed.stop()
    assert [change.ids for change in heard] == [(1,), (2,)]
    assert "hearer" in caplog.text


def test_that_a_feed_stops_though_nothing_happens(database: Database) -> None:
    hearer = Hearer(database)
    hearer.feed.start()
    assert hearer.wait_for(states=1)
    assert hearer.feed.stop()
    never_started = ChangeFeed(database, lambda _: None, lambda: None)
    assert never_started.stop()


def test_that_old_rows_are_pruned(database: Database) -> None:
    tell(database, 1)
    tell(database, 2)
    assert database.write(prune_changes) == 0
    later = Database(open_engine(database.location), FixedClock(datetime.now(UTC) + timedelta(days=8)))
    tell(later, 3)
    assert later.write(prune_changes) == 2
    assert later.read(lambda session: session.scalar(select(func.count()).select_from(ChangeRow))) == 1
    later.close()


@pytest.fixture
def server_hearer(postgres_url: str) -> Iterator[tuple[Hearer, Database]]:
    opened, other = open_url(postgres_url), Database(open_url(postgres_url))
    make_tables(opened)
    hearer = Hearer(Database(opened))
    hearer.feed.start()
    assert hearer.wait_for(states=1)
    yield hearer, other
    assert hearer.feed.stop()
    opened.engine.dispose()
    other.close()


@pytest.mark.postgres
def test_that_a_smaller_id_committed_later_is_not_missed(
    server_hearer: tuple[Hearer, Database], postgres_url: str
) -> None:
    hearer, other = server_hearer
    row = "INSERT INTO change (at, origin, topic, ids) VALUES (now(), 'x', 'bookings', '[1]')"
    with psycopg.connect(postgres_url) as slow:
        slow.execute(row)
        tell(other, 2)
        assert hearer.wait_for(changes=1)
        slow.commit()
        assert hearer.wait_for(changes=2)
    assert [change.ids for change in hearer.changes] == [(2,), (1,)]


@pytest.mark.postgres
def test_that_a_lost_server_is_told_and_its_return_asks_for_a_reload(
    server_hearer: tuple[Hearer, Database], postgres_url: str
) -> None:
    hearer, other = server_hearer
    cut = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE query = 'LISTEN agence_change'"
    with psycopg.connect(postgres_url, autocommit=True) as killer:
        killer.execute(cut)
    assert hearer.wait_for(states=3, reloads=1)
    assert hearer.states == [True, False, True]
    tell(other, 5)
    assert hearer.wait_for(changes=1)
    assert hearer.changes == [Change("bookings", (5,))]


@pytest.mark.postgres
def test_that_a_transaction_notifies_once(postgres_url: str) -> None:
    opened = open_url(postgres_url)
    make_tables(opened)
    database = Database(opened)

    def two(session: Session) -> None:
        record_change(session, Change("bookings", (1,)))
        record_change(session, Change("requests", (1,)))

    with psycopg.connect(postgres_url, autocommit=True) as listener:
        listener.execute("LISTEN agence_change")
        database.write(two)
        heard = list(listener.notifies(timeout=WAIT, stop_after=1))
        assert len(heard) + len(list(listener.notifies(timeout=0))) == 1
        assert heard[0].payload == ""
    database.close()
