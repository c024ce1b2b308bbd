"""The list of bookings and the page of one: filter, order, open, move, cancel, print, export."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.desktop.shell.window import MainWindow
from agence_desktop.desktop.spaces import record_texts as texts
from agence_desktop.desktop.spaces.calendars.move_dialog import MoveDialog
from agence_desktop.desktop.spaces.calendars.scope_dialog import ScopeDialog
from agence_desktop.desktop.spaces.form.booking_edit import EditDialog
from agence_desktop.desktop.spaces.keys import BOOKING, BOOKINGS
from agence_desktop.desktop.spaces.records.bookings_columns import COLUMNS
from agence_desktop.desktop.spaces.records.bookings_work import export_list, load_page
from agence_desktop.desktop.widgets.rows import PageRequest, SortKey
from agence_desktop.spaces.commands.cancelling import Cancel
from agence_desktop.spaces.model import BookingEvent
from agence_desktop.storage.audit import AuditRow
from agence_desktop.storage.engine import count_statements
from support import office
from support.accessibility import check_window
from support.pages.records import BookingPageObject, BookingsPage
from tests.desktop.spaces.conftest import Office, opened

FIRST, SECOND, THIRD = "R-2026-000001", "R-2026-000002", "R-2026-000003"


@pytest.fixture
def booked(here: Office) -> Office:
    """Three bookings: a committee, a training for another organisation, a weekly series."""
    here.book(office.CHAUDIERE, 9, 12, day=26, purpose="Comité de sécurité", person_id=office.ROY)
    here.book(office.ETCHEMIN_A, 13, 16, day=24, purpose="Formation", organisation_id=office.OTHER)
    here.book(office.DUNES, 9, 10, day=23, purpose="Point hebdomadaire", rule="FREQ=WEEKLY;COUNT=3")
    return here


@pytest.fixture
def list_page(qtbot: QtBot, window: MainWindow, booked: Office) -> BookingsPage:
    assert booked.database
    made = BookingsPage(qtbot, window)
    made.open()
    return made


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, booked: Office) -> BookingPageObject:
    """The page of the series."""
    assert booked.database
    made = BookingPageObject(qtbot, window)
    made.open({"number": THIRD})
    return made


# The list.


def test_that_bookings_to_come_are_listed_by_their_next_date(list_page: BookingsPage) -> None:
    assert list_page.numbers() == [THIRD, SECOND, FIRST]
    assert list_page.place.panel.counts_text() == "3 réservations"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("secu", [FIRST]),
        ("msp", [SECOND]),
        ("roy", [FIRST]),
        ("dunes", [THIRD]),
        ("000002", [SECOND]),
        ("comite chaudiere", [FIRST]),
        ("xyz", []),
    ],
)
def test_that_typing_finds_in_every_column(list_page: BookingsPage, typed: str, found: list[str]) -> None:
    list_page.filter(typed)
    assert list_page.numbers() == found


@pytest.mark.parametrize(
    ("column", "ascending"),
    [
        ("number", [FIRST, SECOND, THIRD]),
        ("purpose", [FIRST, SECOND, THIRD]),
        ("organisation", [SECOND, FIRST, THIRD]),
        ("space", [SECOND, FIRST, THIRD]),
        ("next", [THIRD, SECOND, FIRST]),
        ("dates", [FIRST, SECOND, THIRD]),
        ("participants", [FIRST, SECOND, THIRD]),
    ],
)
def test_that_the_base_sorts(booked: Office, column: str, ascending: list[str]) -> None:
    def numbers(descending: bool) -> list[str]:
        order = (SortKey(column, descending), SortKey("number", descending))
        page = load_page(booked.gateway, PageRequest("", order, 0, 50), upcoming=True)
        return [row.number for row in page.rows]

    assert numbers(False) == ascending
    assert numbers(True) == ascending[::-1]


def test_that_nobody_comes_last_in_both_directions(booked: Office) -> None:
    for descending in (False, True):
        request = PageRequest("", (SortKey("person", descending),), 0, 50)
        page = load_page(booked.gateway, request, upcoming=True)
        assert page.rows[0].number == FIRST


def test_that_the_state_sorts_nothing(list_page: BookingsPage) -> None:
    list_page.place.model.toggle_sort("state")
    list_page.settled()
    assert list_page.place.model.order == ()


def test_that_cancelled_bookings_are_under_all(list_page: BookingsPage, booked: Office) -> None:
    shown = booked.gateway.booking_numbered(FIRST).booking
    date = shown.occurrences[0]
    changed = booked.gateway.cancel(Cancel(shown.id, ((date.id, date.version),), "", uuid4()))
    assert changed.change is not None
    list_page.window.hub.publish([changed.change])
    list_page.qtbot.waitUntil(lambda: FIRST not in list_page.numbers())
    list_page.place.period.set_value(False)
    list_page.qtbot.waitUntil(lambda: FIRST in list_page.numbers())
    list_page.settled()


def test_that_enter_opens_the_page_and_back_finds_the_line(list_page: BookingsPage) -> None:
    list_page.filter("comite")
    list_page.place.view.choose(0)
    QTest.keyClick(list_page.place.view, Qt.Key.Key_Return)
    list_page.settled()
    window = list_page.window
    assert window.place is not None
    assert window.place.key == BOOKING
    assert window.windowTitle().startswith("Réservation R-2026-000001")
    window.frame.go_back()
    list_page.settled()
    assert window.place.key == BOOKINGS
    assert list_page.place.panel.filter_line.text() == "comite"
    row = list_page.place.current()
    assert row is not None
    assert row.number == FIRST


def test_that_a_page_of_the_list_takes_a_constant_number_of_statements(booked: Office) -> None:
    booked.gateway.reference()
    counts = set()
    for limit in (1, 3):
        with count_statements(booked.database.engine) as statements:
            load_page(booked.gateway, PageRequest("comite", (), 0, limit), upcoming=True)
        counts.add(len(statements))
    assert counts == {5}


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_that_the_list_is_exported_as_it_is_seen(
    list_page: BookingsPage, booked: Office, tmp_path: Path, ending: str
) -> None:
    list_page.place.view.set_column_shown("person", False)
    list_page.place.model.sort_by([SortKey("number", True)])
    list_page.settled()
    list_page.run("spaces.bookings.export")
    chooser = list_page.place.findChild(QFileDialog)
    assert chooser is not None
    path = tmp_path / f"liste.{ending}"
    chooser.fileSelected.emit(str(path))
    chooser.close()
    told = f"3 réservations dans «\u00a0liste.{ending}\u00a0»."
    list_page.qtbot.waitUntil(lambda: told in list_page.window.toasts.sentences)
    if ending == "csv":
        lines = list(csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))
        assert lines[0][:4] == ["Numéro", "Objet", "Organisme", "Espace"]
        assert [line[0] for line in lines[1:]] == [THIRD, SECOND, FIRST]
        assert lines[1][4] == "2026-11-23T09:00"
    assert path.stat().st_size > 0
    kinds = booked.database.read(
        lambda session: [row.action for row in session.query(AuditRow).all() if row.action == "export"]
    )
    assert kinds == ["export"]


def test_that_the_list_leaves_the_program_only_for_those_it_concerns(
    url: str, booked: Office, tmp_path: Path
) -> None:
    assert booked.database
    other = opened(url, Actor("autre", "", grants=frozenset({Grant(Role.CLERK, office.OTHER)})))
    path = tmp_path / "liste.csv"
    count = export_list(
        other.gateway, "", (), COLUMNS[:1], path, upcoming=False, progress=lambda _done, _whole: None
    )
    other.database.close()
    assert (count, path.read_text("utf-8-sig").split()) == (1, ["Numéro", SECOND])
    assert texts.exported(1, "a", part=True).endswith("vos organismes et de leurs espaces y sont.")


def test_that_a_file_of_another_kind_is_refused_in_words(list_page: BookingsPage, tmp_path: Path) -> None:
    list_page.place.export_to(tmp_path / "liste.txt")
    list_page.qtbot.waitUntil(lambda: any(".csv" in one for one in list_page.window.toasts.sentences))


# The page.


def test_that_the_page_tells_the_whole_booking(page: BookingPageObject) -> None:
    place = page.place
    assert place.head.title == f"{THIRD}, Point hebdomadaire"
    assert page.states() == ["Confirmée"] * 3
    assert "chaque lundi, 3 fois" in place.facts.words()
    assert "Ministère des Transports" in place.facts.words()
    assert "Série de 3 séances inscrite" in place.history.words()


def test_that_an_unknown_number_is_told(page: BookingPageObject) -> None:
    page.open({"number": "R-2026-999999"})
    assert page.place.page is None
    assert not page.place.print_button.isEnabled()


def test_that_several_dates_are_cancelled_and_put_back(page: BookingPageObject) -> None:
    page.place.view.selectAll()
    page.place.cancel_button.click()
    question = page.shown(QMessageBox)
    assert question.text() == texts.CANCEL_QUESTION
    assert "lun. 23 nov. 2026, 9\u00a0h à 10\u00a0h; " in question.informativeText()
    next(button for button in question.buttons() if button.text() == texts.CANCEL_YES).click()
    page.qtbot.waitUntil(lambda: page.states() == ["Annulée"] * 3)
    page.settled()
    page.window.frame.undo_last()
    page.qtbot.waitUntil(lambda: page.states() == ["Confirmée"] * 3)
    page.settled()


def test_that_cancelling_one_date_of_a_series_asks_which(page: BookingPageObject) -> None:
    page.place.view.choose(1)
    page.run("spaces.cancel")
    dialog = page.shown(ScopeDialog)
    dialog.act_button.click()
    page.qtbot.waitUntil(lambda: page.states() == ["Confirmée", "Annulée", "Confirmée"])
    page.settled()


def test_that_the_last_date_left_is_cancelled_without_a_question(page: BookingPageObject) -> None:
    page.open({"number": FIRST})
    page.place.cancel_button.click()
    page.qtbot.waitUntil(lambda: page.states() == ["Annulée"])
    page.settled()
    assert not page.place.cancel_button.isEnabled()


def test_that_a_date_is_moved_from_the_page(page: BookingPageObject) -> None:
    page.open({"number": FIRST})
    page.place.move_button.click()
    dialog = page.shown(MoveDialog)
    dialog.start.set_value(datetime(2026, 11, 26, 13).time())  # noqa: DTZ001
    page.qtbot.waitUntil(dialog.act_button.isEnabled)
    dialog.act_button.click()
    page.qtbot.waitUntil(lambda: "13\u00a0h" in str(page.place.model.index(0, 1).data()))
    page.settled()


def test_that_f2_opens_the_form_of_the_date(page: BookingPageObject) -> None:
    page.place.view.setFocus()
    QTest.keyClick(page.window, Qt.Key.Key_F2)
    dialog = page.shown(EditDialog)
    page.settled()
    dialog.close()


def test_that_the_confirmation_is_previewed_and_saved(
    page: BookingPageObject, booked: Office, tmp_path: Path
) -> None:
    page.open({"number": FIRST})
    page.run("shell.print")
    dialog = page.preview()
    assert dialog.windowTitle() == f"Confirmation\u00a0{FIRST}"
    assert dialog.pane.page_count == 1
    path = tmp_path / "confirmation.pdf"
    dialog.save_to(path)
    page.qtbot.waitUntil(lambda: path.exists() and page.window.tasks.idle)
    assert FIRST in PdfReader(path).pages[0].extract_text()
    dialog.close()
    kinds = booked.database.read(
        lambda session: [row.action for row in session.query(AuditRow).all() if row.action == "print"]
    )
    assert kinds == ["print"]


def test_that_what_others_change_appears_by_itself(page: BookingPageObject, elsewhere: Office) -> None:
    shown = elsewhere.gateway.booking_numbered(THIRD).booking
    first = shown.occurrences[0]
    changed = elsewhere.gateway.cancel(Cancel(shown.id, ((first.id, first.version),), "", uuid4()))
    assert changed.change is not None
    page.window.hub.publish([changed.change])
    page.qtbot.waitUntil(lambda: page.states()[0] == "Annulée")
    page.settled()
    events = elsewhere.database.read(lambda session: session.query(BookingEvent).count())
    assert events == 4


@pytest.mark.parametrize("which", [BOOKINGS, BOOKING])
def test_that_the_screens_are_worked_by_keyboard_and_read_aloud(
    page: BookingPageObject, list_page: BookingsPage, which: str
) -> None:
    if which == BOOKINGS:
        list_page.open()
    else:
        page.open({"number": FIRST})
    check_window(page.window)
