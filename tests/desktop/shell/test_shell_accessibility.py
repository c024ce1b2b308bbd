"""The window can be used without eyes and without a mouse (A1, A3, A4, A7, A8, A11)."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from agence_desktop.desktop.places import Target
from desktop.shell.sample import PEOPLE, PLAN, Shell
from support.accessibility import check_window, colliding_mnemonics, escape_closes, unreachable_actions, walk


@pytest.mark.parametrize("place", ["accueil", PLAN, PEOPLE])
def test_that_the_window_has_names_a_tab_cycle_and_mnemonics(shell: Shell, place: str) -> None:
    shell.window.go(Target(place))
    check_window(shell.window)


def test_that_every_action_is_in_a_menu_or_has_a_shortcut(shell: Shell) -> None:
    for place in ("accueil", PLAN, PEOPLE):
        shell.window.go(Target(place))
        assert unreachable_actions(shell.window) == []


def test_that_the_rail_tells_what_waits(shell: Shell) -> None:
    interface = QAccessible.queryAccessibleInterface(shell.window)
    names = [one.text(QAccessible.Text.Name) for one in walk(interface)]
    assert "Espaces, 7\u00a0éléments à traiter" in [name.replace(" é", "\u00a0é") for name in names]


def test_that_the_list_of_shortcuts_is_usable_by_keyboard(qtbot: QtBot, shell: Shell) -> None:
    shell.window.frame.show_shortcuts()
    dialog = QApplication.activeModalWidget() or QApplication.activeWindow()
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    check_window(dialog)
    assert escape_closes(dialog)  # type: ignore[arg-type]


def test_that_with_a_font_twice_as_large_the_window_fits_a_small_screen(large: None, shell: Shell) -> None:
    assert large is None
    for place in ("accueil", PLAN, PEOPLE):
        shell.window.go(Target(place))
        least = shell.window.minimumSizeHint()
        assert least.width() <= 1366
        assert least.height() <= 768


def test_that_the_menus_of_all_places_have_no_colliding_mnemonics(shell: Shell) -> None:
    for place in ("accueil", PLAN, PEOPLE):
        shell.window.go(Target(place))
        assert colliding_mnemonics(shell.window) == []
        assert shell.window.findChildren(QMenu)
