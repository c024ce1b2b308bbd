"""What « Exercices » reads and writes; every function runs on the database thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.positions.content import Task
from agence_desktop.positions.rows import Drill, PersonRef, PositionRow
from agence_desktop.positions.states import retest_due

if TYPE_CHECKING:
    from agence_desktop.positions.commands.competences import Recorded
    from agence_desktop.positions.queries.posts import Scope
    from agence_desktop.storage.work import Session


@dataclass(frozen=True, slots=True)
class DrillLine:
    """A drill, its position and person; ``retest`` is until when it is still to be tried again."""

    id: int
    position: PositionRow
    person: PersonRef
    drill: Drill
    retest: date | None


@dataclass(frozen=True, slots=True)
class DrillSeed:
    """What the form offers: positions with their tasks, and what is known of the drill."""

    posts: tuple[tuple[PositionRow, tuple[Task, ...]], ...]
    position_id: int | None = None
    person: PersonRef | None = None
    tasks: tuple[str, ...] = ()


def read_drills(gateway: Gateway, scope: Scope) -> list[DrillLine]:
    """The drills of a scope, the newest first: two statements."""
    from agence_desktop.positions.queries.register import positions
    from agence_desktop.positions.queries.standings import drills

    def work(session: Session, today: date) -> list[DrillLine]:
        known = {row.id: row for row in positions(session, today, within=scope.within)}
        found = drills(session, scope)
        of_post: dict[int, list[Drill]] = {}
        for row in found:
            of_post.setdefault(row.position_id, []).append(row.drill)
        return [
            DrillLine(
                row.id,
                known[row.position_id],
                row.person,
                row.drill,
                retest_due(row.drill, of_post[row.position_id]),
            )
            for row in found
            if row.position_id in known
        ]

    return gateway.read(work)


def read_seed(
    gateway: Gateway,
    position_id: int | None = None,
    person_id: int | None = None,
    tasks: tuple[str, ...] = (),
) -> DrillSeed:
    """What the form of a drill offers: at most nine statements."""
    from agence_desktop.positions.queries.posts import unit_posts
    from agence_desktop.positions.queries.surroundings import people_around

    def work(session: Session, today: date) -> DrillSeed:
        posts = tuple((one.position, one.post.tasks) for one in unit_posts(session, gateway.actor, today))
        person = None
        if person_id is not None:
            person = next((one for one in people_around(session) if one.id == person_id), None)
        return DrillSeed(posts, position_id, person, tasks)

    return gateway.read(work)


def record(gateway: Gateway, position_id: int, drill: Drill) -> Recorded:
    """Put a drill on record; RefusedError, RightMissingError."""
    from agence_desktop.positions.commands.competences import record_drill

    return gateway.write(lambda session: record_drill(session, gateway.desk, position_id, drill))
