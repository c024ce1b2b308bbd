"""The places of a unit on a small screen, with a font twice as large."""

from __future__ import annotations

import pytest

from agence_desktop.desktop.positions.keys import CALENDAR, DRILLS, MATRIX, REGISTER, REVIEWS, VULNERABILITY
from agence_desktop.desktop.positions.matrix.matrix_place import MatrixPlace
from support.fragile import Fragile
from support.windows import OpenWindow


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("key", [REGISTER, VULNERABILITY, MATRIX, REVIEWS, DRILLS, CALENDAR])
def test_that_a_place_fits_a_small_screen_with_a_font_twice_as_large(
    opened: OpenWindow, unit: Fragile, key: str
) -> None:
    opened.go(key, unit=unit.unit_id)
    least = opened.window.minimumSizeHint()
    assert least.width() <= 1366
    assert least.height() <= 768


@pytest.mark.usefixtures("large")
def test_that_the_matrix_keeps_lines_with_a_font_twice_as_large(opened: OpenWindow, unit: Fragile) -> None:
    opened.window.resize(1366, 768)
    place = opened.go(MATRIX, unit=unit.unit_id)
    assert isinstance(place, MatrixPlace)
    table = place.view.table
    assert table.viewport().height() > 4 * table.rowHeight(0)
