"""Rules said in French, and the choices of the editor that make them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agence_desktop.core.recurrence import (
    Repeat,
    Rule,
    RuleError,
    RuleParts,
    build_rule,
    check_rule,
    describe,
    expand,
    take_apart,
)
from tests.core.test_recurrence_properties import rules, starts

TORONTO = ZoneInfo("America/Toronto")
START = datetime.fromisoformat("2026-10-29T13:00")
"""A Thursday."""


@pytest.mark.parametrize(
    ("rule", "phrase"),
    [
        ("FREQ=DAILY", "chaque jour"),
        ("FREQ=DAILY;INTERVAL=2", "un jour sur deux"),
        ("FREQ=DAILY;INTERVAL=10;COUNT=3", "tous les 10 jours, 3 fois"),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "chaque jour du lundi au vendredi"),
        ("FREQ=DAILY;INTERVAL=3;BYDAY=MO", "tous les 3 jours, si c’est un lundi"),
        (
            "FREQ=DAILY;INTERVAL=3;BYMONTHDAY=1,-1;BYDAY=MO,TU",
            "tous les 3 jours, si c’est le 1er ou le dernier jour du mois et si c’est un lundi ou un mardi",
        ),
        ("FREQ=DAILY;BYMONTHDAY=15", "le 15 de chaque mois"),
        ("FREQ=DAILY;BYMONTH=12", "chaque jour, en décembre"),
        ("FREQ=WEEKLY", "chaque jeudi"),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=8", "un jeudi sur deux, 8 fois"),
        ("FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261218", "chaque lundi et mercredi jusqu’au 18 décembre 2026"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "chaque jour du lundi au vendredi"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "chaque jour"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE", "une semaine sur deux, le lundi et le mercredi"),
        ("FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TU,WE,TH,FR", "toutes les 3 semaines, du lundi au vendredi"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR,SA,SU", "une semaine sur deux, chaque jour"),
        ("FREQ=WEEKLY;INTERVAL=12", "toutes les 12 semaines, le jeudi"),
        (
            "FREQ=WEEKLY;BYDAY=MO,WE;BYSETPOS=-1",
            "chaque lundi et mercredi, mais seulement la dernière de ces dates de la semaine",
        ),
        ("FREQ=MONTHLY", "le 29 de chaque mois, quand il existe"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "le 15 de chaque mois"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,-1", "le 1er et le dernier jour de chaque mois"),
        ("FREQ=MONTHLY;BYMONTHDAY=15,30", "le 15 et le 30 de chaque mois, quand ils existent"),
        ("FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=1,3", "le 31 du mois, en janvier et en mars"),
        ("FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR", "le 13 de chaque mois, si c’est un vendredi"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10", "tous les 3 mois, le 10"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "le dernier vendredi du mois"),
        ("FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1", "le dernier vendredi du mois"),
        ("FREQ=MONTHLY;BYDAY=5FR", "le cinquième vendredi du mois, quand il existe"),
        ("FREQ=MONTHLY;BYDAY=1MO,3MO", "le premier et le troisième lundi du mois"),
        ("FREQ=MONTHLY;BYDAY=-2MO", "l’avant-dernier lundi du mois"),
        ("FREQ=MONTHLY;BYDAY=-3MO", "le 3e lundi à partir de la fin du mois"),
        ("FREQ=MONTHLY;BYDAY=MO,1TU", "chaque lundi et le premier mardi du mois"),
        ("FREQ=MONTHLY;BYDAY=MO", "chaque lundi"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU", "un mois sur deux, le deuxième mardi"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "le dernier jour de semaine du mois"),
        ("FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1", "le premier samedi ou dimanche du mois"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=-1", "le dernier jour de chaque mois"),
        ("FREQ=YEARLY", "chaque année, le 29 octobre"),
        ("FREQ=YEARLY;INTERVAL=2;COUNT=5", "une année sur deux, le 29 octobre, 5 fois"),
        ("FREQ=YEARLY;INTERVAL=4", "tous les 4 ans, le 29 octobre"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "chaque année, le 29 février, quand il existe"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "chaque année, le dernier jour de février"),
        ("FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=1", "chaque année, le 1er mars et le 1er septembre"),
        ("FREQ=YEARLY;BYMONTH=4,8;BYDAY=1MO", "chaque année, le premier lundi d’avril et d’août"),
        ("FREQ=YEARLY;INTERVAL=2;BYDAY=MO;BYMONTH=3", "une année sur deux, chaque lundi de mars"),
        ("FREQ=YEARLY;BYDAY=20MO", "le 20e lundi de l’année"),
        ("FREQ=YEARLY;BYMONTHDAY=13;BYDAY=FR", "le 13 de chaque mois, si c’est un vendredi"),
    ],
)
def test_how_a_rule_is_said(rule: str, phrase: str) -> None:
    assert describe(rule, START) == describe(check_rule(rule), START) == phrase


@pytest.mark.parametrize(
    ("until", "day"),
    [
        ("20261203", "3 décembre 2026"),
        ("20261203T130000", "3 décembre 2026"),
        ("20261203T120000", "2 décembre 2026"),
        ("20261202T045959Z", "1er décembre 2026"),
        ("20261202T180000Z", "2 décembre 2026"),
    ],
)
def test_that_the_end_said_is_the_last_day_that_a_date_may_fall_on(until: str, day: str) -> None:
    assert describe(f"FREQ=DAILY;UNTIL={until}", START) == f"chaque jour jusqu’au {day}"


@settings(max_examples=150, deadline=None)
@given(rules(), starts)
def test_that_any_rule_is_said_in_one_clean_phrase(rule: Rule, start: datetime) -> None:
    phrase = describe(rule, start)
    assert phrase == " ".join(phrase.split())
    assert phrase[0].islower()
    assert phrase[-1].isalnum()
    assert "None" not in phrase
    assert ",," not in phrase


# The editor


@pytest.mark.parametrize(
    ("parts", "rule"),
    [
        (RuleParts(Repeat.DAILY, count=5), "FREQ=DAILY;COUNT=5"),
        (RuleParts(Repeat.DAILY, every=2, until=date(2026, 12, 1)), "FREQ=DAILY;INTERVAL=2;UNTIL=20261201"),
        (RuleParts(Repeat.WEEKLY, every=2, count=8), "FREQ=WEEKLY;INTERVAL=2;COUNT=8"),
        (RuleParts(Repeat.WEEKLY, weekdays=(2, 0), count=8), "FREQ=WEEKLY;COUNT=8;BYDAY=MO,WE"),
        (RuleParts(Repeat.MONTHLY_DAY, count=3), "FREQ=MONTHLY;COUNT=3"),
        (RuleParts(Repeat.MONTHLY_DAY, month_day=-1, count=3), "FREQ=MONTHLY;COUNT=3;BYMONTHDAY=-1"),
        (RuleParts(Repeat.MONTHLY_WEEKDAY, nth=2, weekday=1, count=3), "FREQ=MONTHLY;COUNT=3;BYDAY=2TU"),
        (RuleParts(Repeat.MONTHLY_WEEKDAY, nth=-1, weekday=4, count=3), "FREQ=MONTHLY;COUNT=3;BYDAY=-1FR"),
        (RuleParts(Repeat.YEARLY, until=date(2030, 1, 1)), "FREQ=YEARLY;UNTIL=20300101"),
    ],
)
def test_that_the_choices_of_the_editor_make_a_rule(parts: RuleParts, rule: str) -> None:
    assert build_rule(parts) == rule
    again = take_apart(rule, START)
    assert again is not None
    assert build_rule(again) == rule


@pytest.mark.parametrize(
    "parts",
    [
        RuleParts(Repeat.DAILY, every=0, count=5),
        RuleParts(Repeat.DAILY, count=0),
        RuleParts(Repeat.DAILY, count=5, until=date(2026, 12, 1)),
        RuleParts(Repeat.MONTHLY_DAY, month_day=32, count=5),
        RuleParts(Repeat.MONTHLY_DAY, month_day=0, count=5),
    ],
)
def test_that_choices_that_make_no_rule_are_refused(parts: RuleParts) -> None:
    with pytest.raises(RuleError, match="bad_rule"):
        build_rule(parts)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYDAY=MO;COUNT=3",
        "FREQ=DAILY;BYMONTH=3;COUNT=3",
        "FREQ=WEEKLY;BYMONTH=3;COUNT=3",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU;COUNT=3",
        "FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=3",
        "FREQ=MONTHLY;BYMONTHDAY=-2;COUNT=3",
        "FREQ=MONTHLY;BYDAY=MO;COUNT=3",
        "FREQ=MONTHLY;BYDAY=-2MO;COUNT=3",
        "FREQ=MONTHLY;BYDAY=1MO,2MO;COUNT=3",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1;COUNT=3",
        "FREQ=YEARLY;BYMONTH=3;COUNT=3",
        "FREQ=YEARLY;BYMONTHDAY=29;COUNT=3",
        "FREQ=YEARLY;BYDAY=1MO;COUNT=3",
    ],
)
def test_that_a_rule_beyond_the_editor_is_not_taken_apart(rule: str) -> None:
    assert take_apart(rule, START) is None


@pytest.mark.parametrize("rule", ["FREQ=YEARLY;BYMONTH=10", "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=29"])
def test_that_a_yearly_rule_on_the_day_of_its_start_is_taken_apart(rule: str) -> None:
    assert take_apart(rule, START) == RuleParts(Repeat.YEARLY)


@settings(max_examples=150, deadline=None)
@given(rules(), starts, st.sampled_from(["COUNT=7", "UNTIL=20291115T120000", "UNTIL=20291115T120000Z"]))
def test_that_a_rule_taken_apart_and_built_again_gives_the_same_dates(
    rule: Rule, start: datetime, end: str
) -> None:
    text = f"{rule.text};{end}"
    parts = take_apart(text, start)
    if parts is not None:
        assert outcome(build_rule(parts), start) == outcome(text, start)


def outcome(rule: str, start: datetime) -> object:
    try:
        return expand(start, TORONTO, rule)
    except RuleError as error:
        return error.code
