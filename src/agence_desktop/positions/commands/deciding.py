"""Deciding on a sheet: a manager approves or returns it, substitutes acknowledge it, it is archived."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.core.changes import Change
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.errors import RefusedError
from agence_desktop.positions.commands import texts
from agence_desktop.positions.commands.commenting import Remark, comment
from agence_desktop.positions.commands.desk import Desk, tell, version_of
from agence_desktop.positions.commands.writing import content_of, sign
from agence_desktop.positions.coverage import cover_tasks
from agence_desktop.positions.measures import measure
from agence_desktop.positions.model import (
    Position,
    SheetSignature,
    SheetVersion,
)
from agence_desktop.positions.queries.posts import Scope, latest_competences, unit_posts
from agence_desktop.positions.rows import SheetState, Signer
from agence_desktop.positions.states import next_review as review_by
from agence_desktop.positions.states import substitutes_to_sign
from agence_desktop.storage.context import now

WHOLE_SHEET = ""
"""Path of a remark on the sheet as a whole."""


def approve(session: Session, desk: Desk, sheet_id: int, version: int, next_review: date) -> Change:
    """Approve a submitted version: it stands from now on, and the one in force before is replaced.

    ``next_review`` lies after today and within 12 months, 6 where a task has criticality 4 or the band is
    critical. Raises StaleError, RefusedError ``not_submitted`` or ``bad_review``, RightMissingError.
    """
    row, position = _submitted(session, desk, sheet_id, version)
    today = to_wall(now(session), QUEBEC).date()
    (post,) = unit_posts(session, desk.actor, today, Scope(position_ids=frozenset({position.id})))
    sheet = content_of(row)
    band = measure(replace(post.post, sheet=sheet), today).band
    last = review_by(today, sheet.tasks, band)
    if not today < next_review <= last:
        months = (last.year - today.year) * 12 + last.month - today.month
        raise RefusedError("bad_review", texts.NEXT_REVIEW_PAST.format(months=months))
    before = session.scalars(
        select(SheetVersion).where(
            SheetVersion.position_id == position.id,
            SheetVersion.state.in_((str(SheetState.APPROVED), str(SheetState.ACKNOWLEDGED))),
        )
    ).one_or_none()
    if before is not None:
        before.state = str(SheetState.REPLACED)
        session.flush()
    row.state = str(SheetState.APPROVED)
    row.next_review = next_review
    row.approved_at = now(session)
    session.flush()
    if desk.actor.person_id is not None:
        sign(session, desk, row, Signer.MANAGER)
    return tell(session, (position.id,))


def return_for_correction(session: Session, desk: Desk, sheet_id: int, version: int, why: str) -> Change:
    """Send a submitted version back to be corrected; ``why`` becomes a remark on the sheet.

    Raises StaleError, RefusedError ``not_submitted`` or ``no_reason``, RightMissingError.
    """
    row, position = _submitted(session, desk, sheet_id, version)
    if not why.strip():
        raise RefusedError("no_reason", texts.NO_REASON)
    row.state = str(SheetState.RETURNED)
    session.flush()
    comment(session, desk, Remark(position.id, WHOLE_SHEET, why))
    return tell(session, (position.id,))


def acknowledge(session: Session, desk: Desk, sheet_id: int, version: int) -> Change:
    """A substitute signs « lu, compris, exercé »; once all have, the version is fully acknowledged.

    Raises StaleError, RefusedError ``not_in_force``, ``not_substitute`` or ``already_signed``.
    """
    row, position = version_of(session, sheet_id, version)
    if row.state not in (SheetState.APPROVED, SheetState.ACKNOWLEDGED):
        raise RefusedError("not_in_force", texts.NOT_IN_FORCE)
    person = desk.require_person()
    known = {one.person_id for one in latest_competences(session, position.id) if one.level > 0}
    if person not in known:
        raise RefusedError("not_substitute", texts.NOT_SUBSTITUTE)
    signed = _signed(session, row)
    if person in signed:
        raise RefusedError("already_signed", texts.ALREADY_SIGNED)
    sign(session, desk, row, Signer.SUBSTITUTE)
    if row.state == SheetState.APPROVED and awaited(session, position, row) <= signed | {person}:
        row.state = str(SheetState.ACKNOWLEDGED)
        session.flush()
    return tell(session, (position.id,))


def archive(session: Session, desk: Desk, sheet_id: int, version: int) -> Change:
    """Put a version away: an open one that is given up, or the one in force of a position that ends."""
    row, position = version_of(session, sheet_id, version)
    desk.require_manager(position.organisation_id, texts.APPROVE_SHEET)
    row.state = str(SheetState.ARCHIVED)
    session.flush()
    return tell(session, (position.id,))


def awaited(session: Session, position: Position, row: SheetVersion) -> set[int]:
    """Whose acknowledgement a version awaits: whoever covers one of its tasks today."""
    today = to_wall(now(session), QUEBEC).date()
    competences = [one for one in latest_competences(session, position.id) if one.person_id]
    covers = cover_tasks(content_of(row).tasks, competences, position.holder_id, today)
    return set(substitutes_to_sign(covers))


def _signed(session: Session, row: SheetVersion) -> set[int]:
    return set(
        session.scalars(
            select(SheetSignature.person_id).where(
                SheetSignature.sheet_id == row.id, SheetSignature.signer == str(Signer.SUBSTITUTE)
            )
        )
    )


def _submitted(session: Session, desk: Desk, sheet_id: int, version: int) -> tuple[SheetVersion, Position]:
    row, position = version_of(session, sheet_id, version)
    desk.require_manager(position.organisation_id, texts.APPROVE_SHEET)
    if row.state != SheetState.SUBMITTED:
        raise RefusedError("not_submitted", texts.NOT_SUBMITTED)
    return row, position
