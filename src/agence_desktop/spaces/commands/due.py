"""What time alone has brought, applied by whoever writes on the spaces it touches."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from agence_desktop.spaces.model import EquipmentHold, Occurrence
from agence_desktop.spaces.queries.ledger import Present, expired
from agence_desktop.spaces.queries.planning import standing
from agence_desktop.spaces.queries.reference import Reference
from agence_desktop.spaces.rows import OccurrenceState
from agence_desktop.spaces.states import derived_state, release_instant


def spaces_in_due(
    session: Session, equipment_ids: Collection[int], since: datetime, present: Present
) -> set[int]:
    """The spaces of occurrences that hold this equipment after ``since``, though time has released it."""
    if not equipment_ids:
        return set()
    query = (
        select(Occurrence.space_id)
        .join(EquipmentHold, EquipmentHold.occurrence_id == Occurrence.id)
        .where(
            EquipmentHold.equipment_id.in_(sorted(equipment_ids)),
            EquipmentHold.ends > since,
            present.lapsed(),
        )
    )
    return set(session.scalars(query))


def apply_due(
    session: Session, reference: Reference, space_ids: Collection[int], since: datetime, now: datetime
) -> int:
    """Release no-shows and expired offers of these spaces and of their relatives; return how many changed.

    What was over before ``since`` collides with nothing that is written now: it is left to maintenance.
    """
    touched = set(space_ids).union(*(reference.facts[space].related for space in space_ids))
    late = and_(
        Occurrence.state == OccurrenceState.CONFIRMED,
        Occurrence.space_id.in_(sorted(touched & reference.releases.keys())),
        Occurrence.starts <= now,
    )
    query = (
        select(*Occurrence.__table__.c)
        .where(
            Occurrence.space_id.in_(sorted(touched)),
            Occurrence.busy_until > since,
            or_(expired(now), late),
        )
        .order_by(Occurrence.id)
    )
    changed = 0
    for row in session.execute(query):
        found = standing(row, reference.releases.get(row.space_id))
        state = derived_state(found, now)
        if state == row.state:
            continue
        session.execute(
            update(Occurrence)
            .where(Occurrence.id == row.id, Occurrence.version == row.version)
            .values(
                state=str(state),
                released_at=release_instant(found) if state is OccurrenceState.NO_SHOW else None,
                offered_from=None,
                offered_until=None,
                version=row.version + 1,
            )
        )
        changed += 1
    return changed
