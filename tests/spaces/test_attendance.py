"""Presence: noted from a quarter of an hour before to the end, once, by clerk or host, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.core.clock import QUEBEC, FixedClock
from agence_desktop.core.errors import RefusedError, RightMissingError, StaleError
from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.core.spans import Span
from agence_desktop.spaces.attendance import is_awaited, lateness
from agence_desktop.spaces.attendance_sentences import not_awaited
from agence_desktop.spaces.commands.attending import Attend, note_presence, take_presence_back
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.commands.revising import Changed
from agence_desktop.spaces.journal import BookingDetail, EventKind
from agence_desktop.spaces.model import HostTerms, Occurrence
from agence_desktop.spaces.queries.bookings import booking_detail
from agence_desktop.spaces.rows import OccurrenceState
from agence_desktop.storage.changes import ChangeRow
from agence_desktop.storage.work import Database
from support import office
from support.drafts import booked, draft

START = datetime(2026, 12, 1, 14, 0, tzinfo=UTC)
"""9 h at Québec."""
SLOT = Span(START, START + timedelta(hours=1))
S = OccurrenceState


def at(minutes: int) -> datetime:
    """Minutes after the start."""
    return START + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("minutes", "awaited"), [(-16, False), (-15, True), (0, True), (59, True), (60, False)]
)
def test_that_presence_is_noted_from_a_quarter_of_an_hour_before_to_the_end(
    minutes: int, awaited: bool
) -> None:
    assert is_awaited(S.CONFIRMED, SLOT, at(minutes)) is awaited


@pytest.mark.parametrize("state", [state for state in S if state is not S.CONFIRMED])
def test_that_only_a_confirmed_date_is_awaited(state: OccurrenceState) -> None:
    assert not is_awaited(state, SLOT, at(10))
    assert lateness(state, SLOT, at(10)) is None


def test_that_lateness_counts_whole_minutes_from_the_start() -> None:
    assert lateness(S.CONFIRMED, SLOT, at(-5)) is None
    assert lateness(S.CONFIRMED, SLOT, START + timedelta(seconds=59)) is None
    assert lateness(S.CONFIRMED, SLOT, at(12) + timedelta(seconds=30)) == timedelta(minutes=12)


def test_that_the_refusal_says_from_when_presence_is_noted() -> None:
    assert not_awaited(S.CONFIRMED, SLOT, QUEBEC) == "La présence se note dès 8\u00a0h\u00a045."
    midnight = Span(START - timedelta(hours=9), START)
    assert not_awaited(S.CONFIRMED, midnight, QUEBEC) == "La présence se note dès hier, 23\u00a0h\u00a045."


@pytest.fixture
def booking(database: Database, desk: Desk) -> BookingDetail:
    """A date from 9 h to 10 h on 1 December."""
    return detail(database, desk, booked(database, desk, draft()).booking_id)


def detail(database: Database, desk: Desk, booking_id: int | None) -> BookingDetail:
    assert booking_id is not None

    def work(session: Session) -> BookingDetail:
        found = booking_detail(session, desk.reference(session), booking_id, database.clock.now())
        assert found is not None
        return found

    return database.read(work)


Act = Callable[[Session, Desk, Attend], Changed]


def act(database: Database, desk: Desk, wanted: Attend, command: Act = note_presence) -> Changed:
    return database.write(lambda session: command(session, desk, wanted), key=wanted.key)


def attend(booking: BookingDetail) -> Attend:
    (one,) = booking.occurrences
    return Attend(one.id, one.version, uuid4())


def test_that_presence_is_noted_with_its_time_and_told_to_others(
    database: Database, desk: Desk, booking: BookingDetail
) -> None:
    database.clock = FixedClock(at(-10))
    done = act(database, desk, attend(booking))
    after = detail(database, desk, booking.id)
    assert after.occurrences[0].state is S.PRESENT
    assert (after.history[0].kind, after.history[0].at) == (EventKind.PRESENT, at(-10))
    assert done.change is not None
    assert done.change.ids == (booking.occurrences[0].id,)
    told = database.read(lambda session: session.scalars(select(ChangeRow.ids)).all())
    assert told[-1] == f"[{booking.occurrences[0].id}]"


def test_that_whoever_edits_the_booking_meanwhile_is_not_disturbed(
    database: Database, desk: Desk, booking: BookingDetail
) -> None:
    database.clock = FixedClock(at(5))
    act(database, desk, attend(booking))
    assert detail(database, desk, booking.id).version == booking.version


def test_that_a_present_date_is_never_released_and_ends(
    database: Database, desk: Desk, booking: BookingDetail
) -> None:
    database.clock = FixedClock(at(5))
    act(database, desk, attend(booking))
    for minutes, state in ((45, S.PRESENT), (60, S.ENDED)):
        database.clock = FixedClock(at(minutes))
        assert detail(database, desk, booking.id).occurrences[0].state is state


@pytest.mark.parametrize(("minutes", "code"), [(-20, "too_early"), (60, "not_awaited")])
def test_that_presence_is_refused_before_its_time_and_after_the_end(
    database: Database, desk: Desk, booking: BookingDetail, minutes: int, code: str
) -> None:
    database.clock = FixedClock(at(minutes))
    with pytest.raises(RefusedError) as refusal:
        act(database, desk, attend(booking))
    assert refusal.value.code == code


def test_that_a_released_date_is_not_taken_back_by_a_latecomer(database: Database, desk: Desk) -> None:
    database.write(lambda session: session.add(HostTerms(organisation_id=office.HOST, release_minutes=15)))
    booking = detail(database, desk, booked(database, desk, draft()).booking_id)
    database.clock = FixedClock(at(16))
    with pytest.raises(RefusedError) as refusal:
        act(database, desk, attend(booking))
    assert refusal.value.code == "not_awaited"
    assert "libéré" in refusal.value.sentence


def test_that_presence_read_before_a_change_is_stale(
    database: Database, desk: Desk, booking: BookingDetail
) -> None:
    database.clock = FixedClock(at(0))
    wanted = attend(booking)
    act(database, desk, wanted)
    with pytest.raises(StaleError):
        act(database, desk, replace(wanted, key=uuid4()))


def test_that_presence_sent_twice_is_noted_once(
    database: Database, desk: Desk, booking: BookingDetail
) -> None:
    database.clock = FixedClock(at(0))
    wanted = attend(booking)
    act(database, desk, wanted)
    assert act(database, desk, wanted).done
    kinds = [event.kind for event in detail(database, desk, booking.id).history]
    assert kinds.count(EventKind.PRESENT) == 1


def test_that_the_host_notes_presence_and_a_reader_does_not(
    database: Database, booking: BookingDetail
) -> None:
    database.clock = FixedClock(at(0))
    stranger = Actor("autre", "", grants=frozenset({Grant(Role.CLERK, office.OTHER)}))
    for actor in (office.READER, stranger):
        with pytest.raises(RightMissingError):
            act(database, Desk(actor), attend(booking))
    assert act(database, Desk(office.HOST_CLERK), attend(booking)).done


def test_that_presence_noted_by_mistake_is_taken_back(
    database: Database, desk: Desk, booking: BookingDetail
) -> None:
    database.clock = FixedClock(at(5))
    act(database, desk, attend(booking))
    noted = attend(detail(database, desk, booking.id))
    act(database, desk, noted, take_presence_back)
    after = detail(database, desk, booking.id)
    assert after.occurrences[0].state is S.CONFIRMED
    assert after.history[0].kind is EventKind.AWAITED_AGAIN
    with pytest.raises(RefusedError):
        act(database, desk, attend(after), take_presence_back)


def test_that_a_presence_taken_back_after_the_end_is_refused(
    database: Database, desk: Desk, booking: BookingDetail
) -> None:
    database.clock = FixedClock(at(5))
    act(database, desk, attend(booking))
    noted = attend(detail(database, desk, booking.id))
    database.clock = FixedClock(at(60))
    with pytest.raises(RefusedError):
        act(database, desk, noted, take_presence_back)
    stored = database.read(lambda session: session.scalars(select(Occurrence.state)).one())
    assert stored == "present"
