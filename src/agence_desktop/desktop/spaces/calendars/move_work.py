"""Moving, cancelling and taking back on the database thread: what is read, sent and answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from agence_desktop.core.clock import to_wall
from agence_desktop.core.spans import Span
from agence_desktop.desktop.spaces.facts.changing import CHANGEABLE, Scope
from agence_desktop.desktop.spaces.gateway import BookingPage, Gateway
from agence_desktop.spaces.journal import OccurrenceDetail
from agence_desktop.spaces.rows import Judgement

if TYPE_CHECKING:
    from agence_desktop.spaces.commands.moving import Move
    from agence_desktop.spaces.commands.revising import Changed
    from agence_desktop.spaces.queries.reference import Reference


@dataclass(frozen=True, slots=True)
class MoveWish:
    """Where an occurrence is to go, as instants; ``version`` is that of what is on the screen."""

    booking_id: int
    occurrence_id: int
    version: int
    space_id: int
    span: Span
    scope: Scope = Scope.THIS


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a date stands."""

    occurrence_id: int
    space_id: int
    span: Span


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move came to: the answer, where the dates stand now, and the key that takes it back."""

    changed: Changed
    page: BookingPage
    key: UUID
    after: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class CancelWish:
    """Which dates to cancel, from the one on the screen."""

    booking_id: int
    occurrence_id: int
    version: int
    scope: Scope = Scope.THIS
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """What a cancellation came to; ``ids`` are the dates cancelled."""

    changed: Changed
    page: BookingPage
    ids: tuple[int, ...]


def judge_move(gateway: Gateway, wish: MoveWish) -> Judgement:
    """What the move would answer, for the ghost."""
    return gateway.judge_move(_move(wish, gateway.reference()))


def send_move(gateway: Gateway, wish: MoveWish) -> Moved:
    """Move under a key of its own, for whoever wants it back."""
    key = uuid4()
    changed = gateway.move(replace(_move(wish, gateway.reference()), key=key))
    page = gateway.booking(wish.booking_id)
    return Moved(changed, page, key, _slots(page, changed.change.ids) if changed.change else ())


def take_move_back(gateway: Gateway, moved: Moved) -> Changed:
    """Put dates back exactly as they were; RefusedError where that cannot be any more, and why."""
    from agence_desktop.spaces.commands.taking_back import TakeBack

    return gateway.take_back(TakeBack(moved.key, uuid4()))


def send_cancel(gateway: Gateway, wish: CancelWish) -> Cancelled:
    """Cancel a date as it is on the screen, and with it those of the scope that may still be cancelled."""
    from agence_desktop.spaces.commands.cancelling import Cancel

    page = gateway.booking(wish.booking_id)
    now = gateway.database.clock.now()
    dates = dates_in_scope(page.booking.occurrences, wish.occurrence_id, wish.scope, now)
    versions = {one.id: one.version for one in dates} | {wish.occurrence_id: wish.version}
    wanted = Cancel(wish.booking_id, tuple(sorted(versions.items())), wish.reason, uuid4())
    changed = gateway.cancel(wanted)
    return Cancelled(changed, page, tuple(versions))


def restore_cancelled(gateway: Gateway, cancelled: Cancelled) -> Changed:
    """Take a cancellation back, whatever versions the dates have by now."""
    from agence_desktop.spaces.commands.cancelling import Restore

    page = gateway.booking(cancelled.page.booking.id)
    versions = tuple((one.id, one.version) for one in page.booking.occurrences if one.id in cancelled.ids)
    return gateway.restore(Restore(page.booking.id, versions, uuid4()))


def dates_in_scope(
    dates: Sequence[OccurrenceDetail], chosen: int, scope: Scope, now: datetime
) -> tuple[OccurrenceDetail, ...]:
    """The dates that a change of this scope touches: those still to come and in force."""
    one = next(date for date in dates if date.id == chosen)
    if scope is Scope.THIS:
        return (one,)
    start = one.span.start if scope is Scope.FOLLOWING else now
    return tuple(
        date
        for date in dates
        if date.state in CHANGEABLE and date.span.start >= start and date.span.start > now
    )


def _move(wish: MoveWish, reference: Reference) -> Move:
    from agence_desktop.spaces.commands import moving

    zone = reference.zone(wish.space_id)
    return moving.Move(
        wish.occurrence_id,
        wish.version,
        wish.space_id,
        to_wall(wish.span.start, zone),
        to_wall(wish.span.end, zone),
        moving.Scope(wish.scope),
    )


def _slots(page: BookingPage, ids: Sequence[int]) -> tuple[Slot, ...]:
    wanted = set(ids)
    return tuple(
        Slot(one.id, one.space_id, one.span)
        for one in sorted(page.booking.occurrences, key=lambda date: (date.span, date.id))
        if one.id in wanted
    )
