"""The arithmetic of allocation written a second time, day by day and without haste, to judge the program by.

Nothing here is imported from the rules: only the values and ``interfaces.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import product
from math import acos, cos, radians, sin

from agence_desktop.core.geography import Point
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Firm, Member, Problem, Request, Seat

Assignment = Mapping[tuple[str, int], str]
Levels = tuple[int, Fraction, Fraction]


def days_of(period: Days) -> Iterator[date]:
    assert period.end is not None
    day = period.first
    while day < period.end:
        yield day
        day += timedelta(days=1)


def cap(problem: Problem, member: Member, day: date) -> Fraction:
    if day.weekday() >= 5 or day in problem.holidays:
        return Fraction(0)
    if day < member.contract.first or (member.contract.end is not None and day >= member.contract.end):
        return Fraction(0)
    for absence in member.absences:
        if absence.first <= day and (absence.end is None or day < absence.end):
            return Fraction(0)
    hours, begun = Fraction(0), None
    for pattern in member.patterns:
        since = pattern.since or date(1, 1, 1)
        if since <= day and (begun is None or since >= begun):
            hours, begun = pattern.hours[day.weekday()], since
    given = member.factor * hours / problem.settings.full_day
    return given if given < 1 else Fraction(1)


def working(problem: Problem, period: Days, weekdays: frozenset[int] | None) -> list[date]:
    return [
        day
        for day in days_of(period)
        if day.weekday() < 5
        and day not in problem.holidays
        and (weekdays is None or day.weekday() in weekdays)
    ]


def served(problem: Problem, member: Member, work: Seat | Firm) -> list[date]:
    return [
        day for day in working(problem, work.period, work.days) if cap(problem, member, day) >= work.effort
    ]


def load(problem: Problem, member: Member, day: date) -> Fraction:
    return sum(
        (
            firm.effort
            for firm in problem.firm
            if firm.member == member.key
            and firm.period.holds(day)
            and (firm.days is None or day.weekday() in firm.days)
            and cap(problem, member, day) >= firm.effort
        ),
        Fraction(0),
    )


def road(first: Point, second: Point) -> Decimal:
    """1.3 × the great circle, by the law of cosines, rounded half up to a tenth."""
    if first == second:
        return Decimal("0.0")
    north, south = radians(first.latitude), radians(second.latitude)
    turn = radians(second.longitude - first.longitude)
    arc = acos(min(1.0, sin(north) * sin(south) + cos(north) * cos(south) * cos(turn)))
    return Decimal(repr(1.3 * 6371 * arc)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def reason(problem: Problem, request: Request, seat: Seat, member: Member) -> str | None:
    """The first rule that fails, None where the member fits."""
    levels = {code: member.skills[code].level if code in member.skills else 0 for code in seat.skills}
    if any(levels[code] < wanted for code, wanted in seat.skills.items()):
        return "skill"
    if any(_expired(member, code, seat, problem) for code in seat.skills if code in member.skills):
        return "expired"
    if seat.language and seat.language not in member.languages:
        return "language"
    if seat.mode.value != "remote" and member.max_km is not None:
        assert request.site
        assert member.home
        if Fraction(road(member.home, request.site)) > member.max_km:
            return "distance"
    if seat.mode.value != "on_site" and not member.remote:
        return "remote"
    ends = member.contract.end
    assert seat.period.end is not None
    if seat.period.first < member.contract.first or (ends is not None and seat.period.end > ends):
        return "contract"
    there = served(problem, member, seat)
    if Fraction(len(there), len(working(problem, seat.period, seat.days))) < problem.settings.least_presence:
        return "availability"
    if any(load(problem, member, day) + seat.effort > cap(problem, member, day) for day in there):
        return "capacity"
    elsewhere = {(firm.member, firm.request) for firm in problem.firm} | problem.held
    return "outbid" if (member.key, request.key) in elsewhere else None


def _expired(member: Member, code: str, seat: Seat, problem: Problem) -> bool:
    """Validated more than so many months before the first day, months being counted back on the calendar."""
    first = seat.period.first
    years, month = divmod(first.month - 1 - problem.settings.validity_months, 12)
    day = first.day
    while True:
        try:
            oldest = date(first.year + years, month + 1, day)
        except ValueError:
            day -= 1
        else:
            return member.skills[code].validated < oldest


def cost(request: Request, seat: Seat, member: Member) -> Fraction:
    share = {"on_site": Decimal(1), "hybrid": Decimal(5 - seat.remote_days) / 5, "remote": Decimal(0)}
    km = Decimal(0)
    if seat.mode.value != "remote":
        assert request.site
        assert member.home
        km = road(member.home, request.site)
    surplus = sum(member.skills[code].level - wanted for code, wanted in seat.skills.items())
    total = km * share[seat.mode.value] + 5 * surplus - (20 if request.client in member.past_clients else 0)
    return Fraction(total.quantize(Decimal("0.01"), ROUND_HALF_UP))


def breaks(problem: Problem, assignment: Assignment) -> str | None:
    """What an assignment breaks: each pair fits, once a request, and no day above what a member can give."""
    members = {member.key: member for member in problem.members}
    requests = {request.key: request for request in problem.requests}
    seats = {(seat.request, seat.number): seat for seat in problem.seats}
    for key, name in assignment.items():
        found = reason(problem, requests[key[0]], seats[key], members[name])
        if found:
            return f"{name} in {key}: {found}"
    taken = [(key[0], name) for key, name in assignment.items()]
    if len(set(taken)) < len(taken):
        return "twice in a request"
    given: dict[tuple[str, date], Fraction] = {}
    for key, name in assignment.items():
        for day in served(problem, members[name], seats[key]):
            given[name, day] = given.get((name, day), Fraction(0)) + seats[key].effort
    for (name, day), new in given.items():
        if load(problem, members[name], day) + new > cap(problem, members[name], day):
            return f"{name} on {day}"
    return None


def levels(problem: Problem, assignment: Assignment) -> Levels:
    """Weight, cost and the largest new load."""
    members = {member.key: member for member in problem.members}
    requests = {request.key: request for request in problem.requests}
    seats = {(seat.request, seat.number): seat for seat in problem.seats}
    weights = dict(zip((1, 2, 3, 4), problem.settings.weights, strict=True))
    loads: dict[str, Fraction] = {}
    for key, name in assignment.items():
        days = len(served(problem, members[name], seats[key]))
        loads[name] = loads.get(name, Fraction(0)) + seats[key].effort * days
    return (
        sum(weights[requests[key[0]].priority] for key in assignment),
        sum((cost(requests[k[0]], seats[k], members[name]) for k, name in assignment.items()), Fraction(0)),
        max(loads.values(), default=Fraction(0)),
    )


def best(problem: Problem, pins: Assignment | None = None) -> tuple[Levels, list[Assignment]]:
    """The best levels by trying everything, and every assignment that reaches them."""
    requests = {request.key: request for request in problem.requests}
    seats = problem.seats
    choices = [
        [
            None,
            *(
                one.key
                for one in problem.members
                if reason(problem, requests[seat.request], seat, one) is None
            ),
        ]
        for seat in seats
    ]
    found: list[tuple[tuple[int, Fraction, Fraction], Assignment]] = []
    for chosen in product(*choices):
        assignment = {
            (seat.request, seat.number): name
            for seat, name in zip(seats, chosen, strict=True)
            if name is not None
        }
        pinned = all(assignment.get(key) == name for key, name in (pins or {}).items())
        if pinned and breaks_together(problem, assignment) is False:
            weight, price, largest = levels(problem, assignment)
            found.append(((-weight, price, largest), assignment))
    least = min(value for value, _ in found)
    return (-least[0], least[1], least[2]), [each for value, each in found if value == least]


def breaks_together(problem: Problem, assignment: Assignment) -> bool:
    """Whether pairs that fit one by one break a rule together."""
    if len({(key[0], name) for key, name in assignment.items()}) < len(assignment):
        return True
    several = {name for name in assignment.values() if list(assignment.values()).count(name) > 1}
    part = {key: name for key, name in assignment.items() if name in several}
    return bool(part) and breaks(problem, part) is not None
