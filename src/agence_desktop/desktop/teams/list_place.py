"""A place that is one list: read off the screen's thread, filtered, sorted, kept as it was left."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from agence_desktop.core.changes import Change
from agence_desktop.core.roles import Role
from agence_desktop.desktop.exporting import export_list, table_of, write_table
from agence_desktop.desktop.places import Place, State, Workbench
from agence_desktop.desktop.tasks import Cancel, Failure
from agence_desktop.desktop.teams import keys
from agence_desktop.desktop.teams.gateway import Gateway
from agence_desktop.desktop.widgets.columns import Column
from agence_desktop.desktop.widgets.rows import SortKey
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_panel import TablePanel


class ListPlace(Place):
    """A subclass says what it reads (``load``) and which row a state names (``is_wanted``)."""

    columns: Sequence[Column[Any]] = ()
    noun = ""
    empty = ""
    invitation = ""
    """The button of an empty list."""
    layout_key = ""

    def __init__(self, desk: Workbench, gateway: Gateway) -> None:
        super().__init__(desk)
        self.gateway = gateway
        self.model = TableModel(self.columns, self)
        self.panel = TablePanel(self.model, self.noun, self.empty, self.invitation)
        self.view = self.panel.view
        self._cancel: Cancel | None = None
        self._stale = True
        self._read_at: datetime | None = None
        self._after: State = {}
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(16, 12, 16, 12)
        self.box.addWidget(self.panel)
        # An empty list is told only once it is known to be empty.
        self.panel.hide()
        kept = desk.recall(self.layout_key)
        if isinstance(kept, dict):
            self.view.restore_layout(kept)
        self.view.layout_changed.connect(lambda: desk.remember(self.layout_key, self.view.layout_state()))
        self.view.selection_moved.connect(lambda _row: self.commands_changed.emit())
        self.view.row_opened.connect(self.open_row)
        desk.hub.subscribe(self, keys.TOPICS, self._on_changes)

    # What a subclass gives.

    def load(self) -> Any:
        """Read on the database thread."""
        raise NotImplementedError

    def rows_of(self, found: Any) -> Sequence[Any]:
        """The rows of what was read."""
        rows: Sequence[Any] = found
        return rows

    def open_row(self, row: Any) -> None:
        """Entrée or a double click."""

    def is_wanted(self, _row: Any, _state: State) -> bool:
        """Whether a state names this row."""
        return False

    # Place.

    def state(self) -> State:
        """Filter and order."""
        return {
            "filter": self.panel.filter_line.text(),
            "sort": [[key.column, key.descending] for key in self.model.order],
        }

    def restore(self, state: State) -> None:
        """Show that again; the row that is named becomes the current one."""
        if "filter" in state:
            self.panel.filter_line.setText(str(state["filter"]))
            self.panel.apply_filter()
        if "sort" in state:
            self.model.sort_by([SortKey(str(key), bool(down)) for key, down in state["sort"]])
        self._after = state
        self.refresh()

    def refresh(self) -> None:
        """Read again; where the place is not shown, when it is."""
        self._stale = True
        if self.isVisible():
            self._load()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was not read yet."""
        super().showEvent(event)
        if self._stale:
            self._load()

    def busy(self) -> bool:
        """Whether it is being read."""
        return self._stale or self._cancel is not None

    def take_focus(self) -> None:
        """On the list, or on the filter where it is empty."""
        (self.view if self.model.rows() else self.panel.filter_line).setFocus()

    def shown_since(self) -> datetime | None:
        """When it was read."""
        return self._read_at

    def current(self) -> Any:
        """The row on which the keyboard stands."""
        return self.view.current_row()

    def write_shown(
        self,
        path: Path,
        readers: Collection[Role],
        name: str,
        exported: Callable[[int, str], str],
        exporting: Callable[[str], str],
    ) -> None:
        """Write the list as it is shown for one of ``readers``; the record calls it ``name``."""
        table = table_of(self.view.shown_columns(), self.model.rows())
        write = partial(write_table, self.gateway.database, self.gateway.actor, readers, name, table)
        export_list(self, write, path, lambda count: exported(count, path.name), exporting(path.name))

    # Inside.

    def _load(self) -> None:
        if self._cancel is not None:
            self._cancel.request()
        self._stale = False
        self._cancel = Cancel()
        self.desk.tasks.run(
            self.load, owner=self, cancel=self._cancel, done=self._loaded, failed=self._failed
        )

    def _loaded(self, found: Any) -> None:
        self._cancel = None
        self._read_at = self.desk.session.clock.now()
        self.show_loaded(found)
        self.panel.show()
        self.desk.session.note_refresh()
        self.commands_changed.emit()

    def show_loaded(self, found: Any) -> None:
        """Fill the list and go to what is wanted."""
        self.model.set_rows(self.rows_of(found))
        after, self._after = self._after, {}
        for number, row in enumerate(self.model.rows()):
            if self.is_wanted(row, after):
                self.view.choose(number)
                return
        if self.current() is None and self.model.rows():
            self.view.choose(0)

    def _failed(self, failure: Failure) -> None:
        self._cancel = None
        self.desk.tell(failure.sentence, kind="danger")

    def _on_changes(self, _changes: Sequence[Change]) -> None:
        self.refresh()
