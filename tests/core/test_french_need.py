"""A need typed in one line is read into its parts, and what was not read is given back."""

from __future__ import annotations

from datetime import date, time

import pytest

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import Need, parse_need

TODAY = date(2026, 10, 14)
EQUIPMENT = {
    "visioconférence": "videoconference",
    "visio": "videoconference",
    "Wi-Fi": "wifi",
    "projecteur": "projector",
    "tableau": "whiteboard",
    "téléphone": "phone",
    "accessible": "accessible",
    "fauteuil roulant": "accessible",
}
PLACES = [
    "Lévis",
    "Québec",
    "Trois-Rivières",
    "Saint-Georges",
    "Les Îles-de-la-Madeleine",
    "Rivière-du-Loup",
    "Amos",
]


def need(text: str) -> Need:
    return parse_need(text, TODAY, EQUIPMENT, PLACES)


def test_that_the_sentence_of_the_mockup_is_understood() -> None:
    read = need("14 personnes jeudi 22, 9-12, visio, près de Lévis")
    assert read == Need(
        14, date(2026, 10, 22), time(9), time(12), place="Lévis", equipment=("videoconference",)
    )
    assert read.understood


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Need()),
        ("pour 8", Need(8)),
        ("pour 8 personnes demain", Need(8, date(2026, 10, 15))),
        ("8 pers. le 20 à 14 h", Need(8, date(2026, 10, 20), time(14))),
        ("demain 14 h pendant 2 h", Need(day=date(2026, 10, 15), start=time(14), end=time(16))),
        ("demain 22 h pendant 2 h", Need(day=date(2026, 10, 15), start=time(22), end=time(0))),
        ("demain 23 h pendant 2 h", Need(day=date(2026, 10, 15), start=time(23), minutes=120)),
        ("pendant 90 min à Amos", Need(minutes=90, place="Amos")),
        ("à moins de 60 km de Trois Rivieres", Need(place="Trois-Rivières", km=60)),
        ("dans un rayon de 40 km de St-Georges", Need(place="Saint-Georges", km=40)),
        ("aux Îles-de-la-Madeleine", Need(place="Les Îles-de-la-Madeleine")),
        ("les îles-de-la-madeleine", Need(place="Les Îles-de-la-Madeleine")),
        ("wifi, projecteurs et tableau", Need(equipment=("wifi", "projector", "whiteboard"))),
        ("tableau, Wi-Fi, tableau", Need(equipment=("whiteboard", "wifi"))),
        ("projec", Need(equipment=("projector",))),
        ("fauteuil roulant", Need(equipment=("accessible",))),
        ("12 personnes 20/11/2026 13:00-15:30", Need(12, date(2026, 11, 20), time(13), time(15, 30))),
        ("jeudi 9 à 12", Need(day=date(2026, 10, 15), start=time(9), end=time(12))),
        ("jeudi 9-12", Need(day=date(2026, 10, 15), start=time(9), end=time(12))),
        ("vendredi 16 à 9 h", Need(day=date(2026, 10, 16), start=time(9))),
        ("jeudi 22 à Québec", Need(day=date(2026, 10, 22), place="Québec")),
        ("près de St-Georges-de-Beauce", Need(unread="St-Georges-de-Beauce")),
        ("il me faut une salle pour 6 personnes", Need(6)),
    ],
)
def test_that_each_part_is_read_in_any_order(text: str, expected: Need) -> None:
    assert need(text) == expected


def test_that_what_was_not_read_is_given_back_as_typed() -> None:
    read = need("14 personnes jeudi 22, 9-12, Café chaud, près de Lévis, s’il vous plaît")
    assert (read.participants, read.place) == (14, "Lévis")
    assert read.unread == "Café chaud s vous plaît"
    assert not read.understood


def test_that_a_name_without_letters_is_found_nowhere() -> None:
    assert parse_need("demain", TODAY, {"?": "unknown"}, ["-"]) == Need(day=date(2026, 10, 15))


def test_that_nothing_said_is_not_understood() -> None:
    assert not need(" ,, ").understood


def test_that_a_short_or_doubtful_word_is_not_taken_for_equipment() -> None:
    read = parse_need("proj proje", TODAY, {"projecteur": "projector", "projet": "project"}, [])
    assert read.equipment == ()
    assert read.unread == "proj proje"


@pytest.mark.parametrize(
    ("text", "code"),
    [("mercredi 22 octobre", "bad_date"), ("demain 12-9", "bad_time"), ("0 personne", "bad_number")],
)
def test_that_a_contradiction_is_told(text: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        need(text)
    assert caught.value.code == code
