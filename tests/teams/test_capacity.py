"""What members can give on each day: half-days, holidays, changes of pattern, efforts that add up exactly."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agence_desktop.teams.capacity import Horizon, cap, member_days, share_on
from agence_desktop.teams.periods import Days, working_days
from agence_desktop.teams.problem import Firm, Member, Pattern, Problem, Settings
from support.allocation import FULL, HOLIDAYS, MONDAY, member, problem, seat

from . import arithmetic

START = date(2026, 11, 30)
"""A Monday before the holidays of Christmas and the New Year."""
LENGTH = 60
HALF = Fraction(1, 2)

hours = st.sampled_from([Fraction(0), Fraction(7, 2), Fraction(5), Fraction(7), Fraction(8), Fraction(21, 4)])
days = st.integers(0, LENGTH).map(lambda number: START + timedelta(days=number))
efforts = st.sampled_from([Fraction(n, 20) for n in (1, 2, 3, 4, 5, 8, 10, 12, 15, 20)])
weekdays = st.none() | st.frozensets(st.integers(0, 4), min_size=1)


@st.composite
def periods(draw: st.DrawFn) -> Days:
    first = draw(days)
    return Days(first, first + timedelta(days=draw(st.integers(1, 40))))


@st.composite
def members(draw: st.DrawFn) -> Member:
    since = [None, *sorted(draw(st.sets(days, max_size=3)))]
    if draw(st.booleans()) and len(since) > 1:
        since = since[1:]
    patterns = tuple(Pattern(each, draw(st.tuples(*[hours] * 5))) for each in since)
    return member(
        patterns=patterns,
        factor=draw(st.sampled_from([Fraction(1), Fraction(9, 10), Fraction(4, 5), Fraction(1, 3)])),
        absences=tuple(draw(st.lists(periods(), max_size=3))),
        contract=draw(st.sampled_from([Days(date(2020, 1, 1), None), Days(START + timedelta(9), None)]))
        if draw(st.booleans())
        else draw(periods()),
    )


@st.composite
def firms(draw: st.DrawFn) -> Firm:
    return Firm("M1", draw(efforts), draw(periods()), draw(weekdays))


def horizon() -> Horizon:
    return Horizon.over([Days(START, START + timedelta(days=2 * LENGTH))], HOLIDAYS)


@settings(max_examples=200, deadline=None)
@given(one=members(), firm=st.lists(firms(), max_size=5))
def test_that_shares_over_a_horizon_are_those_of_each_day(one: Member, firm: list[Firm]) -> None:
    world = problem([one], [], *firm)
    over = horizon()
    found = member_days(one, firm, over, Settings())
    for day in arithmetic.days_of(Days(START, START + timedelta(days=2 * LENGTH))):
        able, taken = arithmetic.cap(world, one, day), arithmetic.load(world, one, day)
        assert cap(one, day, HOLIDAYS, Settings()) == able
        assert share_on(found.capacity, over, day) == able
        assert share_on(found.load, over, day) == taken
        assert share_on(found.room, over, day) == able - taken


@settings(max_examples=200, deadline=None)
@given(one=members(), firm=st.lists(firms(), max_size=4), effort=efforts, period=periods(), on=weekdays)
def test_that_served_and_overloaded_days_are_those_counted_one_by_one(
    one: Member, firm: list[Firm], effort: Fraction, period: Days, on: frozenset[int] | None
) -> None:
    world: Problem = problem([one], [], *firm)
    wanted = seat(effort=effort, period=period, days=on)
    over = horizon()
    found = member_days(one, firm, over, Settings())
    all_days = over.working(period, on)
    there = found.serves(effort, all_days)
    assert list(over.dates(all_days)) == arithmetic.working(world, period, on)
    assert list(over.dates(all_days)) == working_days(period, HOLIDAYS, on)
    assert list(over.dates(there)) == arithmetic.served(world, one, wanted)
    assert list(over.dates(found.overloaded(effort, there))) == [
        day
        for day in arithmetic.served(world, one, wanted)
        if arithmetic.load(world, one, day) + effort > arithmetic.cap(world, one, day)
    ]


def test_that_a_half_day_gives_half() -> None:
    one = member(
        patterns=(Pattern(None, (Fraction(7), Fraction(7), Fraction(7, 2), Fraction(7), Fraction(0))),)
    )
    week = [cap(one, MONDAY + timedelta(days=n), frozenset(), Settings()) for n in range(7)]
    assert week == [1, 1, HALF, 1, 0, 0, 0]


def test_that_a_long_day_gives_no_more_than_one() -> None:
    one = member(patterns=(Pattern(None, (Fraction(9),) * 5),))
    assert cap(one, MONDAY, frozenset(), Settings()) == 1
    assert cap(one, MONDAY, frozenset(), Settings(full_day=Fraction(10))) == Fraction(9, 10)


def test_that_an_observed_holiday_gives_nothing() -> None:
    christmas = date(2026, 12, 25)
    assert cap(member(), christmas, frozenset(), Settings()) == 1
    assert cap(member(), christmas, HOLIDAYS, Settings()) == 0


def test_that_the_day_after_an_absence_or_a_contract_is_as_the_dates_say() -> None:
    one = member(
        absences=(Days(MONDAY, MONDAY + timedelta(days=1)),),
        contract=Days(date(2026, 1, 1), MONDAY + timedelta(days=3)),
    )
    week = [cap(one, MONDAY + timedelta(days=n), frozenset(), Settings()) for n in range(5)]
    assert week == [0, 1, 1, 0, 0]


def test_that_a_change_of_pattern_holds_from_its_day_on() -> None:
    change = MONDAY + timedelta(days=2)
    one = member(patterns=(Pattern(change, (Fraction(7, 2),) * 5), Pattern(None, FULL)))
    week = [cap(one, MONDAY + timedelta(days=n), frozenset(), Settings()) for n in range(5)]
    assert week == [1, 1, HALF, HALF, HALF]


def test_that_before_the_first_pattern_there_is_nothing() -> None:
    one = member(patterns=(Pattern(MONDAY + timedelta(days=1), FULL),))
    assert [cap(one, MONDAY + timedelta(days=n), frozenset(), Settings()) for n in range(2)] == [0, 1]


@pytest.mark.parametrize(
    "parts",
    [(Fraction(1, 10),) * 10, (Fraction(7, 10), Fraction(1, 5), Fraction(1, 10)), (Fraction(1, 3),) * 3],
    ids=["ten tenths", "0.7 + 0.2 + 0.1", "three thirds"],
)
def test_that_efforts_that_sum_to_exactly_one_fit(parts: tuple[Fraction, ...]) -> None:
    week = Days(MONDAY, MONDAY + timedelta(days=5))
    *first, last = parts
    over = Horizon.over([week], frozenset())
    found = member_days(member(), [Firm("M1", part, week) for part in first], over, Settings())
    assert found.overloaded(last, over.working(week)) == 0
    assert found.overloaded(last + Fraction(1, 10_000), over.working(week)) == over.working(week)


def test_that_a_firm_deployment_takes_nothing_on_days_it_does_not_serve() -> None:
    friday_half = member(patterns=(Pattern(None, (*FULL[:4], Fraction(7, 2))),))
    week = Days(MONDAY, MONDAY + timedelta(days=5))
    over = Horizon.over([week], frozenset())
    found = member_days(friday_half, [Firm("M1", Fraction(3, 5), week)], over, Settings())
    assert [share_on(found.load, over, day) for day in week] == [Fraction(3, 5)] * 4 + [0]
    assert found.least_room(over.working(week)) == Fraction(2, 5)
