"""Actions of § 13: what lowers the risk of a position, by whom and when."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError
from agence_desktop.positions.commands import texts
from agence_desktop.positions.commands.desk import Desk, position_of
from agence_desktop.positions.commands.writing import (
    Opened,
    Save,
    content_of,
    control_of,
    open_version,
    save_draft,
)
from agence_desktop.positions.content import Action
from agence_desktop.positions.model import SheetVersion
from agence_desktop.positions.rows import OPEN, SheetState


def add_action(session: Session, desk: Desk, position_id: int, action: Action) -> Opened:
    """Add an action to § 13 of the open draft of a sheet; the next version is opened where there is none.

    Raises RefusedError ``not_editable`` while a version waits for its decision, ``action_there`` where the
    same action stands there already, RightMissingError for whoever does not manage the position.
    """
    position = position_of(session, position_id)
    desk.require_manager(position.organisation_id, texts.ADD_ACTION)
    last = session.scalars(
        select(SheetVersion)
        .where(SheetVersion.position_id == position_id)
        .order_by(SheetVersion.number.desc())
        .limit(1)
    ).one_or_none()
    if last is not None and last.state == SheetState.SUBMITTED:
        raise RefusedError("not_editable", texts.WAITS_FOR_DECISION.format(number=last.number))
    if last is not None and any(one.action == action.action for one in content_of(last).actions):
        raise RefusedError("action_there", texts.ACTION_THERE)
    if last is None or last.state not in OPEN:
        opened = open_version(session, desk, position_id)
        last = session.get_one(SheetVersion, opened.sheet_id)
    sheet = content_of(last)
    sheet = replace(sheet, actions=(*sheet.actions, action))
    return save_draft(session, desk, Save(last.id, last.version, sheet, control_of(last)))
