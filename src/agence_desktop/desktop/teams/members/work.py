"""What the forms of members and teams read and write, on the database thread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.french import search_key
from agence_desktop.desktop.teams import texts
from agence_desktop.desktop.teams.facts.places import PlaceChoice, read_places
from agence_desktop.desktop.teams.gateway import Gateway, Written
from agence_desktop.desktop.widgets.adapters import Choice
from agence_desktop.teams.membership import MemberFile, TeamFile, WorkingHours, next_key
from agence_desktop.teams.periods import Days

if TYPE_CHECKING:
    from agence_desktop.storage.work import Session
    from agence_desktop.teams.commands.desk import Desk, Done

_MOST = 60
_STORED = (
    *("key", "person_id", "team_id", "contract", "home_site_id", "home_municipality_id"),
    *("languages", "max_metres", "remote", "past_clients", "skills"),
)
"""What a member has in common with the draft of one."""


@dataclass(frozen=True, slots=True)
class ProfileSeed:
    """A member, None for a new one; teams one may choose, places, and the key that comes next."""

    member: MemberFile | None
    teams: tuple[TeamFile, ...]
    places: tuple[PlaceChoice, ...]
    key: str


@dataclass(frozen=True, slots=True)
class TeamSeed:
    """The teams that somebody keeps, and the organisations that may lend one: id and name.

    Teams that are over come last. ``own`` is the team of the member in question where it is kept, else the
    first.
    """

    teams: tuple[TeamFile, ...]
    organisations: tuple[tuple[int, str], ...]
    own: TeamFile | None


def read_member(gateway: Gateway, member_id: int) -> MemberFile:
    """All of a member; RefusedError ``unknown_member``."""
    from agence_desktop.teams.queries.members import member_file

    found = gateway.read(lambda session, today: member_file(session, member_id, today))
    if found is None:
        raise RefusedError("unknown_member", texts.UNKNOWN_MEMBER)
    return found


def note_absence(gateway: Gateway, member_id: int, period: Days, frees: bool) -> Written:
    """Note that a member is away."""
    from agence_desktop.teams.commands.members import add_absence

    return gateway.write(lambda session, desk: add_absence(session, desk, member_id, period, frees=frees))


def change_absence(
    gateway: Gateway, absence_id: int, version: int, period: Days | None, frees: bool
) -> Written:
    """Give an absence other days, or take it back."""
    from agence_desktop.teams.commands.members import change_absence as change

    return gateway.write(
        lambda session, desk: change(session, desk, absence_id, version, period, frees=frees)
    )


def set_hours(gateway: Gateway, member_id: int, hours: WorkingHours, frees: bool) -> Written:
    """Give a member hours from a day on."""
    from agence_desktop.teams.commands.members import PatternDraft, set_pattern

    draft = PatternDraft(hours.since, hours.seconds, hours.factor_bp)
    return gateway.write(lambda session, desk: set_pattern(session, desk, member_id, draft, frees=frees))


def save_member(gateway: Gateway, member: MemberFile | None, version: int, **changed: Any) -> Written:
    """Make a member, or change one read at ``version``; what is not named stays.

    What is written keeps its ``version``, for whoever takes it back.
    """
    from agence_desktop.teams.commands.members import MemberDraft
    from agence_desktop.teams.commands.members import save_member as save
    from agence_desktop.teams.queries.members import member_version

    stored = {} if member is None else {name: getattr(member, name) for name in _STORED}
    draft = MemberDraft(**stored | changed)

    def work(session: Session, desk: Desk) -> Done:
        done = save(session, desk, draft, None if member is None else member.id, version)
        return replace(done, kept={"version": member_version(session, done.ids[0])})

    return gateway.write(work)


def save_team(gateway: Gateway, team: TeamFile, team_id: int | None = None, version: int = 0) -> Written:
    """Make a team, or change the one read at ``version``; what is written keeps its ``version``."""
    from agence_desktop.teams.commands.members import TeamDraft
    from agence_desktop.teams.commands.members import save_team as save
    from agence_desktop.teams.queries.members import team_version

    draft = TeamDraft(team.code, team.name, team.organisation_id, team.until)

    def work(session: Session, desk: Desk) -> Done:
        done = save(session, desk, draft, team_id, version)
        return replace(done, kept={"version": team_version(session, done.ids[0])})

    return gateway.write(work)


def withdraw_team(gateway: Gateway, made: Written) -> Written:
    """Take back a team that was just made."""
    from agence_desktop.teams.commands.withdrawing import withdraw_team as withdraw

    return gateway.write(lambda session, desk: withdraw(session, desk, made.id, made.kept["version"]))


def withdraw_member(gateway: Gateway, made: Written) -> Written:
    """Take back a member who was just made."""
    from agence_desktop.teams.commands.withdrawing import withdraw_member as withdraw

    return gateway.write(lambda session, desk: withdraw(session, desk, made.id, made.kept["version"]))


def read_profile(gateway: Gateway, member_id: int | None) -> ProfileSeed:
    """What the form of a member offers; RefusedError ``unknown_member``."""
    member = None if member_id is None else read_member(gateway, member_id)

    def work(session: Session, today: date) -> ProfileSeed:
        from agence_desktop.directory.queries import directory
        from agence_desktop.teams.queries.members import member_keys, team_files

        own = member.team_id if member is not None else None
        teams = [
            one
            for one in team_files(session, today)
            if _manages(gateway, one.organisation_id) or one.id == own
        ]
        site = member.home_site_id if member is not None else None
        places = read_places(session, directory(session, today), site)
        return ProfileSeed(member, tuple(teams), places, next_key(member_keys(session)))

    return gateway.read(work)


def find_people(gateway: Gateway, text: str) -> list[Choice]:
    """People in force whose name or e-mail holds every word; the key: their id and the name of their site."""
    from agence_desktop.directory.queries import people

    found = gateway.read(lambda session, today: people(session, today, search_key(text), limit=_MOST))
    return [
        Choice((row.id, row.site), row.name, ", ".join(part for part in (row.organisation, row.site) if part))
        for row in found
    ]


def read_teams(gateway: Gateway, member_id: int | None = None) -> TeamSeed:
    """The teams and organisations of whoever is at the screen."""

    def work(session: Session, today: date) -> TeamSeed:
        from agence_desktop.directory.queries import directory
        from agence_desktop.teams.queries.members import team_files, team_of

        every = team_files(session, today, retired=True)
        own = [one for one in every if _manages(gateway, one.organisation_id)]
        lenders = {one.organisation_id for one in own}
        organisations = [
            (one.id, f"{one.acronym}, {one.name}")
            for one in directory(session, today).organisations.values()
            if one.id in lenders or (one.active and _manages(gateway, one.id))
        ]
        mine = None if member_id is None else team_of(session, member_id)
        first = own[0] if own else None
        chosen = next((one for one in own if one.id == mine), first)
        return TeamSeed(tuple(own), tuple(organisations), chosen)

    return gateway.read(work)


def _manages(gateway: Gateway, organisation_id: int) -> bool:
    from agence_desktop.teams.commands.desk import Desk

    return Desk(gateway.actor).manages(organisation_id)
