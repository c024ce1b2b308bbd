"""Demonstration data keep every rule of booking, read like real ones, and come out the same for one seed."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from agence_desktop.actions.demo import DemoCounts, build_demo
from agence_desktop.core.clock import QUEBEC, FixedClock, to_wall
from agence_desktop.core.errors import RefusedError
from agence_desktop.core.roles import Role
from agence_desktop.core.spans import Span
from agence_desktop.directory.accounts import actor_of
from agence_desktop.directory.model import Person
from agence_desktop.directory.queries import host_contact
from agence_desktop.migrations.runner import create
from agence_desktop.spaces.checks import Asked, Bench, Verdict
from agence_desktop.spaces.journal import EventKind
from agence_desktop.spaces.judging import passes
from agence_desktop.spaces.model import Booking, BookingEquipment, BookingEvent, Occurrence
from agence_desktop.spaces.placing import place_dates
from agence_desktop.spaces.pricing import price_at
from agence_desktop.spaces.queries.ledger import standing
from agence_desktop.spaces.queries.reference import Reference, ReferenceCache
from agence_desktop.spaces.requesters import requester_of
from agence_desktop.spaces.rows import BookingDraft, Ledger, OccurrenceState, Reason
from agence_desktop.spaces.states import COUNTED, derived_state
from agence_desktop.storage.base import Base
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.verification import verify
from agence_desktop.storage.work import Database
from support.databases import PostgresDatabases, SqliteFiles

TODAY = date(2026, 10, 14)
NOW = datetime(2026, 10, 14, 14, 42, tzinfo=UTC)
"""Wednesday, 10 h 42 in Québec."""
LOGIN = "postgres"
"""That of the tests' server, so that both kinds of database tell of the same people."""
SPACES, BOOKINGS = 24, 240
HOLDINGS = frozenset({Reason.OVERLAP, Reason.RELATED_SPACE})
NOT_DATA = {
    "agence_guard",
    "agence_meta",
    "audit",
    "audit_seal",
    "change",
    "command_answer",
    "reference_version",
}
DOUBLETS = re.compile(r"\w(?:\((?:e|s|es|ne|trice|ière)\)|·(?:e|ne|trice)s?\b)")

S = OccurrenceState


def at_work(url: str, *, new: bool = False) -> Database:
    """A database, made where it is new, at the moment of the demonstration."""
    clock = FixedClock(NOW)
    opened = open_engine(parse_location(url), clock=clock, login=lambda: LOGIN, create=new)
    if new:
        create(opened)
    return Database(opened, clock)


def build(url: str, seed: int = 1, bookings: int = BOOKINGS, today: date = TODAY) -> DemoCounts:
    """A small demonstration in a new base."""
    database = at_work(url, new=True)
    try:
        return build_demo(database, spaces=SPACES, bookings=bookings, members=0, seed=seed, today=today)
    finally:
        database.close()


def prepare_demo(url: str) -> None:
    """A small demonstration."""
    build(url)


@dataclass(frozen=True, slots=True)
class Demo:
    """All that was made, read back."""

    database: Database
    reference: Reference
    bookings: dict[int, Any]
    occurrences: list[Any]
    events: list[Any]

    def dates_of(self, booking_id: int) -> list[Any]:
        """The occurrences of a booking, in order of their rule."""
        return [one for one in self.occurrences if one.booking_id == booking_id]


def rows_of(session: Session, entity: type[Base], *order: Any) -> list[Any]:
    table = entity.__table__
    return list(session.execute(select(*table.c).order_by(*order)))


@pytest.fixture
def demo(databases: SqliteFiles | PostgresDatabases) -> Iterator[Demo]:
    url = databases.copy_of(prepare_demo)
    database = at_work(url)
    yield database.read(
        lambda session: Demo(
            database,
            ReferenceCache().get(session, TODAY),
            {row.id: row for row in rows_of(session, Booking, Booking.id)},
            rows_of(session, Occurrence, Occurrence.booking_id, Occurrence.origin),
            rows_of(session, BookingEvent, BookingEvent.id),
        )
    )
    database.close()
    databases.drop(url)


