"""The days on which a task is due: recurrence rules and counted working days, moved off days not worked."""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from agence_desktop.core.calendars import is_working_day
from agence_desktop.core.clock import QUEBEC
from agence_desktop.core.recurrence import Frequency, Rule, check_rule, last_day
from agence_desktop.core.recurrence.periods import periods, with_defaults
from agence_desktop.positions.content import DueRule, Roll, WorkdayOf

_ANCHOR = date(1900, 1, 1)
"""Where a rule without a start counts from: a Monday, the first of its month and year."""
_ONE_DAY = timedelta(days=1)
_LONGEST_REST = 60
_FARTHEST_YEARS = 40
_MONTHS_IN = {WorkdayOf.MONTH: 1, WorkdayOf.QUARTER: 3}


def due_dates(rule: DueRule | None, first: date, last: date, observed: Set[date]) -> list[date]:
    """The days from ``first`` to ``last``, both included, on which the rule is due, in order, each once.

    A day that is not worked (weekend or ``observed`` holiday) moves as ``roll`` says: a date may come into
    the period from outside, or leave it. On demand, none. Raises RuleError where the rule cannot be read.
    """
    if rule is None or last < first:
        return []
    if rule.workday is not None:
        given = _workdays(rule, first, last, observed)
        return [day for day in given if first <= day <= last]
    if rule.roll is Roll.NONE:
        return list(_raw(rule, first, last))
    step = _ONE_DAY if rule.roll is Roll.NEXT else -_ONE_DAY
    start, end = first, last
    if rule.roll is Roll.NEXT:
        start = _edge(first, -_ONE_DAY, observed)
    else:
        end = _edge(last, _ONE_DAY, observed)
    moved = {_moved(day, step, observed) for day in _raw(rule, start, end)}
    return sorted(day for day in moved if first <= day <= last)


def next_dates(rule: DueRule | None, after: date, count: int, observed: Set[date]) -> list[date]:
    """The first ``count`` due days strictly after ``after``; fewer where the rule ends."""
    found: list[date] = []
    if rule is None:
        return found
    first, span = after + _ONE_DAY, 92
    horizon = date(min(after.year + _FARTHEST_YEARS, 9990), 12, 31)
    while len(found) < count and first <= horizon:
        last = min(first + timedelta(days=span), horizon)
        found += due_dates(rule, first, last, observed)
        first, span = last + _ONE_DAY, span * 2
    return found[:count]


def is_daily(rule: DueRule | None) -> bool:
    """Whether the rule falls on every working day, so that its dates need not be listed."""
    if rule is None or rule.workday is not None:
        return False
    read = _read(rule.rule)
    if read.interval > 1 or read.month_days or read.months or read.positions:
        return False
    if any(day.nth for day in read.days):
        return False
    weekdays = {day.weekday for day in read.days}
    every = read.freq is Frequency.DAILY and not weekdays
    return every or (read.freq in (Frequency.DAILY, Frequency.WEEKLY) and weekdays >= set(range(5)))


@lru_cache(maxsize=4_096)
def _read(rule: str) -> Rule:
    return check_rule(rule)


def _raw(rule: DueRule, first: date, last: date) -> Iterator[date]:
    """The days that the recurrence itself gives from ``first`` to ``last``."""
    read = _read(rule.rule)
    start = rule.start or _ANCHOR
    end = last
    if read.until is not None:
        until = last_day(read, datetime.combine(start, time()), QUEBEC)
        end = min(end, until or end)
    given = 0
    near = start if read.count is not None else _near(read, start, first)
    for period, days in periods(with_defaults(read, start), near):
        if period > end:
            return
        for day in days:
            if day < start:
                continue
            if day > end or given == read.count:
                return
            given += 1
            if day >= first:
                yield day


def _near(rule: Rule, start: date, first: date) -> date:
    """A start in step with ``start`` and shortly before ``first``, so that years need not be walked."""
    if first <= start:
        return start
    match rule.freq:
        case Frequency.DAILY | Frequency.WEEKLY:
            step = rule.interval * (7 if rule.freq is Frequency.WEEKLY else 1)
            return start + timedelta(days=max(0, (first - start).days // step - 1) * step)
        case Frequency.MONTHLY:
            months = 12 * (first.year - start.year) + first.month - start.month
            index = 12 * start.year + start.month - 1 + months // rule.interval * rule.interval
            return start if not months // rule.interval else date(index // 12, index % 12 + 1, 1)
        case Frequency.YEARLY:
            years = (first.year - start.year) // rule.interval * rule.interval
            return start if not years else date(start.year + years, 1, 1)


def _workdays(rule: DueRule, first: date, last: date, observed: Set[date]) -> Iterator[date]:
    """The counted working day of each month or quarter that touches the period, where there is one."""
    length = _MONTHS_IN[rule.of]
    rank = rule.workday or 1
    index = (12 * first.year + first.month - 1) // length * length
    while (begin := date(index // 12, index % 12 + 1, 1)) <= last:
        index += length
        end = date(index // 12, index % 12 + 1, 1)
        day = _ranked(begin, end, rank, observed)
        if day is not None and (rule.start is None or day >= rule.start):
            yield day


def _ranked(begin: date, end: date, rank: int, observed: Set[date]) -> date | None:
    """The ``rank``-th working day of ``[begin, end)``, from its end where negative."""
    day, step = (begin, _ONE_DAY) if rank > 0 else (end - _ONE_DAY, -_ONE_DAY)
    left = abs(rank)
    while begin <= day < end:
        left -= is_working_day(day, observed)
        if not left:
            return day
        day += step
    return None


def _edge(day: date, step: timedelta, observed: Set[date]) -> date:
    """The farthest day beyond ``day`` that can move onto it or past it, days not worked lying between."""
    for _ in range(_LONGEST_REST):
        if is_working_day(day + step, observed):
            break
        day += step
    return day


def _moved(day: date, step: timedelta, observed: Set[date]) -> date:
    for _ in range(_LONGEST_REST):
        if is_working_day(day, observed):
            break
        day += step
    return day
