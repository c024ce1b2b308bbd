"""Numbers, durations, yes or no, and telephone numbers as people type them."""

from __future__ import annotations

import re
from decimal import Decimal

from agence_desktop.core.errors import InputError
from agence_desktop.core.french.folding import folded, tidied
from agence_desktop.core.french.grammar import counted
from agence_desktop.core.french.numbers import format_number, format_phone
from agence_desktop.core.french.words import NBSP, SMALL_NUMBERS, quoted

_NUMBER = re.compile(r"(?P<sign>[+-]?)(?P<whole>[0-9]{1,3}(?: [0-9]{3})+|[0-9]*)(?:[.,](?P<part>[0-9]+))?")
_MOST_DIGITS = 18

_HOURS = re.compile(
    r"(?P<hours>[0-9]{1,4}) ?(?:h|heures?|:) ?(?:(?P<rest>[0-5]?[0-9])(?: ?(?:min|mn|minutes?))?)?"
)
_SHARE = re.compile(r"(?P<hours>[0-9]{1,4}[.,][0-9]{1,2}) ?(?:h|heures?)")
_MINUTES = re.compile(r"(?P<minutes>[0-9]{1,5}) ?(?:min|mn|minutes?)")

_PHONE = re.compile(
    r"(?P<number>[+0-9(). /-]*?)(?: ?,? ?(?:poste|p\.|ext\.?|#|x) ?(?P<extension>[0-9]{1,6}))?"
)


def parse_decimal(text: str) -> Decimal:
    """1234,56 · 1234.56 · 1 234,56 with any space; raises InputError ``bad_number``."""
    plain = folded(tidied(text))
    found = _NUMBER.fullmatch(plain)
    if not found or not (found["whole"] or found["part"]) or len(plain) > _MOST_DIGITS:
        raise InputError(
            "bad_number", f"Le nombre {quoted(text)} n’est pas lisible. Écrivez par exemple 12 ou 1234,56."
        )
    whole = found["whole"].replace(" ", "") or "0"
    return Decimal(f"{found['sign']}{whole}.{found['part'] or '0'}").normalize() + 0


def parse_whole(text: str, least: int = 0, most: int | None = None) -> int:
    """A whole number between ``least`` and ``most``; raises InputError ``bad_number``."""
    value = parse_decimal(text)
    if value != int(value):
        raise InputError("bad_number", f"Le nombre {quoted(text)} doit être entier, sans décimales.")
    if value < least:
        raise InputError("bad_number", f"Écrivez un nombre d’au moins {format_number(least)}.")
    if most is not None and value > most:
        raise InputError("bad_number", f"Écrivez un nombre d’au plus {format_number(most)}.")
    return int(value)


def parse_duration(text: str) -> int:
    """Whole minutes of 2 h 30, 2:30, 1,5 h or 45 min; raises InputError ``bad_duration``."""
    plain = folded(tidied(text))
    if found := _HOURS.fullmatch(plain):
        minutes = 60 * int(found["hours"]) + int(found["rest"] or 0)
    elif found := _SHARE.fullmatch(plain):
        exact = 60 * Decimal(found["hours"].replace(",", "."))
        minutes = int(exact) if exact == int(exact) else 0
    elif found := _MINUTES.fullmatch(plain):
        minutes = int(found["minutes"])
    else:
        minutes = 0
    if not minutes:
        raise InputError(
            "bad_duration",
            f"La durée {quoted(text)} n’est pas lisible. "
            f"Écrivez par exemple 2{NBSP}h{NBSP}30 ou 45{NBSP}min.",
        )
    return minutes


def parse_yes_no(text: str) -> bool:
    """``oui`` or ``non``, or their first letter; raises InputError ``bad_choice``."""
    answers = {"oui": True, "o": True, "non": False, "n": False}
    plain = folded(tidied(text))
    if plain not in answers:
        raise InputError("bad_choice", f"La réponse {quoted(text)} n’est pas reconnue. Écrivez oui ou non.")
    return answers[plain]


def parse_phone(text: str) -> str:
    """« 418 555-0142 », with « , poste 123 » where given, from ten digits however parted.

    A country code 1 is dropped. Raises InputError ``bad_phone``, which says how many digits are missing.
    """
    found = _PHONE.fullmatch(folded(tidied(text)))
    example = "par exemple 418 555-0142"
    digits = re.sub(r"[^0-9]", "", found["number"]) if found else ""
    if not found or not digits:
        raise InputError(
            "bad_phone", f"Ce numéro de téléphone n’est pas lisible. Écrivez dix chiffres, {example}."
        )
    if len(digits) == 11 and digits.startswith("1"):
        digits = digits[1:]
    gap = 10 - len(digits)
    if gap > 0:
        amount = f"{SMALL_NUMBERS[gap]} {'chiffre' if gap == 1 else 'chiffres'}"
        raise InputError("bad_phone", f"Il manque {amount}. Écrivez-en dix, {example}.")
    if gap < 0:
        raise InputError(
            "bad_phone", f"Il y a {counted(-gap, 'chiffre')} de trop. Écrivez-en dix, {example}."
        )
    number = format_phone(digits)
    return f"{number}, poste {found['extension']}" if found["extension"] else number
