"""The list of positions: filter, order, form of a new one, export."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agence_desktop.desktop.positions.keys import REGISTER
from agence_desktop.desktop.positions.register.list_place import RegisterPlace
from support.accessibility import check_window
from support.windows import OpenWindow


def register(opened: OpenWindow) -> RegisterPlace:
    place = opened.go(REGISTER)
    assert isinstance(place, RegisterPlace)
    return place


def numbers(place: RegisterPlace) -> list[str]:
    return [line.position.number for line in place.model.rows()]


def test_that_positions_are_listed_by_unit_and_number(opened: OpenWindow) -> None:
    place = register(opened)
    assert numbers(place) == ["P-0138", "P-0142", "P-0151"]
    assert place.panel.counts_text() == "3 postes"


def test_that_typing_finds_by_holder(opened: OpenWindow) -> None:
    place = register(opened)
    QTest.keyClicks(place.panel.filter_line, "nadeau")
    opened.qtbot.waitUntil(lambda: numbers(place) == ["P-0151"])


def test_that_the_list_is_told_to_a_screen_reader(opened: OpenWindow) -> None:
    place = register(opened)
    check_window(opened.window)
    index = place.model.index(2, [column.key for column in place.model.columns].index("sheet"))
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Fiche\u00a0: À réviser"
