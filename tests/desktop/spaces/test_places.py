"""The other screens of rooms: agenda, month, pages of rooms and buildings, palette."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from agence_desktop.core.clock import QUEBEC, to_instant
from agence_desktop.desktop.calendar.items import Style
from agence_desktop.desktop.calendar.periods import Reach
from agence_desktop.desktop.calendar.stops import Stop
from agence_desktop.desktop.contribution import Menu
from agence_desktop.desktop.places import Target
from agence_desktop.desktop.shell.command_set import faults, owned_commands
from agence_desktop.desktop.shell.own_commands import own_commands
from agence_desktop.desktop.shell.window import MainWindow
from agence_desktop.desktop.spaces.calendars.agenda_place import AgendaPlace
from agence_desktop.desktop.spaces.contribution import spaces_contribution
from agence_desktop.desktop.spaces.form.booking_form import NewDialog
from agence_desktop.desktop.spaces.keys import AGENDA, MONTH, PLANNING, ROOM, SITE
from agence_desktop.desktop.spaces.records.room_page import RoomPage
from agence_desktop.desktop.spaces.records.site_page import SitePage
from agence_desktop.desktop.spaces.search import find_booking_hits, find_site_hits, find_space_hits
from agence_desktop.spaces.rows import OnConflict
from support import office
from support.accessibility import check_window, unreachable_actions
from support.pages.calendars import CTRL, CalendarPage
from tests.desktop.spaces.conftest import Office

Show = Callable[[], CalendarPage]
PLACES = (PLANNING, AGENDA, MONTH, ROOM, SITE)
STATES = {
    ROOM: {"space": office.CHAUDIERE},
    SITE: {"site": office.LEVIS},
    AGENDA: {"space": office.CHAUDIERE},
}


def go(qtbot: QtBot, window: MainWindow, key: str) -> None:
    window.go(Target(key, STATES.get(key, {})))
    qtbot.waitUntil(lambda: window.tasks.idle and window.place is not None and not window.place.busy())


def dated(booked_id: int | None, here: Office) -> int:
    assert booked_id is not None
    return here.gateway.booking(booked_id).booking.occurrences[0].id


# Agenda and month.


def test_that_the_agenda_shows_one_room_and_moves_there_too(
    qtbot: QtBot, window: MainWindow, here: Office
) -> None:
    one = dated(here.book(office.CHAUDIERE, 13, 15).booking_id, here)
    here.book(office.ETCHEMIN, 9, 10)
    go(qtbot, window, AGENDA)
    page = CalendarPage(qtbot, window)
    assert page.rooms() == ["Salle Chaudière"]
    page.select(one)
    assert page.carry(Qt.Key.Key_Down).ok
    page.press(Qt.Key.Key_Return)
    page.settled()
    assert page.slot(one)[1].hour == 13
    assert page.slot(one)[1].minute == 30


def test_that_the_agenda_remembers_its_room(qtbot: QtBot, window: MainWindow) -> None:
    window.go(Target(AGENDA))
    page = CalendarPage(qtbot, window).settled()
    place = page.place
    assert isinstance(place, AgendaPlace)
    place.show_room(office.DUNES)
    page.settled()
    assert place.title == "Agenda, Salle des Dunes"
    assert window.recall("spaces/agenda_room") == office.DUNES


def test_that_the_month_shows_each_booking_once(qtbot: QtBot, window: MainWindow, here: Office) -> None:
    one = dated(here.book(office.ETCHEMIN_A, 13, 15, day=27).booking_id, here)
    go(qtbot, window, MONTH)
    page = CalendarPage(qtbot, window)
    styles = {block.key: block.style for block in page.place.view.store.all()}
    assert styles == {str(one): Style.FIRM}
    assert len(page.place.view.days) % 7 == 0


def test_that_a_full_day_of_the_month_leads_to_its_planning(qtbot: QtBot, window: MainWindow) -> None:
    go(qtbot, window, MONTH)
    page = CalendarPage(qtbot, window)
    page.place.view.day_requested.emit(date(2026, 11, 27))
    page.settled()
    assert page.place.key == PLANNING
    assert (page.place.period.reach, page.place.period.first) == (Reach.DAY, date(2026, 11, 27))


# Creating.


def test_that_enter_on_a_free_cell_opens_the_form_with_room_and_hours(planning: Show) -> None:
    page = planning()
    page.place.view.setFocus()
    page.qtbot.waitUntil(page.place.view.hasFocus)
    stop = next(
        stop
        for stop in page.place.view.stops_of(str(office.CHAUDIERE))
        if stop.block is None and stop.span.start > page.window.session.clock.now()
    )
    page.place.view.set_focus_stop(stop)
    page.press(Qt.Key.Key_Return)
    dialog = page.dialog(NewDialog)
    page.qtbot.waitUntil(lambda: dialog.draft is None or dialog.draft.space_id == office.CHAUDIERE)
    assert "Salle Chaudière" in dialog.fields.space.text()
    dialog.form.mark_clean()
    dialog.reject()


def test_that_dragging_over_what_is_taken_says_so_before_any_form(here: Office, planning: Show) -> None:
    here.book(office.CHAUDIERE, 13, 15, organisation_id=office.OTHER)
    page = planning()
    view = page.place.view
    cells = {stop.span.start: stop for stop in view.stops_of(str(office.CHAUDIERE)) if stop.block is None}
    first = next(
        cells[key]
        for key in sorted(cells)
        if cells[key].span.end == to_instant(datetime.combine(date(2026, 11, 20), time(15, 30)), QUEBEC)
    )
    rect = view.stop_rect(first)
    assert rect is not None
    block = view.store.row(str(office.CHAUDIERE)).blocks[0]
    over = view.stop_rect(Stop(block.row_key, block.span, block))
    assert over is not None
    port = view.viewport()
    page.qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=rect.center())
    for point in (rect.center() - QPoint(12, 0), over.center()):
        page.qtbot.mouseMove(port, point)
    page.qtbot.waitUntil(lambda: view.gestures.answer is not None)
    answer = view.gestures.answer
    assert answer is not None
    assert not answer.ok
    assert "MSP" in answer.message
    assert answer.hint
    page.qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=over.center())
    assert not view.gestures.active


# Pages.


def test_that_the_page_of_a_room_tells_its_facts_terms_and_bookings(
    qtbot: QtBot, window: MainWindow, here: Office
) -> None:
    here.book(office.CHAUDIERE, 13, 15, rule="FREQ=WEEKLY;COUNT=3")
    go(qtbot, window, ROOM)
    page = window.place
    assert isinstance(page, RoomPage)
    assert page.title == "Salle Chaudière"
    words = page.facts.words()
    assert "Services Québec de Lévis" in words
    assert page.terms.text().startswith("Tous les jours")
    assert [line.start.day for line in page.model.rows()] == [20, 27, 4]


def test_that_the_page_of_a_building_tells_its_rooms_and_its_day(
    qtbot: QtBot, window: MainWindow, here: Office
) -> None:
    here.book(office.ETCHEMIN_A, 13, 15)
    here.book(office.ETCHEMIN_A, 13, 15, day=21)
    # Of a series, the date that was taken is no part of the day.
    here.book(office.ETCHEMIN_A, 14, 16, rule="FREQ=WEEKLY;COUNT=2", on_conflict=OnConflict.SKIP)
    go(qtbot, window, SITE)
    page = window.place
    assert isinstance(page, SitePage)
    assert [row.name for row in page.rooms_model.rows()] == [
        "Salle Etchemin",
        "Etchemin A",
        "Etchemin B",
        "Salle Chaudière",
    ]
    assert [line.space for line in page.today_model.rows()] == ["Etchemin A"]


def test_that_a_date_on_a_page_leads_to_its_agenda(qtbot: QtBot, window: MainWindow, here: Office) -> None:
    one = dated(here.book(office.CHAUDIERE, 13, 15, day=26).booking_id, here)
    go(qtbot, window, ROOM)
    page = window.place
    assert isinstance(page, RoomPage)
    page.upcoming.view.row_opened.emit(page.model.rows()[0])
    shown = CalendarPage(qtbot, window).settled()
    assert shown.place.key == AGENDA
    assert shown.place.view.selected == str(one)


def test_that_a_double_click_on_a_header_opens_the_page_of_the_room(planning: Show) -> None:
    page = planning()
    view = page.place.view
    band = view.scene.bands.of(str(office.CHAUDIERE))
    assert band is not None
    at = QPoint(60, view.metrics.header + band.top + band.height // 2)
    page.qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    page.qtbot.waitUntil(lambda: isinstance(page.window.place, RoomPage))
    page.qtbot.waitUntil(lambda: page.window.tasks.idle)
    assert page.window.windowTitle() == "Salle Chaudière – Agence"


# What the shell asks for.


def test_that_the_palette_finds_rooms_buildings_and_bookings(here: Office) -> None:
    here.book(office.CHAUDIERE, 13, 15, purpose="Comité de sécurité routière")
    assert [hit.title for hit in find_space_hits(here.gateway, "chaud", 5)] == ["Salle Chaudière"]
    assert [hit.title for hit in find_space_hits(here.gateway, "levis etchemin", 5)] == [
        "Etchemin A",
        "Etchemin B",
        "Salle Etchemin",
    ]
    assert [hit.title for hit in find_site_hits(here.gateway, "iles", 5)] == ["Services Québec des Îles"]
    for text in ("R-2026-000001", "000001", "securite rout"):
        (hit,) = find_booking_hits(here.gateway, text, 5)
        assert hit.title == "R-2026-000001, Comité de sécurité routière"
    assert find_booking_hits(here.gateway, "", 5) == []


def test_that_a_booking_found_opens_its_own_page(qtbot: QtBot, window: MainWindow, here: Office) -> None:
    here.book(office.CHAUDIERE, 13, 15, day=26)
    (hit,) = find_booking_hits(here.gateway, "000001", 5)
    window.go(hit.target)
    qtbot.waitUntil(lambda: window.tasks.idle and window.place is not None and not window.place.busy())
    assert window.windowTitle() == "Réservation R-2026-000001 – Agence"


def test_that_keys_and_mnemonics_of_the_slice_do_not_collide(window: MainWindow, here: Office) -> None:
    commands = owned_commands(own_commands(window.frame), [spaces_contribution(here.gateway)])
    assert faults(commands) == []


def test_that_every_command_of_a_date_is_in_the_menu_of_the_slice(here: Office) -> None:
    words = [one.name for one in spaces_contribution(here.gateway).commands if one.menu is Menu.SLICE]
    assert "&Nouvelle réservation…" in words
    assert "&Annuler la séance…" in words


@pytest.mark.parametrize("key", PLACES)
def test_that_a_screen_has_names_a_tab_cycle_and_targets(
    qtbot: QtBot, window: MainWindow, here: Office, key: str
) -> None:
    here.book(office.CHAUDIERE, 13, 15)
    go(qtbot, window, key)
    check_window(window)
    assert unreachable_actions(window) == []


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("key", PLACES)
def test_that_a_screen_fits_a_small_one_with_a_font_twice_as_large(
    qtbot: QtBot, window: MainWindow, key: str
) -> None:
    go(qtbot, window, key)
    least = window.minimumSizeHint()
    assert least.width() <= 1366
    assert least.height() <= 768


def test_that_ctrl_one_to_three_change_how_much_is_shown(planning: Show) -> None:
    page = planning()
    for key, reach in (
        (Qt.Key.Key_1, Reach.DAY),
        (Qt.Key.Key_3, Reach.TWO_WEEKS),
        (Qt.Key.Key_2, Reach.WEEK),
    ):
        page.qtbot.keyClick(page.window, key, CTRL)
        page.settled()
        assert page.place.period.reach is reach
    assert page.place.period.first + timedelta(days=4) == date(2026, 11, 20)


def test_that_a_date_can_be_moved_on_the_page_of_its_room_too(
    qtbot: QtBot, window: MainWindow, here: Office
) -> None:
    one = dated(here.book(office.CHAUDIERE, 13, 15).booking_id, here)
    go(qtbot, window, ROOM)
    page = window.place
    assert isinstance(page, RoomPage)
    page.week.setFocus()
    qtbot.waitUntil(page.week.hasFocus)
    assert page.week.select(str(one))
    qtbot.keyClick(page.week, Qt.Key.Key_Down, CTRL)
    qtbot.waitUntil(lambda: page.week.gestures.answer is not None)
    qtbot.keyClick(page.week, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [line.start.minute for line in page.model.rows()] == [30])
