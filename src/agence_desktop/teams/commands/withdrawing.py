"""The making of a team or a member taken back: out of the lists, never deleted, while nothing rests on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.french import counted, format_date, listed
from agence_desktop.directory.model import Person
from agence_desktop.directory.queries import in_force
from agence_desktop.teams.commands import texts
from agence_desktop.teams.commands.desk import (
    MEMBERS,
    Desk,
    Done,
    act_once,
    record_event,
    record_of,
    tell,
    today,
)
from agence_desktop.teams.model import Deployment, Team, TeamMember, TeamRequest
from agence_desktop.teams.rows import DeploymentState, RequestState

_DAY = timedelta(days=1)
_NAMED = 3
NEVER = date(1900, 1, 1)
"""The only day of a contract that never was: a contract has at least one, and no screen shows this one."""


def withdraw_team(session: Session, desk: Desk, team_id: int, version: int, key: UUID | None = None) -> Done:
    """Take back a team made at ``version``: it ends yesterday, and comes back with its code.

    Raises RefusedError ``members_stay`` or ``in_use`` (it has requests), StaleError, RightMissingError.
    """

    def act(inner: Session) -> Done:
        row = record_of(inner, Team, team_id, version, ("unknown_team", texts.UNKNOWN_TEAM))
        desk.require_manager(row.organisation_id, texts.KEEP_TEAM)
        last = today(inner) - _DAY
        require_empty(inner, team_id, last)
        asked = select(TeamRequest.number).where(
            TeamRequest.family == row.code, TeamRequest.state != RequestState.CANCELLED
        )
        if numbers := inner.scalars(asked.order_by(TeamRequest.id)).all():
            raise RefusedError("in_use", texts.TEAM_ASKED.format(requests=_few(numbers, "demande")))
        row.active_until = last
        inner.flush()
        return Done((row.id,), tell(inner, (), MEMBERS))

    return act_once(session, key, {"withdrawn_team": team_id, "version": version}, act)


def withdraw_member(
    session: Session, desk: Desk, member_id: int, version: int, key: UUID | None = None
) -> Done:
    """Take back a member made at ``version``: the contract never was, and may begin again.

    Raises RefusedError ``in_use`` where they have deployments, StaleError, RightMissingError.
    """

    def act(inner: Session) -> Done:
        row = record_of(inner, TeamMember, member_id, version, ("unknown_member", texts.UNKNOWN_MEMBER))
        team = inner.get_one(Team, row.team_id)
        desk.require_manager(team.organisation_id, texts.KEEP_MEMBER)
        if has_deployments(inner, member_id):
            name = " ".join(inner.execute(_name(row.person_id)).tuples().one())
            raise RefusedError("in_use", texts.MEMBER_DEPLOYED.format(name=name))
        row.contract_from, row.contract_end = NEVER, NEVER + _DAY
        inner.flush()
        record_event(inner, desk, "member_saved", member_id=row.id)
        return Done((row.id,), tell(inner, (row.id,), MEMBERS))

    return act_once(session, key, {"withdrawn_member": member_id, "version": version}, act)


def require_empty(session: Session, team_id: int, last: date) -> None:
    """Raise RefusedError ``members_stay`` where contracts of a team go on after a day."""
    staying = (
        select(Person.first_name, Person.last_name)
        .join(TeamMember, TeamMember.person_id == Person.id)
        .where(
            TeamMember.team_id == team_id,
            or_(TeamMember.contract_end.is_(None), TeamMember.contract_end > last + _DAY),
        )
        .order_by(Person.sort_key)
    )
    names = [" ".join(one) for one in session.execute(staying).tuples()]
    if names:
        told = {"members": _few(names, "membre"), "last": format_date(last, weekday=False)}
        raise RefusedError("members_stay", texts.MEMBERS_STAY.format(**told))


def is_in_force(session: Session, team: Team) -> bool:
    """Whether a team is not over."""
    return in_force(team.active_from, team.active_until, today(session))


def former_member(session: Session, person_id: int) -> int | None:
    """The member that a person was, where the contract is over and nothing was ever made of it."""
    query = select(TeamMember.id).where(
        TeamMember.person_id == person_id, TeamMember.contract_end <= today(session)
    )
    found = session.scalars(query).one_or_none()
    return None if found is None or has_deployments(session, found) else found


def has_deployments(session: Session, member_id: int) -> bool:
    """Whether a member has deployments that are not cancelled."""
    theirs = exists().where(Deployment.member_id == member_id, Deployment.state != DeploymentState.CANCELLED)
    return bool(session.execute(select(theirs)).scalar_one())


def _name(person_id: int) -> Select[tuple[str, str]]:
    return select(Person.first_name, Person.last_name).where(Person.id == person_id)


def _few(names: Sequence[str], noun: str) -> str:
    """« A, B, C et 2 membres de plus »."""
    more = len(names) - _NAMED
    return listed([*names[:_NAMED], *([f"{counted(more, noun)} de plus"] if more > 0 else [])])
