"""The settings of this computer and of its user: one typed registry, read from six sources in order."""

from __future__ import annotations

from agence_desktop.core.appearance import Theme
from agence_desktop.core.settings.passwords import without_password
from agence_desktop.core.settings.reading import (
    Loaded,
    PolicyReader,
    Sources,
    Stray,
    load_settings,
    read_settings,
)
from agence_desktop.core.settings.registry import (
    BASE_VARIABLE,
    FILE_NAME,
    REGISTRY,
    Kind,
    Origin,
    Setting,
    Settings,
)
from agence_desktop.core.settings.writing import write_settings

__all__ = [
    "BASE_VARIABLE",
    "FILE_NAME",
    "REGISTRY",
    "Kind",
    "Loaded",
    "Origin",
    "PolicyReader",
    "Setting",
    "Settings",
    "Sources",
    "Stray",
    "Theme",
    "load_settings",
    "read_settings",
    "without_password",
    "write_settings",
]
