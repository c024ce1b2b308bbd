"""What may take the place of a date that conflicts, and what is left of the equipment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from agence_desktop.core.clock import to_wall
from agence_desktop.spaces.alternatives import Alternatives
from agence_desktop.spaces.commands.booking import preview
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.model import HostTerms, Space
from agence_desktop.spaces.queries.series import alternatives_for, free_equipment
from agence_desktop.spaces.rows import BookingDraft, EquipmentLine, OnConflict
from agence_desktop.storage.engine import count_statements
from agence_desktop.storage.work import Database
from support import office
from support.drafts import booked, draft
from support.furnished import NOW

SERIES = {"rule": "FREQ=WEEKLY;COUNT=8", "on_conflict": OnConflict.SKIP}


def offered(database: Database, desk: Desk, wanted: BookingDraft, *numbers: int) -> list[Alternatives]:
    """What is offered for these dates of a draft, the others staying where they pass."""

    def work(session: Session) -> list[Alternatives]:
        dates = preview(session, desk, wanted).dates
        others = [one for n, one in enumerate(dates) if n not in numbers and one.passes]
        asked = [dates[number] for number in numbers]
        found = alternatives_for(session, desk.reference(session), wanted, asked, others, NOW)
        return [found[one.origin] for one in asked]

    return database.read(work)


def office_zone(database: Database, desk: Desk) -> ZoneInfo:
    return database.read(desk.reference).zone(office.CHAUDIERE)


def hours(database: Database, desk: Desk) -> Callable[[Alternatives], list[str]]:
    """Reads the times offered on the wall clock of the room."""
    zone = office_zone(database, desk)

    def told(found: Alternatives) -> list[str]:
        return [to_wall(one.span.start, zone).strftime("%H:%M") for one in found.times]

    return told


def test_that_the_nearest_free_times_of_the_day_come_first(database: Database, desk: Desk) -> None:
    booked(database, desk, draft("2026-12-08 08:00", "2026-12-08 10:30"))
    (found,) = offered(database, desk, draft(**SERIES), 1)
    assert hours(database, desk)(found)[:4] == ["10:30", "10:45", "07:00", "11:00"]
    assert all(to_wall(one.span.start, office_zone(database, desk)).day == 8 for one in found.times)


def test_that_hours_skipped_by_the_clock_are_offered_once(database: Database, desk: Desk) -> None:
    booked(database, desk, draft("2027-03-14 04:00", "2027-03-14 05:00"))
    (found,) = offered(database, desk, draft("2027-03-14 04:00", "2027-03-14 05:00"), 0)
    told = hours(database, desk)(found)
    assert told == ["03:00", "05:00", "05:15", "05:30", "05:45", "06:00", "01:45", "06:15"]


def test_that_times_confirmed_at_once_come_before_those_the_host_decides(
    database: Database, desk: Desk
) -> None:
    def terms(session: Session) -> None:
        session.execute(
            insert(HostTerms).values(
                site_id=office.LEVIS, hours="lun-ven 09:00-12:00", approval="hors_modalites"
            )
        )

    database.write(terms)
    booked(database, desk, draft("2026-12-08 09:00", "2026-12-08 10:30"))
    (found,) = offered(database, desk, draft(**SERIES), 1)
    assert hours(database, desk)(found) == ["10:30", "10:45", "11:00"]
    booked(database, desk, draft("2026-12-08 10:30", "2026-12-08 12:00"))
    (found,) = offered(database, desk, draft(**SERIES), 1)
    assert {one.state for one in found.times} == {"requested"}


def test_that_rooms_of_the_building_that_fit_are_offered_best_first(database: Database, desk: Desk) -> None:
    booked(database, desk, draft("2026-12-08 09:00", "2026-12-08 10:00"))
    booked(database, desk, draft("2026-12-08 09:00", "2026-12-08 10:00", space=office.ETCHEMIN_A))
    (found,) = offered(database, desk, draft(participants=10, **SERIES), 1)
    assert [one.space_id for one in found.rooms] == [office.ETCHEMIN_B]
    (found,) = offered(database, desk, draft(participants=10, **SERIES), 2)
    assert [one.space_id for one in found.rooms] == [office.ETCHEMIN_B, office.ETCHEMIN_A, office.ETCHEMIN]


def test_that_a_wheelchair_is_sent_only_where_it_can_go(database: Database, desk: Desk) -> None:
    def lift(session: Session) -> None:
        session.execute(update(Space).where(Space.id == office.ETCHEMIN).values(accessible=True))

    database.write(lift)
    (found,) = offered(database, desk, draft(accessibility="Une place pour fauteuil roulant", **SERIES), 0)
    assert [one.space_id for one in found.rooms] == [office.ETCHEMIN]


def test_that_the_other_dates_of_the_draft_weigh_on_what_is_offered(database: Database, desk: Desk) -> None:
    twice = draft(rdates=(datetime(2026, 12, 1, 10, 30),), rule=None)  # noqa: DTZ001
    (found,) = offered(database, desk, twice, 0)
    assert "09:45" not in hours(database, desk)(found)
    assert "09:30" in hours(database, desk)(found)


def test_that_what_is_offered_passes_when_it_is_booked(database: Database, desk: Desk) -> None:
    booked(database, desk, draft("2026-12-08 08:00", "2026-12-08 11:00"))
    (found,) = offered(database, desk, draft(**SERIES), 1)
    zone = office_zone(database, desk)
    for one in (*found.times, *found.rooms):
        start, end = to_wall(one.span.start, zone), to_wall(one.span.end, zone)
        answer = database.read(
            lambda session, one=one, start=start, end=end: preview(
                session, desk, BookingDraft(one.space_id, start, end, office.CLIENT, "Essai")
            )
        )
        assert answer.dates[0].state == one.state


def test_that_many_dates_cost_no_more_statements_than_one(database: Database, desk: Desk) -> None:
    wanted = draft(equipment=(EquipmentLine(office.PROJECTOR, 1),), **SERIES)
    offered(database, desk, wanted, 0)
    counts = []
    for numbers in ((1,), tuple(range(8))):
        with count_statements(database.engine) as statements:
            offered(database, desk, wanted, *numbers)
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 9


def test_that_equipment_is_counted_on_its_tightest_date(database: Database, desk: Desk) -> None:
    one = (EquipmentLine(office.PROJECTOR, 1),)
    booked(database, desk, draft("2026-12-08 09:30", "2026-12-08 11:00", equipment=one))
    booked(database, desk, draft("2026-12-08 11:00", "2026-12-08 12:00", equipment=one))

    def left(wanted: BookingDraft) -> int:
        def work(session: Session) -> int:
            slots = [date.span for date in preview(session, desk, wanted).dates]
            reference = desk.reference(session)
            return free_equipment(session, reference, office.LEVIS, slots, NOW)[office.PROJECTOR]

        return database.read(work)

    assert left(draft(**SERIES)) == 1
    assert left(draft()) == 2
    assert left(draft("2026-12-08 11:00", "2026-12-08 12:00")) == 1
