"""The mouse on planning and agenda: click selects, double click opens, a drag creates, moves or resizes."""

from __future__ import annotations

from PySide6.QtCore import QBasicTimer, QPoint, Qt, QTimerEvent
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from agence_desktop.core.clock import to_wall
from agence_desktop.desktop.calendar.axis import Axis
from agence_desktop.desktop.calendar.drag import Drag, Grip
from agence_desktop.desktop.calendar.scene import Spot
from agence_desktop.desktop.calendar.stops import Stop
from agence_desktop.desktop.calendar.view import CalendarView

SCROLL_MS = 40
"""How often the view scrolls while a drag is held beyond its edge."""


class PointerView(CalendarView):
    """A calendar with hours, on which things can be dragged."""

    creates = True
    """Whether a drag over free time creates."""
    along = Qt.CursorShape.SizeHorCursor
    """The pointer over the ends of a block."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._pressed: tuple[QPoint, Spot] | None = None
        self._pointer = QPoint()
        self._scrolling = QBasicTimer()

    @property
    def axis(self) -> Axis:
        """The time axis now shown."""
        raise NotImplementedError

    def spot(self, point: QPoint) -> Spot | None:
        """What lies at a point of the viewport."""
        raise NotImplementedError

    def nearest_spot(self, point: QPoint) -> Spot | None:
        """The row and time closest to a point of the viewport."""
        raise NotImplementedError

    def toggle_group(self, group_key: str) -> None:
        """Fold or unfold a group of rows; only the planning shows groups."""

    def grasp(self, *, by_keyboard: bool) -> bool:
        """Take hold of the selected block unless a gesture is under way; False when it cannot move."""
        if self.gestures.active:
            return True
        block = self.focus_stop.block if self.focus_stop else None
        row = self.row(block.row_key) if block else None
        if block is None or row is None or not block.movable:
            return False
        anchor = to_wall(block.span.start, self.zone)
        self.gestures.begin(Drag(Grip.MOVE, row, anchor, self.axis, block), by_keyboard=by_keyboard)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select what is under the pointer; perhaps a drag begins."""
        point = event.position().toPoint()
        spot = self.spot(point)
        if event.button() is not Qt.MouseButton.LeftButton or spot is None:
            return
        self.gestures.cancel()
        if spot.row is None and spot.group is not None:
            self.toggle_group(spot.group.key)
            return
        stop = self.stop_at(point)
        if stop is not None:
            self.set_focus_stop(stop, reveal=False)
        if spot.wall is not None and (spot.block.movable if spot.block else self.creates):
            self._pressed = (point, spot)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry on the drag, or show what the pointer could grasp."""
        self._pointer = event.position().toPoint()
        if self._pressed is None:
            self._show_grip()
            return
        start, spot = self._pressed
        moved = (self._pointer - start).manhattanLength()
        if not self.gestures.active and moved >= QApplication.startDragDistance():
            self._begin(spot)
        self._follow()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = None
            self._scrolling.stop()
            if self.gestures.active and not self.gestures.by_keyboard:
                self.gestures.finish()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the block, or ask for a new one in the cell."""
        self._pressed = None
        stop = self.stop_at(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and stop is not None:
            self.set_focus_stop(stop, reveal=False)
            self.open_stop(stop)

    def timerEvent(self, event: QTimerEvent) -> None:
        """A drag held beyond the edge scrolls on."""
        if event.timerId() != self._scrolling.timerId():
            super().timerEvent(event)
            return
        body, point = self.body_rect(), self._pointer
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        step = self.metrics.row // 2
        across.setValue(across.value() + step * _beyond(point.x(), body.left(), body.right()))
        down.setValue(down.value() + step * _beyond(point.y(), body.top(), body.bottom()))
        self._follow()

    def gesture_changed(self) -> None:
        """A gesture that ended by Escape takes the press with it."""
        if not self.gestures.active:
            self._pressed = None
            self._scrolling.stop()
        super().gesture_changed()

    def _begin(self, spot: Spot) -> None:
        if spot.row is None or spot.wall is None:
            return
        grip = spot.grip if spot.block else Grip.CREATE
        self.gestures.begin(Drag(grip, spot.row, spot.wall, self.axis, spot.block))

    def _follow(self) -> None:
        if not self.gestures.active or self.gestures.by_keyboard:
            return
        spot = self.nearest_spot(self._pointer)
        if spot is not None and spot.row is not None and spot.wall is not None:
            self.gestures.to(spot.row, spot.wall)
        inside = self.body_rect().contains(self._pointer)
        if inside or not self.gestures.active:
            self._scrolling.stop()
        elif not self._scrolling.isActive():
            self._scrolling.start(SCROLL_MS, self)

    def _show_grip(self) -> None:
        spot = self.spot(self._pointer)
        shape = Qt.CursorShape.ArrowCursor
        if spot is not None and spot.block is not None and spot.block.movable and spot.grip is not Grip.MOVE:
            shape = self.along
        elif spot is not None and spot.row is None:
            shape = Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)


def cell_at(stops: tuple[Stop, ...], spot: Spot, axis: Axis) -> Stop | None:
    """The block of a spot, or the free cell that holds its time."""
    if spot.row is None or spot.wall is None:
        return None
    if spot.block is not None:
        return Stop(spot.row.key, spot.block.span, spot.block)
    instant = axis.instant_of(spot.wall)
    return next((stop for stop in stops if stop.block is None and stop.span.holds(instant)), None)


def _beyond(at: int, low: int, high: int) -> int:
    return -1 if at < low else int(at > high)
