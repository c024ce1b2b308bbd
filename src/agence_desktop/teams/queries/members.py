"""One member with skills, hours and absences, and the teams, as forms change them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from agence_desktop.directory.model import Organisation, Person, Skill
from agence_desktop.directory.queries import in_force
from agence_desktop.teams.membership import MemberAway, MemberFile, TeamFile, WorkingHours
from agence_desktop.teams.model import (
    Deployment,
    MemberAbsence,
    MemberPattern,
    MemberSkill,
    Team,
    TeamMember,
    TeamRequest,
)
from agence_desktop.teams.periods import Days
from agence_desktop.teams.rows import DeploymentState


def member_file(session: Session, member_id: int, today: date) -> MemberFile | None:
    """All of a member, None where there is none: five statements."""
    query = (
        select(TeamMember, Person, Team.organisation_id)
        .join(Person, Person.id == TeamMember.person_id)
        .join(Team, Team.id == TeamMember.team_id)
        .where(TeamMember.id == member_id)
    )
    found = session.execute(query).tuples().one_or_none()
    if found is None:
        return None
    row, person, lender = found
    skills = session.scalars(select(MemberSkill).where(MemberSkill.member_id == member_id))
    patterns = session.scalars(
        select(MemberPattern).where(MemberPattern.member_id == member_id).order_by(MemberPattern.since)
    )
    absences = session.scalars(
        select(MemberAbsence)
        .where(
            MemberAbsence.member_id == member_id,
            MemberAbsence.cancelled.is_(False),
            MemberAbsence.end_day > today,
        )
        .order_by(MemberAbsence.first_day)
    )
    known = session.execute(select(Skill.id, Skill.name).order_by(Skill.sort_key)).tuples()
    return MemberFile(
        id=row.id,
        version=row.version,
        key=row.key,
        name=f"{person.first_name} {person.last_name}".strip(),
        person_id=row.person_id,
        team_id=row.team_id,
        lender_id=lender,
        contract=Days(row.contract_from, row.contract_end),
        home_site_id=row.home_site_id,
        home_municipality_id=row.home_municipality_id,
        languages=_parts(row.languages),
        max_metres=row.max_metres,
        remote=row.remote,
        past_clients=_parts(row.past_clients),
        skills={one.skill_id: (one.level, one.validated) for one in skills},
        known=tuple(known),
        hours=tuple(_hours(one) for one in patterns),
        away=tuple(
            MemberAway(one.id, one.version, Days(one.first_day, one.end_day), one.frees) for one in absences
        ),
    )


def member_version(session: Session, member_id: int) -> int:
    """The version of a member, as the present transaction sees it."""
    return session.scalars(select(TeamMember.version).where(TeamMember.id == member_id)).one()


def team_version(session: Session, team_id: int) -> int:
    """The version of a team, as the present transaction sees it."""
    return session.scalars(select(Team.version).where(Team.id == team_id)).one()


def team_of(session: Session, member_id: int) -> int | None:
    """The team of a member, None where there is none."""
    return session.scalars(select(TeamMember.team_id).where(TeamMember.id == member_id)).one_or_none()


def member_keys(session: Session) -> list[str]:
    """The keys of all members."""
    return list(session.scalars(select(TeamMember.key)))


def team_files(session: Session, today: date, *, retired: bool = False) -> list[TeamFile]:
    """The teams in force, by name; then, with ``retired``, those that are over."""
    found = [
        TeamFile(
            *(row.id, row.version, row.code, row.name, row.organisation_id, row.active_until),
            active=in_force(row.active_from, row.active_until, today),
        )
        for row in session.scalars(select(Team).order_by(Team.sort_key, Team.id))
    ]
    over = [one for one in found if retired and not one.active]
    return [one for one in found if one.active] + over


def engagements_of(
    session: Session, person_id: int, day: date
) -> tuple[list[str], list[tuple[str, str, date]]]:
    """The teams whose contract with a person goes on from a day, and the deployments that do.

    Of a deployment: the number of its request and its client (empty for one imported without), and its first
    day to come; two statements.
    """
    teams = (
        select(Team.name)
        .join(TeamMember, TeamMember.team_id == Team.id)
        .where(
            TeamMember.person_id == person_id,
            or_(TeamMember.contract_end.is_(None), TeamMember.contract_end > day),
        )
    )
    deployments = (
        select(TeamRequest.number, Organisation.acronym, Deployment.first_day)
        .join(TeamMember, TeamMember.id == Deployment.member_id)
        .outerjoin(TeamRequest, TeamRequest.id == Deployment.request_id)
        .outerjoin(Organisation, Organisation.id == TeamRequest.client_id)
        .where(
            TeamMember.person_id == person_id,
            Deployment.state != DeploymentState.CANCELLED,
            func.coalesce(Deployment.actual_end, Deployment.end_day) > day,
        )
        .order_by(Deployment.first_day, Deployment.id)
    )
    found = [
        (number or "", client or "", max(first, day))
        for number, client, first in session.execute(deployments).tuples()
    ]
    return list(session.scalars(teams)), found


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(",") if part)


def _hours(row: MemberPattern) -> WorkingHours:
    seconds = (row.monday, row.tuesday, row.wednesday, row.thursday, row.friday)
    return WorkingHours(row.since, seconds, row.factor_bp)
