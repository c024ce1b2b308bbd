"""The indexes of holdings answer as plain comparison does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from agence_desktop.core.spans import Span
from agence_desktop.spaces.conflicts import SpanIndex, StockProfile

_EPOCH = datetime(2026, 12, 1, tzinfo=UTC)


def _minute(minutes: int) -> datetime:
    return _EPOCH + timedelta(minutes=minutes)


_spans = st.builds(
    lambda at, length: Span(_minute(at), _minute(at + length)), st.integers(0, 60), st.integers(1, 30)
)


@settings(max_examples=80)
@given(st.lists(_spans, max_size=8), st.lists(_spans, max_size=8), _spans)
def test_that_an_index_finds_exactly_what_overlaps(
    first: list[Span], added: list[Span], wanted: Span
) -> None:
    index = SpanIndex((span, span) for span in first)
    for span in added:
        index.add(span, span)
    found = index.overlapping(wanted)
    assert sorted(found) == sorted(span for span in first + added if span.overlaps(wanted))
    assert [span.start for span in found] == sorted(span.start for span in found)


_held = st.lists(st.tuples(_spans, st.integers(1, 5)), max_size=8)


@settings(max_examples=80)
@given(_held, _held, _spans)
def test_that_a_profile_peaks_where_the_sum_of_quantities_does(
    first: list[tuple[Span, int]], added: list[tuple[Span, int]], wanted: Span
) -> None:
    profile = StockProfile(first)
    for span, quantity in added:
        profile.add(span, quantity)
    by_minute = [
        sum(
            quantity
            for span, quantity in first + added
            if span.holds(wanted.start + timedelta(minutes=minute))
        )
        for minute in range(wanted.minutes)
    ]
    assert profile.peak(wanted) == max(by_minute)
