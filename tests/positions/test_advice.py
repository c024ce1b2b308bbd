"""What would lower the vulnerability most, measured as if it were done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from agence_desktop.positions.advice import Advice, AdviceKind, advice
from agence_desktop.positions.content import Sheet, Task
from agence_desktop.positions.measures import Post, measure
from agence_desktop.positions.rows import Competence

from .story import ETIENNE, KARIM, MARYSE, POST_142, POSTS, TODAY

ABLE = Competence(KARIM, 1, "T1", 3, date(2026, 6, 9), access=True)
POST = Post(
    1,
    MARYSE,
    5,
    1,
    Sheet(
        tasks=(Task("T1", criticality=4, required_level=3, wanted=1, procedure_date=TODAY),),
        weeks_to_autonomy=3,
    ),
)


def of(post: Post) -> list[Advice]:
    return advice([post], TODAY)


def test_that_the_person_of_the_picture_is_proposed() -> None:
    found = next(one for one in of(POST_142) if one.tasks[0].key == "T8" and one.kind is AdviceKind.TRAIN)
    assert (found.person_id, found.level, found.days) == (KARIM, 3, 21)
    # T8 alone is half covered then: 4 of 29 points by a half, and no critical task is bare.
    assert found.gain == 40 * Fraction(2, 29) + 25 * Fraction(4, 24)
    assert (found.before, found.after) == (39, 32)


def test_that_dating_procedures_is_one_action_for_the_position() -> None:
    (found,) = [one for one in of(POST_142) if one.kind is AdviceKind.DATE_PROCEDURES]
    assert [task.key for task in found.tasks] == ["T3", "T4", "T7", "T8", "T9"]
    assert (found.gain, found.before, found.after, found.days) == (7, 39, 32, 5)


def test_that_whoever_was_able_is_validated_again() -> None:
    found = next(one for one in of(POST_142) if one.tasks[0].key == "T4" and one.person_id)
    assert (found.kind, found.person_id, found.days) == (AdviceKind.VALIDATE, ETIENNE, 0)


def test_that_the_best_comes_first_over_all_positions() -> None:
    found = advice(POSTS, TODAY)
    assert [one.gain for one in found] == sorted((one.gain for one in found), reverse=True)
    assert {one.position_id for one in found} == {142, 151, 138}
    assert advice(POSTS, TODAY, 3) == found[:3]


def test_that_every_promise_is_what_would_be_measured() -> None:
    for one in of(POST_142):
        if one.kind is AdviceKind.DATE_PROCEDURES or one.person_id is None or one.level is None:
            continue
        key = one.tasks[0].key
        others = tuple(c for c in POST_142.competences if (c.person_id, c.task) != (one.person_id, key))
        able = Competence(one.person_id, 142, key, one.level, TODAY)
        assert measure(replace(POST_142, competences=(*others, able)), TODAY).vulnerability == one.after


def test_that_a_task_nobody_knows_goes_to_who_knows_the_position_best() -> None:
    tasks = (*POST.tasks, Task("T2", criticality=4, required_level=2, wanted=1, procedure_date=TODAY))
    assert POST.sheet is not None
    found = of(replace(POST, sheet=replace(POST.sheet, tasks=tasks), competences=(ABLE,)))
    assert [(one.person_id, one.level, one.tasks[0].key) for one in found] == [(KARIM, 2, "T2")]


def test_that_nothing_is_advised_where_nothing_helps() -> None:
    assert of(replace(POST, competences=(ABLE,))) == []
    assert of(POST) == []
    assert of(replace(POST, sheet=None)) == []
    assert of(replace(POST_142, attrition=None)) == []
