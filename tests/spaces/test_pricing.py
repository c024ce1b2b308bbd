"""Rule 7: the lowest over the rates given, exact, rounded half up to the cent."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agence_desktop.core.clock import QUEBEC
from agence_desktop.core.spans import Span
from agence_desktop.spaces.pricing import Basis, price_at, price_of, to_cents
from agence_desktop.spaces.rows import Rates
from spaces.factories import room, span

SINCE = date(2026, 1, 1)


def rates(hour: str | None = None, half_day: str | None = None, day: str | None = None) -> Rates:
    amounts = (None if amount is None else Decimal(amount) for amount in (hour, half_day, day))
    return Rates(SINCE, *amounts)


@pytest.mark.parametrize(
    ("given", "end", "amount", "basis"),
    [
        (rates(), "11:30", "0.00", Basis.FREE),
        (rates("24"), "11:30", "60.00", Basis.HOUR),
        (rates("24", "75"), "11:30", "60.00", Basis.HOUR),
        (rates("38", "75"), "11:30", "75.00", Basis.HALF_DAY),
        (rates("38", "75"), "13:00", "75.00", Basis.HALF_DAY),
        (rates("38", "75"), "13:01", "150.00", Basis.HALF_DAY),
        (rates("38", "75", "140"), "13:01", "140.00", Basis.DAY),
        (rates(day="140"), "09:05", "140.00", Basis.DAY),
        (rates("0", "75"), "11:30", "0.00", Basis.HOUR),
        (rates("0.10"), "09:03", "0.01", Basis.HOUR),
        (rates("0.10"), "09:02", "0.00", Basis.HOUR),
        (rates("60", "60"), "10:00", "60.00", Basis.HOUR),
    ],
)
def test_that_the_lowest_of_the_rates_given_is_retained(
    given: Rates, end: str, amount: str, basis: Basis
) -> None:
    price = price_of(span("2026-12-01 09:00", end), QUEBEC, given)
    assert (str(price.amount), price.retained.basis) == (amount, basis)


def test_that_days_are_local_and_an_end_at_midnight_does_not_touch_the_next() -> None:
    daily = rates(day="100")
    assert price_of(span("2026-12-01 20:00", "2026-12-02"), QUEBEC, daily).amount == 100
    assert price_of(span("2026-12-01 20:00", "2026-12-02 00:01"), QUEBEC, daily).amount == 200
    islands = ZoneInfo("America/Halifax")
    assert price_of(span("2026-12-01 20:00", "2026-12-02"), islands, daily).amount == 200


def test_that_minutes_are_elapsed_on_the_day_clocks_go_back() -> None:
    night = span("2027-11-07 00:00", "03:00")
    assert price_of(night, QUEBEC, rates("10")).amount == 40


def test_that_a_price_explains_itself() -> None:
    price = price_of(span("2026-12-01 09:00", "11:30"), QUEBEC, rates("24", "75"))
    assert (price.retained.minutes, price.retained.rate) == (150, 24)
    assert [(one.basis, one.units, one.amount) for one in price.others] == [(Basis.HALF_DAY, 1, Decimal(75))]


def test_that_the_rate_is_that_of_the_local_day_of_the_start() -> None:
    dated = room(rate_scopes=((rates("10"), Rates(date(2026, 12, 2), hour=Decimal(20))),))
    assert price_at(dated, span("2026-12-01 23:00", "2026-12-02 01:00")).amount == 20
    assert price_at(dated, span("2026-12-02 00:00", "02:00")).amount == 40


@pytest.mark.parametrize(
    ("exact", "cents"), [("1.005", "1.01"), ("1.0049", "1.00"), ("2.675", "2.68"), ("0", "0.00")]
)
def test_that_half_a_cent_is_rounded_up(exact: str, cents: str) -> None:
    assert str(to_cents(Fraction(exact))) == cents


_money = st.none() | st.decimals(0, 500, places=2)


@settings(max_examples=80)
@given(_money, _money, _money, st.integers(1, 4000), st.integers(0, 3000))
def test_that_a_price_is_never_above_what_a_single_rate_would_give(
    hour: Decimal | None, half_day: Decimal | None, day: Decimal | None, minutes: int, at: int
) -> None:
    start = datetime(2026, 12, 1, tzinfo=UTC) + timedelta(minutes=at)
    slot = Span(start, start + timedelta(minutes=minutes))
    amount = price_of(slot, QUEBEC, Rates(SINCE, hour, half_day, day)).amount
    singles = [Rates(SINCE, hour=hour), Rates(SINCE, half_day=half_day), Rates(SINCE, day=day)]
    given_alone = [price_of(slot, QUEBEC, one).amount for one in singles if one != Rates(SINCE)]
    assert amount == min(given_alone, default=Decimal(0))
