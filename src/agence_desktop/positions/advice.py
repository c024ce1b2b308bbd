"""What would lower the vulnerability of positions most, each action measured again as if it were done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from agence_desktop.positions.content import Task
from agence_desktop.positions.coverage import required_of
from agence_desktop.positions.measures import Measures, Post, measure, procedure_credit
from agence_desktop.positions.rows import Competence

_DAYS_A_WEEK = 7
_BEST = 20


class AdviceKind(StrEnum):
    """What to do: bring a person to the level of a task, validate them again, or date procedures."""

    TRAIN = "train"
    VALIDATE = "validate"
    DATE_PROCEDURES = "date_procedures"


@dataclass(frozen=True, slots=True)
class Advice:
    """An action on a position, and V before and after, rounded; ``gain`` is exact.

    ``person_id`` and ``level`` are those of a training or validation; ``tasks`` the task, or those whose
    procedures are to be dated. ``days`` is how long it takes: the weeks to autonomy (None where § 11 does not
    say), nothing to validate again, a day for each procedure.
    """

    kind: AdviceKind
    position_id: int
    tasks: tuple[Task, ...]
    before: int
    after: int
    gain: Fraction
    days: int | None
    person_id: int | None = None
    level: int | None = None


def advice(posts: Iterable[Post], on: date, count: int = _BEST) -> list[Advice]:
    """The actions that lower V most over some positions, at most ``count``, the best first.

    At most one person is proposed for a task: who knows most of it. Positions whose A is not seen have none.
    """
    found = [one for post in posts for one in _of_post(post, on)]
    found.sort(key=lambda one: (-one.gain, one.position_id, one.kind, one.tasks[0].key))
    return found[:count]


def _of_post(post: Post, on: date) -> Iterator[Advice]:
    now = measure(post, on)
    if now.terms is None or post.sheet is None:
        return
    for cover in now.covers:
        if len(cover.covering) < max(cover.wanted, 1):
            candidate = _candidate(cover.task, cover.covering, post)
            if candidate is not None:
                yield from _trained(post, on, now, cover.task, candidate)
    stale = tuple(task for task in post.tasks if procedure_credit(task, on) < 1)
    if stale:
        keys = {task.key for task in stale}
        tasks = tuple(replace(task, procedure_date=on) if task.key in keys else task for task in post.tasks)
        then = measure(replace(post, sheet=replace(post.sheet, tasks=tasks)), on)
        yield from _told(AdviceKind.DATE_PROCEDURES, post, now, then, stale, len(stale))


def _candidate(task: Task, covering: Sequence[int], post: Post) -> Competence | None:
    """Who knows most of a task without covering it; else who knows most tasks of the position."""
    others = [one for one in post.competences if one.person_id != post.holder_id]
    of_task = [
        one for one in others if one.task == task.key and one.person_id not in covering and one.level > 0
    ]
    if of_task:
        return max(of_task, key=lambda one: (one.level, not one.in_training, one.access, -one.person_id))
    known: dict[int, int] = {}
    for one in others:
        if one.person_id not in covering and one.level > 0:
            known[one.person_id] = known.get(one.person_id, 0) + one.level
    if not known:
        return None
    person = max(known, key=lambda person: (known[person], -person))
    return Competence(person, post.position_id, task.key, 0, None)


def _trained(post: Post, on: date, now: Measures, task: Task, candidate: Competence) -> Iterator[Advice]:
    level = max(required_of(task), candidate.level)
    ready = candidate.level >= required_of(task) and not candidate.in_training
    able = replace(candidate, level=level, validated=on, in_training=False)
    others = tuple(
        one for one in post.competences if (one.person_id, one.task) != (candidate.person_id, candidate.task)
    )
    then = measure(replace(post, competences=(*others, able)), on)
    weeks = None if post.sheet is None else post.sheet.weeks_to_autonomy
    days = 0 if ready else None if weeks is None else weeks * _DAYS_A_WEEK
    kind = AdviceKind.VALIDATE if ready else AdviceKind.TRAIN
    yield from _told(kind, post, now, then, (task,), days, candidate.person_id, level)


def _told(
    kind: AdviceKind,
    post: Post,
    now: Measures,
    then: Measures,
    tasks: tuple[Task, ...],
    days: int | None,
    person_id: int | None = None,
    level: int | None = None,
) -> Iterator[Advice]:
    """The advice, unless it changes nothing."""
    if now.terms is None or then.terms is None or now.vulnerability is None or then.vulnerability is None:
        return
    gain = now.terms.total - then.terms.total
    if gain > 0:
        yield Advice(
            *(kind, post.position_id, tasks, now.vulnerability, then.vulnerability, gain, days),
            *(person_id, level),
        )
