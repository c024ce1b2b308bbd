"""Positions and units as lists show them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, aliased

from agence_desktop.directory.model import Organisation, Person, Site
from agence_desktop.directory.queries import in_force
from agence_desktop.positions.model import Position, Unit
from agence_desktop.positions.queries.people import COUNT, person_columns, person_ref
from agence_desktop.positions.rows import PositionRow, UnitRef

_MANAGER, _HOLDER = aliased(Person), aliased(Person)
_OWN = 9


def positions_query() -> Select[Any]:
    """One row for each position, with its unit, site, manager and holder, by unit and number."""
    return (
        select(
            Position.id,
            Position.version,
            Position.number,
            Position.name,
            Position.job_class,
            Position.sole,
            Position.impact,
            Position.active_from,
            Position.active_until,
            Unit.id,
            Unit.code,
            Unit.name,
            Position.organisation_id,
            Organisation.acronym,
            Site.name,
            Position.site_id,
            *person_columns(_MANAGER),
            *person_columns(_HOLDER),
        )
        .join(Unit, Unit.id == Position.unit_id)
        .join(Organisation, Organisation.id == Position.organisation_id)
        .outerjoin(Site, Site.id == Position.site_id)
        .outerjoin(_MANAGER, _MANAGER.id == Position.manager_id)
        .outerjoin(_HOLDER, _HOLDER.id == Position.holder_id)
        .order_by(Unit.sort_key, Position.number)
    )


def position_row(values: Any, attrition: Mapping[int, int], today: date) -> PositionRow:
    """The position of one row of ``positions_query``; ``attrition`` is that of ``queries.attrition``."""
    number, version, code, title, job_class, sole, impact, since, until = values[:_OWN]
    unit = UnitRef(values[9], values[10], values[11], values[12], values[13])
    people = values[16:]
    return PositionRow(
        id=number,
        version=version,
        number=code,
        title=title,
        unit=unit,
        site=values[14] or "",
        job_class=job_class,
        manager=person_ref(people[:COUNT]),
        holder=person_ref(people[COUNT:]),
        unique=sole,
        impact=impact,
        attrition=attrition.get(number),
        active=in_force(since, until, today),
        site_id=values[15],
        until=until,
    )


def positions(
    session: Session,
    today: date,
    attrition: Mapping[int, int] | None = None,
    within: Callable[[Select[Any], Any], Select[Any]] | None = None,
) -> list[PositionRow]:
    """All positions, or those that ``within`` leaves of a query and its column of ids, in one statement."""
    query = positions_query()
    if within is not None:
        query = within(query, Position.id)
    return [position_row(values, attrition or {}, today) for values in session.execute(query)]


def positions_found(session: Session, today: date, words: Sequence[str], limit: int) -> list[PositionRow]:
    """Positions in force whose number, title or holder hold every word (search keys), in one statement."""
    query = positions_query().where(
        or_(Position.active_until.is_(None), Position.active_until >= today),
        *(
            or_(
                Position.search_key.contains(word, autoescape=True),
                _HOLDER.search_key.contains(word, autoescape=True),
            )
            for word in words
        ),
    )
    return [position_row(values, {}, today) for values in session.execute(query.limit(limit))]


def units(session: Session) -> list[UnitRef]:
    """Units by name, in one statement."""
    query = (
        select(Unit.id, Unit.code, Unit.name, Unit.organisation_id, Organisation.acronym)
        .join(Organisation, Organisation.id == Unit.organisation_id)
        .order_by(Unit.sort_key)
    )
    return [UnitRef(*values) for values in session.execute(query).tuples()]


def position_id_of(session: Session, number: str) -> int | None:
    """The id of a position by its number; None where there is none."""
    return session.scalars(select(Position.id).where(Position.number == number)).one_or_none()
