"""A due rule in French as tables and papers show it: « Le 25, sinon jour ouvrable précédent, 16 h »."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Final

from agence_desktop.core.french import (
    MONTHS,
    NBSP,
    WEEKDAYS,
    format_date,
    format_short_date,
    format_time,
    listed,
    ordinal,
)
from agence_desktop.core.recurrence import Frequency, Rule, check_rule, describe
from agence_desktop.positions.content import DueRule, Roll, WorkdayOf

ON_DEMAND: Final = "À la demande"
EVERY_WORKING_DAY: Final = "Chaque jour ouvrable"
WORKING_WEEK: Final = (0, 1, 2, 3, 4)
ROLLS: Final = {
    Roll.PREVIOUS: "sinon jour ouvrable précédent",
    Roll.NEXT: "sinon jour ouvrable suivant",
    Roll.NONE: "même non ouvrable",
}
PERIODS: Final = {WorkdayOf.MONTH: "du mois", WorkdayOf.QUARTER: "du trimestre"}
_UNITS: Final = {
    Frequency.DAILY: "jours",
    Frequency.WEEKLY: "semaines",
    Frequency.MONTHLY: "mois",
    Frequency.YEARLY: "ans",
}


def wording(rule: DueRule | None, *, start: bool = True) -> str:
    """The rule as a phrase that begins with a capital, without a full stop; ``due_reading`` reads it back.

    A weekly date that is not worked moves to the day before without a word. Without ``start`` the phrase
    leaves out from when the rule runs.
    """
    if rule is None:
        return ON_DEMAND
    phrase = _workday(rule) if rule.workday is not None else _recurring(rule, start)
    parts = [phrase, format_time(rule.before) if rule.before is not None else ""]
    return _capitalized(", ".join(part for part in parts if part))


def dates_text(dates: Sequence[date], *, more: bool = False) -> str:
    """« 18 janv., 14 avr. et 15 oct. 2027 »; with ``more``: « 14 déc. 2026, 18 janv. 2027… »."""
    parts = [
        format_short_date(
            day, weekday=False, year=number == len(dates) - 1 or dates[number + 1].year != day.year
        )
        for number, day in enumerate(dates)
    ]
    return ", ".join(parts) + "…" if more else listed(parts)


def shape_of(rule: str) -> Rule | None:
    """The rule where it is one of those that a short phrase says wholly, else None."""
    read = check_rule(rule)
    if read.positions or read.week_start or isinstance(read.until, datetime):
        return None
    ranked = [day for day in read.days if day.nth]
    match read.freq:
        case Frequency.DAILY:
            plain = not (read.days or read.month_days or read.months)
        case Frequency.WEEKLY:
            plain = bool(read.days) and not read.months
        case Frequency.MONTHLY:
            by_day = bool(read.month_days) and not read.days
            by_weekday = len(ranked) == len(read.days) == 1 and -1 <= ranked[0].nth <= 5
            plain = not read.months and (by_day or (by_weekday and not read.month_days))
            plain = plain and all(number >= -1 for number in read.month_days)
        case Frequency.YEARLY:
            plain = bool(read.months) and len(read.month_days) == 1 and not read.days
            plain = plain and read.month_days[0] > 0
    return read if plain else None


def _workday(rule: DueRule) -> str:
    rank = rule.workday or 1
    period = PERIODS[rule.of]
    if rank > 0:
        phrase = f"{ordinal(rank)} jour ouvrable {period}"
    elif rank == -1:
        phrase = f"dernier jour ouvrable {period}"
    else:
        phrase = f"{ordinal(-rank)} jour ouvrable avant la fin {period}"
    return f"{phrase}, {_since(rule.start)}" if rule.start else phrase


def _recurring(rule: DueRule, start: bool) -> str:
    read = shape_of(rule.rule)
    if read is None:
        begin = datetime.combine(rule.start or date(1900, 1, 1), time())
        parts = [describe(rule.rule, begin)]
        said = False
    else:
        base, said = _base(read)
        parts = [base]
    if read is not None and read.interval > 1:
        parts.append(f"aux {read.interval}{NBSP}{_UNITS[read.freq]}")
    if said or rule.roll is not Roll.PREVIOUS:
        parts.append(ROLLS[rule.roll])
    if read is not None and read.count is not None:
        parts.append(f"{read.count}{NBSP}fois")
    if read is not None and read.until is not None:
        parts.append(f"jusqu’au {format_date(read.until, weekday=False)}")
    if rule.start is not None and start:
        parts.append(_since(rule.start))
    return ", ".join(parts)


def _since(start: date) -> str:
    return f"à partir du {format_date(start, weekday=False)}"


def _base(rule: Rule) -> tuple[str, bool]:
    """What repeats, and whether it is said where a day that is not worked goes."""
    match rule.freq:
        case Frequency.DAILY:
            return "chaque jour", False
        case Frequency.WEEKLY:
            weekdays = tuple(day.weekday for day in rule.days)
            if weekdays == WORKING_WEEK:
                return EVERY_WORKING_DAY.lower(), False
            return listed([WEEKDAYS[day] for day in weekdays]), False
        case Frequency.MONTHLY if rule.days:
            (day,) = rule.days
            rank = "dernier" if day.nth < 0 else ordinal(day.nth)
            return f"{rank} {WEEKDAYS[day.weekday]} du mois", False
        case Frequency.MONTHLY:
            return _month_days(rule.month_days), True
        case Frequency.YEARLY:
            number = _day_number(rule.month_days[0])
            return listed([f"le {number} {MONTHS[month - 1]}" for month in rule.months]), True


def _month_days(numbers: Sequence[int]) -> str:
    """« le 25 », « le 1er et le dernier jour du mois »."""
    said = [f"le {_day_number(number)}" for number in numbers if number > 0]
    if -1 in numbers:
        said.append("le dernier jour du mois")
    return listed(said)


def _day_number(number: int) -> str:
    return ordinal(number) if number == 1 else str(number)


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]
