"""What time alone has brought to every occurrence, applied in batches by the scheduled maintenance."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from agence_desktop.core.changes import Change
from agence_desktop.spaces.commands.desk import BOOKINGS
from agence_desktop.spaces.commands.due import apply_time
from agence_desktop.spaces.commands.locks import lock
from agence_desktop.spaces.model import EquipmentHold, Occurrence
from agence_desktop.spaces.rows import OccurrenceState
from agence_desktop.storage.changes import record_change
from agence_desktop.storage.context import now

BATCH = 500
"""Occurrences of one transaction, so that clerks at work never wait long."""

_S = OccurrenceState


def apply_due_batch(session: Session, after: int = 0, most: int = BATCH) -> tuple[int, int | None]:
    """Apply what is due to at most ``most`` occurrences whose id is above ``after``: releases, offers, ends.

    How many changed, and the id to go on after; None once all were looked at.
    """
    moment = now(session)
    query = select(Occurrence.id, Occurrence.space_id).where(_due(moment), Occurrence.id > after)
    found = session.execute(query.order_by(Occurrence.id).limit(most)).tuples().all()
    if not found:
        return 0, None
    ids = [key for key, _ in found]
    equipment = select(EquipmentHold.equipment_id).where(EquipmentHold.occurrence_id.in_(ids)).distinct()
    lock(session, {space for _, space in found}, session.scalars(equipment).all())
    # Read again under the locks: a clerk may have been faster.
    rows = session.execute(
        select(*Occurrence.__table__.c).where(Occurrence.id.in_(ids)).order_by(Occurrence.id)
    )
    changed = apply_time(session, rows.all(), moment)
    if changed:
        record_change(session, Change(BOOKINGS, tuple(changed)))
    return len(changed), ids[-1] if len(ids) == most else None


def _due(moment: datetime) -> ColumnElement[bool]:
    expired = and_(Occurrence.state == _S.OFFERED, Occurrence.offered_until <= moment)
    absent = and_(Occurrence.state == _S.CONFIRMED, Occurrence.release_at <= moment)
    over = and_(Occurrence.state.in_((_S.CONFIRMED, _S.PRESENT)), Occurrence.ends <= moment)
    return or_(expired, absent, over)
