"""Dates and date-times of files: exactly ISO 8601, nothing guessed."""

from __future__ import annotations

import re
from datetime import date, datetime

from agence_desktop.core.errors import InputError
from agence_desktop.core.french.words import quoted

YEARS = range(1900, 3000)

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WALL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::00)?")


def parse_iso_date(text: str) -> date:
    """``2026-12-01`` between 1900 and 2999; raises InputError ``bad_date``."""
    moment = _moment(_DATE, text)
    if moment is None:
        raise InputError(
            "bad_date",
            f"La date {quoted(text)} n’est pas lisible ou n’existe pas. Écrivez par exemple 2026-12-01.",
        )
    return moment.date()


def parse_iso_wall(text: str) -> datetime:
    """``2026-12-01T09:00``, naive; seconds may be given as 00, a space may stand for T.

    Raises InputError ``bad_time``.
    """
    moment = _moment(_WALL, text)
    if moment is None:
        raise InputError(
            "bad_time",
            f"Le moment {quoted(text)} n’est pas lisible ou n’existe pas. "
            "Écrivez par exemple 2026-12-01T09:00, sans secondes.",
        )
    return moment


def _moment(pattern: re.Pattern[str], text: str) -> datetime | None:
    if not pattern.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.year in YEARS else None
