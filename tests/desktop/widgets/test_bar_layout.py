"""A bar uses one line where it can, and cuts nothing where it cannot."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from agence_desktop.desktop.theme import Theme
from agence_desktop.desktop.widgets.bar_layout import BarLayout
from agence_desktop.desktop.widgets.menu_button import MenuButton


@pytest.fixture
def bar(qtbot: QtBot, look: Theme) -> tuple[QWidget, list[QPushButton]]:
    """Two buttons at the left, two at the right."""
    assert look
    widget = QWidget()
    layout = BarLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    buttons = [QPushButton(words) for words in ("Groupe", "Capacité", "Aujourd’hui", "Semaine")]
    for button in buttons[:2]:
        layout.addWidget(button)
    for button in buttons[2:]:
        layout.add_right(button)
    qtbot.addWidget(widget)
    widget.show()
    return widget, buttons


def test_that_the_ends_stand_apart_on_one_line_where_there_is_room(
    bar: tuple[QWidget, list[QPushButton]],
) -> None:
    widget, (first, _, _, last) = bar
    widget.resize(900, 60)
    assert first.y() == last.y()
    assert last.geometry().right() >= widget.width() - 1


def test_that_narrow_bars_wrap_and_keep_every_button_inside(bar: tuple[QWidget, list[QPushButton]]) -> None:
    widget, buttons = bar
    layout = widget.layout()
    assert layout is not None
    width = max(button.sizeHint().width() for button in buttons) + 4
    widget.resize(width, layout.heightForWidth(width))
    boxes = [button.geometry() for button in buttons]
    assert all(widget.rect().contains(box) for box in boxes)
    assert not any(one.intersects(other) for n, one in enumerate(boxes) for other in boxes[n + 1 :])


def test_that_a_menu_of_ticks_stays_open_while_one_ticks(qtbot: QtBot, look: Theme) -> None:
    assert look
    button = MenuButton()
    qtbot.addWidget(button)
    action = button.menu_of_choices.addAction("Wi-Fi")
    action.setCheckable(True)
    button.show()
    qtbot.keyClick(button, Qt.Key.Key_Down)
    menu = button.menu_of_choices
    qtbot.waitUntil(menu.isVisible)
    menu.setActiveAction(action)
    qtbot.keyClick(menu, Qt.Key.Key_Space)
    assert action.isChecked()
    assert menu.isVisible()
    menu.close()
