"""What is already held or requested: the part of the database that judging a date looks at.

The statements are built once: putting them together costs more than their answers from a local file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session

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
from agence_desktop.spaces.states import COUNTED, Standing, derived_state, held_until
from agence_desktop.storage.base import Instant
from agence_desktop.storage.prepared import Prepared
from agence_desktop.storage.sql import among, elapsed_minutes

_S = OccurrenceState
_O, _HOLD, _EQUIPMENT_HOLD = Occurrence.__table__.c, SpaceHold.__table__.c, EquipmentHold.__table__.c
_PART, _BOOKING, _ORGANISATION = SpacePart.__table__.c, Booking.__table__.c, Organisation.__table__.c


def these(name: str) -> BindParameter[int]:
    """A parameter that is a list of keys."""
    return bindparam(name, expanding=True, type_=Integer())


def instant(name: str) -> BindParameter[datetime]:
    """A parameter that is an instant."""
    return bindparam(name, type_=Instant())


STANDING = (
    _O.id,
    _O.space_id,
    _O.starts,
    _O.ends,
    _O.state,
    _O.release_at,
    _O.offered_from,
    _O.offered_until,
)
"""What ``Present`` looks at."""

# Holds of one part never overlap: the one that lasts at the start of a span, or was the last before it, is
# found by one index seek, and all that overlap the span begin at or after it.
_EARLIER = SpaceHold.__table__.alias("earlier").c
_FIRST_OVERLAP = func.coalesce(
    select(func.max(_EARLIER.busy_from))
    .where(_EARLIER.part_id == _PART.part_id, _EARLIER.busy_from <= instant("start"))
    .correlate(SpacePart.__table__)
    .scalar_subquery(),
    instant("start"),
)


def _busy(kind: str) -> Select[Any]:
    """The statement of ``busy_of`` for one kind of database."""
    hold, parts = _HOLD, SpacePart.__table__
    overlapping = and_(
        hold.part_id == _PART.part_id,
        hold.busy_from >= _FIRST_OVERLAP,
        hold.busy_from < instant("end"),
        hold.busy_until > instant("start"),
    )
    joined = parts.join(SpaceHold.__table__, overlapping)
    if kind == "postgresql":
        # Left to choose, it reads every hold there ever was instead of seeking once for each part.
        columns = (hold.occurrence_id, hold.busy_from, hold.busy_until)
        sought = select(*columns).where(overlapping).correlate(parts).offset(literal_column("0"))
        held = sought.lateral("held")
        hold, joined = held.c, parts.join(held, true())
    return (
        select(
            _PART.space_id.label("judged"),
            hold.busy_from,
            hold.busy_until,
            _BOOKING.number,
            _ORGANISATION.acronym,
            *STANDING,
        )
        .select_from(joined)
        .join(Occurrence.__table__, _O.id == hold.occurrence_id)
        .join(Booking.__table__, _BOOKING.id == _O.booking_id)
        .join(Organisation.__table__, _ORGANISATION.id == _O.organisation_id)
        .where(among(kind, _PART.space_id, "spaces"))
    )


_BUSY = {kind: Prepared(_busy(kind)) for kind in ("sqlite", "postgresql")}

_HELD = (
    select(
        _EQUIPMENT_HOLD.equipment_id,
        _EQUIPMENT_HOLD.starts.label("held_from"),
        _EQUIPMENT_HOLD.ends.label("held_until"),
        _EQUIPMENT_HOLD.quantity,
        *STANDING,
    )
    .join_from(EquipmentHold.__table__, Occurrence.__table__, _O.id == _EQUIPMENT_HOLD.occurrence_id)
    .where(
        _EQUIPMENT_HOLD.equipment_id.in_(these("equipment")),
        _EQUIPMENT_HOLD.ends > instant("start"),
        _EQUIPMENT_HOLD.starts < instant("end"),
    )
)


def holding() -> ColumnElement[bool]:
    """The condition that an occurrence is stored as holding: its state, or a no-show not yet released."""
    return or_(
        Occurrence.state.in_([str(state) for state in sorted(HOLDING)]),
        and_(Occurrence.state == _S.NO_SHOW, Occurrence.release_at.is_(None)),
    )


# What time may have changed is told one by one, all the rest as a sum.
_ALONE = case(
    (or_(_O.state == _S.OFFERED, and_(_O.state == _S.CONFIRMED, _O.release_at <= instant("now"))), _O.id),
    else_=0,
).label("alone")
_QUOTA = (
    select(
        _O.host_id,
        _O.month,
        _ALONE,
        func.sum(elapsed_minutes(_O.starts, _O.ends)).label("minutes"),
        *(func.min(column).label(column.name) for column in STANDING),
    )
    .where(
        _O.organisation_id == bindparam("organisation", type_=Integer()),
        _O.host_id.in_(these("hosts")),
        _O.month.in_(these("months")),
        or_(holding(), _O.state == _S.REQUESTED),
        not_(_O.id.in_(these("without"))),
    )
    .group_by(_O.host_id, _O.month, literal_column("alone"))
)


def standing(row: Any) -> Standing:
    """What time may change of an occurrence row that bears the columns of ``STANDING``."""
    return Standing(
        state=OccurrenceState(row.state),
        slot=Span(row.starts, row.ends),
        release_at=row.release_at,
        offered_from=OccurrenceState(row.offered_from) if row.offered_from else None,
        offered_until=row.offered_until,
    )


@dataclass(frozen=True, slots=True)
class Present:
    """The present instant: what time has brought follows. Rows bear the columns of ``STANDING``."""

    now: datetime

    def state(self, row: Any) -> OccurrenceState:
        """The state that is true now."""
        return derived_state(standing(row), self.now)

    def hold(self, row: Any, span: Span) -> Span | None:
        """What an occurrence holds of a stored hold; None where time has released all of it."""
        if row.state not in (_S.CONFIRMED, _S.OFFERED) or (
            row.state == _S.CONFIRMED and row.starts > self.now
        ):
            return span
        until = held_until(standing(row), span, self.now)
        return Span(span.start, until) if until is not None else None


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
    return _busy_and_outdated(session, space_ids, span, present, without)[0]


def _busy_and_outdated(
    session: Session,
    space_ids: Collection[int],
    span: Span,
    present: Present,
    without: Collection[int],
) -> tuple[dict[int, tuple[Busy, ...]], bool]:
    """What ``busy_of`` tells, and whether time has released some of what is stored as held."""
    found: dict[int, dict[int, Busy]] = defaultdict(dict)
    outdated = False
    left_out = set(without)
    asked = {"spaces": space_ids, "start": span.start, "end": span.end}
    for row in _BUSY[session.get_bind().dialect.name].rows(session, asked):
        judged, busy_from, busy_until, number, acronym, occurrence, space, starts, ends, *_ = row
        known = found[judged]
        if occurrence in left_out or occurrence in known:
            continue
        stored = Span(busy_from, busy_until)
        held = present.hold(row, stored)
        if held is not stored:
            outdated = outdated or held != stored
            if held is None or not held.overlaps(span):
                continue
        slot = stored if (starts, ends) == (busy_from, busy_until) else Span(starts, ends)
        known[occurrence] = Busy(occurrence, space, held, number, acronym, slot)
    busy = {
        space_id: tuple(sorted(rows.values(), key=lambda busy: (busy.span, busy.occurrence_id)))
        for space_id, rows in found.items()
        if rows
    }
    return busy, outdated


def held_of(
    session: Session,
    equipment_ids: Collection[int],
    span: Span,
    present: Present,
    without: Collection[int] = (),
) -> dict[int, tuple[Held, ...]]:
    """Per equipment, the quantities held over slots that overlap the span."""
    held: dict[int, list[Held]] = defaultdict(list)
    left_out = set(without)
    asked = {"equipment": sorted(equipment_ids), "start": span.start, "end": span.end}
    for row in session.execute(_HELD, asked):
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
    total: dict[tuple[int, int, int], int] = defaultdict(int)
    asked = {
        "organisation": organisation_id,
        "hosts": sorted(host_ids),
        "months": sorted(year * 100 + month for year, month in months),
        "without": sorted(without),
        "now": present.now,
    }
    for row in session.execute(_QUOTA, asked):
        if not row.alone or present.state(row) in COUNTED:
            total[row.host_id, row.month // 100, row.month % 100] += int(row.minutes)
    return dict(total)


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
    busy, outdated = _busy_and_outdated(session, space_ids, span, present, without)
    return Ledger(
        busy=busy,
        held=held_of(session, equipment_ids, span, present, without) if equipment_ids else {},
        stock={key: equipment[key].quantity for key in equipment_ids},
        equipment_sites={key: equipment[key].site_id for key in equipment_ids},
        quota_minutes=(
            quota_minutes(session, organisation_id, quota_hosts, months, present, without)
            if quota_hosts
            else {}
        ),
        outdated=outdated,
    )
