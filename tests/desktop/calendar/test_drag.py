"""Creating, moving and resizing as arithmetic."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agence_desktop.core.clock import QUEBEC, place
from agence_desktop.desktop.calendar.axis import Axis, Hours, build_axis
from agence_desktop.desktop.calendar.drag import (
    Drag,
    Grip,
    Target,
    ceiling,
    floor,
    nudged,
    on_next_day,
    restepped,
    snap,
    stretched,
)
from agence_desktop.desktop.calendar.items import Row
from tests.desktop.calendar.samples import ROWS, WEEK, at, block, span, wall

AXIS: Axis = build_axis(WEEK, Hours(8 * 60, 17 * 60), QUEBEC, 900, 58, 40)
ROOM, OTHER = ROWS[0], ROWS[1]
QUARTERS = Row("q", "Salle au quart d’heure", grid_minutes=15)


@given(st.datetimes(wall(1, 1), wall(12, 31)), st.sampled_from([5, 15, 30, 60]))
@settings(max_examples=80, deadline=None)
def test_that_snapping_never_moves_by_more_than_half_a_step(clock: datetime, grid: int) -> None:
    snapped = snap(clock, grid)
    assert (snapped.hour * 60 + snapped.minute) % grid == 0
    assert abs(snapped - clock) <= timedelta(minutes=grid) / 2
    assert floor(clock, grid) <= clock <= ceiling(clock, grid)


def test_that_a_drag_over_free_cells_creates_whole_steps() -> None:
    drag = Drag(Grip.CREATE, ROOM, at(14, 9.2), AXIS)
    assert drag.to(OTHER, at(14, 10.6)) == Target("204", span(14, 9, 11))
    assert drag.to(ROOM, at(14, 8.1)) == Target("204", span(14, 8, 9.5))
    assert drag.origin == Target("204", span(14, 9, 9.5))
    assert drag.block_key == ""


def test_that_a_click_on_the_grid_line_creates_one_step() -> None:
    assert Drag(Grip.CREATE, ROOM, at(14, 9), AXIS).origin.span == span(14, 9, 9.5)


def test_that_a_move_keeps_the_length_and_takes_the_grid_of_the_target() -> None:
    drag = Drag(Grip.MOVE, ROOM, at(14, 9.5), AXIS, block("a", 14, 9, 11.5))
    assert drag.to(OTHER, at(15, 13.6)) == Target("205", span(15, 13, 15.5))
    assert drag.to(QUARTERS, at(15, 13.75)) == Target("q", span(15, 13.25, 15.75))


def test_that_a_move_to_another_row_keeps_a_time_off_the_grid() -> None:
    drag = Drag(Grip.MOVE, ROOM, at(14, 10), AXIS, block("a", 14, 9 + 1 / 6, 11))
    assert drag.to(OTHER, at(14, 10.1)).span == drag.origin.span


def test_that_a_move_across_the_change_of_clocks_keeps_the_wall_clock() -> None:
    days = build_axis(WEEK, Hours(0, 1440), QUEBEC, 900, 58, 40)
    before = place(wall(10, 30, 9), wall(10, 30, 12), QUEBEC)
    drag = Drag(Grip.MOVE, ROOM, wall(10, 30, 9), days, block("a", 14, 9, 11).at("204", before))
    moved = drag.to(ROOM, wall(11, 3, 9)).span
    assert moved == place(wall(11, 3, 9), wall(11, 3, 12), QUEBEC)


def test_that_pulling_an_end_moves_that_end_only() -> None:
    booked = block("a", 14, 9, 11)
    assert Drag(Grip.END, ROOM, at(14, 11), AXIS, booked).to(OTHER, at(14, 12.4)).span == span(14, 9, 12.5)
    assert Drag(Grip.START, ROOM, at(14, 9), AXIS, booked).to(OTHER, at(14, 8.1)).span == span(14, 8, 11)


def test_that_nothing_gets_shorter_than_a_step() -> None:
    booked = block("a", 14, 9, 11)
    assert Drag(Grip.END, ROOM, at(14, 11), AXIS, booked).to(ROOM, at(14, 8)).span == span(14, 9, 9.5)
    assert Drag(Grip.START, ROOM, at(14, 9), AXIS, booked).to(ROOM, at(14, 16)).span == span(14, 10.5, 11)
    assert stretched(span(14, 9, 10), -300, ROOM, AXIS) == span(14, 9, 9.5)


@pytest.mark.parametrize(
    ("minutes", "before", "after"),
    [
        (30, span(14, 9, 10), span(14, 9.5, 10.5)),
        (30, span(14, 16.5, 17), span(15, 8, 8.5)),
        (-30, span(14, 8, 10), span(13, 15, 17)),
        (-30, span(13, 8, 10), span(13, 8, 10)),
        (30, span(16, 16.5, 17), span(16, 16.5, 17)),
    ],
)
def test_that_the_keyboard_jumps_over_the_night_and_the_holiday(
    minutes: int, before: object, after: object
) -> None:
    assert nudged(before, minutes, AXIS) == after  # type: ignore[arg-type]


def test_that_a_keystroke_moves_or_resizes() -> None:
    drag = Drag(Grip.MOVE, ROOM, at(14, 9), AXIS, block("a", 14, 9, 10))
    assert restepped(drag, drag.origin, OTHER, 0, resize=False) == Target("205", span(14, 9, 10))
    assert restepped(drag, drag.origin, ROOM, 30, resize=False) == Target("204", span(14, 9.5, 10.5))
    assert restepped(drag, drag.origin, ROOM, 30, resize=True) == Target("204", span(14, 9, 10.5))


def test_that_the_next_day_keeps_the_hour_and_skips_the_holiday() -> None:
    assert on_next_day(span(14, 9, 10), 1, AXIS) == span(15, 9, 10)
    assert on_next_day(span(14, 9, 10), -1, AXIS) == span(13, 9, 10)
    assert on_next_day(span(13, 9, 10), -1, AXIS) == span(13, 9, 10)
    assert on_next_day(span(16, 9, 10), 1, AXIS) == span(16, 9, 10)
