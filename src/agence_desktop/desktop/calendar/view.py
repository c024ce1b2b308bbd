"""The contract of the three calendars: what they are given, what they announce, what the keyboard does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.desktop.calendar import accessibility, texts
from agence_desktop.desktop.calendar.axis import Hours
from agence_desktop.desktop.calendar.bubble import Bubble
from agence_desktop.desktop.calendar.drag import Drag, Grip, Target
from agence_desktop.desktop.calendar.gestures import Gestures
from agence_desktop.desktop.calendar.items import BACKGROUND, Block, Closed, Day, Ghost, Group, Row
from agence_desktop.desktop.calendar.metrics import Metrics
from agence_desktop.desktop.calendar.stops import Stop
from agence_desktop.desktop.calendar.store import BlockStore

ARROWS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})
ENDS = frozenset({Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class CalendarView(QAbstractScrollArea):
    """Rows, days and blocks in; wishes out. A subclass gives the geometry and paints.

    Keys of rows and blocks are the caller’s. Spans are instants; days and hours are those of ``zone``.
    The block under the keyboard is the selected one.
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
    visible_range_changed = Signal(object, object)
    """First and last date on view."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        accessibility.install()
        self.setAccessibleName(name)
        self.setAccessibleDescription(texts.DESCRIPTION)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        # Every pixel is painted: what scrolls can be moved instead of painted again.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.metrics = Metrics()
        self.rows: tuple[Row, ...] = ()
        self.groups: tuple[Group, ...] = ()
        self.days: tuple[Day, ...] = ()
        self.hours = Hours()
        self.zone: ZoneInfo = QUEBEC
        self.closed: Closed = {}
        self.now: datetime | None = None
        self.store = BlockStore()
        self.gestures = Gestures(self)
        self.bubble = Bubble(self.viewport())
        self._by_key: dict[str, Row] = {}
        self._focus: Stop | None = None
        self._range: tuple[date, date] | None = None

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
            self._refocus()

    def set_range(
        self, days: Sequence[Day], hours: Hours | None = None, zone: ZoneInfo | None = None
    ) -> None:
        """Show these days and the hours of each, in the clock of a zone; what is left out stays."""
        self.days = tuple(days)
        self.hours = hours or self.hours
        self.zone = zone or self.zone
        self.gestures.cancel()
        self._changed()

    def set_closed(self, closed: Closed) -> None:
        """Shade these spans of the rows."""
        self.closed = closed
        self._changed()

    def set_now(self, instant: datetime | None) -> None:
        """Move the now-line; None hides it."""
        self.now = instant
        self.viewport().update()

    def show_ghost(self, ghost: Ghost) -> None:
        """Answer ``ghost_requested``; an answer about a former target is dropped."""
        self.gestures.answered(ghost)

    def select(self, block_key: str) -> bool:
        """Put the keyboard on a block and bring it into view; False when it is not shown."""
        block = self.store.get(block_key)
        if block is None or self.stop_rect(stop := Stop(block.row_key, block.span, block)) is None:
            return False
        self.set_focus_stop(stop)
        return True

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

    # What a subclass gives.

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

    # The keyboard's place.

    def set_focus_stop(self, stop: Stop | None, *, reveal: bool = True) -> None:
        """Put the keyboard somewhere, show it and say it."""
        before, former, self._focus = self.selected, self._focus, stop
        rect = self.stop_rect(stop) if stop else None
        if rect is not None and reveal:
            self.reveal(rect)
        self._repaint(former)
        self._repaint(stop)
        if stop is not None:
            accessibility.announce(self, stop)
        if self.selected != before:
            self.selection_changed.emit(self.selected)

    def _repaint(self, stop: Stop | None) -> None:
        """Paint a stop again, with the ring around it."""
        rect = self.stop_rect(stop) if stop else None
        if rect is not None:
            around = self.metrics.edge
            self.viewport().update(rect.adjusted(-around, -around, around, around))

    def _refocus(self) -> None:
        """After a change the keyboard stays on its block, or at its time."""
        if self._focus is None:
            return
        block = self.store.get(self._focus.block.key) if self._focus.block else None
        stop = Stop(block.row_key, block.span, block) if block else None
        if stop is None or self.stop_rect(stop) is None:
            stop = self.nearest_stop(self._focus)
        if stop != self._focus:
            self.set_focus_stop(stop, reveal=False)

    def _changed(self) -> None:
        """Lay out, paint, and say which days are shown."""
        self.relayout()
        self._refocus()
        self.viewport().update()
        self.report_range()

    def shown_dates(self) -> tuple[date, date] | None:
        """The first and last date on view; None without days."""
        return (self.days[0].date, self.days[-1].date) if self.days else None

    def report_range(self) -> None:
        """Emit ``visible_range_changed`` when other dates have come into view."""
        shown = self.shown_dates()
        if shown is not None and shown != self._range:
            self._range = shown
            self.visible_range_changed.emit(*shown)

    # The stage of gestures.

    def ask(self, target: Target, block_key: str) -> None:
        """A gesture wonders whether its target is free."""
        self.ghost_requested.emit(target.row_key, target.span, block_key)

    def gesture_changed(self) -> None:
        """Show the ghost as it now stands, and what is to be said of it."""
        gestures = self.gestures
        self.viewport().update()
        rect = self.target_rect(gestures.target) if gestures.target else None
        if rect is None or gestures.answer is None:
            self.bubble.hide()
        if rect is not None and gestures.by_keyboard:
            self.reveal(rect)
            rect = self.target_rect(gestures.target) if gestures.target else None
        if rect is not None and gestures.answer is not None:
            self.bubble.tell(gestures.answer, by_keyboard=gestures.by_keyboard)
            self.bubble.stand_by(rect, self.body_rect())
            accessibility.say(self, self.bubble.words)

    def drop(self, drag: Drag, target: Target) -> None:
        """A gesture has ended where it may: say the wish."""
        if drag.block is None:
            self.create_requested.emit(target.row_key, target.span)
        elif drag.grip is Grip.MOVE and not self._only_length(drag.block, target):
            self.move_requested.emit(drag.block.key, target.row_key, target.span)
        else:
            self.resize_requested.emit(drag.block.key, target.span)

    @staticmethod
    def _only_length(block: Block, target: Target) -> bool:
        """One gesture by keyboard may move and stretch; with the same start and row it only stretches."""
        return block.row_key == target.row_key and block.span.start == target.span.start

    # Events.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keyboard does all that the mouse does."""
        if not self._key(Qt.Key(event.key()), event.modifiers()):
            event.ignore()

    def _key(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        if key is Qt.Key.Key_Escape and self.gestures.active:
            self.gestures.cancel()
            accessibility.say(self, texts.CANCELLED)
        elif key in _ENTER and not held & _CTRL:
            self._enter()
        elif (
            key is Qt.Key.Key_Delete
            and self._focus
            and self._focus.block
            and self._may_cancel(self._focus.block)
        ):
            self.cancel_requested.emit(self._focus.block.key)
        elif key is Qt.Key.Key_Menu or (key is Qt.Key.Key_F10 and held & _SHIFT):
            self._menu(self._focus, None)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and held & _CTRL:
            self.period_requested.emit(-1 if key is Qt.Key.Key_PageUp else 1)
        elif key in ARROWS and held & _CTRL:
            self.carry(key, resize=bool(held & _SHIFT))
        elif key in ARROWS | ENDS and not held & ~_CTRL & ~Qt.KeyboardModifier.KeypadModifier:
            self._walk(key, far=bool(held & _CTRL))
        else:
            return self.extra_key(key, held)
        return True

    def extra_key(self, _key: Qt.Key, _held: Qt.KeyboardModifier) -> bool:
        """Keys of one kind of calendar only; whether it was one."""
        return False

    def _walk(self, key: Qt.Key, *, far: bool) -> None:
        self.gestures.cancel()
        if self._focus is None:
            stops = self.visible_stops()
            self.set_focus_stop(stops[0] if stops else None)
            return
        stop = self.neighbour(key, far=far)
        if stop is not None:
            self.set_focus_stop(stop)

    def _enter(self) -> None:
        if self.gestures.active:
            self.gestures.finish()
        elif self._focus is not None:
            self.open_stop(self._focus)

    def open_stop(self, stop: Stop) -> None:
        """Open the record of a block, or ask for a new one in a cell."""
        if stop.block is not None:
            self.open_requested.emit(stop.block.opened_key)
        else:
            self.create_requested.emit(stop.row_key, stop.span)

    @staticmethod
    def _may_cancel(block: Block) -> bool:
        return block.editable and block.style not in BACKGROUND

    def _menu(self, stop: Stop | None, at: QPoint | None) -> None:
        rect = self.stop_rect(stop) if stop else None
        if stop is None or (at is None and rect is None):
            return
        point = at or (self.viewport().mapToGlobal(rect.center()) if rect else QPoint())
        self.menu_requested.emit(stop.row_key, stop.span, stop.block.key if stop.block else "", point)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The right button; the keyboard's own event is answered in ``keyPressEvent``."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            return
        stop = self.stop_at(event.pos())
        if stop is not None:
            self.set_focus_stop(stop, reveal=False)
            self._menu(stop, event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard comes to where it was, or to the first cell on view."""
        super().focusInEvent(event)
        if self._focus is None and event.reason() is not Qt.FocusReason.MouseFocusReason:
            stops = self.visible_stops()
            self.set_focus_stop(stops[0] if stops else None)
        elif self._focus is not None:
            accessibility.announce(self, self._focus)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A gesture does not outlive the focus."""
        super().focusOutEvent(event)
        self.gestures.cancel()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Days share the new width."""
        super().resizeEvent(event)
        self.relayout()
        self.report_range()

    def changeEvent(self, event: QEvent) -> None:
        """Another font or look: measure again."""
        super().changeEvent(event)
        kinds = (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange, QEvent.Type.PaletteChange)
        if event.type() in (*kinds, QEvent.Type.StyleChange) and hasattr(self, "metrics"):
            self.metrics = Metrics()
            self.relayout()
            self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """After a rest of the pointer, the full text of what lies under it."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self.tooltip_at(event.pos())
            if words:
                QToolTip.showText(event.globalPos(), words, self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def tooltip_at(self, point: QPoint) -> str:
        """The tooltip at a point of the viewport; empty for none."""
        stop = self.stop_at(point)
        row = self.row(stop.row_key) if stop else None
        return texts.tooltip(row, stop.block, self.zone) if row and stop and stop.block else ""

    def sizeHint(self) -> QSize:
        """Room for a week of some ten rows."""
        return QSize(self.metrics.side * 4, self.metrics.header + self.metrics.row * 10)
