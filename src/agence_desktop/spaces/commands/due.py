"""What time alone has brought, applied by whoever writes on the spaces it touches."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from agence_desktop.spaces.model import EquipmentHold, Occurrence
from agence_desktop.spaces.queries.ledger import STANDING, Present, instant, standing, these
from agence_desktop.spaces.queries.reference import Reference
from agence_desktop.spaces.rows import HOLDING, OccurrenceState
from agence_desktop.spaces.states import derived_state

_O, _HOLD = Occurrence.__table__.c, EquipmentHold.__table__.c
_ABSENT = and_(_O.state == OccurrenceState.CONFIRMED, _O.release_at <= instant("now"))
_EXPIRED = and_(_O.state == OccurrenceState.OFFERED, _O.offered_until <= instant("now"))

_KEEPERS = (
    select(*STANDING)
    .join_from(EquipmentHold.__table__, Occurrence.__table__, _O.id == _HOLD.occurrence_id)
    .where(_HOLD.equipment_id.in_(these("equipment")), _HOLD.ends > instant("since"), or_(_EXPIRED, _ABSENT))
)
_DUE = (
    select(*_O)
    .where(
        _O.space_id.in_(these("touched")),
        _O.busy_until > instant("since"),
        or_(_EXPIRED, _ABSENT),
    )
    .order_by(_O.id)
)


def spaces_in_due(
    session: Session, equipment_ids: Collection[int], since: datetime, present: Present
) -> set[int]:
    """The spaces of occurrences that hold this equipment after ``since``, though time has released it."""
    if not equipment_ids:
        return set()
    asked = {"equipment": sorted(equipment_ids), "since": since, "now": present.now}
    return {row.space_id for row in session.execute(_KEEPERS, asked) if present.state(row) not in HOLDING}


def apply_due(
    session: Session, reference: Reference, space_ids: Collection[int], since: datetime, now: datetime
) -> int:
    """Release no-shows and expired offers of these spaces and of their relatives; return how many changed.

    What was over before ``since`` collides with nothing that is written now: it is left to maintenance.
    """
    touched = set(space_ids).union(*(reference.facts[space].related for space in space_ids))
    asked = {"touched": sorted(touched), "since": since, "now": now}
    return len(apply_time(session, session.execute(_DUE, asked).all(), now))


def apply_time(session: Session, rows: Iterable[Any], now: datetime) -> list[int]:
    """Write the state that each of these rows of ``Occurrence`` has by now; the ids of those that changed."""
    changed: list[int] = []
    for row in rows:
        state = derived_state(standing(row), now)
        if state == row.state:
            continue
        written = session.execute(
            update(Occurrence)
            .where(Occurrence.id == row.id, Occurrence.version == row.version)
            .values(
                state=str(state),
                offered_from=None,
                offered_until=None,
                version=row.version + 1,
            )
            .returning(Occurrence.id)
            .execution_options(synchronize_session=False)
        )
        changed += written.scalars()
    return changed
