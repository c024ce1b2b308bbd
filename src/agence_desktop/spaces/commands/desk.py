"""What every command of room booking works with: who acts, the reference data, the ledger, the history."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.roles import Actor, Role, require
from agence_desktop.core.spans import Span
from agence_desktop.spaces.commands.due import apply_due, spaces_in_due
from agence_desktop.spaces.commands.locks import hold_buildings, lock
from agence_desktop.spaces.commands.storing import INSERT_EVENT
from agence_desktop.spaces.journal import EventKind
from agence_desktop.spaces.queries.ledger import Present, ledger_of
from agence_desktop.spaces.queries.reference import Reference, ReferenceCache
from agence_desktop.spaces.rows import EquipmentLine, Ledger, PlacedDate
from agence_desktop.storage.context import now

BOOKINGS = "bookings"
"""Topic of changes to bookings; the ids are those of occurrences."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Who acts on which database; ``judge_past`` is false where history is loaded."""

    actor: Actor
    references: ReferenceCache = field(default_factory=ReferenceCache)
    judge_past: bool = True

    def reference(self, session: Session, version: int | None = None) -> Reference:
        """Reference data as this transaction sees it, on today's date; ``version`` where it was just read."""
        return self.references.get(session, to_wall(now(session), QUEBEC).date(), version)

    def held_reference(self, session: Session) -> Reference:
        """The same, once no building can change clock or host any more: to place and judge by."""
        return self.reference(session, hold_buildings(session))

    def require_booking(self, reference: Reference, organisation_id: int, space_ids: Iterable[int]) -> None:
        """Raise RightMissingError unless the actor books for the organisation, or hosts every space."""
        hosts = {reference.facts[space].host_id for space in space_ids}
        if hosts and all(self.actor.may(Role.HOST, host) for host in hosts):
            return
        name = reference.directory.organisations[organisation_id].acronym
        require(self.actor, (Role.CLERK,), organisation_id, f"réserver des espaces pour {name}")


def zones_of(reference: Reference, space_ids: Iterable[int]) -> dict[int, ZoneInfo]:
    """The zone of each space."""
    return {space: reference.facts[space].zone for space in space_ids}


def month_of(reference: Reference, space_id: int, instant: datetime) -> tuple[int, int]:
    """Local year and month of an instant, by which quotas are counted."""
    wall = to_wall(instant, reference.facts[space_id].zone)
    return wall.year, wall.month


def lock_and_read(
    session: Session,
    reference: Reference,
    dates: Iterable[PlacedDate],
    equipment: Collection[EquipmentLine],
    organisation_id: int,
    *,
    also_spaces: Collection[int] = (),
    locked: Collection[int] = (),
    without: Collection[int] = (),
    preview: bool = False,
) -> Ledger:
    """Lock what these dates may touch, read the ledger for judging, and apply what time has brought there.

    ``also_spaces``: spaces the booking leaves. ``locked``: spaces locked before. ``without``: its own former
    occurrences. A ``preview`` only reads.
    """
    placed = list(dates)
    present = Present(now(session))
    reach = reach_of(reference, placed)
    space_ids = {date.space_id for date in placed}
    hosts = {
        reference.facts[space].host_id
        for space in space_ids
        if reference.facts[space].terms.quota_hours is not None
    } - {organisation_id}
    equipment_ids = {line.equipment_id for line in equipment}
    keepers: set[int] = set()
    if not preview:
        quota = [(host, organisation_id) for host in hosts]
        keepers = spaces_in_due(session, equipment_ids, reach.start, present)
        lock(session, (space_ids | set(also_spaces) | keepers).difference(locked), equipment_ids, quota)
    ledger = ledger_of(
        session,
        space_ids=space_ids,
        span=reach,
        equipment_ids=equipment_ids,
        equipment=reference.equipment,
        organisation_id=organisation_id,
        quota_hosts=hosts,
        months={month_of(reference, date.space_id, date.span.start) for date in placed} if hosts else (),
        present=present,
        without=without,
    )
    if not preview and (keepers or ledger.outdated):
        # The ledger leaves out what time has released; the guards count it until it is written.
        apply_due(session, reference, space_ids | keepers, reach.start, present.now)
    return ledger


def reach_of(reference: Reference, placed: Collection[PlacedDate]) -> Span:
    """From the first busy instant of the dates to the last."""
    terms = [reference.facts[date.space_id].terms for date in placed]
    before = max((one.buffer_before or 0 for one in terms), default=0)
    after = max((one.buffer_after or 0 for one in terms), default=0)
    reach = Span(min(date.span.start for date in placed), max(date.span.end for date in placed))
    return reach.widened(before, after)


def record_event(
    session: Session,
    actor: Actor,
    kind: EventKind,
    booking_id: int,
    occurrence_id: int | None = None,
    detail: Mapping[str, str] | None = None,
) -> None:
    """Add a line to the history of a booking."""
    session.execute(INSERT_EVENT, event_values(session, actor, kind, booking_id, occurrence_id, detail))


def event_values(
    session: Session,
    actor: Actor,
    kind: EventKind,
    booking_id: int,
    occurrence_id: int | None = None,
    detail: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The columns of a new line of history."""
    return {
        "booking_id": booking_id,
        "occurrence_id": occurrence_id,
        "at": now(session),
        "login": actor.login,
        "kind": str(kind),
        "detail": json.dumps(detail, ensure_ascii=False) if detail else "",
    }
