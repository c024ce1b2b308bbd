"""Members over some days: who, their deployments, and the capacity and load of each day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from agence_desktop.directory.model import Municipality, Organisation, Person, Site, Skill
from agence_desktop.directory.queries import observed_holidays
from agence_desktop.teams.capacity import cap
from agence_desktop.teams.model import (
    ALL_WEEKDAYS,
    FULL_EFFORT,
    Deployment,
    MemberAbsence,
    MemberDay,
    MemberSkill,
    Overrun,
    SeatSkill,
    Team,
    TeamMember,
    TeamRequest,
    TeamSeat,
)
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Mode
from agence_desktop.teams.queries.checking import full_day_of
from agence_desktop.teams.queries.problem import members_of
from agence_desktop.teams.queries.settings import team_settings
from agence_desktop.teams.rows import TENTATIVE, Bar, DayLoad, DeploymentState, MemberLine
from agence_desktop.teams.states import state_on
from agence_desktop.teams.weekdays import days_of

_SATURDAY = 5


def member_lines(session: Session, period: Days) -> list[MemberLine]:
    """Members whose contract touches the period, by team and name."""
    skills: dict[int, list[tuple[str, int]]] = defaultdict(list)
    held = (
        select(MemberSkill.member_id, Skill.name, MemberSkill.level)
        .join(Skill, Skill.id == MemberSkill.skill_id)
        .order_by(MemberSkill.level.desc(), Skill.sort_key)
    )
    for member, label, level in session.execute(held).tuples():
        skills[member].append((label, level))
    absences = _absences(session, period)
    place = func.coalesce(Municipality.name, Site.name, "")
    query = (
        select(TeamMember, Person.first_name, Person.last_name, Team.name, place)
        .join(Person, Person.id == TeamMember.person_id)
        .join(Team, Team.id == TeamMember.team_id)
        .outerjoin(Site, Site.id == TeamMember.home_site_id)
        .outerjoin(
            Municipality,
            or_(
                Municipality.id == TeamMember.home_municipality_id,
                Municipality.id == Site.municipality_id,
            ),
        )
        .where(or_(TeamMember.contract_end.is_(None), TeamMember.contract_end > period.first))
        .order_by(Team.sort_key, Person.sort_key, TeamMember.id)
    )
    if period.end is not None:
        query = query.where(TeamMember.contract_from < period.end)
    return [
        MemberLine(
            id=row.id,
            version=row.version,
            key=row.key,
            name=f"{first} {last}".strip(),
            team=team,
            home=home,
            skills=tuple(skills[row.id]),
            absences=tuple(absences[row.id]),
            contract=Days(row.contract_from, row.contract_end),
        )
        for row, first, last, team, home in session.execute(query).tuples()
    ]


def _absences(session: Session, period: Days) -> Mapping[int, list[Days]]:
    query = select(MemberAbsence.member_id, MemberAbsence.first_day, MemberAbsence.end_day).where(
        MemberAbsence.cancelled.is_(False), MemberAbsence.end_day > period.first
    )
    if period.end is not None:
        query = query.where(MemberAbsence.first_day < period.end)
    found: dict[int, list[Days]] = defaultdict(list)
    for member, first, end in session.execute(query.order_by(MemberAbsence.first_day)).tuples():
        found[member].append(Days(first, end))
    return found


def bars(session: Session, period: Days, today: date) -> list[Bar]:
    """Deployments that touch the period and are not cancelled, with the states of today."""
    until = func.coalesce(Deployment.actual_end, Deployment.end_day)
    conditions = [until > period.first, until > Deployment.first_day]
    if period.end is not None:
        conditions.append(Deployment.first_day < period.end)
    return bars_where(session, today, *conditions)


def bars_where(
    session: Session, today: date, *conditions: ColumnElement[bool], cancelled: bool = False
) -> list[Bar]:
    """Deployments under some conditions, the first to begin first; cancelled ones on demand."""
    query = (
        select(Deployment, TeamRequest.number, TeamRequest.family, TeamSeat.number, Organisation.acronym)
        .outerjoin(TeamRequest, TeamRequest.id == Deployment.request_id)
        .outerjoin(TeamSeat, TeamSeat.id == Deployment.seat_id)
        .outerjoin(Organisation, Organisation.id == TeamRequest.client_id)
        .where(*conditions)
        .order_by(Deployment.first_day, Deployment.id)
    )
    if not cancelled:
        query = query.where(Deployment.state != DeploymentState.CANCELLED)
    rows = session.execute(query).tuples().all()
    labels = _labels(session, [row[0].seat_id for row in rows])
    over = set(session.scalars(select(Overrun.deployment_id).distinct()))
    return [
        Bar(
            id=row.id,
            version=row.version,
            member_id=row.member_id,
            request_id=row.request_id,
            number=number or "",
            seat=seat,
            client=client or "",
            label=labels.get(row.seat_id or 0, family or ""),
            state=state_of(row, today),
            period=_shown(row),
            effort_bp=row.effort_bp,
            mode=Mode(row.mode),
            days=days_of(row.weekdays),
            overrun=row.id in over,
        )
        for row, number, family, seat, client in rows
    ]


def _shown(row: Deployment) -> Days:
    """The days of a deployment; the agreed ones where it ended before it began."""
    end = row.actual_end or row.end_day
    return Days(row.first_day, end if end > row.first_day else row.end_day)


def state_of(row: Deployment, today: date) -> DeploymentState:
    """The state of a deployment on a day."""
    return state_on(DeploymentState(row.state), row.first_day, row.end_day, row.actual_end, today)


def _labels(session: Session, seat_ids: Iterable[int | None]) -> dict[int, str]:
    """What each seat asks for first: the label of the skill of its highest level."""
    query = (
        select(SeatSkill.seat_id, Skill.name)
        .join(Skill, Skill.id == SeatSkill.skill_id)
        .where(SeatSkill.seat_id.in_(sorted({one for one in seat_ids if one is not None})))
        .order_by(SeatSkill.level, Skill.sort_key.desc())
    )
    return {seat: label for seat, label in session.execute(query).tuples()}  # noqa: C416 - the last one wins


def day_loads(session: Session, period: Days, today: date) -> list[DayLoad]:
    """Capacity and loads of every working weekday of every member over a period that has an end.

    What the ledger holds is read there; days that nobody has opened are computed from patterns and absences.
    """
    if period.end is None:
        raise ValueError("loads are counted over a period with an end")
    full_day = full_day_of(session)
    ledger: dict[tuple[int, date], Any] = {}
    columns = (MemberDay.member_id, MemberDay.day, MemberDay.capacity, MemberDay.used, MemberDay.overrun)
    for row in session.execute(
        select(*columns).where(MemberDay.day >= period.first, MemberDay.day < period.end)
    ):
        ledger[row.member_id, row.day] = row
    members, ids = members_of(session, today, since=period.first)
    tentative = _tentative(session, period, set(ids.values()))
    settings, holidays = team_settings(session).arithmetic, observed_holidays(session)
    days = [day for day in period if day.weekday() < _SATURDAY]
    found = []
    for member in members:
        number = ids[member.key]
        for day in days:
            kept: Any = ledger.get((number, day))
            if kept is None:
                capacity = int(cap(member, day, holidays, settings) * FULL_EFFORT)
                firm = overrun = 0
            else:
                capacity, firm = kept.capacity // full_day, kept.used // full_day
                overrun = kept.overrun // full_day
            hoped = sum(
                one.effort_bp for one in tentative.get((number, day), ()) if one.effort_bp <= capacity
            )
            if capacity or firm or hoped:
                found.append(DayLoad(number, day, capacity, firm, hoped, overrun))
    return found


def _tentative(
    session: Session, period: Days, members: Collection[int]
) -> dict[tuple[int, date], list[Deployment]]:
    query = select(Deployment).where(
        Deployment.state.in_(sorted(TENTATIVE)),
        Deployment.end_day > period.first,
        Deployment.first_day < period.end,
    )
    found: dict[tuple[int, date], list[Deployment]] = defaultdict(list)
    for row in session.scalars(query):
        common = period.intersection(Days(row.first_day, row.end_day))
        for day in common or ():
            if row.member_id in members and (row.weekdays or ALL_WEEKDAYS) >> day.weekday() & 1:
                found[row.member_id, day].append(row)
    return found
