"""The standings of the sheets of many positions, and their drills, in a constant number of statements."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.directory.model import Person
from agence_desktop.positions.model import Absence, Position, ReliefDrill, SheetVersion
from agence_desktop.positions.queries.people import person_columns, person_ref
from agence_desktop.positions.queries.posts import EVERYTHING, Scope
from agence_desktop.positions.queries.sheets import sheet_row, versions_query
from agence_desktop.positions.rows import (
    IN_FORCE,
    OPEN,
    Drill,
    DrillResult,
    PersonRef,
    PositionRow,
    SheetRow,
)
from agence_desktop.positions.standing import NO_SHEET, Standing, standing_of

_TOLD = sorted(IN_FORCE | OPEN)


@dataclass(frozen=True, slots=True)
class DrillRow:
    """A relief drill of a position as lists show it."""

    id: int
    position_id: int
    person: PersonRef
    drill: Drill


def standings(
    session: Session, positions: Iterable[PositionRow], today: date, scope: Scope = EVERYTHING
) -> dict[int, Standing]:
    """Position id → the standing of its sheet today, for all the positions given: three statements."""
    versions = _versions(session, scope)
    tried: dict[int, list[Drill]] = defaultdict(list)
    for row in drills(session, scope):
        tried[row.position_id].append(row.drill)
    announced = _announced(session, today, scope)
    return {
        one.id: standing_of(
            versions.get(one.id, ()),
            today,
            one.holder.id if one.holder else None,
            tried.get(one.id, ()),
            announced.get(one.id, ()),
        )
        if one.id in versions
        else NO_SHEET
        for one in positions
    }


def drills(session: Session, scope: Scope = EVERYTHING) -> list[DrillRow]:
    """The drills of the positions of a scope, the newest first, in one statement."""
    query = select(
        ReliefDrill.id,
        ReliefDrill.position_id,
        ReliefDrill.day,
        ReliefDrill.results,
        ReliefDrill.corrections,
        *person_columns(Person),
    ).join(Person, Person.id == ReliefDrill.person_id)
    query = scope.within(query, ReliefDrill.position_id)
    found = []
    for key, position, day, results, corrections, *person in session.execute(
        query.order_by(ReliefDrill.day.desc(), ReliefDrill.id.desc())
    ).tuples():
        ref = person_ref(person)
        if ref is not None:
            parts = tuple(DrillResult(task, part) for task, part in json.loads(results).items())
            found.append(DrillRow(key, position, ref, Drill(day, ref.id, parts, corrections)))
    return found


def _versions(session: Session, scope: Scope) -> dict[int, list[SheetRow]]:
    query = versions_query().where(SheetVersion.state.in_([str(state) for state in _TOLD]))
    found: dict[int, list[SheetRow]] = defaultdict(list)
    for values in session.execute(scope.within(query, SheetVersion.position_id)):
        row = sheet_row(values)
        found[row.position_id].append(row)
    return found


def _announced(session: Session, today: date, scope: Scope) -> dict[int, list[date]]:
    """When absences of the holders that are not over yet were announced."""
    query = (
        select(Position.id, Absence.announced_on)
        .join(Absence, Absence.person_id == Position.holder_id)
        .where(Absence.cancelled.is_(False), Absence.last_day >= today)
    )
    found: dict[int, list[date]] = defaultdict(list)
    for position, day in session.execute(scope.within(query, Position.id)).tuples():
        found[position].append(day)
    return found
