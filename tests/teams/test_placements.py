"""From allocation to costs: days served, the way there, and what is judged at the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.geography import Point
from agence_desktop.teams.estimating import CostSettings, estimate
from agence_desktop.teams.evaluating import CRITERIA, check_scores, mean
from agence_desktop.teams.periods import Days
from agence_desktop.teams.placements import own_rates, placement, seat_estimates
from agence_desktop.teams.problem import Member, Mode, Pattern, Problem, Request, Seat, Settings
from agence_desktop.teams.rates import DatedRate, RateTables
from agence_desktop.teams.rows import Side

QUEBEC, LEVIS = Point(46.8139, -71.2080), Point(46.8033, -71.1779)
WEEK = Days(date(2026, 11, 2), date(2026, 11, 9))
SEAT = Seat("D1", 1, {}, None, Fraction(1, 2), None, WEEK, Mode.ON_SITE)
REQUEST = Request("D1", "MSP", QUEBEC, "Québec", "ADM", 2, (SEAT,))
HOURS = (Fraction(7), Fraction(7), Fraction(0), Fraction(7), Fraction(3))
MEMBER = Member(
    key="M1",
    name="Karine",
    team="ADM",
    home=LEVIS,
    home_name="Lévis",
    skills={},
    languages=frozenset({"fr"}),
    patterns=(Pattern(None, HOURS),),
    factor=Fraction(1),
    absences=(Days(date(2026, 11, 3), date(2026, 11, 4)),),
    contract=Days(date(2020, 1, 1), None),
    max_km=None,
    remote=True,
    day_rate=Decimal("310.00"),
)


def test_that_an_estimate_counts_the_days_that_the_member_serves() -> None:
    found = placement(REQUEST, SEAT, frozenset(), Settings(), MEMBER)
    assert found.served == (date(2026, 11, 2), date(2026, 11, 5))
    assert found.effort_bp == 5_000
    assert found.km == Decimal("3.3")
    tables = RateTables(
        own=own_rates([MEMBER], date(2026, 4, 1)), travel=(DatedRate(date(2026, 4, 1), Decimal("0.61")),)
    )
    assert estimate([found], tables, CostSettings()).total == Decimal("310.00") + Decimal("4.03")


def test_that_without_a_member_every_working_day_counts_and_nobody_travels() -> None:
    found = placement(REQUEST, SEAT, frozenset({date(2026, 11, 6)}), Settings(), job_class="agent")
    assert len(found.served) == 4
    assert (found.payee.key, found.payee.job_class, found.km) == (None, "agent", 0)


def test_that_remote_work_has_no_way_and_an_unknown_place_no_distance() -> None:
    remote = replace(SEAT, mode=Mode.REMOTE)
    nowhere = replace(REQUEST, site=None)
    assert placement(nowhere, remote, frozenset(), Settings(), MEMBER).km == 0
    assert placement(nowhere, SEAT, frozenset(), Settings(), MEMBER).km is None


def test_that_an_effort_finer_than_the_base_keeps_is_no_estimate() -> None:
    with pytest.raises(ValueError, match="hundredths"):
        placement(REQUEST, replace(SEAT, effort=Fraction(1, 3)), frozenset(), Settings())


@pytest.mark.parametrize("side", list(Side))
def test_that_every_criterion_has_a_score_from_1_to_5(side: Side) -> None:
    scores = dict.fromkeys(CRITERIA[side], 4)
    check_scores(side, scores)
    first = next(iter(scores))
    with pytest.raises(RefusedError, match="bad_score"):
        check_scores(side, {**scores, first: 6})
    with pytest.raises(RefusedError, match="unknown_criterion"):
        check_scores(side, {**scores, "zeal": 3})
    del scores[first]
    with pytest.raises(RefusedError, match="score_missing"):
        check_scores(side, scores)


def test_that_a_mean_is_exact_and_absent_without_scores() -> None:
    assert mean({"a": 4, "b": 5}) == Fraction(9, 2)
    assert mean({}) is None


def test_that_every_seat_with_a_member_is_estimated_and_a_missing_rate_is_said() -> None:
    other = replace(SEAT, number=2)
    request = replace(REQUEST, seats=(SEAT, other, replace(SEAT, number=3)))
    stranger = replace(MEMBER, key="M2", name="Thomas")
    problem = Problem((MEMBER, stranger), (request,), (), frozenset())
    tables = RateTables(
        own=own_rates([MEMBER], date(2026, 4, 1)), travel=(DatedRate(date(2026, 4, 1), Decimal("0.61")),)
    )
    found = seat_estimates(
        problem, {("D1", 1): "M1", ("D1", 2): "M2"}, tables, CostSettings(), {"M2": "agent"}
    )
    assert set(found) == {("D1", 1), ("D1", 2)}
    assert found["D1", 1].total == Decimal("314.03")
    assert not found["D1", 2].lines
    assert "pour Thomas ni pour le corps d’emploi" in found["D1", 2].notes[0]
