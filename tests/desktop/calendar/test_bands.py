"""The stack of groups and rows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agence_desktop.desktop.calendar.bands import Bands, arrange, stretches
from agence_desktop.desktop.calendar.items import Row
from tests.desktop.calendar.samples import ROWS, SITES


def stack(collapsed: frozenset[str] = frozenset()) -> Bands:
    return arrange(ROWS, SITES, collapsed, lambda _row: 40, 26)


def test_that_rows_lie_under_their_group_in_order() -> None:
    found = [
        (band.top, band.row.key if band.row else band.group and band.group.key) for band in stack().bands
    ]
    assert found == [(0, "levis"), (26, "204"), (66, "205"), (106, "estimauville"), (132, "301")]
    assert stack().height == 172


def test_that_a_folded_group_keeps_its_title_and_loses_its_rows() -> None:
    bands = stack(frozenset({"levis"}))
    assert bands.of("204") is None
    assert bands.of("301") is not None
    assert bands.height == 26 + 26 + 40


def test_that_a_group_without_rows_is_not_shown() -> None:
    assert [band.group for band in arrange(ROWS[2:], SITES, set(), lambda _row: 40, 26).bands] == [
        SITES[1]
    ] * 2


def test_that_rows_of_no_known_group_come_first_without_a_title() -> None:
    bands = arrange([*ROWS, Row("x", "Ailleurs", group="?")], SITES, set(), lambda _row: 40, 26)
    first = bands.bands[0]
    assert first.row is not None
    assert (first.row.key, first.group) == ("x", None)


@pytest.mark.parametrize(("y", "key"), [(26, "204"), (65, "204"), (66, "205"), (171, "301")])
def test_that_a_height_falls_on_its_row(y: int, key: str) -> None:
    band = stack().at(y)
    assert band is not None
    assert band.row is not None
    assert band.row.key == key


def test_that_there_is_nothing_above_and_below() -> None:
    assert stack().at(-1) is None
    assert stack().at(172) is None
    assert Bands().nearest_row(5) is None
    assert Bands().between(0, 10) == ()


@given(st.integers(-50, 250), st.integers(1, 120))
@settings(max_examples=60, deadline=None)
def test_that_the_bands_between_two_heights_are_those_that_touch(top: int, height: int) -> None:
    bands = stack()
    expected = [band for band in bands.bands if band.bottom > top and band.top < top + height]
    assert list(bands.between(top, top + height)) == expected


def test_that_a_title_answers_with_the_nearest_row() -> None:
    keys = []
    for y in (-20, 3, 107, 130, 900):
        band = stack().nearest_row(y)
        assert band is not None
        assert band.row is not None
        keys.append(band.row.key)
    assert keys == ["204", "204", "205", "301", "301"]


def test_that_neighbours_stop_at_the_first_and_last_row() -> None:
    bands = stack()
    steps = [bands.neighbour("205", step) for step in (-9, -1, 1, 9)]
    assert [row.key for row in steps if row] == ["204", "204", "301", "301"]
    assert Bands().neighbour("204", 1) is None


def test_that_runs_of_rows_stop_at_the_titles() -> None:
    assert stretches(stack().bands) == [(26, 106), (132, 172)]
