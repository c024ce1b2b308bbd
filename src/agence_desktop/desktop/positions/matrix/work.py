"""What the matrix reads and writes; every function runs on the database thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from agence_desktop.core.changes import Change
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.positions.coverage import Feasibility, feasibility
from agence_desktop.positions.matrix import MatrixTask
from agence_desktop.positions.measures import Post
from agence_desktop.positions.rows import Competence, PersonRef, PositionRow

if TYPE_CHECKING:
    from agence_desktop.positions.queries.posts import Scope
    from agence_desktop.storage.work import Session


@dataclass(frozen=True, slots=True)
class MatrixSource:
    """Positions of a scope with what is measured of them, and who works there."""

    today: date
    posts: tuple[tuple[PositionRow, Post], ...]
    people: tuple[PersonRef, ...]


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What the card of a cell adds: the systems of the task, who validated the level, whether it serves."""

    systems: str
    recorded_by: str
    feasible: Feasibility | None


def read_matrix(gateway: Gateway, scope: Scope) -> MatrixSource:
    """Everything in one transaction, at most eight statements."""
    from agence_desktop.positions.queries.posts import unit_posts
    from agence_desktop.positions.queries.surroundings import people_around

    def work(session: Session, today: date) -> MatrixSource:
        found = unit_posts(session, gateway.actor, today, scope)
        pairs = tuple((one.position, one.post) for one in found)
        return MatrixSource(today, pairs, tuple(people_around(session, scope)))

    return gateway.read(work)


def read_card(gateway: Gateway, task: MatrixTask, person_id: int) -> CardFacts:
    """The facts of one cell, in five statements."""
    from agence_desktop.positions.queries.sheets import sheet_file
    from agence_desktop.positions.queries.surroundings import recorded_by

    key, known = task.cover.task.key, task.known.get(person_id)

    def work(session: Session, _today: date) -> CardFacts:
        found = sheet_file(session, task.position.id)
        whole = next((one for one in found.sheet.tasks if one.key == key), None) if found else None
        judged = None
        if known is not None and known.covers and whole is not None and found is not None:
            sheet = found.sheet
            judged = feasibility(whole, known.competence, sheet.accesses, sheet.weeks_to_autonomy)
        by = recorded_by(session, task.position.id, key, person_id)
        return CardFacts(whole.systems if whole else "", by, judged)

    return gateway.read(work)


def validate_level(gateway: Gateway, wanted: Competence) -> Change:
    """Record a level; RefusedError, RightMissingError."""
    from agence_desktop.positions.commands.competences import validate

    return gateway.write(lambda session: validate(session, gateway.desk, wanted))
