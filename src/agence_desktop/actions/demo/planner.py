"""Plans the bookings of the demonstration in the order in which they were asked for, by the rules."""

from __future__ import annotations

from bisect import bisect
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from random import Random
from uuid import UUID

from agence_desktop.actions.demo.books import Books
from agence_desktop.actions.demo.details import equipment_lines, extras, pick
from agence_desktop.actions.demo.outcomes import Course, attend, cancel, decide, move, offer, settle
from agence_desktop.actions.demo.request import Request
from agence_desktop.actions.demo.requests import Inventor
from agence_desktop.actions.demo.seasons import Season
from agence_desktop.actions.demo.setting import Room, Staff
from agence_desktop.core.calendars import is_working_day
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.spaces.commands.loading import LoadedBooking, LoadedEvent
from agence_desktop.spaces.journal import EventKind
from agence_desktop.spaces.queries.reference import Reference
from agence_desktop.spaces.rows import OccurrenceState

_S = OccurrenceState

_TRIES, _TRIES_IN_ROOM = 80, 6
_RIVALS = 0.025
_CONTESTED = 60
"""Among how many of the latest requests a rival looks."""
_MOST_PASS = 0.6


@dataclass(frozen=True, slots=True, order=True)
class Wish:
    """When something is asked for, in epoch seconds; the room (its place) and day first tried."""

    at: int
    turn: int
    room: int
    day: int


class Planner:
    """Plans one booking after the other; each sees what those before it hold."""

    def __init__(
        self, rng: Random, reference: Reference, rooms: Sequence[Room], staff: Staff, season: Season
    ) -> None:
        self.books = Books(reference.facts, season.observed)
        self._rng = rng
        self._rooms = rooms
        self._staff = staff
        self._season = season
        self._inventor = Inventor(rng, season, staff, self.books)
        self._appeal = list(accumulate(room.appeal for room in rooms))
        self._contested: deque[tuple[Request, Course]] = deque(maxlen=_CONTESTED)

    def wishes(self, count: int) -> list[Wish]:
        """What is asked for, in order of time."""
        found: list[Wish] = []
        while len(found) < count:
            room, day = self._place(), self._season.pick(self._rng)
            asked = self._season.asked(self._rng, day, self._rooms[room].facts.terms)
            if asked is not None:
                found.append(Wish(int(asked.timestamp()), len(found), room, day.toordinal()))
        return sorted(found)

    def grant(self, wish: Wish) -> LoadedBooking | None:
        """The booking that came of a wish, if need be on another day or in another room; None in vain."""
        at = datetime.fromtimestamp(wish.at, UTC)
        today = to_wall(at, QUEBEC).date()
        self.books.ledger.forget_before(today.toordinal())
        if self._rng.random() < _RIVALS and (rival := self._compete(at)):
            return rival
        room, day = self._rooms[wish.room], date.fromordinal(wish.day)
        for attempt in range(_TRIES):
            request = self._inventor.request(room, day, at)
            if request and (booking := self._book(request, at)):
                return booking
            if attempt >= _TRIES_IN_ROOM:
                room = self._rooms[self._place()]
            day = self._later(today, room)
        return None

    def course(self, request: Request, at: datetime, holders: Sequence[int | None]) -> Course:
        """A request as it was answered when asked: the beginning of a booking."""
        clerk = self._staff.clerk(self._rng, request.client.organisation_id)
        return Course(request.room, at, clerk, self.books.judge(request, at, holders))

    def stored(self, request: Request, course: Course) -> LoadedBooking:
        """The booking as it is stored, once its course is run; from here on it holds its dates."""
        self.books.keep(request, course.dates, course.freed)
        lines = equipment_lines(
            self._rng, self.books.ledger, request.room, request.participants, course.dates
        )
        return LoadedBooking(
            draft=request.draft(course.dates, lines, **extras(self._rng)),
            uid=f"{UUID(int=self._rng.getrandbits(128), version=4)}@agence",
            created_at=course.asked_at,
            created_by=course.clerk,
            dates=tuple(one.loaded(request.room, course.asked_at) for one in course.dates),
            events=(LoadedEvent(course.asked_at, course.clerk, EventKind.BOOKED), *course.events),
            sequence=sum(event.kind is EventKind.MOVED for event in course.events),
        )

    def _place(self) -> int:
        return bisect(self._appeal, self._rng.random() * self._appeal[-1])

    def _later(self, today: date, room: Room) -> date:
        """Another day within notice and horizon."""
        terms = room.facts.terms
        notice = 1 + -(-(terms.notice_minutes or 0) // (24 * 60))
        reach = min(terms.horizon_days or 90, (self._season.days[-1] - today).days) - notice - 4
        day = today + timedelta(days=notice + int(self._rng.random() ** 2 * max(reach, 1)))
        while not is_working_day(day, self._season.observed):
            day += timedelta(days=1)
        return day

    def _book(self, request: Request, at: datetime) -> LoadedBooking | None:
        """What the rules and time made of a request; None where too few of its dates pass."""
        course = self.course(request, at, self.books.holders(request.room, request.days, request.slot, at))
        failed = len(course.of_state(_S.NOT_OBTAINED))
        if course.dates[0].state is _S.NOT_OBTAINED or failed > (1 - _MOST_PASS) * len(course.dates):
            return None
        rng, season = self._rng, self._season
        decide(rng, season, self._staff, course)
        if not offer(rng, season, self._staff, course):
            move(rng, season, course, self._inventor.other_starts(request))
            cancel(rng, season, course)
            if course.decided_at and len(course.dates) == 1:
                self._contested.append((request, course))
            attend(season.moment, course, rng.random)
        return self.stored(request, course)

    def _compete(self, at: datetime) -> LoadedBooking | None:
        """Another organisation's request for what somebody waits to be given; None if nobody does."""
        open_ones = [
            (request, course)
            for request, course in self._contested
            if course.decided_at and course.decided_at > at and not course.freed
        ]
        if not open_ones:
            return None
        first, course = pick(self._rng, open_ones)
        client = first.room.client(self._rng)
        state = course.dates[0].state
        if client.organisation_id == first.client.organisation_id or state is _S.REFUSED:
            return None
        person = self._staff.asking(self._rng, client.organisation_id)
        request = replace(first, client=client, person=person)
        rival = self.course(request, at, [None])
        if rival.dates[0].state is not _S.REQUESTED:
            return None
        if state is not _S.REQUESTED and course.decided_at:
            settle(self._staff, rival, [0], _S.WAITLISTED, course.decided_at)
        return self.stored(request, rival)
