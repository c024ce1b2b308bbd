"""Numbers without gap or reuse."""

from __future__ import annotations

from sqlalchemy import select

from agence_desktop.storage import numbering
from agence_desktop.storage.numbering import take_number
from agence_desktop.storage.work import Database
from support.storage import TRIAL, run_at_once, take_numbers


def test_that_each_kind_and_year_starts_at_one(database: Database) -> None:
    taken = [
        database.write(lambda session, of=of: take_number(session, *of))  # type: ignore[misc]
        for of in (("R", 2026), ("R", 2026), ("D", 2026), ("R", 2027), ("R", 2026))
    ]
    assert taken == [1, 2, 1, 1, 3]


def test_that_numbers_have_no_gap_though_processes_race_and_roll_back(
    database: Database, database_url: str
) -> None:
    assert run_at_once(take_numbers, [(database_url, 30)] * 4) == [0] * 4
    numbers = database.read(lambda session: list(session.scalars(select(TRIAL.c.amount))))
    assert sorted(numbers) == list(range(1, 4 * 24 + 1))


def test_that_many_numbers_follow_each_other(database: Database) -> None:
    assert database.write(lambda session: take_number(session, "R", 2026)) == 1
    assert database.write(lambda session: numbering.take_numbers(session, "R", 2026, 5)) == range(2, 7)
    assert database.write(lambda session: take_number(session, "R", 2026)) == 7
