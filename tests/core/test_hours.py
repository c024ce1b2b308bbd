"""Weekly hours are read as written, written as read, and open spans on the wall clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agence_desktop.core.clock import place, to_instant, to_wall
from agence_desktop.core.errors import InputError
from agence_desktop.core.hours import (
    ALWAYS,
    WeeklyHours,
    covers,
    format_hours,
    open_spans,
    parse_hours,
)
from agence_desktop.core.spans import Span

TORONTO = ZoneInfo("America/Toronto")
HALIFAX = ZoneInfo("America/Halifax")
BLANC_SABLON = ZoneInfo("America/Blanc-Sablon")
CHANGING = (TORONTO, HALIFAX)
FORWARD = date(2026, 3, 8)
BACK = date(2026, 11, 1)
OFFICE = ((8 * 60, 17 * 60),)
CLOSED: tuple[tuple[int, int], ...] = ()


def slot(start: str, end: str, zone: ZoneInfo = TORONTO) -> Span:
    return place(datetime.fromisoformat(start), datetime.fromisoformat(end), zone)


def test_that_the_written_example_is_read() -> None:
    hours = parse_hours("lun-ven 08:00-17:00; sam 09:00-12:00")
    assert hours == WeeklyHours((OFFICE,) * 5 + (((9 * 60, 12 * 60),), CLOSED))
    assert hours.on(date(2026, 11, 20)) == OFFICE
    assert hours.on(date(2026, 11, 22)) == CLOSED


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("lun 08:00-12:00,13:00-17:00", "lun 08:00-12:00,13:00-17:00"),
        ("lun,mer,ven 08:00-17:00", "lun,mer,ven 08:00-17:00"),
        ("lun-mar,jeu 08:00-17:00", "lun-mar,jeu 08:00-17:00"),
        ("sam-lun 10:00-11:00", "lun,sam-dim 10:00-11:00"),
        ("dim 09:00-10:00; lun 09:00-10:00", "lun,dim 09:00-10:00"),
        ("lun 08:00-10:00; lun 09:30-12:00", "lun 08:00-12:00"),
        ("lun 08:00-10:00,10:00-12:00", "lun 08:00-12:00"),
        ("lun 13:00-17:00,08:00-12:00", "lun 08:00-12:00,13:00-17:00"),
        ("ven 18:00-24:00", "ven 18:00-24:00"),
        ("lun-dim 00:00-24:00", "lun-dim 00:00-24:00"),
        ("LUN - VEN 8:00 – 17:00 ;", "lun-ven 08:00-17:00"),
        ("\u00a0lundi-vendredi 8h-16h30", "lun-ven 08:00-16:30"),
        ("Lun, Mer 8 h 30-12 h, 13 h-17 h", "lun,mer 08:30-12:00,13:00-17:00"),
        ("lun-ven : 08:00-17:00", "lun-ven 08:00-17:00"),
        ("Fermé", "fermé"),
    ],
)
def test_that_hours_are_read_leniently_and_written_canonically(text: str, canonical: str) -> None:
    assert format_hours(parse_hours(text)) == canonical
    assert parse_hours(canonical) == parse_hours(text)


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("lun-ven 08:00-17:00; xyz 09:00-12:00", "xyz"),
        ("lun", "lun"),
        ("08:00-17:00", "08:00-17:00"),
        ("lun 8-17", "8-17"),
        ("lun 08:00", "08:00"),
        ("lun 17:00-08:00", "17:00-08:00"),
        ("lun 08:00-08:00", "08:00-08:00"),
        ("lun 22:00-00:00", "22:00-00:00"),
        ("lun 08:00-24:01", "08:00-24:01"),
        ("lun 24:00-24:00", "24:00-24:00"),
        ("lun 08:60-09:00", "08:60-09:00"),
        ("lun-mar-mer 08:00-17:00", "lun-mar-mer"),
        ("lun, 08:00-17:00", "lun,"),
        ("lun 08:00-12:00 mar 08:00-12:00", "08:00-12:00 mar 08:00-12:00"),
        ("lun 08:00-12:00,", "08:00-12:00,"),
        ("lun-ven 08:00-17:00, fermé", "ferme"),
    ],
)
def test_that_unreadable_hours_are_refused_naming_the_faulty_piece(text: str, piece: str) -> None:
    with pytest.raises(InputError) as refusal:
        parse_hours(text)
    assert refusal.value.code == "bad_hours"
    assert f"«\u00a0{piece}\u00a0»" in refusal.value.sentence


@pytest.mark.parametrize("text", ["", "  ", ";", " ; "])
def test_that_no_hours_at_all_are_refused_with_an_example(text: str) -> None:
    with pytest.raises(InputError) as refusal:
        parse_hours(text)
    assert refusal.value.code == "bad_hours"
    assert "lun-ven 08:00-17:00" in refusal.value.sentence


@pytest.mark.parametrize(
    "days",
    [(), (CLOSED,) * 6, (((10, 10),),) + (CLOSED,) * 6, (((-1, 10),),) + (CLOSED,) * 6, (((0, 1441),),) * 7],
)
def test_that_a_week_has_seven_days_of_ranges_within_the_day(
    days: tuple[tuple[tuple[int, int], ...], ...],
) -> None:
    with pytest.raises(ValueError, match=r"week|range"):
        WeeklyHours(days)


ranges = st.builds(
    lambda start, length: (start, min(start + length, 1440)), st.integers(0, 1439), st.integers(1, 700)
)
weeks = st.builds(WeeklyHours, st.tuples(*[st.lists(ranges, max_size=3).map(tuple)] * 7))


@settings(max_examples=100, deadline=None)
@given(weeks)
def test_that_any_week_is_read_back_as_written(hours: WeeklyHours) -> None:
    assert parse_hours(format_hours(hours)) == hours


def test_that_hours_until_24_join_the_next_day_from_midnight() -> None:
    hours = parse_hours("ven 18:00-24:00; sam 00:00-02:00")
    night = slot("2026-11-20T22:00", "2026-11-21T01:30")
    assert covers(hours, night, TORONTO)
    assert open_spans(hours, date(2026, 11, 20), date(2026, 11, 21), TORONTO) == [
        slot("2026-11-20T18:00", "2026-11-21T02:00")
    ]
    assert not covers(parse_hours("ven 18:00-24:00; sam 00:01-02:00"), night, TORONTO)


def test_that_hours_join_from_sunday_to_monday() -> None:
    hours = parse_hours("dim 20:00-24:00; lun 00:00-04:00")
    assert covers(hours, slot("2026-11-22T20:00", "2026-11-23T04:00"), TORONTO)


@pytest.mark.parametrize(
    ("start", "end", "inside"),
    [
        ("08:00", "17:00", True),
        ("07:59", "09:00", False),
        ("16:00", "17:01", False),
        ("11:00", "14:00", True),
        ("17:00", "18:00", False),
    ],
)
def test_that_a_slot_is_within_hours_from_their_start_to_their_end(
    start: str, end: str, inside: bool
) -> None:
    hours = parse_hours("lun-ven 08:00-12:00,12:00-17:00")
    assert covers(hours, slot(f"2026-11-20T{start}", f"2026-11-20T{end}"), TORONTO) is inside


def test_that_a_closed_noon_cuts_the_day() -> None:
    hours = parse_hours("lun-ven 08:00-12:00,13:00-17:00")
    assert not covers(hours, slot("2026-11-20T11:00", "2026-11-20T14:00"), TORONTO)


def test_that_hours_are_those_of_the_zone_of_the_site() -> None:
    hours = parse_hours("lun-ven 08:00-17:00")
    early = slot("2026-11-20T08:00", "2026-11-20T09:00", HALIFAX)
    assert covers(hours, early, HALIFAX)
    assert not covers(hours, early, TORONTO)


def test_that_no_hours_cover_nothing_and_all_hours_everything() -> None:
    long = slot("2026-10-30T09:00", "2026-11-03T09:00")
    assert covers(ALWAYS, long, TORONTO)
    assert not covers(parse_hours("fermé"), long, TORONTO)


@pytest.mark.parametrize("zone", CHANGING)
def test_that_9_h_stays_9_h_across_the_change_of_clocks(zone: ZoneInfo) -> None:
    hours = parse_hours("lun-dim 09:00-10:00")
    for day in (FORWARD, BACK):
        opened = open_spans(hours, day - timedelta(days=1), day + timedelta(days=1), zone)
        assert [to_wall(span.start, zone).hour for span in opened] == [9, 9, 9]
        assert {span.minutes for span in opened} == {60}


def minutes_open(hours: WeeklyHours, first: date, last: date, zone: ZoneInfo) -> int:
    return sum(span.minutes for span in open_spans(hours, first, last, zone))


@pytest.mark.parametrize("zone", [*CHANGING, BLANC_SABLON])
@pytest.mark.parametrize(("day", "change"), [(FORWARD, -60), (BACK, 60), (date(2026, 11, 20), 0)])
def test_that_open_minutes_are_elapsed(zone: ZoneInfo, day: date, change: int) -> None:
    assert minutes_open(ALWAYS, day, day, zone) == 1440 + (0 if zone is BLANC_SABLON else change)
    assert minutes_open(parse_hours("lun-dim 08:00-17:00"), day, day + timedelta(days=6), zone) == 7 * 540


@pytest.mark.parametrize("zone", CHANGING)
@pytest.mark.parametrize(
    ("text", "minutes"), [("dim 01:00-02:30", 90), ("dim 02:30-04:00", 30), ("dim 02:00-03:00", 60)]
)
def test_that_hours_in_the_gap_are_placed_as_a_booking_is(zone: ZoneInfo, text: str, minutes: int) -> None:
    hours = parse_hours(text)
    start, end = hours.on(FORWARD)[0]
    midnight = datetime.combine(FORWARD, datetime.min.time())
    booking = place(midnight + timedelta(minutes=start), midnight + timedelta(minutes=end), zone)
    assert booking.minutes == minutes
    assert covers(hours, booking, zone)


@pytest.mark.parametrize("zone", CHANGING)
def test_that_hours_over_the_repeated_hour_hold_both(zone: ZoneInfo) -> None:
    second = to_instant(datetime.fromisoformat("2026-11-01T01:30"), zone) + timedelta(hours=1)
    assert covers(parse_hours("dim 01:00-03:00"), Span(second, second + timedelta(minutes=15)), zone)
    assert not covers(parse_hours("dim 00:00-01:30"), Span(second, second + timedelta(minutes=15)), zone)


def test_that_nothing_is_open_before_the_first_day() -> None:
    assert open_spans(ALWAYS, date(2026, 11, 20), date(2026, 11, 19), TORONTO) == []


@settings(max_examples=60, deadline=None)
@given(
    weeks,
    st.sampled_from([TORONTO, HALIFAX, BLANC_SABLON]),
    st.integers(0, 5 * 1440),
    st.integers(1, 2 * 1440),
)
def test_that_a_slot_is_within_hours_when_each_of_its_minutes_is(
    hours: WeeklyHours, zone: ZoneInfo, start: int, length: int
) -> None:
    first = datetime.fromisoformat("2026-11-16T00:00") + timedelta(minutes=start)
    span = place(first, first + timedelta(minutes=length), zone)
    walls = (first + timedelta(minutes=step) for step in range(length))
    expected = all(
        any(low <= 60 * wall.hour + wall.minute < high for low, high in hours.on(wall.date()))
        for wall in walls
    )
    assert covers(hours, span, zone) is expected
