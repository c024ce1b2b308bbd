"""Notes over all columns: what they say stands where it is looked for."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from agence_desktop.desktop.widgets.columns import Align, Column
from agence_desktop.desktop.widgets.noted_table import NotedModel, NotedView, NoteLine

pytestmark = pytest.mark.usefixtures("look")

COLUMNS: tuple[Column[str], ...] = (
    Column("objet", "Objet", lambda row: row, stretch=True, width=200),
    Column("montant", "Montant", lambda row: row, align=Align.RIGHT, width=100),
)


def inked(picture: QImage, first: int, end: int, row: int) -> bool:
    """Whether anything but the ground stands between two columns of pixels, in the middle of a row."""
    colours = {picture.pixel(x, y) for x in range(first, end) for y in range(row - 6, row + 6)}
    return len(colours) > 1


@pytest.mark.parametrize("at_end", [False, True])
def test_that_a_total_stands_under_the_amounts(qtbot: QtBot, at_end: bool) -> None:
    model = NotedModel(COLUMNS)
    view = NotedView(model, "Estimation")
    qtbot.addWidget(view)
    view.resize(500, 200)
    model.set_rows([NoteLine("Total", result="9 072,73 $", heading=True, at_end=at_end)])
    with qtbot.waitExposed(view):
        view.show()
    area = view.visualRect(model.index(0, 0))
    picture = view.viewport().grab().toImage()
    width, middle = view.viewport().width(), area.center().y()
    assert inked(picture, width - 90, width - 10, middle) is at_end
    assert inked(picture, 50, 160, middle) is not at_end
