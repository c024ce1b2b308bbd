"""What the measures of many positions need, in a constant number of statements."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache
from typing import Any

from sqlalchemy import Label, Select, case, func, or_, select
from sqlalchemy.orm import Session

from agence_desktop.core.roles import Actor
from agence_desktop.positions.codec import read_rule
from agence_desktop.positions.content import DueRule, Sheet, Task
from agence_desktop.positions.measures import Post
from agence_desktop.positions.model import Position, SheetTask, SheetVersion, TaskCompetence
from agence_desktop.positions.queries.attrition import attrition
from agence_desktop.positions.queries.register import positions
from agence_desktop.positions.rows import Competence, PositionRow, SheetState

TASK_COLUMNS = (
    SheetTask.title,
    SheetTask.criticality,
    SheetTask.required_level,
    SheetTask.wanted,
    SheetTask.procedure_date,
    SheetTask.interruption,
    SheetTask.due,
)
_IN_FORCE = (str(SheetState.APPROVED), str(SheetState.ACKNOWLEDGED))


@dataclass(frozen=True, slots=True)
class Scope:
    """Which positions: all, those of some units, or some by their ids."""

    unit_ids: frozenset[int] | None = None
    position_ids: frozenset[int] | None = None

    def within(self, query: Select[Any], position: Any) -> Select[Any]:
        """The query for the positions of the scope; ``position`` is its column of their ids."""
        if self.unit_ids is not None:
            units = select(Position.id).where(Position.unit_id.in_(sorted(self.unit_ids)))
            query = query.where(position.in_(units))
        if self.position_ids is not None:
            query = query.where(position.in_(sorted(self.position_ids)))
        return query


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class UnitPost:
    """A position, what is measured of it, and the version of the sheet that counts (None: « sans fiche »)."""

    position: PositionRow
    post: Post
    sheet_number: int | None = None
    state: SheetState | None = None
    next_review: date | None = None
    approved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Counting:
    """The version of a position that counts, and its tasks as far as measures ask."""

    number: int
    state: SheetState
    next_review: date | None
    approved_at: datetime | None
    tasks: list[Task]


def unit_posts(session: Session, actor: Actor, on: date, scope: Scope = EVERYTHING) -> list[UnitPost]:
    """The positions in force of a scope, ready to be measured on a day: at most six statements.

    The newest approved version counts or, failing that, the newest. Contents hold only what measures ask.
    """
    rows = [row for row in positions(session, on, attrition(session, actor), scope.within) if row.active]
    counting = _counting(session, scope)
    competences = _competences(session, on, scope)
    return [_post(row, counting.get(row.id), competences.get(row.id, ())) for row in rows]


def latest_competences(session: Session, position_id: int) -> list[Competence]:
    """What was recorded last of each task and person of a position, whenever it was validated."""
    scope = Scope(position_ids=frozenset({position_id}))
    found = _competences(session, date.max, scope)
    return list(found.get(position_id, ()))


def counting_tasks(session: Session, scope: Scope = EVERYTHING) -> dict[int, tuple[Task, ...]]:
    """Position id → the tasks of the version that counts, as far as measures ask: one statement."""
    return {position: tuple(sheet.tasks) for position, sheet in _counting(session, scope).items()}


def counting_rank() -> Label[int]:
    """1 for the version of a position that counts: the newest approved one or, failing that, the newest."""
    approved_first = case((SheetVersion.state.in_(_IN_FORCE), 0), else_=1)
    return (
        func.row_number()
        .over(partition_by=SheetVersion.position_id, order_by=(approved_first, SheetVersion.number.desc()))
        .label("rank")
    )


def _post(row: PositionRow, sheet: _Counting | None, competences: Collection[Competence]) -> UnitPost:
    post = Post(
        position_id=row.id,
        holder_id=row.holder.id if row.holder else None,
        impact=row.impact,
        attrition=row.attrition,
        sheet=None if sheet is None else Sheet(tasks=tuple(sheet.tasks)),
        competences=tuple(competences),
    )
    if sheet is None:
        return UnitPost(row, post)
    return UnitPost(row, post, sheet.number, sheet.state, sheet.next_review, sheet.approved_at)


def _counting(session: Session, scope: Scope) -> dict[int, _Counting]:
    ranked = select(
        SheetVersion.id,
        SheetVersion.position_id,
        SheetVersion.number,
        SheetVersion.state,
        SheetVersion.next_review,
        SheetVersion.approved_at,
        counting_rank(),
    )
    chosen = scope.within(ranked, SheetVersion.position_id).subquery()
    query = (
        select(
            chosen.c.position_id,
            chosen.c.number,
            chosen.c.state,
            chosen.c.next_review,
            chosen.c.approved_at,
            SheetTask.key,
            *TASK_COLUMNS,
        )
        .outerjoin(SheetTask, SheetTask.sheet_id == chosen.c.id)
        .where(chosen.c.rank == 1)
        .order_by(chosen.c.position_id, SheetTask.place)
    )
    found: dict[int, _Counting] = {}
    for position, number, state, review, approved, key, *facts in session.execute(query).tuples():
        sheet = found.get(position)
        if sheet is None:
            sheet = found[position] = _Counting(number, SheetState(state), review, approved, [])
        if key is not None:
            sheet.tasks.append(task_of(key, facts))
    return found


def task_of(key: str, facts: list[Any]) -> Task:
    """The task of a key and the values of ``TASK_COLUMNS``, as far as measures ask."""
    title, criticality, level, wanted, procedure_date, interruption, due = facts
    return Task(
        key,
        title=title,
        due=_due(due),
        criticality=criticality,
        max_interruption_days=_days(interruption),
        procedure_date=procedure_date,
        required_level=level,
        wanted=wanted,
    )


@lru_cache(maxsize=512)
def _days(text: str) -> Fraction | None:
    return Fraction(text) if text else None


@lru_cache(maxsize=4096)
def _due(text: str) -> DueRule | None:
    return read_rule(json.loads(text)) if text else None


def _competences(session: Session, on: date, scope: Scope) -> Mapping[int, Collection[Competence]]:
    """By position, what was recorded last of each task and person, of what was validated by the day."""
    query = select(
        TaskCompetence.position_id,
        TaskCompetence.task,
        TaskCompetence.person_id,
        TaskCompetence.level,
        TaskCompetence.validated,
        TaskCompetence.access,
        TaskCompetence.in_training,
    ).where(or_(TaskCompetence.validated.is_(None), TaskCompetence.validated <= on))
    query = scope.within(query, TaskCompetence.position_id).order_by(TaskCompetence.id)
    found: dict[int, dict[tuple[str, int], Competence]] = defaultdict(dict)
    for position, task, person, level, validated, access, training in session.execute(query).tuples():
        found[position][task, person] = Competence(person, position, task, level, validated, access, training)
    return {position: by_key.values() for position, by_key in found.items()}
