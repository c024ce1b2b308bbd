"""A form says what is wrong where it is wrong, and keeps what is typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QFormLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from agence_desktop.core.clock import FixedClock
from agence_desktop.desktop.drafts import DraftKeeper, Drafts
from agence_desktop.desktop.tasks import Tasks
from agence_desktop.desktop.widgets.adapters import Choice
from agence_desktop.desktop.widgets.chooser import Chooser
from agence_desktop.desktop.widgets.form_dialog import FormDialog
from agence_desktop.desktop.widgets.segments import Segments
from agence_desktop.desktop.widgets.time_fields import DateField, DurationField, TimeField

pytestmark = pytest.mark.usefixtures("look")

TODAY = date(2026, 10, 14)


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[FormDialog]:
    made = FormDialog("Nouvelle réservation", "Réserver")
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    layout = QFormLayout()
    made.body.addLayout(layout)
    fields = {"purpose": QLineEdit(), "phone": QLineEdit(), "note": QPlainTextEdit()}
    for key, words in (("purpose", "&Objet"), ("phone", "&Téléphone"), ("note", "&Note")):
        label = QLabel(words)
        layout.addRow(label, fields[key])
        check = (
            (lambda text: "" if len(text) == 12 else "Il manque des chiffres.") if key == "phone" else None
        )
        made.form.add(key, fields[key], label, required=key == "purpose", check=check)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.form.mark_clean()
    made.close()


def field(dialog: FormDialog, key: str) -> QLineEdit:
    found = dialog.form._fields[key].widget
    assert isinstance(found, QLineEdit)
    return found


def test_that_an_obligatory_field_says_so_in_its_name(dialog: FormDialog) -> None:
    interface = QAccessible.queryAccessibleInterface(field(dialog, "purpose"))
    assert interface.text(QAccessible.Text.Name) == "Objet, obligatoire"


def test_that_an_error_appears_when_the_field_is_left_and_not_before(
    qtbot: QtBot, dialog: FormDialog
) -> None:
    dialog.form.focus("phone")
    qtbot.keyClicks(field(dialog, "phone"), "418 555-01")
    assert dialog.form.errors == {}
    dialog.form.focus("purpose")
    assert dialog.form.errors == {"phone": "Il manque des chiffres."}
    assert field(dialog, "phone").accessibleDescription() == "Il manque des chiffres."


def test_that_an_error_goes_away_as_soon_as_it_is_mended(qtbot: QtBot, dialog: FormDialog) -> None:
    dialog.form.focus("phone")
    qtbot.keyClicks(field(dialog, "phone"), "418 555-01")
    dialog.form.focus("purpose")
    dialog.form.focus("phone")
    qtbot.keyClicks(field(dialog, "phone"), "42")
    assert "phone" not in dialog.form.errors


def test_that_saving_shows_all_errors_and_goes_to_the_first(qtbot: QtBot, dialog: FormDialog) -> None:
    dialog.resize(1_000, 400)
    field(dialog, "phone").setText("418")
    field(dialog, "phone").setFocus()
    with qtbot.assertNotEmitted(dialog.save_requested):
        dialog.try_save()
    assert list(dialog.form.errors) == ["purpose", "phone"]
    assert field(dialog, "purpose").hasFocus()
    links = [button.text() for button in dialog.summary.findChildren(QPushButton)]
    assert links == ["Objet", "Téléphone"]


def test_that_a_narrow_dialog_counts_all_errors_and_names_the_first(dialog: FormDialog) -> None:
    dialog.resize(480, 400)
    field(dialog, "phone").setText("418")
    dialog.try_save()
    assert [button.text() for button in dialog.summary.findChildren(QPushButton)] == ["Objet"]
    assert "2" in dialog.summary.findChildren(QLabel)[1].text()


def test_that_the_foot_of_a_narrow_dialog_is_not_cut(qtbot: QtBot, dialog: FormDialog) -> None:
    dialog.setMinimumWidth(300)
    dialog.resize(300, dialog.height())
    dialog.try_save()
    shown = [dialog.summary._count, *dialog.summary._links, dialog.cancel_button, dialog.save_button]
    qtbot.waitUntil(lambda: all(one.width() >= one.sizeHint().width() for one in shown))


def test_that_a_form_takes_the_room_of_its_window_where_the_screen_tells_less(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    screen = window.screen().availableGeometry()
    window.resize(screen.width() + 400, screen.height() + 100)
    made = FormDialog("Nouvelle demande", "Enregistrer", window)
    made.ask_room(screen.width() + 200, 300)
    assert made.width() == screen.width() + 200
    made.ask_room(screen.width() + 900, 300)
    assert made.width() == window.width()


def test_that_a_form_higher_than_the_screen_scrolls_to_its_fields_and_keeps_its_foot(qtbot: QtBot) -> None:
    dialog = FormDialog("Horaire", "Enregistrer")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    room = dialog.screen().availableGeometry().height()
    rows, fields = QFormLayout(), [QLineEdit() for _ in range(1 + room // 20)]
    dialog.body.addLayout(rows)
    for number, line in enumerate(fields):
        label = QLabel(f"Champ {number}")
        rows.addRow(label, line)
        dialog.form.add(str(number), line, label, required=line is fields[-1])
    fields[0].setFocus()
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(fields[0].hasFocus)
    assert dialog.height() < room

    def seen(widget: QWidget) -> bool:
        return not widget.visibleRegion().isEmpty()

    assert seen(dialog.save_button)
    assert not seen(fields[-1])
    dialog.try_save()
    assert fields[-1].hasFocus()
    assert seen(fields[-1])
    assert seen(dialog.save_button)
    # Tab goes from the last field to the buttons, and from them to the first field.
    qtbot.keyClick(fields[-1], Qt.Key.Key_Tab)
    assert dialog.cancel_button.hasFocus() or dialog.summary.isAncestorOf(dialog.focusWidget())
    fields[0].setFocus()
    qtbot.keyClick(fields[0], Qt.Key.Key_Tab)
    assert fields[1].hasFocus()
    dialog.form.mark_clean()
    dialog.close()


def test_that_ctrl_enter_saves_from_a_field_and_enter_does_not(qtbot: QtBot, dialog: FormDialog) -> None:
    field(dialog, "purpose").setText("Comité")
    dialog.activateWindow()
    with qtbot.assertNotEmitted(dialog.save_requested):
        qtbot.keyClick(field(dialog, "purpose"), Qt.Key.Key_Return)
    with qtbot.waitSignal(dialog.save_requested):
        qtbot.keyClick(field(dialog, "purpose"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_that_escape_closes_a_form_in_which_nothing_would_be_lost(qtbot: QtBot, dialog: FormDialog) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_that_escape_asks_when_something_would_be_lost(qtbot: QtBot, dialog: FormDialog) -> None:
    field(dialog, "purpose").setText("Comité")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    question = dialog.findChild(QMessageBox)
    assert question is not None
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert field(dialog, "purpose").text() == "Comité"


def test_that_a_refused_command_keeps_the_form(dialog: FormDialog) -> None:
    field(dialog, "purpose").setText("Comité")
    dialog.set_saving(True)
    dialog.refused("La salle vient d’être prise.", {"phone": "Inconnu"})
    assert dialog.isVisible()
    assert dialog.save_button.isEnabled()
    assert field(dialog, "phone").hasFocus()


def test_that_a_refusal_stays_under_its_field_while_the_keyboard_goes_there(dialog: FormDialog) -> None:
    field(dialog, "purpose").setText("Comité")
    field(dialog, "purpose").setFocus()
    dialog.refused("Ce numéro n’existe pas.", {"phone": "Inconnu"})
    assert dialog.form.errors["phone"] == "Inconnu"


def test_that_the_draft_lives_until_the_form_is_saved(
    qtbot: QtBot, dialog: FormDialog, tmp_path: Path
) -> None:
    drafts = Drafts(tmp_path, FixedClock(datetime(2026, 10, 14, 14, 42, tzinfo=UTC)))
    dialog.keep_drafts(DraftKeeper(drafts, "reservation", lambda: "Comité", dialog.form.draft_values))
    field(dialog, "purpose").setText("Comité")
    qtbot.waitUntil(lambda: len(drafts.waiting()) == 1)
    assert drafts.waiting()[0].values["purpose"] == "Comité"
    assert dialog.draft_note.text().startswith("Brouillon gardé à")
    dialog.saved()
    assert drafts.waiting() == []
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("typed", "value", "written"),
    [
        ("demain", date(2026, 10, 15), "jeudi 15\u00a0octobre\u00a02026"),
        ("20 nov", date(2026, 11, 20), "vendredi 20\u00a0novembre\u00a02026"),
        ("2026-12-01", date(2026, 12, 1), "mardi 1er\u00a0décembre\u00a02026"),
    ],
)
def test_that_a_date_is_read_as_people_type_it(qtbot: QtBot, typed: str, value: date, written: str) -> None:
    field = DateField(lambda: TODAY)
    qtbot.addWidget(field)
    qtbot.keyClicks(field, typed)
    assert field.value() == value
    assert field.written(value).replace("\u00a0", " ") == written.replace("\u00a0", " ")


def test_that_a_date_that_cannot_be_read_says_why(qtbot: QtBot) -> None:
    field = DateField(lambda: TODAY)
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "le 45")
    assert field.value() is None
    assert field.fault()


def test_that_arrows_move_a_date_by_a_day_and_pages_by_a_week(qtbot: QtBot) -> None:
    field = DateField(lambda: TODAY)
    qtbot.addWidget(field)
    field.set_value("2026-10-29")
    qtbot.keyClick(field, Qt.Key.Key_Up)
    qtbot.keyClick(field, Qt.Key.Key_PageUp)
    assert field.value() == date(2026, 11, 6)


def test_that_the_month_opens_by_key_and_its_arrows_have_names(qtbot: QtBot) -> None:
    field = DateField(lambda: TODAY)
    qtbot.addWidget(field)
    popup = field.open_month()
    names = {child.accessibleName() for child in popup.findChildren(QWidget)}
    assert {"Mois précédent", "Mois suivant"} <= names
    popup.close()


def test_that_times_and_lengths_are_read_as_people_type_them(qtbot: QtBot) -> None:
    at, until, length = TimeField(), TimeField(is_end=True), DurationField()
    for one in (at, until, length):
        qtbot.addWidget(one)
    qtbot.keyClicks(at, "1430")
    qtbot.keyClicks(until, "24 h")
    qtbot.keyClicks(length, "1,5 h")
    assert (at.value(), until.value(), length.value()) == (time(14, 30), time(0), 90)
    qtbot.keyClick(at, Qt.Key.Key_Down)
    assert at.value() == time(14, 15)


def test_that_a_choice_is_found_off_the_gui_thread_and_taken_by_keyboard(qtbot: QtBot, tasks: Tasks) -> None:
    people = [Choice(1, "Geneviève Roy", "MAMH, Québec"), Choice(2, "Geneviève Roy", "MTQ, Lévis")]
    chooser = Chooser(tasks, lambda text: [one for one in people if text.lower() in one.title.lower()])
    qtbot.addWidget(chooser)
    chooser.show()
    chooser.setFocus()
    qtbot.waitUntil(chooser.hasFocus)
    qtbot.keyClicks(chooser, "roy")
    assert chooser.fault()
    popup = chooser.completer().popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert chooser.value() == people[1]
    assert chooser.fault() == ""
    chooser.close()


def test_that_enter_takes_what_alone_was_found(qtbot: QtBot, tasks: Tasks) -> None:
    people = [Choice(1, "Julie Tremblay", "SQ"), Choice(2, "Marc Tremblay", "RQ")]
    chooser = Chooser(
        tasks,
        lambda text: [one for one in people if text.lower() in one.title.lower()],
        creatable="une personne",
    )
    qtbot.addWidget(chooser)
    with qtbot.waitExposed(chooser):
        chooser.show()
    chooser.setFocus()
    qtbot.keyClicks(chooser, "trem")
    qtbot.waitUntil(lambda: chooser.completer().popup().isVisible())
    qtbot.keyClick(chooser.completer().popup(), Qt.Key.Key_Return)
    assert chooser.value() is None
    chooser.setText("")
    qtbot.keyClicks(chooser, "marc")
    qtbot.waitUntil(lambda: chooser._typed == "marc" and chooser.completer().popup().isVisible())
    qtbot.keyClick(chooser.completer().popup(), Qt.Key.Key_Return)
    assert chooser.value() == people[1]
    assert chooser.text() == "Marc Tremblay"


def test_that_what_is_missing_can_be_created_on_the_spot(qtbot: QtBot, tasks: Tasks) -> None:
    chooser = Chooser(tasks, lambda _text: [], creatable="une personne")
    qtbot.addWidget(chooser)
    chooser.show()
    chooser.setFocus()
    qtbot.waitUntil(chooser.hasFocus)
    qtbot.keyClicks(chooser, "Zoe")
    popup = chooser.completer().popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    with qtbot.waitSignal(chooser.create_requested) as signal:
        qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert signal.args == ["Zoe"]
    chooser.close()


def test_that_segments_move_with_the_arrows(qtbot: QtBot) -> None:
    segments = Segments("Choix", [("time", "autre heure"), ("room", "autre salle"), ("skip", "ignorer")])
    qtbot.addWidget(segments)
    with qtbot.waitExposed(segments):
        segments.show()
    first = segments._group.button(0)
    first.setFocus()
    with qtbot.waitSignal(segments.value_changed) as signal:
        qtbot.keyClick(first, Qt.Key.Key_Right)
    assert signal.args == ["room"]
    assert segments.value() == "room"
    segments.close()
