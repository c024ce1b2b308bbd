"""Dated rates as a list tells them, and how one is taken out again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from agence_desktop.core.errors import RefusedError, RightMissingError, StaleError
from agence_desktop.core.roles import Role
from agence_desktop.storage.verification import verify
from agence_desktop.storage.work import Database
from agence_desktop.teams.commands.desk import Desk, Done
from agence_desktop.teams.commands.rating import (
    DayRateDraft,
    SettingsDraft,
    remove_cost_rate,
    remove_day_rate,
    save_cost_rate,
    save_day_rate,
    save_settings,
)
from agence_desktop.teams.model import CostRate, DayRate
from agence_desktop.teams.queries.rating import rate_choices, rate_lines
from agence_desktop.teams.queries.settings import settings_version, team_settings
from agence_desktop.teams.rate_lines import RateLine, Standing, stretches
from agence_desktop.teams.rows import ExpenseKind
from support import teams
from support.teams import KARINE, LOUISE, TODAY
from teams.story import CLERK, CLIENT, MANAGER, STRANGER
from teams.test_following import issued, mandate, note, prepared, trip, worked

__all__ = ["mandate"]
ADMINISTRATOR = Desk(teams.actor("admin", Role.ADMINISTRATOR, None))
APRIL, NOVEMBER, NEXT = date(2026, 4, 1), date(2026, 11, 1), date(2027, 4, 1)
CLASS = "Agent de secrétariat"


def lines(database: Database, desk: Desk = MANAGER) -> list[RateLine]:
    return database.read(lambda session: rate_lines(session, desk.actor, TODAY))


def class_rate(database: Database, since: date, amount: str | None) -> Done:
    draft = DayRateDraft(since, None if amount is None else Decimal(amount), job_class=CLASS)
    return database.write(lambda session: save_day_rate(session, MANAGER, draft))


def own_rate(database: Database, member: int) -> Done:
    draft = DayRateDraft(APRIL, Decimal(400), member_id=member)
    return database.write(lambda session: save_day_rate(session, MANAGER, draft))


def taken_out(database: Database, rate: Done, desk: Desk = MANAGER, version: int = 1) -> Done:
    return database.write(lambda session: remove_day_rate(session, desk, rate.ids[0], version))


def test_that_a_rate_holds_until_the_eve_of_the_next() -> None:
    assert list(stretches([APRIL, NOVEMBER, NEXT], TODAY)) == [
        (date(2026, 10, 31), Standing.PAST),
        (date(2027, 3, 31), Standing.IN_FORCE),
        (None, Standing.COMING),
    ]
    assert list(stretches([NOVEMBER], NOVEMBER)) == [(None, Standing.IN_FORCE)]
    assert list(stretches([], TODAY)) == []


def test_that_rates_are_told_by_what_is_paid_for_and_date(bench: Database) -> None:
    class_rate(bench, NEXT, None)
    class_rate(bench, APRIL, "310.00")
    own_rate(bench, KARINE)
    kilometre = Decimal("0.6125")
    bench.write(lambda session: save_cost_rate(session, MANAGER, ExpenseKind.TRAVEL, APRIL, kilometre))
    told = [(one.scope.kind, one.name, one.since, one.amount, one.last) for one in lines(bench)]
    assert told == [
        (ExpenseKind.TRAVEL, "", APRIL, kilometre, None),
        (None, CLASS, APRIL, Decimal("310.00"), date(2027, 3, 31)),
        (None, CLASS, NEXT, None, None),
        (None, "Karine Bélanger", APRIL, Decimal("400.00"), None),
    ]


def test_that_rates_of_members_are_read_by_their_lender_only(bench: Database) -> None:
    class_rate(bench, APRIL, "310.00")
    own_rate(bench, KARINE)
    assert [one.may_keep for one in lines(bench)] == [True, True]
    assert [one.may_keep for one in lines(bench, CLERK)] == [False, False]
    assert [(one.name, one.may_keep) for one in lines(bench, STRANGER)] == [(CLASS, False)]
    choices = bench.read(lambda session: rate_choices(session, teams.MANAGER))
    assert [name for _, name in choices.members] == ["Karine Bélanger", "Louise Arsenault", "Thomas Nguyen"]
    assert (CLASS in choices.classes, choices.shared) == (True, True)
    nothing = bench.read(lambda session: rate_choices(session, teams.STRANGER))
    assert (nothing.members, nothing.shared) == ((), False)


def test_that_a_rate_taken_out_leaves_the_former_one_in_force(bench: Database) -> None:
    class_rate(bench, APRIL, "310.00")
    later = class_rate(bench, NEXT, "320.00")
    own = own_rate(bench, LOUISE)
    for desk in (CLERK, CLIENT, STRANGER):
        for rate in (later, own):
            with pytest.raises(RightMissingError):
                taken_out(bench, rate, desk)
    assert taken_out(bench, own).change.ids == (LOUISE,)
    taken_out(bench, later)
    assert [(one.since, one.last) for one in lines(bench)] == [(APRIL, None)]
    with pytest.raises(RefusedError) as caught:
        taken_out(bench, later)
    assert caught.value.code == "unknown_rate"
    assert list(verify(bench)) == []


def test_that_a_rate_changed_elsewhere_is_not_taken_out(bench: Database) -> None:
    rate = class_rate(bench, APRIL, "310.00")
    class_rate(bench, APRIL, "312.00")
    with pytest.raises(StaleError):
        taken_out(bench, rate)
    taken_out(bench, rate, version=2)
    assert lines(bench) == []


def test_that_a_rate_an_issued_statement_counted_stays(bench: Database, mandate: tuple[int, int]) -> None:
    day = bench.read(lambda session: session.scalars(select(DayRate)).one())
    way = bench.read(lambda session: session.scalars(select(CostRate)).one())
    note(bench, CLERK, mandate[1], [*worked(2, 3), trip(3)])
    later = class_rate(bench, date(2026, 11, 9), "320.00")
    issued(bench, prepared(bench))
    # Nothing was counted from the 9th on.
    taken_out(bench, later)
    with pytest.raises(RefusedError) as caught:
        bench.write(lambda session: remove_day_rate(session, MANAGER, day.id, day.version))
    assert caught.value.code == "rate_stated"
    with pytest.raises(RefusedError) as caught:
        bench.write(lambda session: remove_cost_rate(session, MANAGER, way.id, way.version))
    assert caught.value.code == "rate_stated"


def test_that_noted_days_without_a_statement_leave_their_rate_free(
    bench: Database,
    mandate: tuple[int, int],
) -> None:
    way = bench.read(lambda session: session.scalars(select(CostRate)).one())
    note(bench, CLERK, mandate[1], [*worked(2, 3), trip(3)])
    bench.write(lambda session: remove_cost_rate(session, MANAGER, way.id, way.version))
    assert prepared(bench).missing


def test_that_a_rate_or_setting_changed_elsewhere_is_not_written_over(bench: Database) -> None:
    ours, theirs = DayRateDraft(APRIL, Decimal(300), job_class=CLASS), Decimal(310)
    first = bench.write(lambda session: save_day_rate(session, MANAGER, ours, seen=0))
    with pytest.raises(StaleError):
        bench.write(lambda session: save_day_rate(session, MANAGER, ours, seen=0))
    changed = replace(ours, amount=theirs)
    bench.write(lambda session: save_day_rate(session, MANAGER, changed, seen=1))
    with pytest.raises(StaleError):
        bench.write(lambda session: save_day_rate(session, MANAGER, ours, seen=1))
    assert [(one.id, one.amount) for one in lines(bench)] == [(first.ids[0], theirs)]
    for seen, amount in ((0, "0.61"), (1, "0.62")):
        bench.write(
            lambda session, seen=seen, amount=amount: save_cost_rate(  # type: ignore[misc]
                session, MANAGER, ExpenseKind.TRAVEL, APRIL, Decimal(amount), seen=seen
            )
        )
    with pytest.raises(StaleError):
        bench.write(
            lambda session: save_cost_rate(session, MANAGER, ExpenseKind.TRAVEL, APRIL, Decimal(1), seen=1)
        )
    known = bench.read(settings_version)
    draft = SettingsDraft(warning_bp=7_000)
    bench.write(lambda session: save_settings(session, ADMINISTRATOR, draft, seen=known))
    assert bench.read(settings_version) == known + 1
    with pytest.raises(StaleError):
        bench.write(lambda session: save_settings(session, ADMINISTRATOR, SettingsDraft(), seen=known))
    assert bench.read(team_settings).costs.warning_share == Decimal("0.7")
