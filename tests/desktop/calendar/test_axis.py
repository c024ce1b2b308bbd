"""The time axis: instants and places answer each other, folded days stay narrow, nothing is hidden."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agence_desktop.core.clock import QUEBEC, place, to_instant, to_wall
from agence_desktop.desktop.calendar.axis import Axis, Hours, build_axis, fitting
from agence_desktop.desktop.calendar.items import Day, Style, days_between, working_days
from tests.desktop.calendar.samples import HOLIDAY, OPEN_WEEK, WEEK, at, block, span, wall

HOURS = Hours(7 * 60, 18 * 60)


def week(length: float = 858, days: tuple[Day, ...] = WEEK) -> Axis:
    return build_axis(days, HOURS, QUEBEC, length, folded=58, least=40)


@given(
    day=st.integers(13, 16),
    minute=st.integers(HOURS.first, HOURS.last - 1),
    length=st.floats(200, 4000),
)
@settings(max_examples=60, deadline=None)
def test_that_an_instant_on_view_is_found_again_at_its_place(day: int, minute: int, length: float) -> None:
    axis = week(length)
    instant = to_instant(at(day, 0) + timedelta(minutes=minute), QUEBEC)
    found = axis.instant(axis.x(instant) + 1e-6)
    assert found is not None
    assert abs(found - instant) <= timedelta(seconds=1)


@given(x=st.floats(0, 857.9))
@settings(max_examples=60, deadline=None)
def test_that_a_place_is_found_again_from_its_instant(x: float) -> None:
    axis = week()
    instant = axis.instant(x)
    assert instant is not None
    # A wall clock is rounded to the second; a folded day holds 24 h in 58 px.
    assert axis.x(instant) == pytest.approx(x, abs=0.05)


@given(st.lists(st.datetimes(wall(10, 1), wall(11, 10)), min_size=2, max_size=2))
@settings(max_examples=60, deadline=None)
def test_that_later_never_stands_to_the_left(walls: list[datetime]) -> None:
    axis = week()
    first, last = sorted(each.replace(tzinfo=UTC) for each in walls)
    assert axis.x(first) <= axis.x(last)


def test_that_a_folded_day_is_narrow_and_the_others_share_the_rest() -> None:
    widths = [column.width for column in week().columns]
    assert widths == pytest.approx([58, 200, 200, 200, 200])


def test_that_days_are_never_narrower_than_the_least() -> None:
    assert week(100).columns[1].width == 40


def test_that_a_week_of_folded_days_shares_the_whole_length() -> None:
    axis = week(600, (HOLIDAY, Day(date(2026, 10, 13), True)))
    assert [column.width for column in axis.columns] == [300, 300]
    assert axis.columns[0].first == HOURS.first


def test_that_a_span_outside_the_hours_shown_has_no_extent() -> None:
    assert week().extent(span(14, 19, 20)) is None


def test_that_a_span_over_several_days_is_clipped_to_the_hours_shown() -> None:
    axis = week()
    long = place(at(13, 17), at(14, 8), QUEBEC)
    left, right = axis.extent(long) or (0, 0)
    tuesday, wednesday = axis.columns[1], axis.columns[2]
    assert (left, right) == (tuesday.x(17 * 60), wednesday.x(8 * 60))


def test_that_a_span_on_a_day_left_out_stands_nowhere() -> None:
    days = working_days(days_between(date(2026, 10, 12), date(2026, 10, 20)))
    axis = build_axis(days, HOURS, QUEBEC, 700, 58, 40)
    assert [column.day.date.day for column in axis.columns] == [12, 13, 14, 15, 16, 19, 20]
    assert axis.extent(span(17, 9, 12)) is None
    assert axis.x(span(18, 9, 10).start) == axis.columns[4].right


def test_that_only_instants_on_view_are_shown() -> None:
    axis = week()
    assert axis.shows(span(14, 9, 10).start)
    assert not axis.shows(span(14, 18, 19).start)
    assert not axis.shows(span(19, 9, 10).start)


def test_that_a_place_in_another_zone_stands_at_the_clock_of_the_view() -> None:
    atlantic = ZoneInfo("America/Halifax")
    axis = week()
    there = place(at(14, 10), at(14, 11), atlantic)
    assert axis.x(there.start) == axis.x(span(14, 9, 10).start)


def test_that_the_night_of_the_change_of_clocks_keeps_its_wall_clock() -> None:
    days = days_between(date(2026, 10, 31), date(2026, 11, 2))
    axis = build_axis(days, Hours(0, 1440), QUEBEC, 1440 * 3, 58, 40)
    sunday = place(wall(11, 1, 9), wall(11, 1, 10), QUEBEC)
    assert axis.x(sunday.start) == 1440 + 9 * 60
    found = axis.instant(1440 + 9 * 60)
    assert found is not None
    assert to_wall(found, QUEBEC) == wall(11, 1, 9)


def test_that_an_axis_without_days_answers_nothing() -> None:
    axis = week(days=())
    assert (axis.length, axis.span, axis.wall(10), axis.instant(10)) == (0, None, None, None)


def test_that_an_early_booking_widens_the_hours_to_whole_ones() -> None:
    _days, hours = fitting(WEEK, HOURS, [block("a", 14, 6.25, 8), block("b", 15, 17, 19.5)], QUEBEC)
    assert (hours.first, hours.last) == (6 * 60, 20 * 60)


def test_that_a_booking_past_midnight_shows_both_ends() -> None:
    late = block("a", 14, 22, 23)
    late = late.at("204", place(at(14, 22), at(15, 1), QUEBEC))
    _days, hours = fitting(WEEK, HOURS, [late], QUEBEC)
    assert (hours.first, hours.last) == (0, 1440)


def test_that_a_booking_on_a_holiday_unfolds_it_and_keeps_its_name() -> None:
    days, hours = fitting(WEEK, HOURS, [block("a", 12, 9, 10)], QUEBEC)
    assert not days[0].folded
    assert days[0].name == HOLIDAY.name
    assert hours == HOURS


@pytest.mark.parametrize("style", [Style.CLOSED, Style.LINKED, Style.CANCELLED, Style.ABSENT])
def test_that_closures_and_the_like_leave_the_axis_alone(style: Style) -> None:
    assert fitting(WEEK, HOURS, [block("a", 12, 0, 23, style=style)], QUEBEC) == (WEEK, HOURS)


def test_that_a_booking_outside_the_range_leaves_the_axis_alone() -> None:
    assert fitting(OPEN_WEEK, HOURS, [block("a", 20, 5, 6)], QUEBEC) == (OPEN_WEEK, HOURS)


@pytest.mark.parametrize(("first", "last"), [(600, 600), (-1, 60), (0, 1441)])
def test_that_hours_outside_a_day_are_refused(first: int, last: int) -> None:
    with pytest.raises(ValueError, match="hours"):
        Hours(first, last)
