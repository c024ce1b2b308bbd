"""A stored booking in its form: fields, one date or several moved, and what others changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from agence_desktop.core.clock import to_wall
from agence_desktop.desktop.dialogs.compare import CompareDialog
from agence_desktop.desktop.dialogs.draft_offer import DraftOffer
from agence_desktop.desktop.shell.window import MainWindow
from agence_desktop.desktop.spaces.facts.changing import Scope
from agence_desktop.desktop.spaces.form.booking_edit import EditDialog
from agence_desktop.desktop.spaces.form.booking_form import (
    open_booking_form,
    resume_edit_draft,
)
from agence_desktop.desktop.spaces.form.booking_model import Slot
from agence_desktop.desktop.spaces.form.booking_work import EditWish, send_edit, slot_of, stored_draft
from agence_desktop.desktop.spaces.seeds import EditSeed
from agence_desktop.spaces.commands.cancelling import Cancel
from agence_desktop.spaces.journal import BookingDetail
from agence_desktop.spaces.rows import EquipmentLine, OccurrenceState
from support import office
from support.accessibility import check_window
from support.pages.booking_form import PLAIN, BookingFormPage
from tests.desktop.spaces.conftest import Office

FIRST = datetime(2026, 12, 1, 9)  # noqa: DTZ001
WEEKLY = "FREQ=WEEKLY;COUNT=3"


@pytest.fixture
def form(qtbot: QtBot, window: MainWindow, here: Office) -> Iterator[BookingFormPage]:
    """The form, not yet opened; closed in the end."""
    page = BookingFormPage(qtbot, window, here.gateway)
    yield page
    page.close()


@pytest.fixture
def series(here: Office) -> BookingDetail:
    """Three Tuesdays from 9 to 11 in room Chaudière, with a projector and some help."""
    booked = here.book(
        office.CHAUDIERE,
        9,
        11,
        day=31,
        rule=WEEKLY,
        equipment=(EquipmentLine(office.PROJECTOR, 1),),
        accessibility="Une place pour fauteuil roulant\nboucle auditive",
        support="Informatique\u00a0: essai, 8\u00a0h\u00a030",
        phone="418 555-0142",
    )
    return read(here, booked.booking_id)


def read(here: Office, booking_id: int | None) -> BookingDetail:
    """A booking as it is stored."""
    assert booking_id is not None
    return here.gateway.booking(booking_id).booking


def starts(booking: BookingDetail) -> list[datetime]:
    """The wall clocks of its dates."""
    return [to_wall(one.span.start, one.zone) for one in booking.occurrences]


def edit(form: BookingFormPage, booking: BookingDetail, date: int = 0) -> EditDialog:
    """Open the form on one of the dates."""
    form.open(EditSeed(booking.id, booking.occurrences[date].id))
    dialog = form.dialog
    assert isinstance(dialog, EditDialog)
    return dialog


def test_that_the_form_shows_the_booking_as_it_is_stored(
    form: BookingFormPage, series: BookingDetail
) -> None:
    dialog = edit(form, series, 1)
    assert dialog.windowTitle() == "Modifier la réservation R-2026-000001"
    values = dialog.fields.values()
    assert values.slot == Slot(FIRST + timedelta(weeks=1), FIRST + timedelta(weeks=1, hours=2))
    assert (values.purpose, values.participants, values.phone) == ("Comité", 5, "418 555-0142")
    assert (values.wheelchair, values.needs) == (True, "boucle auditive")
    assert values.extras.equipment == (EquipmentLine(office.PROJECTOR, 1),)
    assert dialog.fields.series.words.text().translate(PLAIN) == "chaque mardi, 3 fois"
    assert not dialog.form.dirty
    assert not dialog.wish.edits
    assert not dialog.wish.moves


def test_that_changed_fields_are_stored_and_nothing_moves(
    form: BookingFormPage, here: Office, series: BookingDetail
) -> None:
    dialog = edit(form, series)
    dialog.ui.purpose.setText("Comité élargi")
    dialog.fields.crowd.number.setText("9")
    form.save()
    assert form.shown() is None
    stored = read(here, series.id)
    assert (stored.purpose, stored.participants) == ("Comité élargi", 9)
    assert stored.support == series.support
    assert starts(stored) == starts(series)


@pytest.mark.parametrize(
    ("scope", "shifted"),
    [(Scope.THIS, [0, 1, 0]), (Scope.FOLLOWING, [0, 1, 1]), (Scope.TO_COME, [1, 1, 1])],
)
def test_that_a_date_moves_alone_or_with_others(
    form: BookingFormPage, here: Office, series: BookingDetail, scope: Scope, shifted: list[int]
) -> None:
    dialog = edit(form, series, 1)
    dialog.scope.set_value(scope)
    form.tab_to("Début")
    form.type("10")
    form.settled()
    assert len(form.lines) == sum(shifted)
    form.save()
    assert form.shown() is None
    expected = [start + timedelta(hours=hour) for start, hour in zip(starts(series), shifted, strict=True)]
    assert starts(read(here, series.id)) == expected


def test_that_a_move_is_judged_as_one_types_and_its_refusal_changes_nothing(
    form: BookingFormPage, here: Office, series: BookingDetail
) -> None:
    here.book(office.CHAUDIERE, 12, 14, day=38, organisation_id=office.OTHER)
    dialog = edit(form, series, 1)
    form.tab_to("Début")
    form.type("11")
    form.settled()
    assert form.lines[0].found.reasons == ("overlap",)
    form.save()
    assert form.note().startswith("Rien n’a été enregistré. L’espace est réservé de 12 h à 14 h")
    assert starts(read(here, series.id)) == starts(series)
    dialog.form.mark_clean()


@pytest.mark.parametrize(("before", "after", "room"), [(5, 12, "larger"), (9, 4, "smaller")])
def test_that_a_group_and_its_room_change_together_whichever_must_come_first(
    here: Office, before: int, after: int, room: str
) -> None:
    spaces = (office.CHAUDIERE, office.ETCHEMIN_B)
    old, new = spaces if room == "larger" else tuple(reversed(spaces))
    booked = here.book(old, 9, 11, day=31, participants=before, layout="u" if room == "larger" else None)
    assert booked.booking_id is not None
    page = here.gateway.booking(booked.booking_id)
    date = page.booking.occurrences[0]

    wish = EditWish(
        page, replace(stored_draft(page), participants=after, layout=None), date, new, slot_of(date)
    )
    answer = send_edit(here.gateway, wish)
    assert answer.refusal is None
    stored = read(here, booked.booking_id)
    assert (stored.participants, stored.occurrences[0].space_id) == (after, new)


def test_that_an_edit_that_is_sent_again_acts_once(here: Office, series: BookingDetail) -> None:
    page = here.gateway.booking(series.id)
    date = page.booking.occurrences[0]
    slot = slot_of(date)

    wish = EditWish(
        page,
        replace(stored_draft(page), purpose="Autre"),
        date,
        date.space_id,
        Slot(slot.start + timedelta(hours=1), slot.end + timedelta(hours=1)),
    )
    first, second = send_edit(here.gateway, wish), send_edit(here.gateway, wish)
    assert first.refusal is second.refusal is None
    assert starts(read(here, series.id))[0] == slot.start + timedelta(hours=1)


def test_that_what_others_changed_is_compared_and_never_overwritten(
    form: BookingFormPage, here: Office, elsewhere: Office, series: BookingDetail
) -> None:
    dialog = edit(form, series)
    dialog.ui.purpose.setText("Mon objet")
    page = elsewhere.gateway.booking(series.id)

    theirs = EditWish(page, replace(stored_draft(page), purpose="Leur objet", note="Leur note"))
    assert send_edit(elsewhere.gateway, theirs).refusal is None
    form.save()
    assert read(here, series.id).purpose == "Leur objet"
    compare = dialog.findChild(CompareDialog)
    assert compare is not None
    rows = {row.name: (row.seen, row.now, row.wanted) for row in compare.model.rows()}
    assert rows == {
        "Objet": ("Comité", "Leur objet", "Mon objet"),
        "Note à l’hôte": ("", "Leur note", ""),
    }
    compare.again_button.click()
    form.settled()
    assert form.shown() is None
    assert read(here, series.id).purpose == "Mon objet"


def test_that_a_booking_without_dates_to_come_keeps_room_and_hours(
    form: BookingFormPage, here: Office, series: BookingDetail
) -> None:

    dates = tuple((one.id, one.version) for one in series.occurrences)
    here.gateway.cancel(Cancel(series.id, dates))
    dialog = edit(form, series)
    assert not dialog.fields.slot.isEnabled()
    assert not dialog.fields.space.isEnabled()
    dialog.ui.note.setPlainText("Annulée par l’hôte")
    form.save()
    stored = read(here, series.id)
    assert stored.note == "Annulée par l’hôte"
    assert {one.state for one in stored.occurrences} == {OccurrenceState.CANCELLED}


def test_that_the_edit_can_be_used_without_eyes_and_without_a_mouse(
    form: BookingFormPage, series: BookingDetail
) -> None:
    edit(form, series)
    form.tab_to("Début")
    form.type("10")
    form.settled()
    form.tab_to("Objet")
    check_window(form.dialog)


def left_unsaved(form: BookingFormPage, series: BookingDetail) -> None:
    """Another purpose was typed for the second date and those that follow, and the program died."""
    dialog = edit(form, series, 1)
    dialog.ui.purpose.setText("Comité élargi")
    dialog.scope.set_value(Scope.FOLLOWING)
    dialog.keep_draft()
    kept = form.window.drafts.load(f"modification-{series.id}")
    assert kept is not None
    dialog.hide()
    dialog.deleteLater()
    form.qtbot.waitUntil(lambda: not form.window.findChildren(EditDialog))
    form.window.drafts.save(kept.key, kept.kind, kept.title, kept.values)


def test_that_a_draft_of_an_edit_is_offered_and_brings_only_what_was_changed(
    form: BookingFormPage, series: BookingDetail, elsewhere: Office
) -> None:
    left_unsaved(form, series)
    page = elsewhere.gateway.booking(series.id)
    send_edit(elsewhere.gateway, EditWish(page, replace(stored_draft(page), note="Leur note")))
    open_booking_form(form.window, form.gateway, EditSeed(series.id, series.occurrences[0].id))
    form.qtbot.waitUntil(lambda: form.window.findChild(DraftOffer) is not None)
    offer = form.window.findChild(DraftOffer)
    assert offer is not None
    assert series.number in offer.informativeText()
    assert [button.text() for button in (offer.resume, offer.anew)] == [
        "&Reprendre la modification",
        "&Ouvrir sans le brouillon",
    ]
    offer.resume.click()
    form.qtbot.waitUntil(lambda: form.shown() is not None)
    form.settled()
    dialog = form.dialog
    assert isinstance(dialog, EditDialog)
    assert dialog.ui.purpose.text() == "Comité élargi"
    assert dialog.ui.note.toPlainText() == "Leur note"
    assert dialog.occurrence is not None
    assert dialog.occurrence.id == series.occurrences[1].id
    assert dialog.scope.value() is Scope.FOLLOWING
    form.save()
    assert form.gateway.booking(series.id).booking.purpose == "Comité élargi"
    assert form.window.drafts.load(f"modification-{series.id}") is None


def test_that_a_draft_of_an_edit_is_taken_up_from_the_list_of_drafts(
    form: BookingFormPage, series: BookingDetail
) -> None:
    left_unsaved(form, series)
    draft = form.window.drafts.waiting("modification")[0]
    assert draft.title.endswith(series.number)
    resume_edit_draft(form.window, form.gateway, draft)
    form.qtbot.waitUntil(lambda: form.shown() is not None)
    form.settled()
    assert form.dialog.ui.purpose.text() == "Comité élargi"
    assert {one.kind for one in form.window.contributions[0].drafts} == {"reservation", "modification"}


def press_undo(form: BookingFormPage) -> None:
    """Ctrl+Z in the window."""
    form.window.activateWindow()
    form.qtbot.waitUntil(form.window.isActiveWindow)
    form.qtbot.keyClick(form.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    form.settled()


@pytest.mark.parametrize("participants", [4, 9])
def test_that_an_edit_and_its_move_are_undone(
    form: BookingFormPage, here: Office, series: BookingDetail, participants: int
) -> None:
    dialog = edit(form, series)
    dialog.ui.purpose.setText("Comité élargi")
    dialog.fields.crowd.number.setText(str(participants))
    dialog.fields.slot.set_value(Slot(FIRST + timedelta(hours=4), FIRST + timedelta(hours=6)))
    form.settled().save()
    changed = read(here, series.id)
    assert (changed.purpose, changed.participants) == ("Comité élargi", participants)
    assert starts(changed)[0] == FIRST + timedelta(hours=4)
    press_undo(form)
    restored = read(here, series.id)
    assert (restored.purpose, restored.participants) == (series.purpose, series.participants)
    assert starts(restored) == starts(series)


def test_that_an_edit_that_others_changed_is_not_undone(
    form: BookingFormPage, here: Office, elsewhere: Office, series: BookingDetail
) -> None:
    dialog = edit(form, series)
    dialog.ui.purpose.setText("Comité élargi")
    form.settled().save()
    page = elsewhere.gateway.booking(series.id)
    send_edit(elsewhere.gateway, EditWish(page, replace(stored_draft(page), note="Leur note")))
    press_undo(form)
    kept = read(here, series.id)
    assert (kept.purpose, kept.note) == ("Comité élargi", "Leur note")
    assert any("modifiée depuis" in sentence for sentence in form.window.toasts.sentences)
