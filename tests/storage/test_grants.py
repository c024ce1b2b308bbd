"""A login of one person does what its account says, and nothing else, whatever program it uses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from agence_desktop.core.clock import FixedClock
from agence_desktop.core.errors import RefusedError, RightMissingError, UnreachableError
from agence_desktop.core.roles import Role
from agence_desktop.directory.accounts import actor_of
from agence_desktop.directory.users import (
    RoleGrant,
    accounts,
    add_account,
    change_roles,
    end_sessions,
    require_administrator,
    suspend,
)
from agence_desktop.migrations.runner import upgrade
from agence_desktop.spaces.commands.attending import Attend, note_presence, take_presence_back
from agence_desktop.spaces.commands.booking import book
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.commands.editing import Edit, edit
from agence_desktop.spaces.rows import EquipmentLine, Outcome
from agence_desktop.storage.audit import record_event
from agence_desktop.storage.engine import Opened
from agence_desktop.storage.grants import OWNER, grant_findings
from agence_desktop.storage.verification import verify
from agence_desktop.storage.work import Database
from support import office
from support.drafts import draft
from support.prepared import DATABASE, PreparedServer

pytestmark = pytest.mark.postgres
Open = Callable[[str], Database]


@pytest.fixture(scope="module")
def prepared() -> Iterator[PreparedServer]:
    server = PreparedServer()
    yield server
    server.close()


@pytest.fixture
def open_as(prepared: PreparedServer) -> Iterator[Open]:
    """Opens the database by a login."""
    opened: list[Database] = []

    def open_one(login: str) -> Database:
        opened.append(prepared.database(login))
        return opened[-1]

    yield open_one
    for database in opened:
        database.close()


_DAYS = iter(range(40, 400))


def at(hour: int = 9, days: int = 0) -> str:
    """A wall clock of a day that no other test uses (a later one of the same test with ``days``)."""
    day = datetime.now(UTC).date() + timedelta(days=next(_DAYS) if days == 0 else days)
    return f"{day} {hour:02d}:00"


def booked_by(database: Database, **fields: Any) -> int:
    """Book an hour through the program; the id of the booking."""
    start = at()
    desk = Desk(database.read(actor_of))
    wanted = draft(start, start.replace("09:", "10:"), **fields)
    done = database.write(lambda session: book(session, desk, wanted))
    assert done.outcome is Outcome.CONFIRMED
    assert done.booking_id is not None
    return done.booking_id


def run(database: Database, statement: str, **values: Any) -> int:
    """Run SQL as the person who is logged in; how many rows it touched."""
    return database.write(lambda session: session.execute(text(statement), values).rowcount)  # type: ignore[attr-defined,no-any-return]


def test_that_a_prepared_server_has_nothing_to_tell(open_as: Open) -> None:
    assert list(verify(open_as(OWNER))) == []


def test_that_an_administrator_may_verify(open_as: Open) -> None:
    assert list(verify(open_as("chef"))) == []


def test_that_a_clerk_books_and_edits_through_the_program(open_as: Open) -> None:
    clerk = open_as("commis")
    booking_id = booked_by(clerk, equipment=(EquipmentLine(office.PROJECTOR, 1),))
    wanted = Edit(booking_id, 1, "Autre objet", None, 2, None, (), "", "", "", "")
    desk = Desk(clerk.read(actor_of))
    assert clerk.write(lambda session: edit(session, desk, wanted)).done


def test_that_a_host_books_in_its_rooms_for_anybody(open_as: Open) -> None:
    assert booked_by(open_as("hote"), organisation=office.OTHER)


@pytest.mark.parametrize("login", ["commis", "hote"])
def test_that_clerk_and_host_note_presence_and_take_it_back(open_as: Open, login: str) -> None:
    booking_id = booked_by(open_as("commis"))
    person = open_as(login)
    query = text("SELECT id, version, starts, state FROM occurrence WHERE booking_id = :id")
    desk = Desk(person.read(actor_of))
    for command, state in ((note_presence, "present"), (take_presence_back, "confirmed")):
        before = person.read(lambda session: session.execute(query, {"id": booking_id}).one())
        person.clock = FixedClock(before.starts)
        wanted = Attend(before.id, before.version, uuid4())
        person.write(partial(command, desk=desk, wanted=wanted), key=wanted.key)
        after = person.read(lambda session: session.execute(query, {"id": booking_id}).one())
        assert (after.state, after.version) == (state, before.version + 1)


CHEATS = {
    "writes a hold": "INSERT INTO space_hold (occurrence_id, part_id, busy_from, busy_until)"
    " SELECT id, 6, starts, ends FROM occurrence LIMIT 1",
    "removes a hold": "DELETE FROM space_hold",
    "moves a hold": "UPDATE space_hold SET part_id = 6",
    "frees equipment": "DELETE FROM equipment_hold",
    "forges the trail": "INSERT INTO audit (at, login, tx, table_name, row_id, action)"
    " VALUES (now(), 'autre', 1, 'booking', '1', 'insert')",
    "cleans the trail": "DELETE FROM audit",
    "rewrites the trail": "UPDATE audit SET login = 'autre'",
    "reads the trail": "SELECT * FROM audit",
    "makes itself administrator": "INSERT INTO account_grant (account_id, role)"
    " SELECT id, 'administrator' FROM account WHERE login = session_user",
    "changes an account": "UPDATE account SET login = 'pirate'",
    "deletes a booking": "DELETE FROM booking",
    "deletes a date": "DELETE FROM occurrence",
    "skips numbers": "UPDATE counter SET last = last + 2",
    "takes numbers again": "UPDATE counter SET last = 0",
    "starts a counter far away": "INSERT INTO counter (kind, year, last) VALUES ('R', 1999, 50)",
    "removes a counter": "DELETE FROM counter",
    "changes a room": "UPDATE space SET shareable = false",
    "changes a division": "DELETE FROM space_part",
    "gives itself terms": "INSERT INTO host_terms (organisation_id, approval) VALUES (1, 'automatique')",
    "makes the room free": "INSERT INTO rate (organisation_id, since, hour) VALUES (1, '2026-01-01', 0)",
    "marks a base for replay": "UPDATE agence_meta SET value = 'yes' WHERE key = 'replay'",
    "silences a trigger": "ALTER TABLE occurrence DISABLE TRIGGER occurrence_right",
    "silences all triggers": "SET session_replication_role = replica",
    "becomes the owner": f"SET ROLE {OWNER}",
    "makes a login": "SELECT agence_admit('pirate', ARRAY['agence_administrateur'])",
    "ends sessions": "SELECT agence_end_sessions('chef')",
    "writes the guards' list": "DELETE FROM agence_guard",
    "makes a function": "CREATE FUNCTION public.agence_owns(integer) RETURNS boolean LANGUAGE sql"
    " AS 'SELECT true'",
    "renames another's person": "UPDATE person SET organisation_id = 3 WHERE organisation_id = 2",
}


@pytest.mark.parametrize("what", CHEATS)
def test_that_a_clerk_with_plain_sql_cannot(open_as: Open, what: str) -> None:
    clerk = open_as("commis")
    booked_by(clerk, equipment=(EquipmentLine(office.PROJECTOR, 1),))
    with pytest.raises(RightMissingError):
        run(clerk, CHEATS[what])


ON_OTHERS = {
    "changes the purpose": "UPDATE booking SET purpose = 'x' WHERE id = :booking",
    "takes the booking over": "UPDATE booking SET organisation_id = 2 WHERE id = :booking",
    "cancels a date": "UPDATE occurrence SET state = 'cancelled' WHERE booking_id = :booking",
    "moves a date": "UPDATE occurrence SET space_id = 5 WHERE booking_id = :booking",
    "ends a date early": "UPDATE occurrence SET state = 'ended', version = version + 1"
    " WHERE booking_id = :booking",
    "releases a date early": "UPDATE occurrence SET state = 'no_show', release_at = starts,"
    " version = version + 1 WHERE booking_id = :booking",
    "reserves its equipment": "INSERT INTO booking_equipment VALUES (:booking, 1, 1)",
    "writes its history": "INSERT INTO booking_event (booking_id, at, login, kind)"
    " VALUES (:booking, now(), 'autre', 'edited')",
    "adds a date to it": "INSERT INTO occurrence (booking_id, space_id, origin, starts, ends, busy_from,"
    " busy_until, state, host_id, organisation_id, month, requested_at) SELECT booking_id, space_id,"
    " origin + interval '1 day', starts + interval '1 day', ends + interval '1 day',"
    " busy_from + interval '1 day', busy_until + interval '1 day', state, host_id, 2, month, now()"
    " FROM occurrence WHERE booking_id = :booking",
}


@pytest.mark.parametrize("what", ON_OTHERS)
def test_that_a_clerk_cannot_touch_the_bookings_of_others(open_as: Open, what: str) -> None:
    booking = booked_by(open_as("autre"), organisation=office.OTHER)
    with pytest.raises(RightMissingError):
        run(open_as("commis"), ON_OTHERS[what], booking=booking)


def test_that_a_clerk_cannot_book_for_others(open_as: Open) -> None:
    clerk = open_as("commis")
    own = booked_by(clerk)
    columns = (
        "uid, space_id, purpose, purpose_key, participants, series_start, series_end, created_at, created_by"
    )
    forged = (
        f"INSERT INTO booking (number, organisation_id, {columns})"
        f" SELECT 'R-1', 3, {columns} FROM booking WHERE id = :own"
    )
    for statement in (
        forged,
        "UPDATE booking SET organisation_id = 3 WHERE id = :own",
        "UPDATE booking SET number = 'R-2' WHERE id = :own",
        "UPDATE occurrence SET organisation_id = 3 WHERE booking_id = :own",
        "UPDATE occurrence SET host_id = 2 WHERE booking_id = :own",
    ):
        with pytest.raises(RightMissingError):
            run(clerk, statement, own=own)


def test_that_a_host_of_another_organisation_is_no_host(open_as: Open) -> None:
    booking = booked_by(open_as("commis"))
    with pytest.raises(RightMissingError):
        run(open_as("autre"), "UPDATE booking SET purpose = 'x' WHERE id = :booking", booking=booking)


@pytest.mark.parametrize(
    ("login", "may"), [("hote", True), ("autre", False), ("commis", False), ("chef", True)]
)
def test_that_terms_are_the_hosts_own(open_as: Open, login: str, may: bool) -> None:
    closing = (
        "INSERT INTO host_closure (site_id, starts, ends, reason)"
        " VALUES (1, :at, CAST(:at AS timestamp) + interval '1 hour', 'Travaux')"
    )
    database = open_as(login)
    if may:
        assert run(database, closing, at=at()) == 1
        assert run(database, "UPDATE host_closure SET reason = 'Peinture'") >= 1
        assert run(database, "DELETE FROM host_closure") >= 1
    else:
        with pytest.raises(RightMissingError):
            run(database, closing, at=at())


def test_that_whoever_passes_applies_what_time_brought(open_as: Open) -> None:
    other = booked_by(open_as("autre"), organisation=office.OTHER)
    offered = (
        "UPDATE occurrence SET state = 'offered', offered_from = 'waitlisted', offered_until = {until}"
        " WHERE booking_id = :other"
    )
    expire = (
        "UPDATE occurrence SET state = 'waitlisted', offered_from = NULL, offered_until = NULL,"
        " version = version + 1 WHERE booking_id = :other"
    )
    owner, clerk = open_as(OWNER), open_as("commis")
    run(owner, offered.format(until="now() + interval '1 hour'"), other=other)
    with pytest.raises(RightMissingError):
        run(clerk, expire, other=other)
    run(owner, offered.format(until="now() - interval '1 hour'"), other=other)
    with pytest.raises(RightMissingError):
        run(clerk, expire.replace("'waitlisted'", "'cancelled'"), other=other)
    assert run(clerk, expire, other=other) == 1


def test_that_a_release_by_time_is_the_one_its_date_has(open_as: Open) -> None:
    other = booked_by(open_as("autre"), organisation=office.OTHER, space=office.DUNES)
    owner, clerk = open_as(OWNER), open_as("commis")
    begin = (
        "UPDATE occurrence SET starts = {at}, busy_from = {at}, ends = {at} + interval '1 hour',"
        " busy_until = {at} + interval '1 hour', release_at = {at} + interval '15 minutes'"
        " WHERE booking_id = :other"
    )
    release = "UPDATE occurrence SET state = 'no_show'{more}, version = version + 1 WHERE booking_id = :other"
    sooner = release.format(more=", release_at = starts + interval '1 minute'")
    run(owner, begin.format(at="date_trunc('second', now()) - interval '5 minutes'"), other=other)
    with pytest.raises(RightMissingError):
        run(clerk, release.format(more=""), other=other)
    run(owner, begin.format(at="date_trunc('second', now()) - interval '20 minutes'"), other=other)
    with pytest.raises(RightMissingError):
        run(clerk, sooner, other=other)
    assert run(clerk, release.format(more=""), other=other) == 1


def test_that_a_reader_reads_and_prints_and_writes_nothing(open_as: Open) -> None:
    reader = open_as("lecteur")
    assert reader.read(lambda session: session.execute(text("SELECT count(*) FROM space")).scalar()) == 6
    reader.write(lambda session: record_event(session, "print", "affiche", {}))
    for statement in (
        "UPDATE booking SET purpose = 'x'",
        "INSERT INTO change (at, origin, topic, ids) VALUES (now(), 'x', 'x', '[]')",
        "SELECT * FROM command_answer",
        "SELECT agence_lock_spaces(ARRAY[1])",
        "SELECT nextval('booking_id_seq')",
    ):
        with pytest.raises(RightMissingError):
            run(reader, statement)


def test_that_a_stored_answer_is_not_written_over(open_as: Open) -> None:
    clerk = open_as("commis")
    run(clerk, "INSERT INTO command_answer (key, fingerprint, at) VALUES ('k', 'f', now())")
    assert run(clerk, "UPDATE command_answer SET answer = '{}' WHERE key = 'k'") == 1
    with pytest.raises(RightMissingError):
        run(clerk, "UPDATE command_answer SET answer = '{1}' WHERE key = 'k'")


def test_that_an_administrator_adds_a_login_which_then_works(open_as: Open, prepared: PreparedServer) -> None:
    chief = open_as("chef")
    grants = [RoleGrant(Role.CLERK, "MTQ")]
    chief.write(lambda session: add_account(session, "nouveau", "genevieve.roy@exemple.quebec", grants))
    prepared.give_passwords("nouveau")
    assert booked_by(open_as("nouveau"))
    chief.write(lambda session: change_roles(session, "nouveau", [RoleGrant(Role.READER)], grants))
    with pytest.raises(RightMissingError):
        run(open_as("nouveau"), "UPDATE booking SET purpose = 'x'")
    (row,) = chief.read(lambda session: accounts(session, "nouveau"))
    assert (row.email, row.grants) == ("genevieve.roy@exemple.quebec", (RoleGrant(Role.READER),))


def test_that_a_suspended_login_is_out_at_once(open_as: Open, prepared: PreparedServer) -> None:
    chief = open_as("chef")
    chief.write(lambda session: add_account(session, "partant", None, [RoleGrant(Role.CLERK)]))
    prepared.give_passwords("partant")
    leaving = open_as("partant")
    held = leaving.engine.connect()
    held.execute(text("SELECT 1"))
    chief.write(lambda session: suspend(session, "partant"))
    assert chief.write(lambda session: end_sessions(session, "partant")) >= 1
    with pytest.raises(UnreachableError):
        prepared.database("partant")
    held.invalidate()
    held.close()
    chief.write(lambda session: suspend(session, "partant", suspended=False))
    assert open_as("partant").read(actor_of).may(Role.CLERK, office.OTHER)


def test_that_a_suspended_account_writes_nothing_even_while_connected(
    open_as: Open, prepared: PreparedServer
) -> None:
    chief = open_as("chef")
    chief.write(lambda session: add_account(session, "encore", None, [RoleGrant(Role.CLERK)]))
    prepared.give_passwords("encore")
    still = open_as("encore")
    booking = booked_by(still)
    chief.write(lambda session: suspend(session, "encore"))
    with pytest.raises(RightMissingError):
        run(still, "UPDATE booking SET purpose = 'x' WHERE id = :booking", booking=booking)


@pytest.mark.parametrize("login", ["commis", "hote", "lecteur"])
def test_that_only_administrators_and_the_owner_administer(open_as: Open, login: str) -> None:
    def ask(session: Session) -> None:
        require_administrator(session, "essayer")

    with pytest.raises(RightMissingError):
        open_as(login).read(ask)
    open_as("chef").read(ask)
    open_as(OWNER).read(ask)


def test_that_the_owner_cannot_be_dismissed_by_an_administrator(open_as: Open) -> None:
    chief = open_as("chef")
    with pytest.raises(RightMissingError):
        run(chief, f"SELECT agence_dismiss('{OWNER}')")
    with pytest.raises(RightMissingError):
        run(chief, f"SELECT agence_admit('commis', ARRAY['{OWNER}'])")
    with pytest.raises(RefusedError):
        chief.write(lambda session: suspend(session, "inconnu"))


def test_that_privileges_given_by_hand_are_found_and_taken_back(
    open_as: Open, prepared: PreparedServer
) -> None:
    owner = open_as(OWNER)
    prepared.run(
        DATABASE, "GRANT DELETE ON audit TO agence_commis", "REVOKE SELECT ON booking FROM agence_lecteur"
    )
    found = {(finding.code, finding.subject) for finding in owner.read(lambda one: list(grant_findings(one)))}
    assert found == {
        ("grant_unknown", "DELETE audit agence_commis"),
        ("grant_absent", "SELECT booking agence_lecteur"),
    }
    upgrade(Opened(owner.engine, owner.location))
    assert owner.read(lambda one: list(grant_findings(one))) == []
