"""Coverage, uncovered share, documentation deficit, vulnerability and bus factor, worked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agence_desktop.positions.bus_factor import LeastAbsences, bus_factor, least_absences, unit_bus_factor
from agence_desktop.positions.content import Sheet, Task
from agence_desktop.positions.measures import Post, band_of, measure, procedure_credit, rounded
from agence_desktop.positions.rows import Band, Competence

from .story import POST_142, POSTS, TODAY


def test_that_the_measures_of_the_pictures_are_found() -> None:
    found = measure(POST_142, TODAY)
    assert found.sheet
    # 29 points of weight: 4 + 2 (half) + 3 + 1.5 (half) + 1 + 2 + 2 are covered.
    assert found.coverage == Fraction(31, 58)
    # T8 alone, of 24 points of criticality 3 and 4.
    assert found.uncovered_share == Fraction(4, 24)
    # Credits: T1, T2, T5, T6, T10 one; T3, T7, T9 a half; T4, T8 none.
    assert found.documentation_deficit == Fraction(35, 100)
    assert found.terms is not None
    assert [round(float(term), 1) for term in (found.terms.coverage, found.terms.uncovered)] == [18.6, 4.2]
    assert (found.terms.documentation, found.terms.attrition) == (7, 9)
    assert (found.vulnerability, found.band) == (39, Band.MODERATE)


@pytest.mark.parametrize("sheet", [None, Sheet()])
def test_that_a_position_without_a_sheet_or_task_is_wholly_uncovered(sheet: Sheet | None) -> None:
    found = measure(Post(1, 1, 5, 5, sheet), TODAY)
    assert not found.sheet
    assert (found.coverage, found.uncovered_share, found.documentation_deficit) == (0, 1, 1)
    assert (found.vulnerability, found.band) == (100, Band.CRITICAL)


def test_that_v_is_not_told_to_whom_a_is_not() -> None:
    found = measure(replace(POST_142, attrition=None), TODAY)
    assert (found.terms, found.vulnerability, found.band) == (None, None, None)
    assert found.coverage == Fraction(31, 58)


@pytest.mark.parametrize(
    ("value", "whole"), [("39.49", 39), ("39.5", 40), ("59.5", 60), ("0", 0), ("119/6", 20), ("19.499", 19)]
)
def test_that_v_rounds_half_up_once(value: str, whole: int) -> None:
    assert rounded(Fraction(value)) == whole


def test_that_bands_are_read_from_the_rounded_v() -> None:
    assert [band_of(v).value for v in (100, 60, 59, 40, 39, 20, 19, 0)] == [
        *("critical", "critical", "high", "high", "moderate", "moderate", "low", "low")
    ]


@pytest.mark.parametrize(
    ("day", "credit"),
    [
        ("2026-11-20", 1),
        ("2025-11-20", 1),
        ("2025-11-19", Fraction(1, 2)),
        ("2024-11-20", Fraction(1, 2)),
        ("2024-11-19", 0),
        ("2026-11-21", 0),
    ],
)
def test_that_a_procedure_ages(day: str, credit: Fraction) -> None:
    assert procedure_credit(Task("T1", procedure_date=date.fromisoformat(day)), TODAY) == credit


def test_that_no_critical_task_leaves_nothing_uncovered() -> None:
    post = Post(1, 1, 5, 1, Sheet(tasks=(Task("T1", criticality=2, max_interruption_days=Fraction(1)),)))
    assert measure(post, TODAY).uncovered_share == 0


def test_that_a_task_without_limit_is_outside_u_but_in_its_weight() -> None:
    tasks = (
        Task("T1", criticality=4, max_interruption_days=Fraction(3)),
        Task("T2", criticality=4, impacts=(1,) * 6),
        Task("T3", criticality=4, max_interruption_days=Fraction(4)),
    )
    assert measure(Post(1, 1, 5, 1, Sheet(tasks=tasks)), TODAY).uncovered_share == Fraction(1, 3)


def test_that_a_task_that_wants_nobody_is_covered_and_red() -> None:
    found = measure(Post(1, 1, 5, 1, Sheet(tasks=(Task("T1", criticality=1, wanted=0),))), TODAY)
    assert found.coverage == 1
    assert found.covers[0].colour.value == "red"


# Properties

_tasks = st.lists(
    st.builds(
        Task,
        key=st.just(""),
        criticality=st.integers(1, 4),
        wanted=st.integers(0, 4),
        required_level=st.integers(0, 4),
        max_interruption_days=st.none() | st.fractions(0, 10, max_denominator=24),
        procedure_date=st.none() | st.dates(date(2024, 1, 1), date(2027, 1, 1)),
    ),
    min_size=1,
    max_size=8,
).map(lambda tasks: tuple(replace(task, key=f"T{n}") for n, task in enumerate(tasks)))
_competences = st.lists(
    st.builds(
        Competence,
        person_id=st.integers(1, 5),
        position_id=st.just(1),
        task=st.integers(0, 7).map("T{}".format),
        level=st.integers(0, 4),
        validated=st.none() | st.dates(date(2025, 6, 1), date(2026, 12, 31)),
        in_training=st.booleans(),
    ),
    max_size=20,
    unique_by=lambda one: (one.person_id, one.task),
).map(tuple)
_posts = st.builds(
    Post,
    position_id=st.just(1),
    holder_id=st.sampled_from([None, 1]),
    impact=st.integers(1, 5),
    attrition=st.integers(1, 5),
    sheet=_tasks.map(lambda tasks: Sheet(tasks=tasks)),
    competences=_competences,
)


@given(_posts, st.data())
def test_that_one_substitute_more_never_harms(post: Post, data: st.DataObject) -> None:
    task = data.draw(st.sampled_from(post.tasks))
    before = measure(post, TODAY)
    more = replace(post, competences=(*post.competences, Competence(99, 1, task.key, 4, TODAY)))
    after = measure(more, TODAY)
    assert after.coverage >= before.coverage
    assert after.uncovered_share <= before.uncovered_share
    assert before.terms is not None
    assert after.terms is not None
    assert after.terms.total <= before.terms.total


@given(_posts)
def test_that_measures_stay_in_their_bounds(post: Post) -> None:
    found = measure(post, TODAY)
    assert 0 <= found.coverage <= 1
    assert 0 <= found.uncovered_share <= 1
    assert 0 <= found.documentation_deficit <= 1
    assert found.vulnerability is not None
    assert 0 <= found.vulnerability <= 100


def _brute(tasks: list[tuple[int, set[int]]]) -> int | None:
    total = sum(weight for weight, _ in tasks)
    people = sorted({person for _, persons in tasks for person in persons})
    for count in range(len(people) + 1):
        for absent in map(set, combinations(people, count)):
            if 2 * sum(weight for weight, persons in tasks if persons <= absent) > total:
                return count
    return None


@given(st.lists(st.tuples(st.integers(3, 4), st.sets(st.integers(1, 12), max_size=4)), max_size=24))
def test_that_the_bus_factor_is_the_least_of_all_choices(tasks: list[tuple[int, set[int]]]) -> None:
    assert bus_factor(tasks) == _brute(tasks)


@given(st.lists(st.tuples(st.integers(3, 4), st.sets(st.integers(1, 12), max_size=4)), max_size=24))
def test_that_a_search_cut_short_tells_what_it_has_proven(tasks: list[tuple[int, set[int]]]) -> None:
    exact = _brute(tasks)
    for steps in (0, 1, 3):
        found = least_absences(tasks, steps)
        assert (found is None) is (exact is None)
        if found is not None and exact is not None:
            assert found.count >= exact
            assert not found.exact or found.count == exact


def test_that_a_large_unit_is_told_without_a_long_search() -> None:
    chance = Random(80)
    people = range(80)
    tasks = [(chance.choice((3, 4)), chance.sample(people, 4)) for _ in range(300)]
    found = least_absences(tasks, 1)
    assert found is not None
    assert not found.exact
    assert 2 * sum(weight for weight, _ in tasks) > found.count > 1


def test_that_large_units_of_neighbours_are_searched_to_the_end() -> None:
    # Each of sixty persons has three tasks, and the two neighbours know them: 1,500 steps are enough.
    tasks = [(3 + n % 2, {n, (n + 1 + task) % 60}) for n in range(60) for task in range(3)]
    found = least_absences(tasks, 1_500)
    assert found is not None
    assert found.exact
    assert found == LeastAbsences(bus_factor(tasks) or 0)


def test_that_the_bus_factor_is_worked_by_hand() -> None:
    assert bus_factor([]) is None
    assert bus_factor([(4, [])]) == 0
    assert bus_factor([(4, []), (4, [1])]) == 1  # exactly half is not more than half
    assert bus_factor([(4, []), (4, []), (4, [1, 2, 3])]) == 0
    assert bus_factor([(4, [1]), (3, [2]), (3, [3]), (3, [1, 2])]) == 2


def test_that_two_absences_that_bare_exactly_half_are_not_enough() -> None:
    # Of 42 points: Maryse and Thierry bare T4, T5, T8, T9, A1 and A3, 21; Étienne bares R1 and R2 besides.
    assert unit_bus_factor(POSTS, TODAY) == 3
    assert unit_bus_factor((), TODAY) is None


def test_that_a_vacant_position_has_no_competent_holder() -> None:
    post = Post(1, None, 3, 3, Sheet(tasks=(Task("T1", criticality=4, required_level=1),)))
    assert unit_bus_factor([post], TODAY) == 0
