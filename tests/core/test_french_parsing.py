"""What people type is understood, and what cannot be is told in one helpful sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agence_desktop.core import french
from agence_desktop.core.errors import InputError
from agence_desktop.core.french import TimeRange

WEDNESDAY = date(2026, 10, 14)
DAYS = st.dates(date(1900, 1, 1), date(2150, 12, 31))


def refusal(read: Callable[[], object]) -> InputError:
    """The error of a reading that must fail; its sentence is complete."""
    with pytest.raises(InputError) as caught:
        read()
    assert caught.value.sentence.endswith(".")
    assert "\u202f" not in caught.value.sentence
    return caught.value


def told(read: Callable[[], object]) -> str:
    """The sentence of a refused reading, « Lu. » of any other."""
    try:
        read()
    except InputError as fault:
        return fault.sentence
    return "Lu."


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("14:30", time(14, 30)),
        ("14h30", time(14, 30)),
        ("14 h 30", time(14, 30)),
        ("14\u00a0h\u202f30", time(14, 30)),
        ("14 H 30 min", time(14, 30)),
        ("1430", time(14, 30)),
        ("930", time(9, 30)),
        ("09.30", time(9, 30)),
        ("9", time(9)),
        (" 9h ", time(9)),
        ("9 heures", time(9)),
        ("Midi", time(12)),
        ("minuit", time(0)),
        ("0:00", time(0)),
        ("23:59", time(23, 59)),
    ],
)
def test_that_a_time_is_read_as_people_type_it(text: str, value: time) -> None:
    assert french.parse_time(text) == value


@pytest.mark.parametrize(
    "text", ["", "h", "neuf", "9h5", "9 h 3", "-9", "14:30:00", "9 h demain", "٩", "12345"]
)
def test_that_an_unreadable_time_is_told_with_examples(text: str) -> None:
    fault = refusal(lambda: french.parse_time(text))
    assert fault.code == "bad_time"
    assert "1430" in fault.sentence


@pytest.mark.parametrize("text", ["25", "24:30", "9:60", "2460", "99 h"])
def test_that_a_time_outside_the_day_does_not_exist(text: str) -> None:
    assert "n’existe pas" in refusal(lambda: french.parse_time(text)).sentence


def test_that_24_h_ends_a_day_and_never_starts_one() -> None:
    assert french.parse_end_time("24:00") == french.parse_end_time("minuit") == time(0)
    assert french.parse_end_time("11h30") == time(11, 30)
    assert "0\u00a0h" in refusal(lambda: french.parse_time("24:00")).sentence


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("9-11", time(9), time(11)),
        ("9h à 11h30", time(9), time(11, 30)),
        ("13:00-15:30", time(13), time(15, 30)),
        ("9 à 12", time(9), time(12)),
        ("de 9 h à midi", time(9), time(12)),
        ("0900 – 1030", time(9), time(10, 30)),
        ("entre 8 h et 9 h", time(8), time(9)),
        ("20 h jusqu’à minuit", time(20), time(0)),
        ("0-24", time(0), time(0)),
    ],
)
def test_that_hours_are_read_as_people_type_them(text: str, start: time, end: time) -> None:
    assert french.parse_hours(text) == TimeRange(start, end)


def test_that_hours_run_forward_within_one_day() -> None:
    assert refusal(lambda: french.parse_hours("11-9")).sentence == (
        "La fin, 9\u00a0h, doit suivre le début, 11\u00a0h."
    )
    assert refusal(lambda: french.parse_hours("9-9")).code == "bad_time"
    assert refusal(lambda: french.parse_hours("9")).code == "bad_time"
    assert refusal(lambda: french.parse_hours("9-11-12")).code == "bad_time"


def test_that_hours_become_wall_clocks_of_a_day() -> None:
    start, end = TimeRange(time(20), time(0)).on(WEDNESDAY)
    assert (start.isoformat(), end.isoformat()) == ("2026-10-14T20:00:00", "2026-10-15T00:00:00")
    assert TimeRange(time(9), time(11, 30)).minutes == 150


@settings(max_examples=100)
@given(st.times().map(lambda t: t.replace(second=0, microsecond=0)))
def test_that_a_written_time_is_read_again(value: time) -> None:
    assert french.parse_time(french.format_time(value)) == value
    assert french.parse_time(value.strftime("%H%M")) == value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-20", "2026-11-20"),
        ("2026/11/20", "2026-11-20"),
        ("20/11/2026", "2026-11-20"),
        ("20-11-2026", "2026-11-20"),
        ("20.11.2026", "2026-11-20"),
        ("20/11/26", "2026-11-20"),
        ("20/11", "2026-11-20"),
        ("3/2", "2027-02-03"),
        ("20 nov.", "2026-11-20"),
        ("20 nov", "2026-11-20"),
        ("20nov", "2026-11-20"),
        ("20 Novembre 2026", "2026-11-20"),
        ("vendredi 20 novembre 2026", "2026-11-20"),
        ("ven. 20 nov. 2026", "2026-11-20"),
        ("le vendredi 20 novembre", "2026-11-20"),
        ("1er déc", "2026-12-01"),
        ("1 décembre", "2026-12-01"),
        ("14 octobre", "2026-10-14"),
        ("13 octobre", "2027-10-13"),
        ("4 févr. 2027", "2027-02-04"),
        ("15 août", "2027-08-15"),
        ("3 juil", "2027-07-03"),
        ("3 juin", "2027-06-03"),
        ("29 février", "2028-02-29"),
        ("jeudi 22", "2026-10-22"),
        ("jeu. 22", "2026-10-22"),
        ("Jeudi, le 22", "2026-10-22"),
        ("dimanche 1er", "2026-11-01"),
        ("le 20", "2026-10-20"),
        ("20", "2026-10-20"),
        ("13", "2026-11-13"),
        ("31", "2026-10-31"),
        ("jeudi", "2026-10-15"),
        ("jeu", "2026-10-15"),
        ("mercredi", "2026-10-21"),
        ("ce vendredi", "2026-10-16"),
        ("lundi prochain", "2026-10-19"),
        ("aujourd’hui", "2026-10-14"),
        ("Aujourd'hui", "2026-10-14"),
        ("demain", "2026-10-15"),
        ("après-demain", "2026-10-16"),
        ("apres demain", "2026-10-16"),
        ("hier", "2026-10-13"),
        ("avant-hier", "2026-10-12"),
        ("dans 3 jours", "2026-10-17"),
        ("dans deux semaines", "2026-10-28"),
        ("dans une semaine", "2026-10-21"),
    ],
)
def test_that_a_date_is_read_as_people_type_it(text: str, day: str) -> None:
    assert french.parse_date(text, WEDNESDAY).isoformat() == day


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("jeudi 23", "Le 23 octobre 2026 est un vendredi, et non un jeudi."),
        ("mercredi 22 octobre 2026", "Le 22 octobre 2026 est un jeudi, et non un mercredi."),
        ("31 novembre", "Le 31 novembre 2026 n’existe pas."),
        ("29/02/2027", "Le 29 février 2027 n’existe pas."),
        ("20/13/2026", "Il n’y a pas de mois 13."),
        ("2026-00-10", "Il n’y a pas de mois 0."),
        ("0", "Les jours vont de 1 à 31."),
        ("lundi 32", "Les jours vont de 1 à 31."),
        ("01/01/3500", "de 1900 à 2999"),
        ("bientôt", "n’est pas lisible"),
        ("", "n’est pas lisible"),
        ("20 brumaire", "n’est pas lisible"),
        ("demain 14 h", "n’est pas lisible"),
        ("dans 1000 jours", "n’est pas lisible"),
    ],
)
def test_that_a_wrong_date_is_told(text: str, said: str) -> None:
    fault = refusal(lambda: french.parse_date(text, WEDNESDAY))
    assert fault.code == "bad_date"
    assert said in fault.sentence


@settings(max_examples=150)
@given(DAYS, DAYS)
def test_that_a_written_date_is_read_again(day: date, today: date) -> None:
    assert french.parse_date(french.format_date(day), today) == day
    assert french.parse_date(french.format_short_date(day), today) == day
    assert french.parse_date(day.isoformat(), today) == day
    assert french.parse_date(day.strftime("%d/%m/") + f"{day.year:04d}", today) == day


@settings(max_examples=150)
@given(DAYS, st.integers(0, 364))
def test_that_a_date_without_its_year_is_the_coming_one(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    assert french.parse_date(french.format_date(day, year=False), today) == day


@settings(max_examples=150)
@given(DAYS, st.integers(1, 31))
def test_that_a_day_of_the_month_is_the_coming_one(today: date, number: int) -> None:
    day = french.parse_date(str(number), today)
    assert day.day == number
    assert today <= day <= today + timedelta(days=61)


@settings(max_examples=100)
@given(DAYS, st.integers(0, 6))
def test_that_a_weekday_comes_within_the_next_seven_days(today: date, weekday: int) -> None:
    day = french.parse_date(french.WEEKDAYS[weekday], today)
    assert day.weekday() == weekday
    assert 1 <= (day - today).days <= 7


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("demain 14 h", "2026-10-15T14:00"),
        ("14 h demain", "2026-10-15T14:00"),
        ("jeudi 22 à 9 h", "2026-10-22T09:00"),
        ("jeudi 22 h", "2026-10-15T22:00"),
        ("jeudi à 9 h 30", "2026-10-15T09:30"),
        ("2026-11-20 14:30", "2026-11-20T14:30"),
        ("2026-11-20T14:30", "2026-11-20T14:30"),
        ("20 nov. 1430", "2026-11-20T14:30"),
        ("vendredi 20 novembre 2026, 14 h 20", "2026-11-20T14:20"),
        ("20 oct à midi", "2026-10-20T12:00"),
    ],
)
def test_that_a_date_and_a_time_are_read_together(text: str, moment: str) -> None:
    assert french.parse_moment(text, WEDNESDAY) == datetime.fromisoformat(moment)


def test_that_half_a_moment_is_told() -> None:
    assert "Il manque l’heure" in refusal(lambda: french.parse_moment("demain", WEDNESDAY)).sentence
    assert refusal(lambda: french.parse_moment("14 h", WEDNESDAY)).code == "bad_date"
    assert refusal(lambda: french.parse_moment("demain 25 h", WEDNESDAY)).code == "bad_time"


def test_that_files_are_read_strictly() -> None:
    assert french.parse_iso_date("2026-12-01") == date(2026, 12, 1)
    nine = datetime.fromisoformat("2026-12-01T09:00")
    for text in ("2026-12-01T09:00", "2026-12-01T09:00:00", "2026-12-01 09:00"):
        assert french.parse_iso_wall(text) == nine


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-2-01",
        "20261201",
        "2026-02-30",
        "2026-12-01T09:00",
        "1899-12-31",
        "9999-12-31",
        "２026-12-01",
    ],
)
def test_that_a_date_of_a_file_is_iso_or_refused(text: str) -> None:
    assert refusal(lambda: french.parse_iso_date(text)).code == "bad_date"


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-01",
        "2026-12-01T9:00",
        "2026-12-01T09:00:01",
        "2026-12-01T09:00Z",
        "2026-12-01T09:00-05:00",
        "2026-12-01T24:00",
        "2026-12-01  09:00",
        "2026-12-01T09:00\n",
        "2026-12-32T09:00",
    ],
)
def test_that_a_wall_clock_of_a_file_is_iso_without_seconds_or_refused(text: str) -> None:
    assert refusal(lambda: french.parse_iso_wall(text)).code == "bad_time"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1234,56", "1234.56"),
        ("1234.56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1\u00a0234,56", "1234.56"),
        ("1\u202f234\u202f567", "1234567"),
        ("−12,50", "-12.5"),
        (",5", "0.5"),
        ("007", "7"),
        ("-0", "0"),
        ("1000", "1000"),
    ],
)
def test_that_numbers_take_a_comma_or_a_point(text: str, value: str) -> None:
    number = french.parse_decimal(text)
    assert number == Decimal(value)
    assert str(number) == value


@pytest.mark.parametrize("text", ["", ",", "1,234.56", "12 34", "1e5", "NaN", "douze", "1,", "9" * 19, "١٢"])
def test_that_an_unreadable_number_is_told(text: str) -> None:
    assert refusal(lambda: french.parse_decimal(text)).code == "bad_number"


@settings(max_examples=100)
@given(st.decimals(-(10**9), 10**9, places=4))
def test_that_a_written_number_is_read_again(value: Decimal) -> None:
    assert french.parse_decimal(french.format_number(value)) == value


def test_that_whole_numbers_keep_their_bounds() -> None:
    assert french.parse_whole("1 200") == 1200
    assert "entier" in refusal(lambda: french.parse_whole("1,5")).sentence
    assert "au moins 1" in refusal(lambda: french.parse_whole("0", least=1)).sentence
    assert "au plus 1\u00a0000" in refusal(lambda: french.parse_whole("1001", most=1000)).sentence


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("2 h 30", 150),
        ("2h", 120),
        ("2:30", 150),
        ("1,5 h", 90),
        ("45 min", 45),
        ("90 minutes", 90),
        ("31 h 05", 1865),
    ],
)
def test_that_durations_are_read(text: str, minutes: int) -> None:
    assert french.parse_duration(text) == minutes


@pytest.mark.parametrize("text", ["", "3", "0 min", "0 h 00", "2 h 75", "1,33 h", "long"])
def test_that_a_duration_without_unit_or_length_is_told(text: str) -> None:
    assert refusal(lambda: french.parse_duration(text)).code == "bad_duration"


@settings(max_examples=60)
@given(st.integers(1, 50_000))
def test_that_a_written_duration_is_read_again(minutes: int) -> None:
    assert french.parse_duration(french.format_duration(minutes)) == minutes


def test_that_answers_are_oui_or_non() -> None:
    assert [french.parse_yes_no(text) for text in ("oui", "OUI ", "o", "non", "n")] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert refusal(lambda: french.parse_yes_no("peut-être")).code == "bad_choice"
    assert refusal(lambda: french.parse_yes_no("")).code == "bad_choice"


@pytest.mark.parametrize(
    "text",
    ["418 555-0142", "4185550142", "(418) 555-0142", "418.555.0142", "+1 418 555 0142", "1-418-555-0142"],
)
def test_that_a_telephone_number_is_read_however_it_is_parted(text: str) -> None:
    assert french.parse_phone(text) == "418 555-0142"


def test_that_an_extension_is_kept() -> None:
    assert french.parse_phone("418 555-0142, poste 1234") == "418 555-0142, poste 1234"
    assert french.parse_phone("4185550142 p. 12") == "418 555-0142, poste 12"
    assert french.parse_phone("418-555-0142 #7") == "418 555-0142, poste 7"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("418 555-01", "Il manque deux chiffres. Écrivez-en dix, par exemple 418 555-0142."),
        ("418 555-014", "Il manque un chiffre. Écrivez-en dix, par exemple 418 555-0142."),
        ("418 555-01422", "Il y a 1 chiffre de trop. Écrivez-en dix, par exemple 418 555-0142."),
        ("7", "Il manque neuf chiffres. Écrivez-en dix, par exemple 418 555-0142."),
        (
            "au bureau",
            "Ce numéro de téléphone n’est pas lisible. Écrivez dix chiffres, par exemple 418 555-0142.",
        ),
        ("", "Ce numéro de téléphone n’est pas lisible. Écrivez dix chiffres, par exemple 418 555-0142."),
    ],
)
def test_that_a_telephone_number_says_what_it_lacks(text: str, said: str) -> None:
    fault = refusal(lambda: french.parse_phone(text))
    assert (fault.code, fault.sentence) == ("bad_phone", said)


@settings(max_examples=300)
@given(st.text(max_size=30) | st.text("0123456789 hà-:/.,jeudimnov", max_size=20), DAYS)
def test_that_nothing_typed_raises_anything_but_a_told_error(text: str, today: date) -> None:
    readers: list[Callable[[], object]] = [
        lambda: french.parse_time(text),
        lambda: french.parse_hours(text),
        lambda: french.parse_date(text, today),
        lambda: french.parse_moment(text, today),
        lambda: french.parse_decimal(text),
        lambda: french.parse_duration(text),
        lambda: french.parse_phone(text),
        lambda: french.parse_iso_wall(text),
        lambda: french.parse_need(text, today, {"visioconférence": "visio"}, ["Lévis"]),
    ]
    assert all(told(read).endswith(".") for read in readers)
