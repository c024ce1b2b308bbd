"""Between two pictures, what a scene opened is taken away."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from agence_desktop.desktop.tour import close_dialogs

pytestmark = pytest.mark.usefixtures("look")


class Asking(QDialog):
    """A form that would ask before it closes."""

    asked = False

    def reject(self) -> None:
        self.asked = True


def test_that_a_dialogue_is_taken_away_unasked_and_says_that_it_is_finished(qtbot: QtBot) -> None:
    window, dialog = QWidget(), Asking()
    for widget in (window, dialog):
        qtbot.addWidget(widget)
        widget.show()
    with qtbot.waitSignal(dialog.finished):
        close_dialogs(window)
    assert not dialog.asked
    assert not dialog.isVisible()
    assert window.isVisible()
