"""The month: six weeks at most, a few lines a day, the rest a key away."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from agence_desktop.core.clock import place, to_wall
from agence_desktop.desktop.calendar import texts
from agence_desktop.desktop.calendar.axis import WHOLE_DAY, Axis, Hours, build_axis
from agence_desktop.desktop.calendar.drag import Target
from agence_desktop.desktop.calendar.items import Day, Row
from agence_desktop.desktop.calendar.month_paint import MonthPainter, MonthShowing
from agence_desktop.desktop.calendar.month_scene import WEEK, Line, MonthScene, by_day, clock_of
from agence_desktop.desktop.calendar.pointer import PointerView
from agence_desktop.desktop.calendar.scene import Box, Spot
from agence_desktop.desktop.calendar.stops import Stop

MORE = ""
"""The row key of a stop on « et n autres »."""


class MonthView(PointerView):
    """Whole weeks (``month_days``), blocks of all rows together; dragging changes the day, not the hour."""

    creates = False
    noun = "réservation"
    """What days are said to hold."""

    day_requested = Signal(object)
    """A date whose blocks do not all fit: show it alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(texts.MONTH, parent)
        self._axis = build_axis((), Hours(0, WHOLE_DAY), self.zone, 1, 1, 1)
        self._scene = MonthScene((), self.zone, {}, 1, 1, 1, 1)
        self._stops: list[tuple[Stop, Box]] = []

    @property
    def axis(self) -> Axis:
        """All days at full length: the arithmetic of moves."""
        return self._axis

    @property
    def scene(self) -> MonthScene:
        """The geometry now shown."""
        return self._scene

    # Layout.

    def relayout(self) -> None:
        """Days, lines and stops anew."""
        body, metrics = self.body_rect(), self.metrics
        days = tuple(Day(day.date, False, day.name, day.short) for day in self.days)
        self._axis = build_axis(days, Hours(0, WHOLE_DAY), self.zone, len(days), 1, 1)
        shown = [block for block in self.store.all() if block.row_key in self._by_key]
        places = {row.key: row.zone for row in self.rows}
        blocks = by_day(shown, self.days, self.zone, places)
        size = max(body.width(), 1), max(body.height(), 1)
        head, line = metrics.body_line + 4, metrics.lane + 2
        self._scene = MonthScene(self.days, self.zone, blocks, *size, head, line)
        self._stops = self._all_stops()

    def relayout_rows(self, _row_keys: AbstractSet[str]) -> None:
        """Everything: a month has few lines."""
        self.relayout()
        self.viewport().update()

    def body_rect(self) -> QRect:
        """Below the names of the weekdays."""
        return self.viewport().rect().adjusted(0, self.metrics.group, 0, 0)

    def _all_stops(self) -> list[tuple[Stop, Box]]:
        """Each day, then its lines; a block of several days is a stop on the first one shown."""
        found: list[tuple[Stop, Box]] = []
        seen: set[str] = set()
        row = self.rows[0].key if self.rows else ""
        for day in self.days:
            cell = self._scene.cell(day.date)
            if cell is None or not row:
                continue
            found.append(
                (Stop(row, self._scene.span(day.date, self.hours.first, self.hours.last), None, day), cell)
            )
            for line in self._scene.lines(day):
                if line.block is None:
                    found.append((Stop(MORE, self._scene.span(day.date, 0, WHOLE_DAY), None, day), line.box))
                elif line.block.key not in seen:
                    seen.add(line.block.key)
                    found.append((Stop(line.block.row_key, line.block.span, line.block), line.box))
        return found

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The whole month."""
        gestures = self.gestures
        focus = self.focus_stop if self.hasFocus() else None
        middle = self.days[len(self.days) // 2].date.month if self.days else 0
        showing = MonthShowing(
            scene=self._scene,
            metrics=self.metrics,
            port=self.viewport().rect(),
            head=self.metrics.group,
            month=middle,
            today=self.today,
            selected=self.selected,
            ring=self.stop_rect(focus) if focus else None,
            ghost=self.target_rect(gestures.target) if gestures.target else None,
            carried=gestures.drag.block if gestures.drag else None,
            answer=gestures.answer.ok if gestures.answer else None,
            ratio=self.devicePixelRatioF(),
        )
        with QPainter(self.viewport()) as painter:
            MonthPainter(painter, showing).paint()

    # What lies where.

    def _inside(self, point: QPoint) -> QPoint:
        return point - self.body_rect().topLeft()

    def _line_at(self, point: QPoint) -> Line | None:
        inside = self._inside(point)
        day = self._scene.day_at(inside.x(), inside.y())
        lines = self._scene.lines(day) if day else []
        return next((line for line in lines if line.box.holds(inside.x(), inside.y())), None)

    def spot(self, point: QPoint) -> Spot | None:
        """The day at its noon, and the block of the line under the point."""
        if not self.body_rect().contains(point):
            return None
        line = self._line_at(point)
        block = line.block if line else None
        spot = self.nearest_spot(point)
        row = self.row(block.row_key) if block else None
        return Spot(None, row or spot.row, spot.wall, block) if spot else None

    def nearest_spot(self, point: QPoint) -> Spot | None:
        """The day closest to a point; a block that is dragged stays on its row."""
        inside = self._inside(point)
        day = self._scene.day_at(inside.x(), inside.y())
        row = self.gestures.drag.row if self.gestures.drag else self._first_row()
        if day is None or row is None:
            return None
        return Spot(None, row, datetime.combine(day.date, time(12)))

    def _first_row(self) -> Row | None:
        return self.rows[0] if self.rows else None

    def stop_at(self, point: QPoint) -> Stop | None:
        """The line under a point, otherwise its day."""
        inside = self._inside(point)
        found = [stop for stop, box in self._stops if box.holds(inside.x(), inside.y())]
        line = self._line_at(point)
        if line is not None and line.block is not None:
            return Stop(line.block.row_key, line.block.span, line.block)
        return found[-1] if found else None

    def visible_stops(self) -> Sequence[Stop]:
        """Day by day: the day, then its lines."""
        return [stop for stop, _box in self._stops]

    def stop_rect(self, stop: Stop) -> QRect | None:
        """A day’s cell, or a line."""
        box = next((box for each, box in self._stops if each.key == stop.key), None)
        return self._rect(box)

    def target_rect(self, target: Target) -> QRect | None:
        """The day a ghost stands on."""
        return self._rect(self._scene.cell(to_wall(target.span.start, self.zone).date()))

    def _rect(self, box: Box | None) -> QRect | None:
        top = self.body_rect().top()
        return QRectF(*box.moved(0, top)).toAlignedRect() if box else None

    def stop_name(self, stop: Stop) -> str:
        """Days with their number of bookings, « et 3 autres »."""
        if stop.day is None:
            return super().stop_name(stop)
        blocks = self._scene.blocks.get(stop.day.date, ())
        if stop.row_key == MORE:
            hidden = next((line.hidden for line in self._scene.lines(stop.day) if line.block is None), 0)
            return f"{texts.day_words(stop.day.date)}, {texts.more(hidden)}"
        return texts.day_cell_name(stop.day, len(blocks), self.today, self.noun)

    # Keyboard and wishes.

    def open_stop(self, stop: Stop) -> None:
        """« et n autres » shows the day alone."""
        if stop.row_key == MORE and stop.day is not None:
            self.day_requested.emit(stop.day.date)
        else:
            super().open_stop(stop)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on « et n autres » shows the day alone."""
        line = self._line_at(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and line is not None and line.block is None:
            self.day_requested.emit(line.day.date)
        else:
            super().mousePressEvent(event)

    def _day_of(self, stop: Stop) -> date:
        row = self.row(stop.row_key) if stop.block else None
        clock = clock_of(stop.block, row.zone, self.zone) if stop.block and row else self.zone
        return to_wall(stop.span.start, clock).date()

    def _on(self, day: date) -> list[Stop]:
        """The stops of a day."""
        return [stop for stop, _box in self._stops if self._day_of(stop) == day]

    def nearest_stop(self, stop: Stop) -> Stop | None:
        """The day of a stop that is gone, or the nearest one shown."""
        days = [day.date for day in self.days]
        near = min(days, key=lambda day: abs(day - self._day_of(stop)), default=None)
        return next(iter(self._on(near)), None) if near else None

    def neighbour(self, key: Qt.Key, *, far: bool) -> Stop | None:
        """Left and right by day, up and down through the lines of a day and then by week."""
        here = self.focus_stop
        if here is None or not self.days:
            return None
        first, last, day = self.days[0].date, self.days[-1].date, self._day_of(here)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            within, step = self._on(day), 1 if key is Qt.Key.Key_Down else -1
            at = next((n for n, stop in enumerate(within) if stop.key == here.key), 0) + step
            if 0 <= at < len(within):
                return within[at]
            return self._day_stop(day + timedelta(days=WEEK * step))
        starts = first if far else day - timedelta(days=day.weekday())
        ends = last if far else starts + timedelta(days=WEEK - 1)
        weeks = (last - first).days // WEEK * WEEK
        wanted = {
            Qt.Key.Key_Left: day - timedelta(days=1),
            Qt.Key.Key_Right: day + timedelta(days=1),
            Qt.Key.Key_Home: starts,
            Qt.Key.Key_End: ends,
            Qt.Key.Key_PageUp: first + timedelta(days=day.weekday()),
            Qt.Key.Key_PageDown: first + timedelta(days=day.weekday() + weeks),
        }
        return self._day_stop(wanted[key])

    def _day_stop(self, day: date) -> Stop | None:
        return next(iter(self._on(day)), None)

    def carry(self, key: Qt.Key, *, resize: bool) -> None:
        """Ctrl and arrows move by a day or a week; lengths are changed elsewhere."""
        if resize or not self.grasp(by_keyboard=True):
            return
        drag, target = self.gestures.drag, self.gestures.target
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -WEEK, Qt.Key.Key_Down: WEEK}
        if drag is None or target is None or drag.block is None:
            return
        start, end = (
            to_wall(at, self.zone) + timedelta(days=steps[key]) for at in (target.span.start, target.span.end)
        )
        if self._scene.cell(start.date()) is not None:
            self.gestures.aim(Target(target.row_key, place(start, end, self.zone)))
