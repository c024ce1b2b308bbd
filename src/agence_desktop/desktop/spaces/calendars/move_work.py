"""Moving, cancelling and taking back on the database thread: what is read, sent and answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from agence_desktop.core.clock import to_wall
from agence_desktop.core.errors import RefusedError
from agence_desktop.core.spans import Span
from agence_desktop.desktop.spaces.calendars import move_texts as texts
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
    """Where a date stood."""

    occurrence_id: int
    space_id: int
    span: Span


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move came to: the answer, where the dates stood before and stand now."""

    changed: Changed
    page: BookingPage
    before: tuple[Slot, ...] = ()
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
    """Move, and note where everything stood for whoever wants it back."""
    page = gateway.booking(wish.booking_id)
    changed = gateway.move(_move(wish, page.reference, once=True))
    if changed.change is None:
        return Moved(changed, page)
    ids = changed.change.ids
    now = gateway.booking(wish.booking_id)
    return Moved(changed, now, _slots(page, ids), _slots(now, ids))


def take_move_back(gateway: Gateway, moved: Moved) -> list[Changed]:
    """Put dates back where they stood; RefusedError ``moved_again`` where one was changed since.

    A series whose dates all moved alike goes back in one command; otherwise date by date.
    """
    page = gateway.booking(moved.page.booking.id)
    versions = {one.id: one.version for one in page.booking.occurrences}
    if _slots(page, versions.keys() & {slot.occurrence_id for slot in moved.after}) != moved.after:
        raise RefusedError("moved_again", texts.CHANGED_SINCE)
    reference, first = page.reference, moved.before[0]
    following = dates_in_scope(
        page.booking.occurrences, first.occurrence_id, Scope.FOLLOWING, gateway.database.clock.now()
    )
    touched = {slot.occurrence_id for slot in moved.before}
    if len(touched) > 1 and touched == {one.id for one in following} and _alike(moved, reference):
        wish = MoveWish(
            page.booking.id,
            first.occurrence_id,
            versions[first.occurrence_id],
            first.space_id,
            first.span,
            Scope.FOLLOWING,
        )
        return [gateway.move(_move(wish, reference, once=True))]
    # Dates that went later go back earliest first, those that went earlier latest first: none meets another.
    later = moved.after[0].span.start > moved.before[0].span.start
    done = []
    for slot in moved.before if later else reversed(moved.before):
        wish = MoveWish(
            page.booking.id, slot.occurrence_id, versions[slot.occurrence_id], slot.space_id, slot.span
        )
        done.append(gateway.move(_move(wish, reference, once=True)))
    return done


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


def _move(wish: MoveWish, reference: Reference, *, once: bool = False) -> Move:
    from agence_desktop.spaces.commands import moving

    zone = reference.zone(wish.space_id)
    made = moving.Move(
        wish.occurrence_id,
        wish.version,
        wish.space_id,
        to_wall(wish.span.start, zone),
        to_wall(wish.span.end, zone),
        moving.Scope(wish.scope),
    )
    return replace(made, key=uuid4()) if once else made


def _slots(page: BookingPage, ids: Sequence[int] | set[int]) -> tuple[Slot, ...]:
    wanted = set(ids)
    return tuple(
        Slot(one.id, one.space_id, one.span)
        for one in sorted(page.booking.occurrences, key=lambda date: (date.span, date.id))
        if one.id in wanted
    )


def _alike(moved: Moved, reference: Reference) -> bool:
    """Whether one move of the first date takes all the others back exactly."""
    after = {slot.occurrence_id: slot for slot in moved.after}
    pairs = [(slot, after[slot.occurrence_id]) for slot in moved.before]
    if [slot.occurrence_id for slot in moved.before] != [slot.occurrence_id for slot in moved.after]:
        return False
    rooms = {(was.space_id, now.space_id) for was, now in pairs}
    shifts = {
        (_wall(was, reference) - _wall(now, reference), was.span.length, now.span.length)
        for was, now in pairs
    }
    return len(rooms) == 1 and len(shifts) == 1


def _wall(slot: Slot, reference: Reference) -> datetime:
    return to_wall(slot.span.start, reference.zone(slot.space_id))
