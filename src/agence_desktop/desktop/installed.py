"""What only a window can tell of an installed program: fonts, parts of Qt, its French, and every form."""

from __future__ import annotations

import importlib
import inspect
import os
import pkgutil
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QFile, QLibraryInfo
from PySide6.QtGui import QFontInfo, QIcon
from PySide6.QtWidgets import QApplication, QDialog

from agence_desktop.core.resources import resource_path
from agence_desktop.desktop import generated

# On Windows printers are reached by the library itself.
_PRINTERS = () if os.name == "nt" else (("printsupport", "printersupport"),)
_PLUGINS = (*_PRINTERS, ("imageformats", "qsvg"))
_FAMILIES = ("Segoe UI Variable Text", "Segoe UI", "Open Sans")


class NotInstalledError(Exception):
    """Something that ships with the program is not there."""


def check_fonts() -> None:
    """The font of the window is the system's or ours, not a stand-in; drawings become icons."""
    found = QFontInfo(QApplication.font()).family()
    if found not in _FAMILIES:
        raise NotInstalledError(f"font {found}")
    drawing = resource_path("icons", "calendar.svg")
    if not QFile.exists(str(drawing)) or QIcon(str(drawing)).pixmap(16, 16).isNull():
        raise NotInstalledError("drawings")


def check_plugins() -> None:
    """What Qt loads when it is first asked for: the printers of the system, and drawings of style sheets."""
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    for kind, name in _PLUGINS:
        if not any((folder / kind).glob(f"*{name}*")):
            raise NotInstalledError(f"{kind}/{name}")


def check_translations() -> None:
    """Buttons of Qt's own dialogues are French."""
    if QCoreApplication.translate("QPlatformTheme", "Cancel") != "Annuler":
        raise NotInstalledError("qtbase_fr")


def check_forms() -> int:
    """Build every form of Qt Designer; how many there are."""
    count = 0
    for found in pkgutil.iter_modules(generated.__path__):
        module = importlib.import_module(f"{generated.__name__}.{found.name}")
        for name, form in inspect.getmembers(module, inspect.isclass):
            if name.startswith("Ui_"):
                dialog = QDialog()
                made: Any = form()
                made.setupUi(dialog)
                dialog.deleteLater()
                count += 1
    if not count:
        raise NotInstalledError("forms")
    return count
