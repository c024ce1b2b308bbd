"""What can be done in the places of flying teams, by menu, palette and shortcut."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from agence_desktop.desktop.calendar.periods import Reach
from agence_desktop.desktop.contribution import Command, Late, Menu, Role, on_place, where_place
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.teams import keys, texts
from agence_desktop.desktop.teams.deployments import texts as deployment_texts
from agence_desktop.desktop.teams.gateway import Gateway
from agence_desktop.desktop.teams.requests import list_texts
from agence_desktop.teams.rows import FIRM, DeploymentState, RequestState

if TYPE_CHECKING:
    from agence_desktop.desktop.teams.deployments.deployments_place import DeploymentsPlace
    from agence_desktop.desktop.teams.proposals.proposal_place import ProposalPlace
    from agence_desktop.desktop.teams.requests.requests_place import RequestsPlace
    from agence_desktop.desktop.teams.timeline.members_place import MembersPlace


def _load_members() -> type[MembersPlace]:
    from agence_desktop.desktop.teams.timeline.members_place import MembersPlace

    return MembersPlace


def _load_requests() -> type[RequestsPlace]:
    from agence_desktop.desktop.teams.requests.requests_place import RequestsPlace

    return RequestsPlace


def _load_proposal() -> type[ProposalPlace]:
    from agence_desktop.desktop.teams.proposals.proposal_place import ProposalPlace

    return ProposalPlace


MEMBERS_PLACE, REQUESTS_PLACE = Late(_load_members), Late(_load_requests)
PROPOSAL_PLACE = Late(_load_proposal)


def _load_deployments() -> type[DeploymentsPlace]:
    from agence_desktop.desktop.teams.deployments.deployments_place import DeploymentsPlace

    return DeploymentsPlace


DEPLOYMENTS_PLACE = Late(_load_deployments)
_TIMELINE, _REQUESTS = frozenset({keys.TIMELINE}), frozenset({keys.REQUESTS})
_PROPOSALS, _DEPLOYMENTS = frozenset({keys.PROPOSALS}), frozenset({keys.DEPLOYMENTS})
PROPOSABLE = frozenset(
    {RequestState.RECEIVED, RequestState.QUALIFIED, RequestState.PROPOSED, RequestState.WAITLISTED}
)


def new_request(desk: Workbench, gateway: Gateway) -> None:
    """Open the form of a request."""
    from agence_desktop.desktop.teams.requests.request_form import open_request_form

    open_request_form(desk, gateway)


def team_commands(gateway: Gateway) -> tuple[Command, ...]:
    """A new request, who is free, periods and filters of the timeline, steps of a request."""
    return (
        Command(
            "teams.new",
            list_texts.NEW,
            Menu.SLICE,
            lambda desk: new_request(desk, gateway),
            icon="plus",
            enabled=lambda desk: gateway.organises and desk.session.may_write,
            role=Role.NEW,
            group="demande",
        ),
        *_request_commands(gateway),
        Command(
            "teams.free",
            texts.WHO_IS_FREE,
            Menu.SLICE,
            on_place(MEMBERS_PLACE, lambda place: place.toggle_free()),
            "F4",
            "account-group-outline",
            places=_TIMELINE,
            group="membres",
        ),
        *_proposal_commands(gateway),
        *_deployment_commands(),
        *_timeline_commands(),
    )


_DEEDS = (
    ("move", deployment_texts.MOVE, "Ctrl+D", "cursor-move"),
    ("split", deployment_texts.SPLIT, "Ctrl+Shift+K", "source-branch"),
    ("replace", deployment_texts.REPLACE, "Ctrl+Shift+D", "account-switch"),
    ("extend", deployment_texts.EXTEND, "Ctrl+Shift+P", "calendar-arrow-right"),
    ("ask", deployment_texts.ASK_EXTENSION, "", "calendar-clock"),
    ("refuse", deployment_texts.REFUSE_EXTENSION, "", "calendar-remove-outline"),
    ("end", deployment_texts.END, "Ctrl+Shift+F", "stop-circle-outline"),
    ("cancel", deployment_texts.CANCEL, "", "close-circle-outline"),
)


def _deed(kind: str, desk: Workbench) -> None:
    place = desk.place
    if isinstance(place, MEMBERS_PLACE.kind | DEPLOYMENTS_PLACE.kind):
        place.deed(kind)


def _may(kind: str, desk: Workbench) -> bool:
    from agence_desktop.desktop.teams.deployments.deployments_place import may

    place = desk.place
    bar = None
    if isinstance(place, MEMBERS_PLACE.kind):
        bar = place.bar()
    elif isinstance(place, DEPLOYMENTS_PLACE.kind) and (line := place.line()) is not None:
        bar = line.bar
    return bar is not None and desk.session.may_write and may(kind, bar)


def _in_state(states: frozenset[DeploymentState], place: DeploymentsPlace) -> bool:
    return place.in_state(states)


def _print_extension(place: DeploymentsPlace) -> None:
    place.print_extension()


def _print_end(place: DeploymentsPlace) -> None:
    place.print_end()


_PAPERS = (
    (
        "extension",
        texts.PRINT_EXTENSION,
        _print_extension,
        frozenset({DeploymentState.EXTENSION_ASKED}),
    ),
    ("end", texts.PRINT_END, _print_end, FIRM),
)


def _deployment_commands() -> tuple[Command, ...]:
    return (
        *(
            Command(
                f"teams.deployment.{kind}",
                words,
                Menu.SLICE,
                partial(_deed, kind),
                shortcut,
                icon,
                enabled=partial(_may, kind),
                places=_TIMELINE | _DEPLOYMENTS,
                group="deploiement",
            )
            for kind, words, shortcut, icon in _DEEDS
        ),
        Command(
            "teams.deployment.welcome",
            texts.PRINT_WELCOME,
            Menu.FILE,
            on_place(DEPLOYMENTS_PLACE, lambda place: place.print_welcome()),
            icon="printer-eye",
            enabled=where_place(DEPLOYMENTS_PLACE, lambda place: place.line() is not None),
            places=_DEPLOYMENTS,
            group="imprimer",
        ),
        *(
            Command(
                f"teams.deployment.{kind}_paper",
                words,
                Menu.FILE,
                on_place(DEPLOYMENTS_PLACE, act),
                icon="printer-eye",
                enabled=where_place(DEPLOYMENTS_PLACE, partial(_in_state, states)),
                places=_DEPLOYMENTS,
                group="imprimer",
            )
            for kind, words, act, states in _PAPERS
        ),
        Command(
            "teams.deployment.show",
            deployment_texts.SHOW,
            Menu.SLICE,
            on_place(DEPLOYMENTS_PLACE, lambda place: place.show_on_timeline()),
            "Ctrl+I",
            "chart-timeline",
            enabled=where_place(DEPLOYMENTS_PLACE, lambda place: place.line() is not None),
            places=_DEPLOYMENTS,
            group="voir",
        ),
    )


def _propose(gateway: Gateway, desk: Workbench) -> None:
    """For the request that is chosen, else for all that may be proposed; a proposal is replayed."""
    from agence_desktop.desktop.teams.proposals.running import run_proposal

    place = desk.place
    if isinstance(place, PROPOSAL_PLACE.kind) and place.file is not None:
        place.replay()
        return
    card = None
    if isinstance(place, MEMBERS_PLACE.kind):
        card = place.strip.current
    elif isinstance(place, REQUESTS_PLACE.kind):
        card = place.card()
    run_proposal(desk, gateway, None if card is None or card.state not in PROPOSABLE else [card.id])


def _proposal_commands(gateway: Gateway) -> tuple[Command, ...]:
    return (
        Command(
            "teams.propose",
            texts.PROPOSE,
            Menu.SLICE,
            partial(_propose, gateway),
            "F9",
            "lightbulb-on-outline",
            enabled=lambda desk: gateway.organises and desk.session.may_write,
            places=_TIMELINE | _REQUESTS | _PROPOSALS,
            group="membres",
        ),
        Command(
            "teams.commitment",
            texts.COMMITMENT,
            Menu.SLICE,
            on_place(PROPOSAL_PLACE, lambda place: place.prepare_commitment()),
            "Ctrl+Return",
            "signature-freehand",
            enabled=where_place(PROPOSAL_PLACE, lambda place: place.commit_button.isEnabled()),
            places=_PROPOSALS,
            group="engagement",
        ),
        Command(
            "teams.lock",
            texts.LOCK,
            Menu.SLICE,
            on_place(PROPOSAL_PLACE, lambda place: place.toggle_lock()),
            "Ctrl+L",
            "lock-outline",
            enabled=where_place(
                PROPOSAL_PLACE, lambda place: place.current() is not None and place.may_change
            ),
            places=_PROPOSALS,
            group="membres",
        ),
        Command(
            "teams.request.commitment",
            texts.COMMITMENT,
            Menu.SLICE,
            on_place(REQUESTS_PLACE, lambda place: place.commitment()),
            "Ctrl+Shift+E",
            "signature-freehand",
            enabled=where_place(REQUESTS_PLACE, lambda place: place.may_commit()),
            places=_REQUESTS,
            group="engagement",
        ),
        Command(
            "teams.request.confirm",
            texts.CONFIRM,
            Menu.SLICE,
            on_place(REQUESTS_PLACE, lambda place: place.confirm()),
            "Ctrl+Return",
            "check-circle",
            enabled=where_place(REQUESTS_PLACE, lambda place: place.may_confirm()),
            places=_REQUESTS,
            group="engagement",
        ),
    )


_STEPS = (
    (RequestState.QUALIFIED, list_texts.QUALIFY, "Ctrl+Shift+Q", "clipboard-check-outline"),
    (RequestState.WAITLISTED, list_texts.WAITLIST, "Ctrl+Shift+L", "timer-sand"),
    (RequestState.REFUSED, list_texts.REFUSE, "Ctrl+Shift+R", "account-cancel"),
    (RequestState.CANCELLED, list_texts.WITHDRAW, "Del", "close-circle-outline"),
    (RequestState.RECEIVED, list_texts.REOPEN, "", "restore"),
)
_FROM = {
    RequestState.QUALIFIED: frozenset({RequestState.RECEIVED, RequestState.WAITLISTED}),
    RequestState.WAITLISTED: frozenset(
        {RequestState.RECEIVED, RequestState.QUALIFIED, RequestState.PROPOSED, RequestState.COMMITTED}
    ),
    RequestState.REFUSED: frozenset(
        {RequestState.RECEIVED, RequestState.QUALIFIED, RequestState.PROPOSED, RequestState.WAITLISTED}
    ),
    RequestState.CANCELLED: frozenset(RequestState) - {RequestState.REFUSED, RequestState.CANCELLED},
    RequestState.RECEIVED: frozenset({RequestState.REFUSED, RequestState.CANCELLED}),
}


def _request_commands(gateway: Gateway) -> tuple[Command, ...]:
    def may(wanted: RequestState) -> Callable[[Workbench], bool]:
        def ask(place: RequestsPlace) -> bool:
            card = place.card()
            return card is not None and card.state in _FROM[wanted] and gateway.organises

        shown = where_place(REQUESTS_PLACE, ask)
        return lambda desk: desk.session.may_write and shown(desk)

    def step(wanted: RequestState) -> Callable[[Workbench], None]:
        return on_place(REQUESTS_PLACE, lambda place: place.step(wanted))

    return (
        Command(
            "teams.request.edit",
            list_texts.EDIT,
            Menu.SLICE,
            on_place(REQUESTS_PLACE, lambda place: place.edit()),
            "F2",
            "pencil",
            enabled=where_place(REQUESTS_PLACE, lambda place: place.card() is not None),
            places=_REQUESTS,
            group="demande",
        ),
        Command(
            "teams.request.history",
            list_texts.HISTORY,
            Menu.SLICE,
            on_place(REQUESTS_PLACE, lambda place: place.history()),
            "Ctrl+H",
            "history",
            enabled=where_place(REQUESTS_PLACE, lambda place: place.card() is not None),
            places=_REQUESTS,
            group="demande",
        ),
        *(
            Command(
                f"teams.request.{wanted}",
                words,
                Menu.SLICE,
                step(wanted),
                shortcut,
                icon,
                enabled=may(wanted),
                places=_REQUESTS,
                group="etat",
            )
            for wanted, words, shortcut, icon in _STEPS
        ),
    )


def _move(steps: int, place: MembersPlace) -> None:
    place.period_bar.move_by(steps)


def _timeline_commands() -> tuple[Command, ...]:
    def shows(reach: Reach) -> Callable[[Workbench], bool]:
        return where_place(MEMBERS_PLACE, lambda place: place.period.reach is reach)

    def to(reach: Reach) -> Callable[[Workbench], None]:
        return on_place(MEMBERS_PLACE, lambda place: place.period_bar.set_reach(reach))

    steps = ((texts.PREVIOUS, "Alt+PgUp", -1), (texts.NEXT, "Alt+PgDown", 1))
    reaches = ((Reach.FOUR_WEEKS, texts.FOUR_WEEKS, "Ctrl+1"), (Reach.QUARTER, texts.QUARTER, "Ctrl+2"))
    return (
        *(
            Command(
                f"teams.period.{step}",
                words,
                Menu.VIEW,
                on_place(MEMBERS_PLACE, partial(_move, step)),
                shortcut,
                places=_TIMELINE,
                group="periode",
            )
            for words, shortcut, step in steps
        ),
        Command(
            "teams.today",
            texts.TODAY,
            Menu.VIEW,
            on_place(MEMBERS_PLACE, lambda place: place.period_bar.go_to_today()),
            "Ctrl+T",
            "calendar-today",
            places=_TIMELINE,
            group="periode",
        ),
        *(
            Command(
                f"teams.reach.{reach}",
                words,
                Menu.VIEW,
                to(reach),
                shortcut,
                checked=shows(reach),
                places=_TIMELINE,
                group="etendue",
            )
            for reach, words, shortcut in reaches
        ),
        Command(
            "teams.filters",
            texts.CLEAR_FILTERS,
            Menu.VIEW,
            on_place(MEMBERS_PLACE, lambda place: place.clear_filters()),
            "Ctrl+Shift+X",
            "filter-remove-outline",
            places=_TIMELINE,
            group="filtres",
        ),
    )
