"""Mandates that are over: what each side says of them, and what is left to do before they are closed."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from agence_desktop.core.roles import Actor, Role
from agence_desktop.directory.model import Municipality, Organisation, Person, Site
from agence_desktop.teams.ended import EndedMandate, SideEvaluation
from agence_desktop.teams.model import Deployment, Team, TeamMember, TeamRequest, TeamSeat
from agence_desktop.teams.model_evaluation import Evaluation
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Mode
from agence_desktop.teams.queries.papers import login_names
from agence_desktop.teams.queries.timeline import state_of
from agence_desktop.teams.rows import FIRM, DeploymentState, Side
from agence_desktop.teams.weekdays import days_of

OVER = frozenset(
    {DeploymentState.ENDED, DeploymentState.EVALUATED, DeploymentState.STATED, DeploymentState.CLOSED}
)


def ended_mandates(
    session: Session, actor: Actor, today: date, deployment_id: int | None = None
) -> list[EndedMandate]:
    """Mandates that are over and concern somebody, the last to end first, in three statements."""
    until = func.coalesce(Deployment.actual_end, Deployment.end_day)
    place = func.coalesce(Site.name, Municipality.name, "")
    query = (
        select(Deployment, TeamRequest, TeamSeat.number, Organisation, Person, Team, place)
        .join(TeamMember, TeamMember.id == Deployment.member_id)
        .join(Person, Person.id == TeamMember.person_id)
        .join(Team, Team.id == TeamMember.team_id)
        .join(TeamRequest, TeamRequest.id == Deployment.request_id)
        .join(TeamSeat, TeamSeat.id == Deployment.seat_id)
        .join(Organisation, Organisation.id == TeamRequest.client_id)
        .outerjoin(Site, Site.id == TeamRequest.site_id)
        .outerjoin(Municipality, Municipality.id == TeamRequest.municipality_id)
        .where(Deployment.state.in_(sorted(str(one) for one in FIRM)))
        .where(or_(until <= today, Deployment.state.in_(sorted(str(one) for one in OVER))))
        .where(until > Deployment.first_day)
        .order_by(until.desc(), Deployment.id.desc())
    )
    if deployment_id is not None:
        query = query.where(Deployment.id == deployment_id)
    rows = [
        one
        for one in session.execute(query).tuples().all()
        if state_of(one[0], today) in OVER
        and _sides(actor, one[1].client_id, one[5].organisation_id, one[4].id)
    ]
    said = _evaluations(session, [one[0].id for one in rows])
    seats = _seats(session, {one[1].id for one in rows})
    return [
        EndedMandate(
            deployment_id=row.id,
            version=row.version,
            number=request.number,
            seat=seat,
            seats=seats[request.id],
            member=f"{person.first_name} {person.last_name}".strip(),
            team=team.name,
            client=client.acronym,
            client_name=client.name,
            unit=request.unit,
            place=where,
            description=request.description,
            period=Days(row.first_day, row.actual_end or row.end_day),
            effort_bp=row.effort_bp,
            days=days_of(row.weekdays),
            mode=Mode(row.mode),
            remote_days=row.remote_days,
            state=state_of(row, today),
            evaluations=said[row.id],
            sides=_sides(actor, request.client_id, team.organisation_id, person.id),
            may_close=_handles(actor, team.organisation_id),
            lender_id=team.organisation_id,
        )
        for row, request, seat, client, person, team, where in rows
    ]


def _handles(actor: Actor, organisation_id: int) -> bool:
    return actor.holds(Role.ADMINISTRATOR) or any(
        actor.may(role, organisation_id) for role in (Role.CLERK, Role.MANAGER)
    )


def _sides(actor: Actor, client_id: int, lender_id: int, person_id: int) -> frozenset[Side]:
    """The sides whose evaluation somebody writes."""
    if _handles(actor, lender_id) or actor.may(Role.CLERK, client_id):
        return frozenset(Side)
    found = set()
    if actor.may(Role.CLIENT, client_id):
        found.add(Side.CLIENT)
    if actor.person_id == person_id:
        found.add(Side.MEMBER)
    return frozenset(found)


def _evaluations(session: Session, ids: list[int]) -> dict[int, dict[Side, SideEvaluation]]:
    rows = session.scalars(select(Evaluation).where(Evaluation.deployment_id.in_(ids))).all()
    names = login_names(session, {row.login for row in rows})
    found: dict[int, dict[Side, SideEvaluation]] = defaultdict(dict)
    for row in rows:
        found[row.deployment_id][Side(row.side)] = SideEvaluation(
            row.version,
            json.loads(row.scores),
            row.comment,
            names.get(row.login, row.login),
            row.at,
            row.again,
        )
    return found


def _seats(session: Session, requests: set[int]) -> dict[int, int]:
    query = (
        select(TeamSeat.request_id, func.count())
        .where(TeamSeat.request_id.in_(sorted(requests)))
        .group_by(TeamSeat.request_id)
    )
    return dict(session.execute(query).tuples().all())
