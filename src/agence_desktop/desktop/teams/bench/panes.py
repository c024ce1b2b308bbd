"""The panes under the members: teams, demand that nobody met, overruns that were authorised."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QStackedWidget

from agence_desktop.desktop.teams.bench import texts
from agence_desktop.desktop.teams.bench.columns import unmet_columns
from agence_desktop.desktop.widgets.empty_state import EmptyState
from agence_desktop.desktop.widgets.page_parts import TitledPane
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_view import TableView
from agence_desktop.teams.benches import BenchReading
from agence_desktop.teams.unmet import UnmetSkill


class UnmetPane(TitledPane):
    """Skills by month; the columns follow the months of the period."""

    def __init__(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState(texts.UNMET_EMPTY))
        super().__init__(texts.UNMET, "alert-circle-outline", self._stack)
        self.model: TableModel | None = None
        self.view: TableView | None = None
        self._shown: tuple[object, ...] = ()

    def show_skills(self, reading: BenchReading, found: Sequence[UnmetSkill]) -> None:
        """Show these."""
        months = tuple(month.month for month in found[0].months) if found else ()
        if found and (self.model is None or months != self._shown):
            self._renew(reading, found)
            self._shown = months
        if self.model is not None:
            self.model.set_rows(found)
        self._stack.setCurrentIndex(1 if found else 0)

    def _renew(self, reading: BenchReading, found: Sequence[UnmetSkill]) -> None:
        if self.view is not None:
            self._stack.removeWidget(self.view)
            self.view.deleteLater()
        months = [month.month for month in found[0].months]
        self.model = TableModel(unmet_columns(months, dict(reading.skills)), self)
        self.view = TableView(self.model, texts.UNMET, compact=True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self._stack.addWidget(self.view)
