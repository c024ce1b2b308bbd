"""From the arithmetic of allocation to costs: who serves which days of a seat, and how far they come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from datetime import date
from decimal import Decimal
from fractions import Fraction

from agence_desktop.core.errors import RefusedError
from agence_desktop.teams.capacity import cap
from agence_desktop.teams.distances import road_km
from agence_desktop.teams.estimating import FULL_BP, CostSettings, Estimate, Placement, estimate
from agence_desktop.teams.periods import working_days
from agence_desktop.teams.problem import Member, Mode, Problem, Request, Seat, Settings
from agence_desktop.teams.rates import DatedRate, Payee, RateTables

_TENTHS = 10


def placement(
    request: Request,
    seat: Seat,
    holidays: Set[date],
    settings: Settings,
    member: Member | None = None,
    job_class: str = "",
) -> Placement:
    """What an estimate needs of a seat: with a member the days that they serve, without one all working days.

    Without a member nobody travels yet: ``km`` is 0 where one is only looked for. ValueError for an effort
    finer than a hundredth of a percent.
    """
    effort = seat.effort * FULL_BP
    if effort.denominator != 1:
        raise ValueError("an effort is a whole number of hundredths of a percent")
    days = working_days(seat.period, holidays, seat.days)
    served = days if member is None else _served(member, seat.effort, days, holidays, settings)
    return Placement(
        payee=Payee("", None, job_class) if member is None else Payee(member.name, member.key, job_class),
        served=tuple(served),
        effort_bp=int(effort),
        mode=seat.mode,
        remote_days=seat.remote_days,
        km=Decimal(0) if member is None else way_km(request, seat, member),
    )


def _served(
    member: Member, effort: Fraction, days: Iterable[date], holidays: Set[date], settings: Settings
) -> list[date]:
    return [day for day in days if cap(member, day, holidays, settings) >= effort]


def way_km(request: Request, seat: Seat, member: Member) -> Decimal | None:
    """Road km one way: 0 where nobody has to go, None off the map."""
    if seat.mode is Mode.REMOTE:
        return Decimal(0)
    if request.site is None or member.home is None:
        return None
    tenths = road_km(request.site, member.home) * _TENTHS
    return Decimal(int(tenths)) / _TENTHS


def own_rates(members: Iterable[Member], since: date) -> dict[str, tuple[DatedRate, ...]]:
    """The rates that came with imported members, as tables that begin on a day."""
    return {
        member.key: (DatedRate(since, member.day_rate),) for member in members if member.day_rate is not None
    }


def seat_estimates(
    problem: Problem,
    chosen: Mapping[tuple[str, int], str],
    tables: RateTables,
    costs: CostSettings,
    classes: Mapping[str, str],
) -> dict[tuple[str, int], Estimate]:
    """The estimate of each seat that has a member, by request and number; ``classes`` by member key.

    Where a rate is missing, the estimate has no line and its note says which one.
    """
    members = {member.key: member for member in problem.members}
    found: dict[tuple[str, int], Estimate] = {}
    for request in problem.requests:
        for seat in request.seats:
            key = (request.key, seat.number)
            if key not in chosen:
                continue
            member = members[chosen[key]]
            job_class = classes.get(member.key, "")
            try:
                one = placement(request, seat, problem.holidays, problem.settings, member, job_class)
                found[key] = estimate([one], tables, costs)
            except RefusedError as fault:
                found[key] = Estimate((), (fault.sentence,))
    return found
