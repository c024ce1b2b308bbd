"""What keyboard, focus and gestures do, the same in the three calendars."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from agence_desktop.desktop.calendar import accessibility, texts
from agence_desktop.desktop.calendar.axis import Hours
from agence_desktop.desktop.calendar.bubble import Bubble
from agence_desktop.desktop.calendar.contract import CalendarContract
from agence_desktop.desktop.calendar.drag import Drag, Grip, Target
from agence_desktop.desktop.calendar.gestures import Gestures
from agence_desktop.desktop.calendar.items import BACKGROUND, Block, Day, Ghost
from agence_desktop.desktop.calendar.stops import Stop

ARROWS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})
ENDS = frozenset({Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class CalendarView(CalendarContract):
    """A calendar with a place for the keyboard; the block under it is the selected one."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        accessibility.install()
        self.gestures = Gestures(self)
        self.bubble = Bubble(self.viewport())
        self._range: tuple[date, date] | None = None

    def set_range(
        self, days: Sequence[Day], hours: Hours | None = None, zone: ZoneInfo | None = None
    ) -> None:
        """As the contract says; a gesture does not outlive its days."""
        self.gestures.cancel()
        super().set_range(days, hours, zone)

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
        row, before_row = stop.row_key if stop else "", former.row_key if former else ""
        if row != before_row:
            self.row_changed.emit(row)

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

    def settled(self) -> None:
        """After a change the keyboard stays on its block, and other days are told."""
        self._refocus()
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
        """A gesture wonders whether its target is free; by keyboard it also says where it stands."""
        row = self.row(target.row_key)
        if row is not None and self.gestures.by_keyboard:
            accessibility.say(self, texts.target_words(row, target.span, self.zone))
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
            self.metrics = self.measured()
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
