"""Which dates a recurrence rule gives, and when it gives none or too many."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from agence_desktop.core.clock import to_instant, to_wall
from agence_desktop.core.errors import ExitCode
from agence_desktop.core.recurrence import (
    RuleError,
    check_rule,
    expand,
    occurrences,
)
from support.effort import counting_calls

TORONTO = ZoneInfo("America/Toronto")
HALIFAX = ZoneInfo("America/Halifax")
BLANC_SABLON = ZoneInfo("America/Blanc-Sablon")
START = datetime.fromisoformat("2026-12-01T09:00")
"""A Tuesday."""


def walls(days: str, hour: str = "09:00") -> list[datetime]:
    """Wall clocks at one hour; after the first, ``-05`` keeps the month and ``-10-05`` the year before."""
    found: list[str] = []
    for day in days.split():
        found.append(day if len(day) == 10 else found[-1][: 10 - len(day)] + day)
    return [datetime.fromisoformat(f"{day}T{hour}") for day in found]


def dates(
    rule: str | None,
    start: datetime = START,
    zone: ZoneInfo = TORONTO,
    exdates: Sequence[datetime] = (),
    rdates: Sequence[datetime] = (),
) -> list[datetime]:
    return expand(start, zone, rule, exdates, rdates)


def refusal(rule: str | None, **others: Sequence[datetime]) -> str:
    with pytest.raises(RuleError) as caught:
        dates(rule, **others)  # type: ignore[arg-type]
    assert caught.value.sentence.endswith(".")
    assert caught.value.exit_code is ExitCode.UNREADABLE
    return caught.value.code


# Dates of RFC 5545 § 3.8.5.3, in a zone with the clocks of New York


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        ("FREQ=DAILY;COUNT=10", "1997-09-02", "1997-09-02 03 04 05 06 07 08 09 10 11"),
        ("FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-09-02", "1997-09-02 12 22 10-02 12"),
        (
            "FREQ=WEEKLY;INTERVAL=2;WKST=SU;UNTIL=19971224T000000Z",
            "1997-09-02",
            "1997-09-02 16 30 10-14 28 11-11 25 12-09 23",
        ),
        (
            "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH",
            "1997-09-02",
            "1997-09-02 04 09 11 16 18 23 25 30 10-02",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
            "1997-09-01",
            "1997-09-01 03 05 15 17 19 29 10-01 03 13 15 17 27 29 31 11-10 12 14 24 26 28 12-08 10 12 22",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
            "1997-09-02",
            "1997-09-02 04 16 18 30 10-02 14 16",
        ),
        (
            "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
            "1997-09-05",
            "1997-09-05 10-03 11-07 12-05 1998-01-02 02-06 03-06 04-03 05-01 06-05",
        ),
        (
            "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
            "1997-09-07",
            "1997-09-07 28 11-02 30 1998-01-04 25 03-01 29 05-03 31",
        ),
        (
            "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
            "1997-09-22",
            "1997-09-22 10-20 11-17 12-22 1998-01-19 02-16",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=6",
            "1997-09-28",
            "1997-09-28 10-29 11-28 12-29 1998-01-29 02-26",
        ),
        (
            "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
            "1997-09-02",
            "1997-09-02 15 10-02 15 11-02 15 12-02 15 1998-01-02 15",
        ),
        (
            "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
            "1997-09-30",
            "1997-09-30 10-01 31 11-01 30 12-01 31 1998-01-01 31 02-01",
        ),
        (
            "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
            "1997-09-10",
            "1997-09-10 11 12 13 14 15 1999-03-10 11 12 13",
        ),
        (
            "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
            "1997-06-10",
            "1997-06-10 07-10 1998-06-10 07-10 1999-06-10 07-10 2000-06-10 07-10 2001-06-10 07-10",
        ),
        ("FREQ=YEARLY;BYDAY=20MO;COUNT=3", "1997-05-19", "1997-05-19 1998-05-18 1999-05-17"),
        (
            "FREQ=YEARLY;BYMONTH=3;BYDAY=TH;COUNT=7",
            "1997-03-13",
            "1997-03-13 20 27 1998-03-05 12 19 26",
        ),
        (
            "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=5",
            "1997-09-02",
            "1998-02-13 03-13 11-13 1999-08-13 2000-10-13",
        ),
        (
            "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13;COUNT=10",
            "1997-09-13",
            "1997-09-13 10-11 11-08 12-13 1998-01-10 02-07 03-07 04-11 05-09 06-13",
        ),
        (
            "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=3",
            "1996-11-05",
            "1996-11-05 2000-11-07 2004-11-02",
        ),
        ("FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09-04", "1997-09-04 10-07 11-06"),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=7",
            "1997-09-29",
            "1997-09-29 10-30 11-27 12-30 1998-01-29 02-26 03-30",
        ),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05", "1997-08-05 10 19 24"),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05", "1997-08-05 17 19 31"),
        ("FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "2007-01-15", "2007-01-15 30 02-15 03-15 30"),
    ],
)
def test_that_the_examples_of_rfc_5545_give_their_dates(rule: str, start: str, expected: str) -> None:
    assert dates(rule, walls(start)[0]) == walls(expected)


# What the product decides


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        pytest.param(
            "FREQ=MONTHLY;COUNT=3",
            "2026-01-31",
            "2026-01-31 03-31 05-31",
            id="a day a month lacks is skipped",
        ),
        pytest.param("FREQ=YEARLY;COUNT=2", "2028-02-29", "2028-02-29 2032-02-29", id="29 February"),
        pytest.param(
            "FREQ=MONTHLY;BYDAY=5FR;COUNT=3", "2026-10-01", "2026-10-30 2027-01-29 04-30", id="fifth Fridays"
        ),
        pytest.param(
            "FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", "2026-10-01", "2026-10-30 11-27 12-25", id="last Fridays"
        ),
        pytest.param(
            "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", "2026-01-01", "2026-01-31 02-28 03-31", id="last days"
        ),
        pytest.param(
            "FREQ=WEEKLY;BYDAY=MO;COUNT=2",
            "2026-12-01",
            "2026-12-07 14",
            id="a start the rule does not give is no date, and does not count",
        ),
        pytest.param(
            "FREQ=MONTHLY;BYDAY=TU,1MO;COUNT=4",
            "2026-12-01",
            "2026-12-01 07 08 15",
            id="weekdays with and without ordinals add up",
        ),
        pytest.param(
            "FREQ=WEEKLY;BYDAY=MO,WE;BYSETPOS=1;COUNT=2",
            "2026-12-02",
            "2026-12-07 14",
            id="positions are those of the whole week, also of the first",
        ),
        pytest.param(
            "FREQ=YEARLY;BYDAY=MO;BYSETPOS=1,-1;COUNT=3",
            "2026-06-01",
            "2026-12-28 2027-01-04 12-27",
            id="positions are those of the whole year, also of the first",
        ),
        pytest.param(
            "FREQ=DAILY;INTERVAL=5;BYMONTH=1,3;COUNT=8",
            "2026-12-30",
            "2027-01-04 09 14 19 24 29 03-05 10",
            id="days keep their rhythm over months left out",
        ),
        pytest.param(
            "FREQ=DAILY;BYMONTHDAY=1,-1;BYDAY=TU;COUNT=2",
            "2026-12-01",
            "2026-12-01 2027-06-01",
            id="daily limits",
        ),
        pytest.param(
            "FREQ=YEARLY;BYMONTHDAY=31;COUNT=3",
            "2026-02-01",
            "2026-03-31 05-31 07-31",
            id="31st of any month",
        ),
        pytest.param(
            "FREQ=YEARLY;BYDAY=53FR;COUNT=2", "2026-01-01", "2027-12-31 2032-12-31", id="53rd Fridays"
        ),
        pytest.param(
            "FREQ=YEARLY;BYDAY=-1FR;COUNT=2", "2026-01-01", "2026-12-25 2027-12-31", id="last of the year"
        ),
    ],
)
def test_which_dates_a_rule_gives(rule: str, start: str, expected: str) -> None:
    assert dates(rule, walls(start)[0]) == walls(expected)


def test_that_without_a_rule_there_is_one_date() -> None:
    assert dates(None) == [START]


def test_that_added_dates_join_a_start_without_rule() -> None:
    assert dates(None, rdates=walls("2026-12-05 02")) == walls("2026-12-01 02 05")


def test_that_an_added_date_brings_back_a_start_the_rule_does_not_give() -> None:
    assert dates("FREQ=WEEKLY;BYDAY=MO;COUNT=1", rdates=[START]) == walls("2026-12-01 07")


def test_that_count_counts_before_dates_are_removed() -> None:
    assert dates("FREQ=DAILY;COUNT=4", exdates=walls("2026-12-02 03")) == walls("2026-12-01 04")


def test_that_only_equal_wall_clocks_are_removed() -> None:
    assert dates("FREQ=DAILY;COUNT=2", exdates=walls("2026-12-01 02", hour="09:01")) == walls("2026-12-01 02")


def test_that_a_removed_date_may_be_added_again() -> None:
    (fifth,) = walls("2026-12-05")
    assert dates("FREQ=DAILY;COUNT=5", exdates=[START, fifth], rdates=[fifth]) == walls("2026-12-02 03 04 05")
    assert dates(None, exdates=[START, fifth], rdates=[fifth]) == [fifth]


def test_that_added_dates_come_in_time_order_without_duplicates() -> None:
    added = [*walls("2026-11-30 12-02 02"), START.replace(hour=8), START]
    assert dates("FREQ=DAILY;COUNT=3", rdates=added) == [
        *walls("2026-11-30"),
        START.replace(hour=8),
        *walls("2026-12-01 02 03"),
    ]


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20261203", 3),
        ("20261203T085959", 2),
        ("20261203T090000", 3),
        ("20261203T140000Z", 3),
        ("20261203T135959Z", 2),
        ("20261201T140000Z", 1),
    ],
)
def test_that_an_end_is_included_as_a_day_a_wall_clock_or_an_instant(until: str, last: int) -> None:
    assert dates(f"FREQ=DAILY;UNTIL={until}")[-1].day == last


def test_that_an_end_in_utc_is_an_instant_of_the_zone() -> None:
    rule = "FREQ=DAILY;UNTIL=20261203T130000Z"
    assert dates(rule, zone=HALIFAX)[-1].day == 3
    assert dates(rule, zone=TORONTO)[-1].day == 2
    late = START.replace(hour=20)
    assert dates("FREQ=DAILY;UNTIL=20261204T010000Z", late)[-1] == late.replace(day=3)


@pytest.mark.parametrize(
    ("start", "hour", "until", "last"),
    [
        pytest.param("2026-03-07", "02:30", "20260308T071500Z", 7, id="before a time moved out of the gap"),
        pytest.param("2026-03-07", "02:30", "20260308T073000Z", 8, id="at a time moved out of the gap"),
        pytest.param(
            "2026-10-31", "01:45", "20261101T054400Z", 31, id="before the first of the repeated hour"
        ),
        pytest.param("2026-10-31", "01:45", "20261101T063000Z", 1, id="in the second of the repeated hour"),
    ],
)
def test_that_an_end_in_utc_is_compared_with_placed_dates(
    start: str, hour: str, until: str, last: int
) -> None:
    assert dates(f"FREQ=DAILY;UNTIL={until}", walls(start, hour)[0])[-1].day == last


@pytest.mark.parametrize("until", ["00010101", "00010101T000000", "00010101T000000Z"])
def test_that_an_end_before_the_start_leaves_no_date(until: str) -> None:
    assert refusal(f"FREQ=DAILY;UNTIL={until}") == "bad_rule"


@pytest.mark.parametrize("until", ["99991231", "99991231T235959", "99991231T235959Z"])
def test_that_an_end_at_the_end_of_the_calendar_is_read(until: str) -> None:
    assert refusal(f"FREQ=DAILY;UNTIL={until}") == "too_many"


@pytest.mark.parametrize("zone", [TORONTO, HALIFAX, BLANC_SABLON])
@pytest.mark.parametrize("start", ["2026-03-05", "2026-10-29", "2027-03-11", "2027-11-04"])
def test_that_9_h_stays_9_h_across_a_change_of_clocks(zone: ZoneInfo, start: str) -> None:
    first = walls(start)[0]
    days = dates("FREQ=DAILY;COUNT=7", first, zone)
    assert days == [first + timedelta(days=day) for day in range(7)]
    assert [to_wall(to_instant(wall, zone), zone) for wall in days] == days


@pytest.mark.parametrize("zone", [TORONTO, HALIFAX])
@pytest.mark.parametrize("start", ["2026-03-07", "2027-03-13"])
def test_that_a_daily_time_in_the_gap_is_kept_and_placed_forward(zone: ZoneInfo, start: str) -> None:
    first = walls(start, "02:30")[0]
    days = dates("FREQ=DAILY;COUNT=3", first, zone)
    assert [wall.hour for wall in days] == [2, 2, 2]
    assert [to_wall(to_instant(wall, zone), zone).hour for wall in days] == [2, 3, 2]


@pytest.mark.parametrize("zone", [TORONTO, HALIFAX])
@pytest.mark.parametrize("day", ["2026-03-08", "2027-03-14"])
def test_that_two_wall_clocks_at_one_instant_are_one_date(zone: ZoneInfo, day: str) -> None:
    (inside,), (after,) = walls(day, "02:30"), walls(day, "03:30")
    assert dates("FREQ=DAILY;COUNT=1", after, zone, rdates=[inside]) == [after]
    assert dates("FREQ=DAILY;COUNT=1", inside, zone, rdates=[after]) == [inside]
    assert dates(None, inside, BLANC_SABLON, rdates=[after]) == [inside, after]


def test_that_dates_are_ordered_by_their_instants() -> None:
    (inside,), (after,) = walls("2026-03-08", "02:45"), walls("2026-03-08", "03:15")
    assert dates(None, inside, rdates=[after]) == [after, inside]


@pytest.mark.parametrize("day", ["2026-11-01", "2027-11-07"])
def test_that_the_hour_that_repeats_gives_one_date(day: str) -> None:
    (wall,) = walls(day, "01:30")
    assert dates("FREQ=DAILY;COUNT=1", wall, rdates=[wall.replace(fold=1)]) == [wall]


def test_that_an_unreadable_rule_is_not_expanded() -> None:
    assert refusal("FREQ=HOURLY") == "bad_rule"


# Too many, or none


def test_that_a_thousand_dates_pass_and_one_more_does_not() -> None:
    assert len(dates("FREQ=DAILY;COUNT=1000")) == 1000
    assert refusal("FREQ=DAILY;COUNT=1001") == "too_many"
    with pytest.raises(RuleError, match="plus de 1\u00a0000 dates"):
        dates("FREQ=DAILY;COUNT=1001")
    assert refusal("FREQ=DAILY;UNTIL=20290827") == "too_many"
    assert len(dates("FREQ=DAILY;UNTIL=20290826")) == 1000


def test_that_dates_are_counted_after_removing_and_adding() -> None:
    removed = walls("2026-12-02 03")
    assert len(dates("FREQ=DAILY;COUNT=1002", exdates=removed)) == 1000
    assert refusal("FREQ=DAILY;COUNT=1003", exdates=removed) == "too_many"
    unmatched = [*removed, *walls("2020-01-01")]
    assert refusal("FREQ=DAILY;COUNT=1002", exdates=unmatched, rdates=walls("2020-01-02")) == "too_many"
    assert len(dates("FREQ=DAILY;COUNT=1000", rdates=[START])) == 1000
    assert refusal("FREQ=DAILY;COUNT=1000", rdates=walls("2026-11-30")) == "too_many"
    assert refusal(None, rdates=[START + timedelta(days=day) for day in range(1, 1001)]) == "too_many"


def test_that_the_limit_may_be_another() -> None:
    assert len(expand(START, TORONTO, "FREQ=DAILY;COUNT=4", limit=4)) == 4
    with pytest.raises(RuleError, match="too_many"):
        expand(START, TORONTO, "FREQ=DAILY;COUNT=5", limit=4)


@pytest.mark.parametrize(
    "rule", ["FREQ=DAILY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=WEEKLY;BYDAY=MO"]
)
def test_that_a_rule_without_end_is_too_many(rule: str) -> None:
    assert check_rule(rule).endless
    assert refusal(rule) == "too_many"


def test_that_an_endless_rule_may_be_read_up_to_a_day() -> None:
    assert list(islice(occurrences(check_rule("FREQ=WEEKLY"), START, TORONTO), 3)) == walls(
        "2026-12-01 08 15"
    )


def test_that_a_rule_that_leaves_no_date_is_bad() -> None:
    assert refusal("FREQ=DAILY;UNTIL=20261130") == "bad_rule"
    assert refusal("FREQ=DAILY;COUNT=2", exdates=walls("2026-12-01 02")) == "bad_rule"
    assert refusal(None, exdates=[START]) == "bad_rule"
    assert refusal("FREQ=WEEKLY;BYDAY=MO;UNTIL=20261206") == "bad_rule"


def test_that_an_added_date_is_left_where_the_rule_ended_before() -> None:
    assert dates("FREQ=DAILY;UNTIL=20261130", rdates=walls("2026-12-05")) == walls("2026-12-05")


CALLS_OF_A_CENTURY = 1_000_000
"""Looking through 100 years makes at most this many; up to the year 9999 it is eighty times as much."""

BARREN = [
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3",
    "FREQ=DAILY;INTERVAL=1;BYMONTH=2;BYMONTHDAY=30;COUNT=3",
    "FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2,4,6,9,11;UNTIL=99991231T235959Z",
    "FREQ=DAILY;BYDAY=MO;BYSETPOS=2;COUNT=2",
    "FREQ=DAILY;INTERVAL=7;BYDAY=WE;COUNT=2",
    "FREQ=DAILY;INTERVAL=1000000;COUNT=2",
    "FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=3;COUNT=1",
    "FREQ=MONTHLY;BYDAY=6MO;COUNT=2",
    "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=8;COUNT=2",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=32;COUNT=2",
    "FREQ=MONTHLY;INTERVAL=12;BYMONTH=3;COUNT=2",
    "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29;COUNT=2",
    "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYMONTHDAY=1,2;BYSETPOS=-25;COUNT=2",
    "FREQ=YEARLY;INTERVAL=101;COUNT=2",
    f"FREQ=YEARLY;INTERVAL={'9' * 300};COUNT=2",
    "FREQ=YEARLY;INTERVAL=101;UNTIL=99991231",
]


@pytest.mark.parametrize("rule", BARREN)
def test_that_a_rule_that_yields_nothing_for_100_years_is_bad_at_once(rule: str) -> None:
    refused, calls = counting_calls(lambda: refusal(rule, rdates=walls("2026-12-05")))
    assert refused == "bad_rule"
    assert calls < CALLS_OF_A_CENTURY


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;COUNT=999999999",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;COUNT=1001",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;UNTIL=99991231T235959Z",
    ],
)
def test_that_too_many_dates_are_refused_without_being_made(rule: str) -> None:
    refused, calls = counting_calls(lambda: refusal(rule))
    assert refused == "too_many"
    assert calls < 4_000_000


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=YEARLY;INTERVAL=100;COUNT=3", "2026-12-01 2126-12-01 2226-12-01"),
        ("FREQ=DAILY;INTERVAL=1000000;COUNT=1", "2026-12-01"),
        ("FREQ=YEARLY;INTERVAL=1000;UNTIL=20991231", "2026-12-01"),
        ("FREQ=YEARLY;INTERVAL=100;UNTIL=21270101", "2026-12-01 2126-12-01"),
    ],
)
def test_that_rare_dates_pass_when_no_wait_exceeds_100_years(rule: str, expected: str) -> None:
    assert dates(rule) == walls(expected)


def test_that_an_end_after_the_calendar_is_no_fault() -> None:
    start = datetime.fromisoformat("9995-06-01T09:00")
    assert len(dates("FREQ=YEARLY;UNTIL=99991231T235959Z", start)) == 4
