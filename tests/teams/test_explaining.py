"""Explanations are true: each reason by the arithmetic, each « si vous choisissez » by a new proposal."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.french import NBSP
from agence_desktop.teams.describing import Names
from agence_desktop.teams.explaining import alternative, explain, proposal_lines, worth_of
from agence_desktop.teams.feasibility import Fit
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Firm, Member, Mode, Pattern, Reason, Seat, Skilled
from agence_desktop.teams.solving.proposing import propose, study
from support.allocation import FULL, HOLIDAYS, MONDAY, PLACES, drawn, member, problem, request, seat

from . import arithmetic

NAMES = Names({"secretariat": "secrétariat", "lean": "Lean"})
WEEKS = Days(MONDAY, MONDAY + timedelta(weeks=4))


def detail_of(one: Member, wanted: Seat, *firm: Firm) -> str:
    """What is said of a single member who does not fit a seat in Lévis."""
    studied = study(problem([one], [request("D1", wanted, site=PLACES["Lévis"])], *firm))
    (told,) = explain(studied, propose(studied), NAMES)
    (rejected,) = told.rejected
    return rejected.detail


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_that_everybody_but_the_chosen_one_is_rejected_for_the_reason_of_the_rules(seed: int) -> None:
    world = drawn(seed, 6, 6, firm=5)
    requests = {one.key: one for one in world.requests}
    studied = study(world)
    proposal = propose(studied)
    told = explain(studied, proposal)
    assert [one.seat for one in told] == [(one.request, one.number) for one in world.seats]
    for one, wanted in zip(told, world.seats, strict=True):
        assert one.member == proposal.members.get(one.seat)
        everybody = [each.key for each in world.members if each.key != one.member]
        assert [each.member for each in one.rejected] == everybody
        for each in one.rejected:
            candidate = studied.judge.members[each.member]
            expected = arithmetic.reason(world, requests[wanted.request], wanted, candidate) or "outbid"
            assert each.reason.value == expected
            assert each.detail
        if one.member is not None:
            need, chosen = requests[wanted.request], studied.judge.members[one.member]
            assert one.cost == arithmetic.cost(need, wanted, chosen)
            assert sum((part.amount or 0 for part in one.parts), Fraction(0)) == one.cost


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_that_another_choice_is_a_new_best_proposal_and_tells_only_what_changes(seed: int) -> None:
    world = drawn(seed, 3, 4, weeks=6)
    studied = study(world)
    proposal = propose(studied)
    tried = [
        (one.seat, each.member)
        for one in explain(studied, proposal)
        for each in one.rejected
        if each.reason is Reason.OUTBID
    ]
    for key, name in tried[:6]:
        other = alternative(studied, proposal, key, name)
        levels = other.after.weight, other.after.cost, other.after.max_effort_days
        assert levels == arithmetic.best(world, {key: name})[0]
        assert other.before == worth_of(proposal)
        assert other.proposal.members[key] == name
        told = {change.seat: (change.before, change.after) for change in other.changes}
        for wanted in studied.seats:
            pair = proposal.members.get(wanted), other.proposal.members.get(wanted)
            assert told.get(wanted, (pair[0], pair[0])) == pair
        assert all(before != after for before, after in told.values())
        seated = set(other.proposal.members.values())
        assert set(other.idle) == set(proposal.members.values()) - seated
        # The proposal is no worse on the first level where they differ.
        assert (-proposal.weight, proposal.cost, proposal.max_effort_days) <= (-levels[0], *levels[1:])


def test_that_a_choice_that_was_forced_stays_forced_in_another_one() -> None:
    needs = [request(f"D{n}", seat(f"D{n}", effort=Fraction(1))) for n in (1, 2)]
    studied = study(problem([member("M1"), member("M2"), member("M3")], needs))
    proposal = propose(studied, pins={("D1", 1): "M2"})
    assert alternative(studied, proposal, ("D2", 1), "M3").proposal.members == {
        ("D1", 1): "M2",
        ("D2", 1): "M3",
    }
    with pytest.raises(RefusedError) as refusal:
        alternative(studied, proposal, ("D2", 1), "M2")
    assert refusal.value.code == "capacity"


HALVES = (Pattern(None, (Fraction(7, 2),) * 5),)


@pytest.mark.parametrize(
    ("changes", "wanted", "firm", "expected"),
    [
        ({"skills": {"secretariat": Skilled(1, MONDAY)}}, {}, (), "secrétariat 1, il faut 2"),
        ({"skills": {}}, {}, (), "secrétariat : aucun niveau, il faut 2"),
        (
            {"skills": {"secretariat": Skilled(3, date(2024, 9, 12))}},
            {},
            (),
            "secrétariat : validation du 12 septembre 2024, échue depuis plus de 24 mois au début",
        ),
        ({}, {"language": "en"}, (), "ne parle pas anglais"),
        (
            {"home": PLACES["Gatineau"], "max_km": Fraction(80)},
            {},
            (),
            "491,9 km, limite de 80 km",
        ),
        ({"home": None, "max_km": Fraction(80)}, {}, (), "lieu absent de la carte, limite de 80 km"),
        ({"remote": False}, {"mode": Mode.REMOTE}, (), "n’accepte pas le travail à distance"),
        (
            {"contract": Days(date(2026, 1, 1), date(2026, 11, 7))},
            {},
            (),
            "contrat jusqu’au 6 novembre 2026",
        ),
        ({"contract": Days(date(2026, 11, 2), None)}, {}, (), "contrat à partir du 2 novembre 2026"),
        ({"patterns": HALVES}, {"effort": Fraction(1)}, (), "0 jour servi sur 20, il en faut 80 %"),
        (
            {},
            {"effort": Fraction(4, 5)},
            (Firm("M1", Fraction(1, 2), Days(date(2026, 11, 6), date(2026, 11, 9))),),
            "charge de 130 % le 6 novembre 2026, capacité de 100 %",
        ),
        ({}, {}, (Firm("M1", Fraction(1, 5), WEEKS, request="D1"),), "sert déjà cette demande"),
    ],
)
def test_that_a_rejection_tells_its_figures(
    changes: dict[str, object], wanted: dict[str, object], firm: tuple[Firm, ...], expected: str
) -> None:
    told = detail_of(member(**changes), seat(**wanted), *firm)
    assert told.replace(NBSP, " ") == expected


def test_that_who_is_outbid_is_told_where_they_are_or_what_they_would_add() -> None:
    wanted = [
        request("D1", seat("D1", 1, effort=Fraction(1)), seat("D1", 2, effort=Fraction(1)), priority=1),
        request("D2", seat("D2", effort=Fraction(1)), priority=4, site=PLACES["Lévis"]),
    ]
    people = [member("M1"), member("M2"), member("M3", home=PLACES["Lévis"])]
    studied = study(problem([*people, member("M4", home=PLACES["Montréal"])], wanted))
    proposal = propose(studied)
    told = {
        (one.seat, each.member): each.detail.replace(NBSP, " ")
        for one in explain(studied, proposal)
        for each in one.rejected
    }
    first, second = (proposal.members["D1", n] for n in (1, 2))
    assert {first, second} == {"M1", "M2"}
    assert told[("D1", 1), second] == "faisable, proposée à la place 2 de la même demande"
    assert told[("D1", 1), "M3"] == "faisable, retenue par la place 1 de D2"
    assert told[("D2", 1), "M1"].startswith("faisable, retenue par la place ")
    more = str(arithmetic.road(PLACES["Montréal"], PLACES["Lévis"])).replace(".", ",")
    assert told[("D2", 1), "M4"] == f"faisable, {more} de plus pour cette place"


def test_that_the_chosen_one_is_explained_by_the_parts_of_the_cost() -> None:
    wanted = seat(mode=Mode.HYBRID, remote_days=3)
    one = member(past_clients=frozenset({"MSP"}))
    studied = study(problem([one], [request("D1", wanted, site=PLACES["Lévis"])]))
    (told,) = explain(studied, propose(studied), NAMES)
    assert [(part.text.replace(NBSP, " "), part.amount) for part in told.parts] == [
        ("secrétariat 3 (il faut 2), validation du 2 juin 2026", 5),
        ("20 jours servis sur 20", None),
        ("port d’attache : Québec, 3,3 km par la route, 2 jours sur place par semaine", Fraction("1.32")),
        ("séjour antérieur chez ce client (MSP)", -20),
        ("parle français", None),
        ("contrat sans fin", None),
    ]
    assert told.cost == Fraction("-13.68")
    assert told.why.startswith("Secrétariat 3 (il faut 2)")


def test_that_a_road_that_nobody_knows_is_not_told_as_none() -> None:
    one = member(home=None, home_name="", max_km=None)
    studied = study(problem([one], [request("D1", seat(), site=PLACES["Lévis"])]))
    (told,) = explain(studied, propose(studied), NAMES)
    assert "port d’attache absent de la carte, déplacement non compté" in told.why


def test_that_an_empty_seat_tells_why_nobody_is_there() -> None:
    busy = request("D2", seat("D2", effort=Fraction(1)), priority=1)
    for people, needs, expected in (
        ([], [request()], "Personne ne convient : aucun membre n’est inscrit."),
        (
            [member("M1", languages=frozenset()), member("M2", skills={}), member("M3", skills={})],
            [request()],
            "Personne ne convient : compétence (2 personnes) et langue (1 personne).",
        ),
        ([member("M1")], [request(), busy], "Personne n’est libre : Membre M1 (la place 1 de D2)."),
    ):
        studied = study(problem(people, needs))
        told = explain(studied, propose(studied))[0]
        assert (told.member, told.why.replace(NBSP, " ")) == (None, expected)


def test_that_the_lines_are_those_of_the_interface() -> None:
    wanted = request("D1", seat("D1", 1), seat("D1", 2, language="en"))
    studied = study(problem([member("M1", home=PLACES["Lévis"]), member("M2", skills={})], [wanted]))
    first, second, total = json.loads(json.dumps(proposal_lines(studied, propose(studied))))
    assert list(first) == ["request", "seat", "member", "cost", "why", "rejected"]
    assert (first["request"], first["seat"], first["member"], first["cost"]) == ("D1", 1, "M1", 8.3)
    assert first["rejected"] == [{"member": "M2", "reason": "skill"}]
    assert (second["member"], second["cost"]) == (None, None)
    assert second["rejected"] == [
        {"member": "M1", "reason": "language"},
        {"member": "M2", "reason": "skill"},
    ]
    seconds = total.pop("seconds")
    assert total == {"weight": 4, "cost": 8.3, "max_effort_days": 10.0, "optimal": True}
    assert 0 <= seconds < 60


def test_that_the_days_told_are_those_of_the_holidays() -> None:
    """Two weeks around Christmas have six working days."""
    period = Days(date(2026, 12, 21), date(2027, 1, 4))
    studied = study(problem([member(patterns=(Pattern(None, FULL),))], [request("D1", seat(period=period))]))
    (told,) = explain(studied, propose(studied))
    count = sum(day.weekday() < 5 and day not in HOLIDAYS for day in period)
    assert f"{count} jours servis sur {count}" in told.why


def test_that_candidates_of_a_larger_problem_are_told_only_true_things() -> None:
    """Every figure of « de plus pour cette place » is the difference of two costs counted apart."""
    world = drawn(11, 30, 60, firm=20)
    requests = {one.key: one for one in world.requests}
    studied = study(world)
    proposal = propose(studied)
    told = 0
    for one in explain(studied, proposal):
        if one.member is None:
            continue
        wanted = studied.seats[one.seat]
        for each in one.rejected:
            if each.reason is Reason.OUTBID and "de plus" in each.detail:
                assert isinstance(studied.verdicts[one.seat][each.member], Fit)
                costs = [
                    arithmetic.cost(requests[wanted.request], wanted, studied.judge.members[name])
                    for name in (each.member, one.member)
                ]
                shown = each.detail.split(" de plus")[0].removeprefix("faisable, ")
                assert Fraction(shown.replace(",", ".").replace(NBSP, "")) == costs[0] - costs[1] > 0
                alone = {**proposal.members, one.seat: each.member}
                assert arithmetic.breaks_together(world, alone) is False
                told += 1
    assert told > 20


def test_that_an_optimal_proposal_has_no_cheaper_candidate_who_is_free() -> None:
    for seed in range(6):
        studied = study(drawn(seed, 20, 40, firm=10))
        for one in explain(studied, propose(studied)):
            for each in one.rejected:
                assert "de moins" not in each.detail
                assert one.member is not None or each.detail != "faisable"


def test_that_changed_inputs_change_the_proposal_alone() -> None:
    """A study belongs to its problem: another absence is another study."""
    first = problem([member("M1"), member("M2", home=PLACES["Lévis"])])
    assert propose(study(first)).members == {("D1", 1): "M1"}
    away = replace(first.members[0], absences=(WEEKS,))
    assert propose(study(replace(first, members=(away, first.members[1])))).members == {("D1", 1): "M2"}
