"""What an absence touches, from when it hurts, and who takes over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agence_desktop.positions.absence import (
    AbsenceReport,
    Lack,
    Proposal,
    ReliefState,
    absence_report,
    breach_of,
    hours_resting,
    length_of,
    nearest,
    overlapping,
    propose,
    relief_for,
    state_of,
    works_due,
)
from agence_desktop.positions.content import AbsenceLength, DueRule, Relief, Sheet, Task, Work
from agence_desktop.positions.rows import Acceptance, Away, Competence

from .story import (
    ETIENNE,
    FATOU,
    JOSEE,
    KARIM,
    MARYSE,
    OBSERVED,
    P0142,
    POST_142,
    SYLVIE,
    THIERRY,
)
from .strategies import rules

FIRST, LAST = date(2026, 11, 30), date(2026, 12, 18)
MONDAYS = Task(
    "T1",
    due=DueRule("FREQ=WEEKLY;BYDAY=MO"),
    criticality=4,
    max_interruption_days=Fraction(2),
    required_level=3,
    wanted=1,
    hours=Decimal(5),
)


def able(person: int, task: str = "T1", level: int = 3, validated: str = "2026-06-09") -> Competence:
    return Competence(person, 142, task, level, date.fromisoformat(validated), access=True)


def report(
    *away: Away, tasks: tuple[Task, ...] = (MONDAYS,), known: tuple[Competence, ...] = ()
) -> AbsenceReport:
    return absence_report(tasks, known, MARYSE, FIRST, LAST, OBSERVED, away)


def story(*away: Away) -> AbsenceReport:
    return report(*away, tasks=P0142.tasks, known=POST_142.competences)


def test_that_the_absence_of_the_pictures_is_found() -> None:
    found = {one.task.key: one for one in story().touched}
    assert list(found) == ["T1", "T2", "T5", "T6", "T7", "T8", "T9", "T10"]
    assert len(found["T1"].due) == 15
    assert found["T2"].due == (date(2026, 11, 30), date(2026, 12, 7), date(2026, 12, 14))
    assert found["T6"].due == (date(2026, 12, 2), date(2026, 12, 16))
    assert found["T9"].due == (date(2026, 12, 3),)
    assert (found["T5"].on_demand, found["T5"].due) == (True, ())
    assert {key: one.breach for key, one in found.items() if one.breach} == {
        "T8": date(2026, 12, 3),
        "T9": date(2026, 12, 10),
    }
    assert story().first_breach == date(2026, 12, 3)
    assert story().sole == ((THIERRY, 1), (KARIM, 1), (JOSEE, 1))


def test_that_a_breach_is_the_first_due_date_and_the_tolerated_days() -> None:
    one = report().touched[0]
    assert one.breach == date(2026, 12, 2)
    assert one.covering == ()


@pytest.mark.parametrize(
    ("days", "breach"),
    [("1/24", "2026-11-30"), ("7/2", "2026-12-03"), ("18", "2026-12-18"), ("19", None), ("365", None)],
)
def test_that_a_part_of_a_day_counts_nothing_and_after_the_end_is_no_breach(
    days: str, breach: str | None
) -> None:
    task = replace(MONDAYS, max_interruption_days=Fraction(days))
    found = report(tasks=(task,)).touched[0].breach
    assert found == (date.fromisoformat(breach) if breach else None)


def test_that_without_limit_nothing_is_breached() -> None:
    assert breach_of(replace(MONDAYS, max_interruption_days=None), FIRST, LAST) is None


def test_that_a_task_not_due_in_the_absence_is_not_touched() -> None:
    yearly = replace(MONDAYS, due=DueRule("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31"))
    assert report(tasks=(yearly,)).touched == ()


def test_that_who_is_away_on_a_due_date_does_not_cover_it() -> None:
    away = Away(KARIM, FIRST, FIRST)
    alone = report(away, known=(able(KARIM),)).touched[0]
    # Karim covers the Mondays after the first, which nobody covers.
    assert (alone.covering, alone.always, alone.breach) == ((KARIM,), (), date(2026, 12, 2))
    both = report(away, known=(able(KARIM), able(JOSEE))).touched[0]
    assert (both.covering, both.always, both.breach) == ((KARIM, JOSEE), (JOSEE,), None)
    later = report(Away(KARIM, date(2026, 12, 14), LAST), known=(able(KARIM),)).touched[0]
    assert later.breach == date(2026, 12, 16)


def test_that_who_is_away_all_along_does_not_cover() -> None:
    found = report(Away(KARIM, date(2026, 11, 1), date(2026, 12, 31)), known=(able(KARIM),))
    assert found.touched[0].covering == ()
    assert found.sole == ()


def test_that_an_absence_on_other_days_changes_nothing() -> None:
    found = report(Away(KARIM, date(2026, 12, 1), date(2026, 12, 6)), known=(able(KARIM),))
    assert found.touched[0].always == (KARIM,)


def test_that_on_demand_is_judged_on_the_first_day() -> None:
    task = replace(MONDAYS, due=None)
    found = report(Away(KARIM, FIRST, FIRST), tasks=(task,), known=(able(KARIM),))
    assert (found.touched[0].covering, found.first_breach) == ((), date(2026, 12, 2))


def test_that_a_validation_that_ends_in_the_absence_covers_until_then() -> None:
    found = report(known=(able(KARIM, validated="2025-12-07"),)).touched[0]
    assert (found.covering, found.always) == ((KARIM,), ())
    assert found.breach == date(2026, 12, 16)


def test_that_the_proposal_of_the_pictures_is_found() -> None:
    assert propose(story().touched, POST_142.competences) == [
        Proposal("T1", KARIM, JOSEE),
        Proposal("T2", KARIM, None),
        Proposal("T5", THIERRY, None),
        Proposal("T6", SYLVIE, JOSEE),
        Proposal("T7", JOSEE, None),
        Proposal("T8", None, None),
        Proposal("T9", None, None),
        Proposal("T10", JOSEE, SYLVIE),
    ]


def test_that_of_equal_levels_the_least_loaded_is_proposed() -> None:
    tasks = (MONDAYS, replace(MONDAYS, key="T2"))
    known = (able(KARIM), able(JOSEE), able(KARIM, "T2"), able(JOSEE, "T2"))
    touched = report(tasks=tasks, known=known).touched
    assert [one.person_id for one in propose(touched, known)] == [KARIM, JOSEE]
    assert [one.person_id for one in propose(touched, known, kept={"T1": JOSEE})] == [JOSEE, KARIM]


def test_that_a_refusal_brings_the_second() -> None:
    found = propose(story().touched, POST_142.competences, refused={("T1", KARIM)})
    assert found[0] == Proposal("T1", JOSEE, None)


def test_that_whoever_is_there_all_along_is_proposed_first() -> None:
    known = (able(KARIM, level=4), able(JOSEE))
    touched = report(Away(KARIM, LAST, LAST), Away(KARIM, FIRST, FIRST), known=known).touched
    assert propose(touched, known)[0] == Proposal("T1", JOSEE, KARIM)


def test_that_assignments_say_how_tasks_stand() -> None:
    assert state_of(None) is state_of(Acceptance.REFUSED) is ReliefState.UNCOVERED
    assert state_of(Acceptance.PROPOSED) is state_of(Acceptance.ASKED) is ReliefState.AWAITING
    assert state_of(Acceptance.ACCEPTED) is ReliefState.COVERED


def test_that_hours_rest_on_those_who_take_over() -> None:
    assigned = {"T1": KARIM, "T2": KARIM, "T5": THIERRY, "T6": SYLVIE, "T7": JOSEE, "T10": JOSEE}
    assert hours_resting(P0142.tasks, assigned) == {
        KARIM: 14,
        THIERRY: Decimal("2.5"),
        SYLVIE: Decimal("1.5"),
        JOSEE: 4,
    }


def test_that_the_nearest_person_is_told_with_what_is_missing() -> None:
    found = {one.task.key: one for one in story().touched}
    review = nearest(found["T8"], POST_142.competences, MARYSE, FIRST)
    assert review is not None
    assert (review.competence.person_id, review.lack) == (KARIM, Lack.LEVEL)
    budget = nearest(found["T9"], POST_142.competences, MARYSE, FIRST)
    assert budget is not None
    assert (budget.competence.person_id, budget.competence.access) == (ETIENNE, False)
    assert nearest(found["T8"], (), MARYSE, FIRST) is None


@pytest.mark.parametrize(
    ("competence", "away", "lack"),
    [
        (replace(able(FATOU), in_training=True), (), Lack.TRAINING),
        (able(FATOU, validated="2024-01-01"), (), Lack.EXPIRED),
        (able(FATOU), (Away(FATOU, FIRST, LAST),), Lack.AWAY),
        (able(FATOU, level=1), (Away(FATOU, FIRST, LAST),), Lack.LEVEL),
    ],
)
def test_that_what_is_missing_is_told(competence: Competence, away: tuple[Away, ...], lack: Lack) -> None:
    touched = report(*away, known=(competence,)).touched[0]
    found = nearest(touched, (competence,), MARYSE, FIRST, away)
    assert found is not None
    assert found.lack is lack


def test_that_others_who_are_away_as_well_are_told() -> None:
    absences = [Away(KARIM, date(2026, 12, 11), date(2026, 12, 11)), Away(JOSEE, LAST, date(2027, 1, 5))]
    assert overlapping(absences, {KARIM, JOSEE}, FIRST, LAST) == absences
    assert overlapping(absences, {KARIM}, FIRST, date(2026, 12, 10)) == []


@pytest.mark.parametrize(
    ("last", "length"),
    [
        ("2026-12-01", "short"),
        ("2026-12-02", "medium"),
        ("2026-12-13", "medium"),
        ("2026-12-14", "long"),
        ("2026-11-29", "short"),
    ],
)
def test_that_the_length_counts_working_days(last: str, length: str) -> None:
    assert length_of(FIRST, date.fromisoformat(last), OBSERVED).value == length


def test_that_the_relief_plan_gives_its_line() -> None:
    line = Relief(AbsenceLength.LONG, "Équipe volante", "Rencontres de suivi")
    sheet = Sheet(relief=(*Sheet().relief[:2], line))
    assert relief_for(sheet, AbsenceLength.LONG) == line
    assert relief_for(Sheet(relief=()), AbsenceLength.SHORT) == Relief(AbsenceLength.SHORT)


def test_that_files_due_in_the_absence_are_listed() -> None:
    works = (
        Work("B", due=date(2026, 12, 11)),
        Work("A", due=date(2026, 12, 4)),
        Work("C"),
        Work("D", due=date(2027, 1, 1)),
    )
    assert [work.file for work in works_due(Sheet(works=works), FIRST, LAST)] == ["A", "B"]


@given(rules, st.integers(0, 40), st.integers(0, 40), st.integers(0, 30))
def test_that_a_breach_lies_in_the_absence_and_one_more_cover_never_harms(
    rule: DueRule, length: int, offset: int, limit: int
) -> None:
    last = FIRST + timedelta(days=length)
    task = replace(MONDAYS, due=rule, max_interruption_days=Fraction(limit))
    away = [Away(KARIM, FIRST + timedelta(days=offset), FIRST + timedelta(days=offset + 3))]
    one = absence_report((task,), (able(KARIM),), MARYSE, FIRST, last, OBSERVED, away)
    two = absence_report((task,), (able(KARIM), able(JOSEE)), MARYSE, FIRST, last, OBSERVED, away)
    if one.first_breach is not None:
        assert FIRST <= one.first_breach <= last
    assert two.first_breach is None
