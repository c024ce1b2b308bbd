"""Where this program keeps its settings, its local database and its logs on this computer."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import platformdirs

_NAME: Final = "Agence"


def settings_folder() -> Path:
    """The folder of this person's settings; on Windows it follows them from computer to computer."""
    return platformdirs.user_config_path(_NAME, appauthor=False, roaming=True)


def settings_roam() -> bool:
    """Whether other computers may read and write the same settings of this person."""
    return settings_folder() != platformdirs.user_config_path(_NAME, appauthor=False)


def machine_settings_folder() -> Path:
    """The folder of the settings that an installer leaves for everybody on this computer (ProgramData)."""
    return platformdirs.site_config_path(_NAME, appauthor=False)


def own_folder() -> Path:
    """The folder of this person's data on this computer: it does not roam."""
    return platformdirs.user_data_path(_NAME, appauthor=False)


def default_base() -> Path:
    """The local database of an office that designated no other."""
    return own_folder() / "agence.sqlite"


def log_folder() -> Path:
    """The folder of the logs, made when first asked for."""
    return platformdirs.user_log_path(_NAME, appauthor=False, ensure_exists=True)


def demo_base() -> Path:
    """The local database of fictional data."""
    return own_folder() / "demonstration.sqlite"


def drafts_folder() -> Path:
    """Where forms keep what is typed until it is saved."""
    return own_folder() / "brouillons"


def captured_base() -> Path:
    """The fictional data of the handbook's pictures, around a day of its own."""
    return own_folder() / "images.sqlite"


def backups_folder() -> Path:
    """Where the program keeps the backups that it makes of itself, before it changes a shared base."""
    return own_folder() / "sauvegardes"


def cache_folder() -> Path:
    """Where files stand that may go at any time."""
    return platformdirs.user_cache_path(_NAME, appauthor=False)
