"""The editor of a repetition, dates added one by one, and long series in the sheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from agence_desktop.desktop.shell.window import MainWindow
from agence_desktop.desktop.spaces.form.booking_dialog import AddDateDialog
from agence_desktop.desktop.spaces.form.booking_model import Series
from agence_desktop.desktop.spaces.form.recurrence_dialog import RecurrenceDialog
from agence_desktop.desktop.spaces.form.recurrence_model import Ending
from agence_desktop.desktop.spaces.seeds import BookingSeed
from support import office
from support.accessibility import check_window, escape_closes
from support.pages.booking_form import LONG, PLAIN, BookingFormPage
from tests.desktop.spaces.conftest import Office

TODAY = date(2026, 11, 20)
START = datetime(2026, 12, 1, 9)  # noqa: DTZ001
SEED = BookingSeed(
    space_id=office.CHAUDIERE,
    start=START,
    end=START + timedelta(hours=2),
    participants=8,
    organisation_id=office.CLIENT,
    purpose="Comité",
)


class Editor:
    """The editor, and what it gave."""

    def __init__(self, qtbot: QtBot, look: object, series: Series) -> None:
        assert look is not None
        self.given: list[Series] = []
        self.parent = QWidget()
        qtbot.addWidget(self.parent)
        self.dialog = RecurrenceDialog(self.parent, series, START, lambda: TODAY, self.given.append)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        with qtbot.waitActive(self.dialog):
            self.dialog.show()
            self.dialog.activateWindow()

    def phrase(self) -> str:
        """What is read back."""
        return self.dialog.ui.phrase.text().translate(PLAIN)

    def repeat(self, words: str) -> None:
        """Choose how often."""
        self.dialog.ui.repeat.setCurrentText(words)


@pytest.fixture
def editor(qtbot: QtBot, look: object) -> Editor:
    """The editor of a booking that does not repeat yet."""
    return Editor(qtbot, look, Series())


@pytest.mark.parametrize(
    ("words", "phrase", "rule"),
    [
        ("Aucune", "Une seule fois.", None),
        ("Quotidienne", "Chaque jour, 8 fois.", "FREQ=DAILY;COUNT=8"),
        ("Hebdomadaire", "Chaque mardi, 8 fois.", "FREQ=WEEKLY;COUNT=8;BYDAY=TU"),
        ("Mensuelle, un jour du mois", "Le 1er de chaque mois, 8 fois.", "FREQ=MONTHLY;COUNT=8;BYMONTHDAY=1"),
        (
            "Mensuelle, un jour de semaine",
            "Le premier mardi du mois, 8 fois.",
            "FREQ=MONTHLY;COUNT=8;BYDAY=1TU",
        ),
        ("Annuelle", "Chaque année, le 1er décembre, 8 fois.", "FREQ=YEARLY;COUNT=8"),
    ],
)
def test_that_each_repetition_starts_from_the_first_date_and_is_read_back(
    editor: Editor, words: str, phrase: str, rule: str | None
) -> None:
    editor.repeat(words)
    assert editor.phrase() == phrase
    editor.dialog.try_save()
    assert editor.given == [Series(rule)]


def test_that_a_series_may_end_on_a_date_that_is_typed(editor: Editor) -> None:
    editor.repeat("Hebdomadaire")
    ending = editor.dialog.ui.ending
    ending.setCurrentIndex(ending.findData(Ending.UNTIL))
    editor.dialog.until.set_value(date(2026, 12, 20))
    assert editor.phrase() == "Chaque mardi jusqu’au 20 décembre 2026."
    assert editor.dialog.ui.dates.text().translate(PLAIN).startswith("3 dates : mar. 1er déc. 2026")
    editor.dialog.until.set_value(None)
    assert editor.phrase() == "Écrivez la date de fin."


def test_that_choices_that_make_no_series_are_told_and_not_taken(editor: Editor) -> None:
    editor.repeat("Hebdomadaire")
    editor.dialog.ui.tuesday.setChecked(False)
    assert editor.phrase().startswith("Choisissez au moins un jour de la semaine")
    editor.dialog.try_save()
    assert editor.given == []
    assert editor.dialog.isVisible()


def test_that_dates_are_taken_out_and_added_by_typing(editor: Editor, qtbot: QtBot) -> None:
    editor.repeat("Hebdomadaire")
    qtbot.keyClicks(editor.dialog.exceptions.field, "2026-12-08")
    editor.dialog.exceptions.add.click()
    qtbot.keyClicks(editor.dialog.additions.field, "2026-12-10")
    editor.dialog.additions.add.click()
    assert editor.phrase() == "Chaque mardi, 8 fois, 1 date retirée, 1 date ajoutée."
    editor.dialog.exceptions.list.setCurrentRow(0)
    editor.dialog.exceptions.remove.click()
    editor.dialog.try_save()
    assert editor.given == [
        Series("FREQ=WEEKLY;COUNT=8;BYDAY=TU", rdates=(datetime(2026, 12, 10, 9),))  # noqa: DTZ001
    ]


def test_that_a_rule_beyond_the_editor_is_kept_as_it_is(qtbot: QtBot, look: object) -> None:
    rule = "FREQ=MONTHLY;COUNT=3;BYDAY=MO,TU;BYSETPOS=1"
    editor = Editor(qtbot, look, Series(rule))
    assert editor.dialog.ui.repeat.currentText() == "Règle particulière, gardée telle quelle"
    editor.dialog.try_save()
    assert editor.given == [Series(rule)]


def test_that_the_editor_can_be_used_without_eyes_and_without_a_mouse(editor: Editor) -> None:
    for words in ("Hebdomadaire", "Mensuelle, un jour de semaine"):
        editor.repeat(words)
        check_window(editor.dialog)
    assert escape_closes(editor.dialog)
    assert editor.given == []


@pytest.fixture
def form(qtbot: QtBot, window: MainWindow, here: Office) -> Iterator[BookingFormPage]:
    """The form, not yet opened; closed in the end."""
    page = BookingFormPage(qtbot, window, here.gateway)
    yield page
    page.close()


def test_that_one_date_more_is_added_to_the_sheet(form: BookingFormPage) -> None:
    form.open(SEED)
    form.dialog.ui.addDate.click()
    asked = form.dialog.findChild(AddDateDialog)
    assert asked is not None
    form.qtbot.waitUntil(asked.isActiveWindow, timeout=LONG)
    form.tab_to("Date, obligatoire")
    form.type("3 décembre 2026")
    asked.try_save()
    form.dialog.activateWindow()
    form.settled()
    assert [line.origin for line in form.lines] == [START, START + timedelta(days=2)]
    assert form.button() == "Réserver 2 dates"
    assert form.dialog.fields.series.words.text().translate(PLAIN) == "une seule fois, 1 date ajoutée"


def test_that_the_editor_asks_for_the_date_first(form: BookingFormPage) -> None:
    form.open()
    form.dialog.edit_series()
    assert form.dialog.findChild(RecurrenceDialog) is None
    assert form.focus() is form.dialog.fields.slot.day


def test_that_a_long_series_furnishes_only_the_lines_in_view(form: BookingFormPage, here: Office) -> None:
    for day in range(31, 51):
        here.book(office.CHAUDIERE, 9, 10, day=day, organisation_id=office.OTHER)
    form.open(SEED)
    form.dialog.fields.series.set_series(Series("FREQ=DAILY;COUNT=400"))
    form.settled()
    table = form.dialog.panel.table
    assert len(form.lines) == 400
    assert table.segments(0) is not None
    assert table.segments(19) is None
    table.choose(19)
    assert table.segments(19) is not None
    form.dialog.ui.skipTaken.click()
    form.settled()
    assert form.button() == "Réserver 378 dates"


def test_that_a_change_of_room_forgets_other_slots_and_keeps_dates_ignored(
    form: BookingFormPage, here: Office
) -> None:
    for space in (office.CHAUDIERE, office.ETCHEMIN_A):
        for day in (38, 45):
            here.book(space, 9, 10, day=day, organisation_id=office.OTHER)
    form.open(SEED)
    form.dialog.fields.series.set_series(Series("FREQ=WEEKLY;COUNT=4"))
    form.settled()
    form.segment(2, "autre heure").click()
    form.settled()
    form.segment(3, "ignorer").click()
    form.settled()
    form.tab_to("Espace")
    form.choose("etchemin a")
    form.settled()
    assert form.stored() == ["Etchemin A", "à choisir", "non obtenue", "Etchemin A"]


def test_that_with_a_font_twice_as_large_the_form_fits_a_small_screen(
    large: None, form: BookingFormPage
) -> None:
    assert large is None
    form.window.resize(1366, 768)
    form.open(SEED)
    form.dialog.fields.series.set_series(Series("FREQ=WEEKLY;COUNT=4"))
    form.settled()
    least = form.dialog.minimumSizeHint()
    assert least.width() <= 1366
    assert least.height() <= 768
    assert form.dialog.width() <= 1366
