"""A profile that follows a person from computer to computer: settings travel, data stay where they are."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import platformdirs
import pytest
from platformdirs import windows

from agence_desktop.bootstrap.keeping import kept_for, remember_base
from agence_desktop.core.settings import FILE_NAME, Origin, Theme
from agence_desktop.storage import folders
from agence_desktop.storage.configuration import change_own_settings, effective_settings

SERVER = "postgresql://commis@serveur/agence"


class Computers:
    """Two computers of Windows, on which one person signs in with a roaming profile."""

    def __init__(self, root: Path, patch: pytest.MonkeyPatch) -> None:
        self._root, self._patch = root, patch
        self.roaming = root / "Profil d’Éloïse Côté" / "Roaming"

    def sit_at(self, name: str) -> Path:
        """Work on this computer; its own folders."""
        own = self._root / name
        places = {
            "CSIDL_APPDATA": self.roaming,
            "CSIDL_LOCAL_APPDATA": own / "Local",
            "CSIDL_COMMON_APPDATA": own / "ProgramData",
            "CSIDL_PERSONAL": own / "Documents",
        }
        # What Windows answers; the rest is that of platformdirs.
        self._patch.setattr(windows, "get_win_folder", lambda which: str(places[which]))
        self._patch.setattr(platformdirs, "PlatformDirs", windows.Windows)
        return own


@pytest.fixture
def computers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Computers:
    monkeypatch.delenv("AGENCE_BASE", raising=False)
    return Computers(tmp_path, monkeypatch)


def test_that_settings_roam_and_nothing_else_does(computers: Computers) -> None:
    own = computers.sit_at("A")
    assert folders.settings_folder() == computers.roaming / "Agence"
    assert folders.machine_settings_folder() == own / "ProgramData" / "Agence"
    staying = (
        folders.own_folder(),
        folders.default_base(),
        folders.demo_base(),
        folders.captured_base(),
        folders.drafts_folder(),
        folders.backups_folder(),
        folders.log_folder(),
    )
    assert all(path.is_relative_to(own / "Local" / "Agence") for path in staying)
    assert not computers.roaming.exists()


def test_that_without_roaming_the_settings_of_a_person_stand_in_one_file(computers: Computers) -> None:
    computers.roaming = computers.sit_at("A") / "Local"
    computers.sit_at("A")
    assert not folders.settings_roam()
    change_own_settings(theme=Theme.DARK)
    remember_base(r"C:\bureau.sqlite")
    assert (folders.settings_folder() / FILE_NAME).read_text("utf-8").count(" = ") == 2


@pytest.mark.skipif(sys.platform == "win32", reason="settings roam on Windows")
def test_that_settings_do_not_roam_elsewhere() -> None:
    assert not folders.settings_roam()


@pytest.mark.parametrize("address", [SERVER, r"C:\bureau.sqlite"])
@pytest.mark.parametrize("place", [folders.settings_folder, folders.own_folder])
def test_that_a_damaged_file_is_set_aside_wherever_the_choice_of_a_base_is_kept(
    computers: Computers, address: str, place: Callable[[], Path]
) -> None:
    computers.sit_at("A")
    place().mkdir(parents=True)
    (place() / FILE_NAME).write_text("base = \n", "utf-8")
    remember_base(address)
    loaded = effective_settings()
    assert (loaded.settings.base, loaded.faults) == (address, ())
    assert (place() / "agence-illisible.toml").read_text("utf-8") == "base = \n"


def test_that_colours_and_a_shared_base_follow_the_person(computers: Computers) -> None:
    computers.sit_at("A")
    change_own_settings(theme=Theme.DARK)
    remember_base(SERVER)
    change_own_settings(keep_password=True)
    computers.sit_at("B")
    loaded = effective_settings()
    assert (loaded.settings.theme, loaded.settings.base) == (Theme.DARK, SERVER)
    assert (loaded.origins["base"], loaded.imposed("base")) == (Origin.USER, False)
    assert kept_for(SERVER)


def test_that_a_file_of_one_computer_is_not_looked_for_on_another(computers: Computers) -> None:
    computers.sit_at("A")
    remember_base(SERVER)
    computers.sit_at("B")
    remember_base(r"D:\Données de Lévis\bureau.sqlite")
    assert effective_settings().settings.base == r"D:\Données de Lévis\bureau.sqlite"
    assert not kept_for(SERVER)
    computers.sit_at("A")
    assert effective_settings().settings.base == SERVER
    remember_base(r"C:\autre.sqlite")
    computers.sit_at("B")
    assert effective_settings().settings.base == r"D:\Données de Lévis\bureau.sqlite"


def test_that_a_shared_base_chosen_again_takes_the_place_of_the_file(computers: Computers) -> None:
    own = computers.sit_at("A")
    remember_base(r"C:\bureau.sqlite")
    assert not (computers.roaming / "Agence" / FILE_NAME).exists()
    remember_base(SERVER)
    assert effective_settings().settings.base == SERVER
    assert "base" not in (own / "Local" / "Agence" / FILE_NAME).read_text("utf-8")


def test_that_a_damaged_file_of_this_computer_is_told_and_kept(computers: Computers) -> None:
    own = computers.sit_at("A")
    change_own_settings(theme=Theme.LIGHT)
    path = own / "Local" / "Agence" / FILE_NAME
    path.parent.mkdir(parents=True)
    path.write_text("base = \n", "utf-8")
    loaded = effective_settings()
    assert loaded.settings.theme is Theme.LIGHT
    assert [str(path) in fault.sentence for fault in loaded.faults] == [True]
    remember_base(r"C:\bureau.sqlite")
    assert effective_settings().or_fault().settings.base == r"C:\bureau.sqlite"
    assert (path.parent / "agence-illisible.toml").read_text("utf-8") == "base = \n"
