"""Reads for a day at work, on both databases: requests, moments, changes by others, busy rooms."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from agence_desktop.core.clock import FixedClock
from agence_desktop.core.spans import Span
from agence_desktop.directory.queries import home_site
from agence_desktop.spaces.commands.attending import Attend, note_presence
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.journal import EventKind
from agence_desktop.spaces.queries.day import changes_since, counts_by_space, moments_of, pending_dates
from agence_desktop.spaces.rows import Mode
from agence_desktop.storage.work import Database
from support import office
from support.drafts import booked, draft
from support.furnished import NOW

DAY = Span(datetime(2026, 12, 1, tzinfo=UTC), datetime(2026, 12, 2, tzinfo=UTC))


def test_that_requests_to_come_are_read_with_their_dates(database: Database, desk: Desk) -> None:
    booked(database, desk, draft())
    asked = booked(database, desk, draft("2026-12-02 09:00", "2026-12-02 10:00", mode=Mode.REQUEST))
    elsewhere = draft("2026-12-02 09:00", "2026-12-02 10:00", space=office.DUNES, mode=Mode.REQUEST)
    booked(database, desk, elsewhere)
    found = database.read(lambda session: pending_dates(session, [office.CHAUDIERE], NOW))
    assert [(one.number, one.acronym, one.space_id) for one in found] == [
        (asked.number, "MTQ", office.CHAUDIERE)
    ]
    assert found[0].requested_at == NOW
    begun = datetime(2026, 12, 2, 14, 0, tzinfo=UTC)
    assert database.read(lambda session: pending_dates(session, [office.CHAUDIERE], begun)) == []


def test_that_the_moment_of_presence_is_read_by_date(database: Database, desk: Desk) -> None:
    booking = booked(database, desk, draft()).booking_id
    assert booking is not None
    database.clock = FixedClock(datetime(2026, 12, 1, 14, 5, tzinfo=UTC))
    database.write(lambda session: note_presence(session, desk, Attend(1, 1)))
    kinds = (EventKind.PRESENT, EventKind.CANCELLED)
    found = database.read(lambda session: moments_of(session, [booking], kinds))
    assert found == {(1, EventKind.PRESENT): database.clock.now()}
    assert database.read(lambda session: moments_of(session, [], kinds)) == {}


def test_that_changes_by_others_are_read_latest_first_and_counted(database: Database, desk: Desk) -> None:
    numbers = []
    for hour in (9, 11, 13):
        database.clock = FixedClock(NOW + timedelta(minutes=hour))
        numbers.append(
            booked(database, desk, draft(f"2026-12-01 {hour:02}:00", f"2026-12-01 {hour + 1}:00")).number
        )
    rooms = [office.CHAUDIERE, office.ETCHEMIN]
    lines, total = database.read(lambda session: changes_since(session, NOW, "hote", rooms, 2))
    assert ([one.number for one in lines], total) == (numbers[:0:-1], 3)
    assert {(one.kind, one.person) for one in lines} == {(EventKind.BOOKED, "commis")}
    late = NOW + timedelta(minutes=12)
    assert database.read(lambda session: changes_since(session, late, "hote", rooms, 2))[1] == 1
    assert database.read(lambda session: changes_since(session, NOW, "commis", rooms, 2)) == ([], 0)
    assert database.read(lambda session: changes_since(session, NOW, "hote", [], 2)) == ([], 0)


def test_that_dates_in_force_are_counted_by_room(database: Database, desk: Desk) -> None:
    booked(database, desk, draft())
    booked(database, desk, draft("2026-12-01 11:00", "2026-12-01 12:00"))
    booked(database, desk, draft(space=office.ETCHEMIN_A))
    booked(database, desk, draft("2026-12-03 11:00", "2026-12-03 12:00"))
    found = database.read(lambda session: counts_by_space(session, DAY))
    assert found == {office.CHAUDIERE: 2, office.ETCHEMIN_A: 1}


def test_that_who_has_no_known_building_has_none(database: Database) -> None:
    assert database.read(lambda session: home_site(session, None)) is None
    assert database.read(lambda session: home_site(session, office.ROY)) is None
    assert database.read(lambda session: home_site(session, 999)) is None
