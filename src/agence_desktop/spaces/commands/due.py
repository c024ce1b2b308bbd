"""What time alone has brought, applied by whoever writes on the spaces it touches."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from agence_desktop.spaces.model import Occurrence
from agence_desktop.spaces.queries.planning import standing
from agence_desktop.spaces.queries.reference import Reference
from agence_desktop.spaces.rows import OccurrenceState
from agence_desktop.spaces.states import derived_state, release_instant

_S = OccurrenceState


def apply_due(session: Session, reference: Reference, space_ids: Collection[int], now: datetime) -> int:
    """Release no-shows and expired offers of these spaces and of their relatives; return how many changed.

    Ended occurrences keep holding the past: they are left to maintenance.
    """
    touched = set(space_ids).union(*(reference.facts[space].related for space in space_ids))
    releasing = [space for space in touched if reference.facts[space].terms.release_minutes is not None]
    due = (Occurrence.state == _S.OFFERED) & (Occurrence.offered_until <= now)
    late = (Occurrence.state == _S.CONFIRMED) & (Occurrence.starts <= now) & (Occurrence.ends > now)
    condition = (
        or_(due & Occurrence.space_id.in_(sorted(touched)), late & Occurrence.space_id.in_(sorted(releasing)))
        if releasing
        else due & Occurrence.space_id.in_(sorted(touched))
    )
    changed = 0
    for row in session.execute(select(*Occurrence.__table__.c).where(condition).order_by(Occurrence.id)):
        found = standing(row, reference.facts[row.space_id].terms.release_minutes)
        state = derived_state(found, now)
        if state == row.state:
            continue
        session.execute(
            update(Occurrence)
            .where(Occurrence.id == row.id, Occurrence.version == row.version)
            .values(
                state=str(state),
                released_at=release_instant(found) if state is _S.NO_SHOW else None,
                offered_from=None,
                offered_until=None,
                version=row.version + 1,
            )
        )
        changed += 1
    return changed
