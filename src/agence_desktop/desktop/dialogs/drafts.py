"""The drafts that were left: take one up again, or throw it away."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from agence_desktop.core.clock import to_wall
from agence_desktop.core.french import format_moment
from agence_desktop.desktop.dialogs import texts
from agence_desktop.desktop.drafts import Draft, Drafts
from agence_desktop.desktop.widgets.columns import Column
from agence_desktop.desktop.widgets.room import open_as
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_panel import TablePanel


class DraftsDialog(QDialog):
    """Lists the drafts of these kinds; ``draft_taken`` carries the one to open."""

    draft_taken = Signal(object)

    def __init__(
        self, drafts: Drafts, kinds: Sequence[str], zone: ZoneInfo, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._drafts, self._kinds = drafts, frozenset(kinds)
        self.setWindowTitle(texts.DRAFTS_TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        columns: tuple[Column[Draft], ...] = (
            Column("title", texts.DRAFT, lambda draft: draft.title, strong=True, stretch=True),
            Column(
                "saved",
                texts.KEPT,
                lambda draft: format_moment(to_wall(draft.saved, zone), short=True),
                sort=lambda draft: draft.saved,
                width=200,
            ),
        )
        self.model = TableModel(columns, self)
        self.panel = TablePanel(self.model, "brouillon", texts.NO_DRAFT)
        self.panel.view.row_opened.connect(self._take)
        self.panel.view.selection_moved.connect(lambda _: self._enable())
        self.take_button = QPushButton(texts.TAKE_DRAFT)
        self.take_button.setProperty("kind", "primary")
        self.take_button.clicked.connect(lambda: self._take(self.panel.view.current_row()))
        self.drop_button = QPushButton(texts.DROP_DRAFT)
        self.drop_button.setProperty("kind", "danger")
        self.drop_button.clicked.connect(self._drop)
        close = QPushButton(texts.CLOSE)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        for button in (self.drop_button, close, self.take_button):
            button.setAutoDefault(False)
        foot.addWidget(self.drop_button)
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self.take_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.addWidget(self.panel, 1)
        box.addLayout(foot)
        open_as(self, 620, 380)
        self._fill()

    def _fill(self) -> None:
        self.model.set_rows([draft for draft in self._drafts.waiting() if draft.kind in self._kinds])
        if self.model.rowCount():
            self.panel.view.choose(0)
        self._enable()

    def _enable(self) -> None:
        chosen = self.panel.view.current_row() is not None
        self.take_button.setEnabled(chosen)
        self.drop_button.setEnabled(chosen)

    def _take(self, draft: Draft | None) -> None:
        if draft is not None:
            self.accept()
            self.draft_taken.emit(draft)

    def _drop(self) -> None:
        draft = self.panel.view.current_row()
        if draft is not None:
            self._drafts.forget(draft.key)
            self._fill()
