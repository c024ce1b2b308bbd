"""The relief of the story’s absence: 30 November to 18 December 2026, P-0142."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from agence_desktop.positions.absence import ReliefState
from agence_desktop.positions.relief import (
    AbsenceFile,
    Assignment,
    ReliefLine,
    ReliefPost,
    candidates,
    proposals_again,
    relief_plan,
    when_due,
)
from agence_desktop.positions.rows import Acceptance, Away, PersonRef, PositionRow, UnitRef
from positions.story import JOSEE, KARIM, MARYSE, OBSERVED, P0142, POST_142, SYLVIE, THIERRY

FIRST, LAST = date(2026, 11, 30), date(2026, 12, 18)
PEOPLE = {number: PersonRef(number, f"Personne {number}", sort_key=str(number)) for number in range(1, 10)}
POSITION = PositionRow(
    142, 1, "P-0142", "Prestations", UnitRef(1, "SO", "Soutien", 1), "", "", None, PEOPLE[MARYSE], True, 5
)
POST = ReliefPost(POSITION, 1, P0142, POST_142.competences)
FILE = AbsenceFile(PEOPLE[MARYSE], None, (POST,), PEOPLE, (), (), frozenset(OBSERVED), FIRST)


def given(task: str, person: int, state: Acceptance) -> Assignment:
    return Assignment(1, 1, 1, 142, task, PEOPLE[person], None, state)


def line_of(file: AbsenceFile, task: str) -> ReliefLine:
    return next(line for line in relief_plan(file, FIRST, LAST).lines if line.touched.task.key == task)


def test_that_every_task_due_or_on_demand_has_a_line() -> None:
    plan = relief_plan(FILE, FIRST, LAST)
    keys = [line.touched.task.key for line in plan.lines]
    assert keys == ["T1", "T2", "T5", "T6", "T7", "T8", "T9", "T10"]
    assert plan.working_days == 15
    assert plan.back_on == date(2026, 12, 21)


def test_that_who_covers_is_proposed_before_anything_is_written() -> None:
    line = line_of(FILE, "T1")
    assert line.person == PEOPLE[KARIM]
    assert line.second == PEOPLE[JOSEE]
    assert (line.acceptance, line.state) == (None, ReliefState.AWAITING)


def test_that_a_task_nobody_covers_is_bare_with_the_nearest_person() -> None:
    line = line_of(FILE, "T8")
    assert line.state is ReliefState.UNCOVERED
    assert line.bare
    assert line.nearest is not None
    assert line.nearest.competence.person_id == KARIM


def test_that_the_first_breach_is_that_of_the_task_that_stops_first() -> None:
    breach = relief_plan(FILE, FIRST, LAST).first_breach
    assert breach is not None
    assert (breach.touched.task.key, breach.touched.breach) == ("T8", date(2026, 12, 3))


def test_that_a_refusal_puts_the_task_back_to_uncovered() -> None:
    file = replace(FILE, assignments=(given("T5", THIERRY, Acceptance.REFUSED),))
    line = line_of(file, "T5")
    assert line.state is ReliefState.UNCOVERED
    assert line.touched.covering == ()
    assert line.touched.breach == date(2026, 12, 3)


def test_that_proposing_again_passes_over_refusals_and_keeps_what_was_asked() -> None:
    file = replace(
        FILE,
        assignments=(given("T1", KARIM, Acceptance.REFUSED), given("T2", KARIM, Acceptance.ASKED)),
    )
    again = {key[1]: one.person_id for key, one in proposals_again(file, relief_plan(file, FIRST, LAST))}
    assert again["T1"] == JOSEE
    assert "T2" not in again


def test_that_what_rests_on_a_person_counts_hours() -> None:
    most = relief_plan(FILE, FIRST, LAST).resting[0]
    assert (most.person.id, most.hours, most.tasks) == (KARIM, Decimal("14"), 2)


def test_that_who_is_counted_on_and_away_as_well_is_told() -> None:
    away = Away(KARIM, date(2026, 12, 11), date(2026, 12, 11))
    plan = relief_plan(replace(FILE, away=(away,)), FIRST, LAST)
    assert {one.person.id: one.away for one in plan.resting}[KARIM] == (away,)


def test_that_candidates_come_by_cover_then_level() -> None:
    assert [one.person_id for one in candidates(line_of(FILE, "T6"))] == [SYLVIE, JOSEE]


def test_that_daily_tasks_tell_their_rule_and_others_their_days() -> None:
    assert when_due(line_of(FILE, "T1").touched) == "chaque jour, 11\u00a0h"
    assert when_due(line_of(FILE, "T2").touched) == "30 nov., 7 et 14 déc."
    assert when_due(line_of(FILE, "T8").touched) == "à la demande"
