"""What planning, agenda and month share: reading, the card, changes that arrive, and the gestures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from agence_desktop.core.changes import Change
from agence_desktop.desktop import theme
from agence_desktop.desktop.calendar.legend import Legend
from agence_desktop.desktop.calendar.period_bar import PeriodBar
from agence_desktop.desktop.calendar.periods import Period, Reach
from agence_desktop.desktop.calendar.pointer import PointerView
from agence_desktop.desktop.places import Place, State, Workbench
from agence_desktop.desktop.spaces.calendars.card_panel import CardPanel
from agence_desktop.desktop.spaces.calendars.date_actions import DateActions
from agence_desktop.desktop.spaces.calendars.planning_items import Picture, picture
from agence_desktop.desktop.spaces.calendars.reading import Reading
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.tasks import Cancel, Failure

TICK_MS = 20_000
"""How often the now-line moves."""
LEGEND_FROM = 420
"""From this height on, at 100 %, there is room for the legend."""
REFERENCE_TOPICS = frozenset({"spaces", "directory"})
_SPLIT = "spaces/card_width"


class CalendarPlace(Place):
    """A calendar with its bars above, its legend below and the card of a booking at its side.

    A subclass lays out ``bars`` and says how it reads (``reader``).
    """

    reaches: Sequence[Reach] = (Reach.DAY, Reach.WEEK, Reach.TWO_WEEKS)
    reach = Reach.WEEK

    def __init__(self, desk: Workbench, gateway: Gateway, view: PointerView) -> None:
        super().__init__(desk)
        self.gateway, self.view = gateway, view
        today = desk.session.today
        self.period_bar = PeriodBar(Period.holding(self.reach, today()), self.reaches, today)
        self.period_bar.period_changed.connect(self.set_period)
        self.card = CardPanel(desk, gateway)
        self.dates = DateActions(desk, gateway, view, lambda: self.reading)
        self.reading: Reading | None = None
        self.picture: Picture | None = None
        self._loading: Cancel | None = None
        self._stale = True
        self._after: State = {}
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        self._arrange()
        self._connect()

    # What a subclass gives.

    def bars(self) -> QWidget:
        """What stands above the calendar."""
        raise NotImplementedError

    def reader(self) -> Callable[[Gateway], Reading]:
        """How to read what is wanted now; it runs on the database thread."""
        raise NotImplementedError

    def shown(self, reading: Reading) -> None:
        """Take what was read into the bars."""

    # Places.Place.

    def state(self) -> State:
        """The period, the selection and how far it is scrolled."""
        across, down = self.view.horizontalScrollBar(), self.view.verticalScrollBar()
        return {
            "reach": str(self.period.reach),
            "first": self.period.first.isoformat(),
            "selected": self.view.selected,
            "scroll": [across.value(), down.value()],
        }

    def restore(self, state: State) -> None:
        """Show that period; selection and scroll follow once it was read."""
        reach = Reach(state.get("reach", self.period.reach))
        first = state.get("first")
        day = date.fromisoformat(first) if first else self.period.first
        self.period_bar.show_period(Period.holding(reach, day))
        self._after = {key: state[key] for key in ("selected", "scroll", "booking") if key in state}
        self.refresh()

    def refresh(self) -> None:
        """Read again; where the place is not shown, when it is."""
        self._stale = True
        if self.isVisible():
            self._load()

    def take_focus(self) -> None:
        """On the calendar."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def busy(self) -> bool:
        """Whether the calendar or its card is still being read."""
        return self._stale or self._loading is not None or self.card.loading

    def shown_since(self) -> datetime | None:
        """When the calendar was read."""
        return self.reading.read_at if self.reading else None

    # What commands do here.

    @property
    def period(self) -> Period:
        """What is shown."""
        return self.period_bar.period

    def set_period(self, period: Period) -> None:
        """Show another period."""
        self.period_bar.show_period(period)
        self.title_changed.emit()
        self.refresh()

    # Reading.

    def _load(self) -> None:
        if self._loading is not None:
            self._loading.request()
        self._stale = False
        self._loading = Cancel()
        self.desk.tasks.run(
            self.reader(),
            self.gateway,
            owner=self,
            cancel=self._loading,
            done=partial(self._read, self.period),
            failed=self._failed,
        )

    def _read(self, period: Period, reading: Reading) -> None:
        self._loading = None
        self.reading = reading
        now = self.desk.session.clock.now()
        made = picture(reading.agenda, reading.shown, period, self.desk.session.actor, now)
        former, self.picture = self.picture, made
        self._draw(former, made)
        self.view.set_now(now)
        self.period_bar.show_period(period, made.last)
        self.shown(reading)
        self._resume()
        self.card.refresh()
        self.desk.session.note_refresh()
        self.commands_changed.emit()

    def _draw(self, former: Picture | None, made: Picture) -> None:
        """Give the view what changed: its blocks alone, most of the time."""
        same = (
            former is not None
            and (former.rows, former.groups) == (made.rows, made.groups)
            and (former.days, former.hours, former.zone) == (made.days, made.hours, made.zone)
            and former.closed == made.closed
        )
        if former is not None and same:
            before = {block.key: block for block in former.blocks}
            after = {block.key: block for block in made.blocks}
            changed = [block for key, block in after.items() if before.get(key) != block]
            self.view.update_blocks(changed, before.keys() - after.keys())
            return
        self.view.set_range(made.days, made.hours, made.zone)
        self.view.set_closed(made.closed)
        self.view.set_rows(made.rows, made.groups)
        self.view.set_blocks(made.blocks)

    def _resume(self) -> None:
        """Scroll and select as asked before it was read."""
        after, self._after = self._after, {}
        if "scroll" in after:
            across, down = after["scroll"]
            self.view.horizontalScrollBar().setValue(int(across))
            self.view.verticalScrollBar().setValue(int(down))
        if "booking" in after and self.reading is not None:
            dates = [row for row in self.reading.agenda.occurrences if row.booking_id == after["booking"]]
            after = {"selected": str(dates[0].id)} if dates else {}
            self.card.open()
            # At once: what is chosen comes into view beside the card, not under it.
            self.splitter.refresh()
        if after.get("selected"):
            self.view.select(str(after["selected"]))

    def _failed(self, failure: Failure) -> None:
        self._loading = None
        self.desk.tell(failure.sentence, kind="danger")

    def _on_changes(self, changes: Sequence[Change]) -> None:
        """Read again when what changed may be on view; no changes at all means that anything may have."""
        whole = self.period.span()
        if not changes or any(
            change.topic in REFERENCE_TOPICS or change.span is None or change.span.overlaps(whole)
            for change in changes
        ):
            self.refresh()

    def _on_tick(self) -> None:
        """The now-line moves; a date that begins or ends changes its state."""
        now = self.desk.session.clock.now()
        self.view.set_now(now)
        reading = self.reading
        if reading is not None and any(
            reading.read_at < edge <= now
            for row in reading.agenda.occurrences
            for edge in (row.span.start, row.span.end)
        ):
            self.refresh()

    # Wishes of the view and of the card.

    def _selected(self, block_key: str) -> None:
        row = self.dates.selected()
        if row is not None:
            self.card.show_date(row.booking_id, row.id)
        elif not block_key:
            self.card.clear()
        self.commands_changed.emit()

    def _open(self, key: str) -> None:
        row = self.dates.occurrence(int(key)) if key.isdigit() else None
        if row is None:
            return
        self.card.open()
        self.card.show_date(row.booking_id, row.id)
        self.dates.edit_date(row)

    # Events.

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was not read yet, and follow the time."""
        super().showEvent(event)
        self._tick.start()
        if self._stale:
            self._load()

    def hideEvent(self, event: QHideEvent) -> None:
        """Time goes on elsewhere."""
        self._tick.stop()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a small window, or with a large font, the calendar itself comes first."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.card.fit(event.size().width())
        self.legend.setVisible(event.size().height() >= theme.scaled(LEGEND_FROM))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A double click on the header of a row opens the page of the room."""
        if event.type() is QEvent.Type.MouseButtonDblClick and isinstance(event, QMouseEvent):
            spot = self.view.spot(event.position().toPoint())
            if spot is not None and spot.row is not None and spot.wall is None:
                self.dates.open_room(int(spot.row.key))
                return True
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        left = QWidget()
        inner = QVBoxLayout(left)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.view, 1)
        self.legend = Legend()
        inner.addWidget(self.legend)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.card)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(4)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        kept: Any = self.desk.recall(_SPLIT)
        width = int(kept) if isinstance(kept, int) else theme.scaled(304)
        self.splitter.setSizes([10 * width, width])
        self.splitter.splitterMoved.connect(
            lambda _pos, _index: self.desk.remember(_SPLIT, self.splitter.sizes()[1])
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.bars())
        box.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        view, card = self.view, self.card
        view.open_requested.connect(self._open)
        view.selection_changed.connect(self._selected)
        view.period_requested.connect(self.period_bar.move_by)
        view.viewport().installEventFilter(self)
        card.edit_requested.connect(self.dates.edit)
        card.move_requested.connect(self.dates.move)
        card.cancel_requested.connect(self.dates.cancel)
        card.presence_requested.connect(self.dates.note_presence)
        self.desk.hub.subscribe(self, {"bookings", *REFERENCE_TOPICS}, self._on_changes)
