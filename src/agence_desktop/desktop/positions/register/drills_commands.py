"""What can be done with relief drills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agence_desktop.desktop.contribution import Command, Late, PlaceCommands
from agence_desktop.desktop.positions import texts as words
from agence_desktop.desktop.positions.keys import DRILLS
from agence_desktop.desktop.positions.register import drills_texts as texts

if TYPE_CHECKING:
    from agence_desktop.desktop.positions.register.drills_place import DrillsPlace


def _load() -> type[DrillsPlace]:
    from agence_desktop.desktop.positions.register.drills_place import DrillsPlace

    return DrillsPlace


DRILLS_PLACE = Late(_load)
_command = PlaceCommands(DRILLS_PLACE, "positions.drills", frozenset({DRILLS}), "exercice")


def drill_commands() -> tuple[Command, ...]:
    """Commands of « Exercices »."""
    return (
        _command(
            "record",
            texts.RECORD,
            lambda place: place.new_drill(),
            "Ctrl+Shift+N",
            "clipboard-check-outline",
            enabled=lambda place: place.desk.session.may_write,
        ),
        _command(
            "repeat",
            texts.REPEAT,
            lambda place: place.repeat(),
            "Ctrl+D",
            "restore",
            enabled=lambda place: place.current() is not None and place.desk.session.may_write,
        ),
        _command(
            "export",
            words.EXPORT,
            lambda place: place.export(),
            "Ctrl+Shift+E",
            "file-export-outline",
            group="liste",
        ),
    )
