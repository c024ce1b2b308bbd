"""What the three calendars are given, what they announce, and what geometry each of them gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.desktop.calendar import texts
from agence_desktop.desktop.calendar.axis import Hours
from agence_desktop.desktop.calendar.drag import Target
from agence_desktop.desktop.calendar.items import Block, Closed, Day, Group, Row
from agence_desktop.desktop.calendar.metrics import Metrics
from agence_desktop.desktop.calendar.stops import Stop
from agence_desktop.desktop.calendar.store import BlockStore


class CalendarContract(QAbstractScrollArea):
    """Rows, days and blocks in; wishes out. A subclass gives the geometry and paints.

    Keys of rows and blocks are the caller’s. Spans are instants; days and hours are those of ``zone``.
    """

    create_requested = Signal(str, object)
    """Row key, Span: the form of a new booking."""
    move_requested = Signal(str, str, object)
    """Block key, row key, Span."""
    resize_requested = Signal(str, object)
    """Block key, Span."""
    open_requested = Signal(str)
    """Key of the record to show (``Block.opened_key``)."""
    cancel_requested = Signal(str)
    """Block key."""
    menu_requested = Signal(str, object, str, QPoint)
    """Row key, Span, block key or empty, place on the screen."""
    ghost_requested = Signal(str, object, str)
    """Row key, Span, block key or empty: answer with ``show_ghost``."""
    period_requested = Signal(int)
    """-1 or 1: the period before or after."""
    selection_changed = Signal(str)
    """Block key, or empty."""
    row_changed = Signal(str)
    """The keyboard stands on another row; empty on none."""
    visible_range_changed = Signal(object, object)
    """First and last date on view."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAccessibleDescription(texts.DESCRIPTION)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        # Every pixel is painted: what scrolls can be moved instead of painted again.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.metrics = self.measured()
        self.rows: tuple[Row, ...] = ()
        self.groups: tuple[Group, ...] = ()
        self.days: tuple[Day, ...] = ()
        self.hours = Hours()
        self.zone: ZoneInfo = QUEBEC
        self.closed: Closed = {}
        self.now: datetime | None = None
        self.store = BlockStore()
        self._by_key: dict[str, Row] = {}
        self._focus: Stop | None = None

    def measured(self) -> Metrics:
        """Fonts and lengths as they are now."""
        return Metrics()

    # What a caller gives.

    def set_rows(self, rows: Iterable[Row], groups: Iterable[Group] = ()) -> None:
        """Show these rows under these groups, in this order."""
        self.rows, self.groups = tuple(rows), tuple(groups)
        self._by_key = {row.key: row for row in self.rows}
        self._changed()

    def set_blocks(self, blocks: Iterable[Block]) -> None:
        """Replace all blocks."""
        self.store.replace(blocks)
        self._changed()

    def update_blocks(self, changed: Iterable[Block], removed: Iterable[str] = ()) -> None:
        """Add or replace some blocks by key and drop others; only their rows are laid out again."""
        touched = self.store.update(changed, removed)
        if touched:
            self.relayout_rows(touched)
            self.settled()

    def set_range(
        self, days: Sequence[Day], hours: Hours | None = None, zone: ZoneInfo | None = None
    ) -> None:
        """Show these days and the hours of each, in the clock of a zone; what is left out stays."""
        self.days = tuple(days)
        self.hours = hours or self.hours
        self.zone = zone or self.zone
        self._changed()

    def set_closed(self, closed: Closed) -> None:
        """Shade these spans of the rows."""
        self.closed = closed
        self.viewport().update()

    def set_now(self, instant: datetime | None) -> None:
        """Move the now-line; None hides it."""
        self.now = instant
        self.viewport().update()

    @property
    def selected(self) -> str:
        """The key of the selected block, or empty."""
        return self._focus.block.key if self._focus and self._focus.block else ""

    @property
    def focus_stop(self) -> Stop | None:
        """Where the keyboard stands."""
        return self._focus

    @property
    def today(self) -> date | None:
        """The date of the now-line in the zone of the view."""
        return to_wall(self.now, self.zone).date() if self.now else None

    def row(self, row_key: str) -> Row | None:
        """A row by key."""
        return self._by_key.get(row_key)

    def is_closed(self, stop: Stop) -> bool:
        """Whether a cell lies outside the hours of its site."""
        return any(span.overlaps(stop.span) for span in self.closed.get(stop.row_key, ()))

    def _changed(self) -> None:
        """Lay out and paint everything again."""
        self.relayout()
        self.viewport().update()
        self.settled()

    # What a subclass gives.

    def settled(self) -> None:
        """Called once what has changed is laid out."""
        raise NotImplementedError

    def relayout(self) -> None:
        """Lay everything out again: rows, days, fonts or the size have changed."""
        raise NotImplementedError

    def relayout_rows(self, row_keys: AbstractSet[str]) -> None:
        """Lay out again what stands on these rows."""
        raise NotImplementedError

    def visible_stops(self) -> Sequence[Stop]:
        """The blocks and cells on view, in reading order: the children of the widget for a screen reader."""
        raise NotImplementedError

    def stop_rect(self, stop: Stop) -> QRect | None:
        """Where a stop lies in the viewport, perhaps outside what is seen; None when it is not shown."""
        raise NotImplementedError

    def stop_name(self, stop: Stop) -> str:
        """What a screen reader says of a stop."""
        row = self.row(stop.row_key)
        if row is None:
            return ""
        if stop.block is not None:
            return texts.block_name(row, stop.block, self.zone)
        return texts.cell_name(row, stop, self.zone, closed=self.is_closed(stop))

    def stop_description(self, stop: Stop) -> str:
        """What else there is to know of the row: its capacity and equipment."""
        row = self.row(stop.row_key)
        return texts.row_offer(row) if row else ""

    def stop_at(self, point: QPoint) -> Stop | None:
        """The block or cell at a point of the viewport."""
        raise NotImplementedError

    def nearest_stop(self, stop: Stop) -> Stop | None:
        """The stop that stands where ``stop`` stood, after a change; None without any."""
        raise NotImplementedError

    def neighbour(self, key: Qt.Key, *, far: bool) -> Stop | None:
        """Where an arrow, Home, End or a page key leads from the present stop; ``far`` with Ctrl."""
        raise NotImplementedError

    def carry(self, key: Qt.Key, *, resize: bool) -> None:
        """Ctrl and an arrow: move or resize the selected block by keyboard."""
        raise NotImplementedError

    def reveal(self, rect: QRect) -> None:
        """Scroll as little as shows the rectangle, its beginning first."""
        body = self.body_rect()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        for bar, first, last, low, high in (
            (across, rect.left(), rect.right(), body.left(), body.right()),
            (down, rect.top(), rect.bottom(), body.top(), body.bottom()),
        ):
            if last > high:
                bar.setValue(bar.value() + min(last - high, first - low))
            if first < low:
                bar.setValue(bar.value() - (low - first))

    def target_rect(self, target: Target) -> QRect | None:
        """Where the ghost of a gesture lies in the viewport."""
        raise NotImplementedError

    def body_rect(self) -> QRect:
        """The part of the viewport that is no header."""
        raise NotImplementedError
