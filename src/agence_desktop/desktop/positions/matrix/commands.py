"""What can be done in the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agence_desktop.desktop.contribution import Command, Late, PlaceCommands
from agence_desktop.desktop.positions import texts as words
from agence_desktop.desktop.positions.keys import MATRIX
from agence_desktop.desktop.positions.matrix import texts

if TYPE_CHECKING:
    from agence_desktop.desktop.positions.matrix.matrix_place import MatrixPlace


def _load() -> type[MatrixPlace]:
    from agence_desktop.desktop.positions.matrix.matrix_place import MatrixPlace

    return MatrixPlace


MATRIX_PLACE = Late(_load)
_command = PlaceCommands(MATRIX_PLACE, "positions.matrix", frozenset({MATRIX}), "matrice")


def matrix_commands() -> tuple[Command, ...]:
    """Commands of the matrix."""
    return (*_level_commands(), *_view_commands(), *_list_commands())


def _level_commands() -> tuple[Command, ...]:
    return (
        _command(
            "validate",
            texts.VALIDATE,
            lambda place: place.change_level(),
            "F2",
            "school-outline",
            enabled=_on_cell,
        ),
        _command(
            "drill",
            texts.DRILL,
            lambda place: place.plan_drill(),
            "Ctrl+D",
            "clipboard-check-outline",
            enabled=_on_cell,
        ),
        _command(
            "person",
            texts.ADD_PERSON,
            lambda place: place.add_person(),
            "Ins",
            "account-plus-outline",
            enabled=lambda place: place.desk.session.may_write,
        ),
    )


def _view_commands() -> tuple[Command, ...]:
    return (
        _command(
            "flip", texts.FLIP, lambda place: place.flip(), "Ctrl+Shift+T", "swap-horizontal", group="vue"
        ),
        _command(
            "fold",
            texts.FOLD,
            lambda place: place.fold_current(),
            "Ctrl+Shift+R",
            "unfold-less-horizontal",
            group="vue",
        ),
    )


def _list_commands() -> tuple[Command, ...]:
    return (
        _command(
            "copy",
            texts.COPY_TABLE,
            lambda place: place.copy(),
            "Ctrl+Shift+C",
            "content-copy",
            group="liste",
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


def _on_cell(place: MatrixPlace) -> bool:
    return place.face is not None and place.desk.session.may_write
