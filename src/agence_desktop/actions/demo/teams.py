"""Flying teams of the demonstration: four teams, their members, and requests past and to come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Final

from agence_desktop.actions.demo.teams_course import Course, Known
from agence_desktop.actions.demo.teams_crew import Crew, Hands
from agence_desktop.actions.demo.teams_plan import Planner, instant, stated_until
from agence_desktop.actions.demo.teams_spec import MemberSpec
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.errors import RefusedError
from agence_desktop.directory.accounts import actor_of
from agence_desktop.directory.commands import PersonDraft
from agence_desktop.directory.queries import directory
from agence_desktop.directory.rows import Directory
from agence_desktop.storage.work import Database, Session
from agence_desktop.teams.commands.desk import Desk
from agence_desktop.teams.commands.loading import (
    LoadedMember,
    SkillDraft,
    load_members,
    load_rates,
    load_skills,
    load_teams,
)
from agence_desktop.teams.commands.loading_proposals import committed_of
from agence_desktop.teams.commands.loading_requests import load_requests
from agence_desktop.teams.commands.loading_statements import Month, load_statements
from agence_desktop.teams.commands.members import MemberDraft, PatternDraft, TeamDraft
from agence_desktop.teams.commands.proposing import ProposalDraft, store_proposal
from agence_desktop.teams.periods import Days
from agence_desktop.teams.proposal_codec import Inputs, inputs_text, result_text
from agence_desktop.teams.queries.choices import municipalities
from agence_desktop.teams.queries.problem import StatedProblem, stated_problem
from agence_desktop.teams.rates import DatedRate
from agence_desktop.teams.rows import RequestState
from agence_desktop.teams.solving.proposing import propose, study

_ASKED: Final = frozenset({RequestState.QUALIFIED, RequestState.PROPOSED, RequestState.COMMITTED})
"""States of the requests of the pictures for which members are proposed now."""
_SECONDS: Final = 0.08
"""How long the proposal of the pictures took: the same on every machine."""
_MONTHS: Final = 24
_ALWAYS: Final = date(2020, 1, 6)


def build_teams(
    database: Database, seed: int, crew: Crew, hands: Hands, people: Sequence[PersonDraft], moment: datetime
) -> int:
    """Store the teams with all that is on record of them at ``moment``; how many requests there are."""
    if not crew.members:
        return 0
    wall = to_wall(moment, QUEBEC).replace(tzinfo=None)
    known = database.read(partial(directory, today=wall.date()))
    towns = {name: id_ for id_, name in database.read(municipalities)}
    skills = _skills(database, crew)
    members = _members(database, crew, hands, known, towns, skills)
    names = {one.key: _name(hands.person(one.key)) for one in crew.members}
    planner = Planner(seed, crew, names, known, wall)
    by_organisation: dict[int, list[PersonDraft]] = defaultdict(list)
    for person in people:
        if person.organisation_id is not None:
            by_organisation[person.organisation_id].append(person)
    course = Course(seed, crew, planner, hands, members, Known(skills, towns, by_organisation, known), wall)
    planned = planner.requests(len(crew.members))
    numbers = database.write(partial(load_requests, requests=[course.loaded(one) for one in planned]))
    asked = [number for one, number in zip(planned, numbers, strict=True) if one.spec.state in _ASKED]
    _propose(database, asked, wall.date())
    _state(database, crew, hands, known, wall)
    return len(planned)


def _skills(database: Database, crew: Crew) -> dict[str, int]:
    drafts = [SkillDraft(code, name, family) for code, name, family in crew.story.skills]
    ids = database.write(partial(load_skills, skills=drafts))
    return {draft.code: id_ for draft, id_ in zip(drafts, ids, strict=True)}


def _members(
    database: Database,
    crew: Crew,
    hands: Hands,
    known: Directory,
    towns: Mapping[str, int],
    skills: Mapping[str, int],
) -> dict[str, int]:
    """Store teams, rates and members; key of a member → id."""
    teams = [TeamDraft(one.code, one.name, known.by_acronym[one.organisation]) for one in crew.teams]
    ids = database.write(partial(load_teams, teams=teams))
    by_code = {draft.code: id_ for draft, id_ in zip(teams, ids, strict=True)}
    tables = crew.tables()
    database.write(partial(load_rates, classes=tables.classes, expenses=crew.story.expenses))
    sites = {site.name: site.id for site in known.sites.values()}
    drafts = [
        LoadedMember(
            draft=_draft(one, hands.ids[one.key], by_code[one.team], sites, towns, skills),
            patterns=(PatternDraft(_ALWAYS, one.week, one.factor_bp),),
            absences=tuple((days, _noted(days.first)) for days in one.absences),
            rates=tuple(DatedRate(rate.since, rate.amount) for rate in tables.own.get(one.key, ())),
            recorded_by=hands.managers[one.team].login,
        )
        for one in crew.members
    ]
    numbers = database.write(partial(load_members, members=drafts))
    return {one.key: id_ for one, id_ in zip(crew.members, numbers, strict=True)}


def _draft(
    one: MemberSpec,
    person_id: int,
    team_id: int,
    sites: Mapping[str, int],
    towns: Mapping[str, int],
    skills: Mapping[str, int],
) -> MemberDraft:
    return MemberDraft(
        key=one.key,
        person_id=person_id,
        team_id=team_id,
        contract=one.contract,
        home_site_id=sites.get(one.home),
        home_municipality_id=None if one.home in sites else towns[one.home],
        languages=one.languages,
        max_metres=None if one.km is None else 1000 * one.km,
        remote=one.remote,
        skills={skills[code]: (level, day) for code, (level, day) in one.skills.items()},
    )


def _noted(first: date) -> datetime:
    """When an absence was noted: five weeks before."""
    return instant(datetime.combine(first - timedelta(days=37), time(10)))


def _name(person: PersonDraft) -> str:
    return f"{person.first_name} {person.last_name}"


def _state(database: Database, crew: Crew, hands: Hands, known: Directory, wall: datetime) -> None:
    """State each whole month of the last two years."""
    lenders = {known.by_acronym[team.organisation]: team.code for team in crew.teams}
    logins = {lender: hands.managers[code].login for lender, code in lenders.items()}
    months, end = list[Month](), stated_until("", wall.date())
    while len(months) < _MONTHS:
        first = (end - timedelta(days=1)).replace(day=1)
        at = min(datetime.combine(end + timedelta(days=4), time(10, 20)), wall)
        late = frozenset(lender for lender, code in lenders.items() if end > stated_until(code, wall.date()))
        months.append(Month(Days(first, end), instant(at), late))
        end = first
    database.write(partial(load_statements, months=months[::-1], logins=logins))


def _propose(database: Database, numbers: Sequence[str], today: date) -> None:
    """Propose members for these requests as a person would, those who are committed being fixed."""

    def read(session: Session) -> tuple[StatedProblem, dict[tuple[str, int], str]]:
        ids, held = committed_of(session, numbers)
        stated = stated_problem(session, today, ids, every_seat=True)
        seats = {id_: key for key, id_ in stated.seats.items()}
        members = {id_: key for key, id_ in stated.members.items()}
        return stated, {seats[seat]: members[who] for seat, who in held.items()}

    stated, pins = database.read(read)
    studied = study(stated.problem)
    try:
        made = replace(propose(studied, pins=pins, names=stated.names), seconds=_SECONDS)
    except RefusedError:
        return  # on this day a holiday keeps somebody from what the pictures tell
    problem, settings = stated.problem, stated.problem.settings
    inputs = Inputs(
        problem, stated.members, stated.seats, stated.requests, stated.numbers, stated.names.skills
    )
    draft = ProposalDraft(
        members={stated.seats[seat]: stated.members[who] for seat, who in made.members.items()},
        inputs=inputs_text(inputs),
        weights=settings.weights,
        result=result_text(made),
        forced={f"{request}/{seat}": who for (request, seat), who in pins.items()},
        seat_ids=tuple(stated.seats.values()),
    )
    database.write(lambda session: store_proposal(session, Desk(actor_of(session)), draft))
