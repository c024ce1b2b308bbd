"""The editor is worked by keyboard and told to screen readers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from agence_desktop.desktop.positions.editor.paste_report import PasteReport
from agence_desktop.desktop.positions.editor.remarks import RemarkDialog
from agence_desktop.desktop.positions.editor.start_dialog import StartDialog
from agence_desktop.desktop.shell.command_set import faults, owned_commands
from agence_desktop.desktop.shell.own_commands import own_commands
from desktop.positions.editor.conftest import Opened, contribution
from support.accessibility import check_window, escape_closes
from support.pages.sheet_editor import PLAIN, SheetEditorPage
from support.posts import Unit

Key = Qt.Key


@pytest.mark.parametrize("section", range(16))
def test_that_every_section_has_names_and_is_reached_by_tab(editor: SheetEditorPage, section: int) -> None:
    editor.place.sections.choose(section)
    editor.settle()
    editor.activate()
    editor.place.sections.list.setFocus()
    check_window(editor.opened.window)


def test_that_commands_have_keys_and_mnemonics_of_their_own(editor: SheetEditorPage) -> None:
    window = editor.opened.window
    assert faults(owned_commands(own_commands(window.frame), window.contributions)) == []
    assert [one.key for one in window.contributions[0].commands if not one.shortcut] == []


def test_that_a_cell_says_its_line_its_column_and_what_is_wrong(editor: SheetEditorPage) -> None:
    editor.go("tasks/T3/wanted")
    editor.press(Key.Key_Delete)
    place = editor.tasks.lines.place("tasks/T3/wanted")
    assert place is not None
    said = str(editor.tasks.lines.index(*place).data(Qt.ItemDataRole.AccessibleTextRole)).translate(PLAIN)
    assert said == "T3, Relèves voulues : vide, obligatoire, à remplir"


def test_that_a_section_says_how_complete_it_is(editor: SheetEditorPage) -> None:
    editor.go("tasks/T3/wanted")
    editor.press(Key.Key_Delete)
    index = editor.place.sections.list.model().index(3, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "3 Tâches, 7/8, en partie"


def test_that_a_field_says_that_it_is_mandatory_and_what_is_wrong(editor: SheetEditorPage) -> None:
    editor.go("mission")
    editor.type("mot de passe : Prune2026")
    interface = QAccessible.queryAccessibleInterface(editor.focus())
    assert interface.text(QAccessible.Text.Name) == "Mission, obligatoire"
    assert "mot de passe" in interface.text(QAccessible.Text.Description)


def test_that_the_page_tells_its_text(editor: SheetEditorPage) -> None:
    assert editor.place.preview.page_count > 1
    interface = QAccessible.queryAccessibleInterface(editor.place.preview.view)
    assert "Prestations spéciales" in interface.text(QAccessible.Text.Description)


def test_that_the_dialogues_are_worked_by_keyboard(editor: SheetEditorPage) -> None:
    editor.place.versions.begin()
    start = editor.dialog(StartDialog)
    editor.settle()
    start.activateWindow()
    editor.opened.qtbot.waitUntil(start.isActiveWindow)
    check_window(start)
    assert escape_closes(start)
    editor.go("tasks/T3/wanted")
    editor.place.comment()
    remark = editor.dialog(RemarkDialog)
    remark.activateWindow()
    editor.opened.qtbot.waitUntil(remark.isActiveWindow)
    check_window(remark)
    assert escape_closes(remark)
    editor.go("tasks/T3/wanted")
    editor.paste("beaucoup")
    report = editor.dialog(PasteReport)
    report.activateWindow()
    editor.opened.qtbot.waitUntil(report.isActiveWindow)
    check_window(report)
    assert escape_closes(report)


def test_that_a_narrow_window_opens_the_page_by_key(editor: SheetEditorPage) -> None:
    window = editor.opened.window
    window.resize(1280, 768)
    QApplication.processEvents()
    assert editor.place.preview.isHidden()
    editor.go("mission")
    editor.press(Key.Key_F12)
    assert not editor.place.preview.isHidden()
    editor.press(Key.Key_F12)
    assert editor.place.preview.isHidden()


def test_that_letters_twice_as_large_fit_a_small_screen(large: None, editor: SheetEditorPage) -> None:
    assert large is None
    window = editor.opened.window
    # The page goes as the window narrows, as under the mouse of a person.
    for width in (1_800, 1_366):
        window.resize(width, 768)
        QApplication.processEvents()
    assert editor.place.preview.isHidden()

    def fits() -> bool:
        least = window.minimumSizeHint()
        return least.width() <= 1366 and least.height() <= 768

    for section in range(16):
        editor.place.sections.choose(section)
        editor.opened.qtbot.waitUntil(fits)


def test_that_a_remark_and_what_is_missing_fit_a_small_screen_with_large_letters(
    large: None, open_window: Opened, url: str, unit: Unit
) -> None:
    assert large is None
    with open_window(url, contribution, unit.holder.actor) as opened:
        opened.window.resize(1366, 768)
        editor = SheetEditorPage(opened).open()
        editor.go("tasks/T3/wanted")
        editor.press(Qt.Key.Key_Delete)
        editor.go("tasks/T4/procedure_date")
        editor.control(Qt.Key.Key_M)
        dialog = editor.dialog(RemarkDialog)
        dialog.text.setPlainText("Elle a plus de deux ans, à refaire avant le rapport de janvier. " * 3)
        dialog.try_save()
        editor.settle()
        strip = editor.place.page.remarks
        opened.qtbot.waitUntil(lambda: len(strip.cards) == 1 and strip.cards[0].isVisible())
        cards = strip.cards
        opened.qtbot.waitUntil(lambda: opened.window.minimumSizeHint().height() <= 768)
        opened.window.resize(1366, 768)
        QApplication.processEvents()
        # A card is never squeezed: it scrolls.
        assert cards[0].height() >= cards[0].heightForWidth(cards[0].width())
        cards[0].settle.setFocus()
        shown = cards[0].settle.visibleRegion().boundingRect()
        assert shown.height() > 0