def verdict_on(demo: Demo, row: Any) -> Verdict:
    """The rules' own answer to an occurrence, holdings and quota left out."""
    booking = demo.bookings[row.booking_id]
    asked = Asked(
        requester_of(demo.reference.directory.organisations[row.organisation_id]),
        booking.participants,
        booking.layout,
    )
    observed = demo.reference.directory.observed.keys()
    bench = Bench(asked, demo.reference.facts, Ledger(), observed, row.requested_at, judge_past=False)
    return bench.judge(row.space_id, Span(row.starts, row.ends))


def reasons_of(row: Any) -> tuple[Reason, ...]:
    return tuple(Reason(code) for code in row.reasons.split("+") if code)


def draft_of(booking: Any) -> BookingDraft:
    return BookingDraft(
        space_id=booking.space_id,
        start=booking.series_start,
        end=booking.series_end,
        organisation_id=booking.organisation_id,
        purpose=booking.purpose,
        rule=booking.rule,
    )


def test_that_as_much_is_made_as_was_asked_for(demo: Demo) -> None:
    assert len(demo.reference.directory.sites) == 23
    assert len(demo.reference.spaces) == SPACES
    assert len(demo.bookings) == BOOKINGS


def test_that_nothing_is_found_by_the_checks_of_the_base(demo: Demo) -> None:
    assert list(verify(demo.database)) == []


def test_that_each_date_has_the_reasons_the_rules_give(demo: Demo) -> None:
    set_apart = HOLDINGS | {Reason.QUOTA}
    for row in demo.occurrences:
        stored = [reason for reason in reasons_of(row) if reason not in set_apart]
        assert stored == list(verdict_on(demo, row).reasons), demo.bookings[row.booking_id].number


def test_that_a_date_is_obtained_when_it_passes_and_only_then(demo: Demo) -> None:
    for row in demo.occurrences:
        passing = passes(reasons_of(row), demo.reference.facts[row.space_id])
        assert passing is (row.state != S.NOT_OBTAINED), demo.bookings[row.booking_id].number


def test_that_buffers_prices_and_months_are_those_of_the_terms(demo: Demo) -> None:
    for row in demo.occurrences:
        facts, span = demo.reference.facts[row.space_id], Span(row.starts, row.ends)
        busy, local = verdict_on(demo, row).busy, to_wall(row.starts, facts.zone)
        assert (row.busy_from, row.busy_until) == (busy.start, busy.end)
        assert row.price == price_at(facts, span).amount
        assert row.month == local.year * 100 + local.month
        assert row.host_id == facts.host_id


def test_that_no_quota_is_exceeded_within_the_terms(demo: Demo) -> None:
    minutes: Counter[tuple[int, int, int]] = Counter()
    for row in demo.occurrences:
        if row.state in COUNTED and Reason.QUOTA not in reasons_of(row):
            minutes[row.organisation_id, row.host_id, row.month] += Span(row.starts, row.ends).minutes
    for row in demo.occurrences:
        quota = demo.reference.facts[row.space_id].terms.quota_hours
        if quota is not None and row.organisation_id != row.host_id and row.state in COUNTED:
            counted = minutes[row.organisation_id, row.host_id, row.month]
            assert counted <= 60 * quota or Reason.QUOTA in reasons_of(row)


def test_that_the_dates_of_a_series_are_those_of_its_rule(demo: Demo) -> None:
    assert any(booking.rule for booking in demo.bookings.values())
    for booking in demo.bookings.values():
        placed = place_dates(draft_of(booking), demo.reference.facts)
        dates = demo.dates_of(booking.id)
        assert [date.origin for date in placed] == [row.origin for row in dates]
        if booking.sequence == 0:
            assert [date.span for date in placed] == [Span(row.starts, row.ends) for row in dates]


def test_that_every_state_is_the_one_of_its_time(demo: Demo) -> None:
    for row in demo.occurrences:
        assert derived_state(standing(row), NOW) == row.state
        if row.state in (S.REQUESTED, S.OFFERED):
            assert row.starts > NOW
        if row.state == S.PRESENT:
            assert row.starts <= NOW < row.ends


def test_that_all_kinds_of_states_are_shown(demo: Demo) -> None:
    shown = {S(row.state) for row in demo.occurrences}
    assert shown >= set(S) - {S.OFFERED, S.REFUSED}


