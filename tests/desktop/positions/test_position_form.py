"""The form of a position: made and changed by its manager, refused beside its field."""

from __future__ import annotations

from datetime import date

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from agence_desktop.desktop.positions.keys import REGISTER
from agence_desktop.desktop.positions.register.list_columns import sheet_words
from agence_desktop.desktop.positions.register.list_place import RegisterPlace
from agence_desktop.desktop.positions.register.position_form import PositionForm
from agence_desktop.desktop.positions.register.retire_form import RetireForm
from agence_desktop.desktop.positions.register.unit_form import UnitForm
from agence_desktop.desktop.widgets.adapters import Choice
from agence_desktop.positions.queries.register import positions
from positions.story import TODAY
from support import fragile, office
from support.accessibility import check_window
from support.fragile import Fragile
from support.windows import OpenWindow
from tests.desktop.positions.conftest import Opened

CTRL = Qt.KeyboardModifier.ControlModifier


def dialog(opened: OpenWindow, kind: type[QDialog]) -> QDialog:
    def shown() -> list[QDialog]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]

    opened.qtbot.waitUntil(lambda: bool(shown()))
    found = shown()[-1]
    found.activateWindow()
    opened.qtbot.waitUntil(found.isActiveWindow)
    return found


def new_form(opened: OpenWindow) -> PositionForm:
    QTest.keyClick(opened.window, Qt.Key.Key_N, CTRL)
    form = dialog(opened, PositionForm)
    assert isinstance(form, PositionForm)
    return form


@pytest.fixture
def place(opened: OpenWindow) -> RegisterPlace:
    found = opened.go(REGISTER)
    assert isinstance(found, RegisterPlace)
    return found


def numbers(place: RegisterPlace) -> list[str]:
    return [line.position.number for line in place.model.rows()]


def test_that_ctrl_n_makes_a_position(opened: OpenWindow, place: RegisterPlace, unit: Fragile) -> None:
    form = new_form(opened)
    check_window(form)
    form.number.setText("P-0166")
    form.title_field.setText("Courrier et documents")
    form.form.set_values(
        {
            "unit": Choice((unit.unit_id, office.HOST), fragile.UNIT_NAME),
            "holder": Choice(unit.people[4], "Karim Benali"),
            "impact": 2,
            "attrition": 5,
        },
        clean=False,
    )
    form.try_save()
    opened.qtbot.waitUntil(lambda: "P-0166" in numbers(place))
    opened.settle()
    line = next(line for line in place.model.rows() if line.position.number == "P-0166")
    assert (line.holder, line.position.impact, line.position.attrition) == ("Karim Benali", 2, 5)
    assert not line.measures.sheet
    assert any("P-0166" in one for one in opened.window.toasts.sentences)


def test_that_a_number_taken_is_refused_beside_its_field(
    opened: OpenWindow, place: RegisterPlace, unit: Fragile
) -> None:
    assert numbers(place)
    form = new_form(opened)
    unit_choice = Choice((unit.unit_id, office.HOST), fragile.UNIT_NAME)
    form.form.set_values({"number": "P-0142", "title": "Double", "unit": unit_choice}, clean=False)
    form.try_save()
    opened.qtbot.waitUntil(lambda: "number" in form.form.errors)
    assert "déjà celui d’un autre poste" in form.form.errors["number"]
    form.form.mark_clean()
    form.reject()


def test_that_what_is_mandatory_is_asked_for(opened: OpenWindow, place: RegisterPlace) -> None:
    assert numbers(place)
    form = new_form(opened)
    form.try_save()
    assert list(form.form.errors) == ["number", "title", "unit"]
    form.reject()


def test_that_a_unit_is_made_on_the_spot(opened: OpenWindow, place: RegisterPlace) -> None:
    assert numbers(place)
    form = new_form(opened)
    form.unit.create_requested.emit("Soutien à Portneuf")
    made = dialog(opened, UnitForm)
    assert isinstance(made, UnitForm)
    check_window(made)
    assert made.name.text() == "Soutien à Portneuf"
    made.code.setText("SO-PN")
    made.try_save()
    opened.qtbot.waitUntil(lambda: form.unit.value() is not None)
    opened.settle()
    assert form.unit.text() == "Soutien à Portneuf"
    form.form.mark_clean()
    form.reject()


