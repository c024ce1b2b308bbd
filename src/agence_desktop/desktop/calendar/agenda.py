"""The agenda of one room: days across, time downwards."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from agence_desktop.core.clock import to_wall
from agence_desktop.desktop import theme
from agence_desktop.desktop.calendar import texts
from agence_desktop.desktop.calendar.agenda_paint import AgendaPainter, AgendaShowing
from agence_desktop.desktop.calendar.agenda_scene import AgendaScene
from agence_desktop.desktop.calendar.axis import Axis, build_axis, fitting
from agence_desktop.desktop.calendar.drag import Target, on_next_day
from agence_desktop.desktop.calendar.items import Row
from agence_desktop.desktop.calendar.pointer import PointerView, cell_at
from agence_desktop.desktop.calendar.scene import Box, Spot
from agence_desktop.desktop.calendar.stops import Stop, index_near, stops

HOUR = 44
"""The least height of an hour, in pixels at 100 %."""
GUTTER = 64
LEAST_DAY = 64
ZOOM_STEP = 1.25
MOST_ZOOM = 6.0


class AgendaView(PointerView):
    """The first of the rows given; the others are not shown."""

    along = Qt.CursorShape.SizeVerCursor

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(texts.AGENDA, parent)
        self._zoom = 1.0
        self._stops: tuple[Stop, ...] | None = None
        self._scene = self._build()

    @property
    def shown_row(self) -> Row | None:
        """The room of this agenda."""
        return self.rows[0] if self.rows else None

    @property
    def scene(self) -> AgendaScene:
        """The geometry now shown."""
        return self._scene

    @property
    def axis(self) -> Axis:
        """The days and hours now shown."""
        return self._scene.axis

    # Layout.

    def _build(self) -> AgendaScene:
        row = self.shown_row
        blocks = self.store.row(row.key if row else "")
        days, hours = fitting(self.days, self.hours, blocks.blocks, self.zone)
        body, metrics = self.body_rect(), self.metrics
        axis = build_axis(days, hours, self.zone, body.width(), metrics.folded, theme.scaled(LEAST_DAY))
        natural = max(theme.scaled(HOUR) * (hours.last - hours.first) / 60, body.height())
        return AgendaScene(
            axis, row, blocks, natural * self._zoom, metrics.gap, metrics.edge, metrics.line + metrics.gap
        )

    def relayout(self) -> None:
        """Days, hours and scroll bars anew."""
        self._scene = self._build()
        self._stops = None
        body = self.body_rect()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(round(self._scene.axis.length) - body.width(), 0))
        across.setPageStep(max(body.width(), 1))
        down.setRange(0, max(round(self._scene.height) - body.height(), 0))
        down.setPageStep(max(body.height(), 1))
        down.setSingleStep(theme.scaled(HOUR) // 2)
        row = self.shown_row
        self.setAccessibleName(f"{texts.AGENDA}, {row.title}" if row else texts.AGENDA)

    def relayout_rows(self, row_keys: AbstractSet[str]) -> None:
        """Everything, when the room of this agenda is among them."""
        if self.shown_row is not None and self.shown_row.key in row_keys:
            self.relayout()
            self.viewport().update()

    def body_rect(self) -> QRect:
        """Below the days and right of the hours."""
        return self.viewport().rect().adjusted(theme.scaled(GUTTER), self.metrics.header, 0, 0)

    def _origin(self) -> QPoint:
        body = self.body_rect()
        return body.topLeft() - QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The whole agenda: one room has few blocks."""
        gestures = self.gestures
        row = self.shown_row
        showing = AgendaShowing(
            scene=self._scene,
            metrics=self.metrics,
            origin=self._origin(),
            port=self.viewport().rect(),
            gutter=self.body_rect().left(),
            head=self.metrics.header,
            zone=self.zone,
            closed=self.closed.get(row.key, ()) if row else (),
            now=self.now,
            selected=self.selected,
            ring=self.focus_stop if self.hasFocus() else None,
            target=gestures.target,
            carried=gestures.drag.block if gestures.drag else None,
            answer=gestures.answer.ok if gestures.answer else None,
            ratio=self.devicePixelRatioF(),
        )
        with QPainter(self.viewport()) as painter:
            AgendaPainter(painter, showing).paint()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel goes down the hours, with Ctrl zooms around the pointer."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self.zoom_by(ZOOM_STEP ** (event.angleDelta().y() / 120), event.position().y())
        event.accept()

    @property
    def zoom(self) -> float:
        """1 where an hour has its natural height."""
        return self._zoom

    def zoom_by(self, factor: float, around: float | None = None) -> None:
        """Heighten or lower the hours, keeping the time at an ordinate of the viewport, or its middle."""
        y = around if around is not None else self.body_rect().center().y()
        part = (y - self._origin().y()) / self._scene.height
        self._zoom = min(max(self._zoom * factor, 1.0), MOST_ZOOM)
        self.relayout()
        top = part * self._scene.height - (y - self.body_rect().top())
        self.verticalScrollBar().setValue(round(top))
        self.viewport().update()

    # What lies where.

    def spot(self, point: QPoint) -> Spot | None:
        """What lies at a point of the viewport."""
        if not self.body_rect().contains(point):
            return None
        inside = point - self._origin()
        return self._scene.at(inside.x(), inside.y())

    def nearest_spot(self, point: QPoint) -> Spot | None:
        """The time closest to a point of the viewport."""
        inside = point - self._origin()
        return self._scene.nearest(inside.x(), inside.y())

    def stop_at(self, point: QPoint) -> Stop | None:
        """The block or cell at a point of the viewport."""
        spot = self.spot(point)
        return cell_at(self._all(), spot, self._scene.axis) if spot else None

    def _all(self) -> tuple[Stop, ...]:
        if self._stops is None:
            row = self.shown_row
            self._stops = stops(row, self._scene.blocks, self._scene.axis) if row else ()
        return self._stops

    def visible_stops(self) -> Sequence[Stop]:
        """Day by day, by time."""
        body = self.body_rect()
        return [stop for stop in self._all() if (rect := self.stop_rect(stop)) and rect.intersects(body)]

    def _rect(self, boxes: list[Box]) -> QRect | None:
        if not boxes:
            return None
        origin = self._origin()
        return QRectF(*boxes[0].moved(origin.x(), origin.y())).toAlignedRect()

    def stop_rect(self, stop: Stop) -> QRect | None:
        """The first day's piece."""
        row = self.shown_row
        if row is None or stop.row_key != row.key:
            return None
        return self._rect(self._scene.boxes(stop.block) if stop.block else self._scene.cells(stop.span))

    def target_rect(self, target: Target) -> QRect | None:
        """The first day's piece of a ghost."""
        return self._rect(self._scene.pieces(target.span))

    # Keyboard.

    def nearest_stop(self, stop: Stop) -> Stop | None:
        """The stop at that time."""
        found = self._all()
        index = index_near(found, stop.span.start)
        return found[index] if index >= 0 else None

    def neighbour(self, key: Qt.Key, *, far: bool) -> Stop | None:
        """Up and down by time within the day, left and right by day, Home and End of the day."""
        here, found = self.focus_stop, self._all()
        if here is None or not found:
            return None
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            return self._beside(here, 1 if key is Qt.Key.Key_Right else -1)
        day = found if far else [stop for stop in found if self._day(stop) == self._day(here)]
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return day[0 if key is Qt.Key.Key_Home else -1] if day else None
        at = next((n for n, stop in enumerate(day) if stop.key == here.key), index_near(day, here.span.start))
        page = max(len(self.visible_stops()) // max(len(self.days), 1) - 1, 1)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}
        return day[min(max(at + steps[key], 0), len(day) - 1)] if day else None

    def _beside(self, here: Stop, step: int) -> Stop | None:
        """The same hour of the next day shown, folded or not."""
        columns = self._scene.axis.columns
        days = [column.day.date for column in columns]
        at = days.index(self._day(here)) + step if self._day(here) in days else -1
        if not 0 <= at < len(days):
            return None
        near = [stop for stop in self._all() if self._day(stop) == days[at]]
        moved = on_next_day(here.span, step, self._scene.axis) if not columns[at].folded else here.span
        index = index_near(near, moved.start)
        return near[index] if index >= 0 else None

    def _day(self, stop: Stop) -> date:
        return to_wall(stop.span.start, self.zone).date()

    def carry(self, key: Qt.Key, *, resize: bool) -> None:
        """Up and down by a step of the grid, left and right by a day."""
        down = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key, 0)
        if (resize and not down) or not self.grasp(by_keyboard=True):
            return
        row, target = self.shown_row, self.gestures.target
        if row is None or target is None:
            return
        if down:
            self.gestures.step(row, down * row.grid_minutes, resize=resize)
        else:
            step = 1 if key is Qt.Key.Key_Right else -1
            self.gestures.aim(Target(row.key, on_next_day(target.span, step, self._scene.axis)))

    def extra_key(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        """Ctrl with + − 0 zooms."""
        factors = {Qt.Key.Key_Plus: ZOOM_STEP, Qt.Key.Key_Minus: 1 / ZOOM_STEP, Qt.Key.Key_0: 1 / MOST_ZOOM}
        if not held & Qt.KeyboardModifier.ControlModifier or key not in factors:
            return False
        self.zoom_by(factors[key])
        return True
