"""The first reason why a member may not take a seat, with its figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agence_desktop.teams.distances import road_km
from agence_desktop.teams.feasibility import Fit, Judge, Misfit, Verdict, judge_all
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Firm, Member, Mode, Pattern, Reason, Request, Seat, Skilled
from support.allocation import FULL, MONDAY, PLACES, drawn, member, problem, request, seat

from . import arithmetic

HALF = Fraction(1, 2)
WEEKS = Days(MONDAY, MONDAY + timedelta(weeks=4))


def judged(one: Member, wanted: Seat, *firm: Firm, need: Request | None = None) -> Verdict:
    need = need or request("D1", wanted)
    return Judge(problem([one], [need], *firm)).judge(wanted, one)


def misfit(one: Member, wanted: Seat, *firm: Firm, need: Request | None = None) -> Misfit:
    verdict = judged(one, wanted, *firm, need=need)
    assert isinstance(verdict, Misfit)
    return verdict


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_that_every_verdict_is_that_of_the_rules_counted_day_by_day(seed: int) -> None:
    world = drawn(seed, 5, 8, firm=8)
    requests = {one.key: one for one in world.requests}
    verdicts = judge_all(Judge(world))
    for wanted in world.seats:
        for one in world.members:
            verdict = verdicts[wanted.request, wanted.number][one.key]
            need = requests[wanted.request]
            expected = arithmetic.reason(world, need, wanted, one)
            if expected is None:
                assert isinstance(verdict, Fit)
                assert verdict.cost.total == arithmetic.cost(need, wanted, one)
                assert verdict.served_days == len(arithmetic.served(world, one, wanted))
            else:
                assert isinstance(verdict, Misfit)
                assert verdict.reason.value == expected


def test_that_whoever_fails_everything_is_told_the_first_reason() -> None:
    """Each step mends the first failure of somebody who fails all of them."""
    wanted = seat(
        skills={"lean": 3},
        language="en",
        mode=Mode.HYBRID,
        remote_days=2,
        effort=Fraction(3, 5),
        period=WEEKS,
    )
    one = member(
        skills={"lean": Skilled(2, date(2020, 1, 1))},
        home=PLACES["Gatineau"],
        max_km=Fraction(50),
        remote=False,
        contract=Days(MONDAY + timedelta(days=1), None),
        patterns=(Pattern(None, (Fraction(7, 2),) * 5),),
    )
    busy = Firm("M1", HALF, WEEKS)
    mended = [
        (Reason.SKILL, {"skills": {"lean": Skilled(3, date(2020, 1, 1))}}),
        (Reason.EXPIRED, {"skills": {"lean": Skilled(3, date(2026, 1, 1))}}),
        (Reason.LANGUAGE, {"languages": frozenset({"fr", "en"})}),
        (Reason.DISTANCE, {"max_km": None}),
        (Reason.REMOTE, {"remote": True}),
        (Reason.CONTRACT, {"contract": Days(MONDAY, None)}),
        (Reason.AVAILABILITY, {"patterns": (Pattern(None, FULL),)}),
    ]
    for expected, change in mended:
        assert misfit(one, wanted, busy).reason is expected
        one = replace(one, **change)  # type: ignore[arg-type]
    assert misfit(one, wanted, busy).reason is Reason.CAPACITY
    assert isinstance(judged(one, wanted), Fit)


def test_that_a_skill_says_which_and_how_much() -> None:
    found = misfit(member(skills={"secretariat": Skilled(1, MONDAY)}), seat())
    assert (found.skill, found.wanted, found.had) == ("secretariat", 2, 1)
    assert misfit(member(skills={}), seat()).had == 0


@pytest.mark.parametrize(
    ("validated", "first", "fits"),
    [
        (date(2024, 10, 26), date(2026, 10, 26), True),
        (date(2024, 10, 25), date(2026, 10, 26), False),
        (date(2026, 2, 28), date(2028, 2, 29), True),
        (date(2026, 2, 27), date(2028, 2, 29), False),
        (date(2024, 2, 29), date(2026, 3, 1), False),
    ],
)
def test_that_a_validation_counts_for_24_months_to_the_day(validated: date, first: date, fits: bool) -> None:
    one = member(skills={"secretariat": Skilled(3, validated)})
    verdict = judged(one, seat(period=Days(first, first + timedelta(weeks=2))))
    assert isinstance(verdict, Fit) is fits
    if isinstance(verdict, Misfit):
        assert (verdict.reason, verdict.validated) == (Reason.EXPIRED, validated)


def test_that_no_language_is_any_language() -> None:
    assert isinstance(judged(member(languages=frozenset()), seat(language=None)), Fit)


def test_that_the_road_is_three_tenths_longer_than_the_great_circle() -> None:
    assert road_km(PLACES["Québec"], PLACES["Lévis"]) == Fraction(33, 10)
    for home in PLACES.values():
        for site in PLACES.values():
            assert road_km(home, site) == Fraction(arithmetic.road(home, site))


def test_that_the_limit_itself_is_within_reach() -> None:
    km = road_km(PLACES["Québec"], PLACES["Lévis"])
    need = request("D1", seat(), site=PLACES["Lévis"])
    assert isinstance(judged(member(max_km=km), seat(), need=need), Fit)
    found = misfit(member(max_km=km - Fraction(1, 10)), seat(), need=need)
    assert (found.reason, found.km, found.limit) == (Reason.DISTANCE, km, km - Fraction(1, 10))


def test_that_distance_is_not_asked_of_remote_seats_nor_remote_of_seats_on_site() -> None:
    far = member(home=PLACES["Gatineau"], max_km=Fraction(1))
    assert isinstance(judged(far, seat(mode=Mode.REMOTE)), Fit)
    assert isinstance(judged(member(remote=False), seat()), Fit)
    assert misfit(member(remote=False), seat(mode=Mode.REMOTE)).reason is Reason.REMOTE


def test_that_a_place_that_is_not_on_the_map_is_beyond_every_limit() -> None:
    assert misfit(member(home=None, max_km=Fraction(500)), seat()).km is None
    assert isinstance(judged(member(home=None), seat()), Fit)


def test_that_presence_of_four_fifths_is_enough() -> None:
    week = seat(period=Days(MONDAY, MONDAY + timedelta(days=5)))
    day = timedelta(days=1)
    assert isinstance(judged(member(absences=(Days(MONDAY, MONDAY + day),)), week), Fit)
    found = misfit(member(absences=(Days(MONDAY, MONDAY + 2 * day),)), week)
    assert (found.reason, found.served, found.working) == (Reason.AVAILABILITY, 3, 5)


def test_that_the_first_overloaded_day_is_told_with_its_load() -> None:
    later = Days(MONDAY + timedelta(days=9), MONDAY + timedelta(days=11))
    found = misfit(member(), seat(), Firm("M1", Fraction(3, 5), later))
    assert (found.reason, found.day) == (Reason.CAPACITY, later.first)
    assert (found.load, found.capacity) == (Fraction(11, 10), Fraction(1))


def test_that_a_full_day_shared_exactly_fits() -> None:
    assert isinstance(judged(member(), seat(effort=HALF), Firm("M1", HALF, WEEKS)), Fit)
    assert isinstance(judged(member(), seat(effort=HALF), Firm("M1", Fraction(5001, 10_000), WEEKS)), Misfit)


def test_that_a_change_of_pattern_inside_a_seat_counts_from_its_day() -> None:
    """Four weeks on half-days from the fourth Monday on: 15 of 20 days serve three fifths."""
    change = Pattern(MONDAY + timedelta(weeks=3), (Fraction(7, 2),) * 5)
    one = member(patterns=(Pattern(None, FULL), change))
    found = misfit(one, seat(effort=Fraction(3, 5)))
    assert (found.reason, found.served, found.working) == (Reason.AVAILABILITY, 15, 20)
    assert isinstance(judged(one, seat(effort=HALF)), Fit)


def test_that_a_member_serves_a_request_once() -> None:
    holding = Firm("M1", Fraction(1, 5), WEEKS, request="D1")
    assert misfit(member(), seat(), holding).reason is Reason.OUTBID
    assert isinstance(judged(member(), seat(), replace(holding, request="D2")), Fit)


def test_that_the_cost_counts_days_on_site_surplus_and_a_prior_stay() -> None:
    wanted = seat(mode=Mode.HYBRID, remote_days=3, skills={"secretariat": 1, "lean": 3})
    need = request("D1", wanted, site=PLACES["Lévis"])
    verdict = judged(member(past_clients=frozenset({"MSP"})), wanted, need=need)
    assert isinstance(verdict, Fit)
    assert verdict.cost.total == Fraction("3.3") * 2 / 5 + 10 - 20
