"""What a proposal is worth: weight of the filled seats, cost of the assignments, largest new load."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from agence_desktop.teams.problem import Member, Mode, Request, Seat, Settings

SURPLUS_COST = 5
"""What each level above the asked one costs."""
PRIOR_STAY = -20
"""What it costs, in km by road, to send someone whom the client knows: it is a gain."""
WEEK = 5


@dataclass(frozen=True, slots=True)
class Cost:
    """The parts of the cost of an assignment, each exact; ``travel`` is km × the share of days on site."""

    km: Fraction
    travel: Fraction
    surplus: int
    prior: bool

    @property
    def total(self) -> Fraction:
        """Their sum, rounded half up to 0.01."""
        exact = self.travel + SURPLUS_COST * self.surplus + (PRIOR_STAY if self.prior else 0)
        return Fraction((exact * 200 + 1) // 2, 100)


def cost_of(seat: Seat, request: Request, member: Member, km: Fraction) -> Cost:
    """The cost of a member who holds every skill of the seat; ``km`` is what the road to the client takes."""
    surplus = sum(
        member.skills[skill].level - level for skill, level in seat.skills.items() if skill in member.skills
    )
    return Cost(km, km * on_site_share(seat), surplus, request.client in member.past_clients)


def on_site_share(seat: Seat) -> Fraction:
    """Which part of the days is spent at the client's."""
    match seat.mode:
        case Mode.ON_SITE:
            return Fraction(1)
        case Mode.HYBRID:
            return Fraction(WEEK - seat.remote_days, WEEK)
    return Fraction(0)


def weight_of(request: Request, settings: Settings) -> int:
    """What a filled seat of a request weighs, by its priority (1 to 4)."""
    return settings.weights[request.priority - 1]


@dataclass(frozen=True, slots=True, order=True)
class Worth:
    """The three levels of a proposal."""

    weight: int
    cost: Fraction
    max_effort_days: Fraction


def worth(
    assigned: Iterable[tuple[Request, Seat, str, Fraction, int]], settings: Settings
) -> tuple[Worth, Mapping[str, Fraction]]:
    """The worth of assignments (request, seat, member, cost, served days) and each member's new load."""
    weight, cost = 0, Fraction(0)
    loads: dict[str, Fraction] = defaultdict(Fraction)
    for request, seat, member, price, served in assigned:
        weight += weight_of(request, settings)
        cost += price
        loads[member] += seat.effort * served
    return Worth(weight, cost, max(loads.values(), default=Fraction(0))), dict(loads)
