"""The legend."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from agence_desktop.desktop.calendar.items import Style
from agence_desktop.desktop.calendar.legend import Legend

pytestmark = pytest.mark.usefixtures("font")


def test_that_the_legend_says_every_word_to_a_screen_reader(qtbot: QtBot) -> None:
    legend = Legend([(Style.FIRM, "ferme"), (Style.ABSENT, "absence")])
    qtbot.addWidget(legend)
    assert legend.accessibleDescription() == "ferme, absence, tampon, hors heures"


@pytest.mark.parametrize("width", [300, 600, 1200])
def test_that_a_narrow_legend_takes_more_lines_and_clips_nothing(qtbot: QtBot, width: int) -> None:
    legend = Legend()
    qtbot.addWidget(legend)
    legend.resize(width, legend.heightForWidth(width))
    assert all(place.right() <= width + 12 and place.bottom() <= legend.height() for place in legend.places())
    assert legend.heightForWidth(300) > legend.heightForWidth(1200)


def test_that_words_move_together_before_they_take_a_second_line(qtbot: QtBot) -> None:
    legend = Legend()
    qtbot.addWidget(legend)
    whole = legend.sizeHint()
    legend.resize(whole.width() - 50, whole.height())
    assert legend.heightForWidth(legend.width()) == whole.height()
    assert legend.places()[-1].right() <= legend.width()
    assert legend.heightForWidth(whole.width() - 120) > whole.height()


def test_that_each_item_is_painted(qtbot: QtBot) -> None:
    legend = Legend()
    qtbot.addWidget(legend)
    legend.resize(legend.sizeHint())
    image = legend.grab().toImage()
    ground = image.pixelColor(0, 0)
    for place in legend.places():
        area = range(int(place.left()), int(place.right()) - 12)
        assert any(image.pixelColor(x, int(place.center().y())) != ground for x in area)
