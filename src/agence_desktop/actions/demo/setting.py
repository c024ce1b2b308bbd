"""Who can book what in the demonstration: rooms with their clients, and the people who ask and decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from agence_desktop.actions.demo.people import OPERATOR, login_of
from agence_desktop.actions.demo.words import DESK, HALL, OFFICE
from agence_desktop.core.hours import ALWAYS
from agence_desktop.core.roles import Grant, Role
from agence_desktop.directory.commands import PersonDraft
from agence_desktop.directory.loading import AccountDraft
from agence_desktop.directory.rows import Directory
from agence_desktop.spaces.catalogue import EquipmentRow
from agence_desktop.spaces.checks import eligible
from agence_desktop.spaces.division import divide
from agence_desktop.spaces.queries.reference import Reference
from agence_desktop.spaces.requesters import requester_of
from agence_desktop.spaces.rows import Requester, SpaceFacts

_USUAL_STARTS = (540, 510, 780, 600, 810, 570, 840, 630, 480, 870, 900)
"""Minutes of the day at which meetings begin, before any other."""


@dataclass(frozen=True, slots=True)
class Requesting:
    """A person who asks, for an organisation."""

    person_id: int
    phone: str


@dataclass(frozen=True, slots=True)
class Room:
    """A room and what planning needs of it; ``clients`` may book it, ``weights`` are cumulated."""

    facts: SpaceFacts
    kind: str
    parts: tuple[int, ...]
    equipment: tuple[EquipmentRow, ...]
    clients: tuple[Requester, ...]
    weights: tuple[float, ...]
    appeal: float

    def client(self, rng: Random) -> Requester:
        """An organisation that may book it, the host and those of the region more often."""
        return rng.choices(self.clients, cum_weights=self.weights)[0]

    def starts(self, weekday: int, minutes: int) -> tuple[tuple[int, ...], int]:
        """Minutes of the day at which a meeting of this length fits the hours and the grid, usual ones first.

        With the length itself, shortened where no opening is that long; empty on a closed day.
        """
        terms = self.facts.terms
        hours = (terms.hours or ALWAYS).days[weekday]
        if not hours:
            return (), minutes
        if terms.whole_days:
            return (0,), 24 * 60
        grid = terms.grid_minutes or 15
        longest = max(last - first for first, last in hours)
        minutes = max(min(minutes, longest, terms.max_minutes or minutes), terms.min_minutes or 0)
        open_at = [
            start
            for first, last in hours
            for start in range(-(-max(first, 7 * 60) // grid) * grid, last - minutes + 1, grid)
        ]
        usual = [start for start in _USUAL_STARTS if start in open_at]
        return (*usual, *(start for start in open_at if start not in usual)), minutes


@dataclass(frozen=True, slots=True)
class Staff:
    """People by organisation, and the logins of those who enter bookings and decide."""

    people: Mapping[int, tuple[Requesting, ...]]
    clerks: Mapping[int, tuple[str, ...]]
    hosts: Mapping[int, str]
    by_name: Mapping[str, Requesting]

    def asking(self, rng: Random, organisation: int) -> Requesting:
        """Somebody of the organisation."""
        own = self.people[organisation]
        return own[int(rng.random() * len(own))]

    def clerk(self, rng: Random, organisation: int) -> str:
        """The login of somebody who enters bookings for the organisation."""
        own = self.clerks[organisation]
        return own[int(rng.random() * len(own))]


def rooms_of(reference: Reference) -> list[Room]:
    """Every room that somebody may book, in the order of their ids."""
    directory = reference.directory
    requesters = [
        requester_of(row) for row in sorted(directory.organisations.values(), key=lambda row: row.id)
    ]
    division = divide({space.id: space.parent_id for space in reference.spaces.values()})
    equipment: dict[int, list[EquipmentRow]] = defaultdict(list)
    for piece in sorted(reference.equipment.values(), key=lambda piece: piece.id):
        equipment[piece.site_id].append(piece)
    rooms = []
    for space_id in sorted(reference.spaces):
        space, facts = reference.spaces[space_id], reference.facts[space_id]
        clients = [(one, _interest(one, facts)) for one in requesters if _may_book(one, facts)]
        rooms.append(
            Room(
                facts=facts,
                kind=space.kind,
                parts=tuple(sorted(division.parts[space_id])),
                equipment=tuple(equipment[space.site_id]),
                clients=tuple(one for one, _ in clients),
                weights=tuple(accumulate(weight for _, weight in clients)),
                appeal=_appeal(space.kind, divided=len(division.parts[space_id]) > 1),
            )
        )
    return rooms


def accounts_of(
    directory: Directory, people: Sequence[PersonDraft], ids: Sequence[int], operator: str
) -> tuple[list[AccountDraft], Staff]:
    """Accounts of two clerks for each organisation, of a host where it has sites, and of the ``operator``.

    ``operator`` is the login of whoever runs the demonstration, who works in it as ``people.OPERATOR``.
    """
    hosts = {site.organisation_id for site in directory.sites.values()}
    by_organisation: dict[int, list[int]] = defaultdict(list)
    for place, person in enumerate(people):
        if person.organisation_id is not None:
            by_organisation[person.organisation_id].append(place)
    logins = {place: login_of(person) for place, person in enumerate(people)}
    first = next(place for place, person in enumerate(people) if _is_operator(person))
    logins[first] = operator
    accounts, clerks, deciders = [], {}, {}
    for organisation, places in sorted(by_organisation.items()):
        clerks[organisation] = tuple(logins[place] for place in places[:2])
        for rank, place in enumerate(places[:2]):
            roles = [Role.CLERK]
            if organisation in hosts and rank == 0:
                roles += [Role.HOST, Role.MANAGER]
                deciders[organisation] = logins[place]
            grants = [Grant(role, organisation) for role in roles]
            if place == first:
                grants += (Grant(role) for role in (Role.CLERK, Role.HOST, Role.MANAGER, Role.ADMINISTRATOR))
            accounts.append(AccountDraft(logins[place], ids[place], tuple(grants)))
    known = {
        f"{person.first_name} {person.last_name}": Requesting(id_, person.phone)
        for person, id_ in reversed(list(zip(people, ids, strict=True)))
    }
    asking = {
        organisation: tuple(Requesting(ids[place], people[place].phone) for place in places)
        for organisation, places in by_organisation.items()
    }
    return accounts, Staff(asking, clerks, deciders, known)


def _is_operator(person: PersonDraft) -> bool:
    return (person.first_name, person.last_name) == (OPERATOR.first_name, OPERATOR.last_name)


def _may_book(requester: Requester, facts: SpaceFacts) -> bool:
    is_host = requester.organisation_id == facts.host_id
    return is_host or (facts.shareable and eligible(requester, facts))


def _interest(requester: Requester, facts: SpaceFacts) -> float:
    if requester.organisation_id == facts.host_id:
        return 8.0
    return 3.0 if facts.region in requester.regions else 1.0


def _appeal(kind: str, *, divided: bool) -> float:
    if divided:
        return 0.35
    return {DESK: 0.7, OFFICE: 0.8, HALL: 0.7}.get(kind, 1.0)
