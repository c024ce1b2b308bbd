"""Rule 1 checked without trusting the guards: every change made behind the program's back is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from agence_desktop.core.clock import FixedClock
from agence_desktop.core.errors import RefusedError
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.commands.dividing import rebuild_parts
from agence_desktop.spaces.commands.editing import Edit, edit
from agence_desktop.spaces.model import EquipmentHold, Occurrence
from agence_desktop.spaces.rows import EquipmentLine, Outcome
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.verification import verify, verify_rows
from agence_desktop.storage.work import Database
from support import office
from support.busy import NOW, open_busy, prepare_busy
from support.databases import PostgresDatabases, SqliteFiles
from support.drafts import booked, draft
from support.tampering import tamper


@pytest.fixture
def busy_url(databases: SqliteFiles | PostgresDatabases) -> Iterator[str]:
    url = databases.copy_of(prepare_busy)
    yield url
    databases.drop(url)


@pytest.fixture
def busy(busy_url: str) -> Iterator[Database]:
    database = open_busy(busy_url)
    yield database
    database.close()


def codes(database: Database) -> set[tuple[str, str]]:
    found = database.read(verify_rows)
    assert all(finding.sentence.endswith(".") for finding in found)
    return {(finding.code, finding.subject) for finding in found}


def seconds(database: Database, column: str, hours: int) -> str:
    """An instant column moved by whole hours, in the database's own words."""
    if database.engine.dialect.name == "sqlite":
        return f"{column} + {3600 * hours}"
    return f"{column} + interval '{hours} hours'"


def test_that_a_sound_base_has_no_finding(busy: Database) -> None:
    assert list(verify(busy)) == []


def test_that_a_past_base_has_no_finding(busy_url: str) -> None:
    clock = FixedClock(NOW + timedelta(days=60))
    database = Database(open_engine(parse_location(busy_url), clock=clock), clock=clock)
    assert database.read(verify_rows) == []
    database.close()


def test_that_a_date_moved_over_another_is_a_double_booking(busy: Database) -> None:
    moved = ("busy_from", "busy_until", "starts", "ends")
    shift = ", ".join(f"{column} = (SELECT {column} FROM occurrence WHERE id = 1)" for column in moved)
    tamper(busy, f"UPDATE occurrence SET {shift} WHERE id = 2")
    found = codes(busy)
    assert ("double_booking", "LEV-CHA") in found
    assert ("hold_wrong", "R-2026-000001") in found


def test_that_a_parent_and_its_part_collide(busy: Database) -> None:
    booked(busy, Desk(office.CLERK), draft("2026-12-01 13:00", "2026-12-01 14:00", space=office.CHAUDIERE))
    tamper(
        busy,
        f"UPDATE occurrence SET space_id = {office.ETCHEMIN_A}, starts = {seconds(busy, 'starts', -4)},"
        f" ends = {seconds(busy, 'ends', -4)}, busy_from = {seconds(busy, 'busy_from', -4)},"
        f" busy_until = {seconds(busy, 'busy_until', -4)}"
        " WHERE booking_id = (SELECT id FROM booking WHERE number = 'R-2026-000005')",
    )
    assert ("double_booking", "LEV-ETC-A") in codes(busy)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM space_hold WHERE occurrence_id = 1",
        "UPDATE space_hold SET part_id = 6 WHERE occurrence_id = 1",
        "UPDATE space_hold SET busy_until = busy_from + {hour} WHERE occurrence_id = 1",
        "INSERT INTO space_hold SELECT occurrence_id, 6, busy_from, busy_until FROM space_hold"
        " WHERE occurrence_id = 1",
        "UPDATE occurrence SET state = 'cancelled' WHERE id = 1",
        "UPDATE occurrence SET state = 'no_show', release_at = starts WHERE id = 1",
    ],
)
def test_that_holds_changed_by_hand_are_found(busy: Database, statement: str) -> None:
    hour = "60" if busy.engine.dialect.name == "sqlite" else "interval '1 minute'"
    tamper(busy, statement.format(hour=hour))
    assert ("hold_wrong", "R-2026-000001") in codes(busy)


def test_that_past_holds_are_compared_by_their_interval(busy_url: str) -> None:
    clock = FixedClock(NOW + timedelta(days=60))
    database = Database(open_engine(parse_location(busy_url), clock=clock), clock=clock)
    tamper(database, "DELETE FROM space_hold WHERE occurrence_id = 1")
    assert codes(database) == {("hold_wrong", "R-2026-000001")}
    database.close()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM equipment_hold WHERE occurrence_id = 1",
        "UPDATE equipment_hold SET quantity = 1 WHERE occurrence_id = 1",
        "UPDATE booking_equipment SET quantity = 1 WHERE booking_id = 1",
    ],
)
def test_that_equipment_holds_changed_by_hand_are_found(busy: Database, statement: str) -> None:
    tamper(busy, statement)
    assert codes(busy) == {("equipment_hold_wrong", "R-2026-000001")}


OFFERED = "state = 'offered', offered_from = 'requested', offered_until = starts"
PRESENT = "state = 'present'"


def change(database: Database, statement: str) -> None:
    """What a decision or a presence writes, under the guards."""
    database.write(lambda session: session.execute(text(statement)))


