"""Random rules against a slow expansion, day by day, and against dateutil where it follows RFC 5545."""

from __future__ import annotations

import calendar
from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from agence_desktop.core.clock import to_instant
from agence_desktop.core.recurrence import (
    Frequency,
    Rule,
    RuleDay,
    RuleError,
    check_rule,
    expand,
    occurrences,
)

TORONTO = ZoneInfo("America/Toronto")
WINDOW = timedelta(days=9 * 366)


def listed(low: int, high: int, *, signed: bool = True) -> st.SearchStrategy[tuple[int, ...]]:
    number = st.integers(low, high)
    either = number | number.map(lambda value: -value) if signed else number
    return st.lists(either, max_size=3, unique=True).map(tuple)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Valid endless rules, read back from their text."""
    freq = draw(st.sampled_from(Frequency))
    ranked = freq in (Frequency.MONTHLY, Frequency.YEARLY)
    ranks = st.sampled_from([0, 0, 1, 2, 5, -1, -2] if ranked else [0])
    months = draw(st.just(()) | listed(1, 12, signed=False))
    month_days = draw(st.just(()) | listed(1, 31)) if freq is not Frequency.WEEKLY else ()
    days = draw(st.just(()) | st.lists(st.builds(RuleDay, st.integers(0, 6), ranks), max_size=4).map(tuple))
    positions = draw(st.just(()) | listed(1, 5)) if months or month_days or days else ()
    rule = Rule(
        freq,
        interval=draw(st.integers(1, 4)),
        months=months,
        month_days=month_days,
        days=days,
        positions=positions,
        week_start=draw(st.sampled_from([0, 0, 6, 3])),
    )
    return check_rule(rule.text)


starts = st.builds(
    lambda day, minutes: datetime.combine(day, datetime.min.time()) + timedelta(minutes=minutes),
    st.dates(date(2024, 1, 1), date(2028, 12, 31)),
    st.sampled_from([0, 90, 150, 540, 1439]),
)


def slowly(rule: Rule, start: datetime) -> list[datetime]:
    """The dates within the window: every day is looked at, then grouped by its period."""
    first = start.date() - timedelta(days=366)
    last = start.date() + WINDOW
    groups: dict[int, list[date]] = {}
    for offset in range((last - first).days + 367):
        day = first + timedelta(days=offset)
        period = _period(rule, day)
        if (period - _period(rule, start.date())) % rule.interval == 0 and _chosen(rule, day, start.date()):
            groups.setdefault(period, []).append(day)
    days: set[date] = set()
    for group in groups.values():
        if rule.positions:
            picked = [group[p - 1 if p > 0 else p] for p in rule.positions if abs(p) <= len(group)]
            days.update(picked)
        else:
            days.update(group)
    found = (datetime.combine(day, start.time()) for day in sorted(days))
    return [wall for wall in found if wall >= start and wall.date() <= last]


def _period(rule: Rule, day: date) -> int:
    match rule.freq:
        case Frequency.DAILY:
            return day.toordinal()
        case Frequency.WEEKLY:
            # Day 1 of the calendar was a Monday.
            return (day.toordinal() - 1 - rule.week_start) // 7
        case Frequency.MONTHLY:
            return 12 * day.year + day.month
    return day.year


def _chosen(rule: Rule, day: date, start: date) -> bool:
    in_month = calendar.monthrange(day.year, day.month)[1]
    bare = not rule.days and not rule.month_days
    if bare and rule.freq is Frequency.WEEKLY and day.weekday() != start.weekday():
        return False
    if bare and rule.freq in (Frequency.MONTHLY, Frequency.YEARLY) and day.day != start.day:
        return False
    if bare and rule.freq is Frequency.YEARLY and not rule.months and day.month != start.month:
        return False
    if rule.months and day.month not in rule.months:
        return False
    if rule.month_days and not {day.day, day.day - in_month - 1} & set(rule.month_days):
        return False
    return not rule.days or any(_is_day(rule, one, day) for one in rule.days)


def _is_day(rule: Rule, one: RuleDay, day: date) -> bool:
    if one.weekday != day.weekday() or not one.nth:
        return one.weekday == day.weekday()
    if rule.freq is Frequency.YEARLY and not rule.months:
        months = range(1, 13)
    else:
        months = range(day.month, day.month + 1)
    alike = [
        date(day.year, month, number)
        for month in months
        for number in range(1, calendar.monthrange(day.year, month)[1] + 1)
        if calendar.weekday(day.year, month, number) == one.weekday
    ]
    index = one.nth - 1 if one.nth > 0 else one.nth
    return -len(alike) <= index < len(alike) and alike[index] == day


def quickly(rule: Rule, start: datetime) -> list[datetime]:
    found: list[datetime] = []
    with suppress(RuleError):
        for wall in occurrences(rule, start, TORONTO):
            if wall.date() > start.date() + WINDOW:
                break
            found.append(wall)
    return found


@settings(max_examples=120, deadline=None)
@given(rules(), starts)
def test_that_a_rule_gives_the_dates_that_a_search_day_by_day_finds(rule: Rule, start: datetime) -> None:
    assert quickly(rule, start) == slowly(rule, start)


@settings(max_examples=200, deadline=None)
@given(rules(), starts)
def test_that_a_rule_gives_the_dates_of_dateutil_where_that_follows_the_standard(
    rule: Rule, start: datetime
) -> None:
    mixed = len({bool(day.nth) for day in rule.days}) == 2
    cut_week = rule.freq is Frequency.WEEKLY and rule.positions and start.weekday() != rule.week_start
    assume(not mixed and not cut_week)
    found = quickly(rule, start)
    assert list(islice(rrulestr(rule.text, dtstart=start), len(found))) == found


@settings(max_examples=80, deadline=None)
@given(rules(), starts, st.data())
def test_that_an_end_removals_and_additions_give_what_is_left(
    rule: Rule, start: datetime, data: st.DataObject
) -> None:
    found = quickly(rule, start)[:60]
    assume(found)
    size = data.draw(st.integers(1, len(found)))
    last = found[size - 1]
    end = data.draw(
        st.sampled_from(
            [
                f"COUNT={size}",
                f"UNTIL={last:%Y%m%d}",
                f"UNTIL={last:%Y%m%dT%H%M%S}",
                f"UNTIL={to_instant(last, TORONTO):%Y%m%dT%H%M%SZ}",
            ]
        )
    )
    removed = data.draw(st.lists(st.sampled_from([*found, start.replace(year=2020, day=1)]), max_size=5))
    added = data.draw(st.lists(st.sampled_from([*found, start, start + timedelta(days=1)]), max_size=5))
    kept = {wall for wall in found[:size] if wall not in removed} | set(added)
    assume(kept)
    assert expand(start, TORONTO, f"{rule.text};{end}", removed, added) == sorted(kept)


@settings(max_examples=200, deadline=None)
@given(rules())
def test_that_a_rule_is_read_back_from_its_text(rule: Rule) -> None:
    assert check_rule(rule.text.lower()) == rule
