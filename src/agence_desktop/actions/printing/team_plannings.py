"""The planning of a team over some weeks, from its members, their deployments and the loads of their days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from agence_desktop.actions.printing import deployments_texts as texts
from agence_desktop.actions.printing.common import Printed
from agence_desktop.actions.printing.deployment_rows import contact_of, wall
from agence_desktop.actions.printing.deployments import OFFICE, printed, stamp
from agence_desktop.core.calendars import week_start
from agence_desktop.core.errors import RefusedError
from agence_desktop.core.french import quoted, uncapitalized
from agence_desktop.core.roles import Actor, Role, require
from agence_desktop.directory.queries import directory
from agence_desktop.documents.deployments.rows import PlannedBar, PlannedMember, TeamPlanning
from agence_desktop.storage.context import now
from agence_desktop.storage.work import Database, Session
from agence_desktop.teams.periods import Days
from agence_desktop.teams.queries.papers import TeamCard, manager_of, team_card
from agence_desktop.teams.queries.timeline import bars, day_loads, member_lines
from agence_desktop.teams.rows import TENTATIVE, Bar, DayLoad, MemberLine

WEEKS: Final = 12
_SKILLS: Final = 3


def print_team_planning(
    database: Database, actor: Actor, code: str, first: date | None = None, weeks: int = WEEKS
) -> Printed:
    """The planning of the team with a code, from last week's Monday on, or that of ``first``.

    RefusedError ``unknown_team``, RightMissingError.
    """
    from agence_desktop.documents.deployments.planning import planning_pdf

    def make(session: Session) -> TeamPlanning:
        team = team_card(session, code)
        if team is None:
            raise RefusedError("unknown_team", texts.UNKNOWN_TEAM.format(code=quoted(code)))
        _require(actor, team)
        today = wall(now(session)).date()
        monday = week_start(first or today - timedelta(days=7))
        return _planning(session, actor, team, monday, weeks, today)

    def title(paper: TeamPlanning) -> str:
        return f"Planning de l’équipe {paper.team}"

    return printed(database, "planning-equipe", make, title, planning_pdf, lambda _: code.upper())


def _require(actor: Actor, team: TeamCard) -> None:
    """It names members and clients: for those who lend them, and the members of the team."""
    allowed = actor.holds(Role.ADMINISTRATOR) or actor.person_id in team.person_ids
    if not allowed:
        require(actor, OFFICE, team.organisation_id, texts.PRINT)


def _planning(
    session: Session, actor: Actor, team: TeamCard, monday: date, weeks: int, today: date
) -> TeamPlanning:
    period = Days(monday, monday + timedelta(weeks=weeks))
    by_member: dict[int, list[Bar]] = defaultdict(list)
    for bar in bars(session, period, today):
        by_member[bar.member_id].append(bar)
    loads: dict[int, list[DayLoad]] = defaultdict(list)
    for load in day_loads(session, period, today):
        loads[load.member_id].append(load)
    holidays = directory(session, today).observed
    return TeamPlanning(
        team=team.name,
        monday=monday,
        weeks=weeks,
        members=tuple(
            _member(one, by_member[one.id], loads[one.id])
            for one in member_lines(session, period)
            if one.id in team.member_ids
        ),
        contact=contact_of(manager_of(session, team.organisation_id, today)),
        stamp=stamp(session, actor, texts.FOR_TEAM),
        holidays=tuple((day, name) for day, name in sorted(holidays.items()) if period.holds(day)),
        today=today if period.holds(today) else None,
    )


def _member(one: MemberLine, shown: Sequence[Bar], loads: Sequence[DayLoad]) -> PlannedMember:
    capacity = sum(load.capacity_bp for load in loads)
    firm = sum(load.firm_bp for load in loads)
    skills = [f"{uncapitalized(label)} {level}" for label, level in one.skills[:_SKILLS]]
    return PlannedMember(
        name=one.name,
        home=one.home,
        skills=", ".join(skills),
        bars=tuple(
            PlannedBar(bar.period, bar.client or bar.label, bar.effort_bp, bar.state in TENTATIVE)
            for bar in shown
        ),
        absences=one.absences,
        contract=one.contract,
        share=Decimal(100 * firm) / capacity if capacity else None,
    )
