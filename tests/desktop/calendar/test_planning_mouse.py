"""The planning by mouse: what a click, a drag and the wheel do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from agence_desktop.core.spans import Span
from agence_desktop.desktop.calendar.drag import Target
from agence_desktop.desktop.calendar.items import Ghost
from agence_desktop.desktop.calendar.planning import PlanningView
from tests.desktop.calendar.conftest import Heard
from tests.desktop.calendar.samples import block, span

LEFT = Qt.MouseButton.LeftButton


def place(view: PlanningView, row_key: str, where: Span) -> QPoint:
    """The middle of a span of a row, in the viewport."""
    rect = view.target_rect(Target(row_key, where))
    assert rect is not None
    return rect.center()


def drag(view: PlanningView, start: QPoint, end: QPoint, *, release: bool = True) -> None:
    """Press, move in two steps, and let go."""
    port = view.viewport()
    QTest.mousePress(port, LEFT, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(port, (start + end) / 2)
    QTest.mouseMove(port, end)
    if release:
        QTest.mouseRelease(port, LEFT, Qt.KeyboardModifier.NoModifier, end)


def wheel(view: PlanningView, turn: int, at: QPoint, held: Qt.KeyboardModifier) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(view.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_that_a_click_selects_and_a_double_click_opens(planning: PlanningView, heard: Heard) -> None:
    at = place(planning, "204", span(14, 9, 11))
    QTest.mouseClick(planning.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)
    assert planning.selected == "a"
    assert heard["open_requested"] == []
    QTest.mouseDClick(planning.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)
    assert heard["open_requested"] == [("a",)]


def test_that_a_double_click_in_a_cell_creates(planning: PlanningView, heard: Heard) -> None:
    QTest.mouseDClick(
        planning.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place(planning, "205", span(13, 9, 9.5))
    )
    assert heard["create_requested"] == [("205", span(13, 9, 9.5))]


def test_that_a_drag_over_free_cells_creates(planning: PlanningView, heard: Heard) -> None:
    start, end = place(planning, "205", span(13, 9, 9.5)), place(planning, "205", span(13, 11, 11.5))
    drag(planning, start, end + QPoint(0, 60))
    assert heard["create_requested"] == [("205", span(13, 9, 11.5))]
    assert heard["ghost_requested"][-1] == ("205", span(13, 9, 11.5), "")


def test_that_a_drag_moves_a_block_to_another_row(planning: PlanningView, heard: Heard) -> None:
    drag(planning, place(planning, "204", span(14, 9, 11)), place(planning, "301", span(16, 13, 15)))
    assert heard["move_requested"] == [("a", "301", span(16, 13, 15))]
    assert heard["ghost_requested"][-1] == ("301", span(16, 13, 15), "a")


@pytest.mark.parametrize("end", [True, False])
def test_that_pulling_an_end_resizes(planning: PlanningView, heard: Heard, end: bool) -> None:
    planning.zoom_by(4)
    planning.select("a")
    rect = planning.target_rect(Target("204", span(14, 9, 11)))
    assert rect is not None
    hour = rect.width() // 2
    if end:
        grasped = QPoint(rect.right() - 2, rect.center().y())
        drag(planning, grasped, grasped + QPoint(hour, 0))
        assert heard["resize_requested"] == [("a", span(14, 9, 12))]
    else:
        grasped = QPoint(rect.left() + 2, rect.center().y())
        drag(planning, grasped, grasped - QPoint(hour // 2, 0))
        assert heard["resize_requested"] == [("a", span(14, 8.5, 11))]


def test_that_a_trembling_hand_moves_nothing(planning: PlanningView, heard: Heard) -> None:
    at = place(planning, "204", span(14, 9, 11))
    drag(planning, at, at + QPoint(3, 2))
    assert heard["ghost_requested"] == heard["move_requested"] == []


def test_that_letting_go_where_it_is_impossible_changes_nothing(planning: PlanningView, heard: Heard) -> None:
    target = place(planning, "301", span(15, 9, 11))
    drag(planning, place(planning, "204", span(14, 9, 11)), target, release=False)
    row_key, where, _key = heard["ghost_requested"][-1]
    planning.show_ghost(
        Ghost(row_key, where, False, "Impossible ici : salle prise", "Réservée.", "La 205 est libre.")
    )
    assert planning.bubble.isVisible()
    assert "Si vous relâchez ici" in planning.bubble.words
    assert planning.body_rect().contains(planning.bubble.geometry())
    QTest.mouseRelease(planning.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, target)
    assert heard["move_requested"] == []
    assert not planning.bubble.isVisible()


def test_that_escape_takes_back_a_drag(planning: PlanningView, heard: Heard) -> None:
    target = place(planning, "301", span(16, 13, 15))
    drag(planning, place(planning, "204", span(14, 9, 11)), target, release=False)
    QTest.keyClick(planning, Qt.Key.Key_Escape)
    QTest.mouseMove(planning.viewport(), target - QPoint(30, 0))
    QTest.mouseRelease(planning.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, target)
    assert heard["move_requested"] == []


def test_that_a_linked_block_cannot_be_dragged(planning: PlanningView, heard: Heard) -> None:
    drag(planning, place(planning, "204", span(15, 9, 12)), place(planning, "301", span(16, 13, 15)))
    assert heard["ghost_requested"] == heard["move_requested"] == heard["create_requested"] == []


def test_that_a_click_on_its_title_folds_a_group(planning: PlanningView, qtbot: QtBot) -> None:
    at = QPoint(20, planning.metrics.header + 8)
    with qtbot.waitSignal(planning.group_toggled) as told:
        QTest.mouseClick(planning.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)
    assert told.args == ["levis", True]
    QTest.mouseClick(planning.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)
    assert planning.collapsed == frozenset()


def test_that_the_right_button_opens_the_menu_where_it_points(planning: PlanningView, heard: Heard) -> None:
    at = place(planning, "205", span(13, 9, 9.5))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, planning.viewport().mapToGlobal(at))
    QApplication.sendEvent(planning.viewport(), event)
    assert heard["menu_requested"] == [("205", span(13, 9, 9.5), "", planning.viewport().mapToGlobal(at))]


def test_that_the_pointer_tells_what_it_can_grasp(planning: PlanningView) -> None:
    planning.zoom_by(4)
    planning.select("a")
    rect = planning.target_rect(Target("204", span(14, 9, 11)))
    assert rect is not None
    QTest.mouseMove(planning.viewport(), QPoint(rect.right() - 2, rect.center().y()))
    assert planning.viewport().cursor().shape() is Qt.CursorShape.SizeHorCursor
    QTest.mouseMove(planning.viewport(), rect.center())
    assert planning.viewport().cursor().shape() is Qt.CursorShape.ArrowCursor


def test_that_a_drag_beyond_the_edge_scrolls(planning: PlanningView, qtbot: QtBot, heard: Heard) -> None:
    planning.zoom_by(4)
    planning.select("a")
    bar = planning.horizontalScrollBar()
    before = bar.value()
    beyond = QPoint(planning.viewport().width() + 20, planning.metrics.header + 40)
    drag(planning, place(planning, "204", span(14, 9, 11)), beyond, release=False)
    qtbot.waitUntil(lambda: bar.value() > before)
    QTest.mouseRelease(planning.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, beyond)
    assert heard["move_requested"][0][2].start > span(14, 9, 11).start


def test_that_ctrl_and_the_wheel_zoom_around_the_pointer(planning: PlanningView, heard: Heard) -> None:
    at = place(planning, "204", span(14, 13, 15.5))
    for _ in range(3):
        wheel(planning, 120, at, Qt.KeyboardModifier.ControlModifier)
    assert planning.zoom > 1.9
    assert abs(place(planning, "204", span(14, 13, 15.5)).x() - at.x()) <= 3
    assert heard["visible_range_changed"][-1][0] > span(12, 0, 1).start.date()
    for _ in range(5):
        wheel(planning, -120, at, Qt.KeyboardModifier.ControlModifier)
    assert planning.zoom == 1


def test_that_shift_and_the_wheel_go_along_the_days(planning: PlanningView) -> None:
    planning.zoom_by(3)
    before = planning.horizontalScrollBar().value()
    wheel(planning, -120, QPoint(500, 200), Qt.KeyboardModifier.ShiftModifier)
    assert planning.horizontalScrollBar().value() > before


def test_that_a_rest_of_the_pointer_shows_the_full_text(planning: PlanningView) -> None:
    words = planning.tooltip_at(place(planning, "204", span(14, 9, 11)))
    assert words.replace("\u00a0", " ").splitlines() == [
        "MTQ, Comité de sécurité routière",
        "Salle 204, confirmée",
        "mer. 14 oct. 2026, 9 h à 11 h",
        "Tampon : 30 min avant, 30 min après",
    ]
    assert planning.tooltip_at(QPoint(20, planning.metrics.header + 40)) == "Salle 204, 12 pers., Wi-Fi"
    assert planning.tooltip_at(place(planning, "205", span(13, 9, 10))) == ""


def test_that_the_tooltip_appears_and_goes(planning: PlanningView, qtbot: QtBot) -> None:
    for at, visible in (
        (place(planning, "204", span(14, 9, 11)), True),
        (place(planning, "205", span(13, 9, 10)), False),
    ):
        event = QHelpEvent(QEvent.Type.ToolTip, at, planning.viewport().mapToGlobal(at))
        QApplication.sendEvent(planning.viewport(), event)
        qtbot.waitUntil(QToolTip.isVisible if visible else lambda: not QToolTip.isVisible())


def test_that_a_competing_request_shares_the_height(planning: PlanningView) -> None:
    planning.update_blocks([block("x", 14, 13, 15)])
    scene = planning.scene
    first, second = (scene.box(each) for each in planning.store.row("204").blocks if each.key in "bx")
    assert first is not None
    assert second is not None
    assert first.bottom <= second.top or second.bottom <= first.top
