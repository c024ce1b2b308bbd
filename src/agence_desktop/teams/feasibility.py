"""Which member may take which seat, and the first reason why another may not (interfaces.md)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from agence_desktop.core.calendars import months_before
from agence_desktop.core.geography import Point
from agence_desktop.teams.capacity import Horizon, MemberDays, member_days, share_on
from agence_desktop.teams.distances import road_km
from agence_desktop.teams.objective import Cost, cost_of
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Firm, Member, Mode, Problem, Reason, Request, Seat

SeatKey: TypeAlias = tuple[str, int]
"""The key of a request and the number of its seat."""

NOWHERE = Fraction(0)
"""The road to or from a place that is not on the map, where nobody limits it."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A member may take a seat: what it costs, and on which days of the horizon they serve it."""

    cost: Cost
    served: int
    working: int

    @property
    def served_days(self) -> int:
        """How many working days are served."""
        return self.served.bit_count()


@dataclass(frozen=True, slots=True)
class Misfit:
    """A member may not take a seat, for this reason; the figures that explain it are given, the others None.

    ``skill``: skill, wanted, had. ``expired``: skill, validated. ``distance``: km (None: not on the map),
    limit. ``contract``: contract. ``availability``: served, working. ``capacity``: the first overloaded day,
    the load with the seat and the capacity of that day. ``outbid``: the request that already has the member.
    """

    reason: Reason
    skill: str | None = None
    wanted: int | None = None
    had: int | None = None
    validated: date | None = None
    km: Fraction | None = None
    limit: Fraction | None = None
    contract: Days | None = None
    served: int | None = None
    working: int | None = None
    day: date | None = None
    load: Fraction | None = None
    capacity: Fraction | None = None


Verdict: TypeAlias = Fit | Misfit


class Judge:
    """Judges members against seats of one problem; what a pair does not depend on is computed once."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.horizon = Horizon.over((seat.period for seat in problem.seats), problem.holidays)
        self.requests: Mapping[str, Request] = {request.key: request for request in problem.requests}
        self.members: Mapping[str, Member] = {member.key: member for member in problem.members}
        firm: dict[str, list[Firm]] = defaultdict(list)
        for one in problem.firm:
            firm[one.member].append(one)
        firmly = {(one.member, one.request) for one in problem.firm if one.request is not None}
        self._held: frozenset[tuple[str, str]] = problem.held | firmly
        self.days: Mapping[str, MemberDays] = {
            member.key: member_days(member, firm[member.key], self.horizon, problem.settings)
            for member in problem.members
        }
        self._roads: dict[tuple[Point, Point], Fraction] = {}
        self._valid_since: dict[date, date] = {}

    def judge(self, seat: Seat, member: Member) -> Verdict:
        """Whether the member may take the seat, or the first reason why not."""
        found = self._skills(seat, member) or _language(seat, member)
        if found is not None:
            return found
        request = self.requests[seat.request]
        km = self._km(request.site, member.home) if seat.mode is not Mode.REMOTE else NOWHERE
        found = _travel(seat, member, km) or _contract(seat, member)
        if found is not None:
            return found
        days = self.days[member.key]
        working = self.horizon.working(seat.period, seat.days)
        served = days.serves(seat.effort, working)
        count, all_days = served.bit_count(), working.bit_count()
        if not all_days or Fraction(count, all_days) < self.problem.settings.least_presence:
            return Misfit(Reason.AVAILABILITY, served=count, working=all_days)
        if over := days.overloaded(seat.effort, served):
            return self._overload(seat, days, over)
        if (member.key, seat.request) in self._held:
            return Misfit(Reason.OUTBID)
        return Fit(cost_of(seat, request, member, km or NOWHERE), served, working)

    def _skills(self, seat: Seat, member: Member) -> Misfit | None:
        for skill, wanted in seat.skills.items():
            held = member.skills.get(skill)
            had = 0 if held is None else held.level
            if had < wanted:
                return _unskilled(skill, wanted, had)
        for skill in seat.skills:
            held = member.skills.get(skill)
            if held is not None and held.validated < self._since(seat.period.first):
                return Misfit(Reason.EXPIRED, skill=skill, validated=held.validated)
        return None

    def _since(self, first: date) -> date:
        """The first day on which a validation still counts."""
        if first not in self._valid_since:
            self._valid_since[first] = months_before(first, self.problem.settings.validity_months)
        return self._valid_since[first]

    def _km(self, site: Point | None, home: Point | None) -> Fraction | None:
        if site is None or home is None:
            return None
        places = (home, site)
        if places not in self._roads:
            self._roads[places] = road_km(home, site)
        return self._roads[places]

    def _overload(self, seat: Seat, days: MemberDays, over: int) -> Misfit:
        day = next(self.horizon.dates(over))
        load = share_on(days.load, self.horizon, day)
        capacity = share_on(days.capacity, self.horizon, day)
        return Misfit(Reason.CAPACITY, day=day, load=load + seat.effort, capacity=capacity)


def judge_all(judge: Judge) -> Mapping[SeatKey, Mapping[str, Verdict]]:
    """Every member against every seat, by keys."""
    members = judge.problem.members
    return {
        (seat.request, seat.number): {member.key: judge.judge(seat, member) for member in members}
        for seat in judge.problem.seats
    }


@lru_cache(maxsize=1024)
def _unskilled(skill: str, wanted: int, had: int) -> Misfit:
    """Most pairs fail here, for a few reasons that are alike."""
    return Misfit(Reason.SKILL, skill=skill, wanted=wanted, had=had)


def _language(seat: Seat, member: Member) -> Misfit | None:
    if seat.language is None or seat.language in member.languages:
        return None
    return Misfit(Reason.LANGUAGE)


def _travel(seat: Seat, member: Member, km: Fraction | None) -> Misfit | None:
    limit = member.max_km
    if seat.mode is not Mode.REMOTE and limit is not None and (km is None or km > limit):
        return Misfit(Reason.DISTANCE, km=km, limit=limit)
    if seat.mode is not Mode.ON_SITE and not member.remote:
        return Misfit(Reason.REMOTE)
    return None


def _contract(seat: Seat, member: Member) -> Misfit | None:
    if member.contract.contains(seat.period):
        return None
    return Misfit(Reason.CONTRACT, contract=member.contract)
