"""The page of a building: where it is, when it opens, its rooms and its bookings of today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from agence_desktop.core.changes import Change
from agence_desktop.core.spans import Span
from agence_desktop.desktop.places import Place, State, Target, Workbench
from agence_desktop.desktop.spaces.calendars.periods import Period, Reach
from agence_desktop.desktop.spaces.calendars.planning_rows import ordered
from agence_desktop.desktop.spaces.calendars.reading import Reading, read_rooms
from agence_desktop.desktop.spaces.calendars.room_filter import RoomFilter
from agence_desktop.desktop.spaces.facts import page_texts as texts
from agence_desktop.desktop.spaces.facts.date_columns import OF_A_DAY, DateLine, date_line
from agence_desktop.desktop.spaces.facts.fact_list import FactList
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.keys import PLANNING, ROOM, date_target
from agence_desktop.desktop.spaces.printing import preview_week
from agence_desktop.desktop.spaces.records.page_facts import site_facts
from agence_desktop.desktop.spaces.records.page_parts import ListPane, PageHead
from agence_desktop.desktop.tasks import Failure
from agence_desktop.desktop.widgets.columns import Align, Column
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.spaces.catalogue import SpaceRow

ROOMS: tuple[Column[SpaceRow], ...] = (
    Column(
        "salle", texts.NAME, lambda row: row.name, sort=lambda row: row.sort_key, strong=True, stretch=True
    ),
    Column("etage", texts.FLOOR, lambda row: row.floor, width=120),
    Column(
        "places",
        texts.SEATS,
        lambda row: str(row.capacity),
        sort=lambda row: row.capacity,
        align=Align.RIGHT,
        width=72,
    ),
    Column("code", texts.CODE, lambda row: row.code, width=120),
)


class SitePage(Place):
    """One building; reached from the palette, from rooms and from the planning."""

    printable = True

    def __init__(self, desk: Workbench, gateway: Gateway) -> None:
        super().__init__(desk)
        self._gateway = gateway
        self.site_id: int | None = None
        self.reading: Reading | None = None
        self._loading = 0
        self.head = PageHead("office-building-outline")
        self.head.add_button(texts.OPEN_PLANNING, "chart-timeline", self.open_planning)
        self.facts = FactList()
        self.rooms_model, self.today_model = TableModel(ROOMS, self), TableModel(OF_A_DAY, self)
        self.rooms = ListPane(texts.ROOMS, "door", self.rooms_model, texts.NO_ROOMS)
        self.today = ListPane(texts.TODAY, "calendar-today", self.today_model, texts.NO_TODAY)
        self.rooms.view.row_opened.connect(lambda row: self.desk.go(Target(ROOM, {"space": row.id})))
        self.today.view.row_opened.connect(self._open)
        self._arrange()
        desk.hub.subscribe(self, {"bookings", "spaces", "directory"}, self._on_changes)

    @property
    def title(self) -> str:
        """The name of the building."""
        return self.head.title

    def state(self) -> State:
        """Which building."""
        return {"site": self.site_id} if self.site_id is not None else {}

    def restore(self, state: State) -> None:
        """Show that building."""
        if isinstance(state.get("site"), int):
            self.site_id = state["site"]
        self.refresh()

    def refresh(self) -> None:
        """Read the building and its bookings of today."""
        if self.site_id is None:
            self.head.say(texts.SITE, texts.CHOOSE_SITE)
            return
        self._loading += 1
        self.desk.tasks.run(
            _read, self._gateway, self.site_id, self._span(), owner=self, done=self._show, failed=self._failed
        )

    def busy(self) -> bool:
        """Whether it is being read."""
        return self._loading > 0

    def shown_since(self) -> datetime | None:
        """When it was read."""
        return self.reading.read_at if self.reading else None

    def print_view(self) -> None:
        """The planning of this week."""
        if self.reading is not None:
            preview_week(self.desk, self._gateway, self.head.title, self.desk.session.today())

    def open_planning(self) -> None:
        """Go to the planning of this building."""
        if self.site_id is not None:
            wanted = RoomFilter(sites=frozenset({self.site_id}))
            self.desk.go(Target(PLANNING, {"filter": wanted.state()}))

    def _span(self) -> Span:
        return Period.holding(Reach.DAY, self.desk.session.today()).span()

    def _show(self, reading: Reading) -> None:
        self._loading -= 1
        reference, site_id = reading.agenda.reference, self.site_id
        if site_id is None or site_id not in reference.directory.sites:
            self.head.say(texts.SITE, texts.CHOOSE_SITE)
            return
        self.reading = reading
        site, today = reference.directory.sites[site_id], self.desk.session.today()
        self.head.say(site.name, site.municipality)
        self.facts.show_facts(site_facts(reference, site_id))
        self.rooms_model.set_rows([space for space, _depth in ordered(reference, reading.shown)])
        lines = [
            date_line(row, reference) for row in reading.agenda.occurrences if row.space_id in reading.shown
        ]
        self.today_model.set_rows([line for line in lines if line.start.date() <= today <= line.end.date()])
        self.desk.session.note_refresh()
        self.title_changed.emit()

    def _failed(self, failure: Failure) -> None:
        self._loading -= 1
        self.desk.tell(failure.sentence, kind="danger")

    def _on_changes(self, changes: Sequence[Change]) -> None:
        whole = self._span()
        if self.site_id is not None and (
            not changes or any(one.span is None or one.span.overlaps(whole) for one in changes)
        ):
            self.refresh()

    def _open(self, line: DateLine) -> None:
        self.desk.go(date_target(line.row.space_id, line.row.id, line.start.date()))

    def _arrange(self) -> None:
        left = QWidget()
        inner = QVBoxLayout(left)
        inner.setContentsMargins(12, 0, 0, 0)
        inner.setSpacing(12)
        inner.addWidget(self.facts)
        inner.addWidget(self.rooms, 1)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(left)
        across.addWidget(self.today)
        across.setChildrenCollapsible(False)
        across.setHandleWidth(8)
        across.setSizes([400, 700])
        across.setContentsMargins(0, 0, 12, 12)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addWidget(across, 1)


def _read(gateway: Gateway, site_id: int, span: Span) -> Reading:
    return read_rooms(gateway, span, RoomFilter(sites=frozenset({site_id})).room_ids)
