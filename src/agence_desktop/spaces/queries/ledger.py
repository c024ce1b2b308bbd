"""What is already held or requested: the part of the database that judging a date looks at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from agence_desktop.core.spans import Span
from agence_desktop.directory.model import Organisation
from agence_desktop.spaces.catalogue import EquipmentRow
from agence_desktop.spaces.model import (
    Booking,
    EquipmentHold,
    Occurrence,
    SpaceHold,
    SpacePart,
)
from agence_desktop.spaces.rows import HOLDING, Busy, Held, Ledger, OccurrenceState
from agence_desktop.storage.base import Instant
from agence_desktop.storage.sql import elapsed_minutes

_EARLIER = aliased(SpaceHold)


def first_overlap(part_id: InstrumentedAttribute[int], start: datetime) -> ColumnElement[datetime]:
    """The start of the hold of a part that lasts at or was the last before ``start``, else ``start``.

    Holds of one part never overlap: this is one index seek, and all that overlap later begin at or after it.
    """
    latest = (
        select(func.max(_EARLIER.busy_from))
        .where(_EARLIER.part_id == part_id, _EARLIER.busy_from <= start)
        .scalar_subquery()
    )
    return func.coalesce(latest, literal(start, Instant()))


def holding() -> ColumnElement[bool]:
    """The condition that an occurrence holds its space: its state, or a no-show not yet released."""
    return or_(
        Occurrence.state.in_(sorted(HOLDING)),
        and_(Occurrence.state == OccurrenceState.NO_SHOW, Occurrence.released_at.is_(None)),
    )


def busy_of(
    session: Session, space_ids: Collection[int], span: Span, without: Collection[int] = ()
) -> dict[int, tuple[Busy, ...]]:
    """Per space, the holding occurrences of it, its ancestors and descendants whose busy interval overlaps.

    ``without``: occurrences left out, such as the former slots of an edited booking.
    """
    found: dict[int, dict[int, Busy]] = defaultdict(dict)
    query = (
        select(
            SpacePart.space_id,
            Occurrence.id,
            Occurrence.space_id,
            SpaceHold.busy_from,
            SpaceHold.busy_until,
            Occurrence.starts,
            Occurrence.ends,
            Booking.number,
            Organisation.acronym,
        )
        .join(SpaceHold, SpaceHold.part_id == SpacePart.part_id)
        .join(Occurrence, Occurrence.id == SpaceHold.occurrence_id)
        .join(Booking, Booking.id == Occurrence.booking_id)
        .join(Organisation, Organisation.id == Occurrence.organisation_id)
        .where(
            SpacePart.space_id.in_(sorted(space_ids)),
            SpaceHold.busy_from >= first_overlap(SpacePart.part_id, span.start),
            SpaceHold.busy_from < span.end,
            SpaceHold.busy_until > span.start,
        )
    )
    left_out = set(without)
    for space_id, occurrence_id, at, busy_from, busy_until, starts, ends, number, acronym in session.execute(
        query
    ).tuples():
        if occurrence_id not in left_out:
            found[space_id][occurrence_id] = Busy(
                occurrence_id, at, Span(busy_from, busy_until), number, acronym, Span(starts, ends)
            )
    return {
        space_id: tuple(sorted(rows.values(), key=lambda busy: (busy.span, busy.occurrence_id)))
        for space_id, rows in found.items()
    }


def held_of(
    session: Session, equipment_ids: Collection[int], span: Span, without: Collection[int] = ()
) -> dict[int, tuple[Held, ...]]:
    """Per equipment, the quantities held over slots that overlap the span."""
    held: dict[int, list[Held]] = defaultdict(list)
    query = select(
        EquipmentHold.equipment_id,
        EquipmentHold.starts,
        EquipmentHold.ends,
        EquipmentHold.quantity,
        EquipmentHold.occurrence_id,
    ).where(
        EquipmentHold.equipment_id.in_(sorted(equipment_ids)),
        EquipmentHold.ends > span.start,
        EquipmentHold.starts < span.end,
    )
    left_out = set(without)
    for equipment_id, starts, ends, quantity, occurrence_id in session.execute(query).tuples():
        if occurrence_id not in left_out:
            held[equipment_id].append(Held(equipment_id, Span(starts, ends), quantity, occurrence_id))
    return {equipment_id: tuple(rows) for equipment_id, rows in held.items()}


def quota_minutes(
    session: Session,
    organisation_id: int,
    host_ids: Iterable[int],
    months: Iterable[tuple[int, int]],
    without: Collection[int] = (),
) -> dict[tuple[int, int, int], int]:
    """(host, year, month) → minutes that the organisation holds or has requested on the host's spaces."""
    query = (
        select(
            Occurrence.host_id,
            Occurrence.month,
            func.sum(
                case(
                    (Occurrence.id.in_(sorted(without)), 0),
                    else_=elapsed_minutes(Occurrence.starts, Occurrence.ends),
                )
            ),
        )
        .where(
            Occurrence.organisation_id == organisation_id,
            Occurrence.host_id.in_(sorted(host_ids)),
            Occurrence.month.in_(sorted(year * 100 + month for year, month in months)),
            or_(holding(), Occurrence.state == OccurrenceState.REQUESTED),
        )
        .group_by(Occurrence.host_id, Occurrence.month)
    )
    return {
        (host, month // 100, month % 100): int(total)
        for host, month, total in session.execute(query).tuples()
    }


def ledger_of(
    session: Session,
    *,
    space_ids: Collection[int],
    span: Span,
    equipment_ids: Collection[int],
    equipment: Mapping[int, EquipmentRow],
    organisation_id: int,
    quota_hosts: Collection[int],
    months: Collection[tuple[int, int]],
    without: Collection[int] = (),
) -> Ledger:
    """The ledger that judging these spaces over ``span`` needs, in at most three statements."""
    return Ledger(
        busy=busy_of(session, space_ids, span, without),
        held=held_of(session, equipment_ids, span, without) if equipment_ids else {},
        stock={key: equipment[key].quantity for key in equipment_ids},
        equipment_sites={key: equipment[key].site_id for key in equipment_ids},
        quota_minutes=(
            quota_minutes(session, organisation_id, quota_hosts, months, without) if quota_hosts else {}
        ),
    )
