"""When the tasks of many posts are due over a period, and who could do them on each day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from agence_desktop.positions.absence import is_away
from agence_desktop.positions.content import Task
from agence_desktop.positions.coverage import covers
from agence_desktop.positions.due import due_dates, is_daily
from agence_desktop.positions.rows import Away, Competence, PersonRef, PositionRow


@dataclass(frozen=True, slots=True)
class DuePost:
    """A position, the tasks of the version that counts, and what others can do of them."""

    position: PositionRow
    tasks: tuple[Task, ...]
    competences: tuple[Competence, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitDues:
    """What the due dates of some posts are told from."""

    posts: tuple[DuePost, ...]
    people: Mapping[int, PersonRef]
    away: tuple[Away, ...]
    observed: frozenset[date]


@dataclass(frozen=True, slots=True)
class Due:
    """A task due on a day; ``covering`` could do it then instead of the holder, who may be ``away``."""

    day: date
    position: PositionRow
    task: Task
    covering: tuple[PersonRef, ...]
    away: bool

    @property
    def bare(self) -> bool:
        """Whether it stands or falls with the holder."""
        return not self.covering

    @property
    def key(self) -> str:
        """The same date of the same task, for ever."""
        return f"{self.position.number}-{self.task.key}-{self.day.isoformat()}"


def dues_of(unit: UnitDues, first: date, last: date, *, daily: bool = False) -> list[Due]:
    """Due dates from ``first`` to ``last``, both included, by day, hour and post.

    What is due every working day is left out unless ``daily``.
    """
    absences: dict[int, list[Away]] = defaultdict(list)
    for one in unit.away:
        absences[one.person_id].append(one)
    found = [
        due
        for post in unit.posts
        for task in post.tasks
        if task.due is not None and (daily or not is_daily(task.due))
        for due in _of_task(unit, post, task, first, last, absences)
    ]
    return sorted(found, key=_order)


def for_person(dues: Iterable[Due], person_id: int) -> list[Due]:
    """The due dates that a person could do instead of the holder."""
    return [due for due in dues if any(one.id == person_id for one in due.covering)]


def substitutes_in(unit: UnitDues) -> list[PersonRef]:
    """Everybody with a level on a task of these posts, by name."""
    known = {one.person_id for post in unit.posts for one in post.competences if one.level > 0}
    return sorted((unit.people[one] for one in known), key=lambda person: person.sort_key)


def _of_task(
    unit: UnitDues, post: DuePost, task: Task, first: date, last: date, absences: Mapping[int, list[Away]]
) -> Iterable[Due]:
    holder = post.position.holder.id if post.position.holder else None
    known = [one for one in post.competences if one.task == task.key]
    until = post.position.until
    # What comes after the last day of a position is due no more.
    for day in due_dates(task.due, first, last if until is None else min(last, until), unit.observed):
        persons = sorted(
            {
                one.person_id
                for one in known
                if covers(task, one, holder, day) and not is_away(absences.get(one.person_id, ()), day)
            }
        )
        away = holder is None or is_away(absences.get(holder, ()), day)
        covering = sorted((unit.people[one] for one in persons), key=lambda person: person.sort_key)
        yield Due(day, post.position, task, tuple(covering), away)


def _order(due: Due) -> tuple[date, bool, str, str, str]:
    before = due.task.due.before if due.task.due is not None else None
    hour = before.isoformat() if before is not None else ""
    return due.day, before is not None, hour, due.position.number, due.task.key
