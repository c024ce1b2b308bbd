"""What the form of a request reads, on the database thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from agence_desktop.core.roles import Actor, Role
from agence_desktop.desktop.teams.facts.places import read_places
from agence_desktop.desktop.teams.gateway import Gateway
from agence_desktop.desktop.teams.requests.form_model import FormSeed, SkillChoice
from agence_desktop.desktop.teams.requests.form_way import WayPeople
from agence_desktop.teams.rows import RequestDraft

if TYPE_CHECKING:
    from agence_desktop.storage.work import Session


@dataclass(frozen=True, slots=True)
class StoredRequest:
    """A request as it is stored, to be changed."""

    id: int
    number: str
    version: int
    draft: RequestDraft


def request_seed(gateway: Gateway) -> FormSeed:
    """What the form of a request offers."""
    return gateway.read(lambda session, today: _seed(session, today, gateway.actor))


def way_people(gateway: Gateway) -> WayPeople:
    """The members by whom the way of a request is estimated, and where its places are."""
    return gateway.read(_people)


def stored_request(gateway: Gateway, request_id: int) -> StoredRequest:
    """A request as its form takes it up; RefusedError ``unknown_request``."""
    found = gateway.request_file(request_id)
    return StoredRequest(found.card.id, found.card.number, found.card.version, found.draft)


def _people(session: Session, today: date) -> WayPeople:
    from agence_desktop.teams.queries.choices import place_points, skills
    from agence_desktop.teams.queries.problem import stated_problem

    stated = stated_problem(session, today, ())
    return WayPeople(
        stated.problem, {number: code for number, code, _, _ in skills(session)}, place_points(session)
    )


def _seed(session: Session, today: date, actor: Actor) -> FormSeed:
    """What the form of a request offers to a person: their clients first of all."""
    from agence_desktop.core.french import sort_key
    from agence_desktop.directory.queries import directory
    from agence_desktop.teams.queries.choices import families, skills, usual_classes
    from agence_desktop.teams.queries.costs import rate_tables
    from agence_desktop.teams.queries.settings import team_settings

    known = directory(session, today)
    may_all = any(
        actor.may(role, None) for role in (Role.CLERK, Role.MANAGER, Role.ADMINISTRATOR)
    ) or actor.holds(Role.MANAGER)
    clients = [
        (one.id, f"{one.acronym}, {one.name}")
        for one in known.organisations.values()
        if one.active and (may_all or actor.may(Role.CLERK, one.id) or actor.may(Role.CLIENT, one.id))
    ]
    return FormSeed(
        families=tuple(families(session, today)),
        skills=tuple(SkillChoice(*row) for row in skills(session)),
        clients=tuple(sorted(clients, key=lambda one: sort_key(one[1]))),
        places=read_places(session, known),
        holidays=frozenset(known.observed),
        tables=rate_tables(session),
        classes=usual_classes(session),
        settings=team_settings(session).costs,
    )
