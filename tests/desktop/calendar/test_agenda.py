"""The agenda of one room: the same contract as the planning, time downwards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agence_desktop.core.clock import QUEBEC, place
from agence_desktop.core.spans import Span
from agence_desktop.desktop.calendar.agenda import AgendaView
from agence_desktop.desktop.calendar.drag import Target
from agence_desktop.desktop.calendar.items import Ghost
from agence_desktop.desktop.theme import tokens
from tests.desktop.calendar.conftest import Heard, shown
from tests.desktop.calendar.samples import at, block, span

Key, Mod = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT = Mod.ControlModifier, Mod.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def agenda(request: pytest.FixtureRequest, qtbot: QtBot) -> AgendaView:
    """Room 204, a week."""
    request.getfixturevalue("font")
    view = AgendaView()
    shown(view, qtbot, 900, 560)
    return view


@pytest.fixture
def heard(agenda: AgendaView) -> Heard:
    """What the agenda announces from now on."""
    return Heard(agenda)


def spot(view: AgendaView, where: Span) -> QPoint:
    rect = view.target_rect(Target("204", where))
    assert rect is not None
    return rect.center()


def drag(view: AgendaView, start: QPoint, end: QPoint) -> None:
    port = view.viewport()
    QTest.mousePress(port, LEFT, Mod.NoModifier, start)
    QTest.mouseMove(port, (start + end) / 2)
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, LEFT, Mod.NoModifier, end)


def here(view: AgendaView) -> object:
    stop = view.focus_stop
    assert stop is not None
    return stop.block.key if stop.block else stop.span


def press(view: AgendaView, *keys: Qt.Key, held: Qt.KeyboardModifier = Mod.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(view, key, held)


def test_that_only_its_room_is_shown(agenda: AgendaView) -> None:
    assert {stop.row_key for stop in agenda.visible_stops()} == {"204"}
    assert agenda.accessibleName() == "Agenda, Salle 204"
    assert not agenda.select("c")


def test_that_up_and_down_walk_through_the_day_and_stop_at_its_ends(agenda: AgendaView) -> None:
    agenda.select("a")
    press(agenda, Key.Key_Down)
    assert here(agenda) == span(14, 11, 11.5)
    press(agenda, Key.Key_Up, Key.Key_Up, Key.Key_Up, Key.Key_Up, Key.Key_Up)
    assert here(agenda) == span(14, 8, 8.5)
    press(agenda, Key.Key_End)
    assert here(agenda) == span(14, 17.5, 18)
    press(agenda, Key.Key_Down)
    assert here(agenda) == span(14, 17.5, 18)


def test_that_left_and_right_keep_the_hour(agenda: AgendaView) -> None:
    agenda.select("a")
    press(agenda, Key.Key_Right)
    assert here(agenda) == "d"
    press(agenda, Key.Key_Left, Key.Key_Left)
    assert here(agenda) == span(13, 9, 9.5)
    press(agenda, Key.Key_Left)
    assert here(agenda) == span(12, 0, 24)
    press(agenda, Key.Key_Left)
    assert here(agenda) == span(12, 0, 24)


def test_that_ctrl_home_and_end_reach_the_ends_of_the_week(agenda: AgendaView) -> None:
    agenda.select("a")
    press(agenda, Key.Key_End, held=CTRL)
    assert here(agenda) == span(16, 17.5, 18)
    press(agenda, Key.Key_Home, held=CTRL)
    assert here(agenda) == span(12, 0, 24)


def test_that_ctrl_arrows_move_by_a_step_or_a_day(agenda: AgendaView, heard: Heard) -> None:
    agenda.select("a")
    press(agenda, Key.Key_Down, Key.Key_Right, held=CTRL)
    press(agenda, Key.Key_Return)
    assert heard["move_requested"] == [("a", "204", span(15, 9.5, 11.5))]


def test_that_moving_left_jumps_over_no_more_than_what_is_shown(agenda: AgendaView, heard: Heard) -> None:
    agenda.select("a")
    press(agenda, Key.Key_Left, Key.Key_Left, held=CTRL)
    press(agenda, Key.Key_Return)
    assert heard["move_requested"] == [("a", "204", span(13, 9, 11))]


def test_that_ctrl_shift_arrows_change_the_length(agenda: AgendaView, heard: Heard) -> None:
    agenda.select("a")
    press(agenda, Key.Key_Down, Key.Key_Right, held=CTRL | SHIFT)
    press(agenda, Key.Key_Return)
    assert heard["resize_requested"] == [("a", span(14, 9, 11.5))]


def test_that_a_drag_downwards_creates(agenda: AgendaView, heard: Heard) -> None:
    drag(agenda, spot(agenda, span(13, 9, 9.5)), spot(agenda, span(13, 11, 11.5)))
    assert heard["create_requested"] == [("204", span(13, 9, 11.5))]


def test_that_a_drag_moves_to_another_day(agenda: AgendaView, heard: Heard) -> None:
    drag(agenda, spot(agenda, span(14, 9, 11)), spot(agenda, span(16, 13, 15)))
    assert heard["move_requested"] == [("a", "204", span(16, 13, 15))]


def test_that_pulling_the_lower_end_resizes(agenda: AgendaView, heard: Heard) -> None:
    agenda.select("a")
    rect = agenda.target_rect(Target("204", span(14, 9, 11)))
    assert rect is not None
    end = QPoint(rect.center().x(), rect.bottom() - 2)
    drag(agenda, end, end + QPoint(0, rect.height() // 2))
    assert heard["resize_requested"] == [("a", span(14, 9, 12))]


def test_that_an_impossible_ghost_says_why(agenda: AgendaView, heard: Heard) -> None:
    agenda.select("a")
    press(agenda, Key.Key_Right, held=CTRL)
    agenda.show_ghost(Ghost("204", span(15, 9, 11), False, message="La salle est prise."))
    assert agenda.bubble.isVisible()
    assert agenda.body_rect().contains(agenda.bubble.geometry())
    press(agenda, Key.Key_Return)
    assert heard["move_requested"] == []


def test_that_a_booking_over_two_days_has_two_pieces(agenda: AgendaView) -> None:
    long = block("n", 13, 16, 17).at("204", place(at(13, 16), at(14, 9), QUEBEC))
    agenda.update_blocks([long])
    pieces = agenda.scene.boxes(long)
    assert len(pieces) == 2
    assert pieces[0].bottom == pytest.approx(agenda.scene.height, abs=2)
    assert pieces[1].top == 0


def test_that_competing_requests_share_the_width(agenda: AgendaView) -> None:
    other = block("x", 14, 13, 15)
    agenda.update_blocks([other])
    first = agenda.scene.boxes(other)[0]
    second = next(agenda.scene.boxes(each)[0] for each in agenda.store.row("204").blocks if each.key == "b")
    assert first.right <= second.left or second.right <= first.left


def test_that_cells_and_blocks_are_children(agenda: AgendaView) -> None:
    seen = QAccessible.queryAccessibleInterface(agenda)
    assert seen is not None
    names = [
        seen.child(index).text(QAccessible.Text.Name).replace("\u00a0", " ")
        for index in range(seen.childCount())
    ]
    assert "Salle 204, mardi 13 octobre, 9 h, libre" in names
    assert any(name.startswith("Salle 204, MTQ, Comité de sécurité routière, confirmée") for name in names)


def test_that_zooming_keeps_the_hour_under_the_pointer(agenda: AgendaView) -> None:
    before = spot(agenda, span(14, 13, 15.5)).y()
    agenda.zoom_by(2, before)
    assert agenda.zoom == 2
    assert abs(spot(agenda, span(14, 13, 15.5)).y() - before) <= 3
    press(agenda, Key.Key_0, held=CTRL)
    assert agenda.zoom == 1


def test_that_the_agenda_paints_hours_and_block(agenda: AgendaView) -> None:
    rect = agenda.target_rect(Target("204", span(14, 9, 11)))
    assert rect is not None
    image = agenda.grab().toImage()
    assert image.pixelColor(rect.left() + 40, rect.bottom() - 6) == tokens().color("block")
    agenda.set_rows(())
    assert agenda.grab().toImage() != image
    assert agenda.visible_stops() == []
