"""The list « Réservations »: filtered as one types, sorted by the base, read page by page, exported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from agence_desktop.desktop import icons
from agence_desktop.desktop.places import Place, State, Target, ToastAction, Workbench
from agence_desktop.desktop.spaces import record_texts as texts
from agence_desktop.desktop.spaces.actions import new_booking
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.keys import BOOKING
from agence_desktop.desktop.spaces.records.bookings_columns import COLUMNS, STATE
from agence_desktop.desktop.spaces.records.bookings_work import export_list, load_page
from agence_desktop.desktop.spaces.seeds import BookingSeed
from agence_desktop.desktop.tasks import Failure
from agence_desktop.desktop.widgets.export_file import ask_file
from agence_desktop.desktop.widgets.rows import Page, PageRequest, SortKey
from agence_desktop.desktop.widgets.segments import Segments
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.desktop.widgets.table_panel import TablePanel
from agence_desktop.spaces.journal import BookingRow
from agence_desktop.spaces.readers import readable_by

_LAYOUT = "spaces/bookings_columns"


class BookingsModel(TableModel):
    """Passes over the one column by which the base does not sort."""

    def sort_by(self, order: Sequence[SortKey]) -> None:
        """Order the rows."""
        super().sort_by([key for key in order if key.column != STATE])


class BookingsPlace(Place):
    """Entrée or a double click opens the page of a booking."""

    def __init__(self, desk: Workbench, gateway: Gateway) -> None:
        super().__init__(desk)
        self._gateway = gateway
        self._read_at: datetime | None = None
        self._wanted: str | None = None
        self.model = BookingsModel(COLUMNS, self)
        self.panel = TablePanel(self.model, texts.NOUN, texts.EMPTY, texts.CREATE)
        self.view = self.panel.view
        self.period = Segments(texts.PERIOD, [(True, texts.UPCOMING), (False, texts.ALL)])
        self.export_button = QPushButton(texts.EXPORT)
        self._arrange()
        self._connect()
        kept = desk.recall(_LAYOUT)
        if isinstance(kept, dict):
            self.view.restore_layout({**kept, "sort": []})
        self.model.set_loader(self._load, desk.tasks)

    # Place.

    def state(self) -> State:
        """Filter, period, order, and the line that is current."""
        row = self.current()
        return {
            "filter": self.panel.filter_line.text(),
            "upcoming": self.upcoming,
            "sort": [[key.column, key.descending] for key in self.model.order],
            "number": row.number if row is not None else None,
        }

    def restore(self, state: State) -> None:
        """Show that again; the line is found once it is read."""
        self._wanted = state.get("number")
        if "upcoming" in state:
            self.period.set_value(bool(state["upcoming"]))
        if "filter" in state:
            self.panel.filter_line.setText(str(state["filter"]))
            self.panel.apply_filter()
        if "sort" in state:
            self.model.sort_by([SortKey(str(key), bool(down)) for key, down in state["sort"]])

    def refresh(self) -> None:
        """Read the list again."""
        self.model.reload()

    def busy(self) -> bool:
        """Whether a page is being read."""
        return self.model.loading

    def shown_since(self) -> datetime | None:
        """When the list was read."""
        return self._read_at

    def take_focus(self) -> None:
        """On the filter."""
        self.panel.filter_line.setFocus()

    # What commands do here.

    @property
    def upcoming(self) -> bool:
        """Whether only bookings with a date to come are shown."""
        return bool(self.period.value())

    def current(self) -> BookingRow | None:
        """The booking on which the keyboard stands."""
        row = self.view.current_row()
        return row if isinstance(row, BookingRow) else None

    def open_current(self) -> None:
        """Open the page of the booking on which the keyboard stands."""
        if (row := self.current()) is not None:
            self._open(row)

    def export(self) -> None:
        """Ask for a file and write what the list shows, all pages of it."""
        ask_file(self, texts.EXPORT_TITLE, texts.EXPORT_NAME, self.export_to)

    def export_to(self, path: Path) -> None:
        """Write the list, off the screen's thread."""
        work = partial(
            export_list,
            self._gateway,
            self.model.text,
            self.model.order,
            self.view.shown_columns(),
            path,
            upcoming=self.upcoming,
        )
        self.desk.tasks.run(
            work,
            owner=self,
            done=partial(self._exported, path),
            failed=self._failed,
            progress=lambda _fraction: None,
            label=texts.exporting(path.name),
        )

    # Inside.

    def _load(self, request: PageRequest) -> Page:
        return load_page(self._gateway, request, upcoming=self.upcoming)

    def _counted(self, _matching: int, _total: int) -> None:
        self._read_at = self.desk.session.clock.now()
        self.desk.session.note_refresh()
        numbers = [row.number for row in self.model.rows()]
        wanted, self._wanted = self._wanted, None
        if wanted in numbers:
            self.view.choose(numbers.index(wanted))

    def _open(self, row: BookingRow) -> None:
        self.desk.go(Target(BOOKING, {"number": row.number}))

    def _exported(self, path: Path, count: int) -> None:
        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        part = readable_by(self._gateway.actor) is not None
        self.desk.tell(texts.exported(count, path.name, part=part), ToastAction(texts.OPEN_FOLDER, show))

    def _failed(self, failure: Failure) -> None:
        self.desk.tell(failure.sentence, kind="danger")

    def _keep_layout(self) -> None:
        self.desk.remember(_LAYOUT, self.view.layout_state())

    def _connect(self) -> None:
        self.view.row_opened.connect(self._open)
        self.view.export_requested.connect(self.export)
        self.view.layout_changed.connect(self._keep_layout)
        self.view.selection_moved.connect(lambda _row: self.commands_changed.emit())
        self.model.counts_changed.connect(self._counted)
        self.model.failed.connect(self._failed)
        self.period.value_changed.connect(lambda _value: self.model.reload())
        self.export_button.clicked.connect(lambda _=False: self.export())
        self.panel.create_requested.connect(lambda: new_booking(self.desk, self._gateway, BookingSeed()))
        topics = {"bookings", "spaces", "directory"}
        self.desk.hub.subscribe(self, topics, lambda _changes: self.model.reload())

    def _arrange(self) -> None:
        self.export_button.setProperty("compact", True)
        self.export_button.setToolTip(texts.EXPORT_TIP)
        icons.set_icon(self.export_button, "file-export-outline", "text", 18)
        bar: Any = self.panel.bar
        bar.insertWidget(1, self.period)
        bar.addWidget(self.export_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.addWidget(self.panel)
