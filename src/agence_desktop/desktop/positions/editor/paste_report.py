"""What became of each cell of a pasted block."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from agence_desktop.desktop.positions.editor import texts
from agence_desktop.desktop.positions.editor.blocks import OUTCOMES, Outcome, PastedCell
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.columns import Column
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.room import open_as
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_view import TableView


def _outcome(cell: PastedCell) -> str:
    return f"{OUTCOMES[cell.outcome]}. {cell.why}" if cell.why else OUTCOMES[cell.outcome]


_COLUMNS: tuple[Column[PastedCell], ...] = (
    Column("cellule", texts.PASTE_CELL, lambda one: one.place, width=170, strong=True),
    Column("texte", texts.PASTE_TEXT, lambda one: " ".join(one.text.split()), width=180),
    Column(
        "resultat",
        texts.PASTE_OUTCOME,
        _outcome,
        width=300,
        stretch=True,
        icon=lambda one: "check" if one.outcome is Outcome.TAKEN else "alert-circle",
        ink=lambda one: "ok" if one.outcome is Outcome.TAKEN else "danger",
        tip=_outcome,
    ),
)


class PasteReport(QDialog):
    """A table of the cells, those to look at first."""

    def __init__(self, report: Sequence[PastedCell], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(texts.PASTE_REPORT)
        self.model = TableModel(_COLUMNS, self)
        self.view = TableView(self.model, texts.PASTE_REPORT)
        self.model.set_rows(sorted(report, key=lambda one: one.outcome is Outcome.TAKEN))
        close = QPushButton(texts.CLOSE)
        close.setDefault(True)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(8)
        taken = sum(one.outcome in (Outcome.TAKEN, Outcome.UNREAD) for one in report)
        troubled = sum(one.outcome is not Outcome.TAKEN for one in report)
        box.addWidget(Label(texts.pasted(taken, troubled), Type.PANEL))
        box.addWidget(self.view, 1)
        box.addLayout(foot)
        open_as(self, 720, 380)
