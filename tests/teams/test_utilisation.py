"""Utilisation, bench and unmet demand: firm over capacity, who is free, and what nobody could do."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from agence_desktop.core.calendars import quebec_holidays
from agence_desktop.teams.periods import Days
from agence_desktop.teams.rows import DayLoad
from agence_desktop.teams.unmet import CaseSettings, UnmetSeat, unmet
from agence_desktop.teams.utilisation import bench, by_member, by_team

MONDAY = date(2026, 11, 2)
WEEK = Days(MONDAY, date(2026, 11, 9))
NONE: frozenset[date] = frozenset()


def loads(member_id: int, *days: tuple[int, int, int]) -> list[DayLoad]:
    return [DayLoad(member_id, MONDAY + timedelta(at), *day) for at, day in enumerate(days)]


def test_that_utilisation_is_firm_over_capacity_with_the_tentative_on_demand() -> None:
    found = by_member(loads(1, (10_000, 6_000, 4_000), (5_000, 5_000, 0), (0, 0, 0)), WEEK)[1]
    assert found.share() == Fraction(11, 15)
    assert found.share(tentative=True) == 1
    assert found.hours(Decimal(7)) == (Decimal("10.5"), Decimal("7.7"), Decimal("2.8"))


def test_that_without_capacity_there_is_no_utilisation() -> None:
    assert by_member(loads(1, (0, 0, 0)), WEEK)[1].share() is None


def test_that_a_team_is_the_sum_of_its_members() -> None:
    members = by_member([*loads(1, (10_000, 10_000, 0)), *loads(2, (10_000, 0, 0))], WEEK)
    assert by_team(members, {1: "ADM", 2: "ADM"})["ADM"].share() == Fraction(1, 2)


def test_that_the_bench_tells_who_is_free_when_and_for_how_long() -> None:
    full, free, half = (10_000, 10_000, 0), (10_000, 0, 0), (10_000, 5_000, 5_000)
    found = bench(
        [*loads(1, full, full, full), *loads(2, full, half, free), *loads(3, free, full, free)], WEEK
    )
    assert [(one.member_id, one.days, one.free_bp, one.longest) for one in found] == [
        (3, 2, 20_000, 1),
        (2, 2, 15_000, 2),
    ]
    assert found[1].first == MONDAY + timedelta(1)
    assert found[1].idle_from == MONDAY + timedelta(2)


def test_that_tentative_work_takes_a_seat_on_the_bench_only_where_it_is_shown() -> None:
    day = loads(1, (10_000, 5_000, 5_000))
    assert len(bench(day, WEEK)) == 1
    assert bench(day, WEEK, tentative=True) == []


@given(
    st.lists(
        st.tuples(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(0, 10_000)),
        min_size=1,
        max_size=7,
    )
)
def test_that_free_and_firm_time_of_the_bench_make_the_capacity(days: list[tuple[int, int, int]]) -> None:
    fitting = [(capacity, min(firm, capacity), tentative) for capacity, firm, tentative in days]
    rows = loads(1, *fitting)
    free = sum(one.free_bp for one in bench(rows, WEEK))
    sums = by_member(rows, WEEK)[1]
    assert free + sums.firm_bp == sums.capacity_bp


def seat(*skills: str, first: date, last: date, effort_bp: int = 10_000) -> UnmetSeat:
    needs = tuple((skill, 2) for skill in skills)
    return UnmetSeat("D-2026-0066", "FADQ", needs, Days.both_included(first, last), effort_bp)


QUARTER = Days(date(2026, 10, 1), date(2027, 1, 1))


def test_that_unmet_demand_is_counted_by_skill_and_month_on_working_days() -> None:
    holidays = frozenset(holiday.observed for holiday in quebec_holidays(2026))
    asked = [
        seat("bureautique", first=date(2026, 10, 26), last=date(2026, 11, 3), effort_bp=5_000),
        seat("bureautique", "accueil", first=date(2026, 12, 23), last=date(2027, 1, 15)),
    ]
    office, reception = unmet(asked, QUARTER, holidays)
    assert (office.skill, reception.skill) == ("bureautique", "accueil")
    assert [(month.month.month, month.days) for month in office.months] == [
        (10, Decimal("2.5")),
        (11, Decimal(1)),
        (12, Decimal(3)),
    ]
    assert office.months[1].posts == Fraction(1, 21)
    assert office.requests == ("D-2026-0066",)


def test_that_the_case_for_a_post_needs_height_and_constancy() -> None:
    steady = [seat("a", first=date(2026, 10, 1), last=date(2026, 12, 31), effort_bp=8_000)]
    peak = [seat("b", first=date(2026, 12, 1), last=date(2026, 12, 31)) for _ in range(4)]
    thin = [seat("c", first=date(2026, 10, 1), last=date(2026, 12, 31), effort_bp=7_999)]
    cases = {one.skill: one.case for one in unmet([*steady, *peak, *thin], QUARTER, NONE)}
    assert cases == {"a": True, "b": False, "c": False}
    everything = CaseSettings(Fraction(0), Fraction(0))
    assert all(one.case for one in unmet([*steady, *peak, *thin], QUARTER, NONE, everything))


def test_that_months_add_up_to_the_period() -> None:
    (found,) = unmet(
        [seat("a", first=date(2026, 9, 1), last=date(2027, 2, 1), effort_bp=3_333)], QUARTER, NONE
    )
    assert found.posts == Fraction(3_333, 10_000)
    assert found.days == sum((month.days for month in found.months), Decimal(0))
