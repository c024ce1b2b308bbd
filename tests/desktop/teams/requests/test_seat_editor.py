"""The fields of a seat lose nothing of what they do not show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from agence_desktop.desktop.teams.requests.form_model import SeatEntry, SkillChoice
from agence_desktop.desktop.teams.requests.seat_editor import SeatEditor
from agence_desktop.teams.problem import Mode

pytestmark = pytest.mark.usefixtures("look")

SKILLS = [SkillChoice(number, f"c{number}", f"Compétence {number}", "ADM") for number in range(1, 5)]
IMPORTED = SeatEntry(
    skills=((1, 0), (2, 3), (3, 2)),
    first=date(2026, 12, 1),
    last=date(2026, 12, 18),
    effort=12,
    mode=Mode.HYBRID,
    remote_days=5,
    days=frozenset({0, 1, 3}),
    language="es",
    rest=50,
)


@pytest.fixture
def editor(qtbot: QtBot) -> SeatEditor:
    made = SeatEditor(lambda: date(2026, 11, 20), frozenset())
    qtbot.addWidget(made)
    made.offer(SKILLS)
    return made


def test_that_a_seat_of_a_file_comes_back_as_it_was(editor: SeatEditor) -> None:
    for seat in (IMPORTED, replace(IMPORTED, language=None, remote_days=0), SeatEntry(effort=100)):
        editor.show_entry(seat)
        assert editor.entry() == seat


def test_that_a_change_touches_nothing_else(editor: SeatEditor) -> None:
    editor.show_entry(IMPORTED)
    editor.senior.setChecked(True)
    assert editor.entry() == replace(IMPORTED, senior=True)
    editor.effort.set_value(40)
    assert editor.entry() == replace(IMPORTED, senior=True, effort=40, rest=0)


def test_that_a_skill_is_asked_for_once(editor: SeatEditor) -> None:
    editor.show_entry(IMPORTED)
    editor.skills[1].setCurrentIndex(editor.skills[1].findData(3))
    assert editor.entry().skills == ((1, 0), (3, 3))
