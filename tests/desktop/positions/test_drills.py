"""Relief drills: listed with their result, recorded task by task, tried again."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from agence_desktop.desktop.positions.keys import DRILLS, drills_target
from agence_desktop.desktop.positions.register import drills_texts as texts
from agence_desktop.desktop.positions.register.drill_form import DrillForm
from agence_desktop.desktop.positions.register.drills_place import DrillsPlace, result_chip
from agence_desktop.desktop.widgets.adapters import Choice
from positions.story import KARIM
from support.accessibility import check_window
from support.fragile import Fragile
from support.windows import OpenWindow


@pytest.fixture
def place(opened: OpenWindow) -> DrillsPlace:
    found = opened.go(DRILLS)
    assert isinstance(found, DrillsPlace)
    return found


def form(opened: OpenWindow) -> DrillForm:
    def shown() -> list[DrillForm]:
        return [
            one for one in QApplication.topLevelWidgets() if isinstance(one, DrillForm) and one.isVisible()
        ]

    opened.qtbot.waitUntil(lambda: bool(shown()))
    dialog = shown()[0]
    dialog.activateWindow()
    opened.qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def record(opened: OpenWindow, unit: Fragile, day: date, **parts: int) -> None:
    """A drill of Karim on the first position, as the form takes it."""
    opened.window.go(drills_target(unit.positions[142], unit.people[KARIM], next(iter(parts))))
    dialog = form(opened)
    dialog.form.set_values({"day": day, "tried": parts}, clean=False)
    dialog.try_save()
    place = opened.window.place
    assert isinstance(place, DrillsPlace)
    opened.qtbot.waitUntil(lambda: any(line.drill.day == day for line in place.model.rows()))
    opened.settle()


def words(place: DrillsPlace) -> list[tuple[str, str]]:
    return [(line.drill.day.isoformat(), result_chip(line).word) for line in place.model.rows()]


def test_that_an_empty_list_says_what_to_do(place: DrillsPlace) -> None:
    assert place.panel.counts_text() == "0 exercice"
    place.panel.create_requested.emit()


def test_that_a_drill_below_eighty_per_cent_is_to_be_tried_again(
    opened: OpenWindow, place: DrillsPlace, unit: Fragile
) -> None:
    record(opened, unit, date(2026, 11, 10), T1=90, T8=55)
    assert words(place) == [("2026-11-10", "Échoué")]
    line = place.model.rows()[0]
    assert line.retest == date(2026, 12, 10)
    assert any("À reprendre d’ici le 10 décembre 2026" in one for one in opened.window.toasts.sentences)
    record(opened, unit, date(2026, 11, 19), T1=90, T8=85)
    assert words(place) == [("2026-11-19", "Réussi"), ("2026-11-10", "Repris")]


def test_that_the_form_says_the_result_while_it_is_filled(
    opened: OpenWindow, place: DrillsPlace, unit: Fragile
) -> None:
    assert place.model.rows() == ()
    opened.window.go(drills_target(unit.positions[142], unit.people[KARIM], "T8"))
    dialog = form(opened)
    assert dialog.post.text().startswith("P-0142")
    assert dialog.person.text() == "Karim Benali"
    assert dialog.focusWidget() is dialog.tried.fields["T8"]
    dialog.tried.fields["T8"].set_value(55)
    assert dialog.outcome.text().startswith("55\u00a0% sans aide en tout\u00a0: échoué")
    dialog.tried.fields["T8"].set_value(80)
    assert "réussi" in dialog.outcome.text()
    check_window(dialog)
    dialog.form.mark_clean()
    dialog.reject()


def test_that_what_lacks_is_said_under_its_field(opened: OpenWindow, place: DrillsPlace) -> None:
    place.new_drill()
    dialog = form(opened)
    dialog.form.set_values({"day": date(2026, 12, 1)}, clean=False)
    dialog.try_save()
    assert set(dialog.form.errors) == {"post", "person", "day", "tried"}
    assert dialog.form.errors["day"] == texts.FUTURE
    dialog.form.mark_clean()
    dialog.reject()


def test_that_another_position_brings_its_tasks(
    opened: OpenWindow, place: DrillsPlace, unit: Fragile
) -> None:
    place.new_drill()
    dialog = form(opened)
    dialog.post.set_value(Choice(unit.positions[151], "P-0151"))
    assert list(dialog.tried.fields) == ["A1", "A2", "A3", "A4"]
    dialog.form.mark_clean()
    dialog.reject()


def test_that_drills_are_told_to_a_screen_reader(
    opened: OpenWindow, place: DrillsPlace, unit: Fragile
) -> None:
    record(opened, unit, date(2026, 11, 10), T1=90)
    assert place.model.rows()
    opened.window.activateWindow()
    place.take_focus()
    opened.qtbot.waitUntil(opened.window.isActiveWindow)
    check_window(opened.window)
