"""Weekly hours in French."""

from __future__ import annotations

import pytest

from agence_desktop.core.hours import parse_hours
from agence_desktop.core.hours_words import hours_cell, hours_clause

PLAIN = str.maketrans("\u00a0", " ")


def test_the_hours_of_a_week_as_a_clause() -> None:
    week = parse_hours("lun-ven 08:00-12:00,13:00-17:00; sam 09:00-12:00; dim 00:00-24:00")
    assert hours_clause(week).translate(PLAIN) == (
        "du lundi au vendredi, de 8 h à 12 h et de 13 h à 17 h, et le samedi, de 9 h à 12 h, "
        "et le dimanche, toute la journée"
    )
    late = hours_clause(parse_hours("mar,jeu 18:00-24:00"))
    assert late.translate(PLAIN) == "les mardi et jeudi, de 18 h à 24 h"
    assert hours_clause(parse_hours("fermé")) == "fermé toute la semaine"


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("lun-ven 08:00-17:00", "lundi au vendredi, 8 h à 17 h"),
        (
            "lun-ven 08:00-12:00,13:00-16:30; sam 09:00-12:00",
            "lundi au vendredi, 8 h à 12 h et 13 h à 16 h 30; samedi, 9 h à 12 h",
        ),
        ("mar,jeu 18:00-24:00; dim 00:00-24:00", "mardi et jeudi, 18 h à 24 h; dimanche, toute la journée"),
        ("lun-dim 00:00-24:00", "tous les jours, à toute heure"),
        ("fermé", "fermé toute la semaine"),
        ("Sur rendez-vous", "Sur rendez-vous"),
        ("", ""),
    ],
)
def test_that_a_cell_shows_stored_hours_in_french_and_other_words_as_they_are(
    stored: str, shown: str
) -> None:
    assert hours_cell(stored).translate(PLAIN) == shown