def test_that_numbers_run_in_the_order_of_asking_without_gap(demo: Demo) -> None:
    ordered = sorted(demo.bookings.values(), key=lambda booking: booking.number)
    assert [one.created_at for one in ordered] == sorted(one.created_at for one in ordered)
    for year, group in groupby(ordered, key=lambda one: to_wall(one.created_at, QUEBEC).year):
        numbers = [one.number for one in group]
        assert numbers == [f"R-{year}-{n:06d}" for n in range(1, len(numbers) + 1)]


def test_that_everything_is_asked_for_and_told_before_it_happens(demo: Demo) -> None:
    histories: dict[int, list[Any]] = {booking_id: [] for booking_id in demo.bookings}
    for event in demo.events:
        histories[event.booking_id].append(event)
    for booking in demo.bookings.values():
        first, *others = histories[booking.id]
        assert (first.kind, first.at) == (EventKind.BOOKED, booking.created_at)
        assert all(booking.created_at <= event.at <= NOW for event in others)
        assert booking.created_at < min(row.starts for row in demo.dates_of(booking.id))
        assert booking.created_at < NOW


def test_that_what_a_host_had_to_decide_was_decided_or_waits(demo: Demo) -> None:
    decided = {event.booking_id for event in demo.events if event.kind == EventKind.DECIDED}
    for row in demo.occurrences:
        soft = [reason for reason in reasons_of(row) if reason not in HOLDINGS]
        if row.state in (S.CONFIRMED, S.PRESENT, S.ENDED, S.NO_SHOW) and soft:
            assert row.booking_id in decided
        if row.state in (S.REFUSED, S.WAITLISTED):
            assert row.booking_id in decided


def test_that_the_rooms_and_bookings_of_the_stories_are_there(demo: Demo) -> None:
    room = demo.reference.spaces[demo.reference.by_code["LEV-CHA"]]
    assert (room.name, room.capacity, room.accessible) == ("Salle Chaudière", 12, True)
    parts = demo.reference.facts[demo.reference.by_code["LEV-ETC"]].related
    assert {demo.reference.spaces[part].name for part in parts} == {"Etchemin A", "Etchemin B"}
    (booking,) = (
        one
        for one in demo.bookings.values()
        if one.rule and one.purpose == "Comité de sécurité routière" and one.space_id == room.id
    )
    dates = demo.dates_of(booking.id)
    assert [to_wall(row.starts, QUEBEC).strftime("%a %H:%M") for row in dates] == ["Wed 13:00"] * 6
    assert dates[2].origin.date() == TODAY
    assert {row.price for row in dates} == {95}


def test_that_people_are_invented_and_cannot_be_reached(demo: Demo) -> None:
    people = demo.database.read(lambda session: rows_of(session, Person, Person.id))
    assert len({person.email for person in people}) == len(people) == 150
    for person in people:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*\d*@exemple\.quebec", person.email)
        assert re.fullmatch(r"(418|819|514|450) 555-01\d\d", person.phone)
        assert person.organisation_id in demo.reference.directory.organisations


def test_that_texts_are_french_without_abbreviated_doublets(demo: Demo) -> None:
    texts = demo.database.read(lambda session: list(_texts(session)))
    assert len(texts) > 500
    for text in texts:
        assert not DOUBLETS.search(text), text
        assert "'" not in text, text
        assert not re.search(r" [:;!?%$»]|« ", text), text


def _texts(session: Session) -> Iterator[str]:
    for name in ("booking", "space", "site", "equipment", "person", "host_closure"):
        table = Base.metadata.tables[name]
        told = {"name", "purpose", "support", "accessibility", "note", "access", "address", "floor", "reason"}
        columns = [column for column in table.c if column.name in told | {"job_class", "first_name"}]
        for row in session.execute(select(*columns)):
            yield from filter(None, row)


def test_that_rooms_use_the_words_of_the_shipped_lists(demo: Demo) -> None:
    words = demo.reference.words
    for space in demo.reference.spaces.values():
        assert space.kind in words["kind"]
        assert space.capacities.keys() <= words["layout"].keys()
        assert space.equipment <= words["equipment"].keys()
        assert all(1 <= places <= space.capacity for places in space.capacities.values())


