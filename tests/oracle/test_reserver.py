"""`reserver` against the oracle: files of random rows, every code and outcome, on both databases."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlalchemy import func, select

from agence_desktop.spaces.model import Booking, Occurrence
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.work import Database
from oracle.cases import Cases
from oracle.replay import CLOCKS, Replay
from oracle.world import CELLS, make_world
from support.databases import PostgresDatabases, SqliteFiles

ROWS = int(os.environ.get("AGENCE_ORACLE_ROWS", "10000"))
"""On each database; AGENCE_ORACLE_ROWS for another number."""
LEAST = max(1, ROWS // 1000)
"""How often each thing must have been said."""
PER_FILE = 400

FAULTS = (
    *("missing", "unknown_space", "bad_time", "bad_rule", "unknown_organisation", "unknown_person"),
    *("bad_number", "unknown_equipment", "bad_choice", "bad_key", "too_many", "key_reused"),
)
REASONS = (
    *("past", "not_shareable", "not_eligible", "capacity", "closed", "holiday", "whole_days", "notice"),
    *("horizon", "outside_hours", "too_short", "too_long", "grid", "quota", "equipment_stock"),
    *("related_space", "overlap"),
)
OUTCOMES = ("confirmed", "requested", "mixed", "partly", "refused")
STATES = ("confirmed", "requested", "not_obtained", "refused", "free")
EVERYTHING = (
    *(f"fault {code}" for code in FAULTS),
    *(f"reason {code}" for code in REASONS),
    *(f"outcome {code}" for code in OUTCOMES),
    *(f"state {code}" for code in STATES),
    *(f"replayed {code}" for code in ("confirmed", "requested", "refused")),
)


def replay(url: str, seed: int, rows: int, folder: Path) -> Replay:
    """Run files one after the other while the present moves on."""
    world = make_world(seed)
    found = Replay(url, world, folder)
    cases = Cases(world, seed)
    files = max(len(CLOCKS), -(-rows // PER_FILE))
    for number in range(files):
        clock = CLOCKS[number * len(CLOCKS) // files]
        cases.move_to(clock)
        found.compare(clock, cases.rows(-(-rows // files)), separator=";,"[number % 2])
    return found


def check(found: Replay, least: int) -> None:
    """Everything that can be said was said, and what is stored is what was answered."""
    assert {code: found.seen[code] for code in EVERYTHING if found.seen[code] < least} == {}
    database = Database(open_engine(parse_location(found.url)))
    numbers = database.read(lambda session: set(session.scalars(select(Booking.number))))
    dates = database.read(lambda session: session.scalar(select(func.count()).select_from(Occurrence)))
    database.close()
    assert numbers == {
        f"R-{year}-{number:06d}"
        for year, last in found.oracle.numbers.items()
        for number in range(1, last + 1)
    }
    assert dates == len(found.oracle.kept)


def test_that_every_term_is_given_at_every_level() -> None:
    given = {(scope[0], column) for scope, cells in make_world(1).terms.items() for column in cells}
    assert given == {(level, column) for level in ("organisme", "immeuble", "espace") for column in CELLS}


def test_that_rows_are_answered_to_the_letter_on_sqlite(sqlite_files: SqliteFiles, tmp_path: Path) -> None:
    url = sqlite_files.fresh()
    check(replay(url, 1, ROWS, tmp_path), LEAST)
    sqlite_files.drop(url)


@pytest.mark.postgres
def test_that_rows_are_answered_to_the_letter_on_postgresql(
    postgres_databases: PostgresDatabases, tmp_path: Path
) -> None:
    url = postgres_databases.fresh()
    check(replay(url, 2, ROWS, tmp_path), LEAST)
    postgres_databases.drop(url)
