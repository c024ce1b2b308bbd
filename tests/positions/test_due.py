"""On which days a task is due, holidays and weekends applied."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agence_desktop.core.calendars import is_working_day
from agence_desktop.core.clock import QUEBEC
from agence_desktop.core.recurrence import check_rule, occurrences
from agence_desktop.positions.content import DueRule, Roll, WorkdayOf
from agence_desktop.positions.due import due_dates, is_daily, next_dates
from support.holidays import observed_in

from .strategies import dated_rules, rules

OBSERVED = observed_in(range(2023, 2036))
periods = st.tuples(st.dates(date(2025, 1, 1), date(2029, 12, 31)), st.integers(0, 120)).map(
    lambda pair: (pair[0], pair[0] + timedelta(days=pair[1]))
)


def due(rule: DueRule | None, first: str, last: str) -> list[str]:
    found = due_dates(rule, date.fromisoformat(first), date.fromisoformat(last), OBSERVED)
    return [day.isoformat() for day in found]


def months(rule: DueRule) -> str:
    """Month and day from December 2026 to November 2027, as the printed year shows them."""
    return " ".join(day[5:] for day in due(rule, "2026-12-01", "2027-11-30"))


def test_that_the_25th_moves_to_the_working_day_before() -> None:
    rule = DueRule("FREQ=MONTHLY;BYMONTHDAY=25")
    assert months(rule) == "12-23 01-25 02-25 03-25 04-23 05-25 06-25 07-23 08-25 09-24 10-25 11-25"


def test_that_working_days_are_counted_in_a_quarter_and_in_a_month() -> None:
    quarter = DueRule(workday=10, of=WorkdayOf.QUARTER)
    assert months(quarter) == "01-18 04-14 07-15 10-15"
    month = DueRule(workday=3)
    assert months(month) == "12-03 01-07 02-03 03-03 04-05 05-05 06-03 07-06 08-04 09-03 10-05 11-03"


def test_that_every_other_wednesday_counts_from_its_start() -> None:
    rule = DueRule("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", start=date(2026, 12, 2))
    assert months(rule).startswith("12-02 12-16 12-30 01-13 01-27 ")
    assert due(rule, "2026-11-01", "2026-12-02") == ["2026-12-02"]


def test_that_the_last_working_days_are_counted_from_the_end() -> None:
    assert due(DueRule(workday=-1), "2026-12-01", "2027-01-31") == ["2026-12-30", "2027-01-29"]
    assert due(DueRule(workday=23), "2026-11-01", "2026-12-31") == []


def test_that_a_holiday_moves_back_forward_or_stays() -> None:
    christmas = {roll: DueRule("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", roll=roll) for roll in Roll}
    assert due(christmas[Roll.PREVIOUS], "2026-12-01", "2027-01-15") == ["2026-12-23"]
    assert due(christmas[Roll.NEXT], "2026-12-01", "2027-01-15") == ["2026-12-29"]
    assert due(christmas[Roll.NONE], "2026-12-01", "2027-01-15") == ["2026-12-25"]


def test_that_a_date_outside_the_period_may_move_into_it() -> None:
    back = DueRule("FREQ=MONTHLY;BYMONTHDAY=25")
    assert due(back, "2026-12-21", "2026-12-23") == ["2026-12-23"]
    forward = DueRule("FREQ=MONTHLY;BYMONTHDAY=24", roll=Roll.NEXT)
    assert due(forward, "2026-12-29", "2026-12-29") == ["2026-12-29"]


def test_that_a_date_may_leave_the_period() -> None:
    assert due(DueRule("FREQ=MONTHLY;BYMONTHDAY=25"), "2026-12-24", "2026-12-31") == []
    assert due(DueRule("FREQ=MONTHLY;BYMONTHDAY=25", roll=Roll.NEXT), "2026-12-25", "2026-12-28") == []


def test_that_days_that_move_together_are_one() -> None:
    assert due(DueRule("FREQ=DAILY"), "2026-11-20", "2026-11-23") == ["2026-11-20", "2026-11-23"]


def test_that_a_rule_without_days_falls_on_mondays_and_firsts() -> None:
    assert due(DueRule("FREQ=WEEKLY"), "2026-11-20", "2026-11-30") == ["2026-11-23", "2026-11-30"]
    assert due(DueRule("FREQ=MONTHLY", roll=Roll.NONE), "2026-11-20", "2027-01-01") == [
        "2026-12-01",
        "2027-01-01",
    ]


def test_that_a_count_is_counted_from_the_start() -> None:
    rule = DueRule("FREQ=WEEKLY;COUNT=3;BYDAY=TH", start=date(2026, 11, 5))
    assert due(rule, "2026-11-12", "2027-12-31") == ["2026-11-12", "2026-11-19"]


def test_that_an_end_is_included() -> None:
    rule = DueRule("FREQ=WEEKLY;UNTIL=20261119;BYDAY=TH")
    assert due(rule, "2026-11-12", "2027-12-31") == ["2026-11-12", "2026-11-19"]


def test_that_nothing_is_due_on_demand_or_in_an_empty_period() -> None:
    assert due(None, "2026-01-01", "2026-12-31") == []
    assert due(DueRule("FREQ=DAILY"), "2026-11-20", "2026-11-19") == []
    assert next_dates(None, date(2026, 11, 20), 3, OBSERVED) == []


def test_that_the_next_dates_are_after_the_day() -> None:
    quarter = DueRule(workday=10, of=WorkdayOf.QUARTER)
    found = next_dates(quarter, date(2026, 11, 20), 4, OBSERVED)
    assert found == [date(2027, 1, 18), date(2027, 4, 14), date(2027, 7, 15), date(2027, 10, 15)]
    ended = DueRule("FREQ=WEEKLY;UNTIL=20261130;BYDAY=MO")
    assert next_dates(ended, date(2026, 11, 23), 4, OBSERVED) == [date(2026, 11, 30)]
    assert next_dates(DueRule("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31"), date(2026, 1, 1), 2, OBSERVED) == []


@pytest.mark.parametrize(
    ("rule", "daily"),
    [
        ("FREQ=DAILY", True),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", True),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", True),
        ("FREQ=WEEKLY;BYDAY=MO,TU", False),
        ("FREQ=DAILY;INTERVAL=2", False),
        ("FREQ=WEEKLY", False),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR", False),
    ],
)
def test_that_every_working_day_is_told_apart(rule: str, daily: bool) -> None:
    assert is_daily(DueRule(rule, start=date(2026, 1, 1))) is daily
    assert not is_daily(DueRule(workday=1))
    assert not is_daily(None)


@given(dated_rules, periods)
def test_that_unmoved_dates_are_those_of_the_recurrence(rule: DueRule, period: tuple[date, date]) -> None:
    first, last = period
    assert rule.start is not None
    start = datetime.combine(rule.start, datetime.min.time())
    given_days = (wall.date() for wall in occurrences(check_rule(rule.rule), start, QUEBEC))
    expected = [day for day in takewhile(lambda day: day <= last, given_days) if day >= first]
    unmoved = DueRule(rule.rule, rule.start, roll=Roll.NONE)
    assert due_dates(unmoved, first, last, OBSERVED) == expected


@given(rules, periods, st.data())
def test_that_a_period_is_the_sum_of_its_parts(
    rule: DueRule, period: tuple[date, date], data: st.DataObject
) -> None:
    first, last = period
    cut = data.draw(st.dates(first, last))
    parts = due_dates(rule, first, cut, OBSERVED) + due_dates(rule, cut + timedelta(days=1), last, OBSERVED)
    assert parts == due_dates(rule, first, last, OBSERVED)


@given(rules, periods)
def test_that_moved_dates_are_worked_and_in_order(rule: DueRule, period: tuple[date, date]) -> None:
    found = due_dates(rule, *period, OBSERVED)
    assert found == sorted(set(found))
    assert all(period[0] <= day <= period[1] for day in found)
    if rule.roll is not Roll.NONE:
        assert all(is_working_day(day, OBSERVED) for day in found)


@given(rules, st.dates(date(2025, 1, 1), date(2029, 12, 31)), st.integers(1, 6))
def test_that_next_dates_are_the_first_of_the_due_dates(rule: DueRule, after: date, count: int) -> None:
    found = next_dates(rule, after, count, OBSERVED)
    assert all(day > after for day in found)
    if found:
        assert due_dates(rule, after + timedelta(days=1), found[-1], OBSERVED) == found
