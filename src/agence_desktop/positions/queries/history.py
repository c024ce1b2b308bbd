"""What positions were like on days of the past: the sheet of the day, and what was validated by then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.positions.content import Sheet, Task
from agence_desktop.positions.measures import Post
from agence_desktop.positions.model import SheetTask, SheetVersion, TaskCompetence
from agence_desktop.positions.queries.posts import (
    COMPETENCE_COLUMNS,
    TASK_COLUMNS,
    Scope,
    UnitPost,
    competence_of,
    task_of,
)
from agence_desktop.positions.rows import Competence
from agence_desktop.storage.base import table_of

_T = table_of(SheetTask).c


@dataclass(slots=True)
class _Version:
    """A version with its tasks; it counts from the day of its approval, as a draft from its last save."""

    approved: date | None
    saved: date
    tasks: list[Task] = field(default_factory=list)


def posts_on(
    session: Session, found: Sequence[UnitPost], days: Sequence[date], scope: Scope
) -> dict[date, list[Post]]:
    """The same positions as they were on each of these days: two statements.

    Holder and factors are today’s: only sheets and competences keep their past.
    """
    versions, recorded = _versions(session, scope), _recorded(session, scope)
    return {
        day: [
            replace(
                one.post,
                sheet=_sheet(versions.get(one.position.id, ()), day),
                competences=_known(recorded.get(one.position.id, ()), day),
            )
            for one in found
        ]
        for day in days
    }


def _sheet(versions: Sequence[_Version], day: date) -> Sheet | None:
    """The newest version approved by the day or, failing that, the newest one written by then."""
    approved = [one for one in versions if one.approved is not None and one.approved <= day]
    written = approved or [one for one in versions if one.saved <= day]
    return Sheet(tasks=tuple(written[-1].tasks)) if written else None


def _known(recorded: Sequence[Competence], day: date) -> tuple[Competence, ...]:
    """What was recorded last of each task and person, of what was validated by the day."""
    newest = {
        (one.task, one.person_id): one for one in recorded if one.validated is None or one.validated <= day
    }
    return tuple(newest.values())


def _versions(session: Session, scope: Scope) -> dict[int, list[_Version]]:
    query = (
        select(
            SheetVersion.id,
            SheetVersion.position_id,
            SheetVersion.approved_at,
            SheetVersion.saved_at,
            _T.key,
            *TASK_COLUMNS,
        )
        .outerjoin(table_of(SheetTask), _T.sheet_id == SheetVersion.id)
        .order_by(SheetVersion.position_id, SheetVersion.number, _T.place)
    )
    found: dict[int, list[_Version]] = defaultdict(list)
    last = None
    for sheet, position, approved, saved, *facts in session.execute(
        scope.within(query, SheetVersion.position_id)
    ).tuples():
        if sheet != last:
            found[position].append(_Version(_day(approved) if approved else None, _day(saved)))
            last = sheet
        if facts[0] is not None:
            found[position][-1].tasks.append(task_of(facts))
    return found


def _day(instant: datetime) -> date:
    return to_wall(instant, QUEBEC).date()


def _recorded(session: Session, scope: Scope) -> dict[int, list[Competence]]:
    table = table_of(TaskCompetence)
    query = scope.within(select(*COMPETENCE_COLUMNS), table.c.position_id).order_by(table.c.id)
    found: dict[int, list[Competence]] = defaultdict(list)
    for values in session.execute(query).tuples():
        found[values[0]].append(competence_of(values))
    return found
