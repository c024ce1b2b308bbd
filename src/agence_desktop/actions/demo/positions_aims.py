"""Reaching what a position is meant to measure: who covers what, how old its procedures are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Final

from agence_desktop.actions.demo.positions_spec import Aim
from agence_desktop.positions.content import Task
from agence_desktop.positions.coverage import max_interruption
from agence_desktop.positions.measures import CRITICAL_TASK, URGENT_DAYS

_AGES: Final = {2: (10, 330), 1: (380, 700), 0: (760, 1300)}
"""Halves of credit of a procedure → how many days old it is."""


def dated(rng: Random, tasks: Sequence[Task], deficit: int, today: date) -> tuple[Task, ...]:
    """The tasks with procedures so old that D comes near ``deficit`` per cent."""
    halves = round(2 * len(tasks) * (100 - deficit) / 100)
    credits = [0] * len(tasks)
    for place in rng.sample(range(len(tasks)), len(tasks)):
        credits[place] = min(2, halves)
        halves -= credits[place]
    return tuple(
        replace(task, procedure_date=today - timedelta(days=rng.randint(*_AGES[credit])))
        for task, credit in zip(tasks, credits, strict=True)
    )


def covering(rng: Random, tasks: Sequence[Task], aim: Aim) -> list[int]:
    """How many persons cover each task, so that C and U come near what is aimed at."""
    left_bare = _bare(rng, tasks, aim.uncovered)
    counts = [0 if place in left_bare else task.wanted or 0 for place, task in enumerate(tasks)]
    order = rng.sample(range(len(tasks)), len(tasks))
    goal = Fraction(aim.coverage, 100)
    while True:
        best = min(
            (
                place
                for place in order
                if counts[place] and not (counts[place] == 1 and _urgent(tasks[place]))
            ),
            key=lambda place: abs(_coverage(tasks, counts, place) - goal),
            default=None,
        )
        now = abs(_coverage(tasks, counts) - goal)
        if best is None or abs(_coverage(tasks, counts, best) - goal) >= now:
            return counts
        counts[best] -= 1


def _bare(rng: Random, tasks: Sequence[Task], uncovered: int) -> set[int]:
    """Places of critical tasks, soon missed, whose share of the critical weight comes near U."""
    total = sum(task.criticality or 0 for task in tasks if _critical(task))
    goal, chosen, reached = uncovered * total / 100, set[int](), 0.0
    places = [place for place, task in enumerate(tasks) if _urgent(task)]
    for place in rng.sample(places, len(places)):
        weight = tasks[place].criticality or 0
        if reached + weight / 2 <= goal:
            chosen.add(place)
            reached += weight
    return chosen


def _coverage(tasks: Sequence[Task], counts: Sequence[int], one_less: int | None = None) -> Fraction:
    covered = total = Fraction(0)
    for place, task in enumerate(tasks):
        weight, wanted = task.criticality or 1, task.wanted or 1
        total += weight
        covered += Fraction(weight * min(counts[place] - (place == one_less), wanted), wanted)
    return covered / total


def _critical(task: Task) -> bool:
    return (task.criticality or 0) >= CRITICAL_TASK


def _urgent(task: Task) -> bool:
    limit = max_interruption(task)
    return _critical(task) and limit is not None and limit <= URGENT_DAYS
