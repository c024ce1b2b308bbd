"""What papers of flying teams need beside the files: who may read them, whom to call, where, by which key."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from agence_desktop.core.geography import Point
from agence_desktop.core.roles import Role
from agence_desktop.directory.model import (
    Account,
    Municipality,
    Organisation,
    Person,
    Site,
    Skill,
)
from agence_desktop.directory.queries import role_contact
from agence_desktop.teams.distances import road_km
from agence_desktop.teams.files import PersonCard
from agence_desktop.teams.model import Deployment, Proposal, Team, TeamMember, TeamRequest, TeamSeat
from agence_desktop.teams.model import Statement as StoredStatement
from agence_desktop.teams.queries.timeline import state_of
from agence_desktop.teams.rows import DeploymentState

_TENTHS = 10


@dataclass(frozen=True, slots=True)
class Parties:
    """Who has to do with a request or a deployment: ids of organisations and of members as persons.

    ``manager`` answers for the team of the lender; ``names`` are those of the logins that were asked for.
    """

    lender_ids: frozenset[int]
    client_id: int | None
    person_ids: frozenset[int]
    lender: str
    client: str
    manager: PersonCard
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ends:
    """Where a member comes from and goes to: municipalities, and the road km one way, None off the map."""

    home: str
    place: str
    km: Decimal | None


@dataclass(frozen=True, slots=True)
class TeamCard:
    """A team and who is in it, by the ids of members and of persons."""

    name: str
    organisation_id: int
    member_ids: frozenset[int]
    person_ids: frozenset[int]


def parties_of(
    session: Session,
    today: date,
    *,
    deployment_id: int | None = None,
    request_id: int | None = None,
    logins: Collection[str] = (),
) -> Parties:
    """The parties of a deployment, or of a request and everybody in it, in five statements."""
    chosen = Deployment.id == deployment_id if deployment_id else Deployment.request_id == request_id
    query = (
        select(Deployment.request_id, TeamMember.person_id, Team.organisation_id)
        .join(TeamMember, TeamMember.id == Deployment.member_id)
        .join(Team, Team.id == TeamMember.team_id)
        .where(chosen)
        .order_by(Deployment.id)
    )
    rows = session.execute(query).tuples().all()
    request = request_id or next((one[0] for one in rows), None)
    found = select(TeamRequest.client_id, TeamRequest.family).where(TeamRequest.id == request)
    client, family = session.execute(found).tuples().one_or_none() or (None, "")
    lenders = [lender for _, _, lender in rows]
    if not lenders:
        lenders = list(session.scalars(select(Team.organisation_id).where(Team.code == family)))
    wanted = [one for one in (*lenders[:1], client) if one is not None]
    query_names = select(Organisation.id, Organisation.name).where(Organisation.id.in_(wanted))
    known = dict(session.execute(query_names).tuples().all())
    return Parties(
        lender_ids=frozenset(lenders),
        client_id=client,
        person_ids=frozenset(person for _, person, _ in rows),
        lender=known.get(lenders[0], "") if lenders else "",
        client=known.get(client or 0, ""),
        manager=manager_of(session, lenders[0] if lenders else None, today),
        names=login_names(session, logins),
    )


def manager_of(session: Session, lender_id: int | None, today: date) -> PersonCard:
    """Who answers for the teams of a lender: its first manager by name; without name where there is none."""
    found = None if lender_id is None else role_contact(session, Role.MANAGER, lender_id, today)
    return PersonCard("") if found is None else PersonCard(found.name, "", found.phone, found.email)


def login_names(session: Session, logins: Collection[str]) -> dict[str, str]:
    """The names of those who sign in so; a login without a person is not there."""
    query = select(Account.login, Person).join(Person, Person.id == Account.person_id)
    return {
        login: _name(person)
        for login, person in session.execute(query.where(Account.login.in_(sorted(logins)))).tuples()
    }


def _name(person: Person) -> str:
    return f"{person.first_name} {person.last_name}".strip()


def ends_of(session: Session, deployment_id: int) -> Ends:
    """Where the member of a deployment comes from and goes to."""
    ids = session.execute(
        select(
            TeamMember.home_site_id,
            TeamMember.home_municipality_id,
            TeamRequest.site_id,
            TeamRequest.municipality_id,
        )
        .select_from(Deployment)
        .join(TeamMember, TeamMember.id == Deployment.member_id)
        .outerjoin(TeamRequest, TeamRequest.id == Deployment.request_id)
        .where(Deployment.id == deployment_id)
    ).one()
    home, place = _town(session, ids[0], ids[1]), _town(session, ids[2], ids[3])
    km = None
    if home is not None and place is not None:
        road = road_km(Point(home.latitude, home.longitude), Point(place.latitude, place.longitude))
        km = Decimal(int(road * _TENTHS)) / _TENTHS
    return Ends(home.name if home else "", place.name if place else "", km)


def _town(session: Session, site_id: int | None, municipality_id: int | None) -> Municipality | None:
    of_site = select(Site.municipality_id).where(Site.id == site_id)
    query = select(Municipality).where(or_(Municipality.id == municipality_id, Municipality.id.in_(of_site)))
    return session.scalars(query).first()


def skill_labels(session: Session) -> dict[int, str]:
    """The label of each skill."""
    return dict(session.execute(select(Skill.id, Skill.name)).tuples().all())


def request_id_of(session: Session, number: str) -> int | None:
    """The id of the request with a number."""
    return session.scalars(select(TeamRequest.id).where(TeamRequest.number == number)).one_or_none()


def proposal_id_of(session: Session, number: str) -> int | None:
    """The id of the proposal with a number."""
    return session.scalars(select(Proposal.id).where(Proposal.number == number)).one_or_none()


def statement_id_of(session: Session, number: str) -> int | None:
    """The id of the issued statement with a number."""
    return session.scalars(select(StoredStatement.id).where(StoredStatement.number == number)).one_or_none()


def team_card(session: Session, code: str) -> TeamCard | None:
    """The team with a code, whatever its capitals; None where there is none."""
    found = next(
        (one for one in session.scalars(select(Team)) if one.code.casefold() == code.casefold()), None
    )
    if found is None:
        return None
    query = select(TeamMember.id, TeamMember.person_id).where(TeamMember.team_id == found.id)
    members = session.execute(query).tuples().all()
    return TeamCard(
        found.name,
        found.organisation_id,
        frozenset(member for member, _ in members),
        frozenset(person for _, person in members),
    )


def deployments_of(session: Session, number: str, seat: int | None) -> list[int]:
    """The deployments of a request, or of one of its seats, that are not cancelled, in order."""
    query = (
        select(Deployment.id)
        .join(TeamSeat, TeamSeat.id == Deployment.seat_id)
        .join(TeamRequest, TeamRequest.id == Deployment.request_id)
        .where(TeamRequest.number == number, Deployment.state != str(DeploymentState.CANCELLED))
        .order_by(TeamSeat.number, Deployment.first_day, Deployment.id)
    )
    if seat is not None:
        query = query.where(TeamSeat.number == seat)
    return list(session.scalars(query))


def seat_states(session: Session, seat_ids: Collection[int], today: date) -> dict[int, DeploymentState]:
    """The state of who is in each seat, the most advanced; seats that nobody has are left out."""
    order = list(DeploymentState)
    found: dict[int, DeploymentState] = {}
    query = select(Deployment).where(
        Deployment.seat_id.in_(sorted(seat_ids)), Deployment.state != str(DeploymentState.CANCELLED)
    )
    for row in session.scalars(query):
        state = state_of(row, today)
        if row.seat_id is not None:
            found[row.seat_id] = max(found.get(row.seat_id, state), state, key=order.index)
    return found
