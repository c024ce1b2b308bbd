"""Builds the demonstration in a new database: sites, people, rooms, positions, flying teams, bookings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from itertools import islice
from random import Random
from typing import Final

from agence_desktop.actions.demo.bookings import plan_bookings
from agence_desktop.actions.demo.people import invent_people
from agence_desktop.actions.demo.positions import plan_positions, plan_units
from agence_desktop.actions.demo.positions_cast import Cast, Casting
from agence_desktop.actions.demo.positions_spec import POSITIONS, UnitSpec, unit_specs
from agence_desktop.actions.demo.rooms import plan_equipment, plan_rooms
from agence_desktop.actions.demo.setting import Staff, accounts_of
from agence_desktop.actions.demo.sites import Site, shipped_sites
from agence_desktop.actions.demo.teams import build_teams
from agence_desktop.actions.demo.teams_crew import Crew, Hands
from agence_desktop.actions.demo.teams_spec import MEMBERS
from agence_desktop.actions.demo.terms import plan_host_data
from agence_desktop.actions.reference_data import load_reference_data
from agence_desktop.core.clock import QUEBEC, to_instant, to_wall
from agence_desktop.core.errors import RefusedError, RightMissingError
from agence_desktop.core.french import NBSP
from agence_desktop.directory.commands import PersonDraft
from agence_desktop.directory.loading import load_accounts, load_people, load_sites
from agence_desktop.directory.queries import directory
from agence_desktop.directory.users import may_sign_for_others
from agence_desktop.positions.commands.loading import (
    has_positions,
    load_absences,
    load_positions,
    load_units,
)
from agence_desktop.spaces.commands.furnishing import (
    is_furnished,
    load_equipment,
    load_host_data,
    load_spaces,
)
from agence_desktop.spaces.commands.loading import LoadedBooking, load_bookings
from agence_desktop.spaces.queries.reference import Reference, ReferenceCache
from agence_desktop.storage.context import current_login
from agence_desktop.storage.grants import OWNER
from agence_desktop.storage.work import Database
from agence_desktop.teams.commands.loading import has_teams

SPACES: Final = 200
BOOKINGS: Final = 8_000
SEED: Final = 1

_HOUR = time(10, 42)
"""What time it is in the demonstration of a given day; without a day it is the present."""
_AT_ONCE = 10_000
"""Bookings of one transaction: pages that many of them share are written once for all."""
_POSITIONS_AT_ONCE = 200
_BOOKINGS_PER_PERSON = 25
_FEWEST_PEOPLE, _MOST_PEOPLE = 150, 3_000
_FURNISHED = (
    "Cette base contient déjà des immeubles, des espaces, des personnes ou des réservations"
    f"{NBSP}: les données de démonstration ne s’écrivent que dans une base neuve. Indiquez-en une autre."
)

Progress = Callable[[int, int], None]
"""Told how many bookings are planned and almost stored, of how many."""


_NOT_OWNER = (
    f"Les fiches et les engagements de démonstration portent la signature d’autres personnes{NBSP}: sur un"
    f" serveur, seul le compte propriétaire de la base ({OWNER}) peut les écrire. Utilisez ce compte, ou"
    f" demandez une démonstration sans postes ni membres{NBSP}: --postes 0 --membres 0."
)


@dataclass(frozen=True, slots=True)
class DemoCounts:
    """How much was made."""

    sites: int
    spaces: int
    people: int
    bookings: int
    occurrences: int
    positions: int = 0
    members: int = 0
    requests: int = 0


def build_demo(
    database: Database,
    *,
    spaces: int = SPACES,
    bookings: int = BOOKINGS,
    positions: int = POSITIONS,
    members: int = MEMBERS,
    seed: int = SEED,
    today: date | None = None,
    progress: Progress | None = None,
) -> DemoCounts:
    """Fill a new database with the shipped reference data and invented records, under all its guards.

    The same seed, sizes and ``today`` give the same records on every database. Whoever runs it may do
    everything there. Raises RefusedError ``furnished`` where sites, spaces, people, positions or bookings
    are stored; RightMissingError, before anything is written, where positions with the signatures of others
    are wanted by somebody who does not own the server’s tables.
    """
    if (positions or members) and not database.read(may_sign_for_others):
        raise RightMissingError("right_missing", _NOT_OWNER)
    if any(database.read(one) for one in (is_furnished, has_positions, has_teams)):
        raise RefusedError("furnished", _FURNISHED)
    moment = database.clock.now() if today is None else to_instant(datetime.combine(today, _HOUR), QUEBEC)
    moment = moment.replace(second=0, microsecond=0)
    day, rng = to_wall(moment, QUEBEC).date(), Random(seed)
    database.write(load_reference_data)
    sites = _build_sites(database, day)
    units = unit_specs(positions)
    casting = Casting(seed, units)
    crew = Crew(seed, members, day)
    everybody = _build_people(database, rng, bookings // _BOOKINGS_PER_PERSON, day, casting, crew)
    _build_positions(database, seed, units, everybody.cast, day)
    requests = build_teams(database, seed, crew, everybody.hands, everybody.people, moment)
    reference = _build_rooms(database, rng, sites, spaces, day)
    stored, dates = _store(
        database, plan_bookings(rng, reference, everybody.staff, moment, bookings), bookings, progress
    )
    people = len(everybody.people) + everybody.added
    return DemoCounts(len(sites), len(reference.spaces), people, stored, dates, positions, members, requests)


def _build_sites(database: Database, day: date) -> list[tuple[int, Site]]:
    sites = shipped_sites(database.read(partial(directory, today=day)))
    ids = database.write(partial(load_sites, sites=[site.draft for site in sites]))
    return list(zip(ids, sites, strict=True))


@dataclass(frozen=True, slots=True)
class _Everybody:
    """Who is who: ``people`` without the ``added`` ones of flying teams."""

    people: Sequence[PersonDraft]
    added: int
    staff: Staff
    cast: Cast
    hands: Hands


def _build_people(
    database: Database, rng: Random, count: int, day: date, casting: Casting, crew: Crew
) -> _Everybody:
    known = database.read(partial(directory, today=day))
    members = crew.people(known, casting.people)
    wanted = min(max(count, _FEWEST_PEOPLE), _MOST_PEOPLE) + len(members)
    everybody = invent_people(rng, known, wanted, [*casting.people, *members])
    every_id = database.write(partial(load_people, people=everybody))
    login = database.read(current_login)
    first = len(everybody) - len(members)
    people, ids = everybody[:first], every_id[:first]
    accounts, staff = accounts_of(known, people, ids, login)
    database.write(partial(load_accounts, accounts=accounts))
    cast = casting.cast(people, ids, login)
    database.write(partial(load_accounts, accounts=casting.accounts(cast, known.by_acronym)))
    hands = crew.named(everybody[first:], every_id[first:])
    hands.appoint(list(zip(ids, people, strict=True)), login)
    database.write(partial(load_accounts, accounts=hands.accounts(crew.members, known.by_acronym)))
    return _Everybody(people, len(members), staff, cast, hands)


def _build_positions(database: Database, seed: int, units: Sequence[UnitSpec], cast: Cast, day: date) -> None:
    known = database.read(partial(directory, today=day))
    ids = database.write(partial(load_units, units=plan_units(known, units)))
    positions, absences = plan_positions(seed, known, units, ids, cast, day)
    for lot in range(0, len(positions), _POSITIONS_AT_ONCE):
        database.write(partial(load_positions, positions=positions[lot : lot + _POSITIONS_AT_ONCE]))
    database.write(partial(load_absences, absences=absences))


def _build_rooms(
    database: Database, rng: Random, sites: list[tuple[int, Site]], count: int, day: date
) -> Reference:
    spaces = plan_rooms(rng, sites, count)
    ids = database.write(partial(load_spaces, spaces=spaces))
    database.write(partial(load_equipment, equipment=plan_equipment(sites)))
    known = database.read(partial(directory, today=day))
    database.write(partial(load_host_data, drafts=plan_host_data(known, sites, spaces, ids, day)))
    return database.read(partial(ReferenceCache().get, today=day))


def _store(
    database: Database, bookings: Iterable[LoadedBooking], total: int, progress: Progress | None
) -> tuple[int, int]:
    """Store the bookings, each lot while the next is planned; how many, and how many dates they have."""
    left, stored, dates = iter(bookings), 0, 0
    with ThreadPoolExecutor(1, "demo") as writer:
        written: Future[None] | None = None
        while lot := list(islice(left, _AT_ONCE)):
            if written:
                written.result()
            written = writer.submit(database.write, partial(load_bookings, bookings=lot))
            stored += len(lot)
            dates += sum(len(one.dates) for one in lot)
            if progress:
                progress(stored, total)
        if written:
            written.result()
    return stored, dates
