"""The guards alone: plain SQL that judges nothing is refused by the database, on insert and on update."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection

from agence_desktop.spaces.guards import spaces_guards
from agence_desktop.storage.engine import WRITES
from agence_desktop.storage.guards import Guard, GuardKind, guard_findings
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.work import Database
from support import office
from support.bookkeeping import faults
from support.databases import PostgresDatabases, SqliteFiles
from support.furnished import prepare
from support.intruder import Intruder

OVERLAPPING = {
    "overlaps": (8, 10),
    "overlapped-by": (11, 13),
    "starts": (9, 10),
    "started-by": (9, 13),
    "during": (10, 11),
    "contains": (8, 13),
    "finishes": (11, 12),
    "finished-by": (8, 12),
    "equals": (9, 12),
}
"""Hours of a second slot against 9 h to 12 h: the relations of Allen that share an instant."""
APART = {"before": (7, 8), "meets": (8, 9), "met-by": (12, 13), "after": (13, 14)}

REFUSED = (sqlite3.IntegrityError, psycopg.errors.ExclusionViolation, psycopg.errors.CheckViolation)


def at(hour: float) -> datetime:
    """An hour of 1 December, in UTC."""
    return datetime(2026, 12, 1, tzinfo=UTC) + timedelta(hours=hour)


@pytest.fixture
def intruder(office_url: str) -> Iterator[Intruder]:
    with closing(Intruder(parse_location(office_url))) as intruder:
        yield intruder


@pytest.fixture
def office_file(sqlite_files: SqliteFiles) -> Iterator[Intruder]:
    """The office in a file."""
    url = sqlite_files.copy_of(prepare)
    with closing(Intruder(parse_location(url))) as intruder:
        yield intruder
    sqlite_files.drop(url)


@pytest.fixture
def office_server(postgres_databases: PostgresDatabases) -> Iterator[str]:
    """Address of the office on a server."""
    url = postgres_databases.copy_of(prepare)
    yield url
    postgres_databases.drop(url)


@pytest.fixture
def hold(intruder: Intruder) -> Callable[..., int]:
    """Insert an occurrence from hour to hour in a booking of its own, with equipment where some is given."""
    number = iter(range(1, 100))

    def insert(
        start: float, end: float, space: int = office.CHAUDIERE, projectors: int = 0, **given: Any
    ) -> int:
        booking = intruder.add_booking(f"X-{next(number)}")
        if projectors:
            lines = "INSERT INTO booking_equipment (booking_id, equipment_id, quantity) VALUES (?, ?, ?)"
            intruder.run(lines, booking, office.PROJECTOR, projectors)
        return intruder.add_occurrence(booking, space, at(start), at(end), **given)

    return insert


def shift(intruder: Intruder, occurrence: int, start: float, end: float) -> None:
    """Give an occurrence another slot."""
    times = (at(start), at(end), at(start), at(end))
    intruder.run(
        "UPDATE occurrence SET starts = ?, ends = ?, busy_from = ?, busy_until = ? WHERE id = ?",
        *times,
        occurrence,
    )


@pytest.mark.parametrize("relation", OVERLAPPING)
@pytest.mark.parametrize(
    ("first", "second"),
    [
        (office.CHAUDIERE, office.CHAUDIERE),
        (office.ETCHEMIN, office.ETCHEMIN_B),
        (office.ETCHEMIN_B, office.ETCHEMIN),
    ],
    ids=["same", "parent", "part"],
)
def test_that_what_shares_an_instant_is_refused_on_insert_and_on_update(
    intruder: Intruder, hold: Callable[..., int], relation: str, first: int, second: int
) -> None:
    hold(9, 12, first)
    with pytest.raises(REFUSED):
        hold(*OVERLAPPING[relation], second)
    moved = hold(20, 21, second)
    with pytest.raises(REFUSED):
        shift(intruder, moved, *OVERLAPPING[relation])


@pytest.mark.parametrize("relation", APART)
def test_that_what_shares_no_instant_passes(
    intruder: Intruder, database: Database, hold: Callable[..., int], relation: str
) -> None:
    hold(9, 12)
    shift(intruder, hold(*APART[relation]), *APART[relation])
    assert faults(database) == []


def test_that_siblings_stay_free(database: Database, hold: Callable[..., int]) -> None:
    hold(9, 12, office.ETCHEMIN_A)
    hold(9, 12, office.ETCHEMIN_B)
    assert faults(database) == []


def test_that_buffers_add_up_and_may_touch(database: Database, hold: Callable[..., int]) -> None:
    hold(9, 10, busy_until=at(10.5))
    with pytest.raises(REFUSED):
        hold(11, 12, busy_from=at(10.25))
    hold(11, 12, busy_from=at(10.5))
    assert faults(database) == []


@pytest.mark.parametrize("state", ["requested", "waitlisted", "refused", "cancelled", "not_obtained"])
def test_that_a_state_that_holds_nothing_competes_until_it_holds(
    intruder: Intruder, database: Database, hold: Callable[..., int], state: str
) -> None:
    hold(9, 12)
    waiting = hold(10, 11, state=state)
    for holding in ("confirmed", "offered", "present", "ended", "no_show"):
        with pytest.raises(REFUSED):
            intruder.run("UPDATE occurrence SET state = ? WHERE id = ?", holding, waiting)
    assert faults(database) == []


def test_that_a_no_show_holds_until_its_release_only(intruder: Intruder, hold: Callable[..., int]) -> None:
    absent = hold(9, 12, state="no_show", release_at=at(10))
    with pytest.raises(REFUSED):
        hold(9.5, 11)
    hold(10, 11)
    with pytest.raises(REFUSED):
        intruder.run("UPDATE occurrence SET release_at = NULL WHERE id = ?", absent)


def test_that_an_update_of_the_space_alone_is_guarded(intruder: Intruder, hold: Callable[..., int]) -> None:
    hold(9, 12, office.ETCHEMIN_A)
    other = hold(9, 12)
    for space in (office.ETCHEMIN_A, office.ETCHEMIN):
        with pytest.raises(REFUSED):
            intruder.run("UPDATE occurrence SET space_id = ? WHERE id = ?", space, other)
    intruder.run("UPDATE occurrence SET space_id = ? WHERE id = ?", office.ETCHEMIN_B, other)


def test_that_one_statement_cannot_hold_twice(intruder: Intruder, hold: Callable[..., int]) -> None:
    hold(9, 10, state="requested")
    hold(9, 10, state="requested")
    with pytest.raises(REFUSED):
        intruder.run("UPDATE occurrence SET state = 'confirmed'")
    assert intruder.run("SELECT count(*) FROM space_hold") == [(0,)]


def test_that_a_deleted_occurrence_frees_its_slot(intruder: Intruder, hold: Callable[..., int]) -> None:
    first = hold(9, 12, projectors=2)
    intruder.run("DELETE FROM occurrence WHERE id = ?", first)
    hold(9, 12, projectors=2)


def test_that_holds_written_by_hand_are_guarded_too(intruder: Intruder, hold: Callable[..., int]) -> None:
    hold(9, 12)
    quiet = hold(9, 12, office.ETCHEMIN)
    written = "INSERT INTO space_hold (occurrence_id, part_id, busy_from, busy_until) VALUES (?, ?, ?, ?)"
    with pytest.raises(REFUSED):
        intruder.run(written, quiet, office.CHAUDIERE, at(10), at(11))
    with pytest.raises(REFUSED):
        intruder.run(
            "UPDATE space_hold SET part_id = ? WHERE part_id = ?", office.CHAUDIERE, office.ETCHEMIN_A
        )


def test_that_stock_is_guarded_on_insert_and_on_update(
    intruder: Intruder, database: Database, hold: Callable[..., int]
) -> None:
    hold(9, 12, projectors=1)
    with pytest.raises(REFUSED):
        hold(11, 13, office.ETCHEMIN_A, projectors=2)
    late = hold(12, 13, office.ETCHEMIN_A, projectors=2)
    with pytest.raises(REFUSED):
        shift(intruder, late, 11, 13)
    asked = hold(9, 10, office.ETCHEMIN_B, projectors=2, state="requested")
    with pytest.raises(REFUSED):
        intruder.run("UPDATE occurrence SET state = 'confirmed' WHERE id = ?", asked)
    with pytest.raises(REFUSED):
        intruder.run("UPDATE equipment_hold SET quantity = 3")
    assert faults(database) == []


def test_that_stock_counts_what_is_held_at_one_instant(database: Database, hold: Callable[..., int]) -> None:
    """Two holds that do not meet leave the second projector free all along."""
    hold(9, 10, projectors=1)
    hold(10, 11, projectors=1)
    hold(9, 11, office.ETCHEMIN_A, projectors=1)
    assert faults(database) == []


def test_that_stock_is_not_lowered_under_what_is_promised(
    intruder: Intruder, hold: Callable[..., int]
) -> None:
    hold(9, 12, projectors=2)
    with pytest.raises(REFUSED):
        intruder.run("UPDATE equipment SET quantity = 1")
    intruder.run("UPDATE equipment SET quantity = 5")
    intruder.run("UPDATE equipment SET quantity = 2")


def test_that_a_hold_keeps_the_quantities_it_began_with(intruder: Intruder, hold: Callable[..., int]) -> None:
    """Lines edited for the dates to come do not reach back to a date that is over when that is noted."""
    over = hold(9, 12, projectors=1)
    hold(9, 12, office.ETCHEMIN_A, projectors=1)
    intruder.run("UPDATE booking_equipment SET quantity = 2")
    held = "SELECT ends, quantity FROM equipment_hold WHERE occurrence_id = ?"
    (before,) = intruder.run(held, over)
    intruder.run("UPDATE occurrence SET state = 'ended' WHERE id = ?", over)
    assert intruder.run(held, over) == [before]
    intruder.run("UPDATE occurrence SET state = 'no_show', release_at = ? WHERE id = ?", at(10), over)
    ((ends, quantity),) = intruder.run(held, over)
    assert (ends < before[0], quantity) == (True, 1)
    intruder.run("UPDATE occurrence SET release_at = ? WHERE id = ?", at(9), over)
    assert intruder.run(held, over) == []


COLUMNS = (
    "booking_id, starts, ends, busy_from, busy_until, state, host_id, organisation_id, month, requested_at"
)


@pytest.mark.parametrize("clause", ["IGNORE", "REPLACE", "FAIL", "ROLLBACK"])
def test_that_no_conflict_clause_of_sqlite_talks_the_guards_down(office_file: Intruder, clause: str) -> None:
    booking = office_file.add_booking("X-1")
    office_file.add_occurrence(booking, office.CHAUDIERE, at(9), at(12))
    other = office_file.add_occurrence(booking, office.ETCHEMIN, at(9), at(12))
    before = office_file.run("SELECT * FROM space_hold")
    with pytest.raises(REFUSED):
        office_file.run(
            f"INSERT OR {clause} INTO occurrence ({COLUMNS}, origin, space_id)"
            f" SELECT {COLUMNS}, 'x', ? FROM occurrence WHERE id = ?",
            *(office.CHAUDIERE, other),
        )
    with pytest.raises(REFUSED):
        office_file.run(
            f"UPDATE OR {clause} occurrence SET space_id = ? WHERE id = ?", office.CHAUDIERE, other
        )
    assert office_file.run("SELECT * FROM space_hold") == before


def test_that_a_replaced_row_keeps_nothing_of_the_old_one(office_file: Intruder) -> None:
    """REPLACE deletes a row without its triggers; the new row takes the holds over."""
    booking = office_file.add_booking("X-1")
    first = office_file.add_occurrence(booking, office.CHAUDIERE, at(9), at(12))
    for links in ("ON", "OFF"):
        office_file.run(f"PRAGMA foreign_keys={links}")
        office_file.run(
            f"INSERT OR REPLACE INTO occurrence ({COLUMNS}, origin, id, space_id)"
            f" SELECT {COLUMNS}, origin, id, ? FROM occurrence WHERE id = ?",
            *(office.ETCHEMIN_A, first),
        )
        assert office_file.run("SELECT part_id FROM space_hold") == [(office.ETCHEMIN_A,)]


def test_that_a_client_without_the_program_cannot_write_a_file(sqlite_files: SqliteFiles) -> None:
    """The audit's triggers call functions that only this program, or a deliberate forger, has."""
    url = sqlite_files.copy_of(prepare)
    with (
        closing(Intruder(parse_location(url), forger=False)) as stranger,
        pytest.raises(sqlite3.OperationalError, match="agence_"),
    ):
        stranger.add_booking("X-1")
    sqlite_files.drop(url)


