"""Exact amounts in dollars: rounding to the cent, sums, and what people type."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import parse_decimal, quoted

ZERO = Decimal("0.00")
_MOST = Decimal("9999999999.99")


def to_cents(amount: int | Decimal | Fraction) -> Decimal:
    """The amount to the cent, rounded half up (away from zero when negative), always with two decimals."""
    exact = Fraction(amount)
    cents = int(abs(exact) * 100 + Fraction(1, 2))
    return Decimal(cents if exact >= 0 else -cents).scaleb(-2)


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum of amounts, each rounded to the cent first, as they are printed."""
    return sum(map(to_cents, amounts), ZERO)


def parse_money(text: str) -> Decimal:
    """1234,56 · 1234.56 · 1 234,56 $; raises InputError ``bad_amount``, also for a part of a cent."""
    try:
        amount = parse_decimal(text.strip().removesuffix("$"))
    except InputError as fault:
        raise InputError(
            "bad_amount", f"Le montant {quoted(text)} n’est pas lisible. Écrivez par exemple 1234,56."
        ) from fault
    if amount != to_cents(amount):
        raise InputError(
            "bad_amount", f"Le montant {quoted(text)} a plus de deux décimales. Arrondissez-le au cent."
        )
    if abs(amount) > _MOST:
        raise InputError("bad_amount", f"Le montant {quoted(text)} est trop grand.")
    return to_cents(amount)
