"""« Trouver un espace » in the real window: type, find, choose; near fits; reasons; nothing stale."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agence_desktop.desktop.shell.window import MainWindow
from agence_desktop.desktop.spaces.finding import find_texts as texts
from agence_desktop.desktop.spaces.finding.find_entries import Section
from agence_desktop.desktop.spaces.finding.find_form import NeedForm, Repeating
from agence_desktop.desktop.spaces.finding.find_lines import OfferLine, OtherLine
from agence_desktop.desktop.spaces.finding.find_work import search
from agence_desktop.desktop.spaces.form.booking_form import NewDialog
from agence_desktop.desktop.spaces.keys import BOOKING, FIND, PLANNING
from agence_desktop.storage.engine import count_statements
from support import office
from support.accessibility import check_window
from support.pages.records import FindPage
from support.words import add_words
from tests.desktop.spaces.conftest import Office

NEED = "8 personnes jeudi 26, 9-12, près de Lévis"


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, here: Office) -> FindPage:
    """The place, on an office whose words are known."""
    add_words(here.database)
    made = FindPage(qtbot, window)
    made.open()
    return made


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour)  # noqa: DTZ001


def test_that_a_need_typed_in_one_line_finds_rooms_by_rank(page: FindPage) -> None:
    page.write(NEED)
    assert page.place.panel.told == texts.UNDERSTOOD
    assert page.fits() == ["Salle Chaudière", "Etchemin B", "Etchemin A", "Salle Etchemin"]
    assert page.place.title_label.text() == "4 espaces conviennent"
    assert "jeudi 26 novembre 2026, 9\u00a0h à 12\u00a0h, 8 personnes" in page.place.detail.text()
    first = page.place.results.fits[0] if page.place.results else None
    assert first is not None
    assert first.room.where == "Services Québec de Lévis, sur place"
    assert (first.room.seats, first.room.spare, first.price) == ("12\u00a0pers.", "4 en trop", "gratuit")


def test_that_enter_searches_and_goes_on_to_the_results(qtbot: QtBot, page: FindPage) -> None:
    page.place.panel.text.setFocus()
    QTest.keyClicks(page.place.panel.text, "8 personnes jeudi 26, 9-12")
    QTest.keyClick(page.place.panel.text, Qt.Key.Key_Return)
    qtbot.waitUntil(page.place.list.hasFocus)
    page.settled()
    assert "\n" not in page.place.panel.text.toPlainText()
    assert isinstance(page.place.list.current(), OfferLine)


def test_that_choosing_opens_the_form_with_room_slot_and_people(page: FindPage) -> None:
    page.write(NEED)
    page.choose(lambda line: isinstance(line, OfferLine) and line.room.name == "Etchemin B")
    page.enter()
    dialog = page.shown(NewDialog)
    draft = dialog.draft
    assert draft is None or draft.space_id == office.ETCHEMIN_B
    values = dialog.fields.values()
    assert values.space_id == office.ETCHEMIN_B
    assert values.slot is not None
    assert (values.slot.start, values.slot.end, values.participants) == (at(26, 9), at(26, 12), 8)
    dialog.close()


def test_that_a_near_fit_says_what_gives_and_takes_that_slot(page: FindPage, here: Office) -> None:
    here.book(office.CHAUDIERE, 9, 10, day=26)
    page.write("8 personnes jeudi 26, 9-11, près de Lévis")
    assert "Salle Chaudière" not in page.fits()
    assert next((line.what, line.slot) for line in page.near()) == (
        "une heure plus tard",
        "10\u00a0h à 12\u00a0h",
    )
    page.choose(lambda line: isinstance(line, OfferLine) and line.action == texts.TAKE)
    page.enter()
    dialog = page.shown(NewDialog)
    slot = dialog.fields.values().slot
    assert slot is not None
    assert (slot.start, slot.end) == (at(26, 10), at(26, 12))
    dialog.close()


def test_that_the_strip_shows_what_is_taken_and_the_slot_that_is_yours(page: FindPage, here: Office) -> None:
    here.book(office.CHAUDIERE, 13, 15, day=26)
    page.write(NEED)
    results = page.place.results
    assert results is not None
    strip = next(line.strip for line in results.fits if line.room.name == "Salle Chaudière")
    assert strip.taken == ((13 * 60, 15 * 60),)
    assert strip.slot == (9 * 60, 12 * 60)
    assert "prise de 13\u00a0h à 15\u00a0h" in strip.words


def test_that_f8_shows_and_hides_why_the_others_do_not_answer(page: FindPage) -> None:
    page.write("18 personnes jeudi 26, 9-12, près de Lévis")
    assert page.others()["Salle Chaudière"].why == "12 places, 18 demandées"
    QTest.keyClick(page.window, Qt.Key.Key_F8)
    assert page.others() == {}
    assert page.place.results is not None
    assert page.place.results.others
    page.run("spaces.find.reasons")
    assert page.others()


def test_that_the_head_of_the_reasons_folds_them_by_mouse(page: FindPage) -> None:
    page.write("18 personnes jeudi 26, 9-12, près de Lévis")
    view = page.place.list
    row = next(
        n for n, one in enumerate(view.entries.entries) if isinstance(one, Section) and one.words == texts.WHY
    )
    view.scrollTo(view.entries.index(row))
    spot = view.visualRect(view.entries.index(row)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert page.others() == {}


def test_that_a_link_relaxes_what_stands_against_a_room(page: FindPage) -> None:
    page.write("18 personnes jeudi 26, 9-12, près de Lévis")
    page.choose(lambda line: isinstance(line, OtherLine) and line.name == "Salle Chaudière")
    page.enter()
    assert page.place.panel.form().participants == 12
    assert "Salle Chaudière" in page.fits()


@pytest.mark.parametrize(
    ("need", "room", "words"),
    [
        (
            "4 personnes jeudi 26, 9-12, visio, près de Lévis",
            "Salle Chaudière",
            "Chercher sans visioconférence",
        ),
        ("4 personnes jeudi 26, 9-12, accessible", "Salle Chaudière", texts.WITHOUT_ACCESS),
        ("4 personnes jeudi 26, 9-12, région de Chaudière-Appalaches", "Salle Mingan", texts.EVERYWHERE),
        ("4 personnes jeudi 26, 9-12, près de Lévis, 60 km", "Salle Mingan", "Élargir à 1\u00a0147\u00a0km"),
        ("4 personnes jeudi 24 décembre, 9-12", "Salle Chaudière", "Chercher le lundi 28 décembre"),
    ],
)
def test_that_each_reason_has_its_link(page: FindPage, need: str, room: str, words: str) -> None:
    page.write(need)
    link = page.others()[room].link
    assert link is not None
    assert link.words.split()[:2] == words.split()[:2]
    page.choose(lambda line: isinstance(line, OtherLine) and line.name == room)
    page.enter()
    assert room in page.fits()


def test_that_a_taken_room_leads_to_the_booking_that_takes_it(page: FindPage, here: Office) -> None:
    here.book(office.CHAUDIERE, 9, 12, day=26)
    page.write(NEED)
    other = page.others()["Salle Chaudière"]
    assert other.why == "prise de 9\u00a0h à 12\u00a0h, R-2026-000001"
    page.choose(lambda line: isinstance(line, OtherLine) and line.name == "Salle Chaudière")
    page.enter()
    place = page.window.place
    assert place is not None
    assert (place.key, place.state()["number"]) == (BOOKING, "R-2026-000001")


def test_that_a_series_finds_a_room_for_all_its_dates(page: FindPage, here: Office) -> None:
    here.book(office.CHAUDIERE, 9, 10, day=31)
    page.write("8 personnes mardi 24, 9-10, près de Lévis")
    page.place.panel.repeating.setCurrentIndex(list(Repeating).index(Repeating.WEEKLY))
    page.settled()
    assert "Salle Chaudière" not in page.fits()
    assert "Etchemin B" in page.fits()
    line = next(one for one in page.near() if one.room.name == "Salle Chaudière")
    assert (line.what, line.slot, line.more) == ("autre salle, 1 date sur 8", "Etchemin B", "1er déc.")
    page.choose(lambda entry: entry is line)
    page.enter()
    dialog = page.shown(NewDialog)
    page.settled()
    assert dialog.fields.values().series.rule == "FREQ=WEEKLY;COUNT=8"
    assert [choice.space_id for choice in dialog.panel.choices.values()] == [office.ETCHEMIN_B]
    dialog.form.mark_clean()
    dialog.close()


def test_that_an_answer_to_an_older_wish_is_dropped(page: FindPage) -> None:
    page.write(NEED)
    panel = page.place.panel
    panel.set_form(NeedForm.of_state({**panel.form().state(), "participants": 30}))
    page.place.search()
    panel.set_form(NeedForm.of_state({**panel.form().state(), "participants": 20}))
    page.place.search()
    page.settled()
    assert page.place.answer is not None
    assert page.place.answer.form.participants == 20
    assert page.fits() == ["Etchemin A", "Salle Etchemin"]


def test_that_nothing_old_stays_while_something_is_missing(page: FindPage) -> None:
    page.write(NEED)
    page.place.panel.end.setFocus()
    page.place.panel.end.selectAll()
    QTest.keyClicks(page.place.panel.end, "8")
    assert page.place.results is None
    assert page.fits() == []
    page.place.panel.end.selectAll()
    QTest.keyClicks(page.place.panel.end, "11")
    page.settled()
    assert page.fits()


def test_that_a_later_start_keeps_the_length_and_a_length_moves_the_end(page: FindPage) -> None:
    page.write(NEED)
    panel = page.place.panel
    panel.start.setFocus()
    panel.start.selectAll()
    QTest.keyClicks(panel.start, "13")
    assert panel.end.text() == "16\u00a0h"
    panel.length.setFocus()
    panel.length.selectAll()
    QTest.keyClicks(panel.length, "90 min")
    assert panel.end.text() == "14\u00a0h\u00a030"
    assert panel.length.text() == "90 min"
    page.settled()


def test_that_clearing_keeps_for_whom_one_looks(page: FindPage) -> None:
    page.place.panel.set_form(NeedForm(organisation_id=office.CLIENT))
    page.write(NEED)
    page.run("spaces.find.clear")
    assert page.place.panel.form() == NeedForm(organisation_id=office.CLIENT)
    assert page.place.results is None


def test_that_the_need_comes_back_with_the_place(page: FindPage) -> None:
    page.write(NEED)
    page.choose(lambda line: isinstance(line, OfferLine) and line.room.name == "Etchemin A")
    page.place.go_to_planning()
    page.settled()
    assert page.window.place is not None
    assert page.window.place.key == PLANNING
    page.window.frame.go_back()
    page.settled()
    assert page.place.panel.text.toPlainText() == NEED
    assert page.fits()[0] == "Salle Chaudière"
    current = page.place.list.current()
    assert isinstance(current, OfferLine)
    assert current.room.name == "Etchemin A"


def test_that_what_others_book_appears_by_itself(page: FindPage, here: Office) -> None:
    page.write(NEED)
    booked = here.book(office.CHAUDIERE, 9, 12, day=26)
    assert booked.change is not None
    page.window.hub.publish([booked.change])
    page.qtbot.waitUntil(lambda: "Salle Chaudière" not in page.fits())
    page.settled()


def test_that_a_search_takes_a_constant_number_of_statements(here: Office) -> None:
    add_words(here.database)
    here.gateway.reference()
    form = NeedForm.of_state({"day": "2026-11-26", "start": "09:00", "end": "12:00", "participants": 4})
    counts = []
    for day in (23, 24, 26):
        here.book(office.CHAUDIERE, 9, 12, day=day)
        with count_statements(here.database.engine) as statements:
            search(here.gateway, form)
        counts.append(len(statements))
    assert max(counts) <= 6
    series = NeedForm.of_state({**form.state(), "repeating": "weekly", "count": 20})
    with count_statements(here.database.engine) as statements:
        search(here.gateway, series)
    assert len(statements) <= 4


def test_that_the_screen_is_worked_by_keyboard_and_read_aloud(page: FindPage) -> None:
    page.write(NEED)
    check_window(page.window)
    interface = QAccessible.queryAccessibleInterface(page.place.list)
    assert interface is not None
    told = [interface.child(n).text(QAccessible.Text.Name) for n in range(interface.childCount())]
    assert any(one.startswith("1, Salle Chaudière, Services Québec de Lévis") for one in told)


@pytest.mark.usefixtures("dark")
def test_that_lines_are_drawn_wide_and_stacked_in_the_dark(page: FindPage) -> None:
    page.write("18 personnes jeudi 26, 9-12, près de Lévis")
    view = page.place.list
    assert not page.place.head.isHidden()
    assert not page.window.grab().isNull()
    tall = view.visualRect(view.entries.index(0)).height()
    page.window.resize(900, 700)
    page.qtbot.waitUntil(lambda: view.visualRect(view.entries.index(0)).height() > tall)
    assert page.place.head.isHidden()
    assert view.action_rect(0).width() >= 24
    assert not page.window.grab().isNull()


def test_that_the_button_of_a_line_takes_it_by_mouse(page: FindPage) -> None:
    page.write(NEED)
    view = page.place.list
    spot = view.action_rect(1).center().toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    dialog = page.shown(NewDialog)
    page.settled()
    assert dialog.fields.values().space_id == office.ETCHEMIN_B
    dialog.close()


def test_that_a_click_beside_the_button_only_chooses(page: FindPage) -> None:
    page.write(NEED)
    view = page.place.list
    spot = view.visualRect(view.entries.index(2)).topLeft() + QPoint(80, 12)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    current = view.current()
    assert isinstance(current, OfferLine)
    assert current.room.name == "Etchemin A"
    assert page.window.place is not None
    assert page.window.place.key == FIND


def test_that_printing_previews_the_week_of_the_building(page: FindPage) -> None:
    page.write(NEED)
    page.place.print_button.click()
    dialog = page.preview()
    assert dialog.pane.page_count == 1
    assert "Services Québec de Lévis" in dialog.windowTitle()
    dialog.close()


def test_that_rooms_are_found_wherever_they_are_without_a_place(page: FindPage) -> None:
    page.write("4 personnes jeudi 26, 9-12")
    assert len(page.fits()) == 6


def test_that_hours_that_clocks_skip_are_told_with_where_they_went(page: FindPage) -> None:
    page.write("8 personnes 14 mars 2027, 2 h 30 à 4 h")
    assert page.place.panel.skipped.text().replace("\u00a0", " ") == (
        "Le 14 mars 2027, 2 h 30 n’existe pas (passage à l’heure avancée) : la séance commence à 3 h 30."
    )
    assert page.place.panel.skipped.isVisible()
    page.write("8 personnes 15 mars 2027, 2 h 30 à 4 h")
    assert not page.place.panel.skipped.isVisible()
