"""Holidays of the public service and working days."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agence_desktop.core.calendars import (
    Holiday,
    add_working_days,
    is_working_day,
    quebec_holidays,
    touches_holiday,
    week_number,
    week_start,
    working_days,
)
from agence_desktop.core.clock import place
from support.holidays import observed_in

TORONTO = ZoneInfo("America/Toronto")
SHIPPED = Path(__file__).parents[2] / "resources" / "data" / "feries.csv"
OBSERVED = observed_in((2026, 2027))


def shipped() -> list[Holiday]:
    with SHIPPED.open(encoding="utf-8-sig", newline="") as file:
        return [
            Holiday(
                date.fromisoformat(row["date"]),
                date.fromisoformat(row["date_observee"]),
                row["nom"].replace("'", "’"),
            )
            for row in csv.DictReader(file, delimiter=";")
        ]


def test_that_the_rules_give_every_shipped_holiday_and_no_other() -> None:
    rows = shipped()
    years = sorted({row.day.year for row in rows})
    assert len(rows) == 13 * len(years) > 0
    assert [holiday for year in years for holiday in quebec_holidays(year)] == rows


@pytest.mark.parametrize(
    ("day", "observed"),
    [
        pytest.param("2028-12-24", "2028-12-22", id="an eve on a Sunday moves back to Friday"),
        pytest.param("2033-12-24", "2033-12-23", id="an eve on a Saturday moves back to Friday"),
        pytest.param("2033-12-25", "2033-12-26", id="a feast on a Sunday moves forward"),
        pytest.param("2033-12-26", "2033-12-27", id="a feast gives way to the one before"),
        pytest.param("2034-01-01", "2034-01-02", id="New Year on a Sunday"),
        pytest.param("2034-01-02", "2034-01-03", id="the day after gives way to New Year"),
        pytest.param("2028-06-24", "2028-06-26", id="a feast on a Saturday moves forward"),
    ],
)
def test_that_eves_move_back_and_feasts_forward(day: str, observed: str) -> None:
    holidays = {holiday.day: holiday.observed for holiday in quebec_holidays(int(day[:4]))}
    assert holidays[date.fromisoformat(day)] == date.fromisoformat(observed)


@pytest.mark.parametrize("year", range(2020, 2061))
def test_that_every_year_has_13_observed_weekdays(year: int) -> None:
    observed = Counter(holiday.observed for holiday in quebec_holidays(year))
    assert set(observed.values()) == {1}
    assert len(observed) == 13
    assert all(day.weekday() < 5 for day in observed)


@pytest.mark.parametrize(
    ("start", "end", "day"),
    [
        pytest.param("2026-12-24T09:00", "2026-12-24T10:00", "2026-12-24", id="within the day"),
        pytest.param("2026-12-23T20:00", "2026-12-24T00:00", None, id="ends at its midnight"),
        pytest.param("2026-12-23T20:00", "2026-12-24T00:01", "2026-12-24", id="ends a minute later"),
        pytest.param("2026-12-29T00:00", "2026-12-30T00:00", None, id="a plain day"),
        pytest.param("2026-12-22T09:00", "2026-12-30T10:00", "2026-12-24", id="the first of several"),
        pytest.param("2026-12-26T09:00", "2026-12-26T10:00", None, id="the date of a holiday observed later"),
        pytest.param("2026-12-28T09:00", "2026-12-28T10:00", "2026-12-28", id="the observed date"),
    ],
)
def test_that_a_slot_touches_the_observed_holidays_of_its_days(start: str, end: str, day: str | None) -> None:
    span = place(datetime.fromisoformat(start), datetime.fromisoformat(end), TORONTO)
    assert touches_holiday(span, TORONTO, OBSERVED) == (date.fromisoformat(day) if day else None)


def test_that_holidays_are_judged_in_the_zone_of_the_site() -> None:
    halifax = ZoneInfo("America/Halifax")
    late = datetime.fromisoformat("2026-12-23T23:30")
    span = place(late, late + timedelta(minutes=15), TORONTO)
    assert touches_holiday(span, TORONTO, OBSERVED) is None
    assert touches_holiday(span, halifax, OBSERVED) == date(2026, 12, 24)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2026-11-20", 0, "2026-11-20"),
        ("2026-11-21", 0, "2026-11-21"),
        ("2026-11-20", 1, "2026-11-23"),
        ("2026-11-21", 1, "2026-11-23"),
        ("2026-11-23", -1, "2026-11-20"),
        ("2026-12-23", 1, "2026-12-29"),
        ("2026-12-29", -1, "2026-12-23"),
        ("2026-12-23", 3, "2027-01-05"),
    ],
)
def test_that_working_days_are_counted_over_weekends_and_holidays(
    day: str, count: int, expected: str
) -> None:
    assert add_working_days(date.fromisoformat(day), count, OBSERVED) == date.fromisoformat(expected)


def test_that_the_working_days_of_a_period_include_both_ends() -> None:
    days = working_days(date(2026, 12, 23), date(2026, 12, 30), OBSERVED)
    assert days == [date(2026, 12, 23), date(2026, 12, 29), date(2026, 12, 30)]
    assert working_days(date(2026, 12, 30), date(2026, 12, 23), OBSERVED) == []
    assert is_working_day(date(2026, 12, 23), OBSERVED)
    assert not is_working_day(date(2026, 12, 26), OBSERVED)
    assert not is_working_day(date(2026, 12, 28), OBSERVED)


@settings(max_examples=100, deadline=None)
@given(st.dates(date(2026, 1, 5), date(2027, 11, 30)), st.integers(1, 30))
def test_that_as_many_working_days_lie_between_as_were_added(day: date, count: int) -> None:
    later = add_working_days(day, count, OBSERVED)
    assert len(working_days(day + timedelta(days=1), later, OBSERVED)) == count
    assert is_working_day(later, OBSERVED)
    assert add_working_days(later + timedelta(days=1), -count - 1, OBSERVED) <= day


@pytest.mark.parametrize(
    ("day", "number", "monday"),
    [
        ("2026-11-20", 47, "2026-11-16"),
        ("2026-11-22", 47, "2026-11-16"),
        ("2026-11-23", 48, "2026-11-23"),
        ("2027-01-01", 53, "2026-12-28"),
        ("2027-01-04", 1, "2027-01-04"),
    ],
)
def test_that_weeks_are_iso_weeks_from_monday(day: str, number: int, monday: str) -> None:
    assert week_number(date.fromisoformat(day)) == number
    assert week_start(date.fromisoformat(day)) == date.fromisoformat(monday)
