"""Bookable hours of a week: their text (`heures`), and the spans they open on the wall clock of a zone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo

from agence_desktop.core.clock import place, to_wall
from agence_desktop.core.errors import InputError
from agence_desktop.core.french import NBSP, WEEKDAYS, quoted
from agence_desktop.core.spans import Span, covered, union

DAY_MINUTES = 24 * 60

_DAYS = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")
_INDEX = {name: index for names in (_DAYS, WEEKDAYS) for index, name in enumerate(names)}
_CLOSED = "fermé"
_EXAMPLE = "lun-ven 08:00-17:00"

_PIECE = re.compile(r"(?P<days>[^\d]+?)\s*(?P<ranges>\d.*)")
_RANGE = re.compile(r"(\d{1,2})\s*[:h]\s*(\d{2})?\s*-\s*(\d{1,2})\s*[:h]\s*(\d{2})?")

DayRanges = tuple[tuple[int, int], ...]


def _united(ranges: Sequence[tuple[int, int]]) -> DayRanges:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """Open minutes of seven days, Monday first: half-open ``(start, end)`` pairs within 0..1440.

    The ranges of a day are kept united and sorted, so that equal hours are equal values.
    Raises ValueError unless there are seven days of ranges that end after they start.
    """

    days: tuple[DayRanges, ...]

    def __post_init__(self) -> None:
        if len(self.days) != 7:
            raise ValueError("a week has seven days")
        if any(not 0 <= start < end <= DAY_MINUTES for ranges in self.days for start, end in ranges):
            raise ValueError("a range of hours starts before it ends, within one day")
        object.__setattr__(self, "days", tuple(_united(ranges) for ranges in self.days))

    def on(self, day: date) -> DayRanges:
        """The open ranges of a calendar day."""
        return self.days[day.weekday()]


ALWAYS = WeeklyHours((((0, DAY_MINUTES),),) * 7)
"""Every day, 00:00–24:00: the hours of a space whose terms name none."""


def parse_hours(text: str) -> WeeklyHours:
    """Read ``lun-ven 08:00-12:00,13:00-17:00; sam 09:00-12:00``.

    Spaces, accents, case, long day names, ``8h30`` and ``8h`` are tolerated; a range of days may pass over
    Sunday; days not named are closed; ``fermé`` alone closes the week. Raises InputError ``bad_hours`` that
    names the faulty piece.
    """
    plain = _plain(text)
    if plain == _plain(_CLOSED):
        return WeeklyHours(((),) * 7)
    pieces = [piece.strip() for piece in plain.split(";") if piece.strip()]
    if not pieces:
        raise InputError("bad_hours", f"Les heures sont vides{NBSP}: écrivez par exemple {quoted(_EXAMPLE)}.")
    days: list[list[tuple[int, int]]] = [[] for _ in _DAYS]
    for piece in pieces:
        match = _PIECE.fullmatch(piece)
        if match is None:
            raise _bad(piece, "indiquez des jours puis des heures, par exemple", _EXAMPLE)
        ranges = _parse_ranges(match["ranges"])
        for index in _parse_days(match["days"]):
            days[index].extend(ranges)
    return WeeklyHours(tuple(tuple(ranges) for ranges in days))


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"\s+", " ", re.sub("[‐‑‒–—−]", "-", bare)).strip()


def _parse_days(text: str) -> list[int]:
    found: list[int] = []
    for part in text.strip(" :").split(","):
        bounds = [name.strip(" .") for name in part.split("-")]
        unknown = next((name for name in bounds if name not in _INDEX), None)
        if unknown is not None or len(bounds) > 2:
            raise _bad(
                part.strip() or text.strip(), "les jours s’écrivent", "lun, mar, mer, jeu, ven, sam, dim"
            )
        first, last = _INDEX[bounds[0]], _INDEX[bounds[-1]]
        found += [(first + step) % 7 for step in range((last - first) % 7 + 1)]
    return found


def _parse_ranges(text: str) -> list[tuple[int, int]]:
    parts = [part.strip() for part in text.split(",")]
    if not all(parts):
        raise _bad(text, "les plages se séparent d’une virgule, par exemple", "08:00-12:00,13:00-17:00")
    return [_parse_range(part) for part in parts]


def _parse_range(part: str) -> tuple[int, int]:
    match = _RANGE.fullmatch(part)
    if match is None:
        raise _bad(part, "une plage s’écrit", "08:00-17:00")
    hours = int(match[1]), int(match[3])
    minutes = int(match[2] or 0), int(match[4] or 0)
    start, end = (60 * hour + minute for hour, minute in zip(hours, minutes, strict=True))
    if max(minutes) > 59 or end > DAY_MINUTES:
        raise _bad(part, "les heures vont de", "00:00 à 24:00")
    if end <= start:
        raise _bad(
            part, "la fin doit suivre le début le même jour; minuit, en fin de journée, s’écrit", "24:00"
        )
    return start, end


def _bad(piece: str, advice: str, example: str) -> InputError:
    return InputError(
        "bad_hours", f"Les heures {quoted(piece)} ne se lisent pas{NBSP}: {advice} {quoted(example)}."
    )


def format_hours(hours: WeeklyHours) -> str:
    """The canonical text: equal days together, ordered by their first; ``parse_hours`` reads it back."""
    pieces: list[str] = []
    shown: set[DayRanges] = {()}
    for ranges in hours.days:
        if ranges not in shown:
            shown.add(ranges)
            alike = [index for index, others in enumerate(hours.days) if others == ranges]
            times = ",".join(f"{_clock_text(start)}-{_clock_text(end)}" for start, end in ranges)
            pieces.append(f"{_days_text(alike)} {times}")
    return "; ".join(pieces) or _CLOSED


def _days_text(indexes: Sequence[int]) -> str:
    runs: list[str] = []
    for _, run in groupby(enumerate(indexes), key=lambda pair: pair[1] - pair[0]):
        names = [_DAYS[index] for _, index in run]
        runs.append(names[0] if len(names) == 1 else f"{names[0]}-{names[-1]}")
    return ",".join(runs)


def _clock_text(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def open_spans(hours: WeeklyHours, first: date, last: date, zone: ZoneInfo) -> list[Span]:
    """The open spans of the days ``first`` to ``last`` (both included) in ``zone``, disjoint and in order.

    Both ends of a range are placed as those of a booking are, so that booking exactly a bookable range is
    always within the hours, also when clocks change; a range until 24:00 joins the next day's from 00:00.
    """
    days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    return union(span for day in days for span in _open_on(hours.on(day), day, zone))


@lru_cache(maxsize=4_096)
def _open_on(ranges: DayRanges, day: date, zone: ZoneInfo) -> tuple[Span, ...]:
    """The open spans of one day; kept, because every date of every search asks for its day."""
    midnight = datetime.combine(day, time())
    return tuple(
        place(midnight + timedelta(minutes=start), midnight + timedelta(minutes=end), zone)
        for start, end in ranges
    )


@lru_cache(maxsize=4_096)
def covers(hours: WeeklyHours, span: Span, zone: ZoneInfo) -> bool:
    """Whether the union of the bookable hours holds every instant of the span.

    Kept, because a search asks it of every room, and rooms share their hours.
    """
    if hours == ALWAYS:
        return True
    day = to_wall(span.start, zone).date()
    if any(one.contains(span) for one in _open_on(hours.on(day), day, zone)):
        return True
    # A range late on the eve may be moved forward past midnight by a change of clocks.
    return covered(span, open_spans(hours, day - timedelta(days=1), to_wall(span.end, zone).date(), zone))
