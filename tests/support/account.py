"""The folders of an account elsewhere, whatever the system: for this process and for those that it starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from agence_desktop.storage.folders import own_folder, settings_folder, settings_roam


def account_folders(home: Path, everybody: Path | None = None) -> dict[str, str]:
    """The variables that move settings, data, logs and documents below ``home``, and what is everybody's.

    Linux has a folder per kind; on Windows settings travel and the rest stays, both named by platformdirs.
    """
    settings, data, documents = home / "config", home / "data", home / "Mes documents"
    shared = everybody or home / "pour tous"
    places = {
        "XDG_CONFIG_HOME": settings,
        "XDG_DATA_HOME": data,
        "XDG_STATE_HOME": home / "state",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_CONFIG_DIRS": shared,
        "XDG_DOCUMENTS_DIR": documents,
        "WIN_PD_OVERRIDE_APPDATA": settings,
        "WIN_PD_OVERRIDE_LOCAL_APPDATA": data,
        "WIN_PD_OVERRIDE_COMMON_APPDATA": shared,
        "WIN_PD_OVERRIDE_PERSONAL": documents,
    }
    return {name: str(place) for name, place in places.items()}


def base_settings_folder() -> Path:
    """Where the choice of a base that is a file of this computer is kept: not in settings that travel."""
    return own_folder() if settings_roam() else settings_folder()


def move_account(patch: pytest.MonkeyPatch, home: Path, everybody: Path | None = None) -> None:
    """Give the account these folders until the end of ``patch``, and no base of the environment."""
    for name, place in account_folders(home, everybody).items():
        patch.setenv(name, place)
    patch.delenv("AGENCE_BASE", raising=False)
