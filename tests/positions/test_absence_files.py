"""Absences with everything by which they are judged: both databases, a constant number of statements."""

from __future__ import annotations

from datetime import date

import pytest

from agence_desktop.core.errors import RefusedError
from agence_desktop.positions.commands.absences import announce, cancel_absence
from agence_desktop.positions.queries.absence_files import (
    absence_file,
    announced_files,
    holders,
    unannounced_file,
)
from agence_desktop.positions.relief import relief_plan
from agence_desktop.positions.rows import Acceptance, Away
from agence_desktop.storage.engine import count_statements
from agence_desktop.storage.work import Database
from positions import story
from support import fragile, relief_story
from support.fragile import Fragile

TODAY = story.TODAY
STATEMENTS = 6


@pytest.fixture
def fragile_unit(database: Database) -> Fragile:
    """The unit of the pictures."""
    return database.write(fragile.furnish)


def test_that_a_file_holds_posts_people_answers_and_absences(
    database: Database, fragile_unit: Fragile
) -> None:
    absence_id = database.write(lambda session: relief_story.organised(session, fragile_unit))
    file = database.read(lambda session: absence_file(session, absence_id, TODAY))
    karim = fragile_unit.people[story.KARIM]
    assert file.person.name == "Maryse Thibodeau"
    assert [post.position.number for post in file.posts] == ["P-0142"]
    assert file.posts[0].sheet.tasks == story.P0142.tasks
    assert file.people[karim].name == "Karim Benali"
    assert Away(karim, date(2026, 12, 11), date(2026, 12, 11)) in file.away
    states = {one.task: one.state for one in file.assignments}
    assert (states["T1"], states["T5"]) == (Acceptance.ACCEPTED, Acceptance.ASKED)


def test_that_the_plan_of_a_file_is_that_of_the_pictures(database: Database, fragile_unit: Fragile) -> None:
    absence_id = database.write(lambda session: relief_story.organised(session, fragile_unit))
    file = database.read(lambda session: absence_file(session, absence_id, TODAY))
    plan = relief_plan(file, relief_story.FIRST, relief_story.LAST)
    assert [line.touched.task.key for line in plan.bare] == ["T8", "T9"]
    assert [line.touched.breach for line in plan.bare] == [date(2026, 12, 3), date(2026, 12, 10)]


def test_that_any_number_of_absences_takes_six_statements(database: Database, fragile_unit: Fragile) -> None:
    def added(person: int, first: date) -> None:
        database.write(
            lambda session: announce(session, relief_story.DESK, fragile_unit.people[person], first, first)
        )

    for person, month in ((story.MARYSE, 12), (story.THIERRY, 12), (story.ETIENNE, 12)):
        added(person, date(2026, month, 1))
        with count_statements(database.engine) as statements:
            database.read(lambda session: announced_files(session, TODAY))
        assert len(statements) <= STATEMENTS


def test_that_one_absence_and_one_to_announce_take_six_statements(
    database: Database, fragile_unit: Fragile
) -> None:
    absence_id = database.write(lambda session: relief_story.organised(session, fragile_unit))
    thierry = fragile_unit.people[story.THIERRY]
    with count_statements(database.engine) as statements:
        database.read(lambda session: absence_file(session, absence_id, TODAY))
    assert len(statements) <= STATEMENTS
    with count_statements(database.engine) as statements:
        database.read(lambda session: unannounced_file(session, thierry, TODAY))
    assert len(statements) <= STATEMENTS


def test_that_cancelled_absences_are_left_out_of_lists_but_open(
    database: Database, fragile_unit: Fragile
) -> None:
    absence_id = database.write(lambda session: relief_story.announced(session, fragile_unit))
    database.write(lambda session: cancel_absence(session, relief_story.DESK, absence_id, 1))
    listed = database.read(lambda session: announced_files(session, TODAY))
    assert absence_id not in [file.absence.id for file in listed if file.absence]
    file = database.read(lambda session: absence_file(session, absence_id, TODAY))
    assert file.absence is not None
    assert file.absence.cancelled


def test_that_an_unknown_absence_or_person_is_refused(database: Database) -> None:
    with pytest.raises(RefusedError, match="absence"):
        database.read(lambda session: absence_file(session, 999, TODAY))
    with pytest.raises(RefusedError, match="personne"):
        database.read(lambda session: unannounced_file(session, 999, TODAY))


@pytest.mark.usefixtures("fragile_unit")
@pytest.mark.parametrize("typed", ["thibo", "p-0142", "integration", "maryse special"])
def test_that_holders_are_found_by_name_number_and_title(database: Database, typed: str) -> None:
    found = database.read(lambda session: holders(session, typed, 10))
    assert [person.name for person, _ in found] == ["Maryse Thibodeau"]
    assert found[0][1].startswith("P-0142 Prestations")
