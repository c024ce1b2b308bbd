"""What time alone brings: no-shows and expired offers count for nothing, whoever looks or writes first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from agence_desktop.core.clock import FixedClock
from agence_desktop.spaces.commands.booking import preview
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.commands.maintenance import apply_due_batch
from agence_desktop.spaces.model import EquipmentHold, HostTerms, Occurrence, SpaceHold
from agence_desktop.spaces.queries.bookings import booking_detail
from agence_desktop.spaces.rows import BookingDraft, EquipmentLine, Mode, OccurrenceState, Reason
from agence_desktop.storage.work import Database
from support import office
from support.drafts import booked, draft

LATER = datetime(2026, 12, 1, 14, 45, tzinfo=UTC)
"""9 h 45 in Québec: three quarters of an hour after the start of the draft."""
PROJECTORS = (EquipmentLine(office.PROJECTOR, 2),)


def terms(database: Database, **given: Any) -> None:
    database.write(
        lambda session: session.execute(insert(HostTerms).values(organisation_id=office.HOST, **given))
    )


def reasons(database: Database, desk: Desk, wanted: BookingDraft) -> list[str]:
    """Those of the first date, by a preview that only reads and by the booking; both say the same."""
    seen = database.read(lambda session: preview(session, desk, wanted)).dates[0].reasons
    found: list[str] = booked(database, desk, wanted).answer["occurrences"][0]["reasons"]
    assert [str(reason) for reason in seen] == found
    return found


def rows(database: Database, *columns: Any) -> list[tuple[Any, ...]]:
    return database.read(lambda session: [tuple(row) for row in session.execute(select(*columns))])


@pytest.fixture
def late(database: Database, desk: Desk) -> Database:
    """A confirmed hour with two projectors whose people have not come after half an hour."""
    terms(database, release_minutes=30, quota_hours=1)
    booked(database, desk, draft(equipment=PROJECTORS))
    database.clock = FixedClock(LATER)
    return database


def test_that_a_no_show_gives_back_what_is_left_of_its_time(late: Database, desk: Desk) -> None:
    taken = draft("2026-12-01 09:45", "2026-12-01 10:30", organisation=office.OTHER)
    assert reasons(late, desk, taken) == []
    found = rows(late, Occurrence.state, Occurrence.release_at)
    assert (OccurrenceState.NO_SHOW, LATER - timedelta(minutes=15)) in found


def test_that_a_no_show_gives_back_its_equipment_to_other_rooms(late: Database, desk: Desk) -> None:
    wanted = draft(
        "2026-12-01 09:45",
        "2026-12-01 10:30",
        space=office.ETCHEMIN_A,
        organisation=office.OTHER,
        equipment=PROJECTORS,
    )
    assert reasons(late, desk, wanted) == []
    assert len(rows(late, EquipmentHold.occurrence_id)) == 2


def test_that_a_no_show_is_not_counted_for_the_quota(late: Database, desk: Desk) -> None:
    wanted = draft("2026-12-10 09:00", "2026-12-10 10:00", space=office.DUNES)
    assert reasons(late, desk, wanted) == []
    assert reasons(late, desk, draft("2026-12-11 09:00", "2026-12-11 10:00")) == [Reason.QUOTA]


def test_that_a_no_show_held_until_its_release(late: Database, desk: Desk) -> None:
    late.clock = FixedClock(LATER + timedelta(hours=2))
    before = draft("2026-12-01 09:15", "2026-12-01 09:30", organisation=office.OTHER)
    after = draft("2026-12-01 09:30", "2026-12-01 10:00", organisation=office.OTHER)
    assert reasons(late, desk, before) == [Reason.PAST, Reason.OVERLAP]
    assert reasons(late, desk, after) == [Reason.PAST]


def test_that_an_expired_offer_holds_nothing_and_is_a_request_again(database: Database, desk: Desk) -> None:
    terms(database, quota_hours=1)
    booked(database, desk, draft(mode=Mode.REQUEST))

    def offer(session: Session) -> None:
        session.execute(
            update(Occurrence).values(
                state="offered", offered_from="requested", offered_until=LATER - timedelta(days=3)
            )
        )

    database.write(offer)
    assert len(rows(database, SpaceHold.part_id)) == 1
    other = draft(organisation=office.OTHER)
    assert database.read(lambda session: preview(session, desk, other)).dates[0].reasons == (Reason.OVERLAP,)
    database.clock = FixedClock(LATER - timedelta(days=2))
    assert reasons(database, desk, draft("2026-12-03 09:00", "2026-12-03 10:00")) == [Reason.QUOTA]
    assert reasons(database, desk, other) == []
    assert sorted(rows(database, Occurrence.state)) == [("confirmed",), ("requested",)]


def test_that_a_release_given_later_leaves_the_dates_booked_before_as_they_were(
    database: Database, desk: Desk
) -> None:
    booking_id = booked(database, desk, draft()).booking_id
    assert booking_id is not None
    terms(database, release_minutes=30)
    later = booked(database, desk, draft("2026-12-01 13:00", "2026-12-01 14:00")).booking_id
    database.clock = FixedClock(LATER + timedelta(days=30))

    def states(session: Session) -> list[OccurrenceState]:
        reference, now = desk.reference(session), database.clock.now()
        found = (booking_detail(session, reference, one, now) for one in (booking_id, later or 0))
        return [date.state for detail in found if detail for date in detail.occurrences]

    assert database.read(states) == [OccurrenceState.ENDED, OccurrenceState.NO_SHOW]
    assert database.write(apply_due_batch) == (2, None)
    assert rows(database, Occurrence.state) == [("ended",), ("no_show",)]


def test_that_a_release_taken_away_leaves_the_dates_booked_before_as_they_were(late: Database) -> None:
    late.write(lambda session: session.execute(update(HostTerms).values(release_minutes=None)))
    assert late.write(apply_due_batch) == (1, None)
    assert rows(late, Occurrence.state, Occurrence.release_at) == [("no_show", LATER - timedelta(minutes=15))]