def test_that_a_position_is_changed_and_may_become_vacant(
    opened: OpenWindow, place: RegisterPlace, unit: Fragile
) -> None:
    place.view.choose(1)
    opened.window.commands.action("positions.edit").trigger()
    form = dialog(opened, PositionForm)
    assert isinstance(form, PositionForm)
    assert (form.number.text(), form.holder.text()) == ("P-0142", "Maryse Thibodeau")
    form.holder.set_value(None)
    form.try_save()
    opened.qtbot.waitUntil(lambda: any(line.holder == "vacant" for line in place.model.rows()))
    opened.settle()
    (row,) = [
        row
        for row in opened.database.read(lambda session: positions(session, TODAY))
        if row.number == "P-0142"
    ]
    assert (row.id, row.holder) == (unit.positions[142], None)
    assert row.site_id == office.LEVIS


def test_that_others_than_managers_make_no_position(open_window: Opened) -> None:
    with open_window(fragile.HOLDER) as opened:
        opened.go(REGISTER)
        assert not opened.window.commands.action("positions.new").isEnabled()
        assert not opened.window.commands.action("positions.edit").isEnabled()


def test_that_a_position_that_ended_is_listed_apart_and_brought_back(opened: OpenWindow) -> None:
    place = opened.go(REGISTER, number="P-0142")
    assert isinstance(place, RegisterPlace)
    resume = opened.window.commands.action("positions.resume")
    assert not resume.isEnabled()
    check_window(opened.window)
    form = RetireForm(opened.window, place.gateway, place.model.rows()[1].position)
    form.open()
    form.last.set_value(date(2026, 11, 19))
    form.try_save()
    opened.settle()
    place.ended.setChecked(True)
    opened.settle()
    (line,) = place.model.rows()
    assert (line.position.number, sheet_words(line)) == ("P-0142", "Terminé le 2026-11-19")
    assert not line.overdue
    assert place.shown_lines() == ()
    place.view.choose(0)
    assert resume.isEnabled()
    resume.trigger()
    opened.settle()
    assert place.model.rows() == ()
    place.ended.setChecked(False)
    opened.settle()
    assert "P-0142" in numbers(place)
    opened.window.undo_stack.undo()
    opened.settle()
    assert "P-0142" not in numbers(place)


def test_that_a_form_closed_before_the_answer_leaves_what_was_written_and_its_undo(
    opened: OpenWindow,
) -> None:
    place = opened.go(REGISTER, number="P-0138")
    assert isinstance(place, RegisterPlace)
    form = RetireForm(opened.window, place.gateway, place.model.rows()[0].position)
    form.open()
    form.last.set_value(date(2026, 11, 19))
    form.try_save()
    form.set_aside()
    QCoreApplication.sendPostedEvents(form, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(form)
    opened.settle()
    assert "P-0138" not in numbers(place)
    opened.window.undo_stack.undo()
    opened.settle()
    assert "P-0138" in numbers(place)


def test_that_a_position_gets_its_last_day_and_goes_on_again(opened: OpenWindow) -> None:
    place = opened.go(REGISTER, number="P-0138")
    assert isinstance(place, RegisterPlace)
    form = RetireForm(opened.window, place.gateway, place.model.rows()[0].position)
    form.open()
    form.last.set_value(date(2026, 11, 19))
    form.try_save()
    opened.settle()
    assert [line.position.number for line in place.model.rows()] == ["P-0142", "P-0151"]
    assert any("Dernier jour du poste P-0138" in one for one in opened.window.toasts.sentences)
    opened.window.undo_stack.undo()
    opened.settle()
    assert "P-0138" in [line.position.number for line in place.model.rows()]
