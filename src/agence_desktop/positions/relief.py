"""The relief of an absence as screens and papers tell it: tasks of all posts of a person, who takes each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from agence_desktop.core.calendars import add_working_days, working_days
from agence_desktop.core.french import format_time
from agence_desktop.positions.absence import (
    Nearest,
    Proposal,
    ReliefState,
    Touched,
    absence_report,
    hours_resting,
    length_of,
    nearest,
    overlapping,
    propose,
    relief_for,
    state_of,
    works_due,
)
from agence_desktop.positions.content import AbsenceLength, Relief, Sheet, Work
from agence_desktop.positions.due import is_daily
from agence_desktop.positions.formats import due_days_text
from agence_desktop.positions.rows import Acceptance, Away, Competence, PersonRef, PositionRow

EVERY_DAY: Final = "chaque jour"
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """An absence as lists show it, with the positions that the person holds."""

    id: int
    version: int
    person: PersonRef
    first: date
    last: date
    cancelled: bool
    position_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who takes a task during an absence, and what they said."""

    id: int
    version: int
    absence_id: int
    position_id: int
    task: str
    person: PersonRef | None
    second: PersonRef | None
    state: Acceptance
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReliefPost:
    """A position of the person, the content of the version that counts (empty: « sans fiche »)."""

    position: PositionRow
    sheet_number: int | None
    sheet: Sheet
    competences: tuple[Competence, ...] = ()


@dataclass(frozen=True, slots=True)
class AbsenceFile:
    """Everything by which an absence is judged, whatever its dates; ``absence`` None is not announced yet.

    ``people`` are those with a level on record; ``away`` the absences of anybody from ``known_from`` on.
    """

    person: PersonRef
    absence: AbsenceRow | None
    posts: tuple[ReliefPost, ...]
    people: Mapping[int, PersonRef]
    away: tuple[Away, ...]
    assignments: tuple[Assignment, ...]
    observed: frozenset[date]
    known_from: date

    @property
    def others_away(self) -> list[Away]:
        """Absences of everybody but the person."""
        return [one for one in self.away if one.person_id != self.person.id]


@dataclass(frozen=True, slots=True)
class ReliefLine:
    """A touched task: who takes it, or would where nothing is on record yet, and who comes second.

    ``acceptance`` None was not written yet. ``nearest`` is told where nobody covers the task.
    """

    post: ReliefPost
    touched: Touched
    person: PersonRef | None
    second: PersonRef | None
    acceptance: Acceptance | None
    state: ReliefState
    assignment: Assignment | None = None
    nearest: Nearest | None = None

    @property
    def key(self) -> tuple[int, str]:
        """Position and task: the same line after any change."""
        return self.post.position.id, self.touched.task.key

    @property
    def bare(self) -> bool:
        """Whether nobody has it, or nobody who covers it."""
        return self.state is ReliefState.UNCOVERED or self.touched.breach is not None


@dataclass(frozen=True, slots=True)
class Resting:
    """What rests on a person: hours a week of the tasks they have, and their own absences meanwhile."""

    person: PersonRef
    hours: Decimal
    tasks: int
    away: tuple[Away, ...]


@dataclass(frozen=True, slots=True)
class Suspended:
    """What § 12 of a position says of an absence of this length, and files that fall due in it."""

    post: ReliefPost
    relief: Relief
    works: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class ReliefPlan:
    """The relief of one period; ``back_on`` is the first working day after it."""

    first: date
    last: date
    lines: tuple[ReliefLine, ...]
    resting: tuple[Resting, ...]
    suspended: tuple[Suspended, ...]
    working_days: int
    length: AbsenceLength
    back_on: date

    @property
    def first_breach(self) -> ReliefLine | None:
        """The line whose interruption goes on for too long first."""
        breached = [line for line in self.lines if line.touched.breach is not None]
        return min(breached, key=lambda line: line.touched.breach or self.last, default=None)

    @property
    def bare(self) -> list[ReliefLine]:
        """Lines that nobody has or covers, those breached first before others."""
        found = [line for line in self.lines if line.bare]
        return sorted(found, key=lambda line: line.touched.breach or date.max)

    def count(self, state: ReliefState) -> int:
        """How many tasks stand so."""
        return sum(line.state is state for line in self.lines)


def relief_plan(file: AbsenceFile, first: date, last: date) -> ReliefPlan:
    """The relief of a period, both days included, from what is on record and proposals for the rest."""
    lines = [line for post in file.posts for line in _lines(file, post, first, last)]
    length = length_of(first, last, file.observed)
    return ReliefPlan(
        first=first,
        last=last,
        lines=tuple(lines),
        resting=_resting(file, lines, first, last),
        suspended=tuple(
            Suspended(post, relief_for(post.sheet, length), tuple(works_due(post.sheet, first, last)))
            for post in file.posts
        ),
        working_days=len(working_days(first, last, file.observed)),
        length=length,
        back_on=add_working_days(last, 1, file.observed),
    )


