"""The year of a position, as it is printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from agence_desktop.positions.calendar import weekdays_of, year_of
from agence_desktop.positions.content import DueRule, Sheet, Task, YearDate
from agence_desktop.positions.due import due_dates

from .story import OBSERVED, P0142, TODAY
from .strategies import rules

START = date(2026, 12, 7)


def spelled(days: tuple[tuple[int, ...], ...]) -> str:
    return " | ".join(" ".join(map(str, month)) for month in days)


def test_that_the_year_of_the_pictures_is_found() -> None:
    year = year_of(P0142, START, OBSERVED, date(2027, 5, 20))
    assert (year.months[0], year.months[-1]) == (date(2026, 12, 1), date(2027, 11, 1))
    assert {row.task.key: spelled(row.days) for row in year.tasks} == {
        "T3": "23 | 25 | 25 | 25 | 23 | 25 | 25 | 23 | 25 | 24 | 25 | 25",
        "T4": " | 18 |  |  | 14 |  |  | 15 |  |  | 15 | ",
        "T9": "3 | 7 | 3 | 3 | 5 | 5 | 3 | 6 | 4 | 3 | 5 | 3",
        "T6": "2 16 30 | 13 27 | 10 24 | 10 24 | 7 21 | 5 19 | 2 16 30 | 14 28 | 11 25 | 8 22 | 6 20 | 3 17",
    }
    assert [row.task.key for row in year.tasks] == ["T3", "T4", "T9", "T6"]
    assert [task.key for task in year.daily] == ["T1", "T10"]
    assert [(days, [task.key for task in tasks]) for days, tasks in year.weekly] == [
        ((0,), ["T2"]),
        ((3,), ["T7"]),
    ]
    assert [task.key for task in year.on_demand] == ["T5", "T8"]
    assert spelled(year.review) == " |  |  |  |  | 20 |  |  |  |  |  | "
    assert spelled(year.holidays) == "24 25 28 31 | 1 4 |  | 26 29 |  | 24 | 24 | 1 |  | 6 | 11 | "


def test_that_peaks_and_one_off_dates_have_their_rows() -> None:
    sheet = Sheet(
        tasks=(Task("T2", peak_months=(3, 4, 5, 8, 9)), Task("T3")),
        dates=(
            YearDate(date(2027, 3, 31), "Fin des mesures d’hiver"),
            YearDate(date(2028, 3, 31), "Plus tard"),
            YearDate(None, "Sans date"),
        ),
    )
    year = year_of(sheet, START, OBSERVED)
    (peak,) = year.peaks
    assert [month.month for month, high in zip(year.months, peak.months, strict=True) if high] == [
        3,
        4,
        5,
        8,
        9,
    ]
    assert [(row.label, spelled(row.days).replace(" ", "")) for row in year.dates] == [
        ("Fin des mesures d’hiver", "|||31||||||||")
    ]
    assert not any(year.review)


@pytest.mark.parametrize(
    ("rule", "weekdays"),
    [
        (DueRule("FREQ=WEEKLY;BYDAY=MO,TH"), (0, 3)),
        (DueRule("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", start=TODAY), ()),
        (DueRule("FREQ=WEEKLY;UNTIL=20271231;BYDAY=MO"), ()),
        (DueRule("FREQ=MONTHLY;BYDAY=1MO"), ()),
        (DueRule(workday=3), ()),
    ],
)
def test_that_only_plain_weeks_need_no_dates(rule: DueRule, weekdays: tuple[int, ...]) -> None:
    assert weekdays_of(rule) == weekdays


@given(rules)
def test_that_the_year_holds_every_due_date(rule: DueRule) -> None:
    task = replace(P0142.tasks[0], due=rule)
    year = year_of(Sheet(tasks=(task,)), START, OBSERVED)
    for row in year.tasks:
        days = [
            month.replace(day=day)
            for month, numbers in zip(year.months, row.days, strict=True)
            for day in numbers
        ]
        assert days == due_dates(rule, date(2026, 12, 1), date(2027, 11, 30), OBSERVED)
