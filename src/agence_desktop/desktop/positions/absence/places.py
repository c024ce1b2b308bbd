"""What absences give to the contribution of the slice: places, commands, pane, sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agence_desktop.desktop.contribution import Command, Late, Menu, PlaceCommands, Role
from agence_desktop.desktop.places import PlaceSpec
from agence_desktop.desktop.positions.absence import texts
from agence_desktop.desktop.positions.absence.gateway import AbsenceGateway
from agence_desktop.desktop.positions.absence.keys import ABSENCE, new_target
from agence_desktop.desktop.positions.keys import ABSENCES

if TYPE_CHECKING:
    from agence_desktop.desktop.positions.absence.deeds import TeamTaker
    from agence_desktop.desktop.positions.absence.list_place import AbsencesPlace
    from agence_desktop.desktop.positions.absence.page import AbsencePlace


def _load_list() -> type[AbsencesPlace]:
    from agence_desktop.desktop.positions.absence.list_place import AbsencesPlace

    return AbsencesPlace


def _load_page() -> type[AbsencePlace]:
    from agence_desktop.desktop.positions.absence.page import AbsencePlace

    return AbsencePlace


_ABSENCES, _ABSENCE = Late(_load_list), Late(_load_page)
_command = PlaceCommands(_ABSENCE, "positions.absence", frozenset({ABSENCE}), "absence")


def absence_list(gateway: AbsenceGateway) -> PlaceSpec:
    """The tab « Absences »."""
    return PlaceSpec(
        ABSENCES, texts.ABSENCES, lambda desk: _ABSENCES.kind(desk, gateway), "calendar-remove-outline"
    )


def absence_page(gateway: AbsenceGateway, take_need: TeamTaker | None = None) -> PlaceSpec:
    """The page of one absence; ``take_need`` turns what nobody covers into a request for a team."""
    return PlaceSpec(
        ABSENCE,
        texts.ABSENCE,
        lambda desk: _ABSENCE.kind(desk, gateway, take_need),
        "calendar-remove-outline",
        listed=False,
    )


def absence_commands(take_need: TeamTaker | None = None) -> tuple[Command, ...]:
    """What can be done with absences."""
    return (
        Command(
            "positions.absence.new",
            texts.NEW_ABSENCE,
            Menu.SLICE,
            lambda desk: desk.go(new_target()),
            icon="calendar-plus",
            enabled=lambda desk: desk.session.may_write,
            places=frozenset({ABSENCES, ABSENCE}),
            role=Role.NEW,
            group="absence",
        ),
        _command("save", texts.SAVE, lambda page: page.deeds.save(), "Ctrl+Return", "check-all"),
        _command(
            "cancel", texts.CANCEL_COMMAND, lambda page: page.deeds.cancel(), "Ctrl+Del", "calendar-remove"
        ),
        *_relief_commands(),
        *(_team_command() if take_need is not None else ()),
    )


def _relief_commands() -> tuple[Command, ...]:
    return (
        _command("person", texts.CHOOSE_COMMAND, _choose, "Ctrl+Shift+P", "account-switch", group="releve"),
        _command(
            "accept",
            texts.ACCEPT_COMMAND,
            lambda page: page.deeds.answer(accepted=True),
            "Ctrl+Shift+A",
            "check",
            group="releve",
        ),
        _command(
            "refuse",
            texts.REFUSE_COMMAND,
            lambda page: page.deeds.answer(accepted=False),
            "Ctrl+Shift+R",
            "close",
            group="releve",
        ),
        _command(
            "again",
            texts.AGAIN_COMMAND,
            lambda page: page.deeds.propose_again(),
            "F9",
            "lightbulb-on-outline",
            group="releve",
        ),
        _command(
            "confirm",
            texts.CONFIRM_COMMAND,
            lambda page: page.deeds.confirm(),
            "Ctrl+Shift+Return",
            "check-all",
            group="releve",
        ),
        _command(
            "ask", texts.ASK_COMMAND, lambda page: page.deeds.ask(), "Ctrl+M", "email-outline", group="releve"
        ),
    )


def absence_sample(gateway: AbsenceGateway) -> dict[str, dict[str, int]]:
    """The absence that stands for all others in pictures: the first with a breach, else the first."""
    from agence_desktop.desktop.positions.absence.lines import absence_lines

    lines = absence_lines(gateway.announced())
    lines.sort(key=lambda line: line.breach is None)
    return {ABSENCE: {"absence": lines[0].row.id}} if lines else {}


def _team_command() -> tuple[Command, ...]:
    return (
        _command(
            "team",
            texts.TEAM_COMMAND,
            lambda page: page.deeds.ask_team(),
            texts.ASK_TEAM_KEY,
            "account-group",
            group="equipe",
        ),
    )


def _choose(page: AbsencePlace) -> None:
    if (line := page.relief.current()) is not None:
        page.relief.choose_person(line)
