"""Two versions of a sheet with what surrounds the newer one: six statements at most."""

from __future__ import annotations

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.roles import Actor, Role
from agence_desktop.positions.approval import Comparison, usual_old
from agence_desktop.positions.content import Sheet
from agence_desktop.positions.model import SheetVersion
from agence_desktop.positions.queries.register import position_id_of
from agence_desktop.positions.queries.sheets import UNKNOWN_SHEET, sheet_content, sheet_file
from agence_desktop.positions.rows import PositionRow, SheetRow, SheetState
from agence_desktop.storage.context import is_sqlite

NOTHING = 0
"""The number of the version that stands for nothing: everything of the other one is new."""

_UNKNOWN = -1
_SQLITE = text("SELECT factor FROM position_attrition WHERE position_id = :position")
_POSTGRESQL = text("SELECT factor FROM agence_attrition() WHERE position_id = :position")


def comparison(
    session: Session, actor: Actor, position: int | str, old: int | None = None, new: int | None = None
) -> Comparison | None:
    """Compare version ``new`` (None: the newest) with ``old`` (None: the usual one, 0: nothing).

    ``position`` is an id, or a number; None where it has no sheet. Raises RefusedError ``unknown_position``
    or ``unknown_sheet``.
    """
    named = position_id_of(session, position) if isinstance(position, str) else position
    file = sheet_file(session, _UNKNOWN if named is None else named, new)
    if file is None:
        return None
    before: SheetRow | None = None
    if old is None:
        before = usual_old(file.versions, file.row)
    elif old != NOTHING:
        before = next((one for one in file.versions if one.number == old), None)
        if before is None:
            raise RefusedError("unknown_sheet", UNKNOWN_SHEET)
    content = Sheet() if before is None else sheet_content(session, before.id)
    return Comparison(file, before, content, _attrition(session, actor, file.position))


def _attrition(session: Session, actor: Actor, position: PositionRow) -> int | None:
    organisation = position.unit.organisation_id
    if not any(actor.may(role, organisation) for role in (Role.MANAGER, Role.ADMINISTRATOR)):
        return None
    asked = _SQLITE if is_sqlite(session) else _POSTGRESQL
    return session.execute(asked, {"position": position.id}).scalar()


def submitted_position(session: Session) -> int | None:
    """A position whose newest version waits for a decision, one with an older version before others."""
    query = (
        select(SheetVersion.position_id)
        .where(SheetVersion.state == str(SheetState.SUBMITTED))
        .order_by(SheetVersion.number.desc(), SheetVersion.position_id)
        .limit(1)
    )
    return session.scalars(query).one_or_none()
