"""A problem is told in a box that reads well, and its detail can be copied."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from agence_desktop.desktop import theme
from agence_desktop.desktop.dialogs.failure import show_failure
from agence_desktop.desktop.tasks import Failure
from agence_desktop.desktop.widgets.message_box import WIDTH

SHORT = "La base est occupée."
LONG = "La connexion à la base a été perdue pendant l’enregistrement; on ne sait pas s’il a été fait. " * 3


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def told(parent: QWidget, sentence: str, *, expected: bool = True) -> QMessageBox:
    return show_failure(parent, Failure(sentence, "ValueError: x", ValueError("x"), expected))


@pytest.mark.usefixtures("look")
@pytest.mark.parametrize("sentence", [SHORT, LONG])
def test_that_the_words_of_a_problem_have_a_line_that_reads_well(
    qtbot: QtBot, parent: QWidget, sentence: str
) -> None:
    box = told(parent, sentence)
    words = box.findChild(QLabel, "qt_msgbox_label")
    assert words is not None
    qtbot.waitUntil(words.isVisible)
    assert theme.scaled(WIDTH) <= words.width() <= 2 * theme.scaled(WIDTH)
    assert words.height() >= words.heightForWidth(words.width())
    box.close()


@pytest.mark.usefixtures("look")
def test_that_the_detail_of_an_unexpected_problem_is_copied(parent: QWidget) -> None:
    box = told(parent, SHORT, expected=False)
    copy = next(one for one in box.findChildren(QAbstractButton) if "Copier" in one.text())
    copy.click()
    assert QGuiApplication.clipboard().text() == "ValueError: x"
    box.close()
