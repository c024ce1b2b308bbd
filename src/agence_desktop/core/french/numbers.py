"""Numbers, amounts, shares, durations and telephone numbers as the OQLF writes them, with U+00A0 only."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

from agence_desktop.core.french.words import NBSP

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

Number: TypeAlias = "int | Decimal | Fraction"

_MINUTES_A_DAY = 24 * 60


def format_number(value: Number, decimals: int | None = None) -> str:
    """« 1 234,5 »: thousands apart, decimal comma, U+2212 before a negative.

    ``decimals`` rounds half up, away from zero, to that many; by default an integer or Decimal is written
    exactly, without useless zeros, and a Fraction to two decimals at most.
    """
    # Imported with the first number: the first window writes none.
    from fractions import Fraction

    places = decimals if decimals is not None else _places(value)
    exact = Fraction(value)
    units = int(abs(exact) * 10**places + Fraction(1, 2))
    whole, rest = divmod(units, 10**places)
    written = f"{whole:,}".replace(",", NBSP)
    tail = f"{rest:0{places}d}" if places else ""
    if decimals is None:
        tail = tail.rstrip("0")
    sign = "\u2212" if exact < 0 and units else ""
    return f"{sign}{written},{tail}" if tail else f"{sign}{written}"


def _places(value: Number) -> int:
    if isinstance(value, int):
        return 0
    from fractions import Fraction

    if isinstance(value, Fraction):
        return 2
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError("a number to write is finite")
    return max(0, -exponent)


def format_money(amount: Number) -> str:
    """« 1 234,56 $ », always to the cent, rounded half up."""
    return f"{format_number(amount, 2)}{NBSP}$"


def format_percent(percent: Number, decimals: int = 0) -> str:
    """« 64 % » from 64 (hundredths, not a share of one), rounded half up."""
    return f"{format_number(percent, decimals)}{NBSP}%"


def format_quantity(value: Number, unit: str, decimals: int | None = None) -> str:
    """A number and its symbol: « 3,5 km »."""
    return f"{format_number(value, decimals)}{NBSP}{unit}"


def format_duration(length: timedelta | int) -> str:
    """« 2 h 30 », « 45 min », « 31 h »: elapsed time, or whole minutes; never negative."""
    minutes = int(length.total_seconds() // 60) if isinstance(length, timedelta) else length
    if minutes < 0:
        raise ValueError("a length is not negative")
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}{NBSP}min"
    head = f"{format_number(hours)}{NBSP}h"
    return f"{head}{NBSP}{rest:02d}" if rest else head


def format_age(age: timedelta) -> str:
    """How long ago, in the one unit that matters: « 40 min », « 3 h », « 6 j »."""
    minutes = max(0, int(age.total_seconds() // 60))
    if minutes < 60:
        return f"{minutes}{NBSP}min"
    if minutes < _MINUTES_A_DAY:
        return f"{minutes // 60}{NBSP}h"
    return f"{format_number(minutes // _MINUTES_A_DAY)}{NBSP}j"


def format_phone(digits: str) -> str:
    """« 418 555-0142 » from ten digits."""
    if len(digits) != 10 or not (digits.isascii() and digits.isdigit()):
        raise ValueError("a telephone number has ten digits")
    return f"{digits[:3]} {digits[3:6]}-{digits[6:]}"
