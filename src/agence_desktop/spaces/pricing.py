"""The price of an occurrence: the lowest over the rates in force on its date, and how it was reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from math import floor
from zoneinfo import ZoneInfo

from agence_desktop.core.clock import local_days, to_wall
from agence_desktop.core.spans import Span
from agence_desktop.spaces.rows import Rates, SpaceFacts
from agence_desktop.spaces.terms import nearest_rates

HALF_DAY_MINUTES = 240


class Basis(StrEnum):
    """Which rate gives an amount."""

    FREE = "free"
    HOUR = "hour"
    HALF_DAY = "half_day"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Amount:
    """One rate applied: ``rate`` × ``minutes`` ÷ 60, or ``rate`` × ``units``, rounded to the cent."""

    basis: Basis
    rate: Decimal
    minutes: int
    units: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Price:
    """The amount retained and the others it was compared with, for whoever has to explain a bill."""

    retained: Amount
    others: tuple[Amount, ...] = ()

    @property
    def amount(self) -> Decimal:
        """Dollars, with two decimals."""
        return self.retained.amount


@lru_cache(maxsize=4_096)
def price_of(span: Span, zone: ZoneInfo, rates: Rates | None) -> Price:
    """Rule 7 of domain § 3: the lowest over the rates given, rounded half up to the cent; 0 without any.

    Kept, because a search asks it of every room, and rooms share their rates.
    """
    given = rates or Rates(date.min)
    minutes = span.minutes
    half_days, days = -(-minutes // HALF_DAY_MINUTES), local_days(span, zone)
    exact: list[tuple[Fraction, Amount]] = []
    for basis, rate, units, factor in (
        (Basis.HOUR, given.hour, 0, Fraction(minutes, 60)),
        (Basis.HALF_DAY, given.half_day, half_days, Fraction(half_days)),
        (Basis.DAY, given.day, days, Fraction(days)),
    ):
        if rate is not None:
            product = Fraction(rate) * factor
            exact.append((product, Amount(basis, rate, minutes, units, to_cents(product))))
    if not exact:
        return Price(Amount(Basis.FREE, Decimal(0), minutes, 0, Decimal("0.00")))
    exact.sort(key=lambda pair: pair[0])
    amounts = [amount for _, amount in exact]
    return Price(amounts[0], tuple(amounts[1:]))


def price_at(facts: SpaceFacts, span: Span) -> Price:
    """The price of a date in a space, with the rates in force on the local date of its start."""
    day = to_wall(span.start, facts.zone).date()
    return price_of(span, facts.zone, nearest_rates(facts.rate_scopes, day))


def to_cents(amount: Fraction) -> Decimal:
    """Dollars rounded half up to the cent, without passing through a float; ``amount`` is not negative."""
    return Decimal(floor(amount * 100 + Fraction(1, 2))).scaleb(-2)
