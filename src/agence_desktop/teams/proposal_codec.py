"""A proposal as it is kept: all that it depends on and what it said, as JSON, exact to the last fraction."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from agence_desktop.core.geography import Point
from agence_desktop.teams.feasibility import SeatKey
from agence_desktop.teams.levels import Method
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import (
    Firm,
    Member,
    Mode,
    Pattern,
    Problem,
    Request,
    Seat,
    Settings,
    Skilled,
)
from agence_desktop.teams.proposal import Proposal

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Inputs:
    """A problem with what its keys stand for in the base, and the labels of skills."""

    problem: Problem
    members: Mapping[str, int] = field(default_factory=dict)
    seats: Mapping[SeatKey, int] = field(default_factory=dict)
    requests: Mapping[str, int] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    skills: Mapping[str, str] = field(default_factory=dict)


def inputs_text(inputs: Inputs) -> str:
    """The inputs as they are stored."""
    problem = inputs.problem
    told = {
        "format": FORMAT,
        "members": [_member(one, inputs.members.get(one.key)) for one in problem.members],
        "requests": [_request(one, inputs) for one in problem.requests],
        "firm": [_firm(one) for one in problem.firm],
        "held": sorted(list(one) for one in problem.held),
        "holidays": sorted(day.isoformat() for day in problem.holidays),
        "settings": {
            "full_day": str(problem.settings.full_day),
            "validity_months": problem.settings.validity_months,
            "least_presence": str(problem.settings.least_presence),
            "weights": list(problem.settings.weights),
        },
        "skills": dict(inputs.skills),
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def read_inputs(text: str) -> Inputs:
    """What ``inputs_text`` kept; ValueError or KeyError for anything else."""
    given = json.loads(text)
    if given.get("format") != FORMAT:
        raise ValueError("these inputs were kept by another version")
    settings = given["settings"]
    first, second, third, fourth = settings["weights"]
    requests = tuple(_read_request(one) for one in given["requests"])
    return Inputs(
        problem=Problem(
            members=tuple(_read_member(one) for one in given["members"]),
            requests=requests,
            firm=tuple(_read_firm(one) for one in given["firm"]),
            holidays=frozenset(date.fromisoformat(day) for day in given["holidays"]),
            settings=Settings(
                Fraction(settings["full_day"]),
                settings["validity_months"],
                Fraction(settings["least_presence"]),
                (first, second, third, fourth),
            ),
            # Proposals made before it was kept have none.
            held=frozenset((member, request) for member, request in given.get("held", ())),
        ),
        members={one["key"]: one["id"] for one in given["members"] if one.get("id")},
        seats={
            (one["key"], seat["number"]): seat["id"]
            for one in given["requests"]
            for seat in one["seats"]
            if seat.get("id")
        },
        requests={one["key"]: one["id"] for one in given["requests"] if one.get("id")},
        numbers={one["key"]: one.get("number", one["key"]) for one in given["requests"]},
        skills=given["skills"],
    )


def result_text(proposal: Proposal) -> str:
    """What was proposed, as it is stored."""
    told = {
        "format": FORMAT,
        "members": [[*key, member] for key, member in sorted(proposal.members.items())],
        "pins": [[*key, member] for key, member in sorted(proposal.pins.items())],
        "weight": proposal.weight,
        "cost": str(proposal.cost),
        "max_effort_days": str(proposal.max_effort_days),
        "optimal": proposal.optimal,
        "method": str(proposal.method),
        "seconds": proposal.seconds,
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def read_result(text: str) -> Proposal:
    """What ``result_text`` kept; ValueError or KeyError for anything else."""
    given = json.loads(text)
    return Proposal(
        members={(request, seat): member for request, seat, member in given["members"]},
        weight=given["weight"],
        cost=Fraction(given["cost"]),
        max_effort_days=Fraction(given["max_effort_days"]),
        optimal=given["optimal"],
        method=Method(given["method"]),
        seconds=given["seconds"],
        pins={(request, seat): member for request, seat, member in given["pins"]},
    )


def _days(days: Days) -> list[str | None]:
    return [days.first.isoformat(), days.end.isoformat() if days.end else None]


def _read_days(given: list[Any]) -> Days:
    first, end = given
    return Days(date.fromisoformat(first), date.fromisoformat(end) if end else None)


def _point(point: Point | None) -> list[float] | None:
    return None if point is None else [point.latitude, point.longitude]


def _read_point(given: list[float] | None) -> Point | None:
    return None if given is None else Point(*given)


def _member(one: Member, number: int | None) -> dict[str, Any]:
    return {
        "id": number,
        "key": one.key,
        "name": one.name,
        "team": one.team,
        "home": _point(one.home),
        "home_name": one.home_name,
        "skills": {code: [held.level, held.validated.isoformat()] for code, held in one.skills.items()},
        "languages": sorted(one.languages),
        "patterns": [
            [pattern.since.isoformat() if pattern.since else None, [str(hours) for hours in pattern.hours]]
            for pattern in one.patterns
        ],
        "factor": str(one.factor),
        "absences": [_days(absence) for absence in one.absences],
        "contract": _days(one.contract),
        "max_km": None if one.max_km is None else str(one.max_km),
        "remote": one.remote,
        "day_rate": None if one.day_rate is None else str(one.day_rate),
        "past_clients": sorted(one.past_clients),
    }


def _read_member(given: Mapping[str, Any]) -> Member:
    patterns = []
    for since, hours in given["patterns"]:
        monday, tuesday, wednesday, thursday, friday = (Fraction(each) for each in hours)
        start = date.fromisoformat(since) if since else None
        patterns.append(Pattern(start, (monday, tuesday, wednesday, thursday, friday)))
    return Member(
        key=given["key"],
        name=given["name"],
        team=given["team"],
        home=_read_point(given["home"]),
        home_name=given["home_name"],
        skills={
            code: Skilled(level, date.fromisoformat(day)) for code, (level, day) in given["skills"].items()
        },
        languages=frozenset(given["languages"]),
        patterns=tuple(patterns),
        factor=Fraction(given["factor"]),
        absences=tuple(_read_days(absence) for absence in given["absences"]),
        contract=_read_days(given["contract"]),
        max_km=None if given["max_km"] is None else Fraction(given["max_km"]),
        remote=given["remote"],
        day_rate=None if given["day_rate"] is None else Decimal(given["day_rate"]),
        past_clients=frozenset(given["past_clients"]),
    )


def _request(one: Request, inputs: Inputs) -> dict[str, Any]:
    return {
        "id": inputs.requests.get(one.key),
        "number": inputs.numbers.get(one.key, one.key),
        "key": one.key,
        "client": one.client,
        "site": _point(one.site),
        "site_name": one.site_name,
        "family": one.family,
        "priority": one.priority,
        "seats": [
            {
                "id": inputs.seats.get((one.key, seat.number)),
                "number": seat.number,
                "skills": dict(seat.skills),
                "language": seat.language,
                "effort": str(seat.effort),
                "days": None if seat.days is None else sorted(seat.days),
                "period": _days(seat.period),
                "mode": str(seat.mode),
                "remote_days": seat.remote_days,
                "senior": seat.senior,
            }
            for seat in one.seats
        ],
    }


def _read_request(given: Mapping[str, Any]) -> Request:
    return Request(
        key=given["key"],
        client=given["client"],
        site=_read_point(given["site"]),
        site_name=given["site_name"],
        family=given["family"],
        priority=given["priority"],
        seats=tuple(
            Seat(
                request=given["key"],
                number=seat["number"],
                skills=seat["skills"],
                language=seat["language"],
                effort=Fraction(seat["effort"]),
                days=None if seat["days"] is None else frozenset(seat["days"]),
                period=_read_days(seat["period"]),
                mode=Mode(seat["mode"]),
                remote_days=seat["remote_days"],
                senior=seat["senior"],
            )
            for seat in given["seats"]
        ),
    )


def _firm(one: Firm) -> dict[str, Any]:
    return {
        "member": one.member,
        "effort": str(one.effort),
        "period": _days(one.period),
        "days": None if one.days is None else sorted(one.days),
        "request": one.request,
    }


def _read_firm(given: Mapping[str, Any]) -> Firm:
    days = given["days"]
    return Firm(
        given["member"],
        Fraction(given["effort"]),
        _read_days(given["period"]),
        None if days is None else frozenset(days),
        given["request"],
    )
