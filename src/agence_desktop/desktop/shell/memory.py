"""What this person on this computer prefers:
an INI file with JSON values, and the window's place on each screen.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget


class Memory:
    """Keeps preferences in an INI file; values are JSON."""

    def __init__(self, path: Path) -> None:
        self._file = QSettings(str(path), QSettings.Format.IniFormat)

    def recall(self, key: str) -> Any:
        """The value kept, None where there is none or it cannot be read."""
        kept = self._file.value(key)
        if not isinstance(kept, str):
            return None
        try:
            return json.loads(kept)
        except ValueError:
            return None

    def remember(self, key: str, value: Any) -> None:
        """Keep a value; None forgets it."""
        if value is None:
            self._file.remove(key)
        else:
            self._file.setValue(key, json.dumps(value, ensure_ascii=True))

    def save(self) -> None:
        """Write the file now."""
        self._file.sync()

    def remember_geometry(self, window: QWidget) -> None:
        """Keep where the window is, for the screens as they are now."""
        self.remember(_screens_key(), bytes(window.saveGeometry().toHex().data()).decode("ascii"))

    def restore_geometry(self, window: QWidget) -> bool:
        """Put the window where it was on these screens; whether it had been there."""
        kept = self.recall(_screens_key())
        return isinstance(kept, str) and window.restoreGeometry(QByteArray.fromHex(kept.encode("ascii")))


def _screens_key() -> str:
    areas = [screen.geometry() for screen in QGuiApplication.screens()]
    parts = sorted(f"{area.x()}_{area.y()}_{area.width()}x{area.height()}" for area in areas)
    return f"geometry/{'-'.join(parts)}"
