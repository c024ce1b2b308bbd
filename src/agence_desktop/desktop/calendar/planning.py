"""The planning: rooms or people in rows, time across; a day, a week, two weeks or a quarter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from agence_desktop.desktop.calendar import accessibility, texts
from agence_desktop.desktop.calendar.axis import Axis, build_axis, fitting
from agence_desktop.desktop.calendar.bands import Bands, arrange
from agence_desktop.desktop.calendar.drag import Target
from agence_desktop.desktop.calendar.headers import HeaderPainter
from agence_desktop.desktop.calendar.items import Loads, Row
from agence_desktop.desktop.calendar.metrics import ink
from agence_desktop.desktop.calendar.planning_paint import BodyPainter, Showing
from agence_desktop.desktop.calendar.pointer import PointerView, cell_at
from agence_desktop.desktop.calendar.scene import Box, Scene, Spot
from agence_desktop.desktop.calendar.sides import SidePainter
from agence_desktop.desktop.calendar.stops import Stop, index_near, stops
from agence_desktop.desktop.calendar.strips import Strips

ZOOM_STEP = 1.25
MOST_ZOOM = 12.0


class PlanningView(PointerView):
    """Rows × time with fixed headers; scrolls by moving pixels and painting only what comes into view."""

    group_toggled = Signal(str, bool)
    """Group key, whether it is now folded."""
    body_painter: type[BodyPainter] = BodyPainter
    header_painter: type[HeaderPainter] = HeaderPainter
    shares = False
    """Whether more can be asked of a row where it has a block: its cells stay."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(texts.PLANNING, parent)
        self.title = ""
        self.subtitle = ""
        self.corner_note = ""
        self.loads: Loads = {}
        self._zoom = 1.0
        self._collapsed: frozenset[str] = frozenset()
        self._stops: dict[str, tuple[Stop, ...]] = {}
        self._visible: tuple[Stop, ...] | None = None
        self._scene = self._empty()
        self._strips = Strips(self._scene, self.metrics, 1.0)
        self.horizontalScrollBar().setSingleStep(self.metrics.wide)

    def set_corner(self, title: str, subtitle: str = "", note: str = "") -> None:
        """What stands above the row headers: « Espaces (13) », « capacité, équipement »; ``note`` beside."""
        self.title, self.subtitle, self.corner_note = title, subtitle, note
        self.viewport().update()

    def set_collapsed(self, group_keys: Iterable[str]) -> None:
        """Fold these groups and unfold the others."""
        self._collapsed = frozenset(group_keys)
        self._changed()

    @property
    def collapsed(self) -> frozenset[str]:
        """The keys of the folded groups."""
        return self._collapsed

    @property
    def scene(self) -> Scene:
        """The geometry now shown."""
        return self._scene

    @property
    def axis(self) -> Axis:
        """The time axis now shown."""
        return self._scene.axis

    # Layout.

    def relayout(self) -> None:
        """Days, rows and scroll bars anew."""
        days, hours = fitting(self.days, self.hours, self.store.all(), self.zone)
        metrics = self.metrics
        room = max(self.viewport().width() - metrics.side, 1)
        axis = build_axis(
            days, hours, self.zone, room * self._zoom, metrics.folded, metrics.least_day(len(days))
        )
        bands = arrange(
            self.rows,
            self.groups,
            self._collapsed,
            self.row_height,
            metrics.group,
        )
        self._scene = self.scene_of(axis, bands)
        self._stops = {}
        self._visible = None
        self._fit_bars()

    def row_height(self, row: Row) -> int:
        """The height of a row with its blocks as they are."""
        return self.metrics.row_height(self.store.row(row.key).depth)

    def scene_of(self, axis: Axis, bands: Bands) -> Scene:
        """The geometry of these days and rows."""
        metrics = self.metrics
        return Scene(axis, bands, self.store, metrics.gap / 2, metrics.edge, metrics.least_block)

    def relayout_rows(self, row_keys: AbstractSet[str]) -> None:
        """Only these rows, unless one grows, a day unfolds or the hours widen."""
        blocks = [block for key in row_keys for block in self.store.row(key).blocks]
        days, hours = fitting(self.days, self.hours, blocks, self.zone)
        axis = self._scene.axis
        shown = {column.day: (column.first, column.last) for column in axis.columns}
        same = all(day in shown for day in days)
        open_hours = [pair for day, pair in shown.items() if not day.folded]
        same = same and all(first <= hours.first and hours.last <= last for first, last in open_hours)
        for key in row_keys:
            band = self._scene.bands.of(key)
            same = same and (band is None or band.row is None or band.height == self.row_height(band.row))
        if not same:
            self.relayout()
            self.viewport().update()
            return
        self._visible = None
        for key in row_keys:
            self._stops.pop(key, None)
            band = self._scene.bands.of(key)
            if band is not None:
                top = band.top + self._origin().y()
                self.viewport().update(QRect(0, top, self.viewport().width(), band.height))

    def _empty(self) -> Scene:
        axis = build_axis((), self.hours, self.zone, 1, 1, 1)
        return Scene(axis, Bands(), self.store, 0, 0, 1)

    def _fit_bars(self) -> None:
        body = self.body_rect()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(round(self._scene.axis.length) - body.width(), 0))
        across.setPageStep(max(body.width(), 1))
        down.setRange(0, max(self._scene.bands.height - body.height(), 0))
        down.setPageStep(max(body.height(), 1))
        down.setSingleStep(max(self.metrics.row // 2, 1))

    def body_rect(self) -> QRect:
        """Below the days and right of the row headers."""
        port = self.viewport().rect()
        return port.adjusted(self.metrics.side, self.metrics.header, 0, 0)

    def _origin(self) -> QPoint:
        """Where the first row and day stand in the viewport."""
        return QPoint(
            self.metrics.side - self.horizontalScrollBar().value(),
            self.metrics.header - self.verticalScrollBar().value(),
        )

    def _rect(self, box: Box | None) -> QRect | None:
        if box is None:
            return None
        origin = self._origin()
        return QRectF(*box.moved(origin.x(), origin.y())).toAlignedRect()

    def shown_dates(self) -> tuple[date, date] | None:
        """The days between the left and right edge of the body."""
        left = self.horizontalScrollBar().value()
        first = self._scene.axis.column_at(left)
        last = self._scene.axis.column_at(left + max(self.body_rect().width(), 1) - 1)
        return (first.day.date, last.day.date) if first and last else None

    # Painting and scrolling.

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only the exposed part."""
        showing, body, exposed = self.showing(), self.body_rect(), event.rect()
        below = body.adjusted(-self.metrics.side, 0, 0, 0)
        # The context ends the painter even after an error: a painter left open takes the process down.
        with QPainter(self.viewport()) as painter:
            self.body_painter(painter, showing).paint(exposed.intersected(body))
            SidePainter(painter, showing).paint(exposed.intersected(below))
            if exposed.top() < self.metrics.header:
                self.header_painter(painter, showing).paint()
            if not self.rows:
                painter.setPen(ink("secondary"))
                flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(body, flags, texts.EMPTY)

    def showing(self) -> Showing:
        """All that a painting depends on, as it is now."""
        gestures, ratio = self.gestures, self.devicePixelRatioF()
        if not self._strips.serves(self._scene, self.metrics, ratio):
            self._strips = Strips(self._scene, self.metrics, ratio)
        return Showing(
            scene=self._scene,
            metrics=self.metrics,
            origin=self._origin(),
            port=self.viewport().rect(),
            zone=self.zone,
            closed=self.closed,
            now=self.now,
            collapsed=self._collapsed,
            corner=(self.title, self.subtitle, self.corner_note),
            loads=self.loads,
            selected=self.selected,
            ring=self.focus_stop if self.hasFocus() else None,
            target=gestures.target,
            carried=gestures.drag.block if gestures.drag else None,
            answer=gestures.answer.ok if gestures.answer else None,
            ratio=ratio,
            strips=self._strips,
        )

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is already painted; the headers stay."""
        self._visible = None
        port = self.viewport()
        if dx or self.gestures.active:
            # Titles of groups run across the headers: they do not move with the days.
            port.update()
        else:
            port.scroll(0, dy, port.rect().adjusted(0, self.metrics.header, 0, 0))
        if dx:
            self.report_range()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel goes down the rows, with Shift along the days, with Ctrl zooms around the pointer."""
        delta = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(ZOOM_STEP ** ((delta.y() or delta.x()) / 120), event.position().x())
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and delta.y():
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - round(delta.y() / 120 * bar.singleStep() * 2))
            event.accept()
        else:
            super().wheelEvent(event)

    @property
    def zoom(self) -> float:
        """1 where the whole range fits the width."""
        return self._zoom

    def zoom_by(self, factor: float, around: float | None = None) -> None:
        """Widen or narrow the days, keeping the time at an abscissa of the viewport, or its middle."""
        x = around if around is not None else self.body_rect().center().x()
        held = self._scene.axis.instant(x - self._origin().x())
        self._zoom = min(max(self._zoom * factor, 1.0), MOST_ZOOM)
        self.relayout()
        if held is not None:
            bar = self.horizontalScrollBar()
            bar.setValue(round(self._scene.axis.x(held) - (x - self.metrics.side)))
        self.viewport().update()
        self.report_range()

    # What lies where.

    def spot(self, point: QPoint) -> Spot | None:
        """What lies at a point of the viewport; row headers answer with their row or group alone."""
        origin = self._origin()
        if point.y() < self.metrics.header:
            return None
        if point.x() < self.metrics.side:
            band = self._scene.bands.at(point.y() - origin.y())
            return None if band is None else Spot(None if band.row else band.group, band.row)
        return self._scene.at(point.x() - origin.x(), point.y() - origin.y())

    def nearest_spot(self, point: QPoint) -> Spot | None:
        """The row and time closest to a point."""
        origin = self._origin()
        return self._scene.nearest(point.x() - origin.x(), point.y() - origin.y())

    def stop_at(self, point: QPoint) -> Stop | None:
        """The block or cell at a point of the viewport."""
        spot = self.spot(point)
        if spot is None or spot.row is None:
            return None
        return cell_at(self.stops_of(spot.row.key), spot, self._scene.axis)

    def tooltip_at(self, point: QPoint) -> str:
        """Blocks, and row headers in full."""
        spot = self.spot(point)
        if spot is not None and spot.row is not None and spot.wall is None:
            return texts.row_words(spot.row)
        return super().tooltip_at(point)

    def stops_of(self, row_key: str) -> tuple[Stop, ...]:
        """The stops of a row over the whole range."""
        found = self._stops.get(row_key)
        if found is None:
            row = self.row(row_key)
            blocks = self.store.row(row_key)
            found = stops(row, blocks, self._scene.axis, shared=self.shares) if row else ()
            self._stops[row_key] = found
        return found

    def visible_stops(self) -> Sequence[Stop]:
        """Row by row, by time."""
        if self._visible is None:
            body, found = self.body_rect(), list[Stop]()
            top = body.top() - self._origin().y()
            for band in self._scene.bands.between(top, top + body.height()):
                if band.row is not None:
                    near = self.stops_of(band.row.key)
                    found.extend(stop for stop in near if self._seen(stop, body))
            self._visible = tuple(found)
        return self._visible

    def _seen(self, stop: Stop, body: QRect) -> bool:
        rect = self.stop_rect(stop)
        return rect is not None and rect.intersects(body)

    def stop_rect(self, stop: Stop) -> QRect | None:
        """A block as painted; a cell over the whole height of its row."""
        if stop.block is not None:
            return self._rect(self._scene.box(stop.block))
        return self._rect(self._scene.cell(stop.row_key, stop.span))

    def target_rect(self, target: Target) -> QRect | None:
        """Where the ghost lies."""
        return self._rect(self._scene.place(target.row_key, target.span))

    # Keyboard.

    def nearest_stop(self, stop: Stop) -> Stop | None:
        """The stop of the same row at that time, or of the nearest row shown."""
        row = self._scene.bands.neighbour(stop.row_key, 0)
        if row is None:
            return None
        near = self.stops_of(row.key)
        index = index_near(near, stop.span.start)
        return near[index] if index >= 0 else None

    def neighbour(self, key: Qt.Key, *, far: bool) -> Stop | None:
        """Left and right by time, up and down by row, Home and End of the row (with Ctrl of all rows)."""
        here = self.focus_stop
        if here is None:
            return None
        bands = self._scene.bands
        rows = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -self._page(),
            Qt.Key.Key_PageDown: self._page(),
        }
        if key in rows:
            return self._in_row(bands.neighbour(here.row_key, rows[key]), here)
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            step = (-len(self.rows) if key is Qt.Key.Key_Home else len(self.rows)) if far else 0
            row = bands.neighbour(here.row_key, step)
            near = self.stops_of(row.key) if row else ()
            return near[0 if key is Qt.Key.Key_Home else -1] if near else None
        near = self.stops_of(here.row_key)
        at = next(
            (n for n, stop in enumerate(near) if stop.key == here.key), index_near(near, here.span.start)
        )
        at += -1 if key is Qt.Key.Key_Left else 1
        return near[at] if 0 <= at < len(near) else None

    def _in_row(self, row: Row | None, here: Stop) -> Stop | None:
        return self.nearest_stop(Stop(row.key, here.span)) if row and row.key != here.row_key else None

    def _page(self) -> int:
        return max(self.body_rect().height() // self.metrics.row - 1, 1)

    def carry(self, key: Qt.Key, *, resize: bool) -> None:
        """Left and right by a step of the grid, up and down by a row."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key, 0)
        rows = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key, 0)
        if (resize and rows) or not self.grasp(by_keyboard=True):
            return
        target = self.gestures.target
        row = self._scene.bands.neighbour(target.row_key, rows) if target else None
        if row is not None:
            self.gestures.step(row, step * row.grid_minutes, resize=resize)

    def extra_key(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        """Ctrl with + − 0 zooms; − alone folds the group of the present row, + unfolds all."""
        if held & Qt.KeyboardModifier.ControlModifier:
            factors = {
                Qt.Key.Key_Plus: ZOOM_STEP,
                Qt.Key.Key_Minus: 1 / ZOOM_STEP,
                Qt.Key.Key_0: 1 / MOST_ZOOM,
            }
            if key in factors:
                self.zoom_by(factors[key])
            return key in factors
        row = self.row(self.focus_stop.row_key) if self.focus_stop else None
        if key is Qt.Key.Key_Minus and row is not None and row.group:
            self.toggle_group(row.group)
        elif key is Qt.Key.Key_Plus:
            for group_key in sorted(self._collapsed):
                self.toggle_group(group_key)
        else:
            return False
        return True

    def toggle_group(self, group_key: str) -> None:
        """Fold or unfold a group."""
        folded = group_key not in self._collapsed
        self.set_collapsed(self._collapsed | {group_key} if folded else self._collapsed - {group_key})
        self.group_toggled.emit(group_key, folded)
        group = next((each for each in self.groups if each.key == group_key), None)
        if group is not None:
            accessibility.say(self, texts.group_name(group.title, group.subtitle, folded=folded))
