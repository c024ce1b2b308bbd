"""A base made before flying teams is brought to their schema with its rows, and they work in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy import text

from agence_desktop.core.clock import FixedClock
from agence_desktop.migrations.runner import _alone, run_scripts, upgrade
from agence_desktop.storage.engine import WRITES, Opened
from agence_desktop.storage.guards import guard_findings
from agence_desktop.storage.schema import BASE_ID, PROGRAM, REPLAY, write_meta
from agence_desktop.storage.verification import verify
from agence_desktop.storage.work import Database
from agence_desktop.teams.commands.ledger import open_days
from agence_desktop.teams.estimating import CostSettings
from agence_desktop.teams.model import MemberDay
from agence_desktop.teams.problem import Settings
from agence_desktop.teams.queries.settings import team_settings
from agence_desktop.teams.unmet import CaseSettings
from support import office, teams
from support.storage import open_url

BEFORE = "0003"


def made_at(opened: Opened, schema: str) -> None:
    """Give an empty base the tables of an older program."""

    def make(connection: object) -> None:
        run_scripts(connection, schema)  # type: ignore[arg-type]
        for key, value in ((BASE_ID, "older"), (PROGRAM, "0"), (REPLAY, "no")):
            write_meta(connection, key, value)  # type: ignore[arg-type]

    _alone(opened, make)


@pytest.fixture
def older(database_url: str) -> Iterator[Opened]:
    """The furnished office as the program before flying teams made it."""
    opened = open_url(database_url)
    made_at(opened, BEFORE)
    Database(opened).write(office.furnish)
    yield opened
    opened.engine.dispose()


def test_that_an_older_base_keeps_its_rows_and_gets_a_guarded_ledger(older: Opened) -> None:
    done = upgrade(older)
    assert done.before == BEFORE
    database = Database(older, clock=FixedClock(teams.NOW))
    with older.engine.begin() as connection:
        assert guard_findings(connection) == []
        assert connection.execute(text("SELECT count(*) FROM space")).scalar_one() == len(office.ROOMS)
    database.write(teams.furnish)
    first, end = date(2026, 12, 21), date(2026, 12, 28)
    database.write(lambda session: open_days(session, [teams.LOUISE], first, end))
    # The holidays that were there before count as well.
    days = database.read(lambda s: {row.day.day: row.capacity for row in s.query(MemberDay)})
    assert days == {21: teams.FULL, 22: teams.FULL, 23: teams.FULL // 2, 24: 0, 25: 0}
    assert [one.code for one in verify(database) if one.code.startswith(("capacity", "load"))] == []


def test_that_settings_that_were_chosen_stay_and_those_of_costs_begin_as_usual(database_url: str) -> None:
    opened = open_url(database_url)
    made_at(opened, "0005")
    with opened.engine.execution_options(**{WRITES: True}).begin() as connection:
        connection.execute(
            text("INSERT INTO team_setting (id, full_day, weights) VALUES (1, 27000, '4,3,2,1')")
        )
    upgrade(opened)
    found = Database(opened).read(team_settings)
    assert found.arithmetic == Settings(full_day=Fraction(15, 2), weights=(4, 3, 2, 1))
    assert (found.costs, found.case) == (CostSettings(), CaseSettings())
    with opened.engine.begin() as connection:
        assert guard_findings(connection) == []
    opened.engine.dispose()
