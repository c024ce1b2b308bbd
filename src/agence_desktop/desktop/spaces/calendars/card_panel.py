"""The panel beside a calendar: the card of the chosen date, read off the GUI thread, or how to get one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from agence_desktop.desktop import theme
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.spaces.calendars.booking_card import BookingCard
from agence_desktop.desktop.spaces.facts import card_texts as texts
from agence_desktop.desktop.spaces.facts.card_facts import card_facts
from agence_desktop.desktop.spaces.gateway import BookingPage, Gateway
from agence_desktop.desktop.spaces.printing import preview_confirmation
from agence_desktop.desktop.tasks import Cancel, Failure
from agence_desktop.desktop.widgets.empty_state import EmptyState

REST_MS = 120
"""The base is asked once the selection has rested this long: arrows run through many dates."""
LEAST_WIDTH = 900
"""From this width on, at 100 %, calendar and card stand side by side."""
_SHOWN = "spaces/card"


class CardPanel(QWidget):
    """Shown until its cross is taken, and again when a date is opened; that is remembered."""

    edit_requested = Signal()
    move_requested = Signal()
    cancel_requested = Signal()
    presence_requested = Signal()

    def __init__(self, desk: Workbench, gateway: Gateway) -> None:
        super().__init__()
        self._desk, self._gateway = desk, gateway
        self._wanted: tuple[int, int] | None = None
        self._cancel: Cancel | None = None
        self.loading = False
        self.card = BookingCard()
        self.card.closed.connect(self.close_panel)
        self.card.edit_requested.connect(self.edit_requested)
        self.card.move_requested.connect(self.move_requested)
        self.card.cancel_requested.connect(self.cancel_requested)
        self.card.presence_requested.connect(self.presence_requested)
        self.card.print_requested.connect(self._print)
        empty = EmptyState(texts.NOTHING)
        empty.setProperty("surface", "card")
        empty.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(empty)
        self._stack.addWidget(self.card)
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self._read)
        self._asked = desk.recall(_SHOWN) is not False
        if not self._asked:
            self.hide()

    def show_date(self, booking_id: int, occurrence_id: int) -> None:
        """Show a date once the selection rests on it."""
        if (booking_id, occurrence_id) != self._wanted:
            self._wanted = (booking_id, occurrence_id)
            self.loading = True
            self._timer.start()

    def refresh(self) -> None:
        """Read the date again."""
        if self._wanted is not None:
            self.loading = True
            self._read()

    def clear(self) -> None:
        """No date is chosen."""
        self._wanted, self.loading = None, False
        self._timer.stop()
        self._stack.setCurrentIndex(0)

    def open(self) -> None:
        """Show the panel."""
        self._asked = True
        self.show()
        self._desk.remember(_SHOWN, True)

    def close_panel(self) -> None:
        """Hide the panel until a date is opened."""
        self._asked = False
        self.hide()
        self._desk.remember(_SHOWN, False)

    def fit(self, width: int) -> None:
        """Give way where the calendar would be too narrow; opening a date shows the panel all the same."""
        self.setVisible(self._asked and width >= theme.scaled(LEAST_WIDTH))

    def _read(self) -> None:
        if self._wanted is None:
            return
        if self._cancel is not None:
            self._cancel.request()
        self._cancel = Cancel()
        booking_id, occurrence_id = self._wanted
        self._desk.tasks.run(
            self._gateway.booking,
            booking_id,
            owner=self,
            cancel=self._cancel,
            done=partial(self._show, occurrence_id),
            failed=self._failed,
        )

    def _show(self, occurrence_id: int, page: BookingPage) -> None:
        self.loading = False
        session = self._desk.session
        facts = card_facts(page, occurrence_id, session.actor, session.clock.now())
        if facts is None:
            self.clear()
            return
        self.card.show_facts(facts)
        self._stack.setCurrentIndex(1)

    def _print(self) -> None:
        if self.card.facts is not None:
            preview_confirmation(self._desk, self._gateway, self.card.facts.number)

    def _failed(self, failure: Failure) -> None:
        self.clear()
        self._desk.tell(failure.sentence, kind="danger")
