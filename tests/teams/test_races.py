"""Races of real processes for the same three members: never above capacity, and nobody is told a lie."""

from __future__ import annotations

import multiprocessing
import os
import random
import sys
from collections.abc import Iterator
from multiprocessing import forkserver
from typing import Any

import pytest

from agence_desktop.storage.engine import WRITES
from agence_desktop.storage.guards import drop_guards
from agence_desktop.storage.integrity import check_structure
from agence_desktop.storage.verification import verify
from agence_desktop.storage.work import Database
from support.databases import PostgresDatabases, SqliteFiles
from support.racing import EFFORT, Racers, at_work
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


@pytest.fixture(scope="module")
def processes() -> Any:
    """Where writers come from: a parent that has imported the program, where the system can fork."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
        multiprocessing.set_forkserver_preload(["support.team_racing"])
        forkserver.ensure_running()
    return multiprocessing.get_context("forkserver")


def test_that_a_killed_confirmation_loses_nothing_it_acknowledged(
    race_url: str, raced: Database, processes: Any
) -> None:
    chance, acknowledged = random.Random(11), set[str]()
    for turn in range(12 * EFFORT):
        heard, told = processes.Pipe(duplex=False)
        writer = processes.Process(target=confirm_until_killed, args=(race_url, turn, told))
        writer.start()
        told.close()
        if heard.poll(10):
            acknowledged.add(heard.recv_bytes().decode())
        writer.join(chance.uniform(0, 0.08))
        writer.kill()
        writer.join()
        try:
            while True:
                acknowledged.add(heard.recv_bytes().decode())
        except EOFError:
            heard.close()
        # The next writer wants what the dead one may have locked.
        confirm_at_random(raced, 1000 + turn, 1)
    assert acknowledged <= confirmed(raced)
    assert overloads(raced) == []
    assert list(verify(raced)) == []
    assert raced.read(check_structure) == []
