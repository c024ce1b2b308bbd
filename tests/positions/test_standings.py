"""The register of a unit on both databases: standings, measures, the past, the matrix, in few statements."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from agence_desktop.core.calendars import months_before
from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.positions.bus_factor import unit_bus_factor
from agence_desktop.positions.commands.absences import announce
from agence_desktop.positions.commands.competences import record_drill, validate
from agence_desktop.positions.commands.desk import Desk
from agence_desktop.positions.matrix import coverage_matrix
from agence_desktop.positions.measures import measure
from agence_desktop.positions.queries.history import posts_on
from agence_desktop.positions.queries.posts import Scope, measured_posts, unit_posts
from agence_desktop.positions.queries.register import positions
from agence_desktop.positions.queries.standings import drills, standings
from agence_desktop.positions.queries.surroundings import people_around, weeks_to_autonomy
from agence_desktop.positions.rows import Competence, Drill, DrillResult, SheetState
from agence_desktop.positions.standing import Standing
from agence_desktop.positions.states import ReviewCause
from agence_desktop.positions.trend import trend, trend_days
from agence_desktop.storage.engine import count_statements
from agence_desktop.storage.work import Database
from positions import story
from positions.story import TODAY
from support import fragile
from support.fragile import Fragile

AGENCE = Desk(Actor("agence", "Agence", None, frozenset(map(Grant, (Role.MANAGER, Role.CLERK)))))


@pytest.fixture
def written(database: Database) -> Fragile:
    """The unit of the pictures."""
    return database.write(fragile.furnish)


def told(database: Database, unit: Fragile) -> dict[int, Standing]:
    found = database.read(lambda session: standings(session, positions(session, TODAY), TODAY))
    return {number: found[key] for number, key in unit.positions.items()}


def test_that_a_review_is_overdue_from_its_date_on(database: Database, written: Fragile) -> None:
    found = told(database, written)
    assert (found[151].state, found[151].overdue) == (SheetState.TO_REVIEW, 98)
    assert found[151].causes == (ReviewCause.DATE,)
    assert (found[142].state, found[142].causes) == (SheetState.APPROVED, ())


def test_that_a_failed_drill_and_an_announced_absence_ask_for_a_review(
    database: Database, written: Fragile
) -> None:
    drill = Drill(date(2026, 11, 10), written.people[story.KARIM], (DrillResult("T1", 50),))
    database.write(lambda session: record_drill(session, AGENCE, written.positions[142], drill))
    etienne, until = written.people[story.ETIENNE], TODAY + timedelta(days=5)
    database.write(lambda session: announce(session, AGENCE, etienne, TODAY, until))
    found = told(database, written)
    assert found[142].causes == (ReviewCause.DRILL,)
    assert found[138].causes == (ReviewCause.ABSENCE,)
    rows = database.read(drills)
    assert [(row.position_id, row.person.name) for row in rows] == [(written.positions[142], "Karim Benali")]


def test_that_the_measures_of_the_base_are_those_of_the_story(database: Database, written: Fragile) -> None:
    found = database.read(lambda session: measured_posts(session, fragile.MANAGER, TODAY))
    expected = {written.positions[post.position_id]: measure(post, TODAY) for post in story.POSTS}
    for one, measures in found:
        assert measures.terms == expected[one.position.id].terms
    posts = [one.post for one, _ in found]
    assert unit_bus_factor(posts, TODAY) == unit_bus_factor(story.POSTS, TODAY)


def test_that_whoever_sees_no_a_gets_no_v(database: Database, written: Fragile) -> None:
    assert written.positions
    found = database.read(lambda session: measured_posts(session, fragile.HOLDER, TODAY))
    assert {measures.vulnerability for _, measures in found} == {None}


def test_that_a_level_replaced_since_counts_no_more(database: Database, written: Fragile) -> None:
    key, karim = written.positions[142], written.people[story.KARIM]
    database.write(lambda session: validate(session, AGENCE, Competence(karim, key, "T1", 0, None)))
    scope = Scope(position_ids=frozenset({key}))
    for only_valid in (True, False):
        (one,) = database.read(
            lambda session, wanted=only_valid: unit_posts(
                session, fragile.MANAGER, TODAY, scope, only_valid=wanted
            )
        )
        cover = next(cover for cover in measure(one.post, TODAY).covers if cover.task.key == "T1")
        assert cover.covering == (written.people[story.JOSEE],)


def test_that_the_register_takes_a_constant_number_of_statements(
    database: Database, written: Fragile
) -> None:
    counts = []
    for scope in (Scope(), Scope(position_ids=frozenset({written.positions[142]}))):
        with count_statements(database.engine) as statements:
            database.read(
                lambda session, wanted=scope: measured_posts(session, fragile.MANAGER, TODAY, wanted)
            )
        counts.append(len(statements))
    assert counts[0] == counts[1]
    assert counts[0] <= 7


def test_that_weeks_to_autonomy_and_people_come_from_the_sheets_that_count(
    database: Database, written: Fragile
) -> None:
    assert database.read(weeks_to_autonomy) == {written.positions[142]: 3}
    people = [person.name for person in database.read(people_around)]
    assert people[0] == "Karim Benali"
    assert len(people) == 8


def test_that_the_past_has_the_sheet_and_the_levels_of_its_day(database: Database, written: Fragile) -> None:
    assert written.positions
    days = trend_days(TODAY)

    def read(session: object) -> object:
        found = unit_posts(session, fragile.MANAGER, TODAY)  # type: ignore[arg-type]
        return posts_on(session, found, days, Scope())  # type: ignore[arg-type]

    points = trend(database.read(read))  # type: ignore[arg-type]
    assert [point.day for point in points] == list(days)
    assert points[0].coverage == 0, "no sheet was approved a year ago"
    assert points[-1].coverage > points[3].coverage
    expected = sum(measure(post, TODAY).coverage for post in story.POSTS) / 3
    assert points[-1].coverage == expected


def test_that_days_of_the_trend_are_a_month_apart() -> None:
    days = trend_days(date(2026, 3, 31))
    assert (days[0], days[-2], days[-1]) == (date(2025, 3, 31), date(2026, 2, 28), date(2026, 3, 31))
    assert days[1] == months_before(date(2026, 3, 31), 11)


def test_that_the_matrix_has_holders_first_and_whoever_knows_something(
    database: Database, written: Fragile
) -> None:
    found = database.read(lambda session: unit_posts(session, fragile.MANAGER, TODAY))
    people = database.read(people_around)
    matrix = coverage_matrix([(one.position, one.post) for one in found], people, TODAY)
    assert [person.id for person in matrix.people[:3]] == [
        written.people[person] for person in (story.ETIENNE, story.MARYSE, story.THIERRY)
    ]
    t4 = next(task for task in matrix.posts[1].tasks if task.cover.task.key == "T4")
    known = t4.known[written.people[story.ETIENNE]]
    assert (known.stale, known.covers) == (True, False)
    assert [post.bare for post in matrix.posts] == [2, 3, 3]