def test_that_equipment_is_lent_by_the_building_of_the_room(demo: Demo) -> None:
    lines = demo.database.read(
        lambda session: rows_of(session, BookingEquipment, BookingEquipment.booking_id)
    )
    assert lines
    for line in lines:
        site = demo.reference.spaces[demo.bookings[line.booking_id].space_id].site_id
        assert demo.reference.equipment[line.equipment_id].site_id == site


def test_that_whoever_runs_it_works_as_mireille_caron_and_may_do_everything(demo: Demo) -> None:
    actor = demo.database.read(actor_of)
    assert actor.name == "Mireille Caron"
    assert all(actor.may(role, None) for role in (Role.CLERK, Role.HOST, Role.MANAGER, Role.ADMINISTRATOR))


def test_that_every_host_has_somebody_to_call(demo: Demo) -> None:
    def called(session: Session) -> list[str]:
        hosts = {site.organisation_id for site in demo.reference.directory.sites.values()}
        people = [host_contact(session, host, TODAY) for host in sorted(hosts)]
        return [person.name for person in people if person]

    names = demo.database.read(called)
    assert len(names) == 8
    assert {"Ginette Lamontagne", "Mireille Caron"} <= set(names)


def test_that_nothing_is_written_where_something_is(demo: Demo) -> None:
    with pytest.raises(RefusedError) as refused:
        build_demo(demo.database, spaces=5, bookings=5)
    assert refused.value.code == "furnished"
    count = demo.database.read(lambda session: session.scalar(select(func.count()).select_from(Booking)))
    assert count == BOOKINGS


def test_that_rooms_can_be_made_without_any_booking(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/vide.sqlite"
    assert build(url, bookings=0) == DemoCounts(23, SPACES, 150, 0, 0, 60)


@pytest.mark.parametrize(
    "today", [date(2026, 10, 17), date(2026, 12, 25), date(2027, 1, 4), date(2028, 2, 29)]
)
def test_that_any_day_will_do(sqlite_files: SqliteFiles, today: date) -> None:
    url = sqlite_files.fresh()
    assert build(url, seed=2, today=today).bookings == BOOKINGS
    database = at_work(url)
    assert list(verify(database)) == []
    numbers = database.read(
        lambda session: list(session.scalars(select(Booking.number).order_by(Booking.number)))
    )
    for year, group in groupby(numbers, key=lambda number: number[:6]):
        own = list(group)
        assert own == [f"{year}-{n:06d}" for n in range(1, len(own) + 1)]
    database.close()
    sqlite_files.drop(url)


@pytest.mark.postgres
def test_that_one_seed_gives_the_same_records_on_both_databases(
    sqlite_files: SqliteFiles, postgres_databases: PostgresDatabases
) -> None:
    kept = []
    for databases in (sqlite_files, postgres_databases):
        url = databases.copy_of(prepare_demo)
        kept.append(digests(url))
        databases.drop(url)
    assert kept[0] == kept[1]


def test_that_another_seed_gives_other_records(sqlite_files: SqliteFiles) -> None:
    kept = []
    for seed in (1, 1, 2):
        url = sqlite_files.fresh()
        build(url, seed=seed, bookings=30)
        kept.append(digests(url))
        sqlite_files.drop(url)
    assert kept[0] == kept[1]
    assert kept[0]["booking"] != kept[2]["booking"]
    assert kept[0]["region"] == kept[2]["region"]


def digests(url: str) -> dict[str, str]:
    """Table → digest of its rows, as the program reads them."""
    database = at_work(url)
    tables = [table for table in Base.metadata.sorted_tables if table.name not in NOT_DATA]
    found = database.read(lambda session: {table.name: digest(session, table) for table in tables})
    database.close()
    assert len(found) > 20
    return found


def digest(session: Session, table: Table) -> str:
    """Of the values, whatever the scale an amount is read with."""
    shown = hashlib.sha256()
    for row in session.execute(select(table).order_by(*table.primary_key)):
        values = [f"{value:.2f}" if isinstance(value, Decimal) else repr(value) for value in row]
        shown.update(";".join(values).encode() + b"\n")
    return shown.hexdigest()
