"""Races of real processes for the same three members: never above capacity, and nobody is told a lie."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from agence_desktop.storage.engine import WRITES
from agence_desktop.storage.guards import drop_guards
from agence_desktop.storage.integrity import check_structure
from agence_desktop.storage.verification import verify
from agence_desktop.storage.work import Database
from support import statement_racing
from support.databases import PostgresDatabases, SqliteFiles
from support.killing import told_until_killed, writing_processes
from support.racing import EFFORT, Racers, at_work
from support.statement_racing import state_once, state_until_killed, state_while_days_are_noted
from support.team_racing import (
    confirm_at_random,
    confirm_or_intrude,
    confirm_until_killed,
    confirmed,
    intrude,
    mix,
    overloads,
    prepare,
)

STATING = {"stale", "nothing_to_state", "statement_changed", "statement_stands", "unknown_statement"}
ANSWERS = {
    *("over_capacity", "stale", "deployment_step", "day_committed", "overlapping", "contract"),
    *("availability", "seat_taken", "not_within", "begun", "in_use"),
}


@pytest.fixture(scope="module")
def racers() -> Iterator[Racers]:
    racers = Racers()
    yield racers
    racers.close()


@pytest.fixture
def race_url(databases: SqliteFiles | PostgresDatabases) -> Iterator[str]:
    url = databases.copy_of(prepare)
    yield url
    databases.drop(url)


@pytest.fixture
def raced(race_url: str) -> Iterator[Database]:
    database = at_work(race_url)
    yield database
    database.close()


def test_that_eight_processes_never_confirm_above_capacity(
    race_url: str, raced: Database, racers: Racers
) -> None:
    report = racers.run(race_url, confirm_at_random, 12 * EFFORT)
    assert report.done["confirm"] > 0
    assert report.refused["over_capacity"] > 0
    assert set(report.refused) <= ANSWERS
    assert set(report.numbers) == confirmed(raced)
    assert len(report.numbers) == len(set(report.numbers))
    assert overloads(raced) == []
    assert list(verify(raced)) == []


def test_that_nothing_exceeds_capacity_while_days_move(
    race_url: str, raced: Database, racers: Racers
) -> None:
    report = racers.run(race_url, mix, 15 * EFFORT)
    assert {"confirm", "move"} <= set(report.done)
    assert set(report.refused) <= ANSWERS
    assert overloads(raced) == []
    assert list(verify(raced)) == []


def test_that_intruders_are_refused_by_the_base_itself(
    race_url: str, raced: Database, racers: Racers
) -> None:
    report = racers.run(race_url, confirm_or_intrude, 12 * EFFORT)
    assert report.refused["intruder"] > 0
    assert overloads(raced) == []


def test_that_the_check_would_find_what_the_guards_prevent(
    race_url: str, raced: Database, racers: Racers
) -> None:
    with raced.engine.execution_options(**{WRITES: True}).begin() as connection:
        drop_guards(connection)
    racers.run(race_url, intrude, 30)
    assert overloads(raced) != []


@pytest.fixture
def stating_url(databases: SqliteFiles | PostgresDatabases) -> Iterator[str]:
    url = databases.copy_of(statement_racing.prepare)
    yield url
    databases.drop(url)


@pytest.fixture
def stating(stating_url: str) -> Iterator[Database]:
    database = at_work(stating_url)
    yield database
    database.close()


@pytest.mark.parametrize("count", [2, 8])
def test_that_a_client_and_a_period_get_one_statement_however_many_issue_it(
    stating_url: str, stating: Database, racers: Racers, count: int
) -> None:
    report = racers.run(stating_url, state_once, count)
    assert report.numbers == statement_racing.numbers(stating) == ["RV-2026-0001"]
    assert report.done["issue"] == 1
    assert set(report.refused) <= STATING
    assert statement_racing.overstated(stating) == []
    assert statement_racing.unbalanced(stating) == []
    assert list(verify(stating)) == []


def test_that_nothing_is_stated_twice_while_days_are_noted_and_drafts_deleted(
    stating_url: str, stating: Database, racers: Racers
) -> None:
    report = racers.run(stating_url, state_while_days_are_noted, 10 * EFFORT)
    assert {"prepare", "issue", "note"} <= set(report.done)
    assert set(report.refused) <= STATING
    issued = statement_racing.numbers(stating)
    assert sorted(report.numbers) == issued
    assert issued == [f"RV-2026-{number:04d}" for number in range(1, len(issued) + 1)]
    # Whatever the last of them left is stated once more, and then nothing is left.
    state_once(stating, 0, 1)
    assert state_once(stating, 0, 1).refused == {"nothing_to_state": 1}
    assert statement_racing.overstated(stating) == []
    assert statement_racing.unbalanced(stating) == []
    assert list(verify(stating)) == []


@pytest.fixture(scope="module")
def processes() -> Iterator[Any]:
    """Where writers come from."""
    with writing_processes("support.team_racing", "support.statement_racing") as found:
        yield found


def killed(processes: Any, url: str, target: Callable[..., None], after: Callable[[int], object]) -> set[str]:
    """Start writers and kill them at any instant; what they told. ``after`` wants what they had locked."""
    chance, acknowledged = random.Random(11), set[str]()
    for turn in range(12 * EFFORT):
        acknowledged.update(told_until_killed(processes, target, (url, turn), chance))
        after(1000 + turn)
    return acknowledged


def test_that_a_killed_statement_keeps_its_number_or_never_had_one(
    stating_url: str, stating: Database, processes: Any
) -> None:
    acknowledged = killed(processes, stating_url, state_until_killed, lambda _turn: state_once(stating, 0, 1))
    issued = statement_racing.numbers(stating)
    assert acknowledged <= set(issued)
    assert issued == [f"RV-2026-{number:04d}" for number in range(1, len(issued) + 1)]
    state_once(stating, 0, 1)
    assert statement_racing.overstated(stating) == []
    assert statement_racing.unbalanced(stating) == []
    assert list(verify(stating)) == []
    assert stating.read(check_structure) == []


def test_that_a_killed_confirmation_loses_nothing_it_acknowledged(
    race_url: str, raced: Database, processes: Any
) -> None:
    acknowledged = killed(
        processes, race_url, confirm_until_killed, lambda turn: confirm_at_random(raced, turn, 1)
    )
    assert acknowledged <= confirmed(raced)
    assert overloads(raced) == []
    assert list(verify(raced)) == []
    assert raced.read(check_structure) == []
