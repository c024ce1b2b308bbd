"""Proposals as they are kept: what is read again is what was written, to the last fraction."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from agence_desktop.core.geography import Point
from agence_desktop.teams.levels import Method
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import (
    Firm,
    Member,
    Mode,
    Pattern,
    Problem,
    Request,
    Seat,
    Settings,
    Skilled,
)
from agence_desktop.teams.proposal import Proposal
from agence_desktop.teams.proposal_codec import Inputs, inputs_text, read_inputs, read_result, result_text

_SEVEN = Fraction(7)
MEMBER = Member(
    key="M1",
    name="Louise Arsenault",
    team="ADM",
    home=Point(46.8, -71.18),
    home_name="Lévis",
    skills={"secretariat": Skilled(3, date(2026, 6, 2))},
    languages=frozenset({"fr", "en"}),
    patterns=(
        Pattern(None, (_SEVEN, _SEVEN, Fraction(7, 2), _SEVEN, _SEVEN)),
        Pattern(date(2027, 1, 4), (_SEVEN, _SEVEN, Fraction(0), _SEVEN, Fraction(10, 3))),
    ),
    factor=Fraction(9, 10),
    absences=(Days(date(2026, 12, 7), date(2026, 12, 12)),),
    contract=Days(date(2026, 1, 1), None),
    max_km=Fraction(161, 2),
    remote=True,
    day_rate=Decimal("310.00"),
    past_clients=frozenset({"MSP"}),
)
NOWHERE = Member(
    "M2",
    "Karine Bélanger",
    "ADM",
    None,
    "",
    {},
    frozenset(),
    (),
    Fraction(1),
    (),
    Days(date(2026, 1, 1), date(2027, 1, 1)),
    None,
    False,
)
PERIOD = Days(date(2026, 12, 1), date(2027, 3, 1))
SEAT = Seat(
    "D1", 1, {"secretariat": 2}, "fr", Fraction(1, 3), frozenset({0, 2}), PERIOD, Mode.HYBRID, 2, True
)
ANY = Seat("D1", 2, {}, None, Fraction(1), None, PERIOD, Mode.REMOTE)
INPUTS = Inputs(
    Problem(
        (MEMBER, NOWHERE),
        (Request("D1", "MSP", None, "", "ADM", 2, (SEAT, ANY)),),
        (Firm("M1", Fraction(1, 2), PERIOD, frozenset({1}), "D1"), Firm("M2", Fraction(1), PERIOD)),
        frozenset({date(2026, 12, 25)}),
        Settings(Fraction(15, 2), 18, Fraction(3, 4), (9, 5, 3, 1)),
        frozenset({("M2", "D1"), ("M1", "D7")}),
    ),
    {"M1": 1, "M2": 2},
    {("D1", 1): 11, ("D1", 2): 12},
    {"D1": 5},
    {"D1": "D-2026-0005"},
    {"secretariat": "Secrétariat"},
)


def test_that_inputs_are_read_as_they_were_kept() -> None:
    assert read_inputs(inputs_text(INPUTS)) == INPUTS


def test_that_inputs_kept_before_committed_seats_were_told_are_read() -> None:
    given = json.loads(inputs_text(INPUTS))
    del given["held"]
    assert read_inputs(json.dumps(given)) == replace(
        INPUTS, problem=replace(INPUTS.problem, held=frozenset())
    )


def test_that_the_same_inputs_are_kept_as_the_same_text() -> None:
    assert inputs_text(INPUTS) == inputs_text(read_inputs(inputs_text(INPUTS)))


def test_that_a_result_is_read_as_it_was_kept() -> None:
    proposal = Proposal(
        {("D1", 1): "M1"},
        4,
        Fraction(-1167, 100),
        Fraction(56, 3),
        False,
        Method.GREEDY,
        0.25,
        {("D1", 1): "M1"},
    )
    assert read_result(result_text(proposal)) == proposal


def test_that_what_another_version_kept_is_not_guessed_at() -> None:
    with pytest.raises(ValueError, match="another version"):
        read_inputs(json.dumps({"format": 99}))
