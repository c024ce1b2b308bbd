"""What is already held or requested: the part of the database that judging a date looks at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, not_, or_, select
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
from agence_desktop.spaces.states import Standing, derived_state, held_until
from agence_desktop.storage.base import Instant
from agence_desktop.storage.sql import elapsed_minutes

_EARLIER = aliased(SpaceHold)
_STANDING = (
    Occurrence.id,
    Occurrence.space_id,
    Occurrence.starts,
    Occurrence.ends,
    Occurrence.state,
    Occurrence.offered_from,
    Occurrence.offered_until,
)


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


@dataclass(frozen=True, slots=True)
class Present:
    """The present instant, and the no-show term of each space that has one: what time has brought follows."""

    now: datetime
    releases: Mapping[int, int]

    def hold(self, row: Any, span: Span) -> Span | None:
        """What an occurrence holds of a stored hold; None where time has released all of it.

        ``row`` bears ``space_id``, ``starts``, ``ends``, ``state``, ``offered_from`` and ``offered_until``.
        """
        if row.starts > self.now and row.state != OccurrenceState.OFFERED:
            return span
        release = self.releases.get(row.space_id)
        found = Standing(
            OccurrenceState(row.state),
            Span(row.starts, row.ends),
            release,
            row.offered_from,
            row.offered_until,
        )
        if derived_state(found, self.now) not in (OccurrenceState.NO_SHOW, *HOLDING):
            return None
        until = span.end if found.state is OccurrenceState.NO_SHOW else held_until(found, span, self.now)
        return Span(span.start, until) if until is not None else None

    def lapsed(self) -> ColumnElement[bool]:
        """The condition that an occurrence stored as holding holds no more."""
        spaces: dict[int, list[int]] = defaultdict(list)
        for space_id, minutes in self.releases.items():
            spaces[minutes].append(space_id)
        missed = (
            and_(
                Occurrence.state == OccurrenceState.CONFIRMED,
                Occurrence.space_id.in_(group),
                Occurrence.starts <= self.now - timedelta(minutes=minutes),
                elapsed_minutes(Occurrence.starts, Occurrence.ends) > minutes,
            )
            for minutes, group in sorted(spaces.items())
        )
        return or_(expired(self.now), *missed)


def expired(now: datetime) -> ColumnElement[bool]:
    """The condition that an occurrence is an offer whose hold has ended."""
    return and_(Occurrence.state == OccurrenceState.OFFERED, Occurrence.offered_until <= now)


def busy_of(
    session: Session,
    space_ids: Collection[int],
    span: Span,
    present: Present,
    without: Collection[int] = (),
) -> dict[int, tuple[Busy, ...]]:
    """Per space, the holding occurrences of it, its ancestors and descendants whose busy interval overlaps.

    ``without``: occurrences left out, such as the former slots of an edited booking.
    """
    found: dict[int, dict[int, Busy]] = defaultdict(dict)
    query = (
        select(
            SpacePart.space_id.label("judged"),
            SpaceHold.busy_from,
            SpaceHold.busy_until,
            Booking.number,
            Organisation.acronym,
            *_STANDING,
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
    for row in session.execute(query):
        if row.id in left_out or row.id in found[row.judged]:
            continue
        held = present.hold(row, Span(row.busy_from, row.busy_until))
        if held is not None and held.overlaps(span):
            slot = Span(row.starts, row.ends)
            found[row.judged][row.id] = Busy(row.id, row.space_id, held, row.number, row.acronym, slot)
    return {
        space_id: tuple(sorted(rows.values(), key=lambda busy: (busy.span, busy.occurrence_id)))
        for space_id, rows in found.items()
        if rows
    }


def held_of(
    session: Session,
    equipment_ids: Collection[int],
    span: Span,
    present: Present,
    without: Collection[int] = (),
) -> dict[int, tuple[Held, ...]]:
    """Per equipment, the quantities held over slots that overlap the span."""
    held: dict[int, list[Held]] = defaultdict(list)
    query = (
        select(
            EquipmentHold.equipment_id,
            EquipmentHold.starts.label("held_from"),
            EquipmentHold.ends.label("held_until"),
            EquipmentHold.quantity,
            *_STANDING,
        )
        .join(Occurrence, Occurrence.id == EquipmentHold.occurrence_id)
        .where(
            EquipmentHold.equipment_id.in_(sorted(equipment_ids)),
            EquipmentHold.ends > span.start,
            EquipmentHold.starts < span.end,
        )
    )
    left_out = set(without)
    for row in session.execute(query):
        kept = present.hold(row, Span(row.held_from, row.held_until))
        if row.id not in left_out and kept is not None and kept.overlaps(span):
            held[row.equipment_id].append(Held(row.equipment_id, kept, row.quantity, row.id))
    return {equipment_id: tuple(rows) for equipment_id, rows in held.items()}


def quota_minutes(
    session: Session,
    organisation_id: int,
    host_ids: Iterable[int],
    months: Iterable[tuple[int, int]],
    present: Present,
    without: Collection[int] = (),
) -> dict[tuple[int, int, int], int]:
    """(host, year, month) → minutes that the organisation holds or has requested on the host's spaces."""
    back = and_(expired(present.now), Occurrence.offered_from == OccurrenceState.REQUESTED)
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
            or_(and_(holding(), not_(present.lapsed())), Occurrence.state == OccurrenceState.REQUESTED, back),
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
    present: Present,
    without: Collection[int] = (),
) -> Ledger:
    """The ledger that judging these spaces over ``span`` needs, in at most three statements."""
    return Ledger(
        busy=busy_of(session, space_ids, span, present, without),
        held=held_of(session, equipment_ids, span, present, without) if equipment_ids else {},
        stock={key: equipment[key].quantity for key in equipment_ids},
        equipment_sites={key: equipment[key].site_id for key in equipment_ids},
        quota_minutes=(
            quota_minutes(session, organisation_id, quota_hosts, months, present, without)
            if quota_hosts
            else {}
        ),
    )
