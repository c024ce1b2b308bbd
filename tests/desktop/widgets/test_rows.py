"""Rows are found and sorted as French readers expect."""

from __future__ import annotations

from dataclasses import dataclass

from agence_desktop.desktop.widgets.columns import Column
from agence_desktop.desktop.widgets.rows import MemoryRows, SortKey


@dataclass(frozen=True, slots=True)
class Room:
    name: str
    seats: int | None = None


COLUMNS: tuple[Column[Room], ...] = (
    Column("name", "Espace", lambda room: room.name),
    Column("seats", "Places", lambda room: str(room.seats or ""), sort=lambda room: room.seats),
)
ROOMS = [
    Room("Été", 12),
    Room("eau", 4),
    Room("Étang", None),
    Room("Zénith", 12),
    Room("10", 2),
    Room("9", 30),
]


def names(text: str = "", *order: SortKey) -> list[str]:
    return [room.name for room in MemoryRows(COLUMNS, ROOMS).arranged(text, order)]


def test_that_accents_and_case_do_not_hide_a_row() -> None:
    assert names("ÉTA") == ["Étang"]
    assert names("ete") == ["Été"]


def test_that_every_word_must_be_held_in_any_order() -> None:
    assert names("12 zen") == ["Zénith"]
    assert names("12 9") == []


def test_that_text_sorts_as_in_french_and_numbers_by_value() -> None:
    assert names("", SortKey("name")) == ["9", "10", "eau", "Étang", "Été", "Zénith"]


def test_that_unknown_values_come_last_in_both_directions() -> None:
    assert names("", SortKey("seats"))[-1] == "Étang"
    assert names("", SortKey("seats", True))[-1] == "Étang"


def test_that_a_second_column_orders_what_the_first_leaves_equal() -> None:
    order = (SortKey("seats", True), SortKey("name", True))
    assert names("", *order)[:3] == ["9", "Zénith", "Été"]