@pytest.mark.parametrize("state", [OFFERED, PRESENT])
def test_that_dates_no_edit_judges_hold_the_edited_equipment(
    database: Database, desk: Desk, state: str
) -> None:
    one = (EquipmentLine(office.PROJECTOR, 1),)
    booking_id = booked(database, desk, draft(rule="FREQ=DAILY;COUNT=3", equipment=one)).booking_id
    change(database, f"UPDATE occurrence SET {state}, version = version + 1 WHERE id = 2")
    wanted = Edit(booking_id or 0, 1, "Comité", None, 1, None, (), "", "", "", "")
    two = replace(wanted, equipment=(EquipmentLine(office.PROJECTOR, 2),))
    assert database.write(lambda session: edit(session, desk, two)).done
    held = select(EquipmentHold.occurrence_id, EquipmentHold.quantity).order_by(EquipmentHold.occurrence_id)
    assert database.read(lambda session: session.execute(held).tuples().all()) == [(1, 2), (2, 2), (3, 2)]
    assert codes(database) == set()
    database.write(lambda session: session.execute(update(Occurrence).values(state="confirmed")))
    assert codes(database) == set()


def test_that_an_offer_that_expired_is_none_when_its_booking_is_edited(
    database: Database, desk: Desk
) -> None:
    one = (EquipmentLine(office.PROJECTOR, 1),)
    booking_id = booked(database, desk, draft(rule="FREQ=DAILY;COUNT=2", equipment=one)).booking_id
    expired = OFFERED.replace("until = starts", "until = requested_at")
    change(database, f"UPDATE occurrence SET {expired}, version = version + 1 WHERE id = 2")
    two = (EquipmentLine(office.PROJECTOR, 2),)
    wanted = Edit(booking_id or 0, 1, "Comité", None, 1, None, two, "", "", "", "")
    assert database.write(lambda session: edit(session, desk, wanted)).done
    states = select(Occurrence.state).order_by(Occurrence.id)
    assert database.read(lambda session: session.scalars(states).all()) == ["confirmed", "requested"]
    assert codes(database) == set()


def test_that_an_offered_date_takes_no_equipment_that_is_not_there(database: Database, desk: Desk) -> None:
    one = (EquipmentLine(office.PROJECTOR, 1),)
    booking_id = booked(database, desk, draft(rule="FREQ=DAILY;COUNT=2", equipment=one)).booking_id
    change(database, f"UPDATE occurrence SET {OFFERED}, version = version + 1 WHERE id = 2")
    elsewhere = draft("2026-12-02 09:00", "2026-12-02 10:00", space=office.ETCHEMIN_A, equipment=one)
    assert booked(database, desk, elsewhere).outcome is Outcome.CONFIRMED
    wanted = Edit(
        booking_id or 0, 1, "Comité", None, 1, None, (EquipmentLine(office.PROJECTOR, 2),), "", "", "", ""
    )
    with pytest.raises(RefusedError) as refusal:
        database.write(lambda session: edit(session, desk, wanted))
    assert refusal.value.code == "equipment_stock"
    assert codes(database) == set()


def test_that_more_equipment_than_there_is_is_found(busy: Database) -> None:
    tamper(busy, f"UPDATE equipment SET quantity = 1 WHERE id = {office.PROJECTOR}")
    assert codes(busy) == {("stock_exceeded", "PROJ")}


def test_that_stock_counts_what_is_held_together(busy: Database) -> None:
    one = (EquipmentLine(office.PROJECTOR, 1),)
    hours = (
        ("13", "15", office.ETCHEMIN_A),
        ("14", "16", office.ETCHEMIN_B),
        ("15", "17", office.ETCHEMIN_A),
    )
    for start, end, space in hours:
        wanted = draft(f"2026-12-03 {start}:00", f"2026-12-03 {end}:00", space=space, equipment=one)
        assert booked(busy, Desk(office.CLERK), wanted).number is not None
    assert codes(busy) == set()


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("DELETE FROM space_part WHERE space_id = 1 AND part_id = 2", "LEV-ETC"),
        ("UPDATE space SET top_id = 4 WHERE id = 2", "LEV-ETC-A"),
        ("UPDATE space SET parent_id = 4, top_id = 4 WHERE id = 3", "LEV-CHA"),
    ],
)
def test_that_a_division_changed_by_hand_is_found(busy: Database, statement: str, code: str) -> None:
    tamper(busy, statement)
    assert ("division_wrong", code) in codes(busy)


def test_that_rooms_in_a_circle_are_found(busy: Database) -> None:
    tamper(busy, "UPDATE space SET parent_id = 2 WHERE id = 1")
    assert ("division_cycle", "") in codes(busy)


def test_that_a_room_divided_after_its_bookings_raises_no_alarm(busy_url: str) -> None:
    clock = FixedClock(NOW + timedelta(days=60))
    database = Database(open_engine(parse_location(busy_url), clock=clock), clock=clock)

    def divide(session: Session) -> None:
        session.execute(text("UPDATE space SET parent_id = 4 WHERE id = 5"))
        rebuild_parts(session, clock.now())

    database.write(divide)
    assert codes(database) == set()
    database.close()
