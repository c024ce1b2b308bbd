"""reglages: what applies on this computer, where it comes from, what is unknown or cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from agence_desktop.core.settings import FILE_NAME
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.folders import machine_settings_folder, settings_folder
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.work import Database
from cli.conftest import Run
from support.account import move_account


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders of this test alone, with accents and spaces."""
    move_account(monkeypatch, tmp_path / "Profil d’Éloïse Côté")
    settings_folder().mkdir(parents=True)
    machine_settings_folder().mkdir(parents=True)


def test_that_each_setting_tells_where_it_comes_from(run: Run) -> None:
    (machine_settings_folder() / FILE_NAME).write_text('base = "postgresql://serveur/agence"\n', "utf-8")
    (settings_folder() / FILE_NAME).write_text('base = "a.sqlite"\ntheme = "dark"\n', "utf-8")
    ran = run("--json", "reglages")
    assert ran.code == 0
    found = {row["key"]: (row["value"], row["origin"]) for row in ran.results}
    assert found["base"] == ("postgresql://serveur/agence", "machine")
    assert found["theme"] == ("dark", "user")
    assert found["keep_password"] == (False, "default")
    assert "fichier de l’ordinateur" in run("reglages").out


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://moi:Secret1@serveur/agence", "postgresql://moi:…@serveur/agence"),
        ("postgresql://moi:Sec/r:e@t1@serveur:5432/agence", "postgresql://moi:…@serveur:5432/agence"),
        (
            "postgresql://serveur/agence?password=Secret1&sslmode=require",
            "postgresql://serveur/agence?password=…&sslmode=require",
        ),
        ("postgresql://serveur/agence?sslpassword=Secret1", "postgresql://serveur/agence?sslpassword=…"),
        ("postgresql://moi@serveur:5432/agence", "postgresql://moi@serveur:5432/agence"),
    ],
)
def test_that_a_password_is_never_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, address: str, shown: str
) -> None:
    monkeypatch.setenv("AGENCE_BASE", address)
    ran = run("--json", "reglages")
    assert {row["key"]: row["value"] for row in ran.results}["base"] == shown
    assert shown in run("reglages").out


def test_that_an_unknown_setting_is_reported(run: Run) -> None:
    path = settings_folder() / FILE_NAME
    path.write_text("zoom = 2\n", "utf-8")
    ran = run("reglages")
    assert ran.code == 0
    assert "«\u00a0zoom\u00a0»" in ran.err
    assert str(path) in ran.err
    assert {"unknown": "zoom", "origin": "user", "place": str(path)} in run("--json", "reglages").results


def test_that_what_cannot_be_read_is_told_and_the_rest_shown(run: Run) -> None:
    (settings_folder() / FILE_NAME).write_text("theme = \n", "utf-8")
    (machine_settings_folder() / FILE_NAME).write_text('base = "b.sqlite"\n', "utf-8")
    ran = run("reglages")
    assert ran.code == 2
    assert "ne peut pas être lu" in ran.err
    assert "b.sqlite" in ran.out


@pytest.mark.parametrize(("written", "seconds"), [("", 25_200), ("hours_per_day = 7.25\n", 26_100)])
def test_that_a_base_made_here_counts_the_hours_of_a_day_that_are_preset(
    run: Run, database_url: str, written: str, seconds: int
) -> None:
    (machine_settings_folder() / FILE_NAME).write_text(written, "utf-8")
    assert run("--base", database_url, "base", "creer").code == 0
    assert full_day(database_url) == seconds
    assert run("--base", database_url, "base", "verifier").code == 0


def test_that_a_base_for_replay_counts_the_same_everywhere(run: Run, tmp_path: Path) -> None:
    (machine_settings_folder() / FILE_NAME).write_text("hours_per_day = 8\n", "utf-8")
    base = tmp_path / "rejeu.sqlite"
    assert run("--base", base, "base", "creer", "--rejeu").code == 0
    assert full_day(str(base)) == 25_200


def test_that_no_base_is_made_on_hours_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    (machine_settings_folder() / FILE_NAME).write_text("hours_per_day = 30\n", "utf-8")
    base = tmp_path / "bureau.sqlite"
    ran = run("--base", base, "base", "creer")
    assert (ran.code, base.exists()) == (2, False)
    assert "hours_per_day" in ran.err


def full_day(url: str) -> int:
    """Seconds of a full day of the teams of a base."""
    database = Database(open_engine(parse_location(url)))
    try:
        found = database.read(
            lambda session: session.execute(text("SELECT full_day FROM team_setting")).all()
        )
        return found[0][0] if found else 25_200
    finally:
        database.close()


@pytest.mark.parametrize(
    ("base", "told"),
    [
        ("serveur.exemple/agence", "ni le chemin complet d’un fichier"),
        ("agence.sqlite", "ni le chemin complet d’un fichier"),
        ("postgresql://moi:Secret1@serveur/agence", "contient un mot de passe"),
    ],
)
def test_that_a_base_imposed_on_all_must_be_whole_and_tell_no_secret(run: Run, base: str, told: str) -> None:
    (machine_settings_folder() / FILE_NAME).write_text(f"base = '{base}'\n", "utf-8")
    for words in (("reglages",), ("base", "creer")):
        ran = run(*words)
        assert ran.code == 2
        assert told in ran.err
        assert "Secret1" not in ran.out + ran.err
    assert not Path(base).exists()


@pytest.mark.parametrize("base", ["https://serveur/agence", r"\\serveur\partage\agence.sqlite"])
def test_that_a_base_that_no_one_can_open_is_told_with_the_settings(run: Run, base: str) -> None:
    (settings_folder() / FILE_NAME).write_text(f"base = '{base}'\n", "utf-8")
    assert run("reglages").code == 2
    assert run("reglages").err
