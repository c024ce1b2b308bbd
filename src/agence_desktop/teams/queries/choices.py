"""What forms of flying teams offer: families, skills, municipalities, by their sort keys."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from agence_desktop.core.geography import Point
from agence_desktop.directory.model import Municipality, Person, Site, Skill
from agence_desktop.teams.model import Team, TeamMember


def families(session: Session, today: date | None = None) -> list[tuple[str, str]]:
    """Code and name of each team, or of those in force on a day."""
    query = select(Team.code, Team.name).order_by(Team.sort_key)
    if today is not None:
        query = query.where(or_(Team.active_until.is_(None), Team.active_until >= today))
    return list(session.execute(query).tuples())


def skills(session: Session) -> list[tuple[int, str, str, str]]:
    """Id, code, label and family of each skill."""
    columns = (Skill.id, Skill.code, Skill.name, Skill.family)
    return list(session.execute(select(*columns).order_by(Skill.sort_key)).tuples())


def municipalities(session: Session) -> list[tuple[int, str]]:
    """Id and name of each municipality."""
    return list(
        session.execute(select(Municipality.id, Municipality.name).order_by(Municipality.sort_key)).tuples()
    )


def place_points(session: Session) -> dict[tuple[int | None, int | None], Point]:
    """Where sites and municipalities are, by the id of the site or of the municipality."""
    found: dict[tuple[int | None, int | None], Point] = {
        (None, one.id): Point(one.latitude, one.longitude) for one in session.scalars(select(Municipality))
    }
    sites = session.execute(select(Site.id, Site.municipality_id)).tuples()
    return found | {(site, None): found[None, town] for site, town in sites}


def usual_classes(session: Session) -> dict[str, str]:
    """The job class that most members of each team have, by the code of the team."""
    query = (
        select(Team.code, Person.job_class)
        .join(TeamMember, TeamMember.team_id == Team.id)
        .join(Person, Person.id == TeamMember.person_id)
        .where(Person.job_class != "")
        .group_by(Team.code, Person.job_class)
        .order_by(Team.code, func.count(), Person.job_class.desc())
    )
    return {code: job_class for code, job_class in session.execute(query).tuples()}  # noqa: C416 - the last one
