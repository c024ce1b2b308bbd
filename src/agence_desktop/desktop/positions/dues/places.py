"""What the calendar of due dates gives to the contribution of the slice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from agence_desktop.desktop.contribution import Command, Late, Menu, on_place
from agence_desktop.desktop.places import PlaceSpec
from agence_desktop.desktop.positions.dues import texts
from agence_desktop.desktop.positions.dues.gateway import DuesGateway
from agence_desktop.desktop.positions.keys import CALENDAR

if TYPE_CHECKING:
    from agence_desktop.desktop.positions.dues.dues_place import DuesPlace

_HERE = frozenset({CALENDAR})


def _load() -> type[DuesPlace]:
    from agence_desktop.desktop.positions.dues.dues_place import DuesPlace

    return DuesPlace


_PLACE = Late(_load)


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
            "previous", texts.PREVIOUS, "chevron-left", lambda place: place.period_bar.move_by(-1), "Alt+PgUp"
        ),
        _command(
            "next", texts.NEXT, "chevron-right", lambda place: place.period_bar.move_by(1), "Alt+PgDown"
        ),
        _command(
            "today", texts.TODAY, "calendar-today", lambda place: place.period_bar.go_to_today(), "Ctrl+T"
        ),
        _command(
            "export",
            texts.EXPORT_COMMAND,
            "calendar-export",
            lambda place: place.choose_person(),
            "Ctrl+Shift+E",
        ),
    )


def _command(
    key: str, words: str, icon: str, act: Callable[[DuesPlace], object], shortcut: str = ""
) -> Command:
    return Command(
        f"positions.dues.{key}",
        words,
        Menu.SLICE,
        on_place(_PLACE, act),
        shortcut,
        icon,
        places=_HERE,
        group="echeances",
    )
