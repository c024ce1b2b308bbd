"""Weekly hours in French: as a clause of a sentence, and shorter in the cell of a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import format_hours, format_weekdays, listed
from agence_desktop.core.hours import ALWAYS, DAY_MINUTES, DayRanges, WeeklyHours, parse_hours


def hours_clause(hours: WeeklyHours) -> str:
    """« du lundi au vendredi, de 8 h à 12 h et de 13 h à 17 h, et le samedi, de 9 h à 12 h »."""
    if hours == ALWAYS:
        return "tous les jours, à toute heure"
    return ", et ".join(f"{_days(days)}, {_ranges(ranges, 'de ')}" for ranges, days in _alike(hours)) or (
        "fermé toute la semaine"
    )


def hours_cell(stored: str) -> str:
    """« lundi au vendredi, 8 h à 17 h; samedi, 9 h à 12 h » from stored hours; other words as they are."""
    try:
        hours = parse_hours(stored)
    except InputError:
        return stored
    if hours == ALWAYS or not any(hours.days):
        return hours_clause(hours)
    return "; ".join(
        f"{format_weekdays(days).removeprefix('du ')}, {_ranges(ranges, '')}"
        for ranges, days in _alike(hours)
    )


def _alike(hours: WeeklyHours) -> list[tuple[DayRanges, list[int]]]:
    """The open days with the same ranges, together, in the order of their first."""
    groups: dict[DayRanges, list[int]] = {}
    for day, ranges in enumerate(hours.days):
        if ranges:
            groups.setdefault(ranges, []).append(day)
    return list(groups.items())


def _days(days: Sequence[int]) -> str:
    text = format_weekdays(days)
    if text.startswith("du "):
        return text
    return f"le {text}" if len(days) == 1 else f"les {text}"


def _ranges(ranges: DayRanges, lead: str) -> str:
    if ranges == ((0, DAY_MINUTES),):
        return "toute la journée"
    return listed([f"{lead}{format_hours(_clock(start), _clock(end))}" for start, end in ranges])


def _clock(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)
