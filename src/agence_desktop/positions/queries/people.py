"""People as sheets and matrices show them, and the positions that rest on one."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from agence_desktop.directory.model import Person
from agence_desktop.positions.model import Position, TaskCompetence
from agence_desktop.positions.rows import PersonRef


def person_columns(person: type[Person]) -> tuple[InstrumentedAttribute[Any], ...]:
    """The columns of a person (or of an alias of the table) that ``person_ref`` reads, in order."""
    return person.id, person.first_name, person.last_name, person.email, person.phone, person.sort_key


COUNT = 6


def person_ref(values: Any) -> PersonRef | None:
    """The person of these six values; None where there is none."""
    number, first, last, email, phone, key = values
    return None if number is None else PersonRef(number, f"{first} {last}".strip(), email, phone, key)


class PostsOf(NamedTuple):
    """The positions of a person, number and title: held, managed, and those that they can take over."""

    held: list[tuple[str, str]]
    managed: list[tuple[str, str]]
    relieved: list[tuple[str, str]]


def posts_of(session: Session, person_id: int, day: date) -> PostsOf:
    """What rests on a person of the positions in force on a day: three statements."""

    def found(condition: ColumnElement[bool]) -> list[tuple[str, str]]:
        query = select(Position.number, Position.name).where(
            condition, or_(Position.active_until.is_(None), Position.active_until >= day)
        )
        return list(session.execute(query.order_by(Position.number)).tuples())

    # What was recorded last of a task counts.
    newest = select(func.max(TaskCompetence.id)).where(TaskCompetence.person_id == person_id)
    newest = newest.group_by(TaskCompetence.position_id, TaskCompetence.task)
    able = select(TaskCompetence.position_id).where(
        TaskCompetence.id.in_(newest), TaskCompetence.level > 0, TaskCompetence.in_training.is_(False)
    )
    return PostsOf(
        found(Position.holder_id == person_id),
        found(Position.manager_id == person_id),
        found(Position.id.in_(able) & Position.holder_id.is_distinct_from(person_id)),
    )
