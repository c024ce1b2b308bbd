"""Reads of flying teams take the same number of statements however much there is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from agence_desktop.storage.engine import count_statements
from agence_desktop.storage.work import Database
from agence_desktop.teams.periods import Days
from agence_desktop.teams.queries.board import cards
from agence_desktop.teams.queries.files import deployment_file, request_file
from agence_desktop.teams.queries.problem import stated_problem
from agence_desktop.teams.queries.timeline import bars, day_loads, member_lines
from support.teams import KARINE, LOUISE, THOMAS, TODAY
from teams import story
from teams.story import seat

DAYS = frozenset({0, 1, 3, 4})
QUARTER = Days(date(2026, 11, 30), date(2027, 3, 1))
READS: dict[str, Callable[[Session, int, int], Any]] = {
    "members": lambda session, _request, _one: member_lines(session, QUARTER),
    "bars": lambda session, _request, _one: bars(session, QUARTER, TODAY),
    "loads": lambda session, _request, _one: day_loads(session, QUARTER, TODAY),
    "board": lambda session, _request, _one: cards(session, TODAY),
    "problem": lambda session, _request, _one: stated_problem(session, TODAY),
    "request": lambda session, request, _one: request_file(session, request, TODAY),
    "deployment": lambda session, _request, one: deployment_file(session, one, TODAY),
}


def counted(database: Database, request: int, one: int) -> dict[str, int]:
    found = {}
    for name, read in READS.items():
        with count_statements(database.engine) as statements:
            assert database.read(lambda session, r=read: r(session, request, one))  # type: ignore[misc]
        found[name] = len(statements)
    return found


@pytest.fixture
def small(bench: Database) -> tuple[Database, int, int]:
    request, made = story.confirmed(bench, LOUISE)
    story.received(bench)
    return bench, request, made[0]


def test_that_reads_take_a_constant_number_of_statements(small: tuple[Database, int, int]) -> None:
    database, request, one = small
    before = counted(database, request, one)
    for effort in (1_000, 1_500):
        story.confirmed(database, LOUISE, KARINE, THOMAS, seats=(seat(effort_bp=effort, days=DAYS),) * 3)
        story.committed(database, KARINE)
        story.received(database, seat(), seat())
    assert counted(database, request, one) == before
