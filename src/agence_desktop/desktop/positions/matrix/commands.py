"""What can be done in the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agence_desktop.desktop.contribution import Command, Late, Menu, on_place, where_place
from agence_desktop.desktop.positions import texts as words
from agence_desktop.desktop.positions.keys import MATRIX
from agence_desktop.desktop.positions.matrix import texts

if TYPE_CHECKING:
    from agence_desktop.desktop.positions.matrix.matrix_place import MatrixPlace


def _load() -> type[MatrixPlace]:
    from agence_desktop.desktop.positions.matrix.matrix_place import MatrixPlace

    return MatrixPlace


MATRIX_PLACE = Late(_load)
_HERE = frozenset({MATRIX})
_ON_CELL = where_place(MATRIX_PLACE, lambda place: place.face is not None and place.desk.session.may_write)


def matrix_commands() -> tuple[Command, ...]:
    """Commands of the matrix."""
    return (*_level_commands(), *_view_commands(), *_list_commands())


def _level_commands() -> tuple[Command, ...]:
    return (
        Command(
            "positions.matrix.validate",
            texts.VALIDATE,
            Menu.SLICE,
            on_place(MATRIX_PLACE, lambda place: place.change_level()),
            "F2",
            "school-outline",
            enabled=_ON_CELL,
            places=_HERE,
            group="matrice",
        ),
        Command(
            "positions.matrix.drill",
            texts.DRILL,
            Menu.SLICE,
            on_place(MATRIX_PLACE, lambda place: place.plan_drill()),
            "Ctrl+D",
            "clipboard-check-outline",
            enabled=_ON_CELL,
            places=_HERE,
            group="matrice",
        ),
        Command(
            "positions.matrix.person",
            texts.ADD_PERSON,
            Menu.SLICE,
            on_place(MATRIX_PLACE, lambda place: place.add_person()),
            "Ins",
            "account-plus-outline",
            enabled=lambda desk: desk.session.may_write,
            places=_HERE,
            group="matrice",
        ),
    )


def _view_commands() -> tuple[Command, ...]:
    return (
        Command(
            "positions.matrix.flip",
            texts.FLIP,
            Menu.SLICE,
            on_place(MATRIX_PLACE, lambda place: place.flip()),
            "Ctrl+Shift+T",
            "swap-horizontal",
            places=_HERE,
            group="vue",
        ),
        Command(
            "positions.matrix.fold",
            texts.FOLD,
            Menu.SLICE,
            on_place(MATRIX_PLACE, lambda place: place.fold_current()),
            "Ctrl+Shift+R",
            "unfold-less-horizontal",
            places=_HERE,
            group="vue",
        ),
    )


def _list_commands() -> tuple[Command, ...]:
    return (
        Command(
            "positions.matrix.copy",
            texts.COPY_TABLE,
            Menu.SLICE,
            on_place(MATRIX_PLACE, lambda place: place.copy()),
            "Ctrl+Shift+C",
            "content-copy",
            places=_HERE,
            group="liste",
        ),
        Command(
            "positions.matrix.export",
            words.EXPORT,
            Menu.SLICE,
            on_place(MATRIX_PLACE, lambda place: place.export()),
            "Ctrl+Shift+E",
            "file-export-outline",
            places=_HERE,
            group="liste",
        ),
    )
