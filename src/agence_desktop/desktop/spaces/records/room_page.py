"""The page of a room: what it offers, its terms in a sentence, its week, and the bookings to come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from agence_desktop.core.spans import Span
from agence_desktop.desktop import theme
from agence_desktop.desktop.calendar.agenda import AgendaView
from agence_desktop.desktop.calendar.items import Style
from agence_desktop.desktop.calendar.periods import Period, Reach
from agence_desktop.desktop.places import Target, Workbench
from agence_desktop.desktop.spaces.actions import new_booking
from agence_desktop.desktop.spaces.calendars.date_actions import DateActions
from agence_desktop.desktop.spaces.calendars.planning_blocks import STYLES
from agence_desktop.desktop.spaces.calendars.planning_items import picture
from agence_desktop.desktop.spaces.calendars.reading import Reading, read_rooms
from agence_desktop.desktop.spaces.facts import page_texts as texts
from agence_desktop.desktop.spaces.facts.date_columns import OF_A_ROOM, date_line
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.keys import AGENDA, SITE
from agence_desktop.desktop.spaces.printing import preview_door
from agence_desktop.desktop.spaces.records.page_facts import room_facts, terms_words
from agence_desktop.desktop.spaces.records.rooms_page import RoomsPage
from agence_desktop.desktop.spaces.seeds import BookingSeed
from agence_desktop.desktop.widgets.fact_list import FactList
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.page_parts import ListPane, TitledPane
from agence_desktop.desktop.widgets.table_model import TableModel

WEEKS = 4
"""How far ahead the bookings to come are read."""


class RoomPage(RoomsPage):
    """One room; reached from row headers, the palette and lists."""

    state_key, icon = "space", "door"
    kind, choose = texts.ROOM, texts.CHOOSE_ROOM

    def __init__(self, desk: Workbench, gateway: Gateway) -> None:
        super().__init__(desk, gateway)
        self.head.add_button(texts.OPEN_SITE, "office-building-outline", self.open_site)
        self.head.add_button(texts.OPEN_AGENDA, "calendar-week", self.open_agenda)
        self.head.add_button(texts.BOOK, "plus", self.book, "primary")
        self.facts, self.terms = FactList(), Label("", wrap=True)
        self.week = AgendaView()
        self.dates = DateActions(desk, gateway, self.week, lambda: self.reading)
        self.model = TableModel(OF_A_ROOM, self)
        self.upcoming = ListPane(texts.UPCOMING, "calendar-today", self.model, texts.NO_UPCOMING)
        self.upcoming.view.row_opened.connect(self.open_date)
        self.week.open_requested.connect(self._open_block)
        self._arrange()

    def print_view(self) -> None:
        """The sheet of the door for today."""
        if self.reading is not None and self.record_id is not None:
            space = self.reading.agenda.reference.spaces[self.record_id]
            preview_door(self.desk, self._gateway, space.code, space.name, self.desk.session.today())

    def open_site(self) -> None:
        """Go to the building."""
        if self.reading is not None and self.record_id is not None:
            self.desk.go(Target(SITE, {"site": self.reading.agenda.reference.spaces[self.record_id].site_id}))

    def open_agenda(self) -> None:
        """Go to the whole agenda."""
        if self.record_id is not None:
            self.desk.go(Target(AGENDA, {"space": self.record_id}))

    def book(self) -> None:
        """A new booking of this room."""
        if self.record_id is not None:
            new_booking(self.desk, self._gateway, BookingSeed(self.record_id))

    def _period(self) -> Period:
        return Period.holding(Reach.WEEK, self.desk.session.today())

    def span(self) -> Span:
        """This week, and the bookings to come after it."""
        week = self._period().span()
        return Span(week.start, week.end + timedelta(weeks=WEEKS))

    def reader(self, record_id: int, span: Span) -> Callable[[Gateway], Reading]:
        """The room alone."""
        return partial(_read, record_id, span)

    def knows(self, reading: Reading, record_id: int) -> bool:
        """Whether the room was read."""
        return record_id in reading.shown

    def show_reading(self, reading: Reading, record_id: int) -> None:
        """Its facts, its week and its bookings to come."""
        reference, space_id = reading.agenda.reference, record_id
        now = self.desk.session.clock.now()
        space = reference.spaces[space_id]
        self.head.say(space.name, reference.site(space_id).name if space.active else texts.RETIRED)
        self.facts.show_facts(room_facts(reference, space_id, now))
        self.terms.setText(terms_words(reference, space_id, now))
        lines = [
            date_line(row, reference)
            for row in reading.agenda.occurrences
            if row.space_id == space_id and row.span.end > now and STYLES[row.state] is not Style.CANCELLED
        ]
        self.model.set_rows(lines)
        made = picture(reading.agenda, reading.shown, self._period(), self.desk.session.actor, now)
        self.week.set_range(made.days, made.hours, made.zone)
        self.week.set_closed(made.closed)
        self.week.set_rows(made.rows)
        self.week.set_blocks(made.blocks)
        self.week.set_now(now)

    def _open_block(self, key: str) -> None:
        reading = self.reading
        rows = reading.agenda.occurrences if reading else ()
        row = next((one for one in rows if str(one.id) == key), None)
        if row is not None and reading is not None:
            self.open_date(date_line(row, reading.agenda.reference))

    def _arrange(self) -> None:
        told = QWidget()
        inner = QVBoxLayout(told)
        inner.setContentsMargins(12, 0, 12, 12)
        inner.setSpacing(12)
        inner.addWidget(self.facts)
        inner.addWidget(TitledPane(texts.TERMS, "scale-balance", self.terms, 12))
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(texts.ROOM)
        scroll.setWidget(told)
        scroll.setMinimumWidth(theme.scaled(280))
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(self.week)
        right.addWidget(self.upcoming)
        right.setContentsMargins(0, 0, 12, 12)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(scroll)
        across.addWidget(right)
        for splitter, sizes in ((right, [600, 300]), (across, [340, 700])):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(8)
            splitter.setSizes(sizes)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addWidget(across, 1)


def _read(space_id: int, span: Span, gateway: Gateway) -> Reading:
    return read_rooms(gateway, span, lambda reference: (space_id,) if space_id in reference.spaces else ())
