"""A clerk books: by keyboard alone, date by date, and whatever happens nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from agence_desktop.core.clock import to_wall
from agence_desktop.desktop.shell.window import MainWindow
from agence_desktop.desktop.spaces.form.booking_model import Series, Slot
from agence_desktop.desktop.spaces.form.booking_work import find_alternatives, judge_sheet
from agence_desktop.desktop.spaces.form.person_dialog import PersonDialog
from agence_desktop.desktop.spaces.form.recurrence_dialog import RecurrenceDialog
from agence_desktop.desktop.spaces.form.sheet_model import Choice, Wish
from agence_desktop.desktop.spaces.keys import PLANNING
from agence_desktop.desktop.spaces.seeds import BookingSeed
from agence_desktop.spaces.journal import BookingDetail
from agence_desktop.spaces.queries.booking_pages import BookingFilter
from agence_desktop.spaces.rows import BookingDraft, OccurrenceState
from agence_desktop.storage.engine import count_statements
from support import office
from support.accessibility import check_window, escape_closes, walk
from support.pages.booking_form import LONG, PLAIN, BookingFormPage
from tests.desktop.spaces.conftest import Office

FIRST = datetime(2026, 12, 1, 9)  # noqa: DTZ001
SEED = BookingSeed(
    space_id=office.CHAUDIERE,
    start=FIRST,
    end=FIRST + timedelta(hours=2),
    participants=8,
    organisation_id=office.CLIENT,
    purpose="Comité de sécurité routière",
)
WEEKLY = "FREQ=WEEKLY;COUNT=4"
CONFIRMED, NOT_OBTAINED = OccurrenceState.CONFIRMED, OccurrenceState.NOT_OBTAINED


@pytest.fixture
def form(qtbot: QtBot, window: MainWindow, here: Office) -> Iterator[BookingFormPage]:
    """The form, not yet opened; closed in the end."""
    page = BookingFormPage(qtbot, window, here.gateway)
    yield page
    page.close()


def stored(here: Office) -> list[BookingDetail]:
    """Every booking of the client, in the order of the numbers."""
    rows = here.gateway.bookings(BookingFilter(organisation_id=office.CLIENT), 50)
    pages = [here.gateway.booking(row.id).booking for row in rows]
    return sorted(pages, key=lambda one: one.number)


def told(window: MainWindow) -> list[str]:
    """What the toasts say."""
    return [sentence.translate(PLAIN) for sentence in window.toasts.sentences]


def series(form: BookingFormPage, rule: str = WEEKLY) -> None:
    """Let the booking repeat."""
    form.dialog.fields.series.set_series(Series(rule))
    form.settled()


def test_that_a_room_is_booked_by_keyboard_alone(form: BookingFormPage, here: Office) -> None:
    form.open().fill()
    assert form.button() == "Réserver"
    form.save()
    assert form.shown() is None
    (booking,) = stored(here)
    (date,) = booking.occurrences
    assert (booking.number, date.state) == ("R-2026-000001", CONFIRMED)
    assert to_wall(date.span.start, date.zone) == FIRST
    assert date.span.minutes == 120
    assert (booking.purpose, booking.participants) == ("Comité de sécurité routière", 8)


def test_that_a_series_is_settled_date_by_date_by_keyboard(form: BookingFormPage, here: Office) -> None:
    here.book(office.CHAUDIERE, 8, 10, day=38, organisation_id=office.OTHER)
    here.book(office.CHAUDIERE, 10, 12, day=45, organisation_id=office.HOST)
    form.open().fill()
    form.tab_to("Modifier la répétition")
    form.press(Qt.Key.Key_Space)
    editor = form.dialog.findChild(RecurrenceDialog)
    assert editor is not None
    form.qtbot.waitUntil(editor.isActiveWindow, timeout=LONG)
    form.tab_to("Répéter")
    form.press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    form.tab_to("Nombre de dates")
    form.type("4")
    assert editor.ui.phrase.text().translate(PLAIN) == "Chaque mardi, 4 fois."
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    form.dialog.activateWindow()
    form.qtbot.waitUntil(form.dialog.isActiveWindow, timeout=LONG)
    form.settled()
    assert [line.number for line in form.lines if line.options] == [2, 3]
    assert form.button() == "Réserver 2 dates"

    form.save()
    assert form.shown() is not None
    assert form.note() == "2 dates à régler : choisissez autre heure, autre salle ou ignorer."
    # The keyboard is on the first date to settle: its second word is another room.
    assert form.focus().accessibleDescription().translate(PLAIN).endswith("mardi 8 décembre 2026")
    form.press(Qt.Key.Key_Right, Qt.Key.Key_Space)
    form.settled()
    assert form.lines[1].choice is not None
    assert form.lines[1].choice.wish is Wish.ROOM
    assert form.box(2).currentText() == "Etchemin B"
    form.save()
    assert form.focus().accessibleDescription().translate(PLAIN).endswith("mardi 15 décembre 2026")
    form.press(Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space)
    form.settled()
    assert form.stored() == ["Salle Chaudière", "Etchemin B", "non obtenue", "Salle Chaudière"]
    assert form.button() == "Réserver 3 dates"
    form.save()
    assert form.shown() is None
    (booking,) = stored(here)
    assert [one.state for one in booking.occurrences] == [CONFIRMED, CONFIRMED, NOT_OBTAINED, CONFIRMED]
    assert [one.space_id for one in booking.occurrences][1] == office.ETCHEMIN_B
    assert booking.rule == "FREQ=WEEKLY;COUNT=4;BYDAY=TU"


def test_that_another_time_is_taken_from_a_list(form: BookingFormPage, here: Office) -> None:
    here.book(office.CHAUDIERE, 9, 10, day=38, organisation_id=office.OTHER)
    form.open(SEED)
    series(form)
    form.segment(2, "autre heure").click()
    form.settled()
    assert form.stored()[1] == "10 h à 12 h"
    box = form.box(2)
    assert box.count() > 1
    box.setFocus()
    form.press(Qt.Key.Key_Down)
    form.settled()
    assert form.stored()[1] == form.box(2).currentText().translate(PLAIN) != "10 h à 12 h"
    form.save()
    (booking,) = stored(here)
    assert [one.state for one in booking.occurrences] == [CONFIRMED] * 4


def test_that_dates_alike_are_settled_at_once(form: BookingFormPage, here: Office) -> None:
    for day in (38, 45):
        here.book(office.CHAUDIERE, 9, 10, day=day, organisation_id=office.OTHER)
    form.open(SEED)
    series(form)
    form.dialog.ui.nextFree.click()
    form.settled()
    assert form.stored() == ["Salle Chaudière", "10 h à 12 h", "10 h à 12 h", "Salle Chaudière"]
    form.dialog.ui.skipTaken.click()
    form.settled()
    assert form.stored() == ["Salle Chaudière", "non obtenue", "non obtenue", "Salle Chaudière"]


def test_that_a_single_date_offers_another_time_or_room_and_nothing_to_skip(
    form: BookingFormPage, here: Office
) -> None:
    here.book(office.CHAUDIERE, 9, 10, day=31, organisation_id=office.OTHER)
    form.open(SEED)
    assert form.lines[0].options == (Wish.TIME, Wish.ROOM)
    form.save()
    assert form.note().startswith("Cette date ne peut pas être inscrite")
    form.segment(1, "autre salle").click()
    form.settled()
    form.save()
    (booking,) = stored(here)
    assert booking.occurrences[0].space_id == office.ETCHEMIN_B


def test_that_a_faulty_form_names_its_errors_and_goes_to_the_first(form: BookingFormPage) -> None:
    form.open()
    form.dialog.ui.phone.setText("418 555-01")
    form.save()
    assert list(form.dialog.form.errors)[:2] == ["organisation", "purpose"]
    assert form.focus() is form.dialog.fields.organisation
    assert form.dialog.form.errors["phone"].startswith("Il manque deux chiffres.")
    counts = [label.text().translate(PLAIN) for label in form.dialog.summary.findChildren(QLabel)]
    assert "6 champs à corriger :" in counts
    interface = QAccessible.queryAccessibleInterface(form.dialog.fields.organisation)
    assert interface.text(QAccessible.Text.Description) == "Ce champ est obligatoire."


def test_that_a_part_of_the_slot_that_cannot_be_read_is_told_when_the_slot_is_left(
    form: BookingFormPage,
) -> None:
    form.open(SEED)
    form.tab_to("Fin")
    form.type("8")
    assert "slot" not in form.dialog.form.errors
    form.press(Qt.Key.Key_Tab)
    assert form.dialog.form.errors["slot"].startswith("La fin doit suivre le début")
    assert form.dialog.fields.slot.end.property("faulty")


@pytest.mark.parametrize(
    ("field", "typed", "start", "end"),
    [
        ("Date", "demain 14 h", datetime(2026, 11, 21, 14), datetime(2026, 11, 21, 16)),  # noqa: DTZ001
        ("Date", "mardi, 9-11", datetime(2026, 11, 24, 9), datetime(2026, 11, 24, 11)),  # noqa: DTZ001
        ("Début", "9-11", datetime(2026, 12, 1, 9), datetime(2026, 12, 1, 11)),  # noqa: DTZ001
        ("Début", "1430", datetime(2026, 12, 1, 14, 30), datetime(2026, 12, 1, 16, 30)),  # noqa: DTZ001
        ("Début", "23", datetime(2026, 12, 1, 23), datetime(2026, 12, 2)),  # noqa: DTZ001
        ("Fin", "minuit", datetime(2026, 12, 1, 9), datetime(2026, 12, 2)),  # noqa: DTZ001
        ("Fin", "jeudi 16 h", datetime(2026, 12, 1, 9), datetime(2026, 12, 3, 16)),  # noqa: DTZ001
    ],
)
def test_that_hours_are_read_as_people_type_them(
    form: BookingFormPage, field: str, typed: str, start: datetime, end: datetime
) -> None:
    form.open(SEED)
    form.tab_to(field)
    form.type(typed)
    form.press(Qt.Key.Key_Tab)
    assert form.dialog.fields.slot.value() == Slot(start, end)


def test_that_a_draft_is_kept_and_offered_after_the_form_is_gone(
    form: BookingFormPage, here: Office, window: MainWindow
) -> None:
    here.book(office.CHAUDIERE, 9, 10, day=38, organisation_id=office.OTHER)
    form.open(SEED)
    form.dialog.ui.note.setPlainText("Deux personnes arriveront par l’entrée est.")
    series(form)
    form.segment(2, "ignorer").click()
    form.settled()
    form.qtbot.waitUntil(lambda: form.note().startswith("Brouillon gardé à"), timeout=LONG)
    key = form.dialog.draft_key
    dialog = form.dialog
    dialog.hide()
    dialog.deleteLater()
    QApplication.processEvents()
    form.qtbot.waitUntil(lambda: form.shown() is None)
    offer = form.ask()
    assert "Comité de sécurité routière, Salle Chaudière" in offer.informativeText()
    offer.resume.click()
    form.qtbot.waitUntil(lambda: form.shown() is not None, timeout=LONG)
    form.settled()
    assert form.dialog.ui.note.toPlainText() == "Deux personnes arriveront par l’entrée est."
    assert form.stored() == ["Salle Chaudière", "non obtenue", "Salle Chaudière", "Salle Chaudière"]
    form.save()
    assert len(stored(here)) == 1
    assert window.drafts.load(key) is None


def test_that_a_draft_may_be_thrown_away(form: BookingFormPage, window: MainWindow) -> None:
    window.drafts.save("reservation-x", "reservation", "Comité", {"purpose": "Comité"})
    form.ask().discard.click()
    form.qtbot.waitUntil(lambda: form.shown() is not None, timeout=LONG)
    form.settled()
    assert form.dialog.ui.purpose.text() == ""
    assert window.drafts.load("reservation-x") is None


def test_that_escape_asks_only_if_something_would_be_lost(form: BookingFormPage) -> None:
    form.open(SEED)
    form.dialog.ui.note.setPlainText("À voir")
    QTest.keyClick(form.dialog, Qt.Key.Key_Escape)
    question = form.dialog.findChild(QMessageBox)
    assert question is not None
    QTest.keyClick(question, Qt.Key.Key_Escape)
    assert form.dialog.ui.note.toPlainText() == "À voir"
    form.dialog.ui.note.setPlainText("")
    assert escape_closes(form.dialog)


def test_that_a_choice_would_be_lost_as_well(form: BookingFormPage, here: Office) -> None:
    here.book(office.CHAUDIERE, 9, 10, day=31, organisation_id=office.OTHER)
    form.open(SEED)
    assert not form.dialog.dirty
    form.segment(1, "autre salle").click()
    form.settled()
    assert form.dialog.dirty


def test_that_a_slot_taken_meanwhile_refuses_all_and_shows_what_is_left(
    form: BookingFormPage, here: Office, elsewhere: Office
) -> None:
    form.open(SEED)
    series(form)
    elsewhere.book(office.CHAUDIERE, 9, 10, day=38, organisation_id=office.OTHER)
    form.save()
    assert form.note().startswith("Rien n’a été réservé")
    assert stored(here) == []
    form.settled()
    assert [line.number for line in form.lines if line.options] == [2]
    form.segment(2, "ignorer").click()
    form.settled()
    form.save()
    (booking,) = stored(here)
    assert [one.state for one in booking.occurrences] == [CONFIRMED, NOT_OBTAINED, CONFIRMED, CONFIRMED]


def test_that_a_change_made_elsewhere_is_judged_as_soon_as_it_is_told(
    form: BookingFormPage, elsewhere: Office, window: MainWindow
) -> None:
    form.open(SEED)
    booked = elsewhere.book(office.CHAUDIERE, 9, 10, day=31, organisation_id=office.OTHER)
    assert booked.change is not None
    window.hub.publish([booked.change])
    form.qtbot.waitUntil(lambda: bool(form.lines[0].options), timeout=LONG)


def test_that_a_booking_is_told_opened_and_taken_back(
    form: BookingFormPage, here: Office, window: MainWindow
) -> None:
    form.open(SEED)
    form.save()
    # One message for one booking, whose page it opens and which it takes back.
    assert told(window) == ["R-2026-000001 : 1 date confirmée, 0,00 $."]
    see, undo = (one for one in window.toasts._shown[0].findChildren(QPushButton) if one.text())
    assert (see.text(), undo.text()) == ("Ouvrir", "Annuler")
    see.click()
    assert window.toasts.sentences == []
    assert window.place is not None
    assert window.place.key == PLANNING
    assert window.place.state()["first"] == "2026-12-01" or window.place.busy()
    form.qtbot.waitUntil(lambda: window.place is not None and not window.place.busy(), timeout=LONG)
    window.undo_stack.undo()
    form.settled()
    (booking,) = stored(here)
    assert booking.number == "R-2026-000001"
    assert [one.state for one in booking.occurrences] == [OccurrenceState.CANCELLED]


def test_that_the_missing_person_is_created_on_the_spot(form: BookingFormPage, here: Office) -> None:
    form.open(SEED)
    form.tab_to("Personne")
    form.choose("Ginette Lamontagne")
    creator = form.dialog.findChild(PersonDialog)
    assert creator is not None
    assert (creator.ui.firstName.text(), creator.ui.lastName.text()) == ("Ginette", "Lamontagne")
    creator.ui.email.setText("ginette.lamontagne@exemple.quebec")
    creator.ui.phone.setText("418 555-0142")
    creator.try_save()
    form.settled()
    chosen = form.dialog.fields.person.value()
    assert chosen is not None
    assert chosen.title == "Ginette Lamontagne, MTQ"
    assert form.dialog.ui.phone.text() == "418 555-0142"
    form.save()
    (booking,) = stored(here)
    assert booking.person_email == "ginette.lamontagne@exemple.quebec"


def test_that_equipment_and_support_go_with_the_booking(form: BookingFormPage, here: Office) -> None:
    form.open(SEED)
    extras = form.dialog.fields.extras
    extras.equipment_menu().actions()[0].trigger()
    form.settled()
    form.type("3")
    form.save()
    assert form.dialog.form.errors["extras"].translate(PLAIN).endswith("Il n’en reste que 2 à ces dates.")
    form.type("2")
    extras.support_menu().actions()[0].trigger()
    form.type("essai de la visioconférence")
    form.press(Qt.Key.Key_Tab)
    form.type("8h30")
    form.settled()
    form.save()
    (booking,) = stored(here)
    assert booking.equipment == {office.PROJECTOR: 2}
    assert booking.support.translate(PLAIN) == "Informatique : essai de la visioconférence, 8 h 30"


def test_that_judging_takes_few_statements_however_many_dates(here: Office) -> None:
    for day in range(31, 45):
        here.book(office.CHAUDIERE, 9, 10, day=day, organisation_id=office.OTHER)
    counts = []
    for rule in ("FREQ=DAILY;COUNT=2", "FREQ=DAILY;COUNT=14"):
        end = FIRST + timedelta(hours=2)
        draft = BookingDraft(office.CHAUDIERE, FIRST, end, office.CLIENT, "Comité", rule=rule)
        here.gateway.reference()
        with count_statements(here.database.engine) as statements:
            sheet = judge_sheet(here.gateway, draft, {FIRST: Choice(Wish.SKIP)})
            origins = [line.origin for line in sheet.lines]
            offers = find_alternatives(here.gateway, sheet, origins)
        assert all(one.times and one.rooms for one in offers.values())
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 12, counts


def test_that_the_form_can_be_used_without_eyes_and_without_a_mouse(
    form: BookingFormPage, here: Office
) -> None:
    here.book(office.CHAUDIERE, 9, 10, day=38, organisation_id=office.OTHER)
    form.open(SEED)
    series(form)
    form.dialog.fields.extras.equipment_menu().actions()[0].trigger()
    form.settled()
    form.segment(2, "autre salle").click()
    form.settled()
    form.tab_to("Organisme")
    check_window(form.dialog)


def test_that_a_line_of_the_sheet_is_read_whole(form: BookingFormPage, here: Office) -> None:
    here.book(office.CHAUDIERE, 9, 10, day=31, organisation_id=office.OTHER)
    form.open(SEED)
    interface = QAccessible.queryAccessibleInterface(form.dialog.panel.table)
    names = [one.text(QAccessible.Text.Name).translate(PLAIN) for one in walk(interface)]
    read = names[names.index("No : 1") :][:6]
    assert read == [
        "No : 1",
        "Date et heures : mar. 1er déc. 2026, 9 h à 11 h",
        "Constat : Prise par MSP, 9 h à 10 h, R-2026-000001",
        "Choix : à choisir",
        "Ce qui sera inscrit : à choisir",
        "Prix : –",
    ]


def test_that_hours_that_clocks_skip_are_taken_moved_and_told(form: BookingFormPage) -> None:
    night = datetime(2027, 3, 14, 2, 30)  # noqa: DTZ001
    seed = BookingSeed(
        space_id=office.CHAUDIERE,
        start=night,
        end=night + timedelta(hours=2),
        organisation_id=office.CLIENT,
        purpose="Nuit",
        participants=8,
    )
    page = form.open(seed)
    told = page.dialog.panel.ui.explanation.text().translate(PLAIN)
    assert "2 h 30 n’existe pas (passage à l’heure avancée) : la séance commence à 3 h 30." in told
    page.save()
    assert page.shown() is None
