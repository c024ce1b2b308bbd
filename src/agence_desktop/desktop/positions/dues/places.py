"""What the calendar of due dates gives to the contribution of the slice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agence_desktop.desktop.contribution import Command, Late, PlaceCommands
from agence_desktop.desktop.places import PlaceSpec
from agence_desktop.desktop.positions.dues import texts
from agence_desktop.desktop.positions.dues.gateway import DuesGateway
from agence_desktop.desktop.positions.keys import CALENDAR

if TYPE_CHECKING:
    from agence_desktop.desktop.positions.dues.dues_place import DuesPlace


def _load() -> type[DuesPlace]:
    from agence_desktop.desktop.positions.dues.dues_place import DuesPlace

    return DuesPlace


_PLACE = Late(_load)
_command = PlaceCommands(_PLACE, "positions.dues", frozenset({CALENDAR}), "echeances")


def dues_place(gateway: DuesGateway) -> PlaceSpec:
    """The tab « Échéances »."""
    return PlaceSpec(
        CALENDAR,
        texts.CALENDAR,
        lambda desk: _PLACE.kind(desk, gateway),
        "calendar-month-outline",
        texts.TITLE,
    )


def dues_commands() -> tuple[Command, ...]:
    """What can be done on the calendar of due dates."""
    return (
        _command(
            "previous", texts.PREVIOUS, lambda place: place.period_bar.move_by(-1), "Alt+PgUp", "chevron-left"
        ),
        _command(
            "next", texts.NEXT, lambda place: place.period_bar.move_by(1), "Alt+PgDown", "chevron-right"
        ),
        _command(
            "today", texts.TODAY, lambda place: place.period_bar.go_to_today(), "Ctrl+T", "calendar-today"
        ),
        _command(
            "export",
            texts.EXPORT_COMMAND,
            lambda place: place.choose_person(),
            "Ctrl+Shift+E",
            "calendar-export",
        ),
    )
