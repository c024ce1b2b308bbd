"""What the due dates of the posts of a scope are told from: five statements, however many posts."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from agence_desktop.positions.dues import DuePost, UnitDues
from agence_desktop.positions.queries.absence_files import known
from agence_desktop.positions.queries.absences import away_and_holidays
from agence_desktop.positions.queries.posts import EVERYTHING, Scope, counting_tasks
from agence_desktop.positions.queries.register import positions


def unit_dues(session: Session, today: date, first: date, last: date, scope: Scope = EVERYTHING) -> UnitDues:
    """Positions in force of a scope with their tasks, who knows them, and who is away in a period."""
    rows = [row for row in positions(session, today, None, scope.within) if row.active]
    tasks = counting_tasks(session, scope)
    people, competences = known(session, [row.id for row in rows])
    absent, observed = away_and_holidays(session, first, last)
    return UnitDues(
        posts=tuple(DuePost(row, tasks.get(row.id, ()), tuple(competences.get(row.id, ()))) for row in rows),
        people=people,
        away=tuple(absent),
        observed=observed,
    )
