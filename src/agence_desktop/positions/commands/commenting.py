"""Remarks on fields of a sheet, kept through its versions."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.core.changes import Change
from agence_desktop.core.errors import RefusedError
from agence_desktop.positions.commands import texts
from agence_desktop.positions.commands.desk import Desk, position_of, stale, tell
from agence_desktop.positions.content import Sheet
from agence_desktop.positions.editing import Content
from agence_desktop.positions.following import anchored, followed
from agence_desktop.positions.model import SheetComment
from agence_desktop.positions.rows import Comment, Control
from agence_desktop.storage.context import now


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody says of a field (``path`` as in « tasks/T4/procedure_date », empty: the whole sheet)."""

    position_id: int
    path: str
    text: str
    replies_to: int | None = None


def comment(session: Session, desk: Desk, remark: Remark) -> Change:
    """Add a remark; RefusedError ``empty_comment``, RightMissingError."""
    position = position_of(session, remark.position_id)
    desk.require_writer(position)
    if not remark.text.strip():
        raise RefusedError("empty_comment", texts.EMPTY_COMMENT)
    session.add(
        SheetComment(
            position_id=position.id,
            path=remark.path,
            author=desk.actor.name,
            login=desk.actor.login,
            at=now(session),
            text=remark.text.strip(),
            replies_to=remark.replies_to,
        )
    )
    session.flush()
    return tell(session, (position.id,))


def settle(session: Session, desk: Desk, comment_id: int, *, settled: bool = True) -> Change:
    """Mark a remark as settled, or open again; RefusedError ``unknown_comment``, RightMissingError."""
    found = session.get(SheetComment, comment_id)
    if found is None:
        raise RefusedError("unknown_comment", texts.UNKNOWN_COMMENT)
    position = position_of(session, found.position_id)
    desk.require_writer(position)
    if found.settled == settled:
        raise stale()
    found.settled = settled
    session.flush()
    return tell(session, (position.id,))


def with_remarks(session: Session, position_id: int, before: Sheet, after: Sheet) -> Sheet:
    """A content written elsewhere, with where the remarks on ``before`` stand in it."""
    asked = select(SheetComment).where(SheetComment.position_id == position_id).order_by(SheetComment.id)
    known = [
        Comment(one.id, one.path, one.author, one.at, one.text, one.replies_to, one.settled)
        for one in session.scalars(asked)
    ]
    if not known:
        return after
    old, new = Content(before, Control()), Content(after, Control())
    return anchored(known, old, followed(new, old)).sheet
