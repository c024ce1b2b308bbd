"""What every command of flying teams works with: who acts and in what capacity, records, history, news."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from agence_desktop.core.changes import Change
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.errors import RefusedError, StaleError
from agence_desktop.core.roles import Actor, Role, require
from agence_desktop.storage.base import Versioned, table_of
from agence_desktop.storage.changes import record_change
from agence_desktop.storage.commands import fingerprint_of, once
from agence_desktop.storage.context import now
from agence_desktop.teams.commands import texts
from agence_desktop.teams.model import Deployment, Team, TeamEvent, TeamMember, TeamRequest
from agence_desktop.teams.rows import DeploymentState, RequestState
from agence_desktop.teams.sentences import STATES
from agence_desktop.teams.states import DEPLOYMENT_STEPS, REQUEST_STEPS, Who, may_step, state_on

TEAMS = "teams"
"""Topic of changes to requests and deployments; the ids are those of requests."""
MEMBERS = "members"
"""Topic of changes to teams, members, their days and rates; the ids are those of members."""

E = TypeVar("E", bound=Versioned)
_EVENT = insert(table_of(TeamEvent))


@dataclass(frozen=True, slots=True)
class Done:
    """What a command did: the ids of what it made or changed, a number it took, and the change to announce.

    ``kept`` is stored beside the answer under the key of the command.
    """

    ids: tuple[int, ...]
    change: Change
    number: str = ""
    replayed: bool = False
    kept: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Desk:
    """Who acts."""

    actor: Actor

    def manages(self, organisation_id: int) -> bool:
        """Whether the actor manages teams of the organisation."""
        return self.actor.may(Role.MANAGER, organisation_id) or self.actor.holds(Role.ADMINISTRATOR)

    def require_manager(self, organisation_id: int, what: str) -> None:
        """Raise RightMissingError unless the actor manages teams of the organisation."""
        if not self.manages(organisation_id):
            require(self.actor, (Role.MANAGER, Role.ADMINISTRATOR), organisation_id, what)

    def lends(self, session: Session, *roles: Role) -> bool:
        """Whether the actor holds one of the roles for an organisation that lends teams."""
        if self.actor.holds(Role.ADMINISTRATOR):
            return True
        lenders = session.scalars(select(Team.organisation_id).distinct()).all()
        return any(
            self.actor.may(role, None) or any(self.actor.may(role, one) for one in lenders) for role in roles
        )

    def capacities(
        self, session: Session, client_id: int | None, lender_ids: Collection[int] = (), member: bool = False
    ) -> frozenset[Who]:
        """In what capacities the actor may take steps on a request, or on deployments of these lenders."""
        found = {Who.MEMBER} if member else set()
        if client_id is not None and self.actor.may(Role.CLIENT, client_id):
            found.add(Who.CLIENT)
        clerk = client_id is not None and self.actor.may(Role.CLERK, client_id)
        if clerk or self.lends(session, Role.CLERK, Role.MANAGER):
            found.add(Who.CLERK)
        if all(self.manages(one) for one in lender_ids) and (lender_ids or self.lends(session, Role.MANAGER)):
            found.add(Who.MANAGER)
        return frozenset(found)

    def require_handler(self, session: Session, client_id: int, what: str = texts.HANDLE_REQUEST) -> None:
        """Raise RightMissingError unless the actor handles requests of the client."""
        if Who.CLERK not in self.capacities(session, client_id):
            require(self.actor, (Role.CLERK, Role.MANAGER), client_id, what)


def act_once(
    session: Session, key: UUID | None, content: Mapping[str, Any], act: Callable[[Session], Done]
) -> Done:
    """Act under the client's key where there is one; a repeated command gives its first answer again."""
    if key is None:
        return act(session)
    done: list[Done] = []

    def run(inner: Session) -> dict[str, Any]:
        one = act(inner)
        done.append(one)
        told = {"topic": one.change.topic, "about": list(one.change.ids)}
        return {"ids": list(one.ids), "number": one.number, **told, "kept": dict(one.kept)}

    answer, replayed = once(session, key, fingerprint_of(content), run)
    if not replayed:
        return done[0]
    change = Change(answer["topic"], tuple(answer["about"]))
    return Done(tuple(answer["ids"]), change, answer["number"], replayed=True, kept=answer["kept"])


def today(session: Session) -> date:
    """The present date in Québec."""
    return to_wall(now(session), QUEBEC).date()


