"""What the timeline reads, on the database thread."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from agence_desktop.core.geography import Point
from agence_desktop.desktop.teams import texts
from agence_desktop.desktop.teams.gateway import OPEN, Gateway
from agence_desktop.desktop.teams.timeline.free import AskedSeat, FreeSeed, People, Question
from agence_desktop.desktop.teams.timeline.reading import Timeline, TimelineReading
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Problem

if TYPE_CHECKING:
    from agence_desktop.directory.rows import Directory
    from agence_desktop.storage.work import Session
    from agence_desktop.teams.queries.problem import StatedProblem


def read_timeline(gateway: Gateway, first: date, end: date) -> TimelineReading:
    """Members, deployments, loads and open requests over the days from ``first`` up to ``end``."""
    now = gateway.database.clock.now()
    return gateway.read(lambda session, today: _reading(session, today, first, end, now))


def _reading(session: Session, today: date, first: date, end: date, now: datetime) -> TimelineReading:
    """Members, deployments and loads of some days, open requests, and all that « Qui est libre? » needs."""
    from agence_desktop.directory.queries import directory
    from agence_desktop.teams.queries.board import cards
    from agence_desktop.teams.queries.problem import stated_problem
    from agence_desktop.teams.queries.timeline import bars, day_loads, member_lines

    period = Days(first, end)
    known = directory(session, today)
    stated = stated_problem(session, today)
    timeline = Timeline(
        tuple(member_lines(session, period)),
        tuple(bars(session, period, today)),
        tuple(day_loads(session, period, today)),
        known.observed,
        now,
    )
    return TimelineReading(timeline, tuple(cards(session, today, OPEN)), free_seed(stated, known))


def free_seed(stated: StatedProblem, known: Directory) -> FreeSeed:
    """Members, the seats that are open, and the places where there are buildings."""
    people = People(stated.problem, stated.members, stated.names.skills)
    places = {
        site.municipality: Point(site.latitude, site.longitude)
        for site in known.sites.values()
        if site.active and site.municipality
    }
    return FreeSeed(people, tuple(_asked(stated)), places)


def _asked(stated: StatedProblem) -> Iterable[AskedSeat]:
    problem: Problem = stated.problem
    for request in problem.requests:
        number = stated.numbers[request.key]
        for seat in request.seats:
            question = Question(
                period=seat.period,
                effort_bp=int(seat.effort * 10_000),
                mode=seat.mode,
                remote_days=seat.remote_days,
                skills=seat.skills,
                language=seat.language,
                days=seat.days,
                site=request.site,
                site_name=request.site_name,
                client=request.client,
                request=request.key,
                seat=seat.number,
            )
            title = texts.seat_of(number, seat.number)
            yield AskedSeat((number, seat.number), title, question, stated.seats[request.key, seat.number])
