"""What a screen reader hears of the planning (A2)."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtTest import QTest

from agence_desktop.core.clock import QUEBEC, place
from agence_desktop.desktop.calendar import accessibility
from agence_desktop.desktop.calendar.items import Ghost
from agence_desktop.desktop.calendar.planning import PlanningView
from agence_desktop.desktop.calendar.stops import Stop
from tests.desktop.calendar.samples import at, block, span

Text = QAccessible.Text


def interface(view: PlanningView) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(view)
    assert found is not None
    return found


def names(view: PlanningView) -> list[str]:
    seen = interface(view)
    return [seen.child(at).text(Text.Name).replace("\u00a0", " ") for at in range(seen.childCount())]


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> list[tuple[QAccessible.Event, str]]:
    """Accessibility events sent, with the name of what they concern or the words announced."""
    sent: list[tuple[QAccessible.Event, str]] = []

    def record(event: QAccessibleEvent) -> None:
        said = getattr(event, "message", lambda: event.accessibleInterface().text(Text.Name))()
        sent.append((event.type(), said.replace("\u00a0", " ")))

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", record)
    return sent


def test_that_the_planning_has_a_name_and_says_how_to_use_it(planning: PlanningView) -> None:
    seen = interface(planning)
    assert seen.text(Text.Name) == "Planning"
    assert "Ctrl et flèches pour déplacer" in seen.text(Text.Description)


def test_that_cells_say_room_day_hour_and_that_they_are_free(planning: PlanningView) -> None:
    assert "Salle 204, mardi 13 octobre, 9 h, libre" in names(planning)
    assert "Salle 205, vendredi 16 octobre, 17 h 30, libre" in names(planning)


def test_that_blocks_say_who_what_state_and_when(planning: PlanningView) -> None:
    expected = (
        "Salle 204, MTQ, Comité de sécurité routière, confirmée, mercredi 14 octobre, 9 h à 11 h",
        "Salle 205, RQ, Comité de sécurité routière, terminée, jeudi 15 octobre, 9 h à 12 h",
        "Salle 204, Salle entière, prise par une autre division, jeudi 15 octobre, 9 h à 12 h",
    )
    assert set(expected) <= set(names(planning))


def test_that_a_holiday_is_named(planning: PlanningView) -> None:
    assert names(planning)[0] == "Salle 204, lundi 12 octobre, Action de grâces, férié"


def test_that_cells_outside_the_hours_say_so(planning: PlanningView) -> None:
    planning.set_closed({"204": (place(at(13, 0), at(13, 9), QUEBEC),)})
    assert "Salle 204, mardi 13 octobre, 8 h 30, hors heures" in names(planning)
    assert "Salle 205, mardi 13 octobre, 8 h 30, libre" in names(planning)


def test_that_every_child_has_a_name_of_its_own_and_the_planning_as_parent(planning: PlanningView) -> None:
    seen = interface(planning)
    heard = names(planning)
    assert len(set(heard)) == len(heard) == seen.childCount()
    for index in (0, 5, seen.childCount() - 1):
        child = seen.child(index)
        assert child.parent().object() is planning
        assert seen.indexOfChild(child) == index
        assert child.role() is QAccessible.Role.ListItem


def test_that_the_row_is_described_by_what_it_offers(planning: PlanningView) -> None:
    assert interface(planning).child(0).text(Text.Description) == "12 pers., Wi-Fi"


def test_that_a_child_is_found_where_it_lies(planning: PlanningView) -> None:
    seen = interface(planning)
    child = seen.child(names(planning).index("Salle 204, mardi 13 octobre, 9 h, libre"))
    middle = child.rect().center()
    assert seen.childAt(middle.x(), middle.y()).text(Text.Name) == child.text(Text.Name)
    assert seen.childAt(-500, -500) is None
    assert seen.child(-1) is None
    assert seen.child(seen.childCount()) is None


def test_that_only_what_is_on_view_is_a_child(planning: PlanningView) -> None:
    before = interface(planning).childCount()
    planning.zoom_by(5)
    assert 0 < interface(planning).childCount() < before / 3


def test_that_the_selected_block_is_focused_and_read_only_when_linked(planning: PlanningView) -> None:
    planning.select("d")
    seen = interface(planning).focusChild()
    state = seen.state()
    assert state.focused
    assert state.selected
    assert state.focusable
    assert state.readOnly
    planning.select("a")
    assert not interface(planning).focusChild().state().readOnly


def test_that_each_step_is_said(planning: PlanningView, events: list[tuple[QAccessible.Event, str]]) -> None:
    planning.select("a")
    QTest.keyClick(planning, Qt.Key.Key_Right)
    focus = QAccessible.Event.Focus
    assert events == [
        (focus, "Salle 204, MTQ, Comité de sécurité routière, confirmée, mercredi 14 octobre, 9 h à 11 h"),
        (focus, "Salle 204, mercredi 14 octobre, 11 h, libre"),
    ]


def test_that_the_answer_about_a_ghost_is_said(
    planning: PlanningView, events: list[tuple[QAccessible.Event, str]]
) -> None:
    planning.select("a")
    QTest.keyClick(planning, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    planning.show_ghost(Ghost("204", span(14, 9.5, 11.5), False, message="La salle est prise."))
    assert events[-2] == (
        QAccessible.Event.Announcement,
        "Salle 204, mer. 14 oct. 2026, 9 h 30 à 11 h 30",
    )
    kind, words = events[-1]
    assert kind is QAccessible.Event.Announcement
    assert words.startswith("Impossible ici La salle est prise.")


def test_that_a_room_in_another_zone_says_its_own_hour(planning: PlanningView) -> None:
    rows = (replace(planning.rows[0], zone=ZoneInfo("America/Halifax")), *planning.rows[1:])
    planning.set_rows(rows, planning.groups)
    assert "Salle 204, mardi 13 octobre, 9 h, 10 h sur place, libre" in names(planning)


def test_that_cells_handed_out_stay_the_same_and_are_let_go_beyond_a_limit(
    planning: PlanningView, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = accessibility.interface_of(planning)
    assert found is not None
    first = found.cell(planning.visible_stops()[0])
    assert found.cell(planning.visible_stops()[0]) is first
    gone = found.cell(Stop("204", span(20, 9, 10)))
    monkeypatch.setattr(accessibility, "MANY", 1)
    found.cell(Stop("204", span(21, 9, 10)))
    assert shiboken6.isValid(first)
    assert not shiboken6.isValid(gone)


@pytest.mark.usefixtures("font", "qtbot")
def test_that_cells_die_with_their_planning() -> None:
    view = PlanningView()
    found = accessibility.interface_of(view)
    assert found is not None
    cell = found.cell(Stop("204", span(14, 9, 10), block("a", 14, 9, 10)))
    assert cell.isValid()
    shiboken6.delete(view)
    assert not shiboken6.isValid(cell)
