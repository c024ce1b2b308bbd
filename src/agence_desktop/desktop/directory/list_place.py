"""A place that is one list of the directory: read off the screen's thread, filtered, kept as it was left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from agence_desktop.desktop.places import Place, State, Workbench
from agence_desktop.desktop.tasks import Task
from agence_desktop.desktop.widgets.columns import Column
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_panel import TablePanel

TOPIC = "directory"


@dataclass(frozen=True, slots=True)
class ListSpec:
    """A list: its columns, what it counts, what it says when empty, and how it is read."""

    columns: tuple[Column[Any], ...]
    noun: str
    empty: str
    load: Callable[[], Sequence[Any]]
    create: str = ""


class ListPlace(Place):
    """``row_opened`` of the view gives the row under Entrée or a double click."""

    def __init__(self, desk: Workbench, spec: ListSpec, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._spec = spec
        self._read_at: datetime | None = None
        self._task: Task | None = None
        self.model = TableModel(spec.columns, self)
        self.panel = TablePanel(self.model, spec.noun, spec.empty, spec.create)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.addWidget(self.panel)
        # An empty list is told only once it is known to be empty.
        self.panel.hide()
        desk.hub.subscribe(self, [TOPIC], lambda _changes: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        if self._task is not None and not self._task.finished:
            self._task.cancel()
        self._task = self.desk.tasks.run(self._spec.load, owner=self, done=self._show)

    def busy(self) -> bool:
        """Whether the list is being read."""
        return self._task is not None and not self._task.finished

    def shown_since(self) -> datetime | None:
        """When the list was read."""
        return self._read_at

    def state(self) -> State:
        """What is typed in the filter."""
        return {"filter": self.panel.filter_line.text()}

    def restore(self, state: State) -> None:
        """Filter as before."""
        if "filter" in state:
            self.panel.filter_line.setText(str(state["filter"]))
            self.panel.apply_filter()

    def _show(self, rows: Sequence[Any]) -> None:
        self._read_at = self.desk.session.clock.now()
        self.model.set_rows(rows)
        if self.panel.isHidden():
            self.panel.show()
            if self.desk.place is self:
                self.take_focus()
        self.desk.session.note_refresh()
