"""The page of a booking: facts, dates with state, price and reasons, history, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from agence_desktop.core.changes import Change
from agence_desktop.desktop import theme
from agence_desktop.desktop.places import Place, State, Workbench
from agence_desktop.desktop.spaces import record_texts as texts
from agence_desktop.desktop.spaces.facts import card_texts
from agence_desktop.desktop.spaces.facts.card_facts import card_facts
from agence_desktop.desktop.spaces.gateway import BookingPage, Gateway
from agence_desktop.desktop.spaces.printing import preview_confirmation
from agence_desktop.desktop.spaces.records.booking_dates import BookingDates
from agence_desktop.desktop.spaces.records.booking_lines import (
    COLUMNS,
    DateOfBooking,
    dates_of,
    facts_of_booking,
    heading,
)
from agence_desktop.desktop.tasks import Cancel, Failure
from agence_desktop.desktop.widgets.accessible import enable
from agence_desktop.desktop.widgets.empty_state import EmptyState
from agence_desktop.desktop.widgets.fact_list import Fact, FactList
from agence_desktop.desktop.widgets.page_parts import ListPane, PageHead, TitledPane
from agence_desktop.desktop.widgets.table_model import TableModel
from agence_desktop.spaces.journal import OccurrenceDetail

TOPICS = frozenset({"bookings", "spaces", "directory"})
_WIDTHS = "spaces/booking_widths"


class BookingPlace(Place):
    """One booking; reached by its number."""

    printable = True

    def __init__(self, desk: Workbench, gateway: Gateway) -> None:
        super().__init__(desk)
        self._gateway = gateway
        self.number = ""
        self.page: BookingPage | None = None
        self._wanted_date: int | None = None
        self._cancel: Cancel | None = None
        self._read_at: datetime | None = None
        self.facts, self.history = FactList(96), FactList(96)
        self.model = TableModel(COLUMNS, self)
        self.list = ListPane(texts.SERIES, "calendar-multiple", self.model, texts.NO_DATE)
        self.view = self.list.view
        self.dates = BookingDates(desk, gateway, self, lambda: self.page, self.chosen)
        self.head = PageHead("calendar-check-outline")
        self.print_button = self.head.add_button(texts.PRINT, "printer", self.print_view)
        self.cancel_button = self.head.add_button(texts.CANCEL, "cancel", self.dates.cancel, "danger")
        self.move_button = self.head.add_button(texts.MOVE, "cursor-move", self.dates.move)
        self.edit_button = self.head.add_button(texts.EDIT, "pencil", self.dates.edit, "primary")
        self.empty = EmptyState(texts.CHOOSE)
        self._arrange()
        self.view.row_opened.connect(lambda _line: self.dates.edit())
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._settle())
        desk.hub.subscribe(self, TOPICS, self._on_changes)
        self._settle()

    # Place.

    @property
    def title(self) -> str:
        """« Réservation R-2026-000123 »."""
        return f"{texts.BOOKING} {self.number}" if self.number else ""

    def state(self) -> State:
        """Which booking, and the date that is current."""
        line = self.view.current_row()
        date = line.date.id if isinstance(line, DateOfBooking) else None
        return {"number": self.number, "date": date} if self.number else {}

    def restore(self, state: State) -> None:
        """Show that booking."""
        number = str(state.get("number", self.number))
        if number != self.number:
            self.number, self.page = number, None
        self._wanted_date = state.get("date")
        self.title_changed.emit()
        self.refresh()

    def refresh(self) -> None:
        """Read the booking again."""
        if not self.number:
            return
        if self._cancel is not None:
            self._cancel.request()
        self._cancel = Cancel()
        self.desk.tasks.run(
            self._gateway.booking_numbered,
            self.number,
            owner=self,
            cancel=self._cancel,
            done=self._show,
            failed=self._failed,
        )

    def busy(self) -> bool:
        """Whether it is being read."""
        return self._cancel is not None

    def shown_since(self) -> datetime | None:
        """When it was read."""
        return self._read_at

    def take_focus(self) -> None:
        """On the dates."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def print_view(self) -> None:
        """The confirmation of the booking."""
        if self.page is not None:
            preview_confirmation(self.desk, self._gateway, self.number)

    def chosen(self) -> Sequence[OccurrenceDetail]:
        """The dates chosen in the table."""
        return [line.date for line in self.view.selected_rows()]

    # Inside.

    def _show(self, page: BookingPage) -> None:
        self._cancel = None
        first = self.page is None
        self.page, self._read_at = page, self.desk.session.clock.now()
        self.head.say(*heading(page.booking))
        self.facts.show_facts(facts_of_booking(page))
        self.history.show_facts(self._history(page))
        kept = self.view.current_row()
        wanted = self._wanted_date or (kept.date.id if isinstance(kept, DateOfBooking) else None)
        lines = dates_of(page, self._read_at)
        self.model.set_rows(lines)
        self._wanted_date = None
        shown: Sequence[DateOfBooking] = self.model.rows()
        at = next((n for n, line in enumerate(shown) if line.date.id == wanted), None)
        if at is None and first:
            # The next date, else the first.
            at = next((n for n, line in enumerate(shown) if line.date.span.end > self._read_at), 0)
        if at is not None:
            self.view.choose(at)
        self._stack.setCurrentIndex(0)
        self.desk.session.note_refresh()
        self.title_changed.emit()
        self._settle()

    def _history(self, page: BookingPage) -> list[Fact]:
        date = page.booking.occurrences[0]
        told = card_facts(page, date.id, self.desk.session.actor, self.desk.session.clock.now())
        lines = told.history if told is not None else ()
        return [Fact(line.when, f"{line.what}\n{line.who}") for line in lines]

    def _failed(self, failure: Failure) -> None:
        self._cancel = None
        self.page = None
        self.empty.say(failure.sentence)
        self._stack.setCurrentIndex(1)
        self._settle()

    def _on_changes(self, _changes: Sequence[Change]) -> None:
        if self.number:
            self.refresh()

    def _settle(self) -> None:
        """What can be done with what is chosen."""
        read_only = "" if self.desk.session.may_write else card_texts.READ_ONLY
        dates = self.dates.rows()
        none = "" if dates else texts.NO_DATE_CHOSEN
        one = "" if len(dates) < 2 else texts.ONE_AT_A_TIME
        fixed = read_only or none or self.dates.why_fixed()
        enable(self.edit_button, read_only or ("" if self.dates.may_edit() else card_texts.NO_RIGHT))
        enable(self.move_button, fixed or one)
        enable(self.cancel_button, fixed)
        self.print_button.setEnabled(self.page is not None)
        self.commands_changed.emit()

    def _arrange(self) -> None:
        left = QSplitter(Qt.Orientation.Vertical)
        left.addWidget(TitledPane(texts.FACTS, "information-outline", _scrolled(self.facts, texts.FACTS)))
        left.addWidget(TitledPane(texts.HISTORY, "history", _scrolled(self.history, texts.HISTORY)))
        left.setSizes([theme.scaled(400), theme.scaled(260)])
        columns = QSplitter(Qt.Orientation.Horizontal)
        columns.addWidget(left)
        columns.addWidget(self.list)
        for splitter in (left, columns):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(8)
        columns.setStretchFactor(1, 1)
        kept = self.desk.recall(_WIDTHS)
        usual = [theme.scaled(360), theme.scaled(900)]
        columns.setSizes([int(one) for one in kept] if isinstance(kept, list) else usual)
        columns.splitterMoved.connect(lambda *_: self.desk.remember(_WIDTHS, columns.sizes()))
        whole = QWidget()
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(12, 0, 12, 12)
        inner.setSpacing(0)
        inner.addWidget(columns)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(whole, 1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(shown)
        self._stack.addWidget(self.empty)
        self._stack.setCurrentIndex(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)


def _scrolled(content: QWidget, words: str) -> QScrollArea:
    """A column that scrolls, by keyboard too."""
    held = QWidget()
    held.setProperty("surface", "plain")
    held.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    inner = QVBoxLayout(held)
    inner.setContentsMargins(12, 0, 12, 12)
    inner.addWidget(content)
    inner.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setAccessibleName(words)
    scroll.setWidget(held)
    return scroll
