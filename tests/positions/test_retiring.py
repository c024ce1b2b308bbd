"""The last day of a position: what is due after it, what is listed, and who may give one."""

from __future__ import annotations

from datetime import date

import pytest

from agence_desktop.core.errors import RightMissingError, StaleError
from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.positions.commands.desk import Desk
from agence_desktop.positions.commands.posts import retire_position
from agence_desktop.positions.dues import dues_of
from agence_desktop.positions.queries.absence_files import unannounced_file
from agence_desktop.positions.queries.dues import unit_dues
from agence_desktop.positions.queries.posts import unit_posts
from agence_desktop.positions.relief import relief_plan
from agence_desktop.storage.work import Database
from positions.story import MARYSE, TODAY
from support import fragile, office
from support.fragile import Fragile

DESK = Desk(fragile.MANAGER)
LAST = date(2026, 12, 4)
FIRST_DAY, LAST_DAY = date(2026, 11, 30), date(2026, 12, 18)


@pytest.fixture
def unit(database: Database) -> Fragile:
    """The unit of the pictures."""
    return database.write(fragile.furnish)


def retire(database: Database, unit: Fragile, last: date | None, version: int) -> int:
    place = unit.positions[142]
    return database.write(lambda session: retire_position(session, DESK, place, version, last))[0]


def due_days(database: Database) -> set[date]:
    """The days in the absence of the pictures on which something of P-0142 is due."""
    found = database.read(lambda session: unit_dues(session, TODAY, FIRST_DAY, LAST_DAY))
    return {due.day for due in dues_of(found, FIRST_DAY, LAST_DAY) if due.position.number == "P-0142"}


def version_of(database: Database, unit: Fragile) -> int:
    posts = database.read(lambda session: unit_posts(session, fragile.MANAGER, TODAY))
    return next(one.position.version for one in posts if one.position.id == unit.positions[142])


def test_that_nothing_is_due_after_the_last_day(database: Database, unit: Fragile) -> None:
    before = due_days(database)
    assert max(before) > LAST
    retire(database, unit, LAST, version_of(database, unit))
    assert due_days(database) == {day for day in before if day <= LAST}


def test_that_an_absence_touches_a_position_until_its_last_day(database: Database, unit: Fragile) -> None:
    retire(database, unit, LAST, version_of(database, unit))
    file = database.read(lambda session: unannounced_file(session, unit.people[MARYSE], TODAY))
    plan = relief_plan(file, FIRST_DAY, LAST_DAY)
    assert plan.lines
    assert all(day <= LAST for line in plan.lines for day in line.touched.due)
    assert relief_plan(file, date(2026, 12, 7), LAST_DAY).lines == ()


def test_that_a_position_that_ended_is_not_measured_and_comes_back(database: Database, unit: Fragile) -> None:
    def numbers() -> set[str]:
        posts = database.read(lambda session: unit_posts(session, fragile.MANAGER, TODAY))
        return {one.position.number for one in posts}

    version = retire(database, unit, date(2026, 11, 19), version_of(database, unit))
    assert numbers() == {"P-0138", "P-0151"}
    ended = database.read(lambda session: unit_posts(session, fragile.MANAGER, TODAY, ended=True))
    assert [(one.position.number, one.position.until) for one in ended] == [("P-0142", date(2026, 11, 19))]
    retire(database, unit, None, version)
    assert numbers() == {"P-0138", "P-0142", "P-0151"}


def test_that_only_managers_end_a_position_as_they_read_it(database: Database, unit: Fragile) -> None:
    place, version = unit.positions[142], version_of(database, unit)
    clerk = Desk(Actor("commis", "Commis", None, frozenset({Grant(Role.CLERK, office.HOST)})))
    with pytest.raises(RightMissingError):
        database.write(lambda session: retire_position(session, clerk, place, version, LAST))
    with pytest.raises(StaleError):
        database.write(lambda session: retire_position(session, DESK, place, version + 1, LAST))
