"""The list of positions: filtered as one types, by unit and place; Entrée opens the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from agence_desktop.desktop import icons
from agence_desktop.desktop.places import State, Workbench
from agence_desktop.desktop.positions import texts as words
from agence_desktop.desktop.positions.exporting import ask_file, export_table, table_of
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.positions.keys import sheet_target
from agence_desktop.desktop.positions.lines import PostLine, Register
from agence_desktop.desktop.positions.register import texts
from agence_desktop.desktop.positions.register.list_columns import COLUMNS
from agence_desktop.desktop.positions.scoped_place import ScopedPlace
from agence_desktop.desktop.widgets.rows import SortKey
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_panel import TablePanel

if TYPE_CHECKING:
    from pathlib import Path

    from agence_desktop.positions.queries.posts import Scope

_LAYOUT = "positions/register_columns"


class RegisterPlace(ScopedPlace):
    """All positions, or those of a unit."""

    def __init__(self, desk: Workbench, gateway: Gateway) -> None:
        super().__init__(desk, gateway)
        self._wanted: str | None = None
        self.model = TableModel(COLUMNS, self)
        create = texts.CREATE if gateway.manages_any else ""
        self.panel = TablePanel(self.model, texts.NOUN, texts.EMPTY, create)
        self.view = self.panel.view
        self.export_button = QPushButton(texts.EXPORT)
        self._arrange()
        kept = desk.recall(_LAYOUT)
        if isinstance(kept, dict):
            self.view.restore_layout(kept)
        self.view.row_opened.connect(self._open)
        self.view.export_requested.connect(self.export)
        self.view.layout_changed.connect(lambda: desk.remember(_LAYOUT, self.view.layout_state()))
        self.view.selection_moved.connect(lambda _row: self.commands_changed.emit())
        self.export_button.clicked.connect(lambda _=False: self.export())
        self.panel.create_requested.connect(self.new_position)

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
        if self._wanted is None and (row := self.current()) is not None:
            self._wanted = row.position.number
        self.model.set_rows(found.lines)
        self.panel.show()
        self._choose_wanted()
        if self.desk.place is self and self.focusWidget() is None:
            self.take_focus()

    # What commands do here.

    def current(self) -> PostLine | None:
        """The position on which the keyboard stands."""
        row = self.view.current_row()
        return row if isinstance(row, PostLine) else None

    def open_current(self) -> None:
        """Open the sheet of the position on which the keyboard stands."""
        if (row := self.current()) is not None:
            self._open(row)

    def new_position(self) -> None:
        """Open the form of a new position of the unit that is shown."""
        from agence_desktop.desktop.positions.register.position_form import open_position_form

        open_position_form(self.desk, self.gateway, unit_id=self.unit)

    def export(self) -> None:
        """Ask for a file and write what the list shows."""
        ask_file(self, texts.EXPORT_TITLE, texts.EXPORT_NAME, self.export_to)

    def export_to(self, path: Path) -> None:
        """Write the list as it is filtered and sorted."""
        table = table_of(self.view.shown_columns(), self.model.rows())
        export_table(
            self,
            self.gateway,
            texts.EXPORT_NAME,
            table,
            path,
            lambda count: words.exported(count, texts.NOUN, path.name),
        )

    # Inside.

    def _choose_wanted(self) -> None:
        numbers = [row.position.number for row in self.model.rows()]
        if self._wanted in numbers:
            self.view.choose(numbers.index(self._wanted))
            self._wanted = None

    def _open(self, row: PostLine) -> None:
        self.desk.go(sheet_target(row.position.number))

    def _arrange(self) -> None:
        self.export_button.setProperty("compact", True)
        self.export_button.setToolTip(texts.EXPORT_TIP)
        icons.set_icon(self.export_button, "file-export-outline", "text", 18)
        self.panel.bar.insertWidget(0, self.unit_chooser)
        self.panel.bar.addWidget(self.export_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.addWidget(self.panel)
        # An empty list is told only once it is known to be empty.
        self.panel.hide()
