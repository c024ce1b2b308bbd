"""What can be done with relief drills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agence_desktop.desktop.contribution import Command, Late, Menu, on_place, where_place
from agence_desktop.desktop.positions import texts as words
from agence_desktop.desktop.positions.keys import DRILLS
from agence_desktop.desktop.positions.register import drills_texts as texts

if TYPE_CHECKING:
    from agence_desktop.desktop.positions.register.drills_place import DrillsPlace


def _load() -> type[DrillsPlace]:
    from agence_desktop.desktop.positions.register.drills_place import DrillsPlace

    return DrillsPlace


DRILLS_PLACE = Late(_load)
_DRILLS = frozenset({DRILLS})


def drill_commands() -> tuple[Command, ...]:
    """Commands of « Exercices »."""
    return (
        Command(
            "positions.drills.record",
            texts.RECORD,
            Menu.SLICE,
            on_place(DRILLS_PLACE, lambda place: place.new_drill()),
            "Ctrl+Shift+N",
            "clipboard-check-outline",
            enabled=lambda desk: desk.session.may_write,
            places=_DRILLS,
            group="exercice",
        ),
        Command(
            "positions.drills.repeat",
            texts.REPEAT,
            Menu.SLICE,
            on_place(DRILLS_PLACE, lambda place: place.repeat()),
            "Ctrl+D",
            "restore",
            enabled=where_place(
                DRILLS_PLACE, lambda place: place.current() is not None and place.desk.session.may_write
            ),
            places=_DRILLS,
            group="exercice",
        ),
        Command(
            "positions.drills.export",
            words.EXPORT,
            Menu.SLICE,
            on_place(DRILLS_PLACE, lambda place: place.export()),
            "Ctrl+Shift+E",
            "file-export-outline",
            places=_DRILLS,
            group="liste",
        ),
    )
