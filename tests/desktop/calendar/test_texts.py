"""What the calendars say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from agence_desktop.core.clock import QUEBEC, place
from agence_desktop.desktop.calendar import texts
from agence_desktop.desktop.calendar.items import Style
from tests.desktop.calendar.samples import ROWS, at, block, span, wall

NBSP = "\u00a0"
HALIFAX, VANCOUVER = ZoneInfo("America/Halifax"), ZoneInfo("America/Vancouver")
ST_JOHNS = ZoneInfo("America/St_Johns")


def test_that_today_is_said_and_the_first_of_a_month_is_ordinal() -> None:
    today = date(2026, 10, 14)
    assert texts.day_titles(today, today) == ["mer. 14 · aujourd’hui", "mer. 14", "14"]
    assert texts.day_titles(date(2026, 12, 1), today) == ["mar. 1er", "1er"]
    assert texts.month_day(date(2026, 11, 1)) == f"1er{NBSP}nov."


def test_that_a_week_says_its_months_only_when_it_has_two() -> None:
    assert texts.week_titles(date(2026, 10, 12), date(2026, 10, 16)) == ["12 au 16", "12"]
    assert texts.week_titles(date(2026, 11, 30), date(2026, 12, 4)) == ["30 nov. au 4 déc.", "30 au 4", "30"]
    assert texts.week_titles(date(2026, 10, 12), date(2026, 10, 12)) == ["12"]


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        (QUEBEC, ""),
        (HALIFAX, f"heure locale +{NBSP}1{NBSP}h"),
        (ST_JOHNS, f"heure locale +{NBSP}1{NBSP}h{NBSP}30"),
        (VANCOUVER, f"heure locale −{NBSP}3{NBSP}h"),
    ],
)
def test_that_another_clock_is_told_by_its_difference(zone: ZoneInfo, words: str) -> None:
    assert texts.other_clock(replace(ROWS[0], zone=zone), span(14, 9, 10).start, QUEBEC) == words


def test_that_hours_name_the_days_when_they_differ() -> None:
    assert texts.hours_words(at(14, 9), at(14, 24)) == f"9{NBSP}h à 24{NBSP}h"
    words = texts.hours_words(at(14, 16), wall(10, 15, 9.5))
    assert words == f"mercredi 14 octobre, 16{NBSP}h, au jeudi 15 octobre, 9{NBSP}h{NBSP}30"


def test_that_the_word_of_the_slice_comes_before_ours() -> None:
    assert texts.state_of(block("a", 14, 9, 10, state="ferme")) == "ferme"
    assert texts.state_of(block("a", 14, 9, 10, state="")) == "confirmée"
    assert set(texts.STYLE_WORDS) == set(Style)


def test_that_a_block_of_several_days_says_each_of_its_ends() -> None:
    long = block("n", 13, 16, 17).at("204", place(at(13, 16), at(14, 9), QUEBEC))
    name = texts.block_name(ROWS[0], long, QUEBEC).replace(NBSP, " ")
    assert name.endswith("confirmée, mardi 13 octobre, 16 h, au mercredi 14 octobre, 9 h")


def test_that_what_is_hidden_is_counted_in_french() -> None:
    assert (texts.more(1), texts.more(3)) == ("et 1 autre", "et 3 autres")


def test_that_no_text_holds_a_straight_apostrophe_or_a_plain_space_before_a_colon() -> None:
    said = [value for name, value in vars(texts).items() if name.isupper() and isinstance(value, str)]
    said += list(texts.STYLE_WORDS.values())
    said.append(texts.buffer_words(block("a", 14, 9, 10, before_minutes=15)))
    assert said
    assert not [each for each in said if "'" in each or " :" in each]
