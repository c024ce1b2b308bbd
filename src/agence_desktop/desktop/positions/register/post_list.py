"""A list of positions: unit, filter, columns, order, export; Entrée opens the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from agence_desktop.desktop import icons
from agence_desktop.desktop.places import State, Workbench
from agence_desktop.desktop.positions import texts as words
from agence_desktop.desktop.positions.exporting import export_table, table_of
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.positions.lines import PostLine, Register
from agence_desktop.desktop.positions.register import texts
from agence_desktop.desktop.positions.register.posts_place import PostsPlace
from agence_desktop.desktop.widgets.columns import Column
from agence_desktop.desktop.widgets.export_file import ask_file
from agence_desktop.desktop.widgets.page_parts import roomy
from agence_desktop.desktop.widgets.rows import SortKey
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_panel import TablePanel

if TYPE_CHECKING:
    from pathlib import Path

    from agence_desktop.positions.queries.posts import Scope


class PostListPlace(PostsPlace):
    """Positions of a unit, or all; ``layout_key`` is under which its columns are remembered."""

    def __init__(
        self,
        desk: Workbench,
        gateway: Gateway,
        columns: tuple[Column[PostLine], ...],
        layout_key: str,
        empty: str,
        create: str = "",
    ) -> None:
        super().__init__(desk, gateway)
        self._layout_key = layout_key
        self._wanted: str | None = None
        self._found: Register | None = None
        self.model = TableModel(columns, self)
        self.panel = TablePanel(self.model, texts.NOUN, empty, create)
        self.view = self.panel.view
        self.export_button = QPushButton(texts.EXPORT)
        self._arrange()
        kept = desk.recall(layout_key)
        if isinstance(kept, dict):
            self.view.restore_layout(kept)
        self.view.row_opened.connect(self._open)
        self.view.export_requested.connect(self.export)
        self.view.layout_changed.connect(self._keep_layout)
        self.view.selection_moved.connect(lambda _row: self.commands_changed.emit())
        self.export_button.clicked.connect(lambda _=False: self.export())

    def lines(self, found: Register) -> Sequence[PostLine]:
        """What is listed of what was read."""
        return found.lines

    # Place.

    def state(self) -> State:
        """Unit, filter, order and the line that is current."""
        row = self.current()
        return {
            **super().state(),
            "filter": self.panel.filter_line.text(),
            "sort": [[key.column, key.descending] for key in self.model.order],
            "number": row.position.number if row is not None else None,
        }

    def restore(self, state: State) -> None:
        """Show that again; the line is found once it is read."""
        self._wanted = state.get("number")
        if "filter" in state:
            self.panel.filter_line.setText(str(state["filter"]))
            self.panel.apply_filter()
        if "sort" in state:
            self.model.sort_by([SortKey(str(key), bool(down)) for key, down in state["sort"]])
        super().restore(state)
        self._choose_wanted()

    def take_focus(self) -> None:
        """On the filter."""
        self.panel.filter_line.setFocus()

    def load(self, scope: Scope) -> Register:
        """Positions with the standing of their sheets and their measures."""
        return self.gateway.register(scope)

    def show_loaded(self, found: Register) -> None:
        """Fill the list; the same position stays current."""
        self._found = found
        first = self.panel.isHidden()
        self.fill()
        if first:
            self.panel.show()
            if self.desk.place is self:
                self.take_focus()

    def fill(self) -> None:
        """List again what was read."""
        if self._found is None:
            return
        if self._wanted is None and (row := self.current()) is not None:
            self._wanted = row.position.number
        self.model.set_rows(self.lines(self._found))
        self._choose_wanted()

    # What commands do here.

    def shown_lines(self) -> Sequence[PostLine]:
        """The positions of the list, as it is filtered."""
        return self.model.rows()

    def current(self) -> PostLine | None:
        """The position on which the keyboard stands."""
        row = self.view.current_row()
        return row if isinstance(row, PostLine) else None

    def export(self) -> None:
        """Ask for a file and write what the list shows."""
        ask_file(self, words.EXPORT_TITLE, texts.EXPORT_NAME, self.export_to)

    def export_to(self, path: Path) -> None:
        """Write the list as it is filtered and sorted."""
        table = table_of(self.view.shown_columns(), self.model.rows())
        told = partial(words.exported, noun=texts.NOUN, name=path.name)
        export_table(self, self.gateway, texts.EXPORT_NAME, table, path, told)

    # Inside.

    def _keep_layout(self) -> None:
        self.desk.remember(self._layout_key, self.view.layout_state())

    def _choose_wanted(self) -> None:
        numbers = [row.position.number for row in self.model.rows()]
        if self._wanted in numbers:
            self.view.choose(numbers.index(self._wanted))
            self._wanted = None

    def _arrange(self) -> None:
        self.export_button.setProperty("compact", True)
        self.export_button.setToolTip(texts.EXPORT_TIP)
        icons.set_icon(self.export_button, "file-export-outline", "text", 18)
        self.panel.bar.insertWidget(0, self.unit_chooser)
        self.panel.bar.addWidget(self.export_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        # With a large font the bar of the list needs more than a small screen has.
        box.addWidget(roomy(self.panel, 600, 260))
        # An empty list is told only once it is known to be empty.
        self.panel.hide()
