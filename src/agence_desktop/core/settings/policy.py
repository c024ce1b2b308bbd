"""What group policy imposes and a package presets on this computer, read from the registry of Windows."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any, Final, Protocol

KEY: Final = r"Software\Policies\Agence"
PACKAGE_KEY: Final = r"Software\Agence"
PACKAGE_BASE: Final = "Base"
"""Where installers write the base that they were given: group policy never writes here, nor they above."""


class Registry(Protocol):
    """The part of ``winreg`` that is used here."""

    HKEY_LOCAL_MACHINE: int
    KEY_READ: int
    KEY_WOW64_64KEY: int

    def OpenKey(self, key: int, sub_key: str, reserved: int, access: int) -> Any: ...

    def EnumValue(self, key: Any, index: int) -> tuple[str, Any, int]: ...

    def QueryInfoKey(self, key: Any) -> tuple[int, int, int]: ...


def machine_policy(registry: Registry | None = None) -> Mapping[str, Any]:
    """The imposed values by name, empty where there is no policy; raises OSError for what cannot be read."""
    return _values(registry or _windows(), KEY)


def package_preset(registry: Registry | None = None) -> Mapping[str, Any]:
    """The base that the package of this computer was installed with, if any; raises OSError."""
    found = _values(registry or _windows(), PACKAGE_KEY)
    return {"base": found[PACKAGE_BASE]} if PACKAGE_BASE in found else {}


def _values(registry: Registry | None, name: str) -> Mapping[str, Any]:
    if registry is None:
        return {}
    try:
        key = registry.OpenKey(
            registry.HKEY_LOCAL_MACHINE, name, 0, registry.KEY_READ | registry.KEY_WOW64_64KEY
        )
    except FileNotFoundError:
        return {}
    with key:
        _, count, _ = registry.QueryInfoKey(key)
        found = (registry.EnumValue(key, index) for index in range(count))
        return {name: value for name, value, _ in found}


def _windows() -> Registry | None:
    if sys.platform == "win32":
        import winreg

        return winreg
    else:  # mypy reads one branch for each system
        return None
