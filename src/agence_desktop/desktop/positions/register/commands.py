"""What can be done in the list of positions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from agence_desktop.desktop.contribution import Command, Menu, Role
from agence_desktop.desktop.places import Place, Workbench
from agence_desktop.desktop.positions import texts
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.positions.keys import REGISTER
from agence_desktop.desktop.positions.register.list_place import RegisterPlace

P = TypeVar("P", bound=Place)
_LIST = frozenset({REGISTER})


def register_commands(gateway: Gateway) -> tuple[Command, ...]:
    """Commands of the list."""
    return (
        Command(
            "positions.new",
            texts.NEW_POSITION,
            Menu.SLICE,
            lambda desk: new_position(desk, gateway),
            icon="plus",
            enabled=lambda desk: gateway.manages_any and desk.session.may_write,
            role=Role.NEW,
            group="poste",
        ),
        Command(
            "positions.open",
            texts.OPEN_SHEET,
            Menu.SLICE,
            on_place(RegisterPlace, lambda place: place.open_current()),
            icon="file-document-outline",
            enabled=_chosen,
            places=_LIST,
            group="poste",
        ),
        Command(
            "positions.edit",
            texts.EDIT_POSITION,
            Menu.SLICE,
            on_place(RegisterPlace, lambda place: place.edit_current()),
            icon="pencil-outline",
            enabled=lambda desk: _chosen(desk) and _manages(desk, gateway),
            places=_LIST,
            group="poste",
        ),
        Command(
            "positions.register.export",
            texts.EXPORT,
            Menu.SLICE,
            on_place(RegisterPlace, lambda place: place.export()),
            "Ctrl+Shift+E",
            "file-export-outline",
            places=_LIST,
            group="liste",
        ),
    )


def new_position(desk: Workbench, gateway: Gateway) -> None:
    """Open the form of a new position."""
    from agence_desktop.desktop.positions.register.position_form import open_position_form

    place = desk.place
    open_position_form(desk, gateway, unit_id=place.unit if isinstance(place, RegisterPlace) else None)


def on_place(kind: type[P], act: Callable[[P], object]) -> Callable[[Workbench], None]:
    """What a command does where a place of this kind is shown."""

    def run(desk: Workbench) -> None:
        if isinstance(desk.place, kind):
            act(desk.place)

    return run


def _chosen(desk: Workbench) -> bool:
    return isinstance(desk.place, RegisterPlace) and desk.place.current() is not None


def _manages(desk: Workbench, gateway: Gateway) -> bool:
    place = desk.place
    row = place.current() if isinstance(place, RegisterPlace) else None
    return row is not None and gateway.manages(row.position.unit.organisation_id) and desk.session.may_write
