"""Times, dates, numbers and sentences are written as the OQLF writes them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agence_desktop.core import french
from agence_desktop.core.french.numbers import Number

FRIDAY = date(2026, 11, 20)


def nb(text: str) -> str:
    """``_`` stands for a no-break space, so that the expectations below can be read."""
    return text.replace("_", "\u00a0")


@pytest.mark.parametrize(
    ("value", "written"),
    [(time(9, 5), "9_h_05"), (time(14), "14_h"), (time(0), "0_h"), (time(23, 59), "23_h_59")],
)
def test_that_times_are_on_24_hours_without_leading_zero(value: time, written: str) -> None:
    assert french.format_time(value) == nb(written)
    assert french.format_time(datetime.combine(FRIDAY, value)) == nb(written)


def test_that_midnight_at_the_end_is_24_h() -> None:
    assert french.format_end_time(time(0)) == nb("24_h")
    assert french.format_hours(time(13), time(15, 30)) == nb("13_h à 15_h_30")


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        (FRIDAY, "vendredi 20 novembre 2026", "ven. 20 nov. 2026"),
        (date(2026, 12, 1), "mardi 1er décembre 2026", "mar. 1er déc. 2026"),
        (date(2026, 10, 29), "jeudi 29 octobre 2026", "jeu. 29 oct. 2026"),
        (date(2027, 2, 4), "jeudi 4 février 2027", "jeu. 4 févr. 2027"),
    ],
)
def test_that_dates_name_the_day_and_the_month(day: date, long: str, short: str) -> None:
    assert french.format_date(day) == long
    assert french.format_short_date(day) == short


def test_that_parts_of_a_date_can_be_left_out() -> None:
    assert french.format_date(date(2026, 12, 1), weekday=False) == "1er décembre 2026"
    assert french.format_date(FRIDAY, weekday=False, year=False) == "20 novembre"
    assert french.format_short_date(FRIDAY, weekday=False, year=False) == "20 nov."
    assert french.format_month(FRIDAY) == "novembre 2026"


@pytest.mark.parametrize(
    ("first", "last", "long", "short"),
    [
        ("2026-10-12", "2026-10-16", "12 au 16 octobre 2026", "12 au 16 oct. 2026"),
        ("2026-10-01", "2026-10-02", "1er au 2 octobre 2026", "1er au 2 oct. 2026"),
        ("2026-10-26", "2026-12-18", "26 octobre au 18 décembre 2026", "26 oct. au 18 déc. 2026"),
        (
            "2026-12-28",
            "2027-01-01",
            "28 décembre 2026 au 1er janvier 2027",
            "28 déc. 2026 au 1er janv. 2027",
        ),
        ("2026-10-12", "2026-10-12", "12 octobre 2026", "12 oct. 2026"),
        ("2026-01-05", "2027-01-06", "5 janvier 2026 au 6 janvier 2027", "5 janv. 2026 au 6 janv. 2027"),
    ],
)
def test_that_a_period_says_once_what_its_ends_share(first: str, last: str, long: str, short: str) -> None:
    ends = date.fromisoformat(first), date.fromisoformat(last)
    assert french.format_period(*ends) == long
    assert french.format_period(*ends, short=True) == short


def test_that_a_period_keeps_its_years_when_they_differ() -> None:
    assert (
        french.format_period(date(2026, 10, 19), date(2026, 10, 30), short=True, year=False)
        == "19 au 30 oct."
    )
    assert (
        french.format_period(date(2026, 12, 28), date(2027, 1, 3), year=False)
        == "28 décembre 2026 au 3 janvier 2027"
    )


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        ("2026-11-26T09:00", "2026-11-26T11:30", "jeudi 26 novembre 2026, 9_h à 11_h_30"),
        ("2026-11-26T20:00", "2026-11-27T00:00", "jeudi 26 novembre 2026, 20_h à 24_h"),
        ("2026-11-26T00:00", "2026-11-27T00:00", "jeudi 26 novembre 2026, toute la journée"),
        (
            "2026-11-26T00:00",
            "2026-11-28T00:00",
            "du jeudi 26 novembre 2026 au vendredi 27 novembre 2026, toute la journée",
        ),
        (
            "2026-11-26T22:00",
            "2026-11-27T06:00",
            "du jeudi 26 novembre 2026, 22_h, au vendredi 27 novembre 2026, 6_h",
        ),
        (
            "2026-11-26T22:00",
            "2026-11-28T00:00",
            "du jeudi 26 novembre 2026, 22_h, au vendredi 27 novembre 2026, 24_h",
        ),
    ],
)
def test_that_a_slot_names_the_days_it_touches(start: str, end: str, written: str) -> None:
    assert french.format_slot(datetime.fromisoformat(start), datetime.fromisoformat(end)) == nb(written)


def test_that_a_slot_of_a_table_is_short() -> None:
    start = datetime.fromisoformat("2026-10-29T13:00")
    assert french.format_slot(start, start.replace(hour=15, minute=30), short=True) == nb(
        "jeu. 29 oct. 2026, 13_h à 15_h_30"
    )
    assert french.format_moment(start) == nb("jeudi 29 octobre 2026, 13_h")
    assert french.format_moment(start, short=True, year=False) == nb("29 oct., 13_h")


def test_that_near_days_have_names() -> None:
    near = [french.format_near_date(FRIDAY + timedelta(days=n), FRIDAY) for n in (-1, 0, 1, 2, 60)]
    assert near == ["hier", "aujourd’hui", "demain", "dim. 22 nov.", "mar. 19 janv. 2027"]


def test_that_near_moments_have_names() -> None:
    at = datetime.fromisoformat("2026-11-20T16:20")
    near = [french.format_near_moment(at + timedelta(days=n), FRIDAY) for n in (-1, 0, -2, 60)]
    assert near == [nb("hier, 16_h_20"), nb("aujourd’hui, 16_h_20"), *near[2:]]
    assert near[2:] == [nb("18 nov., 16_h_20"), nb("19 janv. 2027, 16_h_20")]


def test_that_days_in_a_row_are_a_range() -> None:
    assert french.format_weekdays({0, 1, 2, 3, 4}) == "du lundi au vendredi"
    assert french.format_weekdays([4, 0, 2]) == "lundi, mercredi et vendredi"
    assert french.format_weekdays([5, 6]) == "samedi et dimanche"
    assert french.format_weekdays([]) == ""


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (1234567, None, "1_234_567"),
        (Decimal("1234.50"), None, "1_234,5"),
        (Decimal("-0.004"), 2, "0,00"),
        (Decimal("-1234.005"), 2, "−1_234,01"),
        (Fraction(1, 3), None, "0,33"),
        (Decimal("1E+3"), None, "1_000"),
        (Decimal("0.5"), 0, "1"),
        (0, None, "0"),
        (Decimal("100"), None, "100"),
    ],
)
def test_that_numbers_part_thousands_and_round_half_up(
    value: Number, decimals: int | None, written: str
) -> None:
    assert french.format_number(value, decimals) == nb(written)


def test_that_an_endless_number_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        french.format_number(Decimal("NaN"))


def test_that_amounts_shares_and_quantities_carry_their_sign_after_a_no_break_space() -> None:
    assert french.format_money(Decimal("1234.56")) == nb("1_234,56_$")
    assert french.format_money(95) == nb("95,00_$")
    assert french.format_percent(64) == nb("64_%")
    assert french.format_percent(Fraction(125, 2), 1) == nb("62,5_%")
    assert french.format_quantity(Decimal("12.40"), "km", 1) == nb("12,4_km")


@pytest.mark.parametrize(
    ("minutes", "written"),
    [(150, "2_h_30"), (45, "45_min"), (60, "1_h"), (65, "1_h_05"), (0, "0_min"), (60_060, "1_001_h")],
)
def test_that_durations_are_in_hours_and_minutes(minutes: int, written: str) -> None:
    assert french.format_duration(minutes) == nb(written)
    assert french.format_duration(timedelta(minutes=minutes)) == nb(written)


def test_that_a_negative_length_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        french.format_duration(-1)


def test_that_an_age_is_in_one_unit() -> None:
    ages = [timedelta(minutes=40), timedelta(hours=3, minutes=59), timedelta(days=6, hours=23), timedelta(-1)]
    assert [french.format_age(age) for age in ages] == [nb("40_min"), nb("3_h"), nb("6_j"), nb("0_min")]


def test_that_a_telephone_number_is_grouped() -> None:
    assert french.format_phone("4185550142") == "418 555-0142"
    with pytest.raises(ValueError, match="ten digits"):
        french.format_phone("418555014")


def test_that_zero_and_one_are_singular() -> None:
    assert [french.counted(n, "date") for n in (0, 1, 2)] == ["0 date", "1 date", "2 dates"]
    assert french.counted(Decimal("1.5"), "jour") == "1,5 jour"
    assert french.counted(-2, "degré") == "−2 degrés"


@pytest.mark.parametrize(
    ("phrase", "plural"),
    [
        ("place libre", "places libres"),
        ("demande à traiter", "demandes à traiter"),
        ("liste d’attente", "listes d’attente"),
        ("tableau", "tableaux"),
        ("refus", "refus"),
        ("jour de travail", "jours de travail"),
        ("travail", "travaux"),
        ("date hors modalités", "dates hors modalités"),
    ],
)
def test_that_a_phrase_agrees_up_to_its_preposition(phrase: str, plural: str) -> None:
    assert french.counted(2, phrase) == f"2 {plural}"


def test_that_an_irregular_plural_can_be_given() -> None:
    assert french.counted(3, "œil", "yeux") == "3 yeux"


def test_that_a_list_ends_with_et() -> None:
    lists = [french.listed(list("ABC")[:n]) for n in range(4)]
    assert lists == ["", "A", "A et B", "A, B et C"]
    assert french.listed(["A", "B"], "ou") == "A ou B"


def test_that_ordinals_are_abbreviated_as_the_oqlf_does() -> None:
    assert [french.ordinal(1), french.ordinal(1, feminine=True), french.ordinal(2)] == ["1er", "1re", "2e"]


@pytest.mark.parametrize(
    ("name", "of", "at"),
    [
        ("Lévis", "de Lévis", "à Lévis"),
        ("Estimauville", "d’Estimauville", "à Estimauville"),
        ("Édifice B", "d’Édifice B", "à Édifice B"),
        ("Havre-Saint-Pierre", "de Havre-Saint-Pierre", "à Havre-Saint-Pierre"),
        ("Hydro-Québec", "d’Hydro-Québec", "à Hydro-Québec"),
        ("Les Îles-de-la-Madeleine", "des Îles-de-la-Madeleine", "aux Îles-de-la-Madeleine"),
        ("Le Bic", "du Bic", "au Bic"),
        ("La Malbaie", "de La Malbaie", "à La Malbaie"),
    ],
)
def test_that_place_names_contract_and_elide(name: str, of: str, at: str) -> None:
    assert (french.of(name), french.at(name)) == (of, at)


def test_that_particles_elide_before_a_vowel_or_mute_h_only() -> None:
    assert french.elided("le", "hôte") == "l’hôte"
    assert french.elided("la", "réservation") == "la réservation"
    assert french.elided("que", "une date") == "qu’une date"
    assert french.elided("de", "onze personnes") == "de onze personnes"


def test_that_typed_text_is_quoted_on_one_short_line() -> None:
    assert french.quoted("a\n\x07b") == nb("«_a b_»")
    assert len(french.quoted("x" * 500)) == 64


@settings(max_examples=60)
@given(st.datetimes(), st.integers(1, 10_000))
def test_that_nothing_written_holds_a_narrow_space(start: datetime, minutes: int) -> None:
    start = start.replace(year=2026, second=0, microsecond=0)
    text = french.format_slot(start, start + timedelta(minutes=minutes)) + french.format_duration(minutes)
    assert "\u202f" not in text
    assert "\u2009" not in text


@pytest.mark.parametrize(
    ("label", "inside"),
    [("École", "école"), ("En U", "en U"), ("Wi-Fi", "Wi-Fi"), ("TNI mobile", "TNI mobile"), ("", "")],
)
def test_that_a_label_inside_a_sentence_loses_its_capital_unless_it_is_its_own(
    label: str, inside: str
) -> None:
    assert french.uncapitalized(label) == inside


def test_that_every_name_of_the_package_is_found_in_its_part() -> None:
    for name in french.__all__:
        assert getattr(french, name) is not None
    with pytest.raises(AttributeError, match="rien"):
        french.rien  # type: ignore[attr-defined]  # noqa: B018
