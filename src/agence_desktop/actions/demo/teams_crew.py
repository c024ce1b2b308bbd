"""Who is in the flying teams of the demonstration: those of the pictures first, then invented members."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Final

from agence_desktop.actions.demo.people import FIRST_NAMES, KNOWN, LAST_NAMES, OPERATOR, Known, login_of
from agence_desktop.actions.demo.teams_spec import (
    FULL_BP,
    FULL_WEEK,
    MEMBERS,
    MemberSpec,
    Profile,
    Story,
    TeamSpec,
    dated,
    story,
)
from agence_desktop.core.calendars import week_start
from agence_desktop.core.geography import Point
from agence_desktop.core.roles import Grant, Role
from agence_desktop.directory.commands import PersonDraft
from agence_desktop.directory.loading import AccountDraft
from agence_desktop.directory.rows import Directory
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Member, Pattern, Skilled
from agence_desktop.teams.rates import RateTables
from agence_desktop.teams.rows import ExpenseKind

_FULL_DAY: Final = Fraction(7)
_SECONDS: Final = 3_600
_FOUR_DAYS: Final = (*FULL_WEEK[:4], 0)
_HALF_WEDNESDAY: Final = (*FULL_WEEK[:2], FULL_WEEK[0] // 2, *FULL_WEEK[3:])
_LIMITS: Final = (60, 80, 100, 150)
_MOST_NAMES: Final = 5_000


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody who acts for a team or for a client."""

    name: str
    login: str
    phone: str = ""
    email: str = ""


