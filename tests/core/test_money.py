"""Amounts are exact and rounded half up to the cent."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import format_money
from agence_desktop.core.money import ZERO, parse_money, to_cents, total


@pytest.mark.parametrize(
    ("amount", "cents"),
    [
        (Decimal("1.005"), "1.01"),
        (Decimal("1.0049999"), "1.00"),
        (Decimal("-1.005"), "-1.01"),
        (Fraction(2, 3), "0.67"),
        (Fraction(1, 200), "0.01"),
        (40, "40.00"),
        (Decimal(0), "0.00"),
    ],
)
def test_that_half_a_cent_goes_up(amount: int | Decimal | Fraction, cents: str) -> None:
    assert str(to_cents(amount)) == cents


def test_that_a_sum_adds_the_amounts_as_printed() -> None:
    assert total([Decimal("0.005"), Decimal("0.005")]) == Decimal("0.02")
    assert str(total([])) == str(ZERO) == "0.00"


@settings(max_examples=200)
@given(st.fractions(-(10**7), 10**7))
def test_that_rounding_moves_by_half_a_cent_at_most_and_only_once(amount: Fraction) -> None:
    cents = to_cents(amount)
    assert abs(Fraction(cents) - amount) <= Fraction(1, 200)
    assert to_cents(cents) == cents


@pytest.mark.parametrize(
    "text", ["1234,56", "1234.56 $", "1 234,56 $", "1\u00a0234,56\u00a0$", " 1\u202f234,560$"]
)
def test_that_an_amount_is_read_as_people_type_it(text: str) -> None:
    assert str(parse_money(text)) == "1234.56"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("12,345", "plus de deux décimales"),
        ("gratuit", "n’est pas lisible"),
        ("$", "n’est pas lisible"),
        ("99999999999", "trop grand"),
    ],
)
def test_that_a_wrong_amount_is_told(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_money(text)
    assert caught.value.code == "bad_amount"
    assert said in caught.value.sentence


@settings(max_examples=100)
@given(st.decimals(0, 10**9, places=2))
def test_that_a_written_amount_is_read_again(amount: Decimal) -> None:
    assert parse_money(format_money(amount)) == amount
