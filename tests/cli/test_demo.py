"""demo: a new base filled with fictional data, and never one that is in use."""

from __future__ import annotations

from pathlib import Path

from agence_desktop.actions.demo import BOOKINGS, MEMBERS, POSITIONS, SEED, SPACES
from agence_desktop.cli import demo_texts
from cli.conftest import Run

SMALL = ("--espaces", 12, "--reservations", 30, "--membres", 0)


def test_that_a_missing_file_is_made_and_filled(run: Run, tmp_path: Path) -> None:
    base = tmp_path / "demo.sqlite"
    ran = run("--base", base, "demo", *SMALL, "--json")
    assert ran.code == 0
    (counts,) = ran.results
    assert (counts["sites"], counts["spaces"], counts["bookings"]) == (23, 12, 30)
    assert counts["occurrences"] >= 30
    exported = run("--base", base, "exporter", "espaces", tmp_path / "espaces.csv", "--json")
    assert exported.results[0]["rows"] == 12


def test_that_the_positions_asked_for_are_measured_afterwards(run: Run, tmp_path: Path) -> None:
    base = tmp_path / "demo.sqlite"
    assert run("--base", base, "demo", *SMALL, "--postes", 14, "--json").results[0]["positions"] == 14
    measured = run("--base", base, "postes", "couverture", "--json")
    assert len([one for one in measured.results if "position" in one]) == 14
    assert {one["unit"] for one in measured.results if "unit" in one} == {"SO-CN", "SE-CA"}


def test_that_people_are_told_how_much_was_made(run: Run, tmp_path: Path) -> None:
    ran = run("--base", tmp_path / "demo.sqlite", "demo", *SMALL)
    assert ran.out.startswith(
        "Données fictives écrites\u00a0: 23 immeubles, 12 espaces, 150 personnes, 30 réservations"
    )
    assert "30 sur 30 réservations" in ran.err


def test_that_a_base_in_use_is_left_as_it_is(run: Run, base: str) -> None:
    ran = run("--base", base, "demo", *SMALL)
    assert ran.code == 1
    assert "ne s’écrivent que dans une base neuve" in ran.err


def test_that_the_sizes_are_whole_numbers(run: Run, tmp_path: Path) -> None:
    for option, value in (
        ("--espaces", 0),
        ("--reservations", "douze"),
        ("--postes", "-1"),
        ("--membres", "-1"),
        ("--graine", "-1"),
    ):
        ran = run("--base", tmp_path / "demo.sqlite", "demo", f"{option}={value}")
        assert ran.code == 2
        assert "un nombre entier" in ran.err
    assert not (tmp_path / "demo.sqlite").exists()


def test_that_the_members_asked_for_are_in_teams(run: Run, tmp_path: Path) -> None:
    base = tmp_path / "demo.sqlite"
    (counts,) = run("--base", base, "demo", *SMALL[:-1], 21, "--postes", 0, "--json").results
    assert (counts["members"], counts["requests"]) == (21, 28)


def test_that_a_fixed_clock_is_not_accepted_on_a_base_yet_to_be_made(run: Run, tmp_path: Path) -> None:
    ran = run("--base", tmp_path / "demo.sqlite", "--maintenant", "2026-10-14T10:42", "demo", *SMALL)
    assert ran.code == 1
    assert "--maintenant" in ran.err
    assert not (tmp_path / "demo.sqlite").exists()


def test_that_the_help_names_the_sizes_it_takes_by_itself() -> None:
    told = (
        *(demo_texts.SPACES, demo_texts.BOOKINGS, demo_texts.POSITIONS),
        *(demo_texts.MEMBERS, demo_texts.SEED),
    )
    for text, size in zip(told, (SPACES, BOOKINGS, POSITIONS, MEMBERS, SEED), strict=True):
        assert f"({size} si rien n’est dit)" in text
