"""Asking for the file, CSV or XLSX, into which a list is written."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from agence_desktop.desktop.widgets.choosing import Chosen, ask_where_to_write

FILES = "Classeur Excel (*.xlsx);;Fichier CSV (*.csv)"


def ask_file(parent: QWidget, title: str, name: str, chosen: Chosen) -> None:
    """Ask for a file, XLSX unless CSV is chosen; ``chosen`` gets its path."""
    ask_where_to_write(parent, title, f"{name}.xlsx", FILES, chosen, endings=("xlsx", "csv"))
