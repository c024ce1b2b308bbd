"""What became of each planned booking by now: decided, offered, moved, cancelled, attended, ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from agence_desktop.actions.demo.activities import CANCELLATIONS, REFUSALS
from agence_desktop.actions.demo.dates import PlannedDate
from agence_desktop.actions.demo.details import pick
from agence_desktop.actions.demo.seasons import Season, between
from agence_desktop.actions.demo.setting import Room, Staff
from agence_desktop.core.clock import place
from agence_desktop.spaces.commands.loading import LoadedEvent
from agence_desktop.spaces.journal import EventKind
from agence_desktop.spaces.rows import OccurrenceState
from agence_desktop.spaces.states import release_instant

_S = OccurrenceState

_ACCEPTED = 0.86
_OFFERED = 0.1
"""Share of the pending requests to which the host made an offer."""
_CANCELLED, _DATE_CANCELLED = 0.05, 0.12
"""Share of single bookings that are cancelled, and of series that lose one date."""
_MOVED = 0.03
_ABSENT, _NOTED = 0.04, 0.88
ON_TIME, AWAITED = 0.5, 1.0
"""Chances of those who came, and of those who are still awaited."""
_HOUR = timedelta(hours=1)
_EARLY = 13
"""Within how many minutes before the start people come."""


@dataclass(slots=True)
class Course:
    """A booking as time passes: its dates change state, each change leaves a line of history."""

    room: Room
    asked_at: datetime
    clerk: str
    dates: Sequence[PlannedDate]
    events: list[LoadedEvent] = field(default_factory=list)
    decided_at: datetime | None = None
    freed: dict[int, datetime] = field(default_factory=dict)
    """Ordinal of a day → when its date was cancelled after it held."""

    def of_state(self, state: OccurrenceState) -> list[int]:
        """The places of the dates in a state."""
        return [place_ for place_, one in enumerate(self.dates) if one.state is state]

    def note(self, at: datetime, login: str, kind: EventKind, places: Sequence[int], **detail: str) -> None:
        """Add a line of history about these dates."""
        detail["dates"] = str(len(places))
        self.events.append(LoadedEvent(at, login, kind, places[0], detail))


def decide(
    rng: Random, season: Season, staff: Staff, course: Course, answer: OccurrenceState | None = None
) -> None:
    """The host answers what is requested, some working days later, where that is past by now.

    ``answer`` None leaves it to chance.
    """
    pending = course.of_state(_S.REQUESTED)
    if not pending:
        return
    limit = course.dates[pending[0]].span.start - _HOUR / 4
    course.decided_at = season.soon_after(rng, course.asked_at, limit)
    if course.decided_at > season.moment:
        return
    state = answer or (_S.CONFIRMED if rng.random() < _ACCEPTED else _S.REFUSED)
    detail = {"reason": pick(rng, REFUSALS)} if state is _S.REFUSED else {}
    settle(staff, course, pending, state, course.decided_at, **detail)


def settle(
    staff: Staff, course: Course, places: Sequence[int], state: OccurrenceState, at: datetime, **detail: str
) -> None:
    """Put dates in the state that the host decided."""
    for place_ in places:
        course.dates[place_].state = state
    login = staff.hosts[course.room.facts.host_id]
    course.note(at, login, EventKind.DECIDED, places, state=state.value, **detail)


def offer(rng: Random, season: Season, staff: Staff, course: Course) -> bool:
    """Now and then the host offers a single pending date until tomorrow's end; whether it did."""
    one = course.dates[0]
    alone = len(course.dates) == 1 and one.state is _S.REQUESTED
    if not alone or one.span.start < season.moment + 4 * timedelta(days=1) or rng.random() >= _OFFERED:
        return False
    settle(staff, course, [0], _S.OFFERED, between(rng, course.asked_at, season.moment))
    one.offered_until = season.moment.replace(minute=0, second=0) + timedelta(days=1, hours=3)
    return True


def move(rng: Random, season: Season, course: Course, starts: Sequence[int]) -> None:
    """Now and then a single confirmed booking was first asked for at another hour of the day."""
    one = course.dates[0]
    latest = min(one.span.start - _HOUR, season.moment)
    if len(course.dates) > 1 or one.state is not _S.CONFIRMED or rng.random() >= _MOVED:
        return
    others = [start for start in starts if abs(start - one.slot[0]) <= 60 and start != one.slot[0]]
    since = course.decided_at or course.asked_at
    if not others or since >= latest:
        return
    one.origin += timedelta(minutes=others[0] - one.slot[0])
    before = place(one.origin, one.origin + one.span.length, course.room.facts.zone)
    name = course.room.facts.name
    course.note(
        between(rng, since, latest),
        course.clerk,
        EventKind.MOVED,
        [0],
        **{"from": before.start.isoformat(), "to": one.span.start.isoformat()},
        from_space=name,
        to_space=name,
    )


def cancel(rng: Random, season: Season, course: Course) -> None:
    """Some single bookings are cancelled, some series lose a date."""
    share = _CANCELLED if len(course.dates) == 1 else _DATE_CANCELLED
    confirmed = course.of_state(_S.CONFIRMED)
    if not confirmed or rng.random() >= share:
        return
    since = max([course.decided_at or course.asked_at, *(event.at for event in course.events)])
    cancel_dates(rng, season, course, [pick(rng, confirmed)], since)


def cancel_dates(rng: Random, season: Season, course: Course, places: Sequence[int], since: datetime) -> None:
    """Cancel confirmed dates at some time between ``since`` and their beginning, if there is any."""
    latest = min(course.dates[places[0]].span.start - _HOUR, season.moment)
    if since >= latest:
        return
    at = between(rng, since, latest)
    for place_ in places:
        course.dates[place_].state = _S.CANCELLED
        course.freed[course.dates[place_].day] = at
    detail = {"reason": pick(rng, CANCELLATIONS), "dates": str(len(places))}
    before = dict.fromkeys(places, _S.CONFIRMED)
    course.events.append(LoadedEvent(at, course.clerk, EventKind.CANCELLED, places[0], detail, before))


def attend(moment: datetime, course: Course, chance: Callable[[], float]) -> None:
    """What the confirmed dates are by now: to come, noted present, awaited, given away, or over.

    ``chance`` gives a number from 0 to 1 for each date: low for who never came, high for who is late.
    """
    release = course.room.facts.terms.release_minutes
    for place_ in course.of_state(_S.CONFIRMED):
        one, luck = course.dates[place_], chance()
        if one.span.start > moment:
            continue
        released = release_instant(one.span, release)
        if one.span.end <= moment:
            one.state = _S.NO_SHOW if luck < _ABSENT else _S.ENDED
        elif luck < _NOTED:
            one.state = _S.PRESENT
            early = timedelta(minutes=(one.span.start.minute + int(luck * 100) + place_) % _EARLY)
            course.note(one.span.start - early, course.clerk, EventKind.PRESENT, [place_])
        elif released is not None and released <= moment:
            one.state = _S.NO_SHOW
