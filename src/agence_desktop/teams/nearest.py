"""While nobody is chosen: from where the nearest member who may take a seat would come."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from agence_desktop.teams.feasibility import Fit, Judge, SeatKey
from agence_desktop.teams.placements import way_km
from agence_desktop.teams.problem import Mode, Problem


@dataclass(frozen=True, slots=True)
class NearestHome:
    """The home base of the nearest member who may take a seat, and the road one way."""

    place: str
    km: Decimal


def nearest_homes(problem: Problem) -> dict[SeatKey, NearestHome]:
    """For each seat to which somebody travels; one that nobody may take, or off the map, is left out.

    Seats choose in their order, and a member takes one seat of a request only.
    """
    judge = Judge(problem)
    found: dict[SeatKey, NearestHome] = {}
    for request in problem.requests:
        taken: set[str] = set()
        for seat in request.seats:
            if seat.mode is Mode.REMOTE:
                continue
            ways = [
                (km, member.key, member.home_name)
                for member in problem.members
                if member.key not in taken
                and (km := way_km(request, seat, member)) is not None
                and isinstance(judge.judge(seat, member), Fit)
            ]
            if ways:
                km, key, home = min(ways)
                taken.add(key)
                found[request.key, seat.number] = NearestHome(home, km)
    return found
