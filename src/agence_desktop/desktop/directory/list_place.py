"""A place that is one list of the directory: read off the screen's thread, filtered, kept as it was left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from agence_desktop.desktop import icons
from agence_desktop.desktop.directory import texts
from agence_desktop.desktop.directory.gateway import DirectoryGateway
from agence_desktop.desktop.places import Place, State, ToastAction, Workbench
from agence_desktop.desktop.tasks import Task
from agence_desktop.desktop.widgets.columns import Column
from agence_desktop.desktop.widgets.export_file import ask_file
from agence_desktop.desktop.widgets.rows import SortKey
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_panel import TablePanel

TOPIC = "directory"


@dataclass(frozen=True, slots=True)
class ListSpec:
    """A list: its table as files name it, its columns, what it counts and says when empty, how it is read."""

    table: str
    columns: tuple[Column[Any], ...]
    noun: str
    empty: str
    load: Callable[[], Sequence[Any]]
    create: str = ""


class ListPlace(Place):
    """``row_opened`` of the view gives the row under Entrée or a double click."""

    def __init__(
        self, desk: Workbench, gateway: DirectoryGateway, spec: ListSpec, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self._gateway, self._spec = gateway, spec
        self._read_at: datetime | None = None
        self._task: Task | None = None
        self.model = TableModel(spec.columns, self)
        self.panel = TablePanel(self.model, spec.noun, spec.empty, spec.create)
        self.export_button = QPushButton(texts.EXPORT)
        self.export_button.setProperty("compact", True)
        self.export_button.setToolTip(texts.EXPORT_TIP)
        icons.set_icon(self.export_button, "file-export-outline", "text", 18)
        self.export_button.clicked.connect(lambda _=False: self.export())
        self.panel.view.export_requested.connect(self.export)
        self.panel.bar.addWidget(self.export_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.addWidget(self.panel)
        self._layout_key = f"directory/{spec.table}_columns"
        kept = desk.recall(self._layout_key)
        if isinstance(kept, dict):
            self.panel.view.restore_layout(kept)
        self.panel.view.layout_changed.connect(self._keep_layout)
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
        """What is typed in the filter, and the order."""
        return {
            "filter": self.panel.filter_line.text(),
            "sort": [[key.column, key.descending] for key in self.model.order],
        }

    def restore(self, state: State) -> None:
        """Filter and sort as before."""
        if "filter" in state:
            self.panel.filter_line.setText(str(state["filter"]))
            self.panel.apply_filter()
        if "sort" in state:
            self.model.sort_by([SortKey(str(key), bool(down)) for key, down in state["sort"]])

    def export(self) -> None:
        """Ask for a file and write what the list shows."""
        ask_file(self, texts.EXPORT_TITLE, self._spec.table, self.export_to)

    def export_to(self, path: Path) -> None:
        """Write the list as it is filtered and sorted, off the screen's thread."""
        columns, rows = self.panel.view.shown_columns(), self.model.rows()
        self.desk.tasks.run(
            partial(self._gateway.export, self._spec.table, columns, rows, path),
            owner=self,
            done=partial(self._exported, path),
            failed=lambda failure: self.desk.tell(failure.sentence, kind="danger"),
            label=texts.exporting(path.name),
        )

    def _keep_layout(self) -> None:
        self.desk.remember(self._layout_key, self.panel.view.layout_state())

    def _exported(self, path: Path, written: tuple[int, bool]) -> None:
        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        count, part = written
        told = texts.exported(count, self._spec.noun, path.name, part=part)
        self.desk.tell(told, ToastAction(texts.OPEN_FILE, show))

    def _show(self, rows: Sequence[Any]) -> None:
        self._read_at = self.desk.session.clock.now()
        self.model.set_rows(rows)
        if self.panel.isHidden():
            self.panel.show()
            if self.desk.place is self:
                self.take_focus()
        self.desk.session.note_refresh()
