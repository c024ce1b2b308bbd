"""Wall clocks of Québec's zones become instants by one rule, also when clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agence_desktop.core.clock import (
    FixedClock,
    SystemClock,
    exists,
    local_days,
    local_midnight,
    place,
    to_instant,
    to_wall,
)
from agence_desktop.core.spans import Span

TORONTO = ZoneInfo("America/Toronto")
HALIFAX = ZoneInfo("America/Halifax")
BLANC_SABLON = ZoneInfo("America/Blanc-Sablon")
ZONES = (TORONTO, HALIFAX, BLANC_SABLON)
CHANGING = {TORONTO: 4, HALIFAX: 3}
"""Zones that change clocks, with their hours behind UTC in summer time."""

FORWARD = (datetime.fromisoformat("2026-03-08"), datetime.fromisoformat("2027-03-14"))
BACK = (datetime.fromisoformat("2026-11-01"), datetime.fromisoformat("2027-11-07"))
PLAIN = datetime.fromisoformat("2026-11-20")


def at(day: datetime, hour: int, minute: int = 0) -> datetime:
    return day.replace(hour=hour, minute=minute)


def utc(day: datetime, hours: float) -> datetime:
    return day.replace(tzinfo=UTC) + timedelta(hours=hours)


@pytest.mark.parametrize("day", FORWARD)
@pytest.mark.parametrize(("zone", "behind"), CHANGING.items())
def test_that_a_time_that_does_not_exist_moves_forward_by_the_gap(
    zone: ZoneInfo, behind: int, day: datetime
) -> None:
    assert not exists(at(day, 2, 30), zone)
    assert to_instant(at(day, 2, 30), zone) == utc(day, 3.5 + behind)
    assert to_wall(to_instant(at(day, 2, 30), zone), zone) == at(day, 3, 30)


@pytest.mark.parametrize("day", FORWARD)
@pytest.mark.parametrize("zone", CHANGING)
def test_that_only_the_gap_itself_does_not_exist(zone: ZoneInfo, day: datetime) -> None:
    assert exists(at(day, 1, 59), zone)
    assert not exists(at(day, 2), zone)
    assert not exists(at(day, 2, 59), zone)
    assert exists(at(day, 3), zone)


@pytest.mark.parametrize("day", BACK)
@pytest.mark.parametrize(("zone", "behind"), CHANGING.items())
def test_that_an_ambiguous_time_is_the_first(zone: ZoneInfo, behind: int, day: datetime) -> None:
    assert exists(at(day, 1, 30), zone)
    assert to_instant(at(day, 1, 30), zone) == utc(day, 1.5 + behind)
    assert to_wall(utc(day, 2.5 + behind), zone) == at(day, 1, 30)


@pytest.mark.parametrize("day", FORWARD + BACK)
def test_that_blanc_sablon_never_changes_its_clocks(day: datetime) -> None:
    for minute in range(0, 24 * 60, 30):
        wall = day + timedelta(minutes=minute)
        assert exists(wall, BLANC_SABLON)
        assert to_instant(wall, BLANC_SABLON) == utc(wall, 4)


@pytest.mark.parametrize("day", FORWARD)
@pytest.mark.parametrize(("zone", "behind"), CHANGING.items())
@pytest.mark.parametrize(
    ("start", "end", "placed"),
    [
        pytest.param((1, 0), (2, 30), (2.0, 3.5), id="starts before, ends in the gap"),
        pytest.param((2, 30), (4, 0), (3.5, 4.0), id="starts in the gap, ends after"),
        pytest.param((2, 15), (2, 45), (3.25, 3.75), id="wholly in the gap"),
        pytest.param((1, 0), (4, 0), (2.0, 4.0), id="over the gap"),
        pytest.param((2, 0), (3, 0), (3.0, 4.0), id="the gap itself: the length is kept"),
        pytest.param((2, 30), (3, 0), (3.5, 4.0), id="placed end before placed start: the length is kept"),
        pytest.param((2, 30), (3, 30), (3.5, 4.5), id="placed end on placed start: the length is kept"),
    ],
)
def test_that_a_slot_around_the_gap_is_placed_by_its_two_wall_clocks(
    zone: ZoneInfo,
    behind: int,
    day: datetime,
    start: tuple[int, int],
    end: tuple[int, int],
    placed: tuple[float, float],
) -> None:
    """``placed`` is in hours of summer time, where 01:00 of winter time is 2."""
    expected = Span(utc(day, placed[0] + behind), utc(day, placed[1] + behind))
    assert place(at(day, *start), at(day, *end), zone) == expected


@pytest.mark.parametrize("day", BACK)
@pytest.mark.parametrize("zone", CHANGING)
@pytest.mark.parametrize(
    ("start", "end", "elapsed"),
    [((0, 30), (1, 30), 60), ((1, 30), (2, 30), 120), ((1, 15), (1, 45), 30), ((0, 0), (3, 0), 240)],
)
def test_that_a_slot_over_the_hour_that_repeats_takes_the_first_of_both_ends(
    zone: ZoneInfo, day: datetime, start: tuple[int, int], end: tuple[int, int], elapsed: int
) -> None:
    assert place(at(day, *start), at(day, *end), zone).minutes == elapsed


def test_that_placing_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="ends after"):
        place(at(PLAIN, 9), at(PLAIN, 9), TORONTO)


@pytest.mark.parametrize("zone", ZONES)
def test_that_a_slot_that_ends_at_midnight_touches_one_day(zone: ZoneInfo) -> None:
    midnight = PLAIN + timedelta(days=1)
    assert local_days(place(at(PLAIN, 9), midnight, zone), zone) == 1
    assert local_days(place(at(PLAIN, 9), midnight + timedelta(minutes=1), zone), zone) == 2
    assert local_days(place(at(PLAIN, 23), at(PLAIN, 23, 30), zone), zone) == 1


@pytest.mark.parametrize("day", FORWARD + BACK)
@pytest.mark.parametrize("zone", ZONES)
def test_that_a_day_of_23_or_25_hours_is_one_day(zone: ZoneInfo, day: datetime) -> None:
    whole = place(day, day + timedelta(days=1), zone)
    changes = 0 if zone is BLANC_SABLON else 60
    assert whole.minutes == 24 * 60 + (changes if day in BACK else -changes)
    assert local_days(whole, zone) == 1
    assert local_midnight(whole.start, zone)
    assert local_midnight(whole.end, zone)


def test_that_midnight_is_that_of_the_zone() -> None:
    midnight = to_instant(PLAIN, TORONTO)
    assert local_midnight(midnight, TORONTO)
    assert not local_midnight(midnight, HALIFAX)
    assert not local_midnight(midnight + timedelta(seconds=1), TORONTO)


def test_that_a_fixed_clock_stands_still_in_utc() -> None:
    clock = FixedClock(datetime(2026, 11, 20, 8, tzinfo=TORONTO))
    assert clock.now() == datetime(2026, 11, 20, 13, tzinfo=UTC)
    assert clock.now().tzinfo is UTC


def test_that_the_system_clock_gives_aware_instants_that_do_not_go_back() -> None:
    first, second = SystemClock().now(), SystemClock().now()
    assert first.tzinfo is UTC
    assert first <= second


walls = st.builds(
    lambda day, minute: day + timedelta(minutes=minute),
    st.sampled_from([*FORWARD, *BACK, PLAIN]),
    st.integers(-6 * 60, 2 * 24 * 60),
)


@settings(max_examples=200, deadline=None)
@given(walls, st.sampled_from(ZONES))
def test_that_existing_wall_clocks_come_back_from_their_instant(wall: datetime, zone: ZoneInfo) -> None:
    back = to_wall(to_instant(wall, zone), zone)
    assert back == (wall if exists(wall, zone) else wall + timedelta(hours=1))


@settings(max_examples=200, deadline=None)
@given(walls, st.integers(1, 3 * 24 * 60), st.sampled_from(ZONES))
def test_that_every_slot_is_placed_near_its_length(wall: datetime, length: int, zone: ZoneInfo) -> None:
    placed = place(wall, wall + timedelta(minutes=length), zone)
    assert abs(placed.minutes - length) <= 60
