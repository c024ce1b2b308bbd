"""The window of the handbook: pages, the way back, the search, the other look, and a keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agence_desktop.core.resources import resource_path
from agence_desktop.desktop.help import texts
from agence_desktop.desktop.help.book import FOLDER, Book, Page, read_book
from agence_desktop.desktop.help.help_window import HelpWindow
from agence_desktop.desktop.help.reader import folded
from agence_desktop.desktop.theme import Theme
from agence_desktop.desktop.tour import resting
from support.accessibility import check_window

pytestmark = pytest.mark.usefixtures("look")

FIRST = """# Débuter

Bienvenue. Voir [la suite](2-suite.md#déplacer).

## Réserver
<!-- écrans\u00a0: espaces.planning -->

La durée d’une séance.
"""
SECOND = "# La suite\n\n" + "Une ligne.\n\n" * 60 + "## Déplacer\n\nÀ l’été, une autre séance.\n"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    (tmp_path / "1-debuter.md").write_text(FIRST, encoding="utf-8")
    (tmp_path / "2-suite.md").write_text(SECOND, encoding="utf-8")
    return read_book(tmp_path)


@pytest.fixture
def window(qtbot: QtBot, book: Book) -> Iterator[HelpWindow]:
    made = HelpWindow(book)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show_page(Page("1-debuter"))
    yield made
    made.close()


def shown(window: HelpWindow) -> str:
    item = window.contents.currentItem()
    return item.text(0) if item is not None else ""


def test_that_a_page_is_shown_and_told_by_the_contents_and_the_title(window: HelpWindow) -> None:
    assert "Bienvenue" in window.reader.toPlainText()
    assert window.windowTitle() == "Débuter – Manuel d’Agence"
    window.show_page(Page("1-debuter", "reserver"))
    assert shown(window) == "Réserver"


def test_that_a_window_put_aside_comes_back_with_the_page(window: HelpWindow) -> None:
    window.showMinimized()
    window.show_page(Page("2-suite"))
    assert not window.isMinimized()
    assert window.reader.page == Page("2-suite")


def test_that_a_link_scrolls_to_its_section_and_the_way_back_is_kept(window: HelpWindow) -> None:
    window.reader.setSource(QUrl("2-suite#deplacer"))
    assert shown(window) == "Déplacer"
    assert window.reader.verticalScrollBar().value() > 0
    QTest.keyClick(window.reader, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.reader.page.chapter == "1-debuter"
    QTest.keyClick(window.reader, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.reader.page == Page("2-suite", "deplacer")


def test_that_the_contents_lead_to_a_page(window: HelpWindow) -> None:
    top = window.contents.topLevelItem(1)
    assert top is not None
    window.contents.setCurrentItem(top.child(0))
    assert window.reader.page == Page("2-suite", "deplacer")


def test_that_a_search_ignores_accents_and_goes_on_in_the_other_chapters(window: HelpWindow) -> None:
    window.search_line.setText("seance")
    QTest.keyClick(window.search_line, Qt.Key.Key_Return)
    assert window.reader.page.chapter == "1-debuter"
    assert window.reader.textCursor().selectedText() == "séance"
    QTest.keyClick(window.search_line, Qt.Key.Key_F3)
    assert window.reader.page.chapter == "2-suite"
    assert window.reader.textCursor().selectedText() == "séance"
    assert window.told.text() == texts.found_in("La suite")
    QTest.keyClick(window.search_line, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert window.reader.page.chapter == "1-debuter"


def test_that_a_search_that_finds_nothing_says_so_and_changes_nothing(window: HelpWindow) -> None:
    window.search_line.setText("zèbre")
    window.search()
    assert window.told.text() == texts.not_found("zèbre")
    assert window.reader.page.chapter == "1-debuter"


def test_that_folding_keeps_the_place_of_each_character() -> None:
    text = "Été, œuvre… «\u00a0ﬁ\u00a0» ½ İ"
    assert len(folded(text)) == len(text)
    assert folded(text).startswith("ete")


@pytest.mark.qt_log_ignore("No document for", "This plugin does not support")
def test_that_nothing_is_read_from_elsewhere(window: HelpWindow) -> None:
    window.reader.setSource(QUrl("https://exemple.quebec/page"))
    window.reader.setSource(QUrl.fromLocalFile(__file__))
    assert window.reader.toPlainText() == ""


def test_that_another_look_keeps_the_page_and_its_place(
    qtbot: QtBot, window: HelpWindow, request: pytest.FixtureRequest
) -> None:
    window.show_page(Page("2-suite", "deplacer"))
    before = window.reader.document().begin().charFormat().foreground().color()
    look: Theme = request.getfixturevalue("dark")
    assert look is not None
    qtbot.waitUntil(lambda: window.reader.document().begin().charFormat().foreground().color() != before)
    assert window.reader.page == Page("2-suite", "deplacer")
    assert window.reader.verticalScrollBar().value() > 0


@pytest.mark.parametrize("width", [700, 760, 900, 1200])
def test_that_every_chapter_comes_to_rest_at_any_width(qtbot: QtBot, width: int) -> None:
    whole = read_book(resource_path(FOLDER))
    made = HelpWindow(whole)
    qtbot.addWidget(made)
    made.resize(width, 760)
    for chapter in whole.chapters:
        made.show_page(Page(chapter.name))
        made.resize(width, 740)
        qtbot.waitUntil(lambda: not resting())
        made.resize(width, 760)
        qtbot.waitUntil(lambda: not resting())
    made.close()


def test_that_the_window_is_used_without_eyes_and_without_a_mouse(window: HelpWindow) -> None:
    # The last stop is the page, where Tab goes from link to link.
    window.first.setFocus()
    check_window(window)


def test_that_escape_closes_it_and_the_program_does_not_wait_for_it(window: HelpWindow) -> None:
    assert not window.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
    QTest.keyClick(window.reader, Qt.Key.Key_Escape)
    assert not window.isVisible()
    assert QApplication.instance() is not None
