"""A button with its key."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from agence_desktop.desktop.theme import Theme
from agence_desktop.desktop.widgets.keyed_button import KeyedButton
from agence_desktop.desktop.widgets.labels import Label


@pytest.mark.usefixtures("look")
def test_that_words_and_key_stand_side_by_side(qtbot: QtBot) -> None:
    button = KeyedButton("Réserver", "Ctrl+Entrée")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    button.show()
    (key,) = button.findChildren(Label)
    words = button.fontMetrics().horizontalAdvance(button.text())
    assert button.text() == "Réserver"
    assert key.text() == "Ctrl+Entrée"
    assert 12 + words <= key.geometry().left()
    assert key.geometry().right() <= button.width() - 8


def test_that_longer_words_make_a_wider_button(qtbot: QtBot, look: Theme) -> None:
    assert look is not None
    button = KeyedButton("Réserver", "Ctrl+Entrée")
    qtbot.addWidget(button)
    narrow = button.sizeHint().width()
    button.setText("Réserver 5 dates et demander 2 dates")
    assert button.sizeHint().width() > narrow
