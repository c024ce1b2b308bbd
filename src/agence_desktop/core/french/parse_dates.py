"""Dates as people type them, relative to a given day: 20/11/2026, 20 nov., jeudi 22, demain, dans 3 jours."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta

from agence_desktop.core.errors import InputError
from agence_desktop.core.french.dates import format_date
from agence_desktop.core.french.folding import folded, tidied
from agence_desktop.core.french.parse_iso import YEARS
from agence_desktop.core.french.parse_times import parse_time
from agence_desktop.core.french.words import MONTHS, NBSP, SMALL_NUMBERS, WEEKDAYS, quoted

_SHORT = "|".join(f"{day[:3]}(?:{day[3:]})?" for day in WEEKDAYS)
_MONTH = (
    r"janv?(?:ier)?|fevr?(?:ier)?|mars?|avr(?:il)?|mai|juin|juil(?:l(?:et)?)?|aout|"
    r"sept?(?:embre)?|oct(?:obre)?|nov(?:embre)?|dec(?:embre)?"
)
_COUNTS = {word: count for count, word in enumerate(SMALL_NUMBERS) if count} | {"une": 1}
_NEAR = {"avant-hier": -2, "hier": -1, "aujourd'hui": 0, "demain": 1, "apres-demain": 2}

_START = r"(?<![\w/.-])"
_WEEKDAY = rf"(?P<weekday>{_SHORT})\b\.?"
_BEFORE = rf"{_START}(?:le )?(?:{_WEEKDAY} ?,? ?(?:le )?)?"
_DAY = r"(?P<day>1er|[0-9]{1,2})"
_NOT_A_TIME = r"(?![0-9]|er| ?(?:h\b|h[0-9]|heures?\b|:|-|/)|\.[0-9])"

Reader = Callable[[re.Match[str], date], date | None]


def parse_date(text: str, today: date) -> date:
    """2026-11-20, 20/11/2026, 20 nov., 1er déc, jeudi 22, jeudi, lundi prochain, demain, dans 3 jours.

    What is left out is completed to the first such date from ``today`` on; a weekday alone, or « prochain »,
    is after today. Raises InputError ``bad_date``.
    """
    plain = folded(tidied(text))
    for pattern, reader in (*_ANYWHERE, *_ALONE):
        if (found := pattern.fullmatch(plain)) and (day := reader(found, today)):
            return day
    raise _unreadable(text)


def parse_moment(text: str, today: date) -> datetime:
    """A date and a time, in either order: « demain 14 h », « jeudi 22 à 9 h », « 2026-11-20 14:30 »; naive.

    Raises InputError ``bad_date`` or ``bad_time``.
    """
    tidy = tidied(text)
    found = find_date(folded(tidy), today)
    if found is None:
        raise _unreadable(text)
    day, start, end = found
    rest = re.sub(r"^(?:(?:à|a|vers|dès) |t)", "", f"{tidy[:start]}{tidy[end:]}".strip(" ,").lower())
    if not rest:
        raise InputError("bad_time", f"Il manque l’heure. Écrivez par exemple demain 14{NBSP}h.")
    return datetime.combine(day, parse_time(rest))


def find_date(plain: str, today: date) -> tuple[date, int, int] | None:
    """The first date in folded text, by the surest way of writing it, and where it stands.

    Raises InputError ``bad_date`` for one that does not exist.
    """
    for pattern, reader in _ANYWHERE:
        if (found := pattern.search(plain)) and (day := reader(found, today)):
            return day, *found.span()
    return None


def _unreadable(text: str) -> InputError:
    return InputError(
        "bad_date",
        f"La date {quoted(text)} n’est pas lisible. "
        "Écrivez par exemple 2026-11-20, 20 nov., jeudi 22 ou demain.",
    )


def _numeric(found: re.Match[str], _today: date) -> date:
    year = int(found["year"])
    month, day = int(found["month"]), _number(found["day"])
    return _checked(found, _dated(year if year > 99 else 2000 + year, month, day))


def _named(found: re.Match[str], today: date) -> date:
    month = next(n for n, name in enumerate(MONTHS, 1) if folded(name).startswith(found["month"][:4]))
    day = _number(found["day"])
    if found["year"]:
        return _checked(found, _dated(int(found["year"]), month, day))
    return _checked(found, _coming(month, day, today))


def _day_and_month(found: re.Match[str], today: date) -> date:
    return _checked(found, _coming(int(found["month"]), _number(found["day"]), today))


def _day_of_month(found: re.Match[str], today: date) -> date:
    return _checked(found, _coming_day(_number(found["day"]), today))


def _day_if_it_agrees(found: re.Match[str], today: date) -> date | None:
    """« jeudi 5 à 9 h » is the 5th where that is a Thursday, otherwise Thursday from 5 to 9."""
    day = _number(found["day"])
    near = _coming_day(day, today) if 1 <= day <= 31 else None
    return near if near and near.weekday() == _index(found["weekday"]) else None


def _weekday(found: re.Match[str], today: date) -> date:
    return today + timedelta(days=(_index(found["weekday"]) - today.weekday() - 1) % 7 + 1)


def _near(found: re.Match[str], today: date) -> date:
    return today + timedelta(days=_NEAR[found[0].replace(" ", "-")])


def _ahead(found: re.Match[str], today: date) -> date:
    count = int(found["count"]) if found["count"].isdigit() else _COUNTS[found["count"]]
    return today + timedelta(days=count * (7 if found["unit"] == "semaine" else 1))


def _index(weekday: str) -> int:
    return next(n for n, name in enumerate(WEEKDAYS) if name.startswith(weekday[:3]))


def _number(text: str) -> int:
    return 1 if text == "1er" else int(text)


def _dated(year: int, month: int, day: int) -> date:
    if year not in YEARS:
        raise InputError("bad_date", f"L’année {year} est hors des limites, de 1900 à 2999.")
    if not 1 <= month <= 12:
        raise InputError(
            "bad_date",
            f"Il n’y a pas de mois {month}. Écrivez le jour, puis le mois, par exemple 20/11/2026.",
        )
    if not 1 <= day <= monthrange(year, month)[1]:
        raise InputError("bad_date", f"Le {day} {MONTHS[month - 1]} {year} n’existe pas.")
    return date(year, month, day)


def _coming(month: int, day: int, today: date) -> date:
    """The first such date from today on; a 29 February may be years away."""
    year = today.year
    if (month, day) == (2, 29):
        year = next(n for n in range(year, year + 9) if isleap(n) and date(n, 2, 29) >= today)
    this_year = _dated(year, month, day)
    return this_year if this_year >= today else this_year.replace(year=year + 1)


def _coming_day(day: int, today: date) -> date:
    """The first day of that number from today on, over the months that have it."""
    if not 1 <= day <= 31:
        raise InputError("bad_date", f"Le jour {day} n’existe pas. Les jours vont de 1 à 31.")
    year, month = today.year, today.month
    while day > monthrange(year, month)[1] or date(year, month, day) < today:
        year, month = year + month // 12, month % 12 + 1
    return date(year, month, day)


def _checked(found: re.Match[str], day: date) -> date:
    """The date, provided that it falls on the weekday that was typed."""
    typed = found.groupdict().get("weekday")
    if typed and _index(typed) != day.weekday():
        raise InputError(
            "bad_date",
            f"Le {format_date(day, weekday=False)} est un {WEEKDAYS[day.weekday()]}, "
            f"et non un {WEEKDAYS[_index(typed)]}.",
        )
    return day


def _compiled(*readers: tuple[str, Reader]) -> tuple[tuple[re.Pattern[str], Reader], ...]:
    return tuple((re.compile(pattern), reader) for pattern, reader in readers)


# From the surest writing to the loosest; these may stand among other words.
_ANYWHERE = _compiled(
    (rf"{_BEFORE}(?P<year>[0-9]{{4}})(?P<by>[-/.])(?P<month>[0-9]{{1,2}})(?P=by){_DAY}(?![0-9])", _numeric),
    (
        rf"{_BEFORE}{_DAY}(?P<by>[-/.])(?P<month>[0-9]{{1,2}})(?P=by)(?P<year>[0-9]{{4}}|[0-9]{{2}})(?![0-9])",
        _numeric,
    ),
    (rf"{_BEFORE}{_DAY} ?(?P<month>{_MONTH})\b\.?(?: (?P<year>(?:19|20|21)[0-9]{{2}})(?![0-9]))?", _named),
    (rf"{_BEFORE}{_DAY}/(?P<month>[0-9]{{1,2}})(?![0-9/])", _day_and_month),
    (rf"{_START}(?:le )?{_WEEKDAY} ?,? ?(?:le )?{_DAY}(?= a [0-9])", _day_if_it_agrees),
    (rf"{_START}(?:le )?{_WEEKDAY} ?,? ?(?:le )?{_DAY}{_NOT_A_TIME}(?! a [0-9])", _day_of_month),
    (rf"{_START}le {_DAY}{_NOT_A_TIME}", _day_of_month),
    (rf"{_START}dans (?P<count>[0-9]{{1,3}}|{'|'.join(_COUNTS)}) (?P<unit>jour|semaine)s?(?!\w)", _ahead),
    (rf"{_START}(?:{'|'.join(_NEAR)})(?!\w)".replace("-d", "[- ]d").replace("-h", "[- ]h"), _near),
    (rf"{_START}(?:[cl]e )?(?P<weekday>{'|'.join(WEEKDAYS)})(?: prochain)?(?!\w)", _weekday),
)
# These only as the whole text.
_ALONE = _compiled((_DAY, _day_of_month), (rf"{_WEEKDAY}(?: prochain)?", _weekday))
