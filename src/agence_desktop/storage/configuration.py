"""The settings of this computer: from where they are read, and the file of the person who works."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from agence_desktop.core.errors import AgenceError, InputError, RefusedError
from agence_desktop.core.french import NBSP
from agence_desktop.core.settings import Loaded, Sources, load_settings, write_settings
from agence_desktop.core.settings.passwords import holds_password
from agence_desktop.core.settings.policy import machine_policy, package_preset
from agence_desktop.storage import sentences
from agence_desktop.storage.folders import (
    machine_settings_folder,
    own_folder,
    settings_folder,
    settings_roam,
)
from agence_desktop.storage.owners import may_speak_for_everybody


def effective_settings() -> Loaded:
    """What applies here: policy of the computer, its file, its package, environment, person, defaults."""
    here = own_folder() if settings_roam() else None
    return load_settings(
        Sources(
            settings_folder(),
            machine_settings_folder(),
            os.environ,
            policy=machine_policy,
            package=package_preset,
            here=here,
            trusted=may_speak_for_everybody,
        )
    )


def imposed_fault(loaded: Loaded) -> InputError | None:
    """Why the base imposed on this computer must not be opened: it tells a secret, or is not always the same.

    « serveur/agence », written without « postgresql:// », is a file of the folder where a program is started.
    """
    base = loaded.settings.base
    if base is None or not loaded.imposed("base"):
        return None
    if holds_password(base):
        return InputError("secret_in_settings", sentences.SECRET_IMPOSED)
    full = any(kind(base).is_absolute() for kind in (PureWindowsPath, PurePosixPath))
    if "://" not in base and not full:
        return InputError("relative_base", sentences.RELATIVE_IMPOSED.format(text=base))
    return None


def base_fault(loaded: Loaded) -> AgenceError | None:
    """What keeps the base of the settings from being opened, as far as its address alone tells."""
    from agence_desktop.storage.locations import SqliteFile, parse_location, refuse_network_drive

    if (unusable := imposed_fault(loaded)) is not None:
        return unusable
    try:
        if loaded.settings.base is not None:
            location = parse_location(loaded.settings.base)
            if isinstance(location, SqliteFile):
                refuse_network_drive(location.path)
    except AgenceError as fault:
        return fault
    return None


def change_own_settings(**changes: Any) -> None:
    """Write settings into the person's own file, where they differ; what is imposed still wins.

    Where that file is read on other computers as well, a base that is a file of this one is written beside
    it, on this computer, and theirs stays theirs. A file that could not be read is set aside, for it would be
    told at every start.

    Raises InputError for an address that holds a password, RefusedError where the file cannot be written.
    """
    if settings_roam() and "base" in changes:
        base = changes["base"]
        local = base is not None and "://" not in base
        _change(own_folder(), {"base": base if local else None})
        if local:
            changes = {}
    _change(settings_folder(), changes)


def _change(folder: Path, changes: Mapping[str, Any]) -> None:
    own = load_settings(Sources(folder))
    changed = replace(own.settings, **changes)
    if changed == own.settings and not own.faults:
        return
    try:
        write_settings(folder, changed)
    except OSError as fault:
        raise RefusedError(
            "settings_not_written",
            f"Vos réglages ne peuvent pas être enregistrés dans «{NBSP}{folder}{NBSP}»{NBSP}: ce choix ne "
            "vaudra que jusqu’à la fermeture. Vérifiez l’espace libre et vos droits sur ce dossier.",
        ) from fault
