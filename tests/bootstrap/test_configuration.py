"""The settings of this computer: what is imposed wins, and what the person writes stays theirs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from agence_desktop.bootstrap.keeping import Keeping, kept_for, remember_base
from agence_desktop.core.errors import RefusedError
from agence_desktop.core.settings import FILE_NAME, Origin, read_settings
from agence_desktop.storage.configuration import change_own_settings, effective_settings
from agence_desktop.storage.folders import machine_settings_folder, settings_folder
from support.account import base_settings_folder, move_account
from support.vault import MemoryKeyring, system_store


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    move_account(monkeypatch, tmp_path / "Profil d’Éloïse Côté")
    machine_settings_folder().mkdir(parents=True)


def for_everybody(text: str) -> None:
    (machine_settings_folder() / FILE_NAME).write_text(text, "utf-8")


def test_that_the_file_of_the_computer_presets_the_base() -> None:
    for_everybody('base = "postgresql://serveur/agence"')
    change_own_settings(base="a.sqlite")
    loaded = effective_settings()
    assert (loaded.settings.base, loaded.origins["base"]) == ("postgresql://serveur/agence", Origin.MACHINE)


@pytest.mark.parametrize(
    ("address", "place"),
    [("autre.sqlite", base_settings_folder), ("postgresql://serveur/agence", settings_folder)],
)
def test_that_a_folder_without_rights_is_told_in_words(address: str, place: Callable[[], Path]) -> None:
    place().parent.mkdir(parents=True)
    place().write_text("occupé", "utf-8")
    with pytest.raises(RefusedError, match="jusqu’à la fermeture") as caught:
        remember_base(address)
    assert str(place()) in caught.value.sentence
    assert effective_settings().settings.base is None


def test_that_what_is_not_changed_is_not_written() -> None:
    change_own_settings(keep_password=False)
    assert not settings_folder().exists()


def test_that_another_base_is_remembered_only_where_none_is_imposed() -> None:
    for_everybody('base = "postgresql://serveur/agence"')
    remember_base("autre.sqlite")
    assert not settings_folder().exists()
    for_everybody("")
    remember_base("autre.sqlite")
    assert effective_settings().settings.base == "autre.sqlite"


def test_that_a_preset_base_may_have_its_password_kept_by_the_person() -> None:
    address = "postgresql://commis@serveur/agence"
    for_everybody(f'base = "{address}"')
    with system_store(MemoryKeyring()):
        assert Keeping().available()
        Keeping().keep(address, "secret")
        assert kept_for(address)
        assert Keeping().forget(address)
    assert not kept_for(address)
    assert read_settings(settings_folder(), {}).settings.base is None


def test_that_the_computer_may_forbid_keeping_passwords() -> None:
    change_own_settings(base="postgresql://commis@serveur/agence", keep_password=True)
    for_everybody("keep_password = false")
    with system_store(MemoryKeyring()):
        assert not Keeping().available()
    assert not kept_for("postgresql://commis@serveur/agence")


def test_that_a_damaged_file_of_the_person_is_kept_when_a_base_is_chosen() -> None:
    settings_folder().mkdir(parents=True)
    (settings_folder() / FILE_NAME).write_text("base = \n", "utf-8")
    assert len(effective_settings().faults) == 1
    remember_base("autre.sqlite")
    assert effective_settings().or_fault().settings.base == "autre.sqlite"
    assert (settings_folder() / "agence-illisible.toml").read_text("utf-8") == "base = \n"
