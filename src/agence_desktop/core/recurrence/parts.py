"""The choices of a recurrence editor: parts from which a rule is built, and into which it is taken apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from agence_desktop.core.clock import QUEBEC
from agence_desktop.core.recurrence.expansion import last_day
from agence_desktop.core.recurrence.rule import Frequency, Rule, RuleDay, check_rule


class Repeat(StrEnum):
    """How a series repeats, as the editor offers it."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY_DAY = "monthly_day"
    MONTHLY_WEEKDAY = "monthly_weekday"
    YEARLY = "yearly"


_FREQUENCIES = {
    Repeat.DAILY: Frequency.DAILY,
    Repeat.WEEKLY: Frequency.WEEKLY,
    Repeat.MONTHLY_DAY: Frequency.MONTHLY,
    Repeat.MONTHLY_WEEKDAY: Frequency.MONTHLY,
    Repeat.YEARLY: Frequency.YEARLY,
}


@dataclass(frozen=True, slots=True)
class RuleParts:
    """Every ``every`` periods, until a date (included) or a count; weekdays are 0 for Monday.

    ``weekdays`` serve WEEKLY; ``month_day`` (1 to 31, or −1 for the last) MONTHLY_DAY; ``nth`` (1 to 5, or −1
    for the last) and ``weekday`` MONTHLY_WEEKDAY; a yearly series falls on the day of its start. Empty
    ``weekdays`` and a ``month_day`` of None are those of the start.
    """

    repeat: Repeat
    every: int = 1
    weekdays: tuple[int, ...] = ()
    month_day: int | None = None
    nth: int = 1
    weekday: int = 0
    count: int | None = None
    until: date | None = None


def build_rule(parts: RuleParts) -> str:
    """The RRULE value of the parts; raises RuleError ``bad_rule`` where they do not make a rule."""
    rule = Rule(_FREQUENCIES[parts.repeat], interval=parts.every, count=parts.count, until=parts.until)
    match parts.repeat:
        case Repeat.WEEKLY:
            rule = replace(rule, days=tuple(RuleDay(weekday) for weekday in parts.weekdays))
        case Repeat.MONTHLY_DAY if parts.month_day is not None:
            rule = replace(rule, month_days=(parts.month_day,))
        case Repeat.MONTHLY_WEEKDAY:
            rule = replace(rule, days=(RuleDay(parts.weekday, parts.nth),))
    return check_rule(rule.text).text


def take_apart(rule: Rule | str, start: datetime, zone: ZoneInfo = QUEBEC) -> RuleParts | None:
    """The parts of a rule, or None where it says more than the editor can show.

    Building them again gives the same dates from ``start``. Raises RuleError where a text cannot be read.
    """
    if isinstance(rule, str):
        rule = check_rule(rule)
    shape = _shape(rule, start.date())
    if shape is None:
        return None
    return replace(shape, every=rule.interval, count=rule.count, until=last_day(rule, start, zone))


def _shape(rule: Rule, start: date) -> RuleParts | None:
    """What repeats, without how often and how long."""
    days, month_days, months = rule.days, rule.month_days, rule.months
    if rule.positions or (months and rule.freq is not Frequency.YEARLY):
        return None
    match rule.freq:
        case Frequency.DAILY if not days and not month_days:
            return RuleParts(Repeat.DAILY)
        case Frequency.WEEKLY if rule.week_start == 0 or rule.interval == 1:
            return RuleParts(Repeat.WEEKLY, weekdays=tuple(day.weekday for day in days))
        case Frequency.MONTHLY if not days and len(month_days) <= 1:
            day = month_days[0] if month_days else None
            return RuleParts(Repeat.MONTHLY_DAY, month_day=day) if day is None or day >= -1 else None
        case Frequency.MONTHLY if len(days) == 1 and not month_days and days[0].nth in (1, 2, 3, 4, 5, -1):
            return RuleParts(Repeat.MONTHLY_WEEKDAY, nth=days[0].nth, weekday=days[0].weekday)
        case Frequency.YEARLY if not days and (months, month_days) in _same_day(start):
            return RuleParts(Repeat.YEARLY)
    return None


def _same_day(start: date) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """The months and month days by which a yearly rule names the day of its start."""
    return ((), ()), ((start.month,), ()), ((start.month,), (start.day,))
