"""The problem of allocation as the base states it: members, open seats and firm deployments, exact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from agence_desktop.core.geography import Point
from agence_desktop.directory.model import Municipality, Organisation, Person, Site, Skill
from agence_desktop.directory.queries import observed_holidays
from agence_desktop.teams.describing import Names
from agence_desktop.teams.feasibility import SeatKey
from agence_desktop.teams.model import (
    FULL_EFFORT,
    Deployment,
    MemberAbsence,
    MemberPattern,
    MemberSkill,
    SeatSkill,
    Team,
    TeamMember,
    TeamRequest,
    TeamSeat,
)
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import (
    Firm,
    Member,
    Mode,
    Pattern,
    Problem,
    Request,
    Seat,
    Settings,
    Skilled,
)
from agence_desktop.teams.queries.settings import team_settings
from agence_desktop.teams.rows import FIRM, DeploymentState, RequestState
from agence_desktop.teams.weekdays import days_of

OPEN: frozenset[RequestState] = frozenset(
    {
        RequestState.RECEIVED,
        RequestState.QUALIFIED,
        RequestState.PROPOSED,
        RequestState.COMMITTED,
        RequestState.WAITLISTED,
    }
)
"""States of requests whose seats may still be proposed."""
_FIRM = sorted(str(state) for state in FIRM)
_SECONDS = 3600
_METRES = 1000
_ALWAYS = date.min


@dataclass(frozen=True, slots=True)
class StatedProblem:
    """A problem with what its keys stand for in the base."""

    problem: Problem
    members: Mapping[str, int]
    seats: Mapping[SeatKey, int]
    requests: Mapping[str, int]
    numbers: Mapping[str, str]
    """Key of a request → its number."""
    names: Names


def stated_problem(
    session: Session,
    today: date,
    request_ids: Collection[int] | None = None,
    *,
    every_seat: bool = False,
    settings: Settings | None = None,
) -> StatedProblem:
    """The open seats of these requests (None: of all open ones), every member, and what is firm.

    A seat that somebody is committed to, or firm in, is not open, and they take no other one of its request;
    ``every_seat`` gives all seats. In a constant number of statements.
    """
    rows = _seats(session, request_ids, every_seat=every_seat)
    names = dict(session.execute(select(Skill.id, Skill.code)).tuples().all())
    requests = _requests(session, rows, names)
    members, ids = members_of(session, today, names)
    keys = {one.TeamRequest.id: one.TeamRequest.key or one.TeamRequest.number for one in rows}
    # What is firm from today on is told as well, for whoever asks who is free.
    first = min((today, *(one.TeamSeat.first_day for one in rows)))
    firm = _firm(session, first, {number: key for key, number in ids.items()}, keys)
    rules = settings or team_settings(session).arithmetic
    held = frozenset[tuple[str, str]]() if every_seat else _committed(session, keys)
    problem = Problem(members, requests, firm, observed_holidays(session), rules, held)
    return StatedProblem(
        problem=problem,
        members=ids,
        seats={(keys[one.TeamRequest.id], one.TeamSeat.number): one.TeamSeat.id for one in rows},
        requests={key: number for number, key in keys.items()},
        numbers={keys[one.TeamRequest.id]: one.TeamRequest.number for one in rows},
        names=Names(dict(session.execute(select(Skill.code, Skill.name)).tuples().all())),
    )


def _seats(session: Session, request_ids: Collection[int] | None, *, every_seat: bool) -> list[Any]:
    """Requests with their open seats, in the order of the numbers."""
    taken = [*_FIRM, str(DeploymentState.COMMITTED)]
    filled = select(Deployment.seat_id).where(Deployment.state.in_(taken), Deployment.seat_id.is_not(None))
    query = (
        select(TeamRequest, TeamSeat, Organisation.acronym, Municipality, Site.name.label("site"))
        .join(TeamSeat, TeamSeat.request_id == TeamRequest.id)
        .join(Organisation, Organisation.id == TeamRequest.client_id)
        .outerjoin(Site, Site.id == TeamRequest.site_id)
        .outerjoin(
            Municipality,
            or_(
                Municipality.id == TeamRequest.municipality_id,
                Municipality.id == Site.municipality_id,
            ),
        )
        .order_by(TeamRequest.id, TeamSeat.number)
    )
    if not every_seat:
        query = query.where(TeamSeat.id.not_in(filled))
    if request_ids is None:
        query = query.where(TeamRequest.state.in_(sorted(OPEN)))
    else:
        query = query.where(TeamRequest.id.in_(sorted(request_ids)))
    return list(session.execute(query))


def _requests(session: Session, rows: Iterable[Any], names: Mapping[int, str]) -> tuple[Request, ...]:
    wanted: dict[int, dict[str, int]] = defaultdict(dict)
    ids = [row.TeamSeat.id for row in rows]
    asked = select(SeatSkill.seat_id, SeatSkill.skill_id, SeatSkill.level).where(SeatSkill.seat_id.in_(ids))
    for seat, skill, level in session.execute(asked.order_by(SeatSkill.skill_id)).tuples():
        wanted[seat][names[skill]] = level
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.TeamRequest.id].append(row)
    found = []
    for group in grouped.values():
        head = group[0]
        key = head.TeamRequest.key or head.TeamRequest.number
        place = head.Municipality
        found.append(
            Request(
                key=key,
                client=head.acronym,
                site=None if place is None else Point(place.latitude, place.longitude),
                site_name=head.site or (place.name if place else ""),
                family=head.TeamRequest.family,
                priority=head.TeamRequest.priority,
                seats=tuple(seat_of(key, one.TeamSeat, wanted[one.TeamSeat.id]) for one in group),
            )
        )
    return tuple(found)


def seat_of(key: str, row: TeamSeat, skills: Mapping[str, int]) -> Seat:
    """A stored seat of the request ``key``."""
    return Seat(
        request=key,
        number=row.number,
        skills=dict(skills),
        language=row.language,
        effort=Fraction(row.effort_bp, FULL_EFFORT),
        days=days_of(row.weekdays),
        period=Days(row.first_day, row.end_day),
        mode=Mode(row.mode),
        remote_days=row.remote_days,
        senior=row.senior,
    )


def members_of(
    session: Session, today: date, names: Mapping[int, str] | None = None, since: date | None = None
) -> tuple[tuple[Member, ...], dict[str, int]]:
    """Every member (those whose contract is not over on ``since``), by key, and their ids by key."""
    if names is None:
        names = dict(session.execute(select(Skill.id, Skill.code)).tuples().all())
    skills: dict[int, dict[str, Skilled]] = defaultdict(dict)
    columns = (MemberSkill.member_id, MemberSkill.skill_id, MemberSkill.level, MemberSkill.validated)
    for member, skill, level, validated in session.execute(select(*columns)).tuples():
        skills[member][names[skill]] = Skilled(level, validated)
    patterns: dict[int, list[MemberPattern]] = defaultdict(list)
    for pattern in session.scalars(select(MemberPattern).order_by(MemberPattern.since)):
        patterns[pattern.member_id].append(pattern)
    absences: dict[int, list[Days]] = defaultdict(list)
    away = select(MemberAbsence.member_id, MemberAbsence.first_day, MemberAbsence.end_day)
    for member, first, end in session.execute(away.where(MemberAbsence.cancelled.is_(False))).tuples():
        absences[member].append(Days(first, end))
    clients = _past_clients(session, today)
    found: list[Member] = []
    ids: dict[str, int] = {}
    for row, person, team, site, place in session.execute(_people(since)).tuples():
        factor, hours = _hours(patterns[row.id])
        past = {one for one in row.past_clients.split(",") if one} | clients[row.id]
        ids[row.key] = row.id
        found.append(
            Member(
                key=row.key,
                name=f"{person.first_name} {person.last_name}".strip(),
                team=team,
                home=None if place is None else Point(place.latitude, place.longitude),
                home_name=place.name if place else site or "",
                skills=skills[row.id],
                languages=frozenset(one for one in row.languages.split(",") if one),
                patterns=hours,
                factor=factor,
                absences=tuple(absences[row.id]),
                contract=Days(row.contract_from, row.contract_end),
                max_km=None if row.max_metres is None else Fraction(row.max_metres, _METRES),
                remote=row.remote,
                past_clients=frozenset(past),
            )
        )
    return tuple(found), ids


def _people(since: date | None) -> Any:
    query = (
        select(TeamMember, Person, Team.code, Site.name, Municipality)
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
        .order_by(TeamMember.key)
    )
    if since is None:
        return query
    return query.where(or_(TeamMember.contract_end.is_(None), TeamMember.contract_end > since))


def _hours(rows: list[MemberPattern]) -> tuple[Fraction, tuple[Pattern, ...]]:
    """The factor and the hours; where factors change, they are counted into the hours, which is the same."""
    factors = {row.factor_bp for row in rows}
    one = Fraction(factors.pop(), FULL_EFFORT) if len(factors) == 1 else None
    patterns = []
    for row in rows:
        share = Fraction(1) if one is not None else Fraction(row.factor_bp, FULL_EFFORT)
        week = (row.monday, row.tuesday, row.wednesday, row.thursday, row.friday)
        monday, tuesday, wednesday, thursday, friday = (share * Fraction(each, _SECONDS) for each in week)
        since = None if row.since == _ALWAYS else row.since
        patterns.append(Pattern(since, (monday, tuesday, wednesday, thursday, friday)))
    return (Fraction(1) if one is None else one), tuple(patterns)


def _past_clients(session: Session, today: date) -> dict[int, set[str]]:
    """Clients at which each member has begun a deployment."""
    query = (
        select(Deployment.member_id, Organisation.acronym)
        .join(TeamRequest, TeamRequest.id == Deployment.request_id)
        .join(Organisation, Organisation.id == TeamRequest.client_id)
        .where(Deployment.state.in_(_FIRM), Deployment.first_day <= today)
        .distinct()
    )
    found: dict[int, set[str]] = defaultdict(set)
    for member, acronym in session.execute(query).tuples():
        found[member].add(acronym)
    return found


def _committed(session: Session, keys: Mapping[int, str]) -> frozenset[tuple[str, str]]:
    """Who is committed to a seat of these requests, by the keys of member and request."""
    query = (
        select(TeamMember.key, Deployment.request_id)
        .join(TeamMember, TeamMember.id == Deployment.member_id)
        .where(
            Deployment.request_id.in_(sorted(keys)),
            Deployment.state == str(DeploymentState.COMMITTED),
        )
    )
    found = session.execute(query).tuples()
    return frozenset((member, keys[request]) for member, request in found if request is not None)


def _firm(
    session: Session, first: date, members: Mapping[int, str], keys: Mapping[int, str]
) -> tuple[Firm, ...]:
    """Firm deployments of these members that are not over on the first day."""
    columns = Deployment.__table__.c
    query = (
        select(
            columns.member_id,
            columns.effort_bp,
            columns.first_day,
            columns.end_day,
            columns.actual_end,
            columns.weekdays,
            columns.request_id,
        )
        .where(columns.state.in_(_FIRM), columns.end_day > first)
        .order_by(columns.id)
    )
    found = []
    for row in session.execute(query):
        end = row.actual_end or row.end_day
        if row.member_id in members and end > row.first_day:
            effort = Fraction(row.effort_bp, FULL_EFFORT)
            request = None if row.request_id is None else keys.get(row.request_id)
            period = Days(row.first_day, end)
            found.append(Firm(members[row.member_id], effort, period, days_of(row.weekdays), request))
    return tuple(found)
