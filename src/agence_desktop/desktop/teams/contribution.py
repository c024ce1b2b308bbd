"""Flying teams as the shell sees them: places, commands, search, drafts, a need taken from an absence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from agence_desktop.core.french import search_key
from agence_desktop.desktop.contribution import Contribution, Counts, DraftOpener, SearchHit, SearchProvider
from agence_desktop.desktop.places import PlaceSpec, Workbench
from agence_desktop.desktop.teams import keys, texts
from agence_desktop.desktop.teams.commands import (
    DEPLOYMENTS_PLACE,
    MEMBERS_PLACE,
    PROPOSAL_PLACE,
    REQUESTS_PLACE,
    team_commands,
)
from agence_desktop.desktop.teams.deployments.day_pane import week_pane
from agence_desktop.desktop.teams.following import following_commands, following_drafts, following_places
from agence_desktop.desktop.teams.gateway import Gateway
from agence_desktop.desktop.teams.members.commands import member_commands
from agence_desktop.desktop.teams.rates.commands import rate_commands, rate_places
from agence_desktop.teams.rows import RequestState

if TYPE_CHECKING:
    from agence_desktop.core.relief import ReliefNeed
    from agence_desktop.desktop.drafts import Draft
    from agence_desktop.desktop.teams.timeline.members_place import MembersPlace

_TO_HANDLE = frozenset({RequestState.RECEIVED, RequestState.QUALIFIED, RequestState.COMMITTED})


def teams_contribution(gateway: Gateway) -> Contribution:
    """What flying teams hand to the shell."""
    return Contribution(
        key=keys.SLICE,
        word=texts.WORD,
        icon="account-group",
        order=30,
        places=places(gateway),
        menu=texts.MENU,
        commands=(
            *team_commands(gateway),
            *member_commands(gateway, _timeline),
            *following_commands(gateway),
            *rate_commands(gateway),
        ),
        panes=(week_pane(gateway),),
        search=search_providers(gateway),
        counts=Counts(partial(_counts, gateway), keys.TOPICS),
        drafts=(
            DraftOpener(keys.REQUEST_DRAFT, partial(_resume, gateway)),
            *following_drafts(gateway),
        ),
    )


def take_need(gateway: Gateway, desk: Workbench, need: ReliefNeed) -> None:
    """What an absence leaves uncovered, as the form of a request filled with it."""
    from agence_desktop.desktop.teams.requests.request_form import open_request_form

    open_request_form(desk, gateway, need=need)


def places(gateway: Gateway) -> tuple[PlaceSpec, ...]:
    """The places of the slice, in the order of their tabs."""
    return (
        PlaceSpec(
            keys.TIMELINE,
            texts.TIMELINE,
            lambda desk: MEMBERS_PLACE.kind(desk, gateway),
            "chart-timeline",
            texts.TIMELINE_TITLE,
        ),
        PlaceSpec(
            keys.REQUESTS,
            texts.REQUESTS,
            lambda desk: REQUESTS_PLACE.kind(desk, gateway),
            "inbox-arrow-down",
        ),
        PlaceSpec(
            keys.PROPOSALS,
            texts.PROPOSALS,
            lambda desk: PROPOSAL_PLACE.kind(desk, gateway),
            "lightbulb-on-outline",
        ),
        PlaceSpec(
            keys.DEPLOYMENTS,
            texts.DEPLOYMENTS,
            lambda desk: DEPLOYMENTS_PLACE.kind(desk, gateway),
            "account-check",
        ),
        *following_places(gateway),
        *rate_places(gateway),
    )


def search_providers(gateway: Gateway) -> tuple[SearchProvider, ...]:
    """Requests by number, client, place or words; members by name, home base or skill."""
    return (
        SearchProvider(texts.FOUND_REQUESTS, partial(find_requests, gateway)),
        SearchProvider(texts.FOUND_MEMBERS, partial(find_members, gateway)),
    )


def find_requests(gateway: Gateway, text: str, limit: int) -> Sequence[SearchHit]:
    """Requests that hold every word; each leads to the list."""
    words = search_key(text).split()
    found = [] if not words else gateway.cards(tuple(RequestState))
    hits = []
    for card in reversed(found):
        held = search_key(f"{card.number} {card.client} {card.place} {card.description}")
        if all(word in held for word in words):
            where = ", ".join(part for part in (card.client, card.place) if part)
            detail = ", ".join(part for part in (texts.REQUEST_STATES[card.state], card.description) if part)
            target = keys.request_target(card.number)
            hits.append(SearchHit(f"{card.number}, {where}", detail, "inbox-arrow-down", target))
    return hits[:limit]


def find_members(gateway: Gateway, text: str, limit: int) -> Sequence[SearchHit]:
    """Members that hold every word; each leads to their line of the timeline."""
    words = search_key(text).split()
    found = [] if not words else gateway.members()
    hits = []
    for member in found:
        held = search_key(
            f"{member.name} {member.home} {member.team} {' '.join(label for label, _ in member.skills)}"
        )
        if all(word in held for word in words):
            detail = ", ".join(
                part for part in (member.team, member.home, texts.skills(member.skills)) if part
            )
            hits.append(SearchHit(member.name, detail, "account-outline", keys.member_target(member.id)))
    return hits[:limit]


def _timeline(desk: Workbench) -> MembersPlace | None:
    place = desk.place
    return place if isinstance(place, MEMBERS_PLACE.kind) else None


def _counts(gateway: Gateway) -> Mapping[str, int]:
    cards = gateway.cards(_TO_HANDLE)
    return {"": len(cards), keys.REQUESTS: len(cards)}


def _resume(gateway: Gateway, desk: Workbench, draft: Draft) -> None:
    from agence_desktop.desktop.teams.requests.request_form import open_request_form

    open_request_form(desk, gateway, draft=draft)
