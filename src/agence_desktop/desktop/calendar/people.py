"""The planning of people: a quarter or some weeks across, several blocks over each other, loads below."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from agence_desktop.core.clock import to_wall
from agence_desktop.desktop import icons
from agence_desktop.desktop.calendar import texts
from agence_desktop.desktop.calendar.axis import Axis, Column
from agence_desktop.desktop.calendar.bands import Band, Bands
from agence_desktop.desktop.calendar.blocks import DASHES
from agence_desktop.desktop.calendar.headers import HeaderPainter
from agence_desktop.desktop.calendar.items import Load, Loads, Row
from agence_desktop.desktop.calendar.metrics import Metrics, ink
from agence_desktop.desktop.calendar.planning import PlanningView
from agence_desktop.desktop.calendar.planning_paint import BodyPainter, by_weeks, starts_week
from agence_desktop.desktop.calendar.plates import edges, margin, on_pixels
from agence_desktop.desktop.calendar.scene import Scene
from agence_desktop.desktop.calendar.stops import Stop
from agence_desktop.desktop.calendar.strips import Picture


class PeopleBody(BodyPainter):
    """As the planning, with the loads of each row below its blocks."""

    day_ink = "line"

    def _feet(self, rows: list[Band], area: QRectF) -> None:
        strips, loads, ratio = self._showing.strips, self._showing.loads, self._showing.ratio
        left, right = area.left() * ratio, area.right() * ratio
        feet = []
        for band in rows:
            if band.row is not None and (mine := loads.get(band.row.key)):
                feet.append(strips.feet(band.row.key, mine, partial(self._foot, band, mine)))
        with on_pixels(self._painter):
            show = self._painter.drawPixmap
            for pictures in feet:
                for begins, ends, top, plate in pictures:
                    if begins < right and ends > left:
                        show(begins, top, plate)

    def _foot(self, band: Band, loads: Iterable[Load]) -> tuple[Picture, ...]:
        """The loads of a row: the same picture wherever the same is written in the same width."""
        axis, foot, ratio = self._scene.axis, self._scene.foot, self._showing.ratio
        top, around, found = band.bottom - foot, margin(ratio), []
        for load in loads:
            extent = axis.extent(load.span)
            if extent is None:
                continue
            left, above, right, below = edges(extent[0], top, extent[1] - 1, band.bottom - 1, ratio)
            subject: Hashable = "load", load.text, load.short, load.firm, load.tentative
            paint = partial(paint_load, load=load, metrics=self._metrics)
            plate = self._metrics.plates.picture(right - left, below - above, subject, ratio, paint)
            if plate is not None:
                found.append(Picture(left - around, right + around, above - around, plate))
        return tuple(found)


def paint_load(painter: QPainter, area: QRectF, load: Load, metrics: Metrics) -> None:
    """A share of the width is firm, the next one tentative; what is too much is said by a full red line."""
    box = area.adjusted(-0.5, -0.5, 0.5, 0.5)
    painter.fillRect(box, ink("window"))
    painter.fillRect(QRectF(box.left(), box.top(), box.width(), 1), ink("line"))
    firm = box.width() * min(load.firm, 1.0)
    hoped = min(box.width() * load.tentative, box.width() - firm)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for left, width, ground in ((0.0, firm, "block"), (firm, hoped, "warning_ground")):
        if width > 0:
            painter.fillRect(QRectF(box.left() + left, box.top(), width, box.height()), ink(ground))
    low = box.bottom() - 1
    painter.fillRect(QRectF(box.left(), low - 1, firm, 2), ink("danger" if load.firm > 1 else "accent"))
    if hoped > 0:
        pen = QPen(ink("warning"), 2)
        pen.setDashPattern([each / 2 for each in DASHES])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(box.left() + firm, low), QPointF(box.left() + firm + hoped, low))
    room = box.width() - metrics.gap
    words = next((each for each in (load.text, load.short) if each and metrics.small.width(each) <= room), "")
    painter.setPen(ink("text"))
    left = box.right() - metrics.small.width(words) - metrics.gap * 0.75
    metrics.small.draw(painter, max(left, box.left() + 1), box.top(), box.height() - 1, words)


class PeopleHeader(HeaderPainter):
    """Months, weeks or days, and the names of holidays on a line of their own."""

    def _day(self, column: Column) -> None:
        """A day by its number; the month stands above the first of its days."""
        painter, metrics, x = self._painter, self._metrics, self._showing.origin.x()
        columns = self._showing.scene.axis.columns
        at = columns.index(column)
        before = columns[at - 1] if at else None
        left, day = x + column.left, column.day.date
        if before is None or before.day.date.month != day.month:
            painter.setPen(ink("text"))
            title = texts.month_title(day)
            metrics.subject.draw(painter, left + metrics.gap, self._top, metrics.body_line, title)
        below = self._top + metrics.body_line
        painter.setPen(QPen(ink("outline" if starts_week(before, column) else "line"), 1))
        painter.drawLine(QPointF(round(left) - 0.5, below), QPointF(round(left) - 0.5, metrics.header))
        room = column.width - metrics.gap
        words = next((each for each in texts.day_marks(day) if metrics.small.width(each) <= room), "")
        painter.setPen(ink("accent" if day == self._today else "secondary"))
        metrics.small.draw(painter, left + metrics.gap, below, metrics.line, words)

    def _now_words(self, now: datetime) -> str:
        """The date: hours are not what people are planned by."""
        return texts.date_badge(to_wall(now, self._showing.zone).date())

    def _now_badge(self) -> None:
        """After the names: they stand beside the plate."""
        self._names()
        super()._now_badge()

    def _names(self) -> None:
        """Each name where its week, or its day, begins; pushed aside where there is no room."""
        painter, metrics, showing = self._painter, self._metrics, self._showing
        top = self._top + metrics.body_line + metrics.line
        badge, end = self._badge(), float(showing.port.width())
        taken = float(metrics.side)
        for left, names in self._named():
            words = ", ".join(names)
            width = metrics.icon + metrics.gap + metrics.small.width(words) + metrics.gap
            at = max(left + metrics.gap, taken)
            if badge is not None and at < badge.right() + metrics.gap and at + width > badge.left():
                at = badge.right() + metrics.gap
            at = max(min(at, end - width), taken)
            words = metrics.small.elided(words, end - at - metrics.icon - metrics.gap)
            if not words or at + metrics.icon > end:
                continue
            sign = icons.pixmap("calendar-remove-outline", metrics.icon, "text", showing.ratio)
            painter.drawPixmap(QPointF(round(at), round(top + (metrics.line - metrics.icon) / 2)), sign)
            painter.setPen(ink("text"))
            metrics.small.draw(painter, at + metrics.icon + metrics.gap, top, metrics.line, words)
            taken = at + width

    def _named(self) -> list[tuple[float, list[str]]]:
        """Where holidays stand: by the week where days are narrow, otherwise one by one."""
        x, columns = self._showing.origin.x(), self._showing.scene.axis.columns
        weekly = by_weeks(columns)
        found: list[tuple[float, list[str]]] = []
        began = 0.0
        for before, column in zip((None, *columns), columns, strict=False):
            if not weekly or starts_week(before, column):
                began = x + column.left
            if column.day.name:
                if found and found[-1][0] == began:
                    found[-1][1].append(column.day.name)
                else:
                    found.append((began, [column.day.name]))
        return [each for each in found if each[0] > 0]


class PeopleView(PlanningView):
    """People in rows; a block takes a lane, an absence the whole height behind them."""

    body_painter = PeopleBody
    header_painter = PeopleHeader
    shares = True

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)

    def measured(self) -> Metrics:
        """Three lines beside each row."""
        return Metrics(people=True)

    def set_loads(self, loads: Loads) -> None:
        """Write these below the blocks."""
        self.loads = loads
        self.viewport().update()

    @property
    def _foot(self) -> int:
        return self.metrics.line

    def row_height(self, row: Row) -> int:
        """Two lanes fit; more make the row higher."""
        metrics = self.metrics
        lanes = self.store.row(row.key).depth * metrics.lane + metrics.gap
        return max(metrics.row, lanes + self._foot)

    def scene_of(self, axis: Axis, bands: Bands) -> Scene:
        """Lanes of one height, and room for the loads."""
        metrics = self.metrics
        return Scene(
            axis,
            bands,
            self.store,
            metrics.gap / 2,
            metrics.edge,
            metrics.least_block,
            lane=metrics.lane,
            foot=self._foot,
        )

    def load_at(self, stop: Stop) -> Load | None:
        """The load of the row when a stop begins."""
        start = stop.span.start
        return next((each for each in self.loads.get(stop.row_key, ()) if each.span.holds(start)), None)

    def stop_name(self, stop: Stop) -> str:
        """Days, not hours."""
        row = self.row(stop.row_key)
        if row is None:
            return ""
        if stop.block is not None:
            return texts.period_block_name(row, stop.block, self.zone)
        return texts.period_cell_name(row, stop, self.zone, closed=self.is_closed(stop))

    def stop_description(self, stop: Stop) -> str:
        """What there is to know of the person, and how far they are taken then."""
        load = self.load_at(stop)
        told = super().stop_description(stop)
        return ", ".join(each for each in (load.words if load else "", told) if each)

    def tooltip_at(self, point: QPoint) -> str:
        """Blocks with their days; the header of a row in full."""
        stop = self.stop_at(point)
        row = self.row(stop.row_key) if stop else None
        if row is not None and stop is not None and stop.block is not None:
            return texts.period_tooltip(row, stop.block, self.zone)
        return super().tooltip_at(point)
