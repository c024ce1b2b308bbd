"""What waits for a decision of this host: one line for a booking, with its deadline and age."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from agence_desktop.core.clock import to_wall
from agence_desktop.core.roles import Actor, Role
from agence_desktop.desktop.day import DayScope
from agence_desktop.desktop.spaces.calendars.my_sites import rooms_in
from agence_desktop.desktop.spaces.day import texts
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.spaces.day import PendingDate
from agence_desktop.spaces.deadlines import decision_deadline, is_pressing

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference
    from agence_desktop.storage.work import Session


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A booking with dates to decide; ``due`` and ``today`` are wall clocks at its site."""

    booking_id: int
    number: str
    space: str
    what: str
    slots: str
    acronym: str
    purpose: str
    deadline: datetime
    due: datetime
    today: date
    pressing: bool
    overdue: bool
    age: timedelta


@dataclass(frozen=True, slots=True)
class Rivalry:
    """Requests that want one room at the same time."""

    space: str
    site_id: int
    day: date
    count: int


@dataclass(frozen=True, slots=True)
class Requests:
    """Lines by deadline, and the soonest rivalry among them."""

    lines: tuple[RequestLine, ...]
    rivalry: Rivalry | None


def read_requests(gateway: Gateway, scope: DayScope) -> Requests:
    """The requests on rooms that this person hosts: two statements while reference data stand."""

    def work(session: Session, reference: Reference, now: datetime) -> Requests:
        from agence_desktop.spaces.queries.day import pending_dates

        rooms = hosted(reference, gateway.actor, rooms_in(reference, scope.sites))
        pending = pending_dates(session, rooms, now) if rooms else []
        return Requests(request_lines(pending, reference, now), rivalry(pending, reference))

    return gateway.read(work)


def hosted(reference: Reference, actor: Actor, rooms: Sequence[int]) -> list[int]:
    """Those of these rooms on which this person decides."""
    organisations = actor.organisations(Role.HOST)
    return [room for room in rooms if organisations is None or reference.facts[room].host_id in organisations]


def request_lines(
    pending: Sequence[PendingDate], reference: Reference, now: datetime
) -> tuple[RequestLine, ...]:
    """One line for each booking, the soonest deadline first."""
    dates: dict[int, list[PendingDate]] = defaultdict(list)
    for one in pending:
        dates[one.booking_id].append(one)
    lines = [_line(tuple(found), reference, now) for found in dates.values()]
    return tuple(sorted(lines, key=lambda line: (line.deadline, line.number)))


def _line(dates: tuple[PendingDate, ...], reference: Reference, now: datetime) -> RequestLine:
    first, observed = dates[0], reference.directory.observed.keys()
    due, one = min(
        (
            decision_deadline(
                one.requested_at,
                one.span.start,
                reference.facts[one.space_id].terms.notice_minutes,
                reference.zone(one.space_id),
                observed,
            ),
            number,
        )
        for number, one in enumerate(dates)
    )
    zone = reference.zone(dates[one].space_id)
    slots = [
        (to_wall(each.span.start, there), to_wall(each.span.end, there))
        for each in dates
        for there in [reference.zone(each.space_id)]
    ]
    today = to_wall(now, zone).date()
    return RequestLine(
        booking_id=first.booking_id,
        number=first.number,
        space=reference.spaces[first.space_id].name,
        what=texts.dates_asked([start for start, _end in slots], today),
        slots=texts.slots_asked(slots),
        acronym=first.acronym,
        purpose=first.purpose,
        deadline=due,
        due=to_wall(due, zone),
        today=today,
        pressing=is_pressing(due, now, zone),
        overdue=due <= now,
        age=now - min(each.requested_at for each in dates),
    )


def rivalry(pending: Sequence[PendingDate], reference: Reference) -> Rivalry | None:
    """The soonest moment at which several requests want one room, or a room and its part."""
    by_site: dict[int, list[PendingDate]] = defaultdict(list)
    for one in pending:
        by_site[reference.spaces[one.space_id].site_id].append(one)
    found: list[PendingDate] = []
    for dates in by_site.values():
        for one, other in combinations(dates, 2):
            if one.booking_id != other.booking_id and _meet(one, other, reference):
                found.append(one)
    if not found:
        return None
    first = min(found, key=lambda date: (date.span, date.space_id))
    rivals = {one.booking_id for one in pending if one is first or _meet(one, first, reference)}
    room = reference.spaces[first.space_id]
    day = to_wall(first.span.start, reference.zone(first.space_id)).date()
    return Rivalry(room.name, room.site_id, day, len(rivals))


def _meet(one: PendingDate, other: PendingDate, reference: Reference) -> bool:
    near = other.space_id == one.space_id or other.space_id in reference.facts[one.space_id].related
    return near and one.busy.overlaps(other.busy)
