"""Taking a move back restores exactly what was, unless something changed or the old slot is taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from agence_desktop.core.clock import FixedClock
from agence_desktop.core.errors import RefusedError, RightMissingError
from agence_desktop.spaces.commands.cancelling import Cancel, cancel
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.commands.editing import Edit, edit
from agence_desktop.spaces.commands.moving import Move, Scope, move
from agence_desktop.spaces.commands.revising import Changed
from agence_desktop.spaces.commands.taking_back import TakeBack, take_back
from agence_desktop.spaces.journal import BookingDetail, EventKind
from agence_desktop.spaces.model import EquipmentHold, HostTerms, Occurrence, Rate, SpaceHold
from agence_desktop.spaces.queries.bookings import booking_detail
from agence_desktop.spaces.rows import EquipmentLine, OccurrenceState, Outcome
from agence_desktop.storage.work import Database
from support import office
from support.drafts import booked, draft, wall

PROJECTORS = (EquipmentLine(office.PROJECTOR, 2),)
CONFIRMED, REQUESTED = OccurrenceState.CONFIRMED, OccurrenceState.REQUESTED


def detail(database: Database, desk: Desk, booking_id: int | None) -> BookingDetail:
    def work(session: Session) -> BookingDetail:
        found = booking_detail(session, desk.reference(session), booking_id or 0, database.clock.now())
        assert found is not None
        return found

    return database.read(work)


def moved(database: Database, desk: Desk, booking: BookingDetail, at: int = 0, **fields: Any) -> UUID:
    """Move a date to the next day in the afternoon, unless told otherwise; the key of the move."""
    one, key = booking.occurrences[at], uuid4()
    wanted = Move(
        one.id, one.version, one.space_id, wall("2026-12-02 14:00"), wall("2026-12-02 15:00"), key=key
    )
    assert database.write(lambda session: move(session, desk, replace(wanted, **fields))).done
    return key


def taken_back(database: Database, desk: Desk, move_key: UUID, key: UUID | None = None) -> Changed:
    return database.write(lambda session: take_back(session, desk, TakeBack(move_key, key)))


def refused(database: Database, desk: Desk, move_key: UUID) -> str:
    """The code of the refusal, which leaves everything as it is."""
    before = stored(database)
    with pytest.raises(RefusedError) as refusal:
        taken_back(database, desk, move_key)
    assert stored(database) == before
    return refusal.value.code


def stored(database: Database) -> list[Any]:
    """All dates and holds as they are stored, but for versions."""

    def work(session: Session) -> list[Any]:
        dates = [column for column in Occurrence.__table__.c if column.name != "version"]
        return [
            [tuple(row) for row in session.execute(query)]
            for query in (
                select(*dates).order_by(Occurrence.id),
                select(*SpaceHold.__table__.c).order_by(SpaceHold.occurrence_id, SpaceHold.part_id),
                select(*EquipmentHold.__table__.c).order_by(EquipmentHold.occurrence_id),
            )
        ]

    return database.read(work)


def terms(database: Database, **given: Any) -> None:
    database.write(
        lambda session: session.execute(insert(HostTerms).values(organisation_id=office.HOST, **given))
    )


def test_that_a_confirmed_date_is_confirmed_again_whatever_the_terms_ask_by_now(
    database: Database, desk: Desk
) -> None:
    terms(database, buffer_before=15, buffer_after=30, release_minutes=20)
    booking = detail(database, desk, booked(database, desk, draft(equipment=PROJECTORS)).booking_id)
    before = stored(database)
    rate = Rate(organisation_id=office.HOST, since=date(2026, 11, 1), hour=Decimal("99.00"))
    database.write(lambda session: session.add(rate))
    database.write(
        lambda session: session.execute(
            update(HostTerms).values(approval="hote", buffer_before=0, release_minutes=5)
        )
    )
    key = moved(database, desk, booking)
    assert detail(database, desk, booking.id).occurrences[0].state is REQUESTED
    changed = taken_back(database, desk, key)
    assert changed.change is not None
    assert changed.change.ids == (booking.occurrences[0].id,)
    assert stored(database) == before


def test_that_taking_back_is_in_the_history_and_raises_the_sequence(database: Database, desk: Desk) -> None:
    booking = detail(database, desk, booked(database, desk, draft()).booking_id)
    taken_back(database, desk, moved(database, desk, booking))
    after = detail(database, desk, booking.id)
    assert after.version == booking.version + 2
    first, second, _booked = after.history
    assert (first.kind, second.kind) == (EventKind.MOVED, EventKind.MOVED)
    assert (first.detail["from"], first.detail["to"]) == (second.detail["to"], second.detail["from"])
    assert "back" in first.detail
    assert "back" not in second.detail


def test_that_a_series_comes_back_over_itself(database: Database, desk: Desk) -> None:
    daily = draft(rule="FREQ=DAILY;COUNT=5", equipment=PROJECTORS)
    booking = detail(database, desk, booked(database, desk, daily).booking_id)
    before = stored(database)
    key = moved(
        database,
        desk,
        booking,
        start=wall("2026-12-02 09:30"),
        end=wall("2026-12-02 11:30"),
        scope=Scope.TO_COME,
    )
    changed = taken_back(database, desk, key)
    assert changed.change is not None
    assert len(changed.change.ids) == 5
    assert stored(database) == before


def test_that_a_date_comes_back_from_another_room(database: Database, desk: Desk) -> None:
    booking = detail(database, desk, booked(database, desk, draft(space=office.ETCHEMIN)).booking_id)
    before = stored(database)
    taken_back(database, desk, moved(database, desk, booking, space_id=office.CHAUDIERE))
    assert stored(database) == before


def test_that_a_slot_taken_meanwhile_is_told_with_who_has_it(database: Database, desk: Desk) -> None:
    booking = detail(database, desk, booked(database, desk, draft()).booking_id)
    key = moved(database, desk, booking)
    other = booked(database, desk, draft("2026-12-01 09:30", "2026-12-01 10:30"))
    with pytest.raises(RefusedError, match=str(other.number)):
        taken_back(database, desk, key)
    assert refused(database, desk, key) == "taken"


def test_that_equipment_taken_meanwhile_refuses(database: Database, desk: Desk) -> None:
    booking = detail(database, desk, booked(database, desk, draft(equipment=PROJECTORS)).booking_id)
    key = moved(database, desk, booking)
    booked(database, desk, draft(space=office.ETCHEMIN_A, equipment=PROJECTORS))
    assert refused(database, desk, key) == "equipment_stock"


def test_that_a_no_show_gives_way_to_a_date_that_comes_back(database: Database, desk: Desk) -> None:
    terms(database, release_minutes=15)
    wanted = draft("2026-12-01 10:00", "2026-12-01 11:00")
    booking = detail(database, desk, booked(database, desk, wanted).booking_id)
    key = moved(database, desk, booking)
    absent = draft("2026-12-01 09:00", "2026-12-01 10:30")
    assert booked(database, desk, absent).outcome is Outcome.CONFIRMED
    database.clock = FixedClock(datetime(2026, 12, 1, 14, 20, tzinfo=UTC))
    assert taken_back(database, desk, key).done
    states = database.read(lambda session: session.scalars(select(Occurrence.state)).all())
    assert sorted(states) == ["confirmed", "no_show"]


@pytest.mark.parametrize("what", ["moved", "edited", "cancelled", "noted"])
def test_that_a_booking_changed_since_is_left_alone(database: Database, desk: Desk, what: str) -> None:
    booking = detail(database, desk, booked(database, desk, draft()).booking_id)
    key = moved(database, desk, booking)
    after = detail(database, desk, booking.id)
    (one,) = after.occurrences
    if what == "moved":
        moved(database, desk, after, start=wall("2026-12-03 09:00"), end=wall("2026-12-03 10:00"))
    elif what == "edited":
        wanted = Edit(after.id, after.version, "Autre", None, 1, None, (), "", "", "", "")
        database.write(lambda session: edit(session, desk, wanted))
    elif what == "cancelled":
        database.write(lambda session: cancel(session, desk, Cancel(after.id, ((one.id, one.version),))))
    else:
        present = update(Occurrence).values(state="present", version=one.version + 1)
        database.write(lambda session: session.execute(present))
    assert refused(database, desk, key) == "moved_again"


@pytest.mark.parametrize(
    "passed", [datetime(2026, 12, 1, 14, tzinfo=UTC), datetime(2026, 12, 2, 19, tzinfo=UTC)]
)
def test_that_nothing_comes_back_into_the_past_or_out_of_it(
    database: Database, desk: Desk, passed: datetime
) -> None:
    booking = detail(database, desk, booked(database, desk, draft()).booking_id)
    key = moved(database, desk, booking)
    database.clock = FixedClock(passed)
    assert refused(database, desk, key) == "begun"


def test_that_a_move_is_taken_back_once(database: Database, desk: Desk) -> None:
    booking = detail(database, desk, booked(database, desk, draft()).booking_id)
    key, again = moved(database, desk, booking), uuid4()
    first, second = taken_back(database, desk, key, again), taken_back(database, desk, key, again)
    assert first.change is not None
    assert second.change is not None
    assert second.change.ids == first.change.ids
    assert refused(database, desk, key) == "moved_again"
    assert refused(database, desk, again) == "unknown_move"
    assert refused(database, desk, uuid4()) == "unknown_move"


def test_that_a_refused_move_cannot_be_taken_back(database: Database, desk: Desk) -> None:
    booking = detail(database, desk, booked(database, desk, draft()).booking_id)
    booked(database, desk, draft("2026-12-02 14:00", "2026-12-02 15:00"))
    one, key = booking.occurrences[0], uuid4()
    wanted = Move(
        one.id, one.version, one.space_id, wall("2026-12-02 14:00"), wall("2026-12-02 15:00"), key=key
    )
    assert not database.write(lambda session: move(session, desk, wanted)).done
    assert refused(database, desk, key) == "unknown_move"


def test_that_a_reader_takes_nothing_back(database: Database, desk: Desk) -> None:
    booking = detail(database, desk, booked(database, desk, draft()).booking_id)
    key = moved(database, desk, booking)
    with pytest.raises(RightMissingError):
        taken_back(database, Desk(office.READER), key)
