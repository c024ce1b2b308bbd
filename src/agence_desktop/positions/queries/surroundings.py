"""What the view of a unit asks beside the measures: who works there, and how long learning takes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ColumnElement, Integer, cast, func, or_, select
from sqlalchemy.orm import Session

from agence_desktop.directory.model import Account, Person
from agence_desktop.positions.model import Position, SheetVersion, TaskCompetence
from agence_desktop.positions.queries.people import person_columns, person_ref
from agence_desktop.positions.queries.posts import EVERYTHING, Scope, counting_rank
from agence_desktop.positions.rows import PersonRef
from agence_desktop.storage.context import is_sqlite

_WEEKS = "weeks_to_autonomy"


def people_around(session: Session, scope: Scope = EVERYTHING) -> list[PersonRef]:
    """Holders of the positions of a scope and whoever has a level there, by name, in one statement."""
    holders = scope.within(select(Position.holder_id).where(Position.holder_id.is_not(None)), Position.id)
    known = scope.within(select(TaskCompetence.person_id), TaskCompetence.position_id)
    query = (
        select(*person_columns(Person))
        .where(or_(Person.id.in_(holders), Person.id.in_(known)))
        .order_by(Person.sort_key, Person.id)
    )
    refs = (person_ref(values) for values in session.execute(query).tuples())
    return [ref for ref in refs if ref is not None]


def weeks_to_autonomy(session: Session, scope: Scope = EVERYTHING) -> dict[int, int]:
    """Position → the weeks of § 11 of the version that counts, where it says them, in one statement."""
    ranked = select(SheetVersion.position_id, SheetVersion.body, counting_rank())
    chosen = scope.within(ranked, SheetVersion.position_id).subquery()
    told: ColumnElement[Any]
    if is_sqlite(session):
        told = func.json_extract(chosen.c.body, f"$.{_WEEKS}")
    else:
        told = cast(func.json_extract_path_text(cast(chosen.c.body, JSON), _WEEKS), Integer)
    found = session.execute(select(chosen.c.position_id, told).where(chosen.c.rank == 1)).tuples()
    return {position: weeks for position, weeks in found if weeks is not None}


def recorded_by(session: Session, position_id: int, task: str, person_id: int) -> str:
    """The name of who recorded the level that counts, else the login; empty without a record."""
    name = Person.first_name + " " + Person.last_name
    query = (
        select(func.coalesce(name, TaskCompetence.recorded_by))
        .outerjoin(Account, Account.login == TaskCompetence.recorded_by)
        .outerjoin(Person, Person.id == Account.person_id)
        .where(
            TaskCompetence.position_id == position_id,
            TaskCompetence.task == task,
            TaskCompetence.person_id == person_id,
        )
        .order_by(TaskCompetence.id.desc())
        .limit(1)
    )
    return session.scalars(query).one_or_none() or ""
