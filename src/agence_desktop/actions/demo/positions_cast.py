"""Who works in the units of the demonstration: their holders and managers, and what they may do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from agence_desktop.actions.demo.people import FIRST_NAMES, KNOWN, LAST_NAMES, OPERATOR, Known, login_of
from agence_desktop.actions.demo.positions_bank import themes
from agence_desktop.actions.demo.positions_spec import VACANT, PostSpec, UnitSpec
from agence_desktop.core.roles import Grant, Role
from agence_desktop.directory.commands import PersonDraft
from agence_desktop.directory.loading import AccountDraft

STORY: Final = "story"
"""Theme of P-0142, whose sheet is told apart."""
_STORY_LINES: Final = {
    "Hélène Vachon": 102,
    "Josée Lachance": 121,
    "Étienne Gagnon-Roy": 134,
    "Sylvie Paradis": 147,
    "Nathalie Arsenault": 149,
    "Thierry Nadeau": 151,
    "Réal Simard": 160,
    "Fatou Diallo": 163,
    "Lorraine Bédard": 166,
    "Samuel Ouellet": 171,
}
_OPERATOR: Final = f"{OPERATOR.first_name} {OPERATOR.last_name}"


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of a unit as positions name them."""

    person_id: int
    name: str
    login: str
    phone: str


@dataclass(frozen=True, slots=True)
class Cast:
    """Manager by unit code, holder by position number (absent: vacant), and who runs the demonstration."""

    managers: Mapping[str, Colleague]
    holders: Mapping[str, Colleague]
    operator: Colleague

    def team(self, unit: UnitSpec) -> list[Colleague]:
        """Everybody of a unit, its manager last."""
        held = [self.holders[post.number] for post in unit.posts if post.number in self.holders]
        return [*held, self.managers[unit.code]]


class Casting:
    """The people to add to the directory for some units, in order, and who of them is who."""

    def __init__(self, seed: int, units: Sequence[UnitSpec]) -> None:
        self._rng = Random(f"postes {seed}")
        self._known = {f"{one.first_name} {one.last_name}": place for place, one in enumerate(KNOWN)}
        self._taken = set(self._known)
        self._units = units
        self.people: list[Known] = []
        self._managers = {unit.code: self._add(unit, None, unit.manager) for unit in units}
        self._holders = {
            post.number: self._add(unit, post, post.holder)
            for unit in units
            for post in unit.posts
            if post.holder != VACANT
        }

    def cast(self, people: Sequence[PersonDraft], ids: Sequence[int], operator: str) -> Cast:
        """Who is who, once everybody of the directory has a number; those added here come last."""
        first = len(people) - len(self.people)

        def colleague(place: int) -> Colleague:
            at = place if place < len(KNOWN) else first + place - len(KNOWN)
            person = people[at]
            return Colleague(
                ids[at], f"{person.first_name} {person.last_name}", login_of(person), person.phone
            )

        runs = colleague(self._known[_OPERATOR])
        return Cast(
            {code: colleague(place) for code, place in self._managers.items()},
            {number: colleague(place) for number, place in self._holders.items()},
            Colleague(runs.person_id, runs.name, operator, runs.phone),
        )

    def accounts(self, cast: Cast, organisations: Mapping[str, int]) -> list[AccountDraft]:
        """An account for each: managers approve for their organisation, holders write their own sheet."""
        granted: dict[str, tuple[int, list[Grant]]] = {}
        for unit in self._units:
            grant = Grant(Role.HOLDER, organisations[unit.organisation])
            people = [(one, grant) for one in cast.team(unit)[:-1]]
            people.append((cast.managers[unit.code], Grant(Role.MANAGER, grant.organisation_id)))
            for person, each in people:
                granted.setdefault(person.login, (person.person_id, []))[1].append(each)
        return [AccountDraft(login, person, tuple(grants)) for login, (person, grants) in granted.items()]

    def _add(self, unit: UnitSpec, post: PostSpec | None, name: str) -> int:
        """The place of a person: among the known ones, or after them in the order of adding."""
        if name in self._known:
            return self._known[name]
        while not name or name in self._taken:
            name = f"{self._rng.choice(FIRST_NAMES)} {self._rng.choice(LAST_NAMES)}"
            if len(self.people) > 5_000:
                break  # all pairs of names may be taken: addresses then bear a number
        self._taken.add(name)
        first, _, last = name.partition(" ")
        line = _STORY_LINES.get(name) or self._rng.randrange(100, 200)
        site = unit.sites[post.site if post else 0]
        known = Known(first, last, unit.organisation, _job(post), line, site=site, region=unit.region)
        self.people.append(known)
        return len(KNOWN) + len(self.people) - 1


def _job(post: PostSpec | None) -> str:
    if post is None:
        return "Cadre"
    return "Agent d’aide financière" if post.theme == STORY else themes()[post.theme].job_class
