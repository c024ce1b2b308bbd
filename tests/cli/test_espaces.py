"""`espaces trouver` on the command line: its options, the order of its answers, and what people read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cli.conftest import Ran, Run

NOW = "2026-11-20T08:00"
SLOT = ("--du", "2026-12-01T09:00", "--au", "2026-12-01T10:00")
TAKEN = "espace;debut;fin;organisme;objet\nLEV-CHA;2026-12-01T09:00;2026-12-01T10:00;MTQ;Comité\n"

Find = Callable[..., Ran]


@pytest.fixture
def find(run: Run, base: str) -> Find:
    return lambda *options: run("--base", base, "--maintenant", NOW, "espaces", "trouver", *options)


@pytest.fixture
def taken(run: Run, base: str, tmp_path: Path) -> None:
    """Room Chaudière is booked from 9 h to 10 h."""
    demands = tmp_path / "demandes.csv"
    demands.write_text(TAKEN, encoding="utf-8")
    assert run("--base", base, "--maintenant", NOW, "reserver", demands).code == 0


@pytest.mark.usefixtures("taken")
def test_that_fitting_spaces_come_first_then_near_fits_then_the_others(find: Find) -> None:
    told = find(*SLOT, "--participants", "12", "--region", "12", "--organisme", "MTQ", "--json")
    assert told.code == 0
    assert [(row["space"], row.get("rank"), row.get("near")) for row in told.results] == [
        ("LEV-ETC-B", 1, None),
        ("LEV-ETC-A", 2, None),
        ("LEV-ETC", 3, None),
        ("LEV-CHA", None, "other_time"),
        ("LEV-CHA", None, "other_day"),
        ("LEV-CHA", None, None),
        ("ILE-DUN", None, None),
        ("SAB-MIN", None, None),
    ]


@pytest.mark.usefixtures("taken")
def test_that_each_answer_has_the_keys_of_the_interface(find: Find) -> None:
    rows = find(*SLOT, "--participants", "12", "--pres-de", "quebec", "--json").results
    first, near, other = rows[0], rows[3], rows[5]
    assert first == {
        "space": "LEV-ETC-B",
        "fits": True,
        "state": "confirmed",
        "rank": 1,
        "unused_capacity": 4,
        "km": 2.5,
        "price": "0.00",
        "reasons": [],
    }
    assert list(other) == list(first)
    assert (other["fits"], other["rank"], other["price"], other["reasons"]) == (
        False,
        None,
        None,
        ["overlap"],
    )
    assert near == {
        "space": "LEV-CHA",
        "near": "other_time",
        "start": "2026-12-01T08:00-05:00",
        "end": "2026-12-01T09:00-05:00",
    }


@pytest.mark.usefixtures("taken")
def test_that_people_read_french(find: Find) -> None:
    told = find(*SLOT, "--participants", "12", "--pres-de", "Lévis", "--km", "100").out
    lines = told.replace("\u00a0", " ").splitlines()
    assert lines[0].split() == ["Rang", "Espace", "État", "Places", "Distance", "Prix"]
    assert "LEV-ETC-B Etchemin B, Services Québec de Lévis" in lines[2]
    assert "4 en trop" in lines[2]
    assert lines[6:8] == [
        "Conviendraient presque :",
        "  LEV-CHA Salle Chaudière, Services Québec de Lévis : une heure plus tôt, 8 h à 9 h",
    ]
    assert (
        lines[-1] == "  SAB-MIN Salle Mingan, Services Québec de Blanc-Sablon : trop loin; espace trop petit"
    )


def test_that_nothing_may_fit(find: Find) -> None:
    told = find(*SLOT, "--participants", "500")
    assert (told.code, told.out.splitlines()[0]) == (0, "Aucun espace ne convient.")


@pytest.mark.parametrize(
    "options",
    [
        SLOT[:2],
        ("--du", "demain", "--au", "2026-12-01T10:00"),
        ("--du", "2026-12-01T10:00", "--au", "2026-12-01T10:00"),
        (*SLOT, "--participants", "0"),
        (*SLOT, "--participants", "2,5"),
        (*SLOT, "--km", "10"),
        (*SLOT, "--pres-de", "Québec", "--km", "près"),
        (*SLOT, "--pres-de", "Québec", "--km=-5"),
        (*SLOT, "--pres-de", "Atlantide"),
        (*SLOT, "--region", "99"),
        (*SLOT, "--disposition", "cercle"),
        (*SLOT, "--equipements", "wifi,canon"),
        (*SLOT, "--organisme", "ABC"),
    ],
)
def test_that_options_that_cannot_be_read_exit_with_2(find: Find, options: tuple[str, ...]) -> None:
    told = find(*options, "--json")
    assert (told.code, told.out) == (2, "")
    assert told.err.strip()


def test_that_people_read_where_hours_that_clocks_skip_went(find: Find) -> None:
    told = find("--du", "2027-03-14T02:30", "--au", "2027-03-14T04:00").out.splitlines()
    assert told[0].replace("\u00a0", " ") == (
        "Le 14 mars 2027, 2 h 30 n’existe pas (passage à l’heure avancée) : la séance commence à 3 h 30."
    )
