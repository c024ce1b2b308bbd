"""The colours of the window that a person may ask for."""

from __future__ import annotations

from enum import StrEnum


class Theme(StrEnum):
    """The colours of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
