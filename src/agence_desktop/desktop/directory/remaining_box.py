"""What still rests on somebody who leaves the directory: shown once their last day is written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from agence_desktop.desktop.dialogs.table_box import lay_out_table
from agence_desktop.desktop.directory import columns, texts
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.room import open_as
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_view import TableView
from agence_desktop.directory.rows import Remaining


class RemainingBox(QDialog):
    """A table of records, each of which somebody decides where it is kept."""

    def __init__(self, remaining: Sequence[Remaining], name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(texts.remaining(name))
        self.model = TableModel(columns.REMAINING, self)
        self.model.set_rows(remaining)
        panel = QWidget()
        box = QVBoxLayout(panel)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(Label(texts.REMAINING_HELP, Type.BODY, "secondary", wrap=True))
        box.addWidget(TableView(self.model, texts.remaining(name)), 1)
        lay_out_table(self, panel)
        open_as(self, 760, 380)
