"""The checks of accessibility find what they are for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QIcon, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from support import accessibility


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QDialog]:
    made = QDialog()
    qtbot.addWidget(made)
    QHBoxLayout(made)
    yield made
    made.close()


def put(window: QWidget, *widgets: QWidget) -> None:
    layout = window.layout()
    assert layout is not None
    for widget in widgets:
        layout.addWidget(widget)


def show(qtbot: QtBot, window: QWidget) -> None:
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()


def test_that_a_field_without_a_name_is_found(qtbot: QtBot, window: QDialog) -> None:
    put(window, QLineEdit())
    show(qtbot, window)
    assert len(accessibility.unnamed(window)) == 1


def test_that_two_fields_told_alike_are_found(qtbot: QtBot, window: QDialog) -> None:
    fields = [QLineEdit(), QLineEdit()]
    for field in fields:
        field.setAccessibleName("Date")
    put(window, *fields)
    show(qtbot, window)
    assert accessibility.ambiguous(window) == ["« Date » EditableText"]


def test_that_a_button_of_an_icon_alone_is_found(qtbot: QtBot, window: QDialog) -> None:
    button = QPushButton()
    picture = QPixmap(QSize(16, 16))
    picture.fill()
    button.setIcon(QIcon(picture))
    put(window, button)
    show(qtbot, window)
    assert accessibility.untold_images(window) == ["QPushButton"]
    button.setAccessibleName("Fermer")
    button.setToolTip("Fermer")
    assert accessibility.untold_images(window) == []


def test_that_a_field_left_out_of_the_tab_cycle_is_found(qtbot: QtBot, window: QDialog) -> None:
    first, second = QPlainTextEdit(), QLineEdit()
    second.setAccessibleName("Objet")
    put(window, first, second)
    show(qtbot, window)
    first.setFocus()
    assert accessibility.missed_by_tab(window) == ["QLineEdit Objet"]


def test_that_two_equal_mnemonics_are_found(qtbot: QtBot, window: QDialog) -> None:
    put(window, QPushButton("&Ouvrir"), QPushButton("&Options"), QPushButton("R&&D"))
    show(qtbot, window)
    assert accessibility.colliding_mnemonics(window) == ["Alt+o twice in window"]


def test_that_an_action_nobody_can_reach_is_found(window: QDialog) -> None:
    window.addAction(QAction("Cachée", window))
    assert accessibility.unreachable_actions(window) == ["Cachée"]


def test_that_a_small_target_is_found(qtbot: QtBot, window: QDialog) -> None:
    button = QPushButton("x")
    button.setFixedSize(16, 16)
    put(window, button)
    show(qtbot, window)
    assert accessibility.small_targets(window) == [f"« x » 16 x {button.height()}"]


def test_that_a_window_with_a_fault_does_not_pass(qtbot: QtBot, window: QDialog) -> None:
    put(window, QLineEdit())
    show(qtbot, window)
    with pytest.raises(AssertionError, match="without a name"):
        accessibility.check_window(window)
    assert accessibility.escape_closes(window)
