"""What a handover sheet says beyond what is written on it: who covers, what is due, what must not stop."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time

from agence_desktop.core.calendars import add_working_days, is_working_day
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.french import NBSP, format_date, uncapitalized
from agence_desktop.documents.sheets.rows import SheetPaper
from agence_desktop.positions.absence import is_away
from agence_desktop.positions.content import Sheet, Task
from agence_desktop.positions.coverage import Cover, covers, max_interruption, weight_of
from agence_desktop.positions.due import due_dates, is_daily
from agence_desktop.positions.measures import CRITICAL_TASK, URGENT_DAYS, Measures, Post, measure
from agence_desktop.positions.rows import Competence, PersonRef, SheetState
from agence_desktop.positions.sentences import STATE_LABELS

DAYS_AHEAD = 10
_LATE = time(23, 59)


@dataclass(frozen=True, slots=True)
class Due:
    """A line of « à faire »: on a day, or every day (None); ``task`` None is a file or a date of the year."""

    day: date | None
    before: time | None
    key: str
    title: str
    task: Task | None
    persons: tuple[PersonRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Substitute:
    """A person and the tasks that they cover on the day of printing, in the order of the sheet."""

    person: PersonRef
    tasks: tuple[Task, ...]
    closed: tuple[Task, ...]
    """Of these, those whose access they lack."""

    @property
    def weight(self) -> tuple[int, int]:
        """The weight of what they cover: of critical tasks, then of all; what is not open counts half."""
        weights = [(weight_of(task), 2 - (task in self.closed)) for task in self.tasks]
        critical = sum(weight * open_ for weight, open_ in weights if weight >= CRITICAL_TASK)
        return critical, sum(weight * open_ for weight, open_ in weights)


@dataclass(frozen=True)
class Facts:
    """A sheet, and what follows from it on the day of printing."""

    paper: SheetPaper
    sheet: Sheet
    measures: Measures
    people: Mapping[int, PersonRef]
    by_task: Mapping[str, list[Competence]]
    first: date
    last: date
    dues: list[Due] = field(default_factory=list)
    substitutes: list[Substitute] = field(default_factory=list)

    @property
    def covers(self) -> tuple[Cover, ...]:
        """The tasks and who covers them."""
        return self.measures.covers

    @property
    def holder(self) -> PersonRef | None:
        """Who holds the position today."""
        return self.paper.file.position.holder

    @property
    def manager(self) -> PersonRef | None:
        """Who manages it today."""
        return self.paper.file.position.manager

    def covering(self, task: Task, on: date) -> tuple[PersonRef, ...]:
        """Who covers a task on a day and is there, the best first."""
        holder = self.holder.id if self.holder else None
        found = [
            one
            for one in self.by_task.get(task.key, ())
            if covers(task, one, holder, on) and not self._away(one.person_id, on)
        ]
        found.sort(key=lambda one: (-one.level, not one.access, one.person_id))
        return tuple(self.people[one.person_id] for one in found if one.person_id in self.people)

    def _away(self, person_id: int, on: date) -> bool:
        return is_away((one for one in self.paper.away if one.person_id == person_id), on)

    def never_stopping(self) -> list[Task]:
        """Tasks that may stop for 3 days at most, the shortest first."""
        found = [
            (limit, -weight_of(task), at, task)
            for at, task in enumerate(self.sheet.tasks)
            if weight_of(task) >= CRITICAL_TASK and (limit := max_interruption(task)) is not None
        ]
        return [task for limit, _, _, task in sorted(found, key=lambda one: one[:3]) if limit <= URGENT_DAYS]


def gather(paper: SheetPaper) -> Facts:
    """The facts of a sheet on the day of printing."""
    file = paper.file
    sheet, position = file.sheet, file.position
    holder = position.holder.id if position.holder else None
    post = Post(position.id, holder, position.impact, None, sheet, file.competences)
    first = paper.today
    if not is_working_day(first, paper.observed):
        first = add_working_days(first, 1, paper.observed)
    by_task: dict[str, list[Competence]] = {}
    for one in file.competences:
        by_task.setdefault(one.task, []).append(one)
    facts = Facts(
        paper,
        sheet,
        measure(post, paper.today),
        {person.id: person for person in file.people},
        by_task,
        first,
        add_working_days(first, DAYS_AHEAD - 1, paper.observed),
    )
    facts.dues.extend(_dues(facts))
    facts.substitutes.extend(_substitutes(facts))
    return facts


def _dues(facts: Facts) -> Iterable[Due]:
    """What is due in the next working days: daily tasks first, then by day and hour."""
    lines: list[Due] = []
    for task in facts.sheet.tasks:
        if task.due is None:
            continue
        if is_daily(task.due):
            lines.append(
                Due(None, task.due.before, task.key, task.title, task, facts.covering(task, facts.first))
            )
            continue
        for day in due_dates(task.due, facts.first, facts.last, facts.paper.observed):
            persons = facts.covering(task, day)
            lines.append(Due(day, task.due.before, task.key, task.title, task, persons))
    manager = (facts.manager,) if facts.manager else ()
    for work in facts.sheet.works:
        if work.due is not None and facts.first <= work.due <= facts.last:
            told = work.file.strip()
            if action := work.next_action.strip():
                told = f"{told}{NBSP}: {uncapitalized(action)}" if told else action
            lines.append(Due(work.due, None, "", told, None, manager))
    for one in facts.sheet.dates:
        if one.day is not None and facts.first <= one.day <= facts.last:
            lines.append(Due(one.day, None, "", one.label, None))
    return sorted(lines, key=lambda one: (one.day or date.min, one.before or _LATE))


def _substitutes(facts: Facts) -> list[Substitute]:
    """Who covers something, whoever covers the most weight first."""
    tasks: dict[int, list[Task]] = {}
    for cover in facts.covers:
        for person in cover.covering:
            tasks.setdefault(person, []).append(cover.task)
    found = [
        Substitute(facts.people[person], tuple(covered), _closed(facts, person, covered))
        for person, covered in tasks.items()
        if person in facts.people
    ]
    return sorted(found, key=_precedence)


def _precedence(one: Substitute) -> tuple[int, int, str, int]:
    critical, whole = one.weight
    return -critical, -whole, one.person.sort_key, one.person.id


def _closed(facts: Facts, person: int, tasks: Iterable[Task]) -> tuple[Task, ...]:
    def opened(task: Task) -> bool:
        return any(one.person_id == person and one.access for one in facts.by_task.get(task.key, ()))

    return tuple(task for task in tasks if not opened(task))


def version_words(paper: SheetPaper) -> str:
    """« version 4, approuvée le 20 novembre 2026 », « version 5, brouillon »."""
    return f"version {paper.file.row.number}, {state_words(paper)}"


def state_words(paper: SheetPaper) -> str:
    """« approuvée le 20 novembre 2026 », « brouillon »; « à réviser » is added where it is so."""
    row = paper.file.row
    if row.approved_at is None:
        return STATE_LABELS[row.state].lower()
    told = f"approuvée le {format_date(to_wall(row.approved_at, QUEBEC), weekday=False)}"
    later = {SheetState.TO_REVIEW, SheetState.REPLACED, SheetState.ARCHIVED}
    return f"{told}, {STATE_LABELS[row.state].lower()}" if row.state in later else told
