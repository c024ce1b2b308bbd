"""The papers of flying teams on the screen, before paper: each opens its preview."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from agence_desktop.core.errors import RefusedError
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.teams import texts
from agence_desktop.desktop.teams.gateway import Gateway

if TYPE_CHECKING:
    from agence_desktop.actions.printing.common import Printed


def preview_order(desk: Workbench, gateway: Gateway, deployment_id: int, name: str) -> None:
    """The deployment order of a member."""
    _open(desk, texts.paper(texts.ORDER, name), partial(_order, gateway, deployment_id))


def preview_welcome(desk: Workbench, gateway: Gateway, deployment_id: int, name: str) -> None:
    """The welcome sheet of a member."""
    _open(desk, texts.paper(texts.WELCOME, name), partial(_welcome, gateway, deployment_id))


def preview_commitment(desk: Workbench, gateway: Gateway, request_id: int, number: str) -> None:
    """The cost commitment of a request."""
    _open(desk, texts.paper(texts.COMMITMENT_PAPER, number), partial(_commitment, gateway, request_id))


def preview_proposal(desk: Workbench, gateway: Gateway, proposal_id: int, number: str) -> None:
    """A proposal with its reasons."""
    _open(desk, texts.paper(texts.PROPOSAL_PAPER, number), partial(_proposal, gateway, proposal_id))


def preview_extension(desk: Workbench, gateway: Gateway, deployment_id: int, name: str) -> None:
    """What is asked for the member to stay longer."""
    _open(desk, texts.paper(texts.EXTENSION_PAPER, name), partial(_extension, gateway, deployment_id))


def preview_end(desk: Workbench, gateway: Gateway, deployment_id: int, name: str) -> None:
    """The notice that the mandate of a member ends."""
    _open(desk, texts.paper(texts.END_PAPER, name), partial(_end, gateway, deployment_id))


def preview_planning(desk: Workbench, gateway: Gateway, team: str, first: date, weeks: int) -> None:
    """The planning of the team with a name, over so many weeks."""
    _open(desk, texts.paper(texts.PLANNING_PAPER, team), partial(_planning, gateway, team, first, weeks))


def _planning(gateway: Gateway, team: str, first: date, weeks: int) -> Printed:
    from agence_desktop.actions.printing.team_plannings import print_team_planning

    codes = {name: code for code, name in gateway.families().items()}
    if team not in codes:
        raise RefusedError("unknown_team", texts.UNKNOWN_TEAM)
    return print_team_planning(gateway.database, gateway.actor, codes[team], first, weeks)


def _extension(gateway: Gateway, deployment_id: int) -> Printed:
    from agence_desktop.actions.printing.deployments import print_extension

    return print_extension(gateway.database, gateway.actor, deployment_id)


def _end(gateway: Gateway, deployment_id: int) -> Printed:
    from agence_desktop.actions.printing.deployments import print_end

    return print_end(gateway.database, gateway.actor, deployment_id)


def _proposal(gateway: Gateway, proposal_id: int) -> Printed:
    from agence_desktop.actions.printing.team_proposals import print_proposal

    return print_proposal(gateway.database, gateway.actor, proposal_id)


def _order(gateway: Gateway, deployment_id: int) -> Printed:
    from agence_desktop.actions.printing.deployments import print_order

    return print_order(gateway.database, gateway.actor, deployment_id)


def _welcome(gateway: Gateway, deployment_id: int) -> Printed:
    from agence_desktop.actions.printing.deployments import print_welcome

    return print_welcome(gateway.database, gateway.actor, deployment_id)


def _commitment(gateway: Gateway, request_id: int) -> Printed:
    from agence_desktop.actions.printing.deployments import print_commitment

    return print_commitment(gateway.database, gateway.actor, request_id)


def _open(desk: Workbench, title: str, make: Callable[[], Printed]) -> None:
    # What shows a PDF is loaded when something is first printed.
    from agence_desktop.desktop.dialogs.preview import open_preview

    open_preview(desk.tasks, desk.parent_widget, title, make)