class Crew:
    """The teams and ``wanted`` members of the demonstration of a day; the same seed gives the same ones."""

    def __init__(self, seed: int, wanted: int, today: date) -> None:
        self.story: Story = story(today)
        self._rng = Random(f"equipes {seed}")
        self._today = today
        self.teams = self.story.teams if wanted else ()
        self.members = self._members(wanted)
        self._people: list[Known] = []
        self._places: dict[str, int] = {}

    def people(self, directory: Directory, others: Sequence[Known]) -> list[Known]:
        """Members and managers to add to the directory, in order; nobody bears a name that is taken."""
        taken = {f"{one.first_name} {one.last_name}" for one in (*KNOWN, *others)}
        taken |= {one.name for one in self.members}
        organisations = {team.code: team.organisation for team in self.teams}
        classes = {team.code: team.job_class for team in self.teams}
        for team in self.teams:
            first, last, line = team.manager
            if (first, last) != (OPERATOR.first_name, OPERATOR.last_name):
                self._add(team.code, Known(first, last, team.organisation, "Cadre", line % 100 + 100))
        for member in self.members:
            name = member.name
            while not name or (not member.told and name in taken and len(taken) < _MOST_NAMES):
                name = f"{self._rng.choice(FIRST_NAMES)} {self._rng.choice(LAST_NAMES)}"
            taken.add(name)
            first, _, last = name.partition(" ")
            line = member.line or self._rng.randrange(100, 200)
            self._add(
                member.key,
                Known(
                    *(first, last, organisations[member.team], classes[member.team], line),
                    region=_region(directory, member.home),
                ),
            )
        return self._people

    def named(self, people: Sequence[PersonDraft], ids: Sequence[int]) -> Hands:
        """Who is who among those added, once they have numbers."""
        by_key = {key: people[place] for key, place in self._places.items()}
        return Hands(by_key, {key: ids[place] for key, place in self._places.items()}, self.teams)

    def tables(self) -> RateTables:
        """What days, kilometres, nights and meals cost."""
        april = self.story.april
        own = {one.key: dated([one.rate], april) for one in self.members if one.rate is not None}
        classes = {team.job_class: dated([team.rate - 8, team.rate], april) for team in self.teams}
        given = self.story.expenses
        return RateTables(
            own=own,
            classes=classes,
            travel=given[ExpenseKind.TRAVEL],
            lodging=given[ExpenseKind.LODGING],
            meals=given[ExpenseKind.MEALS],
        )

    def _add(self, key: str, one: Known) -> None:
        self._places[key] = len(self._people)
        self._people.append(one)

    def _members(self, wanted: int) -> tuple[MemberSpec, ...]:
        told = self.story.members[:wanted]
        left = {
            team.code: max(0, team.members * wanted // MEMBERS - sum(one.team == team.code for one in told))
            for team in self.story.teams
        }
        order = [team for team in self.story.teams for _ in range(left[team.code])]
        order += [self.story.teams[0]] * (wanted - len(told) - len(order))
        numbers: dict[str, int] = {}
        found = list(told)
        for number, team in enumerate(order[: wanted - len(told)], len(told) + 1):
            numbers[team.code] = numbers.get(team.code, -1) + 1
            profile = team.profiles[numbers[team.code] % len(team.profiles)]
            found.append(self._invented(f"V{number:03d}", team, profile))
        return tuple(found)

    def _invented(self, key: str, team: TeamSpec, profile: Profile) -> MemberSpec:
        rng, today = self._rng, self._today
        skills = {
            code: (rng.randint(low, high), today - timedelta(days=rng.randint(20, 600)))
            for code, (low, high) in profile.skills.items()
        }
        since = week_start(today) - timedelta(weeks=rng.randint(60, 260))
        chance = rng.random()
        end = week_start(today) + timedelta(weeks=rng.randint(3, 20), days=5) if chance < 0.12 else None
        week = rng.choice((FULL_WEEK,) * 7 + (_FOUR_DAYS, _HALF_WEDNESDAY))
        absences = tuple(self._absences())
        return MemberSpec(
            key=key,
            name="",
            team=team.code,
            home=rng.choice(profile.homes),
            skills=skills,
            km=profile.km or rng.choice(_LIMITS),
            remote=profile.remote and rng.random() < 0.85,
            contract=Days(since, end),
            absences=absences,
            week=week,
            factor_bp=8_000 if rng.random() < 0.1 else FULL_BP,
            languages=("en", "fr") if rng.random() < 0.25 else ("fr",),
        )

    def _absences(self) -> Iterator[Days]:
        """Holidays of last summer, and sometimes a week ahead."""
        rng, monday = self._rng, week_start(self._today)
        summer = monday - timedelta(weeks=rng.randint(9, 16))
        yield Days.both_included(summer, summer + timedelta(days=rng.choice((4, 11, 18))))
        if rng.random() < 0.4:
            ahead = monday + timedelta(weeks=rng.randint(1, 10))
            yield Days.both_included(ahead, ahead + timedelta(days=rng.choice((0, 1, 4))))


class Hands:
    """Who acts: managers of teams, members, and whoever signs for a client."""

    def __init__(
        self, people: Mapping[str, PersonDraft], ids: Mapping[str, int], teams: Sequence[TeamSpec]
    ) -> None:
        self._people = people
        self._teams = teams
        self.ids = ids
        self.managers: dict[str, Hand] = {}
        self.signers: dict[int, Hand] = {}
        self._signer_ids: dict[int, int] = {}

    def appoint(
        self,
        staff: Sequence[tuple[int, PersonDraft]],
        operator: str,
    ) -> None:
        """Choose who answers for teams and who signs for each organisation among all people, by id."""
        runs: PersonDraft | None = None
        for id_, person in staff:
            if (person.first_name, person.last_name) == (OPERATOR.first_name, OPERATOR.last_name):
                runs = person
            elif person.organisation_id is not None and person.organisation_id not in self.signers:
                self.signers[person.organisation_id] = _hand(person)
                self._signer_ids[person.organisation_id] = id_
        for team in self._teams:
            chosen = self._people.get(team.code) or runs
            if chosen is not None:
                hand = _hand(chosen)
                login = operator if chosen is runs else hand.login
                self.managers[team.code] = Hand(hand.name, login, hand.phone, hand.email)

    def person(self, key: str) -> PersonDraft:
        """A member as the directory has them."""
        return self._people[key]

    def accounts(self, members: Sequence[MemberSpec], organisations: Mapping[str, int]) -> list[AccountDraft]:
        """Managers answer for their organisation, members for their own days, clients sign."""
        lenders = {team.code: organisations[team.organisation] for team in self._teams}
        drafts = [
            AccountDraft(
                login_of(self._people[team.code]),
                self.ids[team.code],
                (Grant(Role.MANAGER, lenders[team.code]), Grant(Role.CLERK, lenders[team.code])),
            )
            for team in self._teams
            if team.code in self._people
        ]
        drafts += (
            AccountDraft(
                login_of(self._people[one.key]), self.ids[one.key], (Grant(Role.MEMBER, lenders[one.team]),)
            )
            for one in members
        )
        drafts += (
            AccountDraft(hand.login, self._signer_ids[organisation], (Grant(Role.CLIENT, organisation),))
            for organisation, hand in sorted(self.signers.items())
            if self._teams
        )
        return drafts


def as_member(spec: MemberSpec, name: str, directory: Directory) -> Member:
    """A member as the arithmetic sees them."""
    home, town = point_of(directory, spec.home)
    monday, tuesday, wednesday, thursday, friday = (Fraction(one, _SECONDS) for one in spec.week)
    return Member(
        key=spec.key,
        name=name,
        team=spec.team,
        home=home,
        home_name=town,
        skills={code: Skilled(level, day) for code, (level, day) in spec.skills.items()},
        languages=frozenset(spec.languages),
        patterns=(Pattern(None, (monday, tuesday, wednesday, thursday, friday)),),
        factor=Fraction(spec.factor_bp, FULL_BP),
        absences=spec.absences,
        contract=spec.contract,
        max_km=None if spec.km is None else Fraction(spec.km),
        remote=spec.remote,
    )


def point_of(directory: Directory, place: str) -> tuple[Point | None, str]:
    """Where a site or a municipality is, and the name of its municipality."""
    if place in directory.places:
        town = directory.places[place]
        return Point(town.latitude, town.longitude), town.name
    site = next((one for one in directory.sites.values() if one.name == place), None)
    if site is None:
        return None, place
    return Point(site.latitude, site.longitude), site.municipality


def _region(directory: Directory, place: str) -> str:
    if place in directory.places:
        return directory.places[place].region
    return next((one.region for one in directory.sites.values() if one.name == place), "03")


def _hand(person: PersonDraft) -> Hand:
    return Hand(f"{person.first_name} {person.last_name}", login_of(person), person.phone, person.email)
