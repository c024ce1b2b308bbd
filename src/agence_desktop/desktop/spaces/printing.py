"""The documents of room booking on the screen, before paper: each opens its preview."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from agence_desktop.core.french import NBSP, format_date
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.spaces.gateway import Gateway

if TYPE_CHECKING:
    from agence_desktop.actions.printing.common import Printed


def preview_confirmation(desk: Workbench, gateway: Gateway, number: str) -> None:
    """The confirmation of a booking."""
    _open(desk, f"Confirmation{NBSP}{number}", partial(gateway.print_confirmation, number))


def preview_week(desk: Workbench, gateway: Gateway, site: str, day: date) -> None:
    """The planning of a building over the week of a day."""
    _open(desk, f"Planning de la semaine, {site}", partial(gateway.print_week, site, day))


def preview_door(desk: Workbench, gateway: Gateway, space_code: str, name: str, day: date) -> None:
    """The sheet of a door for a day."""
    _open(desk, f"Affiche, {name}, {format_date(day)}", partial(gateway.print_door, space_code, day))


def _open(desk: Workbench, title: str, make: Callable[[], Printed]) -> None:
    # What shows a PDF is loaded when something is first printed.
    from agence_desktop.desktop.dialogs.preview import open_preview

    open_preview(desk.tasks, desk.parent_widget, title, make)