def record_of(
    session: Session, entity: type[E], record_id: int, version: int | None, unknown: tuple[str, str]
) -> E:
    """A record as it was read, locked for writing; RefusedError with ``unknown``, StaleError.

    ``version`` None takes it as it is.
    """
    found = session.scalars(
        select(entity)
        .where(entity.id == record_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise RefusedError(*unknown)
    if version is not None and found.version != version:
        raise stale()
    return found


def stale() -> StaleError:
    """The record was changed elsewhere."""
    return StaleError("stale", texts.STALE)


def request_of(session: Session, request_id: int, version: int | None = None) -> TeamRequest:
    """A request, locked; RefusedError ``unknown_request``, StaleError."""
    return record_of(session, TeamRequest, request_id, version, ("unknown_request", texts.UNKNOWN_REQUEST))


def deployment_of(session: Session, deployment_id: int, version: int | None = None) -> Deployment:
    """A deployment, locked; RefusedError ``unknown_deployment``, StaleError."""
    unknown = ("unknown_deployment", texts.UNKNOWN_DEPLOYMENT)
    return record_of(session, Deployment, deployment_id, version, unknown)


def lender_of(session: Session, member_id: int) -> int:
    """The organisation that lends a member; RefusedError ``unknown_member``."""
    query = (
        select(Team.organisation_id)
        .join(TeamMember, TeamMember.team_id == Team.id)
        .where(TeamMember.id == member_id)
    )
    found = session.scalars(query).one_or_none()
    if found is None:
        raise RefusedError("unknown_member", texts.UNKNOWN_MEMBER)
    return found


def client_of(session: Session, request_id: int | None) -> int | None:
    """The client of a request; None where there is none."""
    if request_id is None:
        return None
    return session.scalars(select(TeamRequest.client_id).where(TeamRequest.id == request_id)).one_or_none()


def step_request(
    session: Session, desk: Desk, row: TeamRequest, wanted: RequestState, what: str = texts.HANDLE_REQUEST
) -> None:
    """Take a request to another state.

    Raises RefusedError ``request_step`` where the step is not one, RightMissingError where it is another's.
    """
    was = RequestState(row.state)
    if (was, wanted) not in REQUEST_STEPS:
        named = texts.THE_REQUEST.format(number=row.number)
        raise RefusedError("request_step", texts.WRONG_STEP.format(what=named, state=STATES[row.state]))
    if not may_step(REQUEST_STEPS, was, wanted, desk.capacities(session, row.client_id)):
        require(desk.actor, _roles(REQUEST_STEPS[was, wanted]), row.client_id, what)
    row.state = str(wanted)


def step_deployment(
    session: Session,
    desk: Desk,
    row: Deployment,
    wanted: DeploymentState,
    what: str = texts.CHANGE_DEPLOYMENT,
) -> None:
    """Take a deployment to another state, what time has brought being written first.

    Raises RefusedError ``deployment_step``, RightMissingError.
    """
    was = current(session, row)
    if (was, wanted) not in DEPLOYMENT_STEPS:
        told = texts.WRONG_STEP.format(what=texts.THE_DEPLOYMENT, state=STATES[str(was)])
        raise RefusedError("deployment_step", told)
    lender, client = lender_of(session, row.member_id), client_of(session, row.request_id)
    own = desk.actor.person_id is not None and desk.actor.person_id == _person(session, row.member_id)
    if not may_step(DEPLOYMENT_STEPS, was, wanted, desk.capacities(session, client, (lender,), own)):
        require(desk.actor, _roles(DEPLOYMENT_STEPS[was, wanted]), lender, what)
    # « En cours » is never stored: it comes with the calendar, and goes when dates move.
    row.state = str(DeploymentState.CONFIRMED if wanted is DeploymentState.RUNNING else wanted)


def current(session: Session, row: Deployment) -> DeploymentState:
    """The state of a deployment today; an end that the calendar has brought is written first."""
    stored = DeploymentState(row.state)
    found = state_on(stored, row.first_day, row.end_day, row.actual_end, today(session))
    if found is DeploymentState.ENDED and found is not stored:
        row.state = str(found)
        session.flush()
    return found


def _person(session: Session, member_id: int) -> int | None:
    return session.scalars(select(TeamMember.person_id).where(TeamMember.id == member_id)).one_or_none()


def _roles(who: Collection[Who]) -> list[Role]:
    return [Role(one.value) for one in Who if one in who and one is not Who.TIME] or [Role.MANAGER]


def record_event(
    session: Session,
    desk: Desk,
    kind: str,
    *,
    of: Deployment | None = None,
    request_id: int | None = None,
    member_id: int | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Add a line to the history; an event ``of`` a deployment is one of its request and member as well."""
    session.execute(
        _EVENT,
        {
            "request_id": of.request_id if of else request_id,
            "deployment_id": of.id if of else None,
            "member_id": of.member_id if of else member_id,
            "at": now(session),
            "login": desk.actor.login,
            "kind": kind,
            "detail": json.dumps(detail, ensure_ascii=False, default=str) if detail else "",
        },
    )


def tell(session: Session, ids: Iterable[int | None], topic: str = TEAMS) -> Change:
    """Record and return what changed."""
    change = Change(topic, tuple(dict.fromkeys(one for one in ids if one is not None)))
    record_change(session, change)
    return change
