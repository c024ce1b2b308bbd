"""Times of day and ranges of hours as people type them: 14:30, 14h30, 1430, 9-11, midi."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from agence_desktop.core.errors import InputError
from agence_desktop.core.french.dates import format_end_time, format_time
from agence_desktop.core.french.folding import folded, tidied
from agence_desktop.core.french.words import NBSP, quoted

# With something that says it is a time, and without: 1430, 930, 9.
MARKED_TIME = (
    r"(?:midi|minuit|[0-9]{1,2} ?(?:h(?:eures?)?|:|\.) ?[0-9]{2}(?![0-9])(?: ?min)?|[0-9]{1,2} ?h(?:eures?)?)"
)
ANY_TIME = rf"(?:{MARKED_TIME}|[0-9]{{3,4}}|[0-9]{{1,2}})"
RANGE = rf"(?:de |entre )?(?P<start>{ANY_TIME})(?: ?- ?| ?a ?| jusqu'a | et )(?P<end>{ANY_TIME})(?![0-9\w:])"

_WHOLE = re.compile(ANY_TIME)
_WHOLE_RANGE = re.compile(RANGE)
_MIDNIGHT = time(0)
_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class TimeRange:
    """Hours of one day on the wall clock; an ``end`` of 00:00 is the midnight that ends the day."""

    start: time
    end: time

    @property
    def minutes(self) -> int:
        """The length on the wall clock."""
        return (_minutes(self.end) or _A_DAY) - _minutes(self.start)

    def on(self, day: date) -> tuple[datetime, datetime]:
        """The two naive wall clocks on a day; the second may be the next midnight."""
        start = datetime.combine(day, self.start)
        return start, start + timedelta(minutes=self.minutes)


def parse_time(text: str) -> time:
    """14:30, 14h30, 14 h 30, 1430, 9, midi, minuit; raises InputError ``bad_time``."""
    minutes = _read(text)
    if minutes == _A_DAY:
        raise InputError("bad_time", f"Un début ne peut pas être 24{NBSP}h. Écrivez 0{NBSP}h le lendemain.")
    return _time(minutes)


def parse_end_time(text: str) -> time:
    """The same for an end: 24:00 and minuit give 00:00; raises InputError ``bad_time``."""
    return _time(_read(text) % _A_DAY)


def parse_hours(text: str) -> TimeRange:
    """9-11, 9h à 11h30, 13:00-15:30, de 9 à 12; raises InputError ``bad_time``."""
    found = _WHOLE_RANGE.fullmatch(folded(tidied(text)))
    if not found:
        raise InputError(
            "bad_time",
            f"Les heures {quoted(text)} ne sont pas lisibles. "
            f"Écrivez par exemple 9-11 ou 9{NBSP}h à 11{NBSP}h{NBSP}30.",
        )
    return range_of(found)


def range_of(found: re.Match[str]) -> TimeRange:
    """The hours of a match of ``RANGE``; raises InputError ``bad_time`` unless the end follows the start."""
    start, end = parse_time(found["start"]), parse_end_time(found["end"])
    if end != _MIDNIGHT and end <= start:
        raise InputError(
            "bad_time", f"La fin, {format_end_time(end)}, doit suivre le début, {format_time(start)}."
        )
    return TimeRange(start, end)


def _read(text: str) -> int:
    """Minutes from midnight, 0 to 1440."""
    plain = folded(tidied(text))
    if not _WHOLE.fullmatch(plain):
        raise InputError(
            "bad_time",
            f"L’heure {quoted(text)} n’est pas lisible. "
            f"Écrivez par exemple 9{NBSP}h, 14{NBSP}h{NBSP}30, 14:30 ou 1430.",
        )
    if plain in ("midi", "minuit"):
        return 12 * 60 if plain == "midi" else 0
    digits = re.findall(r"[0-9]+", plain)
    if len(digits) == 1 and len(digits[0]) > 2:
        digits = [digits[0][:-2], digits[0][-2:]]
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    if minute > 59 or 60 * hour + minute > _A_DAY:
        raise InputError(
            "bad_time",
            f"L’heure {quoted(text)} n’existe pas. Les heures vont de 0{NBSP}h à 24{NBSP}h, "
            "les minutes de 0 à 59.",
        )
    return 60 * hour + minute


def _minutes(value: time) -> int:
    return 60 * value.hour + value.minute


def _time(minutes: int) -> time:
    return time(*divmod(minutes, 60))
