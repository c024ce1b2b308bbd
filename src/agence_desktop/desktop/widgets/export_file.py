"""Asking for the file, CSV or XLSX, into which a list is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

FILES = "Classeur Excel (*.xlsx);;Fichier CSV (*.csv)"


def ask_file(parent: QWidget, title: str, name: str, chosen: Callable[[Path], object]) -> None:
    """Ask for a file, XLSX unless CSV is chosen; ``chosen`` gets its path."""
    chooser = QFileDialog(parent, title, f"{name}.xlsx", FILES)
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chooser.setDefaultSuffix("xlsx")
    chooser.filterSelected.connect(
        lambda wanted: chooser.setDefaultSuffix("csv" if "csv" in wanted else "xlsx")
    )
    chooser.fileSelected.connect(lambda path: chosen(Path(path)))
    chooser.finished.connect(chooser.deleteLater)
    chooser.open()
