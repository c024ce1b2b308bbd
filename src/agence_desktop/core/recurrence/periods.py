"""The days that a recurrence rule chooses in each of its days, weeks, months or years."""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import MAXYEAR, date

from agence_desktop.core.recurrence.rule import Frequency, Rule, RuleDay

LAST_DAY = date(MAXYEAR - 1, 12, 31)
"""The end of the calendar: a year early, so that every wall clock has its instant."""

_ALL_MONTHS = range(1, 13)


def periods(rule: Rule, start: date) -> Iterator[tuple[date, list[date]]]:
    """For each period from the one that holds ``start``: its first day and the days chosen in it, in order.

    The first period is chosen from as a whole, so days before ``start`` may be among them; where nothing is
    chosen the list is empty, so that the caller may stop the search. UNTIL and COUNT are not looked at.
    """
    rule = with_defaults(rule, start)
    matches = _matcher(rule)
    for first, days in _all_days(rule, start):
        chosen = [day for day in days if matches(day)]
        yield first, _at_positions(chosen, rule.positions) if rule.positions else chosen


def with_defaults(rule: Rule, start: date) -> Rule:
    """A rule that names no day repeats that of its start."""
    if rule.days or rule.month_days or rule.freq is Frequency.DAILY:
        return rule
    if rule.freq is Frequency.WEEKLY:
        return replace(rule, days=(RuleDay(start.weekday()),))
    if rule.freq is Frequency.MONTHLY:
        return replace(rule, month_days=(start.day,))
    return replace(rule, months=rule.months or (start.month,), month_days=(start.day,))


def _all_days(rule: Rule, start: date) -> Iterator[tuple[date, Iterable[date]]]:
    """The first day of each period, and its days (without months that the rule does not name)."""
    last = LAST_DAY.toordinal()
    match rule.freq:
        case Frequency.DAILY:
            ordinal = start.toordinal()
            while ordinal < last:
                day = date.fromordinal(ordinal)
                yield day, (day,)
                if rule.months and day.month not in rule.months:
                    ordinal += _left_in_month(day) // rule.interval * rule.interval
                ordinal += rule.interval
        case Frequency.WEEKLY:
            week_first = start.toordinal() - (start.weekday() - rule.week_start) % 7
            for ordinal in range(week_first, last, 7 * rule.interval):
                week = [date.fromordinal(ordinal + offset) for offset in range(7)]
                yield week[0], week
        case Frequency.MONTHLY:
            for index in range(12 * start.year + start.month - 1, 12 * LAST_DAY.year + 12, rule.interval):
                year, month = index // 12, index % 12 + 1
                yield date(year, month, 1), _days_of(year, (month,), rule)
        case Frequency.YEARLY:
            for year in range(start.year, LAST_DAY.year + 1, rule.interval):
                yield date(year, 1, 1), _days_of(year, _ALL_MONTHS, rule)


def _days_of(year: int, months: Sequence[int], rule: Rule) -> Iterator[date]:
    for month in months:
        if not rule.months or month in rule.months:
            for day in range(1, monthrange(year, month)[1] + 1):
                yield date(year, month, day)


def _matcher(rule: Rule) -> Callable[[date], bool]:
    """Tells the days that the BYMONTH, BYMONTHDAY and BYDAY of a rule leave."""
    months = frozenset(rule.months or _ALL_MONTHS)
    month_days = frozenset(rule.month_days)
    from_the_end = any(number < 0 for number in month_days)
    whole = frozenset(day.weekday for day in rule.days if not day.nth)
    ranked = frozenset((day.weekday, day.nth) for day in rule.days if day.nth)
    ranks = _ranks_in_year if rule.freq is Frequency.YEARLY and not rule.months else _ranks_in_month

    def matches(day: date) -> bool:
        if day.month not in months:
            return False
        if month_days and day.day not in month_days:
            if not from_the_end:
                return False
            if -_left_in_month(day) - 1 not in month_days:
                return False
        if not rule.days or day.weekday() in whole:
            return True
        return bool(ranked) and any((day.weekday(), rank) in ranked for rank in ranks(day))

    return matches


def _left_in_month(day: date) -> int:
    return monthrange(day.year, day.month)[1] - day.day


def _ranks_in_month(day: date) -> tuple[int, int]:
    """Which of its weekday in the month, from the start and (negative) from the end."""
    return (day.day - 1) // 7 + 1, -(_left_in_month(day) // 7 + 1)


def _ranks_in_year(day: date) -> tuple[int, int]:
    """Which of its weekday in the year, from the start and (negative) from the end."""
    number = day.timetuple().tm_yday
    left = 365 + isleap(day.year) - number
    return (number - 1) // 7 + 1, -(left // 7 + 1)


def _at_positions(days: list[date], positions: Sequence[int]) -> list[date]:
    """The days at 1-based positions, from the end where negative."""
    size = len(days)
    return [
        days[index]
        for index in sorted({p - 1 if p > 0 else size + p for p in positions})
        if 0 <= index < size
    ]
