"""reglages: what applies on this computer, where it comes from, what is unknown or cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from agence_desktop.core.settings import FILE_NAME
from agence_desktop.storage.folders import machine_settings_folder, settings_folder
from cli.conftest import Run


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders of this test alone, with accents and spaces."""
    home = tmp_path / "Profil d’Éloïse Côté"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "pour tous"))
    monkeypatch.delenv("AGENCE_BASE", raising=False)
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
