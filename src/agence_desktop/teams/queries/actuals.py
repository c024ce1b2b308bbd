"""What is noted of mandates: the sheet of one, and the list of all of which somebody notes the days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from agence_desktop.core.money import ZERO
from agence_desktop.core.roles import Actor, Role
from agence_desktop.directory.model import Organisation, Person
from agence_desktop.teams.actuals import ActualSheet, EntryDraft, MandateLine, ahead, spent, standing
from agence_desktop.teams.files import EntryRow
from agence_desktop.teams.model import (
    ActualEntry,
    Commitment,
    Deployment,
    DeploymentDay,
    StatedEntry,
    Team,
    TeamMember,
    TeamRequest,
    TeamSeat,
)
from agence_desktop.teams.periods import Days
from agence_desktop.teams.queries.costs import rate_tables
from agence_desktop.teams.queries.settings import team_settings
from agence_desktop.teams.queries.timeline import state_of
from agence_desktop.teams.rates import Payee, RateTables
from agence_desktop.teams.rows import FIRM, CommitmentState, DeploymentState, ExpenseKind

_TEN_THOUSAND = Decimal(10_000)
_FIRM = sorted(str(one) for one in FIRM)


@dataclass(frozen=True, slots=True)
class _Mandate:
    """A firm deployment and what is beside it."""

    row: Deployment
    number: str
    seat: int | None
    client: str
    person_id: int
    payee: Payee
    team: str
    lender_id: int


def may_note(actor: Actor, lender_id: int, person_id: int) -> bool:
    """Whether somebody notes the days of a member: the member, clerks and managers who lend them."""
    return (
        actor.holds(Role.ADMINISTRATOR)
        or actor.person_id == person_id
        or any(actor.may(role, lender_id) for role in (Role.CLERK, Role.MANAGER))
    )


def actual_sheet(session: Session, actor: Actor, deployment_id: int, today: date) -> ActualSheet | None:
    """All that is needed to enter the days and expenses of a firm deployment; None where it is not one."""
    found = _mandates(session, Deployment.id == deployment_id)
    if not found:
        return None
    mandate = found[0]
    row = mandate.row
    beside = [mandate]
    if row.request_id is not None:
        beside = _mandates(session, Deployment.request_id == row.request_id)
    ids = [one.row.id for one in beside]
    entries, served = _entries(session, ids), _served(session, ids)
    tables = rate_tables(session)
    others = [one for one in beside if one.row.id != row.id]
    stated = select(StatedEntry.entry_id).where(StatedEntry.entry_id.in_([one.id for one in entries[row.id]]))
    return ActualSheet(
        deployment_id=row.id,
        number=mandate.number,
        seat=mandate.seat,
        client=mandate.client,
        payee=mandate.payee,
        period=_period(row),
        state=state_of(row, today),
        effort_bp=row.effort_bp,
        served=served[row.id],
        entries=entries[row.id],
        tables=tables,
        today=today,
        elsewhere_bp=_elsewhere(session, row),
        ceiling=_ceilings(session, [row.request_id]).get(row.request_id or 0),
        spent_besides=sum((_spent(one, entries, tables) for one in others), ZERO),
        ahead_besides=sum((_ahead(one, entries, served, tables) for one in others), ZERO),
        stated=frozenset(session.scalars(stated)),
        may_record=may_note(actor, mandate.lender_id, mandate.person_id),
        warning_share=team_settings(session).costs.warning_share,
    )


def mandate_lines(session: Session, actor: Actor, today: date) -> list[MandateLine]:
    """Firm mandates that have begun, of which somebody notes the days, in eight statements."""
    found = [
        one
        for one in _mandates(
            session, Deployment.first_day <= today, Deployment.state != str(DeploymentState.CLOSED)
        )
        if may_note(actor, one.lender_id, one.person_id)
    ]
    requests = {one.row.request_id for one in found if one.row.request_id is not None}
    beside = {one.row.id: one for one in found}
    for one in _mandates(session, Deployment.request_id.in_(sorted(requests))):
        beside.setdefault(one.row.id, one)
    entries, served = _entries(session, beside), _served(session, beside)
    tables, limits = rate_tables(session), _ceilings(session, requests)
    share = team_settings(session).costs.warning_share
    sums: dict[int, tuple[Decimal, Decimal]] = {}
    for one in beside.values():
        before = sums.get(one.row.request_id or 0, (ZERO, ZERO))
        now, later = _spent(one, entries, tables), _ahead(one, entries, served, tables)
        sums[one.row.request_id or 0] = (before[0] + now, before[1] + later)
    lines = []
    for one in found:
        request = one.row.request_id or 0
        noted = {entry.day for entry in entries[one.row.id] if entry.kind is None and not entry.withdrawn}
        past = [day for day in served[one.row.id] if day < today]
        lines.append(
            MandateLine(
                deployment_id=one.row.id,
                number=one.number,
                seat=one.seat,
                client=one.client,
                member_id=one.row.member_id,
                member=one.payee.name,
                team=one.team,
                period=_period(one.row),
                state=state_of(one.row, today),
                planned=len(served[one.row.id]),
                noted=len(noted),
                missing=sum(day not in noted for day in past),
                spent=_spent(one, entries, tables),
                standing=standing(limits.get(request), *sums[request], share) if request else None,
            )
        )
    return sorted(lines, key=lambda line: (-line.missing, line.period.first, line.deployment_id))


def _mandates(session: Session, *conditions: ColumnElement[bool]) -> list[_Mandate]:
    query = (
        select(
            Deployment,
            TeamRequest.number,
            TeamSeat.number,
            Organisation.acronym,
            Person,
            TeamMember.key,
            Team,
        )
        .join(TeamMember, TeamMember.id == Deployment.member_id)
        .join(Person, Person.id == TeamMember.person_id)
        .join(Team, Team.id == TeamMember.team_id)
        .outerjoin(TeamRequest, TeamRequest.id == Deployment.request_id)
        .outerjoin(TeamSeat, TeamSeat.id == Deployment.seat_id)
        .outerjoin(Organisation, Organisation.id == TeamRequest.client_id)
        .where(Deployment.state.in_(_FIRM), *conditions)
        .order_by(Deployment.first_day, Deployment.id)
    )
    return [
        _Mandate(
            row=row,
            number=number or "",
            seat=seat,
            client=client or "",
            person_id=person.id,
            payee=Payee(f"{person.first_name} {person.last_name}".strip(), key, person.job_class),
            team=team.name,
            lender_id=team.organisation_id,
        )
        for row, number, seat, client, person, key, team in session.execute(query).tuples()
    ]


def _period(row: Deployment) -> Days:
    end = row.actual_end if row.actual_end is not None and row.actual_end > row.first_day else row.end_day
    return Days(row.first_day, end)


def _entries(session: Session, ids: Iterable[int]) -> Mapping[int, tuple[EntryRow, ...]]:
    query = select(ActualEntry).where(ActualEntry.deployment_id.in_(sorted(ids)))
    found: dict[int, tuple[EntryRow, ...]] = defaultdict(tuple)
    for row in session.scalars(query.order_by(ActualEntry.day, ActualEntry.id)):
        found[row.deployment_id] += (
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
            ),
        )
    return found


def _served(session: Session, ids: Iterable[int]) -> Mapping[int, tuple[date, ...]]:
    query = select(DeploymentDay.deployment_id, DeploymentDay.day).where(
        DeploymentDay.deployment_id.in_(sorted(ids))
    )
    found: dict[int, tuple[date, ...]] = defaultdict(tuple)
    for one, day in session.execute(query.order_by(DeploymentDay.day)).tuples():
        found[one] += (day,)
    return found


def _elsewhere(session: Session, row: Deployment) -> Mapping[date, int]:
    query = (
        select(ActualEntry.day, ActualEntry.quantity)
        .join(Deployment, Deployment.id == ActualEntry.deployment_id)
        .where(
            Deployment.member_id == row.member_id,
            Deployment.id != row.id,
            ActualEntry.kind.is_(None),
            ActualEntry.withdrawn.is_(False),
        )
    )
    found: dict[date, int] = defaultdict(int)
    for day, quantity in session.execute(query).tuples():
        found[day] += quantity
    return dict(found)


def _ceilings(session: Session, requests: Collection[int | None]) -> Mapping[int, Decimal]:
    query = select(Commitment.request_id, Commitment.ceiling).where(
        Commitment.request_id.in_(sorted(one for one in requests if one is not None)),
        Commitment.state == str(CommitmentState.SIGNED),
    )
    return dict(session.execute(query).tuples().all())


def drafts_of(entries: Iterable[EntryRow]) -> list[EntryDraft]:
    """Entries that stand, as they may be entered again."""
    return [
        EntryDraft(one.day, one.kind, one.quantity, one.rate, one.evidence, one.note)
        for one in entries
        if not one.withdrawn
    ]


def _spent(one: _Mandate, entries: Mapping[int, tuple[EntryRow, ...]], tables: RateTables) -> Decimal:
    return spent(tables, one.payee, drafts_of(entries[one.row.id]))[0]


def _ahead(
    one: _Mandate,
    entries: Mapping[int, tuple[EntryRow, ...]],
    served: Mapping[int, tuple[date, ...]],
    tables: RateTables,
) -> Decimal:
    noted = [row.day for row in entries[one.row.id] if row.kind is None and not row.withdrawn]
    return ahead(tables, one.payee, served[one.row.id], noted, one.row.effort_bp)
