"""The planning by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agence_desktop.desktop.calendar.items import Ghost
from agence_desktop.desktop.calendar.planning import PlanningView
from tests.desktop.calendar.conftest import Heard
from tests.desktop.calendar.samples import BLOCKS, block, span

Key, Mod = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT = Mod.ControlModifier, Mod.ShiftModifier


def press(view: PlanningView, *keys: Qt.Key, held: Qt.KeyboardModifier = Mod.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(view, key, held)


def here(view: PlanningView) -> tuple[str, object]:
    stop = view.focus_stop
    assert stop is not None
    return stop.row_key, stop.block.key if stop.block else stop.span


def test_that_the_keyboard_first_stands_on_the_first_cell(planning: PlanningView) -> None:
    assert here(planning) == ("204", span(12, 0, 24))


def test_that_arrows_walk_through_cells_and_blocks(planning: PlanningView) -> None:
    planning.select("a")
    press(planning, Key.Key_Right)
    assert here(planning) == ("204", span(14, 11, 11.5))
    press(planning, Key.Key_Left, Key.Key_Left)
    assert here(planning) == ("204", span(14, 8.5, 9))
    press(planning, Key.Key_Down)
    assert here(planning) == ("205", span(14, 8.5, 9))
    press(planning, Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Up)
    assert here(planning) == ("204", span(14, 8.5, 9))


def test_that_going_down_lands_on_the_block_of_that_time(planning: PlanningView) -> None:
    planning.select("d")
    press(planning, Key.Key_Down)
    assert here(planning) == ("205", "c")


def test_that_home_and_end_reach_the_ends(planning: PlanningView) -> None:
    planning.select("c")
    press(planning, Key.Key_End)
    assert here(planning) == ("205", span(16, 17.5, 18))
    press(planning, Key.Key_Home)
    assert here(planning) == ("205", span(12, 0, 24))
    press(planning, Key.Key_End, held=CTRL)
    assert here(planning) == ("301", span(16, 17.5, 18))
    press(planning, Key.Key_Home, held=CTRL)
    assert here(planning) == ("204", span(12, 0, 24))


def test_that_pages_stop_at_the_last_row(planning: PlanningView) -> None:
    planning.select("a")
    press(planning, Key.Key_PageDown)
    assert here(planning)[0] == "301"
    press(planning, Key.Key_PageUp)
    assert here(planning) == ("204", "a")


def test_that_ctrl_and_a_page_key_ask_for_another_period(planning: PlanningView, heard: Heard) -> None:
    press(planning, Key.Key_PageDown, Key.Key_PageUp, held=CTRL)
    assert heard["period_requested"] == [(1,), (-1,)]


def test_that_the_block_under_the_keyboard_is_selected(planning: PlanningView, heard: Heard) -> None:
    planning.select("a")
    assert planning.selected == "a"
    press(planning, Key.Key_Right)
    assert planning.selected == ""
    assert heard["selection_changed"] == [("a",), ("",)]


def test_that_enter_opens_a_block_and_creates_in_a_cell(planning: PlanningView, heard: Heard) -> None:
    planning.select("a")
    press(planning, Key.Key_Return, Key.Key_Right, Key.Key_Enter)
    assert heard["open_requested"] == [("a",)]
    assert heard["create_requested"] == [("204", span(14, 11, 11.5))]


def test_that_a_linked_block_opens_the_booking_that_causes_it(planning: PlanningView, heard: Heard) -> None:
    planning.select("d")
    press(planning, Key.Key_Return, Key.Key_Delete)
    press(planning, Key.Key_Right, held=CTRL)
    assert heard["open_requested"] == [("e",)]
    assert heard["cancel_requested"] == heard["ghost_requested"] == []


def test_that_delete_asks_to_cancel_the_block_only(planning: PlanningView, heard: Heard) -> None:
    planning.select("a")
    press(planning, Key.Key_Delete, Key.Key_Right, Key.Key_Delete)
    assert heard["cancel_requested"] == [("a",)]


@pytest.mark.parametrize(("key", "held"), [(Key.Key_F10, SHIFT), (Key.Key_Menu, Mod.NoModifier)])
def test_that_the_menu_opens_beside_the_cell(
    planning: PlanningView, heard: Heard, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    planning.select("a")
    press(planning, key, held=held)
    row_key, where, block_key, point = heard["menu_requested"][0]
    assert (row_key, where, block_key) == ("204", span(14, 9, 11), "a")
    rect = planning.stop_rect(planning.focus_stop) if planning.focus_stop else None
    assert rect is not None
    assert rect.contains(planning.viewport().mapFromGlobal(point))


def test_that_ctrl_arrows_carry_a_block_and_enter_drops_it(planning: PlanningView, heard: Heard) -> None:
    planning.select("a")
    press(planning, Key.Key_Right, Key.Key_Down, held=CTRL)
    assert heard["ghost_requested"] == [("204", span(14, 9.5, 11.5), "a"), ("205", span(14, 9.5, 11.5), "a")]
    assert heard["move_requested"] == []
    press(planning, Key.Key_Return)
    assert heard["move_requested"] == [("a", "205", span(14, 9.5, 11.5))]
    assert not planning.gestures.active


def test_that_ctrl_shift_arrows_resize(planning: PlanningView, heard: Heard) -> None:
    planning.select("a")
    press(planning, Key.Key_Right, Key.Key_Right, Key.Key_Down, held=CTRL | SHIFT)
    press(planning, Key.Key_Return)
    assert heard["resize_requested"] == [("a", span(14, 9, 12))]
    assert heard["move_requested"] == []


def test_that_escape_leaves_everything_in_place(planning: PlanningView, heard: Heard) -> None:
    planning.select("a")
    press(planning, Key.Key_Right, held=CTRL)
    press(planning, Key.Key_Escape)
    assert not planning.gestures.active
    assert heard["move_requested"] == []
    assert planning.selected == "a"


def test_that_an_impossible_target_is_not_asked_for(planning: PlanningView, heard: Heard) -> None:
    planning.select("a")
    press(planning, Key.Key_Right, held=CTRL)
    planning.show_ghost(
        Ghost("204", span(14, 9.5, 11.5), False, "Impossible ici : salle prise", "Prise.", "Demain.")
    )
    assert planning.bubble.isVisible()
    assert "Impossible ici" in planning.bubble.words
    assert "Entrée" in planning.bubble.words
    press(planning, Key.Key_Return)
    assert heard["move_requested"] == []
    assert not planning.bubble.isVisible()


def test_that_an_answer_about_a_former_target_is_dropped(planning: PlanningView) -> None:
    planning.select("a")
    press(planning, Key.Key_Right, Key.Key_Right, held=CTRL)
    planning.show_ghost(Ghost("204", span(14, 9.5, 11.5), False))
    assert planning.gestures.answer is None
    assert not planning.bubble.isVisible()


def test_that_a_walk_ends_the_carrying(planning: PlanningView, heard: Heard) -> None:
    planning.select("a")
    press(planning, Key.Key_Right, held=CTRL)
    press(planning, Key.Key_Left, Key.Key_Return)
    assert heard["move_requested"] == []
    assert heard["create_requested"] == [("204", span(14, 8.5, 9))]


def test_that_the_keyboard_follows_a_block_that_moved(planning: PlanningView, heard: Heard) -> None:
    planning.select("a")
    planning.update_blocks([block("a", 15, 13, 14, row_key="301")])
    assert here(planning) == ("301", "a")
    assert heard["selection_changed"] == [("a",)]


def test_that_the_keyboard_stays_at_the_time_of_a_block_that_is_gone(
    planning: PlanningView, heard: Heard
) -> None:
    planning.select("a")
    planning.update_blocks([], ["a"])
    assert here(planning) == ("204", span(14, 9, 9.5))
    assert heard["selection_changed"] == [("a",), ("",)]


def test_that_what_is_not_shown_cannot_be_selected(planning: PlanningView) -> None:
    assert not planning.select("nowhere")
    planning.update_blocks([block("z", 25, 9, 10)])
    assert not planning.select("z")
    assert planning.select(BLOCKS[0].key)


def test_that_a_group_folds_and_the_keyboard_moves_to_a_row_that_is_left(planning: PlanningView) -> None:
    planning.select("a")
    press(planning, Key.Key_Minus)
    assert planning.collapsed == {"levis"}
    assert here(planning)[0] == "301"
    press(planning, Key.Key_Plus)
    assert planning.collapsed == frozenset()


def test_that_ctrl_plus_and_minus_zoom(planning: PlanningView) -> None:
    press(planning, Key.Key_Plus, Key.Key_Plus, held=CTRL)
    assert planning.zoom > 1.5
    press(planning, Key.Key_0, held=CTRL)
    assert planning.zoom == 1


def test_that_other_keys_are_left_to_the_window(planning: PlanningView) -> None:
    before = here(planning)
    press(planning, Key.Key_A, Key.Key_Escape)
    assert here(planning) == before
