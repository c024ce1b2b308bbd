"""The page of a building: where it is, when it opens, its rooms and its bookings of today."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from agence_desktop.core.spans import Span
from agence_desktop.desktop.calendar.periods import Period, Reach
from agence_desktop.desktop.places import Target, Workbench
from agence_desktop.desktop.spaces.calendars.planning_rows import ordered
from agence_desktop.desktop.spaces.calendars.reading import Reading, read_rooms
from agence_desktop.desktop.spaces.calendars.room_filter import RoomFilter
from agence_desktop.desktop.spaces.facts import page_texts as texts
from agence_desktop.desktop.spaces.facts.date_columns import NO_PART_OF_A_DAY, OF_A_DAY, date_line
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.keys import PLANNING, ROOM
from agence_desktop.desktop.spaces.printing import preview_week
from agence_desktop.desktop.spaces.records.page_facts import site_facts
from agence_desktop.desktop.spaces.records.rooms_page import RoomsPage
from agence_desktop.desktop.widgets.columns import Align, Column
from agence_desktop.desktop.widgets.fact_list import FactList
from agence_desktop.desktop.widgets.page_parts import ListPane
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.spaces.catalogue import SpaceRow

ROOMS: tuple[Column[SpaceRow], ...] = (
    Column(
        "salle",
        texts.NAME,
        lambda row: row.name,
        sort=lambda row: row.sort_key,
        strong=True,
        stretch=True,
        ending=True,
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


class SitePage(RoomsPage):
    """One building; reached from the palette, from rooms and from the planning."""

    state_key, icon = "site", "office-building-outline"
    kind, choose = texts.SITE, texts.CHOOSE_SITE

    def __init__(self, desk: Workbench, gateway: Gateway) -> None:
        super().__init__(desk, gateway)
        self.head.add_button(texts.OPEN_PLANNING, "chart-timeline", self.open_planning)
        self.facts = FactList()
        self.rooms_model, self.today_model = TableModel(ROOMS, self), TableModel(OF_A_DAY, self)
        self.rooms = ListPane(texts.ROOMS, "door", self.rooms_model, texts.NO_ROOMS)
        self.today = ListPane(texts.TODAY, "calendar-today", self.today_model, texts.NO_TODAY)
        self.rooms.view.row_opened.connect(lambda row: self.desk.go(Target(ROOM, {"space": row.id})))
        self.today.view.row_opened.connect(self.open_date)
        self._arrange()

    def print_view(self) -> None:
        """The planning of this week."""
        if self.reading is not None:
            preview_week(self.desk, self._gateway, self.head.title, self.desk.session.today())

    def open_planning(self) -> None:
        """Go to the planning of this building."""
        if self.record_id is not None:
            wanted = RoomFilter(sites=frozenset({self.record_id}))
            self.desk.go(Target(PLANNING, {"filter": wanted.state()}))

    def span(self) -> Span:
        """Today."""
        return Period.holding(Reach.DAY, self.desk.session.today()).span()

    def reader(self, record_id: int, span: Span) -> Callable[[Gateway], Reading]:
        """All its rooms."""
        return partial(_read, record_id, span)

    def knows(self, reading: Reading, record_id: int) -> bool:
        """Whether the building is among those known."""
        return record_id in reading.agenda.reference.directory.sites

    def show_reading(self, reading: Reading, record_id: int) -> None:
        """Its facts, its rooms and its bookings of today."""
        reference, site_id = reading.agenda.reference, record_id
        site, today = reference.directory.sites[site_id], self.desk.session.today()
        self.head.say(site.name, site.municipality)
        self.facts.show_facts(site_facts(reference, site_id))
        self.rooms_model.set_rows([space for space, _depth in ordered(reference, reading.shown)])
        lines = [
            date_line(row, reference)
            for row in reading.agenda.occurrences
            if row.space_id in reading.shown and row.state not in NO_PART_OF_A_DAY
        ]
        self.today_model.set_rows([line for line in lines if line.start.date() <= today <= line.end.date()])

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


def _read(site_id: int, span: Span, gateway: Gateway) -> Reading:
    return read_rooms(gateway, span, RoomFilter(sites=frozenset({site_id})).room_ids)
