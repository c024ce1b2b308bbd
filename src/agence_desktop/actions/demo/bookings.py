"""All bookings of the demonstration in order of their asking: the stories among those that chance makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from agence_desktop.actions.demo.outcomes import AWAITED, ON_TIME, attend, cancel_dates, decide, settle
from agence_desktop.actions.demo.planner import Planner
from agence_desktop.actions.demo.seasons import Season, season_of
from agence_desktop.actions.demo.setting import Staff, rooms_of
from agence_desktop.actions.demo.stories import End, Told, place_stories
from agence_desktop.spaces.commands.loading import LoadedBooking
from agence_desktop.spaces.queries.reference import Reference
from agence_desktop.spaces.rows import OccurrenceState

_S = OccurrenceState

_STORIES_AMONG = 3
"""The stories are told where there are at least so many times as many bookings."""


def plan_bookings(
    rng: Random, reference: Reference, staff: Staff, moment: datetime, count: int
) -> Iterator[LoadedBooking]:
    """``count`` bookings as they stand at ``moment``, first asked first; fewer only where no room is left."""
    rooms = rooms_of(reference)
    if not rooms:
        return
    season = season_of(moment, len(rooms), count, reference.directory.observed.keys())
    planner = Planner(rng, reference, rooms, staff, season)
    stories = place_stories(rooms, staff, reference.directory, season.today)
    stories = _kept_free(planner, stories) if count >= _STORIES_AMONG * len(stories) else []
    ahead = iter(stories)
    story = next(ahead, None)
    for wish in planner.wishes(count - len(stories)):
        while story and story.at.timestamp() <= wish.at:
            yield _tell(rng, planner, staff, season, story)
            story = next(ahead, None)
        if booking := planner.grant(wish):
            yield booking
    while story:
        yield _tell(rng, planner, staff, season, story)
        story = next(ahead, None)


def _kept_free(planner: Planner, stories: Sequence[Told]) -> list[Told]:
    """The stories that can be told, once nobody else is given their time.

    Some time is kept that nothing will hold in the end. Near holidays a story may fall on another: the one
    asked for first is told.
    """
    told = []
    for story in stories:
        room, days, slot = story.request.room, story.request.days, story.request.slot
        competes = story.close in (End.PENDING, End.WAITING)
        if competes or not any(planner.books.holders(room, days, slot, story.at)):
            told.append(story)
            if story.close is not End.WAITING:
                for day in days:
                    planner.books.hold(room, day.toordinal(), slot)
    return told


def _tell(rng: Random, planner: Planner, staff: Staff, season: Season, told: Told) -> LoadedBooking:
    """The booking of a story, whose slot was kept free for it."""
    course = planner.course(told.request, told.at, [None] * len(told.request.days))
    if told.close not in (End.PENDING, End.WAITING):
        decide(rng, season, staff, course, _S.CONFIRMED)
    match told.close:
        case End.WAITING if requested := course.of_state(_S.REQUESTED):
            settle(staff, course, requested, _S.WAITLISTED, told.at + timedelta(days=1))
        case End.CANCELLED if confirmed := course.of_state(_S.CONFIRMED):
            cancel_dates(rng, season, course, confirmed, course.decided_at or told.at)
        case End.LATE | End.ABSENT:
            attend(season.moment, course, lambda: 0.0 if told.close is End.ABSENT else AWAITED)
        case End.KEPT:
            attend(season.moment, course, lambda: ON_TIME)
    return planner.stored(told.request, course)
