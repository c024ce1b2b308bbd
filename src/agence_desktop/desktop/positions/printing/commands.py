"""What can be printed of a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agence_desktop.desktop.contribution import Command, Late, Menu, on_place
from agence_desktop.desktop.positions.keys import MATRIX, REGISTER, REVIEWS, VULNERABILITY
from agence_desktop.desktop.positions.printing import texts

if TYPE_CHECKING:
    from agence_desktop.desktop.positions.printing.batch_dialog import BatchDialog
    from agence_desktop.desktop.positions.scoped_place import ScopedPlace


def _load() -> type[ScopedPlace]:
    from agence_desktop.desktop.positions.scoped_place import ScopedPlace

    return ScopedPlace


def print_commands() -> tuple[Command, ...]:
    """Ctrl+P prints what a place shows; this prints every sheet of its unit."""
    return (
        Command(
            "positions.print_unit",
            texts.PRINT_SHEETS,
            Menu.SLICE,
            on_place(Late(_load), print_sheets_of),
            "Ctrl+Shift+P",
            "printer",
            places=frozenset({REGISTER, REVIEWS, VULNERABILITY, MATRIX}),
            group="imprimer",
        ),
    )


def print_sheets_of(place: ScopedPlace) -> BatchDialog:
    """Open the dialogue of the sheets of a unit, on the unit that the place shows."""
    from agence_desktop.desktop.positions.printing.batch_dialog import open_batch

    return open_batch(place.desk, place.gateway, place.units, place.unit)
