"""What an absence touches: tasks due, who covers them, what is uncovered from when, and who takes over."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from agence_desktop.core.calendars import working_days
from agence_desktop.positions.content import AbsenceLength, Relief, Sheet, Task, Work
from agence_desktop.positions.coverage import covers, max_interruption, required_of, weight_of
from agence_desktop.positions.due import due_dates
from agence_desktop.positions.rows import Acceptance, Away, Competence

_SHORT_DAYS = 2
_MEDIUM_DAYS = 10
_NO_HOURS = Decimal(0)


@dataclass(frozen=True, slots=True)
class Touched:
    """A task that is due in the absence, or on demand (then ``due`` is empty).

    ``covering`` cover at least one of its days, ``always`` all of them; on demand the day is the first of the
    absence. ``breach`` is when its interruption goes on for too long, None where it does not by the end.
    """

    task: Task
    due: tuple[date, ...]
    covering: tuple[int, ...]
    always: tuple[int, ...]
    breach: date | None

    @property
    def on_demand(self) -> bool:
        """Whether no rule says when the task is due."""
        return self.task.due is None


@dataclass(frozen=True, slots=True)
class AbsenceReport:
    """What an absence touches; ``sole`` are persons who alone cover some of it, and how many tasks."""

    touched: tuple[Touched, ...]
    first_breach: date | None
    sole: tuple[tuple[int, int], ...]


class ReliefState(StrEnum):
    """How a touched task stands: somebody accepted it, somebody has it to accept, or nobody has it."""

    COVERED = "covered"
    AWAITING = "awaiting"
    UNCOVERED = "uncovered"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who should take over a task, and who comes second; None where nobody covers it."""

    task: str
    person_id: int | None
    second_id: int | None


class Lack(StrEnum):
    """Why somebody who knows a task does not cover it, the first that holds."""

    TRAINING = "training"
    LEVEL = "level"
    EXPIRED = "expired"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Nearest:
    """The person nearest to covering an uncovered task, and what is missing."""

    competence: Competence
    lack: Lack


def absence_report(
    tasks: Sequence[Task],
    competences: Iterable[Competence],
    holder_id: int | None,
    first: date,
    last: date,
    observed: Set[date],
    away: Iterable[Away] = (),
) -> AbsenceReport:
    """What the holder's absence from ``first`` to ``last``, both included, touches.

    ``competences`` are those of the position; ``away`` are absences of anybody. Who is away on a due date, or
    no longer validated then, does not cover it.
    """
    by_task = _by_task(competences)
    absences = _by_person(away)
    touched = [
        _touched(task, by_task[task.key], holder_id, (first, last), due, absences)
        for task in tasks
        if (due := tuple(due_dates(task.due, first, last, observed))) or task.due is None
    ]
    sole = Counter(one.covering[0] for one in touched if len(one.covering) == 1)
    breaches = [one.breach for one in touched if one.breach is not None]
    ranked = sorted(sole.items(), key=lambda pair: (-pair[1], pair[0]))
    return AbsenceReport(tuple(touched), min(breaches, default=None), tuple(ranked))


def breach_of(task: Task, start: date, last: date) -> date | None:
    """When a task that nobody does from ``start`` on has stopped for too long; None if after ``last``."""
    limit = max_interruption(task)
    if limit is None or limit > (last - start).days + 1:
        return None
    day = start + timedelta(days=int(limit))
    return day if day <= last else None


def _touched(
    task: Task,
    competences: Sequence[Competence],
    holder_id: int | None,
    period: tuple[date, date],
    due: tuple[date, ...],
    absences: Mapping[int, Sequence[Away]],
) -> Touched:
    first, last = period
    days = due or (first,)
    on_day = [
        {
            one.person_id
            for one in competences
            if covers(task, one, holder_id, day) and not is_away(absences.get(one.person_id, ()), day)
        }
        for day in days
    ]
    bare = next((day for day, persons in zip(days, on_day, strict=True) if not persons), None)
    return Touched(
        task,
        due,
        tuple(sorted(set().union(*on_day))),
        tuple(sorted(on_day[0].intersection(*on_day[1:]))),
        None if bare is None else breach_of(task, bare, last),
    )


def is_away(absences: Iterable[Away], day: date) -> bool:
    """Whether one of a person's absences holds the day."""
    return any(one.first <= day <= one.last for one in absences)


def overlapping(absences: Iterable[Away], person_ids: Collection[int], first: date, last: date) -> list[Away]:
    """Absences of these persons that touch the period, in order: who is counted on and away as well."""
    return sorted(
        (one for one in absences if one.person_id in person_ids and one.first <= last and one.last >= first),
        key=lambda one: (one.first, one.person_id),
    )


