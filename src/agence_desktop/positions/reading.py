"""What people type into a field of a sheet, read by the kind of the field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import (
    MONTHS,
    NBSP,
    format_number,
    listed,
    parse_date,
    parse_decimal,
    parse_whole,
    parse_yes_no,
    quoted,
    search_key,
)
from agence_desktop.core.french.folding import folded, tidied
from agence_desktop.positions.catalogue import Field, Kind
from agence_desktop.positions.codec import LONGEST_TEXT, MOST_DAYS, MOST_HOURS
from agence_desktop.positions.content import IMPACT_DAYS
from agence_desktop.positions.formats import EMPTY, choice_label, read_days
from agence_desktop.positions.rows import Diffusion, SheetReason

_CHOICES: Final[Mapping[str, type[SheetReason] | type[Diffusion]]] = {
    "reason": SheetReason,
    "diffusion": Diffusion,
}
_SHORTEST_MONTH = 3
_NO_IMPACT = (EMPTY, "-", "?")


def read_value(field: Field, text: str, today: date) -> Any:
    """The value of a typed text; None (an empty text, no months or impacts) for nothing.

    Due rules are read by ``due_reading``, which may propose several. Raises InputError.
    """
    if field.kind is Kind.LONG:
        return _text(text.strip())
    plain = text.strip()
    if field.kind is Kind.TEXT:
        return _text(" ".join(plain.split()) if "\n" in plain else plain)
    if not plain:
        return () if field.kind in (Kind.IMPACTS, Kind.MONTHS) else None
    return _READERS[field.kind](field, plain, today)


def choices_of(field: Field) -> tuple[SheetReason | Diffusion, ...]:
    """What a field of kind CHOICE offers."""
    return tuple(_CHOICES[field.name])


def _text(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        most = format_number(LONGEST_TEXT)
        raise InputError("text_too_long", f"Le texte dépasse {most}{NBSP}caractères. Raccourcissez-le.")
    # What no file can hold is left out.
    return "".join(char for char in text if char != "\x00" and not "\ud800" <= char <= "\udfff")


def _whole(field: Field, text: str, _today: date) -> int:
    return parse_whole(text, field.low or 0, field.high)


def _hours(_field: Field, text: str, _today: date) -> Decimal:
    hours = parse_decimal(re.sub(r"\s*h(?:eures?)?$", "", text, flags=re.IGNORECASE))
    if not 0 <= hours <= MOST_HOURS:
        raise InputError("bad_number", f"Écrivez un nombre d’heures de 0 à {MOST_HOURS}.")
    return hours


def _days(_field: Field, text: str, _today: date) -> Fraction:
    days = read_days(text)
    if days > MOST_DAYS:
        raise InputError("bad_duration", "La durée dépasse dix ans. Écrivez une durée plus courte.")
    return days


def _impacts(field: Field, text: str, _today: date) -> tuple[int | None, ...]:
    """« 124555 », « 1 2 4 5 5 5 », with a dash for what is not known."""
    parts = [part for part in re.split(r"[\s,;/]+", text) if part]
    if len(parts) == 1:
        parts = list(parts[0])
    low, high, count = field.low or 0, field.high or 9, len(IMPACT_DAYS)
    values = [None if part in _NO_IMPACT else int(part) if part.isdigit() else -1 for part in parts]
    if len(values) != count or any(value is not None and not low <= value <= high for value in values):
        raise InputError(
            "bad_impacts",
            f"Écrivez {count} nombres de {low} à {high}, un pour chaque durée, par exemple"
            f" 1{NBSP}2{NBSP}4{NBSP}5{NBSP}5{NBSP}5.",
        )
    return tuple(values)


def _months(_field: Field, text: str, _today: date) -> tuple[int, ...]:
    """« mars et avril », « mars à mai », « 3, 4 »."""
    found: set[int] = set()
    for part in re.split(r",|;|/|\bet\b|&", folded(tidied(text))):
        ends = [_month(word, text) for word in re.split(r"\b(?:a|au)\b|-|–", part) if word.strip()]
        if len(ends) > 2:
            raise _bad_months(text)
        for first, last in [(ends[0], ends[-1])] if ends else []:
            found |= {(first + step - 1) % 12 + 1 for step in range((last - first) % 12 + 1)}
    return tuple(sorted(found))


def _month(word: str, text: str) -> int:
    plain = word.strip(" .")
    if plain.isdigit():
        if 1 <= int(plain) <= len(MONTHS):
            return int(plain)
        raise _bad_months(text)
    known = [number for number, month in enumerate(MONTHS, 1) if folded(month).startswith(plain)]
    if len(plain) < _SHORTEST_MONTH or len(known) != 1:
        raise _bad_months(text)
    return known[0]


def _bad_months(text: str) -> InputError:
    return InputError(
        "bad_months", f"Les mois {quoted(text)} ne sont pas lisibles. Écrivez par exemple mars et avril."
    )


def _choice(field: Field, text: str, _today: date) -> StrEnum:
    wanted = search_key(text)
    offered = {choice_label(choice): choice for choice in choices_of(field)}
    for words, choice in offered.items():
        if wanted in (search_key(words), choice.value):
            return choice
    raise InputError("bad_choice", f"Écrivez {listed([quoted(words) for words in offered], 'ou')}.")


_READERS: Final[Mapping[Kind, Callable[[Field, str, date], Any]]] = {
    Kind.DATE: lambda _field, text, today: parse_date(text, today),
    Kind.WHOLE: _whole,
    Kind.LEVEL: _whole,
    Kind.SCALE: _whole,
    Kind.HOURS: _hours,
    Kind.YES_NO: lambda _field, text, _today: parse_yes_no(text),
    Kind.DURATION: _days,
    Kind.IMPACTS: _impacts,
    Kind.MONTHS: _months,
    Kind.CHOICE: _choice,
}
