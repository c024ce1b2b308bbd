"""Due rules said in French, and what people type read back."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agence_desktop.core.calendars import quebec_holidays
from agence_desktop.positions.content import DueRule, Roll, WorkdayOf
from agence_desktop.positions.due_picking import due_on
from agence_desktop.positions.due_reading import due_proposals, read_due
from agence_desktop.positions.due_words import dates_text, shape_of, wording

from .strategies import rules

TODAY = date(2026, 11, 20)
OBSERVED = frozenset(h.observed for year in range(2026, 2036) for h in quebec_holidays(year))
WEEK = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
SAID = [
    (DueRule(WEEK, before=time(11)), "Chaque jour ouvrable, 11 h"),
    (DueRule("FREQ=WEEKLY;BYDAY=MO", before=time(16)), "Lundi, 16 h"),
    (DueRule("FREQ=WEEKLY;BYDAY=MO,TH"), "Lundi et jeudi"),
    (DueRule("FREQ=MONTHLY;BYMONTHDAY=25"), "Le 25, sinon jour ouvrable précédent"),
    (DueRule("FREQ=MONTHLY;BYMONTHDAY=1", roll=Roll.NEXT), "Le 1er, sinon jour ouvrable suivant"),
    (
        DueRule("FREQ=MONTHLY;BYMONTHDAY=15,-1", roll=Roll.NONE),
        "Le 15 et le dernier jour du mois, même non ouvrable",
    ),
    (DueRule(workday=10, of=WorkdayOf.QUARTER), "10e jour ouvrable du trimestre"),
    (DueRule(workday=3, before=time(16)), "3e jour ouvrable du mois, 16 h"),
    (DueRule(workday=-1), "Dernier jour ouvrable du mois"),
    (DueRule(workday=-3, of=WorkdayOf.QUARTER), "3e jour ouvrable avant la fin du trimestre"),
    (DueRule("FREQ=MONTHLY;BYDAY=2TU"), "2e mardi du mois"),
    (DueRule("FREQ=MONTHLY;BYDAY=-1FR", before=time(9, 30)), "Dernier vendredi du mois, 9 h 30"),
    (DueRule("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31"), "Le 31 mars, sinon jour ouvrable précédent"),
    (
        DueRule("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", start=date(2026, 12, 2), before=time(14)),
        "Mercredi, aux 2 semaines, à partir du 2 décembre 2026, 14 h",
    ),
    (
        DueRule("FREQ=MONTHLY;UNTIL=20271231;BYMONTHDAY=15"),
        "Le 15, sinon jour ouvrable précédent, jusqu’au 31 décembre 2027",
    ),
    (None, "À la demande"),
]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(("rule", "said"), SAID, ids=[said for _, said in SAID])
def test_that_a_rule_is_said_and_read_back(rule: DueRule | None, said: str) -> None:
    assert plain(wording(rule)) == said
    assert read_due(wording(rule), TODAY)[0] == rule


@given(rules)
def test_that_any_wording_is_read_back(rule: DueRule) -> None:
    if rule.workday is not None:
        rule = DueRule(workday=rule.workday, of=rule.of, before=rule.before)
    elif shape_of(rule.rule) is None:
        return
    assert read_due(wording(rule), TODAY)[0] == rule


def test_that_a_rule_of_another_shape_is_said_all_the_same() -> None:
    rule = DueRule("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", before=time(9))
    assert plain(wording(rule)) == "Chaque jour du lundi au vendredi, 9 h"
    assert plain(wording(DueRule("FREQ=MONTHLY;BYDAY=TH,FR;BYSETPOS=1"))).startswith("Le premier jeudi")


def test_that_the_start_is_left_out_on_demand() -> None:
    rule = DueRule("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", start=date(2026, 12, 2))
    assert plain(wording(rule, start=False)) == "Mercredi, aux 2 semaines"


def test_that_half_a_phrase_gives_the_proposals_of_the_picture() -> None:
    found = due_proposals("10e jour ouvr", TODAY, OBSERVED, "Trimestrielle")
    assert [plain(one.wording) for one in found] == [
        "10e jour ouvrable du trimestre",
        "10e jour ouvrable du mois",
        "Le 10, sinon jour ouvrable précédent",
    ]
    assert [dates_text(one.dates, more=one.more) for one in found] == [
        "18 janv., 14 avr., 15 juill. et 15 oct. 2027",
        "14 déc. 2026, 18 janv., 12 févr. 2027…",
        "10 déc. 2026, 8 janv., 10 févr. 2027…",
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("lundi 16h", "Lundi, 16 h"),
        ("LUNDI À 16 H", "Lundi, 16 h"),
        ("lun", "Lundi"),
        ("tous les lundis avant 16 h", "Lundi, 16 h"),
        ("lundi, mercredi et vendredi 9h30", "Lundi, mercredi et vendredi, 9 h 30"),
        ("du lundi au vendredi", "Chaque jour ouvrable"),
        ("quotidien 11:00", "Chaque jour ouvrable, 11 h"),
        ("chaque jour ouvrable à midi", "Chaque jour ouvrable, 12 h"),
        ("le 25", "Le 25, sinon jour ouvrable précédent"),
        ("25 du mois", "Le 25, sinon jour ouvrable précédent"),
        ("le 25 sinon jour ouvrable suivant", "Le 25, sinon jour ouvrable suivant"),
        ("les 15 et 30", "Le 15 et le 30, sinon jour ouvrable précédent"),
        ("le 1er de chaque mois", "Le 1er, sinon jour ouvrable précédent"),
        ("fin de mois", "Le dernier jour du mois, sinon jour ouvrable précédent"),
        ("dernier jour ouvrable du mois 15 h", "Dernier jour ouvrable du mois, 15 h"),
        ("3e jour ouvrable du mois", "3e jour ouvrable du mois"),
        ("premier lundi du mois", "1er lundi du mois"),
        ("2e mardi", "2e mardi du mois"),
        ("31 mars", "Le 31 mars, sinon jour ouvrable précédent"),
        ("le 15 janv. et le 15 juillet", "Le 15 janvier et le 15 juillet, sinon jour ouvrable précédent"),
        ("un mercredi sur deux 14 h", "Mercredi, aux 2 semaines, à partir du 25 novembre 2026, 14 h"),
        ("mercredi aux 2 semaines", "Mercredi, aux 2 semaines, à partir du 25 novembre 2026"),
        (
            "mercredi toutes les deux semaines depuis le 2 décembre 2026",
            "Mercredi, aux 2 semaines, à partir du 2 décembre 2026",
        ),
        ("au besoin", "À la demande"),
        ("sur demande", "À la demande"),
    ],
)
def test_that_what_people_type_is_read(typed: str, said: str) -> None:
    assert plain(wording(read_due(typed, TODAY)[0])) == said


@pytest.mark.parametrize(
    "typed", ["après la réunion", "le 45", "lundi prochain peut-être", "70e jour ouvrable", "?", "le 0"]
)
def test_that_what_cannot_be_read_gives_nothing(typed: str) -> None:
    assert due_proposals(typed, TODAY, OBSERVED) == []


def test_that_a_weekday_may_also_be_one_of_the_month() -> None:
    found = [plain(one.wording) for one in due_proposals("vendredi", TODAY, OBSERVED)]
    assert found == ["Vendredi", "1er vendredi du mois", "Dernier vendredi du mois"]


def test_that_on_demand_has_no_dates() -> None:
    (found,) = due_proposals("à la demande", TODAY, OBSERVED)
    assert (found.rule, found.dates, found.more) == (None, (), False)


def test_that_a_picked_day_is_said_as_the_rules_that_fall_on_it() -> None:
    day = date(2026, 12, 14)
    found = due_on(day, TODAY, OBSERVED)
    assert [plain(one.wording) for one in found] == [
        "Le 14, sinon jour ouvrable précédent",
        "10e jour ouvrable du mois",
        "52e jour ouvrable du trimestre",
        "Le 14 décembre, sinon jour ouvrable précédent",
    ]
    assert all(one.dates[0] == day for one in found)


@pytest.mark.parametrize(
    ("frequency", "said"),
    [
        ("Hebdomadaire", "Lundi"),
        ("Trimestrielle", "52e jour ouvrable du trimestre"),
        ("Annuelle", "Le 14 décembre, sinon jour ouvrable précédent"),
    ],
)
def test_that_the_frequency_says_which_rule_a_picked_day_means(frequency: str, said: str) -> None:
    assert plain(due_on(date(2026, 12, 14), TODAY, OBSERVED, frequency)[0].wording) == said


@given(st.dates(date(2026, 11, 21), date(2028, 12, 31)))
def test_that_every_rule_of_a_working_day_falls_on_it(day: date) -> None:
    for one in due_on(day, day - timedelta(days=1), frozenset()):
        assert day.weekday() > 4 or one.dates[0] == day
