"""Overlap packing and the store: nothing covers anything, and bisection finds what a scan would."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from agence_desktop.core.spans import Span
from agence_desktop.desktop.calendar.items import Block
from agence_desktop.desktop.calendar.packing import Lane, pack
from agence_desktop.desktop.calendar.store import BlockStore, RowBlocks
from tests.desktop.calendar.samples import block, span

START = span(13, 0, 1).start


@st.composite
def crowds(draw: st.DrawFn) -> list[Block]:
    """Up to 12 blocks of one row within two days, some with buffers."""
    made = []
    for number in range(draw(st.integers(0, 12))):
        first = draw(st.integers(0, 2 * 24 * 4))
        length = draw(st.integers(1, 24))
        buffer = draw(st.sampled_from([0, 15, 60]))
        where = Span(START + timedelta(minutes=15 * first), START + timedelta(minutes=15 * (first + length)))
        made.append(block(f"b{number}", 13, 9, 10, before_minutes=buffer).at("204", where))
    return made


@given(crowds())
@settings(max_examples=80, deadline=None)
def test_that_no_block_covers_another(crowd: list[Block]) -> None:
    lanes = pack(crowd)
    assert set(lanes) == {each.key for each in crowd}
    for one, other in combinations(crowd, 2):
        if one.span.overlaps(other.span):
            assert lanes[one.key].count == lanes[other.key].count
            assert lanes[one.key].index != lanes[other.key].index
    assert all(0 <= lane.index < lane.count for lane in lanes.values())


@given(crowds(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_that_the_order_of_arrival_changes_nothing(crowd: list[Block], random: object) -> None:
    shuffled = list(crowd)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert pack(shuffled) == pack(crowd)


@given(crowds(), st.integers(0, 200), st.integers(1, 40))
@settings(max_examples=80, deadline=None)
def test_that_bisection_finds_what_a_scan_finds(crowd: list[Block], first: int, length: int) -> None:
    window = Span(START + timedelta(minutes=15 * first), START + timedelta(minutes=15 * (first + length)))
    found = RowBlocks(tuple(crowd)).touching(window)
    assert {each.key for each in found} == {each.key for each in crowd if each.busy.overlaps(window)}


def test_that_touching_blocks_keep_the_whole_height() -> None:
    assert pack([block("a", 13, 9, 10), block("b", 13, 10, 11)]) == {"a": Lane(0, 1), "b": Lane(0, 1)}


def test_that_two_requests_for_one_slot_split_the_height() -> None:
    row = RowBlocks((block("a", 13, 9, 12), block("b", 13, 9, 11), block("c", 13, 13, 14)))
    assert (row.lane("a"), row.lane("b"), row.lane("c")) == (Lane(0, 2), Lane(1, 2), Lane(0, 1))
    assert row.depth == 2


def test_that_an_update_touches_the_rows_it_left_and_reached() -> None:
    store = BlockStore()
    store.replace([block("a", 13, 9, 10), block("b", 13, 9, 10, row_key="301")])
    touched = store.update([block("a", 13, 9, 10, row_key="205")], removed=["b", "unknown"])
    assert touched == {"204", "205", "301"}
    assert [each.key for each in store.row("205").blocks] == ["a"]
    assert store.row("204").blocks == store.row("301").blocks == ()
    assert (len(store), store.get("b")) == (1, None)
