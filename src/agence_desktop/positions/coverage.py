"""Who covers which task of a position on a day, how well, and what rests on one person alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from agence_desktop.core.calendars import months_before
from agence_desktop.core.french import search_key
from agence_desktop.positions.content import IMPACT_DAYS, Access, Task
from agence_desktop.positions.rows import Colour, Competence

SERIOUS_IMPACT: Final = 4
"""The impact from which an interruption is no longer tolerated."""
VALID_MONTHS: Final = 12
DEFAULT_LEVEL: Final = 3
"""The level asked for where a draft does not say it yet: alone."""


@dataclass(frozen=True, slots=True)
class Cover:
    """A task and the persons who cover it on a day, in the order of their numbers."""

    task: Task
    covering: tuple[int, ...]
    wanted: int
    colour: Colour


@dataclass(frozen=True, slots=True)
class Rests:
    """What rests on a person: own tasks that nobody covers, and tasks of others covered by no one else."""

    uncovered: int = 0
    sole: int = 0


@dataclass(frozen=True, slots=True)
class Feasibility:
    """In how many days a substitute could take over, and whether that is within the recovery target.

    ``access_days`` wait for an access, ``learning_days`` reach the level (None where § 11 does not say).
    """

    access_days: int
    learning_days: int | None
    feasible: bool


def max_interruption(task: Task) -> Fraction | None:
    """For how many days the task may stop: what is given, else after how long the impact turns serious."""
    if task.max_interruption_days is not None:
        return task.max_interruption_days
    for impact, days in zip(task.impacts, IMPACT_DAYS, strict=False):
        if impact is not None and impact >= SERIOUS_IMPACT:
            return days
    return None


def weight_of(task: Task) -> int:
    """The weight of a task is its criticality; the least where a draft does not say it yet."""
    return task.criticality or 1


def wanted_of(task: Task) -> int:
    """How many substitutes are wanted; one where a draft does not say it yet."""
    return 1 if task.wanted is None else task.wanted


def required_of(task: Task) -> int:
    """The level that covers the task."""
    return DEFAULT_LEVEL if task.required_level is None else task.required_level


def covers(task: Task, competence: Competence, holder_id: int | None, on: date) -> bool:
    """Whether the competence covers the task on a day.

    Somebody other than the holder, not in training, at or above the required level, validated in the 12
    months up to the day (the same day 12 months before included).
    """
    return (
        competence.person_id != holder_id
        and not competence.in_training
        and competence.level >= required_of(task)
        and competence.validated is not None
        and months_before(on, VALID_MONTHS) <= competence.validated <= on
    )


def colour_of(covering: int, wanted: int) -> Colour:
    """Red where nobody covers, green where as many as wanted, yellow between."""
    if not covering:
        return Colour.RED
    return Colour.GREEN if covering >= wanted else Colour.YELLOW


def cover_tasks(
    tasks: Sequence[Task], competences: Iterable[Competence], holder_id: int | None, on: date
) -> tuple[Cover, ...]:
    """Each task of a position with those who cover it on a day, of the competences of that position."""
    since = months_before(on, VALID_MONTHS)
    by_task: dict[str, list[Competence]] = defaultdict(list)
    for competence in competences:
        validated = competence.validated
        if (
            validated is not None
            and since <= validated <= on
            and not competence.in_training
            and competence.person_id != holder_id
        ):
            by_task[competence.task].append(competence)
    found: list[Cover] = []
    for task in tasks:
        level = required_of(task)
        covering = {one.person_id for one in by_task.get(task.key, ()) if one.level >= level}
        wanted = wanted_of(task)
        found.append(Cover(task, tuple(sorted(covering)), wanted, colour_of(len(covering), wanted)))
    return tuple(found)


def what_rests(posts: Iterable[tuple[int | None, Sequence[Cover]]]) -> Mapping[int, Rests]:
    """Person → what rests on them, over the holders and covers of some positions; nobody with nothing."""
    uncovered: Counter[int] = Counter()
    sole: Counter[int] = Counter()
    for holder_id, covers_ in posts:
        for cover in covers_:
            if not cover.covering and holder_id is not None:
                uncovered[holder_id] += 1
            elif len(cover.covering) == 1:
                sole[cover.covering[0]] += 1
    return {person: Rests(uncovered[person], sole[person]) for person in sorted(uncovered | sole)}


def feasibility(
    task: Task,
    competence: Competence,
    accesses: Sequence[Access],
    weeks_to_autonomy: int | None,
) -> Feasibility:
    """Whether a substitute could be at work within the recovery target, or exists on paper only.

    An access that is not granted waits for the slowest system of the task (of the position, where the task
    names none that § 8 knows); below the level, learning takes the weeks of § 11. Without a recovery target
    or weeks, what needs time is on paper only.
    """
    wait = 0 if competence.access else _access_days(task, accesses)
    learning: int | None = 0
    if competence.level < required_of(task):
        learning = None if weeks_to_autonomy is None else 7 * weeks_to_autonomy
    if learning is None:
        return Feasibility(wait, None, False)
    total = wait + learning
    feasible = not total or (task.recovery_days is not None and total <= task.recovery_days)
    return Feasibility(wait, learning, feasible)


def _access_days(task: Task, accesses: Sequence[Access]) -> int:
    named = f" {search_key(task.systems)} "
    of_task = [one for one in accesses if one.system.strip() and f" {search_key(one.system)} " in named]
    return max((one.delay_days or 0 for one in of_task or accesses), default=0)
