"""The file of a request and of a deployment, each in a constant number of statements."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from agence_desktop.directory.model import Municipality, Organisation, Person, Site
from agence_desktop.teams.files import (
    CommitmentRow,
    DeploymentFile,
    EntryRow,
    EvaluationRow,
    OverrunRow,
    PersonCard,
    RequestFile,
    SeatRow,
    TeamEventRow,
)
from agence_desktop.teams.model import (
    ActualEntry,
    Commitment,
    Deployment,
    DeploymentDay,
    Overrun,
    Proposal,
    SeatSkill,
    Team,
    TeamEvent,
    TeamMember,
    TeamRequest,
    TeamSeat,
)
from agence_desktop.teams.model_evaluation import Evaluation
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Mode
from agence_desktop.teams.queries.board import cards_of
from agence_desktop.teams.queries.checking import full_day_of
from agence_desktop.teams.queries.timeline import bars_where
from agence_desktop.teams.rows import (
    CommitmentState,
    ExpenseKind,
    RequestDraft,
    SeatDraft,
    Side,
    SkillNeed,
)
from agence_desktop.teams.states import seat_state
from agence_desktop.teams.weekdays import days_of

_TEN_THOUSAND = Decimal(10_000)


def seat_drafts(session: Session, request_id: int) -> list[SeatDraft]:
    """The seats of a request as they may be entered again, in the order of their numbers."""
    needs: dict[int, list[SkillNeed]] = defaultdict(list)
    query = select(SeatSkill.seat_id, SeatSkill.skill_id, SeatSkill.level).join(
        TeamSeat, TeamSeat.id == SeatSkill.seat_id
    )
    for seat, skill, level in session.execute(
        query.where(TeamSeat.request_id == request_id).order_by(SeatSkill.skill_id)
    ).tuples():
        needs[seat].append(SkillNeed(skill, level))
    rows = select(TeamSeat).where(TeamSeat.request_id == request_id).order_by(TeamSeat.number)
    return [
        SeatDraft(
            skills=tuple(needs[row.id]),
            period=Days(row.first_day, row.end_day),
            effort_bp=row.effort_bp,
            language=row.language,
            days=days_of(row.weekdays),
            mode=Mode(row.mode),
            remote_days=row.remote_days,
            senior=row.senior,
        )
        for row in session.scalars(rows)
    ]


def draft_of(session: Session, row: TeamRequest) -> RequestDraft:
    """A request as it may be entered again."""
    return RequestDraft(
        client_id=row.client_id,
        family=row.family,
        description=row.description,
        seats=tuple(seat_drafts(session, row.id)),
        site_id=row.site_id,
        municipality_id=row.municipality_id,
        unit=row.unit,
        priority=row.priority,
        contact=row.contact,
        contact_phone=row.contact_phone,
        contact_email=row.contact_email,
        position=row.position,
        tasks=row.tasks,
    )


def request_file(session: Session, request_id: int, today: date) -> RequestFile | None:
    """All of a request; None where there is none."""
    row = session.get(TeamRequest, request_id)
    if row is None:
        return None
    (card,) = cards_of(session, today, TeamRequest.id == request_id)
    bars = bars_where(session, today, Deployment.request_id == request_id)
    seats = session.execute(
        select(TeamSeat.id, TeamSeat.number)
        .where(TeamSeat.request_id == request_id)
        .order_by(TeamSeat.number)
    ).tuples()
    of_seat = [
        SeatRow(
            seat,
            number,
            seat_state(bar.state for bar in bars if bar.seat == number),
            tuple(bar for bar in bars if bar.seat == number),
        )
        for seat, number in seats
    ]
    history = _history(session, TeamEvent.request_id == request_id)
    told = {event.member_id for event in history if event.member_id is not None}
    return RequestFile(
        card=card,
        draft=draft_of(session, row),
        refusal_reason=row.refusal_reason,
        welcome=_object(row.welcome),
        seats=tuple(of_seat),
        members=_names(session, {bar.member_id for bar in bars} | told),
        commitments=_commitments(session, request_id),
        overruns=tuple(overruns(session, request_id=request_id)),
        history=history,
    )


def _names(session: Session, ids: Collection[int]) -> Mapping[int, str]:
    query = (
        select(TeamMember.id, Person.first_name, Person.last_name)
        .join(Person, Person.id == TeamMember.person_id)
        .where(TeamMember.id.in_(sorted(ids)))
    )
    return {number: f"{first} {last}".strip() for number, first, last in session.execute(query).tuples()}


def _commitments(session: Session, request_id: int | None) -> tuple[CommitmentRow, ...]:
    query = select(Commitment).where(Commitment.request_id == request_id).order_by(Commitment.number)
    return tuple(
        CommitmentRow(
            id=row.id,
            version=row.version,
            number=row.number,
            state=CommitmentState(row.state),
            ceiling=row.ceiling,
            lines=tuple(json.loads(row.lines)),
            reason=row.reason,
            made_at=row.made_at,
            made_by=row.made_by,
            signed_at=row.signed_at,
            signed_by=row.signed_by,
            signed_name=row.signed_name,
            paper_on=row.paper_on,
        )
        for row in session.scalars(query)
    )


def _history(session: Session, condition: Any) -> tuple[TeamEventRow, ...]:
    query = select(TeamEvent).where(condition).order_by(TeamEvent.id)
    return tuple(
        TeamEventRow(row.at, row.login, row.kind, row.deployment_id, row.member_id, _object(row.detail))
        for row in session.scalars(query)
    )


def _object(text: str) -> Mapping[str, Any]:
    found: dict[str, Any] = json.loads(text) if text else {}
    return found


def overruns(
    session: Session, *, request_id: int | None = None, period: Days | None = None
) -> list[OverrunRow]:
    """Authorised overruns, the newest first: of a request, or those that touch a period."""
    full_day = full_day_of(session)
    query = (
        select(Overrun, Person.first_name, Person.last_name, TeamRequest.number)
        .join(Deployment, Deployment.id == Overrun.deployment_id)
        .join(TeamMember, TeamMember.id == Overrun.member_id)
        .join(Person, Person.id == TeamMember.person_id)
        .outerjoin(TeamRequest, TeamRequest.id == Deployment.request_id)
        .order_by(Overrun.id.desc())
    )
    if request_id is not None:
        query = query.where(Deployment.request_id == request_id)
    if period is not None:
        query = query.where(Overrun.end_day > period.first)
        if period.end is not None:
            query = query.where(Overrun.first_day < period.end)
    return [
        OverrunRow(
            id=row.id,
            deployment_id=row.deployment_id,
            member_id=row.member_id,
            member=f"{first} {last}".strip(),
            number=number or "",
            period=Days(row.first_day, row.end_day),
            amount_bp=-(-row.amount // full_day),
            reason=row.reason,
            login=row.login,
            at=row.at,
        )
        for row, first, last, number in session.execute(query).tuples()
    ]


def deployment_file(session: Session, deployment_id: int, today: date) -> DeploymentFile | None:
    """All that the papers of a deployment say; None where there is none."""
    row = session.get(Deployment, deployment_id)
    found = bars_where(session, today, Deployment.id == deployment_id, cancelled=True)
    if row is None or not found:
        return None
    member, person, team, lender = (
        session.execute(
            select(TeamMember, Person, Team, Organisation)
            .join(Person, Person.id == TeamMember.person_id)
            .join(Team, Team.id == TeamMember.team_id)
            .join(Organisation, Organisation.id == Team.organisation_id)
            .where(TeamMember.id == row.member_id)
        )
        .tuples()
        .one()
    )
    home = _place(session, member.home_site_id, member.home_municipality_id)
    request = None if row.request_id is None else session.get(TeamRequest, row.request_id)
    client = None if request is None else session.get(Organisation, request.client_id)
    place = ("", "", "") if request is None else _place(session, request.site_id, request.municipality_id)
    served = select(DeploymentDay.day).where(DeploymentDay.deployment_id == deployment_id)
    proposal = select(Proposal.number).where(Proposal.id == row.proposal_id)
    return DeploymentFile(
        bar=found[0],
        key=member.key,
        member=PersonCard(
            f"{person.first_name} {person.last_name}".strip(), person.job_class, person.phone, person.email
        ),
        team=team.name,
        lender=lender.acronym,
        lender_name=lender.name,
        home=home[0],
        home_phone=person.phone,
        client_name=client.name if client else "",
        place=place[0],
        address=place[1],
        draft=None if request is None else draft_of(session, request),
        welcome=_object(request.welcome) if request else {},
        served=tuple(session.scalars(served.order_by(DeploymentDay.day))),
        remote_days=row.remote_days,
        asked_end=row.asked_end,
        reason=row.reason,
        confirmed_at=row.confirmed_at,
        confirmed_by=row.confirmed_by,
        proposal=session.scalars(proposal).one_or_none() or "",
        commitments=_commitments(session, row.request_id),
        entries=_entries(session, deployment_id),
        evaluations=_evaluations(session, deployment_id),
        history=_history(session, TeamEvent.deployment_id == deployment_id),
    )


def _place(session: Session, site_id: int | None, municipality_id: int | None) -> tuple[str, str, str]:
    """Name, address and municipality of a place."""
    query = (
        select(Site.name, Site.address, Municipality.name)
        .select_from(Municipality)
        .outerjoin(Site, (Site.municipality_id == Municipality.id) & (Site.id == (site_id or 0)))
        .where(or_(Municipality.id == (municipality_id or 0), Site.id == (site_id or 0)))
    )
    found = session.execute(query).tuples().first()
    if found is None:
        return "", "", ""
    return found[0] or found[2], found[1] or "", found[2]


def _entries(session: Session, deployment_id: int) -> tuple[EntryRow, ...]:
    query = select(ActualEntry).where(ActualEntry.deployment_id == deployment_id)
    return tuple(
        EntryRow(
            id=row.id,
            version=row.version,
            day=row.day,
            kind=None if row.kind is None else ExpenseKind(row.kind),
            quantity=row.quantity / _TEN_THOUSAND,
            rate=None if row.rate is None else row.rate / _TEN_THOUSAND,
            evidence=row.evidence,
            note=row.note,
            withdrawn=row.withdrawn,
        )
        for row in session.scalars(query.order_by(ActualEntry.day, ActualEntry.id))
    )


def _evaluations(session: Session, deployment_id: int) -> tuple[EvaluationRow, ...]:
    query = select(Evaluation).where(Evaluation.deployment_id == deployment_id).order_by(Evaluation.side)
    return tuple(
        EvaluationRow(Side(row.side), json.loads(row.scores), row.comment, row.login, row.at, row.again)
        for row in session.scalars(query)
    )
