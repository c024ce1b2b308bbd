"""The register or the coverage matrix of the unit that a place shows, in the preview."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.positions.printing import texts
from agence_desktop.desktop.positions.scoped_place import ScopedPlace

if TYPE_CHECKING:
    from agence_desktop.actions.printing.common import Printed


def print_register_of(place: ScopedPlace) -> None:
    """Preview the register of the unit."""
    _preview(place, matrix=False)


def print_matrix_of(place: ScopedPlace) -> None:
    """Preview the coverage matrix of the unit."""
    _preview(place, matrix=True)


def _preview(place: ScopedPlace, *, matrix: bool) -> None:
    unit = place.chosen_unit
    if unit is None:
        place.desk.tell(texts.CHOOSE_UNIT, kind="warning")
        return
    # What shows a PDF is loaded when something is first printed.
    from agence_desktop.desktop.dialogs.preview import open_preview

    title = texts.matrix_title(unit.name) if matrix else texts.register_title(unit.name)
    make = partial(_make, place.gateway, unit.code, matrix)
    open_preview(place.desk.tasks, place.desk.parent_widget, title, make)


def _make(gateway: Gateway, code: str, matrix: bool) -> Printed:
    """Draw and record; RightMissingError, RefusedError ``unknown_unit``."""
    from agence_desktop.actions.printing.posts import print_matrix, print_register

    return (print_matrix if matrix else print_register)(gateway.database, gateway.desk, code)
