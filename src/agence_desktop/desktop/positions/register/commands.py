"""What can be done in the list of positions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agence_desktop.desktop.contribution import Command, Late, Menu, PlaceCommands, Role
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.positions import texts
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.positions.keys import REGISTER, REVIEWS, VULNERABILITY
from agence_desktop.desktop.positions.register import remedies_texts, vulnerability_texts

if TYPE_CHECKING:
    from agence_desktop.desktop.positions.lines import PostLine
    from agence_desktop.desktop.positions.register.posts_place import PostsPlace
    from agence_desktop.desktop.positions.register.vulnerability_place import VulnerabilityPlace


def _load_posts() -> type[PostsPlace]:
    from agence_desktop.desktop.positions.register.posts_place import PostsPlace

    return PostsPlace


def _load_vulnerability() -> type[VulnerabilityPlace]:
    from agence_desktop.desktop.positions.register.vulnerability_place import VulnerabilityPlace

    return VulnerabilityPlace


VULNERABILITY_PLACE, _POSTS = Late(_load_vulnerability), Late(_load_posts)
_UNIT = frozenset({VULNERABILITY})
_LISTS = frozenset({REGISTER, REVIEWS}) | _UNIT
_in_lists = PlaceCommands(_POSTS, "positions", _LISTS, "poste")
_of_unit = PlaceCommands(VULNERABILITY_PLACE, "positions", _UNIT, "calcul")


def register_commands(gateway: Gateway) -> tuple[Command, ...]:
    """Commands of the lists of positions and of « Vulnérabilité »."""
    return (
        *_position_commands(gateway),
        *_working_commands(),
        *_remedy_commands(),
        _in_lists(
            "register.export",
            texts.EXPORT,
            lambda place: place.export(),
            "Ctrl+Shift+E",
            "file-export-outline",
            group="liste",
        ),
    )


def _position_commands(gateway: Gateway) -> tuple[Command, ...]:
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
        _in_lists(
            "open",
            texts.OPEN_SHEET,
            lambda place: place.open_current(),
            "Ctrl+Shift+O",
            "file-document-outline",
            enabled=lambda place: place.current() is not None,
        ),
        Command(
            "positions.edit",
            texts.EDIT_POSITION,
            Menu.SLICE,
            lambda desk: edit_position(desk, gateway),
            "F2",
            "pencil-outline",
            enabled=lambda desk: _may_edit(desk, gateway),
            places=_LISTS,
            group="poste",
        ),
        Command(
            "positions.retire",
            texts.RETIRE_POSITION,
            Menu.SLICE,
            lambda desk: retire_position(desk, gateway),
            "Ctrl+Shift+D",
            "calendar-remove-outline",
            enabled=lambda desk: _may_edit(desk, gateway),
            places=_LISTS,
            group="poste",
        ),
        Command(
            "positions.resume",
            texts.RESUME_POSITION,
            Menu.SLICE,
            lambda desk: resume_position(desk, gateway),
            "Ctrl+Shift+U",
            "calendar-check-outline",
            enabled=lambda desk: _may_edit(desk, gateway) and _has_ended(desk),
            places=frozenset({REGISTER}),
            group="poste",
        ),
    )


def _remedy_commands() -> tuple[Command, ...]:
    return (
        _in_lists(
            "remind",
            remedies_texts.REMIND_COMMAND,
            lambda place: place.remind(),
            "Ctrl+Shift+K",
            "email-outline",
            enabled=lambda place: place.desk.session.may_write,
            group="suite",
        ),
        _of_unit(
            "add_action",
            remedies_texts.ADD_ACTION_COMMAND,
            lambda place: place.add_action(),
            "Ctrl+Shift+A",
            "plus",
            enabled=lambda place: place.desk.session.may_write,
            group="suite",
        ),
    )


def _working_commands() -> tuple[Command, ...]:
    return (
        _of_unit(
            "working",
            vulnerability_texts.SHOW_WORKING,
            lambda place: place.toggle_current(),
            "F8",
            "unfold-more-horizontal",
            enabled=lambda place: place.current() is not None,
        ),
        _of_unit(
            "all_workings", vulnerability_texts.SHOW_ALL_WORKING, lambda place: place.toggle_all(), "Shift+F8"
        ),
    )


def new_position(desk: Workbench, gateway: Gateway) -> None:
    """Open the form of a new position, of the unit that is shown."""
    from agence_desktop.desktop.positions.register.position_form import open_position_form
    from agence_desktop.desktop.positions.scoped_place import ScopedPlace

    place = desk.place
    open_position_form(desk, gateway, unit_id=place.unit if isinstance(place, ScopedPlace) else None)


def edit_position(desk: Workbench, gateway: Gateway) -> None:
    """Open the form of the position on which the keyboard stands."""
    from agence_desktop.desktop.positions.register.position_form import open_position_form

    if (row := _current(desk)) is not None:
        open_position_form(desk, gateway, row.position)


def retire_position(desk: Workbench, gateway: Gateway) -> None:
    """Ask for the last day of the position on which the keyboard stands."""
    from agence_desktop.desktop.positions.register.retire_form import RetireForm

    if (row := _current(desk)) is not None:
        RetireForm(desk, gateway, row.position).open()


def resume_position(desk: Workbench, gateway: Gateway) -> None:
    """Let the position on which the keyboard stands go on, without an end."""
    from agence_desktop.desktop.positions.register.retire_form import give_last_day

    if (row := _current(desk)) is not None:
        give_last_day(desk, gateway, row.position, None)


def _has_ended(desk: Workbench) -> bool:
    row = _current(desk)
    return row is not None and row.position.until is not None and not row.position.active


def _current(desk: Workbench) -> PostLine | None:
    place = desk.place
    return place.current() if isinstance(place, _POSTS.kind) else None


def _may_edit(desk: Workbench, gateway: Gateway) -> bool:
    row = _current(desk)
    managed = row is not None and gateway.manages(row.position.unit.organisation_id)
    return managed and desk.session.may_write
