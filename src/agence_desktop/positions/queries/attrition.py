"""The attrition factor A, for whoever may see it: nobody else is given a row, by the database itself."""

from __future__ import annotations

from sqlalchemy import Integer, select, text
from sqlalchemy.orm import Session

from agence_desktop.core.roles import Actor, Role
from agence_desktop.positions.model import Position
from agence_desktop.storage.context import is_sqlite

_SQLITE = text("SELECT position_id, factor FROM position_attrition")
_POSTGRESQL = text("SELECT position_id, factor FROM agence_attrition()")


def attrition(session: Session, actor: Actor) -> dict[int, int]:
    """Position id → A, of the organisations that the actor manages, in at most two statements."""
    everywhere = any(actor.may(role, None) for role in (Role.MANAGER, Role.ADMINISTRATOR))
    managed = (actor.organisations(Role.MANAGER) or frozenset()) | (
        actor.organisations(Role.ADMINISTRATOR) or frozenset()
    )
    if not everywhere and not managed:
        return {}
    asked = (_SQLITE if is_sqlite(session) else _POSTGRESQL).columns(position_id=Integer, factor=Integer)
    found = {row.position_id: row.factor for row in session.execute(asked)}
    if everywhere or not found:
        return found
    own = session.scalars(select(Position.id).where(Position.organisation_id.in_(managed)))
    return {position: found[position] for position in own if position in found}
