"""What the measures of many positions need, in a constant number of statements."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Label, Select, case, func, or_, select
from sqlalchemy.orm import Session

from agence_desktop.core.calendars import months_before
from agence_desktop.core.roles import Actor
from agence_desktop.positions.codec import read_rule
from agence_desktop.positions.content import DueRule, Sheet, Task
from agence_desktop.positions.coverage import VALID_MONTHS
from agence_desktop.positions.measures import Measures, Post, measure
from agence_desktop.positions.model import Position, SheetTask, SheetVersion, TaskCompetence
from agence_desktop.positions.queries.attrition import attrition
from agence_desktop.positions.queries.register import positions
from agence_desktop.positions.rows import Competence, PositionRow, SheetState
from agence_desktop.storage.base import as_kept, kept_day, table_of
from agence_desktop.storage.context import is_sqlite
from agence_desktop.storage.lots import driver_rows, uncollected

_T, _C = table_of(SheetTask).c, table_of(TaskCompetence).c
TASK_COLUMNS = (
    _T.title,
    _T.criticality,
    _T.required_level,
    _T.wanted,
    as_kept(_T.procedure_date),
    _T.interruption,
    _T.due,
)
"""What ``task_of`` reads, of the table itself and as the database keeps it: tens of thousands of rows."""
COMPETENCE_COLUMNS = (
    _C.position_id,
    _C.task,
    _C.person_id,
    _C.level,
    as_kept(_C.validated),
    as_kept(_C.access),
    as_kept(_C.in_training),
)
"""What ``competence_of`` reads, likewise."""
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


def unit_posts(
    session: Session,
    actor: Actor,
    on: date,
    scope: Scope = EVERYTHING,
    *,
    only_valid: bool = False,
    ended: bool = False,
) -> list[UnitPost]:
    """The positions in force of a scope, ready to be measured on a day: at most seven statements.

    ``ended`` takes those whose last day is past instead.

    The newest approved version counts or, failing that, the newest. Contents hold only what measures ask.
    ``only_valid`` leaves out competences that cover nothing on the day, whatever the task: enough to measure.
    """
    found = positions(session, on, attrition(session, actor), scope.within)
    rows = [row for row in found if (row.ended(on) if ended else row.active)]
    with uncollected():
        counting = _counting(session, scope)
        competences = _competences(session, on, scope, only_valid=only_valid)
        return [_post(row, counting.get(row.id), competences.get(row.id, ())) for row in rows]


def measured_posts(
    session: Session, actor: Actor, on: date, scope: Scope = EVERYTHING, *, ended: bool = False
) -> list[tuple[UnitPost, Measures]]:
    """The positions of ``unit_posts`` with their measures on a day, in as many statements."""
    with uncollected():
        found = unit_posts(session, actor, on, scope, only_valid=True, ended=ended)
        return [(one, measure(one.post, on)) for one in found]


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
    told = chosen.c
    sheets: dict[int, _Counting] = {}
    found: dict[int, _Counting] = {}
    heads = select(
        told.id, told.position_id, told.number, told.state, told.next_review, told.approved_at
    ).where(told.rank == 1)
    for key, position, number, state, review, approved in session.execute(heads).tuples():
        counting = _Counting(number, SheetState(state), review, approved, [])
        sheets[key] = found[position] = counting
    tasks = (
        select(_T.key, *TASK_COLUMNS, _T.sheet_id)
        .join(chosen, told.id == _T.sheet_id)
        .where(told.rank == 1)
        .order_by(_T.sheet_id, _T.place)
    )
    for sheet, rows in groupby(driver_rows(session, tasks), itemgetter(-1)):
        sheets[sheet].tasks.extend(task_of(row[:-1]) for row in rows)
    return found


def task_of(facts: Sequence[Any]) -> Task:
    """The task of its key and the values of ``TASK_COLUMNS``, as far as measures ask."""
    key, title, criticality, level, wanted, procedure_date, interruption, due = facts
    return Task(
        key,
        title,
        due=_due(due),
        criticality=criticality,
        max_interruption_days=_days(interruption),
        procedure_date=kept_day(procedure_date),
        required_level=level,
        wanted=wanted,
    )


@lru_cache(maxsize=512)
def _days(text: str) -> Fraction | None:
    return Fraction(text) if text else None


@lru_cache(maxsize=4096)
def _due(text: str) -> DueRule | None:
    return read_rule(json.loads(text)) if text else None


def _competences(
    session: Session, on: date, scope: Scope, *, only_valid: bool = False
) -> Mapping[int, Collection[Competence]]:
    """By position, what was recorded last of each task and person, of what was validated by the day."""
    since: date | str | None = None
    if only_valid:
        since = months_before(on, VALID_MONTHS)
        since = since.isoformat() if is_sqlite(session) else since
    query = select(*COMPETENCE_COLUMNS).where(or_(_C.validated.is_(None), _C.validated <= on))
    query = scope.within(query, _C.position_id).order_by(_C.id)
    last = {row[:3]: row for row in driver_rows(session, query)}
    found: dict[int, list[Competence]] = defaultdict(list)
    for position, task, person, level, kept, access, training in last.values():
        # As the database keeps them, days compare as they do in words.
        if since is None or (not training and kept is not None and kept >= since):
            day = kept_day(kept)
            found[position].append(
                Competence(person, position, task, level, day, bool(access), bool(training))
            )
    return found


def competence_of(facts: Any) -> Competence:
    """The competence of the values of ``COMPETENCE_COLUMNS``."""
    position, task, person, level, validated, access, training = facts
    return Competence(person, position, task, level, kept_day(validated), bool(access), bool(training))