@pytest.mark.postgres
@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
def test_that_who_sees_an_old_state_cannot_write(office_server: str, level: str) -> None:
    """Two such clients would each see the stock as it was before the other."""
    with closing(Intruder(parse_location(office_server))) as intruder:
        booking = intruder.add_booking("X-1")
        intruder.run(f"SET default_transaction_isolation = '{level.lower()}'")
        with pytest.raises(psycopg.errors.CheckViolation, match="write_isolation"):
            intruder.add_occurrence(booking, office.CHAUDIERE, at(9), at(12))


def spaces_guards_of(connection: Connection) -> list[Guard]:
    return [guard for guard in spaces_guards() if guard.dialect == connection.dialect.name]


def drop_of(guard: Guard) -> str:
    """The statement that takes a guard away."""
    match guard.kind:
        case GuardKind.FUNCTION:
            return f"DROP FUNCTION {guard.name} CASCADE"
        case GuardKind.CONSTRAINT:
            return f"ALTER TABLE {guard.table} DROP CONSTRAINT {guard.name}"
        case GuardKind.TRIGGER:
            return f"DROP TRIGGER {guard.name}" + (f" ON {guard.table}" if guard.table else "")


def test_that_every_guard_of_bookings_is_missed_when_it_is_gone(database: Database) -> None:
    with database.engine.execution_options(**{WRITES: True}).begin() as connection:
        assert guard_findings(connection) == []
        guards = spaces_guards_of(connection)
        assert len(guards) >= 7
        for guard in guards:
            with connection.begin_nested() as attempt:
                connection.exec_driver_sql(drop_of(guard))
                found = {(finding.code, finding.subject) for finding in guard_findings(connection)}
                assert ("guard_absent", guard.name) in found
                attempt.rollback()
        assert guard_findings(connection) == []
