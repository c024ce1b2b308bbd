"""The form of a request as values: templates, needs for relief, what is missing, what it would cost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from agence_desktop.core.geography import Point
from agence_desktop.core.relief import NeededTask, ReliefNeed
from agence_desktop.desktop.teams.requests import form_texts as texts
from agence_desktop.desktop.teams.requests.form_model import (
    FormSeed,
    SeatEntry,
    SkillChoice,
    estimated,
    family_of,
    first_fault,
    seat_of_need,
    template,
)
from agence_desktop.desktop.teams.requests.form_way import WayPeople, WayQuestion, homes_of
from agence_desktop.teams.estimating import CostSettings
from agence_desktop.teams.nearest import NearestHome
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Member, Mode, Pattern, Problem, Skilled
from agence_desktop.teams.rates import DatedRate, RateTables

TODAY = date(2026, 10, 14)
SECRETARY = SkillChoice(1, "sec", "secrétariat", "ADM")
DESK = SkillChoice(2, "acc", "accueil", "ADM")
TENDERS = SkillChoice(3, "ao", "appels d’offres", "RED")
SEED = FormSeed(
    families=(("ADM", "Soutien administratif"), ("RED", "Rédaction spécialisée")),
    skills=(SECRETARY, DESK, TENDERS),
    clients=((1, "MSP"),),
    places=(),
    holidays=frozenset({date(2026, 10, 12)}),
)
NEED = ReliefNeed(
    organisation_id=1,
    site_id=None,
    unit="Prestations",
    position="P-0142 Prestations spéciales",
    first=date(2026, 11, 2),
    last=date(2026, 11, 27),
)


def test_that_a_new_seat_asks_for_the_first_skill_of_the_family_from_next_monday_for_eight_weeks() -> None:
    seat = template(SEED, "ADM", TODAY)
    assert seat.skills == ((SECRETARY.id, 2),)
    assert (seat.first, seat.last) == (date(2026, 10, 19), date(2026, 12, 11))
    assert seat.mode is Mode.ON_SITE
    assert not seat.fault(SEED.holidays)


def test_that_a_family_that_writes_is_asked_for_in_both_modes() -> None:
    assert template(SEED, "RED", TODAY).mode is Mode.HYBRID


def test_that_a_need_that_says_nothing_takes_its_days_and_the_rest_of_a_family() -> None:
    seat = seat_of_need(SEED, NEED, TODAY)
    assert (seat.first, seat.last, seat.effort) == (NEED.first, NEED.last, 100)
    assert seat.skills == ()


def test_that_a_need_gives_family_skills_level_effort_and_mode() -> None:
    tasks = (NeededTask("Payer", 3), NeededTask("Classer", 1))
    need = replace(
        NEED,
        family="soutien administratif",
        skills="Secrétariat, accueil",
        effort_percent=60,
        mode="À distance",
        tasks=tasks,
    )
    seat = seat_of_need(SEED, need, TODAY)
    assert family_of(SEED, need.family) == "ADM"
    assert seat.skills == ((SECRETARY.id, 3), (DESK.id, 3))
    assert (seat.effort, seat.mode) == (60, Mode.REMOTE)


def test_that_a_code_is_a_word_of_its_own() -> None:
    named = seat_of_need(SEED, replace(NEED, skills="AO"), TODAY)
    assert named.skills == ((TENDERS.id, 2),)
    assert seat_of_need(SEED, replace(NEED, skills="chaos"), TODAY).skills == ()


def test_that_each_thing_that_is_missing_is_named() -> None:
    seat = template(SEED, "ADM", TODAY)
    faults = {
        texts.SKILL_MISSING: replace(seat, skills=()),
        texts.PERIOD_MISSING: replace(seat, last=None),
        texts.PERIOD_BACKWARDS: replace(seat, last=TODAY),
        texts.EFFORT_MISSING: replace(seat, effort=None),
        texts.DAYS_MISSING: replace(seat, days=frozenset()),
        texts.NO_WORKING_DAY: replace(seat, first=date(2026, 10, 10), last=date(2026, 10, 12)),
    }
    assert {sentence: one.fault(SEED.holidays) for sentence, one in faults.items()} == {
        sentence: sentence for sentence in faults
    }
    assert first_fault((seat, replace(seat, skills=())), SEED.holidays) == (2, texts.SKILL_MISSING)
    assert first_fault((seat,), SEED.holidays) == (0, "")


def test_that_a_draft_comes_back_as_it_was_typed() -> None:
    whole = replace(template(SEED, "RED", TODAY), days=frozenset({0, 3}), senior=True)
    for seat in (whole, SeatEntry(), replace(whole, first=None, effort=None, language=None)):
        assert SeatEntry.of_state(seat.state()) == seat


def test_that_a_stored_seat_is_what_was_sent() -> None:
    seat = replace(template(SEED, "RED", TODAY), effort=40, remote_days=3)
    assert SeatEntry.of_draft(seat.draft()) == seat


def test_that_what_a_file_says_more_finely_stays() -> None:
    seat = replace(template(SEED, "RED", TODAY), effort=12, rest=50, remote_days=0)
    assert seat.draft().effort_bp == 1250
    assert SeatEntry.of_draft(seat.draft()) == SeatEntry.of_state(seat.state()) == seat
    slight = replace(seat.draft(), effort_bp=25)
    assert SeatEntry.of_draft(slight).draft() == slight


def test_that_the_estimate_counts_working_days_and_leaves_out_seats_that_are_not_whole() -> None:
    tables = RateTables(classes={"221": (DatedRate(date(2026, 1, 1), Decimal(310)),)})
    seed = replace(SEED, tables=tables, classes={"ADM": "221"})
    seat = replace(template(seed, "ADM", TODAY), last=date(2026, 10, 30), effort=50)
    found, why = estimated(seed, "ADM", (seat, replace(seat, skills=())))
    assert not why
    assert found is not None
    assert found.total == Decimal("1550.00")
    assert estimated(seed, "ADM", (replace(seat, effort=None),)) == (None, texts.ESTIMATE_LATER)


WAYS = RateTables(
    classes={"221": (DatedRate(date(2026, 1, 1), Decimal(310)),)},
    travel=(DatedRate(date(2026, 1, 1), Decimal("0.61")),),
    lodging=(DatedRate(date(2026, 1, 1), Decimal("148.50")),),
    meals=(DatedRate(date(2026, 1, 1), Decimal("62.25")),),
)
PAID = replace(SEED, tables=WAYS, classes={"ADM": "221"})
WEEK = replace(template(PAID, "ADM", TODAY), last=date(2026, 10, 23))
"""From Monday 19 to Friday 23 October, on site, all day."""


def test_that_the_way_of_the_nearest_who_fits_is_counted_and_told() -> None:
    found, why = estimated(PAID, "ADM", (WEEK,), {1: NearestHome("Lévis", Decimal("14.5"))})
    assert not why
    assert found is not None
    # 5 × 310.00, then 5 round trips of 29.0 km at 0.61 $.
    assert [line.amount for line in found.lines] == [Decimal("1550.00"), Decimal("88.45")]
    assert found.notes == (
        "Déplacement compté depuis Lévis (14,5\u00a0km), port d’attache admissible le plus proche; "
        "il suivra la personne retenue.",
    )


def test_that_beyond_the_distance_of_lodging_one_trip_nights_and_meals_are_counted() -> None:
    far = {1: NearestHome("Rimouski", Decimal("173.5"))}
    found, _ = estimated(PAID, "ADM", (WEEK,), far)
    assert found is not None
    # 347.0 km at 0.61 $, 4 nights at 148.50 $, 5 days of meals at 62.25 $.
    amounts = [Decimal("1550.00"), Decimal("211.67"), Decimal("594.00"), Decimal("311.25")]
    assert [line.amount for line in found.lines] == amounts
    near = replace(PAID, settings=CostSettings(lodging_km=Decimal(180)))
    again, _ = estimated(near, "ADM", (WEEK,), far)
    assert again is not None
    # 5 × 347.0 km at 0.61 $.
    assert [line.amount for line in again.lines] == [Decimal("1550.00"), Decimal("1058.35")]


def test_that_each_seat_has_its_own_way_and_one_that_nobody_may_take_is_named() -> None:
    remote = replace(WEEK, mode=Mode.REMOTE)
    homes = {1: NearestHome("Lévis", Decimal("14.5")), 2: NearestHome("Québec", Decimal(0))}
    found, _ = estimated(PAID, "ADM", (WEEK, WEEK, WEEK, remote), homes)
    assert found is not None
    assert found.total == 4 * Decimal("1550.00") + Decimal("88.45")
    assert found.notes == (
        "Déplacement compté depuis Lévis (14,5\u00a0km, place 1) et Québec (0\u00a0km, place 2), "
        "ports d’attache admissibles les plus proches; il suivra la personne retenue.",
        "Aucun membre ne convient à la place 3\u00a0: pas de déplacement compté.",
    )
    nobody, _ = estimated(PAID, "ADM", (WEEK, WEEK, remote), {})
    assert nobody is not None
    assert nobody.notes == ("Aucun membre ne convient aux places 1 et 2\u00a0: pas de déplacement compté.",)


def test_that_without_a_place_or_without_a_rate_the_work_alone_is_estimated_and_it_is_said() -> None:
    found, _ = estimated(PAID, "ADM", (WEEK,))
    assert found is not None
    assert (found.total, found.notes) == (Decimal("1550.00"), (texts.WAY_UNKNOWN,))
    remote, _ = estimated(PAID, "ADM", (replace(WEEK, mode=Mode.REMOTE),))
    assert remote is not None
    assert remote.notes == ()
    unpaid = replace(PAID, tables=replace(WAYS, travel=()))
    kept, why = estimated(unpaid, "ADM", (WEEK,), {1: NearestHome("Lévis", Decimal("14.5"))})
    assert not why
    assert kept is not None
    assert kept.total == Decimal("1550.00")
    assert "19 octobre 2026" in kept.notes[0]


def test_that_the_members_are_asked_about_the_seats_that_are_whole_at_the_place_that_is_typed() -> None:
    point = Point(46.8, -71.2)
    someone = Member(
        key="M1",
        name="M1",
        team="ADM",
        home=Point(46.9, -71.2),
        home_name="Lévis",
        skills={"sec": Skilled(3, date(2026, 6, 1))},
        languages=frozenset({"fr"}),
        patterns=(Pattern(None, (Fraction(7),) * 5),),
        factor=Fraction(1),
        absences=(),
        contract=Days(date(2020, 1, 1), None),
        max_km=None,
        remote=True,
    )
    people = WayPeople(Problem((someone,), (), (), frozenset()), {1: "sec"}, {(None, 7): point})
    broken = replace(WEEK, effort=None)
    assert homes_of(people, WayQuestion((None, 7), (broken, WEEK))) == {
        2: NearestHome("Lévis", Decimal("14.5"))
    }
    assert homes_of(people, WayQuestion((3, None), (WEEK,))) == {}
    assert homes_of(people, WayQuestion(None, (WEEK,))) == {}
