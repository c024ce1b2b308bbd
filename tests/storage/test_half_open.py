"""A line that goes silent without closing: noticed, told, and nobody waits on it for ever."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from agence_desktop.core.errors import AgenceError, UnreachableError
from agence_desktop.storage.feed import ANSWER_SECONDS, HEARTBEAT_SECONDS
from agence_desktop.storage.work import Database
from support.proxy import Proxy
from support.storage import count, make_tables, open_url

from .test_changes import Hearer, tell

pytestmark = pytest.mark.postgres
QUICK = (0.2, 0.5)
"""Seconds of quiet before a sign of life is asked for, and that it may take."""


@pytest.fixture
def proxy(postgres_url: str) -> Iterator[Proxy]:
    opened = open_url(postgres_url)
    make_tables(opened)
    opened.engine.dispose()
    made = Proxy(postgres_url)
    yield made
    made.close()


@pytest.fixture
def behind(proxy: Proxy) -> Iterator[Database]:
    """A program whose line to the server may go silent."""
    database = Database(open_url(f"{proxy.url}?connect_timeout=2"), patience=1.0)
    yield database
    database.close()


def test_that_silence_is_noticed_within_ten_seconds_by_its_settings() -> None:
    assert HEARTBEAT_SECONDS + ANSWER_SECONDS <= 10


def test_that_a_quiet_server_that_answers_is_not_taken_for_a_lost_one(
    behind: Database, postgres_url: str
) -> None:
    asked = threading.Event()
    looks = iter(range(5))

    def look(_session: object) -> None:
        if next(looks, None) is None:
            asked.set()

    hearer = Hearer(behind, heartbeat=QUICK, admitted=look)
    hearer.feed.start()
    # It was asked for a sign of life several times, and nothing was told of it.
    assert asked.wait(30)
    assert hearer.states == [True]
    other = Database(open_url(postgres_url))
    tell(other, 7)
    assert hearer.wait_for(changes=1)
    other.close()
    assert hearer.feed.stop()


def test_that_a_silent_line_is_told_frees_who_waits_and_is_taken_up_again(
    behind: Database, proxy: Proxy, postgres_url: str
) -> None:
    hearer = Hearer(behind, heartbeat=QUICK)
    hearer.feed.start()
    assert hearer.wait_for(states=1)
    begun, faults = threading.Event(), list[AgenceError]()

    def wait_long() -> None:
        def work(session: object) -> None:
            begun.set()
            session.execute(text("SELECT pg_sleep(600)"))  # type: ignore[attr-defined]

        try:
            behind.read(work)
        except AgenceError as error:
            faults.append(error)

    waiting = threading.Thread(target=wait_long)
    waiting.start()
    assert begun.wait(30)
    proxy.stall()
    assert hearer.wait_for(states=2)
    waiting.join(60)
    assert [(type(fault), fault.code) for fault in faults] == [(UnreachableError, "unreachable")]
    proxy.resume()
    assert hearer.wait_for(states=3, reloads=1)
    assert hearer.states == [True, False, True]
    assert count(behind) == 0
    other = Database(open_url(postgres_url))
    tell(other, 8)
    assert hearer.wait_for(changes=1)
    other.close()
    assert hearer.feed.stop()
