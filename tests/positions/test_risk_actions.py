"""Actions for § 13: into the open draft, or into the next version."""

from __future__ import annotations

from datetime import date

import pytest

from agence_desktop.core.errors import RefusedError, RightMissingError
from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.positions.commands.desk import Desk
from agence_desktop.positions.commands.risk_actions import add_action
from agence_desktop.positions.content import Action
from agence_desktop.positions.queries.sheets import sheet_file
from agence_desktop.positions.rows import SheetFile, SheetState
from agence_desktop.storage.work import Database
from support import fragile, next_version, office
from support.fragile import Fragile

DESK = Desk(fragile.MANAGER)
TRAIN = Action("Karim Benali au niveau 3 pour T8", "Hélène Vachon", date(2026, 12, 11))


@pytest.fixture
def unit(database: Database) -> Fragile:
    """The unit of the pictures, its sheets in force."""
    return database.write(fragile.furnish)


def newest(database: Database, position_id: int) -> SheetFile:
    found = database.read(lambda session: sheet_file(session, position_id))
    assert found is not None
    return found


def test_that_the_next_version_is_opened_for_it_and_then_used(database: Database, unit: Fragile) -> None:
    place = unit.positions[142]
    before = newest(database, place)
    database.write(lambda session: add_action(session, DESK, place, TRAIN))
    after = newest(database, place)
    assert (after.row.number, after.row.state) == (before.row.number + 1, SheetState.DRAFT)
    assert after.sheet.actions == (*before.sheet.actions, TRAIN)
    more = Action("Dater les procédures de T4")
    database.write(lambda session: add_action(session, DESK, place, more))
    again = newest(database, place)
    assert again.row.number == after.row.number
    assert again.sheet.actions[-2:] == (TRAIN, more)


def test_that_the_same_action_is_not_added_twice(database: Database, unit: Fragile) -> None:
    place = unit.positions[142]
    database.write(lambda session: add_action(session, DESK, place, TRAIN))
    with pytest.raises(RefusedError) as refusal:
        database.write(lambda session: add_action(session, DESK, place, TRAIN))
    assert refusal.value.code == "action_there"


def test_that_a_submitted_version_is_left_as_it_is(database: Database, unit: Fragile) -> None:
    database.write(lambda session: next_version.submit(session, unit))
    with pytest.raises(RefusedError) as refusal:
        database.write(lambda session: add_action(session, DESK, unit.positions[142], TRAIN))
    assert refusal.value.code == "not_editable"


def test_that_only_managers_add_actions(database: Database, unit: Fragile) -> None:
    clerk = Desk(Actor("commis", "Commis", None, frozenset({Grant(Role.CLERK, office.HOST)})))
    with pytest.raises(RightMissingError):
        database.write(lambda session: add_action(session, clerk, unit.positions[142], TRAIN))
