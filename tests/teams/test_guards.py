"""Never above capacity, whatever writes; what was changed behind the program's back is found."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from agence_desktop.core.errors import RefusedError
from agence_desktop.directory.model import Holiday
from agence_desktop.storage.verification import verify
from agence_desktop.storage.work import Database
from agence_desktop.teams.commands.ledger import open_days
from agence_desktop.teams.model import Deployment, MemberAbsence, MemberDay, MemberPattern, Overrun
from support import teams
from support.tampering import tamper
from support.teams import FULL, KARINE, LOUISE, deployment

FIRST, END = date(2026, 12, 1), date(2026, 12, 15)
WEDNESDAY = date(2026, 12, 2)


def day_of(bench: Database, member: int, day: date) -> tuple[int, int, int]:
    """Capacity, overrun and load of a day, in hundredths of a full day."""

    def read(session: Session) -> tuple[int, int, int]:
        row = session.get_one(MemberDay, (member, day))
        return tuple(round(100 * one / FULL) for one in (row.capacity, row.overrun, row.used))  # type: ignore[return-value]

    return bench.read(read)


def add(bench: Database, *rows: Any) -> list[int]:
    def work(session: Session) -> list[int]:
        open_days(session, [LOUISE, KARINE], FIRST, END)
        session.add_all(rows)
        session.flush()
        return [row.id for row in rows]

    return bench.write(work)


def refused(bench: Database, *rows: Any) -> str:
    with pytest.raises(RefusedError) as caught:
        add(bench, *rows)
    return caught.value.code


def absence(first: date, end: date, **changed: Any) -> MemberAbsence:
    return MemberAbsence(
        member_id=LOUISE, first_day=first, end_day=end, recorded_by="x", recorded_at=teams.NOW, **changed
    )


def test_that_a_firm_deployment_takes_the_days_that_it_serves(bench: Database) -> None:
    add(bench, deployment(LOUISE, FIRST, END, 6_000))
    assert day_of(bench, LOUISE, FIRST) == (100, 0, 60)
    # Wednesday is a half day: it is not served at 60 %.
    assert day_of(bench, LOUISE, WEDNESDAY) == (50, 0, 0)
    assert list(verify(bench)) == []


def test_that_a_tentative_deployment_takes_nothing(bench: Database) -> None:
    add(bench, deployment(LOUISE, FIRST, END, 10_000, state="proposed"))
    assert day_of(bench, LOUISE, FIRST) == (100, 0, 0)


def test_that_efforts_may_add_up_to_a_full_day_and_no_more(bench: Database) -> None:
    add(bench, deployment(LOUISE, FIRST, END, 3_333), deployment(LOUISE, FIRST, END, 6_667))
    assert day_of(bench, LOUISE, FIRST) == (100, 0, 100)
    assert refused(bench, deployment(LOUISE, FIRST, END, 1)) == "over_capacity"


def test_that_days_which_touch_do_not_meet(bench: Database) -> None:
    middle = FIRST + timedelta(days=7)
    add(bench, deployment(LOUISE, FIRST, middle, 10_000), deployment(LOUISE, middle, END, 10_000))
    assert list(verify(bench)) == []


def test_that_weekdays_are_those_asked_for(bench: Database) -> None:
    add(bench, deployment(LOUISE, FIRST, END, 10_000, weekdays=0b00010))
    assert day_of(bench, LOUISE, FIRST) == (100, 0, 100)
    assert day_of(bench, LOUISE, date(2026, 12, 3)) == (100, 0, 0)
    add(bench, deployment(LOUISE, FIRST, END, 10_000, weekdays=0b11000))


def test_that_days_outside_the_ledger_are_refused(bench: Database) -> None:
    assert refused(bench, deployment(LOUISE, FIRST, END + timedelta(days=2))) == "ledger_absent"
    # A weekend has no row, and needs none.
    friday = date(2026, 12, 11)
    add(bench, deployment(LOUISE, friday, friday + timedelta(days=3)))


def test_that_an_early_end_gives_days_back(bench: Database) -> None:
    (one,) = add(bench, deployment(LOUISE, FIRST, END, 10_000))
    later = date(2026, 12, 8)

    def end(session: Session) -> None:
        row = session.get_one(Deployment, one)
        row.state, row.actual_end = "ended_early", later

    bench.write(end)
    assert day_of(bench, LOUISE, later) == (100, 0, 0)
    add(bench, deployment(LOUISE, later, END, 10_000))
    assert list(verify(bench)) == []


def test_that_an_absence_over_firm_days_is_refused_unless_they_are_freed(bench: Database) -> None:
    add(bench, deployment(LOUISE, FIRST, END, 5_000))
    assert refused(bench, absence(FIRST, FIRST + timedelta(days=2))) == "day_committed"
    (one,) = add(bench, absence(FIRST, FIRST + timedelta(days=2), frees=True))
    assert day_of(bench, LOUISE, FIRST) == (0, 0, 0)
    assert list(verify(bench)) == []

    def back(session: Session) -> None:
        session.get_one(MemberAbsence, one).cancelled = True

    bench.write(back)
    assert day_of(bench, LOUISE, FIRST) == (100, 0, 50)
    assert list(verify(bench)) == []


def test_that_a_pattern_that_breaks_the_ledger_is_refused(bench: Database) -> None:
    add(bench, deployment(LOUISE, FIRST, END, 8_000))
    less = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), 5 * 3600)
    pattern = MemberPattern(member_id=LOUISE, since=date(2026, 12, 8), **less)
    assert refused(bench, pattern) == "day_committed"
    add(bench, MemberPattern(member_id=LOUISE, since=date(2026, 12, 8), frees=True, **less))
    assert day_of(bench, LOUISE, date(2026, 12, 8)) == (71, 0, 0)
    assert day_of(bench, LOUISE, date(2026, 12, 7)) == (100, 0, 80)
    assert list(verify(bench)) == []


def test_that_more_hours_are_taken_by_what_now_serves_them(bench: Database) -> None:
    add(bench, deployment(LOUISE, FIRST, END, 8_000))
    more = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), 7 * 3600)
    add(bench, MemberPattern(member_id=LOUISE, since=date(2026, 11, 1), **more))
    assert day_of(bench, LOUISE, WEDNESDAY) == (100, 0, 80)


def test_that_a_holiday_frees_its_day_and_gives_it_back(bench: Database) -> None:
    add(bench, deployment(LOUISE, FIRST, END, 8_000))
    day = date(2026, 12, 3)
    add(bench, Holiday(day=day, observed=day, name="Fête"))
    assert day_of(bench, LOUISE, day) == (0, 0, 0)
    assert list(verify(bench)) == []
    bench.write(lambda session: session.delete(session.scalars(select(Holiday).filter_by(day=day)).one()))
    assert day_of(bench, LOUISE, day) == (100, 0, 80)


def test_that_an_end_of_contract_over_firm_days_is_refused(bench: Database) -> None:
    add(bench, deployment(LOUISE, FIRST, END, 8_000))
    with pytest.raises(RefusedError) as caught:
        bench.write(
            lambda session: session.execute(
                text("UPDATE team_member SET contract_end = '2026-12-08' WHERE id = :id"), {"id": LOUISE}
            )
        )
    assert caught.value.code == "day_committed"


def test_that_an_overrun_is_as_large_as_authorised_and_falls_with_its_cause(bench: Database) -> None:
    first, second = add(
        bench, deployment(LOUISE, FIRST, END, 8_000), deployment(LOUISE, FIRST, END, 5_000, state="committed")
    )
    thursday = date(2026, 12, 3)
    allowed = {"deployment_id": second, "member_id": LOUISE, "login": "mathieu", "at": teams.NOW}

    def confirm(session: Session) -> None:
        session.get_one(Deployment, second).state = "confirmed"

    with pytest.raises(RefusedError) as caught:
        bench.write(confirm)
    assert caught.value.code == "over_capacity"
    half = date(2026, 12, 9)  # a Wednesday, like the 2nd: the first is not there, so there is no excess
    for one, end in ((FIRST, WEDNESDAY), (thursday, half), (half + timedelta(days=1), END)):
        add(bench, Overrun(first_day=one, end_day=end, amount=FULL * 3 // 10, reason="Urgence", **allowed))
    bench.write(confirm)
    assert day_of(bench, LOUISE, FIRST) == (100, 30, 130)
    assert list(verify(bench)) == []

    def leave(session: Session) -> None:
        row = session.get_one(Deployment, first)
        row.state, row.actual_end = "ended_early", thursday

    bench.write(leave)
    assert day_of(bench, LOUISE, thursday) == (100, 0, 50)
    assert list(verify(bench)) == []


ROGUE = {
    "effort": ("UPDATE deployment SET effort_bp = 6001", "over_capacity"),
    "member": (f"UPDATE deployment SET member_id = {KARINE}", "over_capacity"),
    "confirmed": ("UPDATE deployment SET state = 'confirmed' WHERE state = 'cancelled'", "over_capacity"),
    "absence": (
        "INSERT INTO member_absence (member_id, first_day, end_day, recorded_by, recorded_at)"
        f" SELECT {LOUISE}, '2026-12-01', '2026-12-02', 'x', received_at FROM team_request",
        "day_committed",
    ),
    "pattern": ("UPDATE member_pattern SET monday = 0", "day_committed"),
    "factor": ("UPDATE member_pattern SET factor_bp = 1000", "day_committed"),
    "no pattern": ("DELETE FROM member_pattern", "day_committed"),
    "capacity": (f"UPDATE member_day SET capacity = {2 * FULL}", "ledger"),
    "day": ("UPDATE deployment_day SET effort = 1", "ledger"),
    "back to tentative": (
        "UPDATE deployment SET state = 'proposed' WHERE state = 'confirmed'",
        "deployment_step",
    ),
    "removal": ("DELETE FROM deployment", "record_stands"),
    "commitment": ("UPDATE cost_commitment SET ceiling = 1", "commitment_stands"),
    "number": ("UPDATE team_request SET number = 'D-2026-9999'", "record_stands"),
}


@pytest.mark.parametrize("what", ROGUE)
def test_that_sql_is_refused(bench: Database, what: str) -> None:
    add(
        bench,
        deployment(LOUISE, FIRST, END, 4_000),
        deployment(LOUISE, FIRST, END, 6_000),
        deployment(KARINE, FIRST, END, 9_000),
        deployment(KARINE, FIRST, END, 9_000, state="proposed"),
    )
    bench.write(
        lambda s: s.execute(text("UPDATE deployment SET state = 'cancelled' WHERE state = 'proposed'"))
    )
    bench.write(teams.furnish_request)
    statement, code = ROGUE[what]
    with pytest.raises(RefusedError) as caught:
        bench.write(lambda session: session.execute(text(statement)))
    assert caught.value.code == code


def test_that_ignoring_a_refusal_is_refused_as_well(bench: Database) -> None:
    if bench.engine.dialect.name != "sqlite":
        pytest.skip("only SQLite has OR IGNORE")
    add(
        bench, deployment(LOUISE, FIRST, END, 9_000), deployment(LOUISE, FIRST, END, 9_000, state="committed")
    )
    with pytest.raises(RefusedError) as caught:
        bench.write(lambda s: s.execute(text("UPDATE OR IGNORE deployment SET state = 'confirmed'")))
    assert caught.value.code == "over_capacity"


def test_that_no_deployment_is_firm_without_a_signed_commitment(bench: Database) -> None:
    bench.write(teams.furnish_request)
    add(bench, deployment(LOUISE, FIRST, END, request_id=teams.REQUEST, seat_id=teams.SEAT))
    tamper(bench, "DELETE FROM cost_commitment")
    asked = deployment(KARINE, FIRST, END, request_id=teams.REQUEST, seat_id=teams.SEAT)
    assert refused(bench, asked) == "commitment_missing"
    assert "commitment_missing" in {one.code for one in verify(bench)}


TAMPERED = {
    "load": ("UPDATE member_day SET used = 0", "load_wrong"),
    "capacity": ("UPDATE member_day SET capacity = capacity + 1", "capacity_wrong"),
    "overrun": ("UPDATE member_day SET overrun = 5", "overrun_wrong"),
    "days": ("DELETE FROM deployment_day", "served_wrong"),
    "firm": ("UPDATE deployment SET state = 'confirmed' WHERE state = 'proposed'", "served_wrong"),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_that_a_change_behind_the_back_is_found(bench: Database, what: str) -> None:
    add(bench, deployment(LOUISE, FIRST, END, 9_000), deployment(LOUISE, FIRST, END, 9_000, state="proposed"))
    assert list(verify(bench)) == []
    statement, code = TAMPERED[what]
    tamper(bench, statement)
    assert code in {one.code for one in verify(bench)}
