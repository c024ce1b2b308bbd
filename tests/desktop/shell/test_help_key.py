"""F1 opens the handbook at the page of what is shown, over the window and inside a dialogue."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from agence_desktop.desktop.dialogs.shortcuts import ShortcutsDialog
from agence_desktop.desktop.help.book import Page
from agence_desktop.desktop.help.help_key import screens_of
from agence_desktop.desktop.help.help_window import HelpWindow
from agence_desktop.desktop.places import Target
from desktop.shell.sample import PLAN, Shell


def opened() -> HelpWindow:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, HelpWindow) and one.isVisible()]
    assert len(found) == 1
    return found[0]


def test_that_f1_shows_the_page_of_the_place(shell: Shell) -> None:
    QTest.keyClick(shell.window, Qt.Key.Key_F1)
    assert opened().reader.page == Page("01-debuter")
    shell.window.go(Target(PLAN))
    shell.window.frame.show_help()
    assert opened().reader.page == Page("02-espaces")


def test_that_f1_in_a_dialogue_shows_its_own_page(qtbot: QtBot, shell: Shell) -> None:
    shell.window.frame.show_shortcuts()
    dialog = next(one for one in shell.window.findChildren(ShortcutsDialog))
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_F1)
    assert opened().reader.page == Page("10-touches")
    dialog.close()


def test_that_f1_in_a_dialogue_without_a_page_shows_that_of_the_place(qtbot: QtBot, shell: Shell) -> None:
    dialog = QDialog(shell.window)
    field = QLineEdit()
    QVBoxLayout(dialog).addWidget(field)
    dialog.open()
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClick(field, Qt.Key.Key_F1)
    assert opened().reader.page == Page("01-debuter")
    dialog.close()


def test_that_a_dialogue_is_known_by_its_package_and_class() -> None:
    dialog = ShortcutsDialog([])
    assert screens_of(dialog)[0] == "dialogs.ShortcutsDialog"
    assert screens_of(None) == []
    dialog.deleteLater()


def test_that_the_handbook_closes_with_the_window(shell: Shell) -> None:
    shell.window.frame.show_help()
    shown = opened()
    shell.window.close()
    assert not shown.isVisible()
