"""Move, edit, cancel and restore: judged again, refused whole, never over the past or others' changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from agence_desktop.core.clock import FixedClock
from agence_desktop.core.errors import RefusedError, RightMissingError, StaleError
from agence_desktop.spaces.commands.cancelling import Cancel, Restore, cancel, restore
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.commands.editing import Edit, edit
from agence_desktop.spaces.commands.moving import Move, Scope, judge_move, move
from agence_desktop.spaces.commands.revising import Changed
from agence_desktop.spaces.journal import BookingDetail
from agence_desktop.spaces.model import EquipmentHold, HostClosure, HostTerms, Occurrence, Rate, SpaceHold
from agence_desktop.spaces.queries.bookings import booking_detail
from agence_desktop.spaces.rows import EquipmentLine, OccurrenceState, Outcome, Reason
from agence_desktop.storage.work import Database
from support import office
from support.drafts import booked, draft, wall


def detail(database: Database, desk: Desk, booking_id: int | None) -> BookingDetail:
    assert booking_id is not None
    number: int = booking_id

    def work(session: Session) -> BookingDetail:
        found = booking_detail(session, desk.reference(session), number, database.clock.now())
        assert found is not None
        return found

    return database.read(work)


def moved(database: Database, desk: Desk, booking: BookingDetail, at: int = 0, **fields: Any) -> Changed:
    one = booking.occurrences[at]
    wanted = Move(one.id, one.version, one.space_id, wall("2026-12-02 14:00"), wall("2026-12-02 15:00"))
    return database.write(lambda session: move(session, desk, replace(wanted, **fields)))


def test_that_a_moved_date_frees_its_old_slot(database: Database, desk: Desk) -> None:
    booking = detail(database, desk, booked(database, desk, draft()).booking_id)
    assert moved(database, desk, booking).done
    assert booked(database, desk, draft()).outcome is Outcome.CONFIRMED
    taken = booked(database, desk, draft("2026-12-02 14:30", "2026-12-02 15:30"))
    assert taken.answer["occurrences"][0]["reasons"] == ["overlap"]


def test_that_a_date_may_move_over_its_own_old_slot(database: Database, desk: Desk) -> None:
    booking = detail(database, desk, booked(database, desk, draft()).booking_id)
    changed = moved(database, desk, booking, start=wall("2026-12-01 09:30"), end=wall("2026-12-01 10:30"))
    assert changed.done


def test_that_an_impossible_move_changes_nothing_and_says_why(database: Database, desk: Desk) -> None:
    booking = detail(database, desk, booked(database, desk, draft()).booking_id)
    other = booked(database, desk, draft("2026-12-02 14:30", "2026-12-02 15:30"))
    changed = moved(database, desk, booking)
    assert not changed.done
    assert changed.judgement is not None
    assert changed.judgement.dates[0].reasons == (Reason.OVERLAP,)
    assert changed.judgement.dates[0].blockers[0].number == other.number
    assert detail(database, desk, booking.id) == booking


def test_that_the_ghost_is_judged_without_writing(database: Database, desk: Desk) -> None:
    booking = detail(database, desk, booked(database, desk, draft()).booking_id)
    one = booking.occurrences[0]
    wanted = Move(one.id, one.version, office.ETCHEMIN, wall("2026-12-02 14:00"), wall("2026-12-02 15:00"))
    judgement = database.read(lambda session: judge_move(session, desk, wanted))
    assert judgement.outcome is Outcome.CONFIRMED
    assert detail(database, desk, booking.id) == booking


def test_that_a_stale_move_is_refused(database: Database, desk: Desk) -> None:
    booking = detail(database, desk, booked(database, desk, draft()).booking_id)
    moved(database, desk, booking)
    with pytest.raises(StaleError):
        moved(database, desk, booking, start=wall("2026-12-03 14:00"), end=wall("2026-12-03 15:00"))


def test_that_a_series_moves_over_itself(database: Database, desk: Desk) -> None:
    daily = draft(rule="FREQ=DAILY;COUNT=5")
    booking = detail(database, desk, booked(database, desk, daily).booking_id)
    changed = moved(
        database,
        desk,
        booking,
        start=wall("2026-12-02 09:00"),
        end=wall("2026-12-02 10:00"),
        scope=Scope.TO_COME,
    )
    assert changed.done
    days = [one.span.start.day for one in detail(database, desk, booking.id).occurrences]
    assert days == [2, 3, 4, 5, 6]


def test_that_this_and_following_leaves_the_earlier_dates(database: Database, desk: Desk) -> None:
    booking = detail(database, desk, booked(database, desk, draft(rule="FREQ=WEEKLY;COUNT=3")).booking_id)
    moved(
        database,
        desk,
        booking,
        at=1,
        space_id=office.ETCHEMIN_A,
        start=wall("2026-12-08 13:00"),
        end=wall("2026-12-08 15:00"),
        scope=Scope.FOLLOWING,
    )
    found = [(one.space_id, one.span.minutes) for one in detail(database, desk, booking.id).occurrences]
    assert found == [(office.CHAUDIERE, 60), (office.ETCHEMIN_A, 120), (office.ETCHEMIN_A, 120)]


def test_that_the_past_is_never_rewritten(database: Database, desk: Desk) -> None:
    booking = detail(database, desk, booked(database, desk, draft(rule="FREQ=WEEKLY;COUNT=3")).booking_id)
    database.clock = FixedClock(datetime(2026, 12, 1, 15, 30, tzinfo=UTC))
    with pytest.raises(RefusedError) as refusal:
        moved(database, desk, booking)
    assert refusal.value.code == "begun"
    changed = moved(
        database,
        desk,
        booking,
        at=2,
        start=wall("2026-12-15 10:00"),
        end=wall("2026-12-15 11:00"),
        scope=Scope.TO_COME,
    )
    assert changed.change is not None
    assert len(changed.change.ids) == 2
    assert detail(database, desk, booking.id).occurrences[0].span == booking.occurrences[0].span


def test_that_approval_is_asked_again_outside_the_old_slot_only(database: Database, desk: Desk) -> None:
    booking = detail(database, desk, booked(database, desk, draft(end="2026-12-01 12:00")).booking_id)
    database.write(lambda session: session.add(HostTerms(organisation_id=office.HOST, approval="hote")))
    inside = moved(database, desk, booking, start=wall("2026-12-01 10:00"), end=wall("2026-12-01 11:00"))
    assert inside.judgement is not None
    assert inside.judgement.dates[0].state is OccurrenceState.CONFIRMED
    outside = moved(database, desk, detail(database, desk, booking.id))
    assert outside.judgement is not None
    assert outside.judgement.dates[0].state is OccurrenceState.REQUESTED


def test_that_a_moved_date_is_judged_as_of_its_move(database: Database, desk: Desk) -> None:
    database.write(lambda session: session.add(HostTerms(organisation_id=office.HOST, horizon_days=30)))
    booking = detail(database, desk, booked(database, desk, draft()).booking_id)
    database.clock = FixedClock(datetime(2026, 11, 30, 13, 0, tzinfo=UTC))
    far, until = wall("2026-12-29 09:00"), wall("2026-12-29 10:00")
    assert moved(database, desk, booking, start=far, end=until).done
    after = detail(database, desk, booking.id)
    assert edited(database, desk, after, participants=2).done


def test_that_a_cancellation_taken_back_is_judged_as_of_the_request(database: Database, desk: Desk) -> None:
    database.write(lambda session: session.add(HostTerms(organisation_id=office.HOST, notice_minutes=600)))
    booking = detail(database, desk, booked(database, desk, draft()).booking_id)
    cancelled(database, desk, booking)
    database.clock = FixedClock(datetime(2026, 12, 1, 13, 0, tzinfo=UTC))
    back = detail(database, desk, booking.id)
    every = tuple((one.id, one.version) for one in back.occurrences)
    assert database.write(lambda session: restore(session, desk, Restore(back.id, every))).done
    assert edited(database, desk, detail(database, desk, booking.id), participants=2).done


def edited(database: Database, desk: Desk, booking: BookingDetail, **fields: Any) -> Changed:
    wanted = Edit(
        booking_id=booking.id,
        version=booking.version,
        purpose=booking.purpose,
        person_id=booking.person_id,
        participants=booking.participants,
        layout=booking.layout,
        equipment=tuple(EquipmentLine(key, value) for key, value in booking.equipment.items()),
        accessibility=booking.accessibility,
        support=booking.support,
        note=booking.note,
        phone=booking.phone,
    )
    return database.write(lambda session: edit(session, desk, replace(wanted, **fields)))


def test_that_more_participants_than_places_refuse_the_edit(database: Database, desk: Desk) -> None:
    booking = detail(database, desk, booked(database, desk, draft()).booking_id)
    changed = edited(database, desk, booking, participants=13)
    assert not changed.done
    assert detail(database, desk, booking.id) == booking


def test_that_words_change_on_dates_that_would_not_pass_any_more(database: Database, desk: Desk) -> None:
    booking = detail(database, desk, booked(database, desk, draft()).booking_id)
    closed = HostClosure(
        organisation_id=office.HOST, starts=wall("2026-12-01 00:00"), ends=wall("2026-12-02 00:00")
    )
    rate = Rate(organisation_id=office.HOST, since=date(2026, 11, 1), hour=Decimal("99.00"))
    database.write(lambda session: session.add_all([closed, rate]))
    changed = edited(database, desk, booking, purpose="Autre objet", note="Porte est")
    assert changed.change is not None
    assert changed.change.ids == (booking.occurrences[0].id,)
    after = detail(database, desk, booking.id)
    assert (after.purpose, after.note, after.version) == ("Autre objet", "Porte est", booking.version + 1)
    (before,) = booking.occurrences
    assert after.occurrences == (replace(before, version=before.version + 1),)
    refused = edited(database, desk, after, participants=after.participants + 1)
    assert refused.judgement is not None
    assert refused.judgement.dates[0].reasons == (Reason.CLOSED,)


def test_that_edited_equipment_is_held_at_once(database: Database, desk: Desk) -> None:
    booking = detail(database, desk, booked(database, desk, draft(rule="FREQ=DAILY;COUNT=2")).booking_id)
    lines = (EquipmentLine(office.PROJECTOR, 2),)
    assert edited(database, desk, booking, equipment=lines, purpose="Autre objet").done

    def held(session: Session) -> list[int]:
        return list(session.scalars(select(EquipmentHold.quantity)))

    assert database.read(held) == [2, 2]
    other = draft(space=office.ETCHEMIN_B, equipment=(EquipmentLine(office.PROJECTOR, 1),))
    assert booked(database, desk, other).outcome is Outcome.REFUSED
    assert detail(database, desk, booking.id).purpose == "Autre objet"


def test_that_a_stale_edit_is_refused(database: Database, desk: Desk) -> None:
    booking = detail(database, desk, booked(database, desk, draft()).booking_id)
    edited(database, desk, booking, note="Porte est")
    with pytest.raises(StaleError):
        edited(database, desk, booking, note="Porte ouest")
    assert detail(database, desk, booking.id).note == "Porte est"


def cancelled(database: Database, desk: Desk, booking: BookingDetail) -> Changed:
    every = tuple((one.id, one.version) for one in booking.occurrences)
    return database.write(lambda session: cancel(session, desk, Cancel(booking.id, every)))


def test_that_a_cancelled_date_frees_its_slot_and_keeps_its_number(database: Database, desk: Desk) -> None:
    booking = detail(database, desk, booked(database, desk, draft()).booking_id)
    assert cancelled(database, desk, booking).done
    assert booked(database, desk, draft()).number == "R-2026-000002"
    after = detail(database, desk, booking.id)
    assert (after.number, after.occurrences[0].state) == (booking.number, OccurrenceState.CANCELLED)


def test_that_a_cancellation_is_taken_back_only_while_the_slot_is_free(
    database: Database, desk: Desk
) -> None:
    first = detail(database, desk, booked(database, desk, draft()).booking_id)
    cancelled(database, desk, first)
    back = detail(database, desk, first.id)
    wanted = Restore(back.id, tuple((one.id, one.version) for one in back.occurrences))
    assert database.write(lambda session: restore(session, desk, wanted)).done
    again = detail(database, desk, first.id)
    cancelled(database, desk, again)
    booked(database, desk, draft())
    gone = detail(database, desk, first.id)
    late = Restore(gone.id, tuple((one.id, one.version) for one in gone.occurrences))
    assert not database.write(lambda session: restore(session, desk, late)).done


def test_that_a_reader_may_neither_move_nor_cancel(database: Database, desk: Desk) -> None:
    booking = detail(database, desk, booked(database, desk, draft()).booking_id)
    with pytest.raises(RightMissingError):
        moved(database, Desk(office.READER), booking)
    with pytest.raises(RightMissingError):
        cancelled(database, Desk(office.READER), booking)


def test_that_a_no_show_gives_its_space_back_to_whoever_books_next(database: Database, desk: Desk) -> None:
    database.write(lambda session: session.add(HostTerms(space_id=office.CHAUDIERE, release_minutes=15)))
    booked(database, desk, draft(end="2026-12-01 12:00"))
    database.clock = FixedClock(datetime(2026, 12, 1, 14, 20, tzinfo=UTC))
    later = booked(database, desk, draft("2026-12-01 10:00", "2026-12-01 11:00"))
    assert later.outcome is Outcome.CONFIRMED

    def states(session: Session) -> list[str]:
        return list(session.scalars(select(Occurrence.state).order_by(Occurrence.id)))

    assert database.read(states) == ["no_show", "confirmed"]


def test_that_the_database_itself_refuses_what_the_program_did_not_judge(
    database: Database, desk: Desk
) -> None:
    booked(database, desk, draft())
    booked(database, desk, draft("2026-12-01 10:00", "2026-12-01 11:00"))

    def behind(session: Session) -> None:
        rows = session.scalars(select(Occurrence.id).order_by(Occurrence.id)).all()
        first = select(Occurrence.starts).where(Occurrence.id == rows[0]).scalar_subquery()
        busy = select(Occurrence.busy_from).where(Occurrence.id == rows[0]).scalar_subquery()
        session.execute(
            update(Occurrence).where(Occurrence.id == rows[1]).values(starts=first, busy_from=busy)
        )

    with pytest.raises(RefusedError) as refusal:
        database.write(behind)
    assert refusal.value.code == "taken"


def test_that_a_space_without_parts_holds_nothing_silently(database: Database, desk: Desk) -> None:
    def undivided(session: Session) -> int:
        return len(session.scalars(select(SpaceHold.part_id)).all())

    booked(database, desk, draft(space=office.ETCHEMIN))
    assert database.read(undivided) == 2
