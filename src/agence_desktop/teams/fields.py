"""Fields of JSON objects, read strictly: every fault is kept with its place, code and French sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import isfinite
from typing import Any, TypeVar

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import format_number, listed, parse_iso_date
from agence_desktop.core.money import to_cents
from agence_desktop.teams import reading_sentences as sentences
from agence_desktop.teams.periods import Days

LONGEST_TEXT = 200
LONGEST_KEY = 60
LONGEST_PERIOD = 3660
BP = 10_000
SECONDS = 3600
_LARGEST = Fraction(10) ** 9

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class ReadFault:
    """Why an object is refused: a code for programs, the field (« seats/2/effort »), a French sentence."""

    code: str
    path: str
    sentence: str


class Fields:
    """One object: each of its fields is asked for once, and what was never asked for is unknown.

    Where a value cannot be read, its fault is kept and None is given: whoever has faults has no value.
    """

    def __init__(self, given: Mapping[str, Any], path: str, faults: list[ReadFault]) -> None:
        self._given = given
        self._path = path
        self._faults = faults
        self._known: list[str] = []

    def close(self) -> None:
        """Refuse, by name, what is not a field."""
        for name in self._given:
            if name not in self._known:
                known = ", ".join(self._known)
                self.refuse("unknown_field", str(name), sentences.UNKNOWN_FIELD, known=known)

    def refuse(self, code: str, name: str, sentence: str, **words: object) -> None:
        """Keep a fault of a field."""
        told = sentence.format(name=name, **words)
        self._faults.append(ReadFault(code, f"{self._path}{name}", told))

    def raw(self, name: str, *, required: bool = False) -> Any:
        """The value as it is; None where it is absent or null, which a required one may not be."""
        self._known.append(name)
        value = self._given.get(name)
        if value is None and required:
            self.refuse("missing", name, sentences.MISSING)
        return value

    def text(self, name: str, *, required: bool = False, longest: int = LONGEST_TEXT) -> str:
        """A text without space at its ends; empty where it is absent."""
        value = self.raw(name)
        if value is None:
            value = ""
        if not isinstance(value, str):
            self.refuse("bad_value", name, sentences.NOT_TEXT)
            return ""
        plain = " ".join(value.split())
        if required and not plain:
            self.refuse("missing", name, sentences.MISSING)
        if len(plain) > longest:
            self.refuse("text_too_long", name, sentences.TOO_LONG, most=longest)
        return plain

    def yes_no(self, name: str, *, default: bool) -> bool:
        """True or false."""
        value = self.raw(name)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.refuse("bad_value", name, sentences.NOT_YES_NO)
            return default
        return value

    def whole(self, name: str, low: int, high: int, default: int) -> int:
        """A whole number; 2.0 is one."""
        value = self.raw(name)
        if value is None:
            return default
        number = exact(value)
        if number is None or number.denominator != 1 or not low <= number <= high:
            self.refuse("bad_number", name, sentences.NOT_WHOLE, low=low, high=high)
            return default
        return int(number)

    def number(
        self, name: str, high: Fraction = _LARGEST, *, default: Fraction | None = None
    ) -> Fraction | None:
        """An exact number from 0 on."""
        value = self.raw(name)
        if value is None:
            return default
        number = exact(value)
        if number is None or not 0 <= number <= high:
            self.refuse("bad_number", name, sentences.NOT_NUMBER, low=0, high=format_number(high))
            return default
        return number

    def measured(self, name: str, high: Fraction, parts: int, unit: str, default: Fraction) -> Fraction:
        """An exact number that is a whole number of parts of one."""
        number = self.number(name, high, default=default) or Fraction(0)
        if (number * parts).denominator != 1:
            self.refuse("too_fine", name, sentences.TOO_FINE, unit=unit)
        return number

    def effort(self, name: str) -> Fraction:
        """A share of the day, more than 0 and at most 1."""
        value = self.raw(name, required=True)
        number = exact(value)
        if value is None:
            return Fraction(1)
        if number is None or not 0 < number <= 1:
            if number is None:
                self.refuse("bad_effort", name, sentences.NOT_EFFORT)
            else:
                self.refuse("bad_effort", name, sentences.BAD_EFFORT, value=format_number(number))
            return Fraction(1)
        if (number * BP).denominator != 1:
            self.refuse("too_fine", name, sentences.TOO_FINE, unit=sentences.BP)
        return number

    def amount(self, name: str) -> Decimal | None:
        """An amount to the cent, as a text or a number."""
        value = self.raw(name)
        if value is None:
            return None
        number = exact(value) if not isinstance(value, str) else _decimal(value)
        if number is None or not 0 <= number <= _LARGEST or (number * 100).denominator != 1:
            self.refuse("bad_amount", name, sentences.NOT_AMOUNT)
            return None
        return to_cents(number)

    def day(self, name: str, *, required: bool = False) -> date | None:
        """A date."""
        return self._date(name, self.raw(name, required=required))

    def period(self, first: str, end: str) -> Days | None:
        """From a day up to, and without, another one."""
        return self._period(end, self.day(first, required=True), self.day(end, required=True))

    def pair(self, name: str, value: object, *, open_end: bool = False) -> Days | None:
        """``["2026-12-07", "2026-12-12"]``; the end may be null where it is open."""
        if not isinstance(value, list) or len(value) != 2 or (value[1] is None and not open_end):
            self.refuse("bad_period", name, sentences.NO_END)
            return None
        first, end = (None if each is None else self._date(name, each) for each in value)
        if value[0] is None:
            self.refuse("bad_period", name, sentences.NO_END)
            return None
        if first is None or (end is None and value[1] is not None):
            return None
        return Days(first, None) if end is None else self._period(name, first, end)

    def choice(self, name: str, kind: type[Choice], default: Choice) -> Choice:
        """One of the words of an enumeration."""
        value = self.raw(name)
        if value is None:
            return default
        if isinstance(value, str) and value in list(kind):
            return kind(value)
        self.refuse("bad_choice", name, sentences.BAD_CHOICE, known=listed(list(kind), "ou"))
        return default

    def texts(self, name: str, *, known: Iterable[str] | None = None) -> list[str] | None:
        """A list of words, of the known ones where some are given; None where it is absent or null."""
        words = None if known is None else list(known)
        found = []
        given = self.items(name)
        for value in given or ():
            if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_KEY:
                self.refuse("bad_value", name, sentences.NOT_TEXT)
            elif words is not None and value not in words:
                self.refuse("bad_choice", name, sentences.BAD_CHOICE, known=listed(words, "ou"))
            else:
                found.append(value.strip())
        return None if given is None else found

    def items(self, name: str, *, required: bool = False) -> list[Any] | None:
        """A list; None where it is absent or null."""
        value = self.raw(name, required=required)
        if value is not None and not isinstance(value, list):
            self.refuse("bad_value", name, sentences.NOT_A_LIST)
            return []
        return value

    def inner(self, name: str, value: object) -> Fields | None:
        """The fields of an object within this one."""
        if not isinstance(value, Mapping):
            self.refuse("bad_value", name, sentences.NOT_FIELDS)
            return None
        return Fields(value, f"{self._path}{name}/", self._faults)

    @property
    def names(self) -> list[str]:
        """What is given, as it is written."""
        return [str(name) for name in self._given]

    def _date(self, name: str, value: object) -> date | None:
        if value is None:
            return None
        try:
            return parse_iso_date(value if isinstance(value, str) else "")
        except InputError:
            self.refuse("bad_date", name, sentences.BAD_DATE)
            return None

    def _period(self, name: str, first: date | None, end: date | None) -> Days | None:
        if first is None or end is None:
            return None
        if end <= first:
            self.refuse("bad_period", name, sentences.BAD_PERIOD, first=first, end=end)
            return None
        if (end - first).days > LONGEST_PERIOD:
            self.refuse("too_long", name, sentences.LONG_PERIOD)
            return None
        return Days(first, end)


def exact(value: object) -> Fraction | None:
    """A number of JSON as it was written: 0.1 is a tenth; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float) and isfinite(value):
        return Fraction(repr(value))
    if isinstance(value, int) or (isinstance(value, Decimal) and value.is_finite()):
        return Fraction(value)
    return None


def _decimal(text: str) -> Fraction | None:
    whole, _, part = text.strip().partition(".")
    if not (whole.isascii() and whole.isdigit() and len(whole) <= 12):
        return None
    if not (not part or (part.isascii() and part.isdigit() and len(part) <= 12)):
        return None
    return Fraction(text.strip().rstrip("."))
