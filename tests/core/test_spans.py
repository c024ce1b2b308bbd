"""Spans are half-open, and their unions behave as sets of minutes do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agence_desktop.core.spans import Span, covered, subtract, union

ORIGIN = datetime(2026, 11, 20, tzinfo=UTC)
TORONTO = ZoneInfo("America/Toronto")


def span(start: int, end: int) -> Span:
    return Span(ORIGIN + timedelta(minutes=start), ORIGIN + timedelta(minutes=end))


def minutes(spans: list[Span]) -> set[int]:
    origin = int(ORIGIN.timestamp()) // 60
    return {
        minute - origin
        for one in spans
        for minute in range(int(one.start.timestamp()) // 60, int(one.end.timestamp()) // 60)
    }


def is_tidy(spans: list[Span]) -> bool:
    return all(left.end < right.start for left, right in pairwise(spans))


some_spans = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: span(pair[0], sum(pair))), max_size=8
)


@pytest.mark.parametrize(
    ("other", "overlaps", "common"),
    [
        pytest.param((0, 10), False, None, id="before"),
        pytest.param((0, 20), False, None, id="meets"),
        pytest.param((10, 25), True, (20, 25), id="overlaps the start"),
        pytest.param((20, 25), True, (20, 25), id="starts with"),
        pytest.param((22, 28), True, (22, 28), id="during"),
        pytest.param((25, 30), True, (25, 30), id="finishes with"),
        pytest.param((20, 30), True, (20, 30), id="equals"),
        pytest.param((10, 40), True, (20, 30), id="contains"),
        pytest.param((25, 40), True, (25, 30), id="overlaps the end"),
        pytest.param((30, 40), False, None, id="met by"),
        pytest.param((40, 50), False, None, id="after"),
    ],
)
def test_that_two_spans_overlap_when_they_share_an_instant(
    other: tuple[int, int], overlaps: bool, common: tuple[int, int] | None
) -> None:
    one, two = span(20, 30), span(*other)
    assert one.overlaps(two) is two.overlaps(one) is overlaps
    assert one.intersection(two) == two.intersection(one) == (span(*common) if common else None)


@pytest.mark.parametrize(
    ("inner", "inside"),
    [
        ((20, 30), True),
        ((20, 25), True),
        ((25, 30), True),
        ((19, 30), False),
        ((20, 31), False),
        ((40, 50), False),
    ],
)
def test_that_a_span_contains_what_lies_wholly_inside(inner: tuple[int, int], inside: bool) -> None:
    assert span(20, 30).contains(span(*inner)) is inside


def test_that_the_end_does_not_belong_to_the_span() -> None:
    assert span(0, 10).holds(ORIGIN)
    assert span(0, 10).holds(ORIGIN + timedelta(minutes=9))
    assert not span(0, 10).holds(ORIGIN + timedelta(minutes=10))


@pytest.mark.parametrize(("start", "end"), [(0, 0), (1, 0)])
def test_that_a_span_ends_after_it_starts(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="ends after"):
        span(start, end)


@pytest.mark.parametrize("naive", ["start", "end"])
def test_that_a_span_refuses_wall_clocks(naive: str) -> None:
    instants = {"start": ORIGIN, "end": ORIGIN + timedelta(hours=1)}
    instants[naive] = instants[naive].replace(tzinfo=None)
    with pytest.raises(ValueError, match="aware"):
        Span(**instants)


def test_that_length_is_elapsed_time_across_a_change_of_clocks_whatever_the_zone_given() -> None:
    night = Span(datetime(2026, 11, 1, 0, tzinfo=TORONTO), datetime(2026, 11, 1, 3, tzinfo=TORONTO))
    assert night.minutes == 240
    assert night == Span(datetime(2026, 11, 1, 4, tzinfo=UTC), datetime(2026, 11, 1, 8, tzinfo=UTC))
    assert night.start.tzinfo is UTC


def test_that_a_span_within_the_hour_that_repeats_is_not_taken_for_empty() -> None:
    first = datetime(2026, 11, 1, 1, 30, tzinfo=TORONTO)
    assert Span(first, first.replace(fold=1)).minutes == 60


def test_that_buffers_widen_both_ways() -> None:
    assert span(20, 30).widened(15, 5) == span(5, 35)
    assert span(20, 30).widened(0, 0) == span(20, 30)


def test_that_a_shift_keeps_the_length() -> None:
    assert span(20, 30).shifted(timedelta(minutes=-5)) == span(15, 25)


def test_that_touching_spans_are_joined() -> None:
    assert union([span(10, 20), span(0, 10), span(21, 30)]) == [span(0, 20), span(21, 30)]


def test_that_a_span_inside_another_does_not_shorten_the_union() -> None:
    assert union([span(0, 30), span(5, 10), span(29, 31)]) == [span(0, 31)]


def test_that_a_hole_over_several_spans_is_cut_from_each() -> None:
    assert subtract([span(0, 10), span(20, 30), span(40, 50)], [span(5, 45)]) == [span(0, 5), span(45, 50)]


def test_that_several_holes_are_cut_from_one_span() -> None:
    holes = [span(50, 70), span(10, 20), span(15, 25), span(-5, 1)]
    assert subtract([span(0, 60)], holes) == [span(1, 10), span(25, 50)]


@settings(max_examples=150, deadline=None)
@given(some_spans)
def test_that_a_union_holds_the_same_minutes_in_disjoint_order(spans: list[Span]) -> None:
    united = union(spans)
    assert minutes(united) == minutes(spans)
    assert is_tidy(united)


@settings(max_examples=200, deadline=None)
@given(some_spans, some_spans)
def test_that_subtracting_leaves_the_minutes_outside_the_holes(spans: list[Span], holes: list[Span]) -> None:
    left = subtract(spans, holes)
    assert minutes(left) == minutes(spans) - minutes(holes)
    assert is_tidy(left)


@settings(max_examples=200, deadline=None)
@given(some_spans.filter(bool), some_spans)
def test_that_a_span_is_covered_when_every_minute_is(spans: list[Span], by: list[Span]) -> None:
    assert covered(spans[0], by) is (minutes(spans[:1]) <= minutes(by))
