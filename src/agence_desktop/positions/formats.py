"""Display text of what a sheet holds: durations in days, and the value of any field of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import (
    MONTHS,
    NBSP,
    SHORT_MONTHS,
    counted,
    format_number,
    format_time,
    listed,
    quoted,
)
from agence_desktop.core.french.folding import folded, tidied
from agence_desktop.positions.catalogue import Field, Kind
from agence_desktop.positions.content import AbsenceLength, Task
from agence_desktop.positions.due_words import ON_DEMAND, wording
from agence_desktop.positions.rows import Diffusion, SheetReason
from agence_desktop.positions.sentences import DIFFUSION_LABELS, LENGTH_LABELS, REASON_LABELS
from agence_desktop.positions.walking import is_empty

EMPTY: Final = "–"
_WEEK, _MONTH = 7, 30
_MINUTES: Final = {"min": 1, "h": 60, "j": 1_440, "sem": 10_080, "mois": 43_200}
_PIECE: Final = re.compile(
    r"(?P<number>[0-9]{1,5}(?:[.,][0-9]{1,3})?) ?"
    r"(?P<unit>min(?:utes?)?|h(?:eures?)?|j(?:ours?|rs?)?|sem(?:aines?)?|mois)?\b\.?",
)


def format_days(days: Fraction | int, *, long: bool = False) -> str:
    """« 4 h », « 3 j », « 1 sem. », « 1 mois »; long: « 4 heures », « 3 jours », « 1 semaine ».

    In the largest unit that is whole (a month is 30 days), else in days and hours; minutes where needed.
    """
    minutes = round(Fraction(days) * 1_440)
    if minutes and minutes % 1_440 == 0:
        whole = minutes // 1_440
        for length, short, word in ((_MONTH, "mois", "mois"), (_WEEK, "sem.", "semaine"), (1, "j", "jour")):
            if whole % length == 0:
                return _unit(whole // length, short, word, long)
    day, rest = divmod(minutes, 1_440)
    hour, minute = divmod(rest, 60)
    parts = [
        _unit(number, short, word, long)
        for number, short, word in ((day, "j", "jour"), (hour, "h", "heure"), (minute, "min", "minute"))
        if number
    ]
    return " ".join(parts) or _unit(0, "j", "jour", long)


def read_days(text: str) -> Fraction:
    """Days of « 4 h », « 2,5 j », « 1 sem. », « 1 j 12 h », « 30 min »; a bare number is days.

    Raises InputError ``bad_duration``.
    """
    plain = folded(tidied(text))
    pieces = list(_PIECE.finditer(plain))
    left = _PIECE.sub("", plain).replace("et", "").strip(" ,.")
    bare = sum(not piece["unit"] for piece in pieces)
    if not pieces or left or (bare and len(pieces) > 1):
        raise InputError(
            "bad_duration",
            f"La durée {quoted(text)} n’est pas lisible. Écrivez par exemple 4{NBSP}h, 3{NBSP}j, "
            f"1{NBSP}sem. ou 1{NBSP}mois.",
        )
    total = Fraction(0)
    for piece in pieces:
        unit = piece["unit"] or "j"
        minutes = next(length for name, length in _MINUTES.items() if unit.startswith(name))
        total += Fraction(piece["number"].replace(",", ".")) * Fraction(minutes, 1_440)
    return total


def display(field: Field, value: Any, *, long: bool = False, line: Any = None) -> str:
    """What a field holds, as tables and comparisons show it; empty for nothing.

    ``long`` writes durations out. ``line`` is the task of a due rule, for what was typed where nothing could
    be read.
    """
    if field.kind is Kind.DUE:
        return display_due(line) if isinstance(line, Task) else wording(value, start=False)
    if is_empty(value):
        return ""
    match field.kind:
        case Kind.DATE:
            return str(value.isoformat())
        case Kind.HOURS:
            return f"{format_number(value)}{NBSP}h"
        case Kind.YES_NO:
            return "oui" if value else "non"
        case Kind.DURATION:
            return format_days(value, long=long)
        case Kind.IMPACTS:
            return " ".join(EMPTY if one is None else str(one) for one in value)
        case Kind.MONTHS:
            return listed([MONTHS[month - 1] for month in value])
        case Kind.CHOICE:
            return choice_label(value)
        case Kind.TEXT | Kind.LONG:
            return str(value)
    return format_number(value)


def display_due(task: Task) -> str:
    """When a task is due: its rule, else what was typed, else on demand."""
    if task.due is None:
        return task.due_text.strip() or ON_DEMAND
    return wording(task.due, start=False)


def choice_label(value: SheetReason | Diffusion | AbsenceLength) -> str:
    """The word for a choice of § 0 or § 12."""
    if isinstance(value, SheetReason):
        return REASON_LABELS[value]
    return DIFFUSION_LABELS[value] if isinstance(value, Diffusion) else LENGTH_LABELS[value]


def task_name(task: Task) -> str:
    """« T5 Gérer les demandes d’accès »."""
    return f"{task.key} {task.title.strip()}".strip()


def due_days_text(dates: Sequence[date], task: Task) -> str:
    """« 30 nov., 7 et 14 déc. »: days of one month share its name; « à la demande » without any."""
    if not dates:
        return ON_DEMAND.lower()
    by_month: dict[tuple[int, int], list[date]] = {}
    for day in dates:
        by_month.setdefault((day.year, day.month), []).append(day)
    parts = []
    for days in by_month.values():
        numbers = [("1er" if day.day == 1 else str(day.day)) for day in days]
        month = SHORT_MONTHS[days[0].month - 1]
        parts.append(f"{listed(numbers)} {month}")
    text = ", ".join(parts)
    before = task.due.before if task.due else None
    return f"{text}, {format_time(before)}" if before is not None and len(dates) == 1 else text


def _unit(number: int, short: str, word: str, long: bool) -> str:
    return counted(number, word).replace(" ", NBSP) if long else f"{format_number(number)}{NBSP}{short}"