def proposals_again(file: AbsenceFile, plan: ReliefPlan) -> list[tuple[tuple[int, str], Proposal]]:
    """Proposals for the lines that nobody accepted: asked and accepted tasks keep their person."""
    found: list[tuple[tuple[int, str], Proposal]] = []
    for post in file.posts:
        lines = [line for line in plan.lines if line.post is post]
        kept = {
            line.touched.task.key: line.person.id
            for line in lines
            if line.person is not None and line.acceptance in (Acceptance.ASKED, Acceptance.ACCEPTED)
        }
        given = propose([line.touched for line in lines], _willing(file, post), _refused(file, post), kept)
        found += [
            (line.key, one)
            for line, one in zip(lines, given, strict=True)
            if line.touched.task.key not in kept
        ]
    return found


def when_due(touched: Touched) -> str:
    """« chaque jour, 11 h », « 30 nov., 7 et 14 déc. », « à la demande »."""
    rule = touched.task.due
    if rule is not None and is_daily(rule):
        return f"{EVERY_DAY}, {format_time(rule.before)}" if rule.before is not None else EVERY_DAY
    return due_days_text(touched.due, touched.task)


def candidates(line: ReliefLine) -> list[Competence]:
    """Everybody with a level on the task, whoever covers all days first, then some, then by level."""
    touched = line.touched
    known = [
        one
        for one in line.post.competences
        if one.task == touched.task.key
        and one.level > 0
        and one.person_id != (line.post.position.holder.id if line.post.position.holder else None)
    ]
    return sorted(
        known,
        key=lambda one: (
            one.person_id not in touched.always,
            one.person_id not in touched.covering,
            one.in_training,
            -one.level,
            one.person_id,
        ),
    )


def _lines(file: AbsenceFile, post: ReliefPost, first: date, last: date) -> list[ReliefLine]:
    until = post.position.until
    if until is not None and until < first:
        return []
    last = last if until is None else min(last, until)
    willing, away = _willing(file, post), file.others_away
    report = absence_report(post.sheet.tasks, willing, file.person.id, first, last, file.observed, away)
    stored = {one.task: one for one in file.assignments if one.position_id == post.position.id}
    kept = {
        key: one.person.id
        for key, one in stored.items()
        if one.person is not None and one.state is not Acceptance.REFUSED
    }
    given = propose(report.touched, willing, (), kept)
    return [
        _line(file, post, touched, stored.get(touched.task.key), one, first)
        for touched, one in zip(report.touched, given, strict=True)
    ]


def _line(
    file: AbsenceFile,
    post: ReliefPost,
    touched: Touched,
    stored: Assignment | None,
    proposal: Proposal,
    first: date,
) -> ReliefLine:
    person = second = None
    acceptance = None
    if stored is None:
        person = file.people.get(proposal.person_id) if proposal.person_id else None
        second = file.people.get(proposal.second_id) if proposal.second_id else None
        state = ReliefState.AWAITING if person is not None else ReliefState.UNCOVERED
    else:
        person, second, acceptance = stored.person, stored.second, stored.state
        state = state_of(acceptance) if person is not None else ReliefState.UNCOVERED
    near = None
    if not touched.covering or state is ReliefState.UNCOVERED:
        near = nearest(touched, post.competences, file.person.id, first, file.others_away)
    return ReliefLine(post, touched, person, second, acceptance, state, stored, near)


def _refused(file: AbsenceFile, post: ReliefPost) -> set[tuple[str, int]]:
    return {
        (one.task, one.person.id)
        for one in file.assignments
        if one.position_id == post.position.id and one.state is Acceptance.REFUSED and one.person is not None
    }


def _willing(file: AbsenceFile, post: ReliefPost) -> list[Competence]:
    """The competences of those who did not refuse the task: whoever did does not cover it this time."""
    refused: Collection[tuple[str, int]] = _refused(file, post)
    return [one for one in post.competences if (one.task, one.person_id) not in refused]


def _resting(file: AbsenceFile, lines: Sequence[ReliefLine], first: date, last: date) -> tuple[Resting, ...]:
    """Persons by hours a week; somebody in the plan who is away meanwhile is told so."""
    hours: dict[int, Decimal] = defaultdict(Decimal)
    tasks: dict[int, int] = defaultdict(int)
    persons: dict[int, PersonRef] = {}
    for post in file.posts:
        own = [line for line in lines if line.post is post and line.state is not ReliefState.UNCOVERED]
        assigned = {line.touched.task.key: line.person.id for line in own if line.person is not None}
        for person, part in hours_resting([line.touched.task for line in own], assigned).items():
            hours[person] += part
        for line in own:
            if line.person is not None:
                persons[line.person.id] = line.person
                tasks[line.person.id] += 1
    gone = overlapping(file.others_away, persons, first, last)
    found = [
        Resting(
            persons[number],
            hours[number],
            tasks[number],
            tuple(one for one in gone if one.person_id == number),
        )
        for number in persons
    ]
    return tuple(sorted(found, key=lambda one: (-one.hours, one.person.sort_key)))


def days_of(first: date, last: date) -> list[date]:
    """Every day of a period, both included."""
    return [first + _ONE_DAY * offset for offset in range((last - first).days + 1)]
