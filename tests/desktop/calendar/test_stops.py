"""Where the keyboard can stand."""

from __future__ import annotations

from agence_desktop.core.clock import QUEBEC
from agence_desktop.core.spans import Span
from agence_desktop.desktop.calendar.axis import Axis, Hours, build_axis
from agence_desktop.desktop.calendar.items import Block, Row, Style
from agence_desktop.desktop.calendar.stops import Stop, index_near, stops
from agence_desktop.desktop.calendar.store import RowBlocks
from tests.desktop.calendar.samples import HOLIDAY, OPEN_WEEK, WEEK, block, span

HOURLY = Row("204", "Salle 204", grid_minutes=60)


def axis(days: int = 1) -> Axis:
    return build_axis(OPEN_WEEK[:days], Hours(8 * 60, 12 * 60), QUEBEC, 400, 58, 40)


def walk(*blocks: Block) -> list[str | Span]:
    found = stops(HOURLY, RowBlocks(blocks), axis())
    return [stop.block.key if stop.block else stop.span for stop in found]


def test_that_a_free_day_is_cut_into_cells_of_the_grid() -> None:
    assert walk() == [span(12, hour, hour + 1) for hour in range(8, 12)]


def test_that_a_booking_stands_where_its_cells_were() -> None:
    assert walk(block("a", 12, 9, 11)) == [span(12, 8, 9), "a", span(12, 11, 12)]


def test_that_a_cell_partly_taken_keeps_what_is_free() -> None:
    assert walk(block("a", 12, 9, 9.5), block("b", 12, 10, 12)) == [
        span(12, 8, 9),
        "a",
        span(12, 9.5, 10),
        "b",
    ]


def test_that_a_request_leaves_the_cell_to_others() -> None:
    assert walk(block("a", 12, 8, 12, style=Style.TENTATIVE))[:2] == ["a", span(12, 8, 9)]


def test_that_a_cancelled_booking_leaves_the_cell_free() -> None:
    assert span(12, 9, 10) in walk(block("a", 12, 9, 10, style=Style.CANCELLED))


def test_that_a_booking_outside_the_hours_shown_is_no_stop() -> None:
    assert "a" not in walk(block("a", 12, 13, 14))


def test_that_a_folded_day_is_one_stop_that_knows_its_day() -> None:
    found = stops(HOURLY, RowBlocks(), build_axis(WEEK, Hours(480, 720), QUEBEC, 400, 58, 40))
    assert found[0].day == HOLIDAY
    assert len(found) == 1 + 4 * 4


def test_that_coming_from_another_row_lands_on_the_same_time_and_on_blocks_first() -> None:
    taken = block("a", 12, 9, 11, style=Style.TENTATIVE)
    found = stops(HOURLY, RowBlocks((taken,)), axis())
    assert found[index_near(found, span(12, 9.5, 10).start)].block == taken
    assert found[index_near(found, span(12, 11.5, 12).start)].span == span(12, 11, 12)
    assert found[index_near(found, span(12, 15, 16).start)].span == span(12, 11, 12)
    assert index_near(found, span(12, 5, 6).start) == 0
    assert index_near((), span(12, 5, 6).start) == -1


def test_that_a_stop_keeps_its_key_when_others_change() -> None:
    assert Stop("204", span(12, 9, 10)).key == Stop("204", span(12, 9, 9.5)).key
    assert Stop("204", span(12, 9, 10), block("a", 12, 9, 10)).key == ("204", "a")
