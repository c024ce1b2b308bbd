"""What substitutes can do: levels validated per task, and relief drills."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.core.changes import Change
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.errors import RefusedError
from agence_desktop.directory.model import Person
from agence_desktop.positions.commands import texts
from agence_desktop.positions.commands.desk import Desk, position_of, tell
from agence_desktop.positions.model import (
    Position,
    ReliefDrill,
    SheetTask,
    SheetVersion,
    TaskCompetence,
)
from agence_desktop.positions.rows import Competence, Drill
from agence_desktop.positions.states import passed, retest_by
from agence_desktop.storage.context import now

HIGHEST = 4


@dataclass(frozen=True, slots=True)
class Recorded:
    """A drill on record: whether it was passed, and by when it is tried again otherwise."""

    drill_id: int
    passed: bool
    retest_by: date | None
    change: Change


def validate(session: Session, desk: Desk, wanted: Competence) -> Change:
    """Record a person's level for a task; what is recorded last counts.

    Raises RefusedError ``bad_level``, ``own_holder``, ``unknown_task`` or ``unknown_person``,
    RightMissingError.
    """
    position = position_of(session, wanted.position_id)
    desk.require_writer(position, texts.VALIDATE_LEVEL)
    _check(session, position, wanted)
    session.add(
        TaskCompetence(
            position_id=position.id,
            task=wanted.task,
            person_id=wanted.person_id,
            level=wanted.level,
            validated=wanted.validated,
            access=wanted.access,
            in_training=wanted.in_training,
            recorded_by=desk.actor.login,
        )
    )
    session.flush()
    return tell(session, (position.id,))


def record_drill(session: Session, desk: Desk, position_id: int, drill: Drill) -> Recorded:
    """Record a relief drill; one that fails is tried again within 30 days and brings the review forward.

    Raises RefusedError ``no_result``, ``bad_percent``, ``future_drill``, ``unknown_person``.
    """
    position = position_of(session, position_id)
    if desk.actor.person_id != drill.person_id:
        desk.require_writer(position, texts.RECORD_DRILL)
    _known(session, drill.person_id)
    if not drill.results:
        raise RefusedError("no_result", texts.NO_RESULT)
    if any(not 0 <= result.unaided <= 100 for result in drill.results):
        raise RefusedError("bad_percent", texts.BAD_PERCENT)
    if drill.day > to_wall(now(session), QUEBEC).date():
        raise RefusedError("future_drill", texts.FUTURE_DRILL)
    tasks = _tasks(session, position)
    for result in drill.results:
        if result.task not in tasks:
            raise RefusedError("unknown_task", texts.UNKNOWN_TASK.format(task=result.task))
    row = ReliefDrill(
        position_id=position.id,
        person_id=drill.person_id,
        day=drill.day,
        results=json.dumps({result.task: result.unaided for result in drill.results}),
        passed=passed(drill),
        corrections=drill.corrections,
        retest_by=retest_by(drill),
        recorded_by=desk.actor.login,
    )
    session.add(row)
    session.flush()
    return Recorded(row.id, row.passed, row.retest_by, tell(session, (position.id,)))


def _check(session: Session, position: Position, wanted: Competence) -> None:
    if not 0 <= wanted.level <= HIGHEST:
        raise RefusedError("bad_level", texts.BAD_LEVEL)
    if wanted.person_id == position.holder_id:
        raise RefusedError("own_holder", texts.OWN_HOLDER)
    if wanted.task not in _tasks(session, position):
        raise RefusedError("unknown_task", texts.UNKNOWN_TASK.format(task=wanted.task))
    _known(session, wanted.person_id)


def _known(session: Session, person_id: int) -> None:
    if session.get(Person, person_id) is None:
        raise RefusedError("unknown_person", texts.UNKNOWN_PERSON)


def _tasks(session: Session, position: Position) -> set[str]:
    """Keys of the tasks of every version: a level outlives the version that named its task."""
    return set(
        session.scalars(
            select(SheetTask.key)
            .join(SheetVersion, SheetVersion.id == SheetTask.sheet_id)
            .where(SheetVersion.position_id == position.id)
            .distinct()
        )
    )
