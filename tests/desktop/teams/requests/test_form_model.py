"""The form of a request as values: templates, needs for relief, what is missing, what it would cost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

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
from agence_desktop.teams.problem import Mode
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
