"""Who covers a task, what rests on one person, and who could really take over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from agence_desktop.core.calendars import months_before
from agence_desktop.positions.content import Access, Task
from agence_desktop.positions.coverage import (
    Rests,
    colour_of,
    cover_tasks,
    covers,
    feasibility,
    max_interruption,
    what_rests,
)
from agence_desktop.positions.rows import Colour, Competence

from .story import ETIENNE, JOSEE, KARIM, MARYSE, P0142, POST_142, POSTS, SYLVIE, THIERRY, TODAY

TASK = Task("T1", required_level=3, wanted=2, recovery_days=Fraction(5))
ABLE = Competence(KARIM, 142, "T1", 3, date(2026, 6, 9))


def test_that_somebody_able_and_validated_covers() -> None:
    assert covers(TASK, ABLE, MARYSE, TODAY)
    assert covers(TASK, ABLE, None, TODAY)


@pytest.mark.parametrize(
    "competence",
    [
        replace(ABLE, person_id=MARYSE),
        replace(ABLE, level=2),
        replace(ABLE, in_training=True),
        replace(ABLE, validated=None),
        replace(ABLE, validated=date(2025, 11, 19)),
        replace(ABLE, validated=date(2026, 11, 21)),
    ],
    ids=["holder", "below", "in training", "never validated", "over a year ago", "only later"],
)
def test_that_nobody_else_covers(competence: Competence) -> None:
    assert not covers(TASK, competence, MARYSE, TODAY)


def test_that_the_same_day_twelve_months_before_still_counts() -> None:
    assert covers(TASK, replace(ABLE, validated=date(2025, 11, 20)), MARYSE, TODAY)
    assert months_before(date(2028, 2, 29), 12) == date(2027, 2, 28)
    assert months_before(date(2026, 1, 31), 2) == date(2025, 11, 30)


def test_that_access_is_not_asked_of_a_cover() -> None:
    assert covers(TASK, replace(ABLE, access=False), MARYSE, TODAY)


@pytest.mark.parametrize(
    ("impacts", "days"),
    [("124555", "1"), ("112455", "3"), ("411111", "1/24"), ("141111", "1/8"), ("111114", "30")],
)
def test_that_the_first_serious_impact_ends_what_is_tolerated(impacts: str, days: str) -> None:
    assert max_interruption(Task("T1", impacts=tuple(map(int, impacts)))) == Fraction(days)


def test_that_what_is_given_wins_and_no_serious_impact_is_no_limit() -> None:
    assert max_interruption(Task("T1", impacts=(5,) * 6, max_interruption_days=Fraction(2))) == 2
    assert max_interruption(Task("T1", impacts=(3,) * 6)) is None
    assert max_interruption(Task("T1", impacts=(None, 3, None, None, 4, None))) == 7
    assert max_interruption(Task("T1")) is None


def test_that_colours_follow_what_is_wanted() -> None:
    assert [colour_of(count, 2) for count in (0, 1, 2, 3)] == [
        *(Colour.RED, Colour.YELLOW, Colour.GREEN, Colour.GREEN)
    ]


def test_that_the_matrix_of_the_pictures_is_found() -> None:
    found = cover_tasks(P0142.tasks, POST_142.competences, MARYSE, TODAY)
    assert [(cover.task.key, len(cover.covering), cover.wanted, cover.colour.value) for cover in found] == [
        ("T1", 2, 2, "green"),
        ("T2", 1, 2, "yellow"),
        ("T3", 1, 1, "green"),
        ("T4", 0, 1, "red"),
        ("T5", 1, 2, "yellow"),
        ("T6", 2, 1, "green"),
        ("T7", 1, 1, "green"),
        ("T8", 0, 2, "red"),
        ("T9", 0, 1, "red"),
        ("T10", 2, 2, "green"),
    ]
    assert found[0].covering == (KARIM, JOSEE)


def test_that_covers_agree_with_the_rule_for_one_person() -> None:
    for post in POSTS:
        for cover in cover_tasks(post.tasks, post.competences, post.holder_id, TODAY):
            assert set(cover.covering) == {
                one.person_id
                for one in post.competences
                if one.task == cover.task.key and covers(cover.task, one, post.holder_id, TODAY)
            }


def test_that_what_rests_on_one_person_is_counted_over_a_unit() -> None:
    found = what_rests(
        (post.holder_id, cover_tasks(post.tasks, post.competences, post.holder_id, TODAY)) for post in POSTS
    )
    assert found == {
        MARYSE: Rests(uncovered=3),
        THIERRY: Rests(uncovered=3, sole=1),
        ETIENNE: Rests(uncovered=2, sole=2),
        KARIM: Rests(sole=1),
        JOSEE: Rests(sole=1),
        SYLVIE: Rests(sole=1),
    }


def test_that_a_substitute_with_access_is_at_work_at_once() -> None:
    found = feasibility(replace(TASK, recovery_days=None), replace(ABLE, access=True), (), None)
    assert (found.access_days, found.learning_days, found.feasible) == (0, 0, True)


def test_that_a_slow_access_leaves_a_substitute_on_paper() -> None:
    accesses = (Access("Dossier client", delay_days=5), Access("Paie", delay_days=20), Access("Budget"))
    task = replace(TASK, systems="Dossier client, Budget")
    assert feasibility(task, ABLE, accesses, 3).feasible
    assert not feasibility(replace(task, recovery_days=Fraction(4)), ABLE, accesses, 3).feasible
    assert feasibility(replace(task, recovery_days=None), ABLE, accesses, 3).access_days == 5


def test_that_a_task_whose_systems_are_unknown_waits_for_the_slowest() -> None:
    accesses = (Access("Paie", delay_days=20), Access("Budget", delay_days=2))
    assert feasibility(TASK, ABLE, accesses, 3).access_days == 20
    assert feasibility(replace(TASK, systems="Tableur"), ABLE, accesses, 3).access_days == 20


def test_that_learning_counts_below_the_level_only() -> None:
    beginner = replace(ABLE, level=2, access=True)
    found = feasibility(replace(TASK, recovery_days=Fraction(21)), beginner, (), 3)
    assert (found.learning_days, found.feasible) == (21, True)
    assert not feasibility(replace(TASK, recovery_days=Fraction(20)), beginner, (), 3).feasible
    assert feasibility(TASK, beginner, (), None).learning_days is None
    assert not feasibility(TASK, beginner, (), None).feasible