def state_of(acceptance: Acceptance | None) -> ReliefState:
    """How a task stands by its assignment; a refusal puts it back to uncovered."""
    if acceptance is None or acceptance is Acceptance.REFUSED:
        return ReliefState.UNCOVERED
    return ReliefState.COVERED if acceptance is Acceptance.ACCEPTED else ReliefState.AWAITING


def hours_resting(tasks: Iterable[Task], assigned: Mapping[str, int]) -> dict[int, Decimal]:
    """Person → hours per week of the tasks that rest on them; ``assigned`` is task → person."""
    hours: dict[int, Decimal] = defaultdict(Decimal)
    for task in tasks:
        if task.key in assigned:
            hours[assigned[task.key]] += task.hours or _NO_HOURS
    return dict(hours)


def propose(
    touched: Sequence[Touched],
    competences: Iterable[Competence],
    refused: Collection[tuple[str, int]] = (),
    kept: Mapping[str, int] | None = None,
) -> list[Proposal]:
    """Who takes over each touched task, and who comes second, in the order of ``touched``.

    The most critical tasks choose first: whoever covers all days before whoever covers some, then the best
    level, then the least loaded in hours per week. ``refused`` are pairs of task and person not asked again;
    ``kept`` are tasks that already have a person, who counts as loaded.
    """
    levels = {(one.task, one.person_id): one.level for one in competences}
    load: dict[int, Decimal] = defaultdict(Decimal)
    chosen: dict[str, Proposal] = {}
    for one in touched:
        if kept and one.task.key in kept:
            load[kept[one.task.key]] += one.task.hours or _NO_HOURS
    for one in sorted(touched, key=lambda one: -weight_of(one.task)):
        key = one.task.key
        ranked = sorted(
            (person for person in one.covering if (key, person) not in refused),
            key=lambda person: (
                person not in one.always,
                -levels[key, person],
                load[person],
                person,
            ),
        )
        person = kept.get(key) if kept else None
        if person is None and ranked:
            person = ranked[0]
            load[person] += one.task.hours or _NO_HOURS
        second = next((other for other in ranked if other != person), None)
        chosen[key] = Proposal(key, person, second)
    return [chosen[one.task.key] for one in touched]


def nearest(
    one: Touched,
    competences: Iterable[Competence],
    holder_id: int | None,
    first: date,
    away: Iterable[Away] = (),
) -> Nearest | None:
    """The person who is nearest to covering a task that nobody covers; None where nobody knows it at all."""
    absences = _by_person(away)
    day = next(iter(one.due), first)
    known = [
        competence
        for competence in competences
        if competence.task == one.task.key and competence.person_id != holder_id and competence.level > 0
    ]
    if not known:
        return None
    best = max(known, key=lambda known: (not known.in_training, known.level, known.access, -known.person_id))
    if best.in_training:
        return Nearest(best, Lack.TRAINING)
    if best.level < required_of(one.task):
        return Nearest(best, Lack.LEVEL)
    gone = is_away(absences.get(best.person_id, ()), day) and covers(one.task, best, holder_id, day)
    return Nearest(best, Lack.AWAY if gone else Lack.EXPIRED)


def length_of(first: date, last: date, observed: Set[date]) -> AbsenceLength:
    """Which line of § 12 an absence takes, by its working days."""
    days = len(working_days(first, last, observed))
    if days <= _SHORT_DAYS:
        return AbsenceLength.SHORT
    return AbsenceLength.MEDIUM if days <= _MEDIUM_DAYS else AbsenceLength.LONG


def relief_for(sheet: Sheet, length: AbsenceLength) -> Relief:
    """The line of § 12 for a length of absence."""
    return next((line for line in sheet.relief if line.length is length), Relief(length))


def works_due(sheet: Sheet, first: date, last: date) -> list[Work]:
    """Files in flight whose date falls in the absence, in order."""
    due = [work for work in sheet.works if work.due is not None and first <= work.due <= last]
    return sorted(due, key=lambda work: work.due or first)


def _by_task(competences: Iterable[Competence]) -> Mapping[str, list[Competence]]:
    found: dict[str, list[Competence]] = defaultdict(list)
    for competence in competences:
        found[competence.task].append(competence)
    return found


def _by_person(away: Iterable[Away]) -> Mapping[int, list[Away]]:
    found: dict[int, list[Away]] = defaultdict(list)
    for one in away:
        found[one.person_id].append(one)
    return found
