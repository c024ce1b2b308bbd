"""Confirming the relief of an absence: acceptances noted by whoever organises it, and taken back."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.actions.relief import confirm_relief
from agence_desktop.core.errors import RefusedError, RightMissingError, StaleError
from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.positions.commands.absences import answer, cancel_absence, confirm, unconfirm
from agence_desktop.positions.commands.desk import Desk
from agence_desktop.positions.model import Absence, ReliefAssignment
from agence_desktop.positions.rows import Acceptance
from agence_desktop.storage.work import Database
from support import fragile, office, relief_story
from support.fragile import Fragile


@pytest.fixture
def fragile_unit(database: Database) -> Fragile:
    """The unit of the pictures."""
    return database.write(fragile.furnish)


def states(database: Database) -> dict[str, str]:
    return database.read(
        lambda session: dict(
            session.execute(select(ReliefAssignment.task, ReliefAssignment.state)).tuples().all()
        )
    )


def test_that_confirming_notes_whoever_was_asked_and_gives_back_what_was(
    database: Database, fragile_unit: Fragile
) -> None:
    absence_id = database.write(lambda session: relief_story.organised(session, fragile_unit))
    assert states(database)["T5"] == Acceptance.ASKED
    before, _ = database.write(lambda session: confirm(session, relief_story.DESK, absence_id))
    assert [one.state for one in before] == [Acceptance.ASKED]
    assert set(states(database).values()) == {Acceptance.ACCEPTED}
    database.write(lambda session: unconfirm(session, relief_story.DESK, absence_id, before))
    assert states(database)["T5"] == Acceptance.ASKED


def test_that_what_is_only_proposed_is_written_and_confirmed_and_a_refusal_stays(
    database: Database, fragile_unit: Fragile
) -> None:
    absence_id = database.write(lambda session: relief_story.announced(session, fragile_unit))
    before, _ = database.write(lambda session: confirm_relief(session, fragile.MANAGER, absence_id))
    assert {one.state for one in before} == {Acceptance.PROPOSED}
    assert {"T1", "T2", "T5"} <= states(database).keys()
    assert set(states(database).values()) == {Acceptance.ACCEPTED}

    def refuse(session: Session) -> None:
        row = session.scalars(select(ReliefAssignment).where(ReliefAssignment.task == "T1")).one()
        answer(session, relief_story.DESK, row.id, row.version, accepted=False)

    database.write(refuse)
    assert database.write(lambda session: confirm(session, relief_story.DESK, absence_id))[0] == ()
    assert states(database)["T1"] == Acceptance.REFUSED


def test_that_an_answer_given_since_is_not_taken_back(database: Database, fragile_unit: Fragile) -> None:
    absence_id = database.write(lambda session: relief_story.organised(session, fragile_unit))
    before, _ = database.write(lambda session: confirm(session, relief_story.DESK, absence_id))
    (told,) = before
    database.write(lambda session: answer(session, relief_story.DESK, told.id, told.version, accepted=False))
    with pytest.raises(StaleError):
        database.write(lambda session: unconfirm(session, relief_story.DESK, absence_id, before))
    assert states(database)["T5"] == Acceptance.REFUSED


def test_that_only_who_organises_relief_confirms_it(database: Database, fragile_unit: Fragile) -> None:
    absence_id = database.write(lambda session: relief_story.organised(session, fragile_unit))
    holder = Desk(Actor("maryse", "Maryse", None, frozenset({Grant(Role.HOLDER, office.HOST)})))
    with pytest.raises(RightMissingError):
        database.write(lambda session: confirm(session, holder, absence_id))
    assert states(database)["T5"] == Acceptance.ASKED


def test_that_a_cancelled_absence_is_not_confirmed(database: Database, fragile_unit: Fragile) -> None:
    absence_id = database.write(lambda session: relief_story.organised(session, fragile_unit))

    def cancel(session: Session) -> None:
        row = session.get(Absence, absence_id)
        assert row is not None
        cancel_absence(session, relief_story.DESK, row.id, row.version)

    database.write(cancel)
    with pytest.raises(RefusedError):
        database.write(lambda session: confirm(session, relief_story.DESK, absence_id))
