"""From where somebody would come while a request is typed: its seats, judged against every member."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from agence_desktop.core.geography import Point
from agence_desktop.desktop.teams.requests.form_model import SeatEntry
from agence_desktop.teams.nearest import NearestHome, nearest_homes
from agence_desktop.teams.problem import Problem, Request, Seat

_FORM = "?"
_HUNDRED = 10_000


@dataclass(frozen=True, slots=True)
class WayPeople:
    """Members as arithmetic sees them, codes of skills by id, and where sites and municipalities are."""

    problem: Problem
    codes: Mapping[int, str]
    points: Mapping[tuple[int | None, int | None], Point]


@dataclass(frozen=True, slots=True)
class WayQuestion:
    """What is typed: where, and the seats in order."""

    place: tuple[int | None, int | None] | None
    seats: tuple[SeatEntry, ...]


def homes_of(people: WayPeople, question: WayQuestion) -> Mapping[int, NearestHome]:
    """By the number of the seat, from 1; seats that are not whole yet are left out."""
    point = people.points.get(question.place) if question.place is not None else None
    seats = tuple(
        _seat(people, entry, number)
        for number, entry in enumerate(question.seats, 1)
        if not entry.fault(people.problem.holidays)
    )
    if point is None or not seats:
        return {}
    asked = Request(_FORM, "", point, "", "", 1, seats)
    found = nearest_homes(replace(people.problem, requests=(asked,)))
    return {number: home for (_, number), home in found.items()}


def _seat(people: WayPeople, entry: SeatEntry, number: int) -> Seat:
    draft = entry.draft()
    return Seat(
        request=_FORM,
        number=number,
        skills={people.codes[one.skill_id]: one.level for one in draft.skills},
        language=draft.language,
        effort=Fraction(draft.effort_bp, _HUNDRED),
        days=draft.days,
        period=draft.period,
        mode=draft.mode,
        remote_days=draft.remote_days,
        senior=draft.senior,
    )
