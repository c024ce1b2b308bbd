"""Asking where a list is to be written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from agence_desktop.desktop.widgets.export_file import FILES, ask_file


def test_that_the_ending_follows_the_kind_of_file_that_is_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    chosen: list[Path] = []
    ask_file(parent, "Exporter la liste", "postes", chosen.append)
    chooser = parent.findChild(QFileDialog)
    assert chooser is not None
    assert chooser.defaultSuffix() == "xlsx"
    chooser.filterSelected.emit(FILES.split(";;")[1])
    assert chooser.defaultSuffix() == "csv"
    chooser.fileSelected.emit(str(tmp_path / "postes.csv"))
    chooser.reject()
    assert chosen == [tmp_path / "postes.csv"]
