"""Painting the planning below its headers: only the rows and days that a rectangle exposes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil, floor
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QRegion

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.calendar.axis import Column
from agence_desktop.desktop.calendar.bands import Band, stretches
from agence_desktop.desktop.calendar.drag import Target
from agence_desktop.desktop.calendar.items import Closed, Loads
from agence_desktop.desktop.calendar.metrics import ink
from agence_desktop.desktop.calendar.painted import BasePainter, Painted
from agence_desktop.desktop.calendar.plates import align, on_pixels
from agence_desktop.desktop.calendar.scene import Scene
from agence_desktop.desktop.calendar.stops import Stop
from agence_desktop.desktop.calendar.strips import Strip, Strips

LEAST_TICK = 30
"""Marks of the hours stand at least this far apart, in pixels at 100 %."""
LEAST_DAY = 30
"""Narrower days are headed by weeks and months, in pixels at 100 %."""
NAME_EVERY = 420
"""A folded day repeats its upright name about this often, in pixels at 100 %."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing(Painted):
    """All that one painting of the planning depends on.

    ``origin`` is where the first row and day stand in the viewport, ``ring`` the keyboard's cell while the
    widget has the focus.
    """

    scene: Scene
    origin: QPoint
    zone: ZoneInfo
    closed: Closed
    now: datetime | None
    collapsed: frozenset[str]
    corner: tuple[str, str, str]
    ring: Stop | None
    target: Target | None
    strips: Strips
    loads: Loads = field(default_factory=dict)


def by_weeks(columns: Sequence[Column]) -> bool:
    """Whether days are too narrow to be headed one by one."""
    return 0 < max((column.width for column in columns), default=0) < theme.scaled(LEAST_DAY)


def starts_week(before: Column | None, column: Column) -> bool:
    """Whether a day is the first shown of its week."""
    return before is None or before.day.date.isocalendar()[:2] != column.day.date.isocalendar()[:2]


def tick_minutes(column: Column) -> list[int]:
    """The minutes of an open day that carry an hour: as many whole hours apart as leave room for them."""
    hours = (column.last - column.first) / 60
    least = theme.scaled(LEAST_TICK)
    every = next((each for each in (1, 2, 3, 4, 6, 12) if column.width / hours * each >= least), 0) * 60
    if not every or column.folded:
        return []
    return list(range(-(-column.first // every) * every, column.last, every))


class BodyPainter(BasePainter):
    """Rows, shading, lines, now-line, blocks and ghost."""

    day_ink = "outline"

    def __init__(self, painter: QPainter, showing: Showing) -> None:
        super().__init__(painter, showing)
        self._showing = showing
        self._scene = showing.scene

    def paint(self, exposed: QRect) -> None:
        """All that lies in ``exposed``, a rectangle of the viewport outside the headers."""
        painter, origin = self._painter, self._showing.origin
        area = QRectF(exposed).translated(-origin.x(), -origin.y())
        painter.save()
        painter.setClipRect(exposed)
        bands = self._scene.bands.between(area.top(), area.bottom())
        rows = [band for band in bands if band.row is not None]
        columns = [
            column
            for column in self._scene.axis.columns
            if column.right > area.left() and column.left < area.right()
        ]
        self._behind(exposed, rows, columns)
        painter.translate(origin)
        align(painter)
        if columns:
            for band in rows:
                self._ground(band, columns)
            self._lines(rows, columns)
            self._feet(rows, area)
        self._now_line(area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._all_blocks(rows, area)
        # Over what was cancelled on such a day: the name must stay legible.
        self._upright_names([column for column in columns if column.folded], area)
        self._ghost_and_ring()
        painter.restore()

    def _behind(self, exposed: QRect, rows: list[Band], columns: list[Column]) -> None:
        """The window behind and beside the rows, whose own ground is not painted twice but for its rim."""
        bare = QRegion(exposed)
        if columns:
            left, right = ceil(columns[0].left) + 1, floor(columns[-1].right) - 1
            for top, bottom in stretches(rows):
                ground = QRect(left, top + 1, right - left, bottom - top - 2)
                bare -= ground.translated(self._showing.origin)
        for part in bare:  # type: ignore[attr-defined]  # a region is iterated by its rectangles
            self._painter.fillRect(part, ink("window"))

    def _ground(self, band: Band, columns: list[Column]) -> None:
        if band.row is None:
            return
        left, right = columns[0].left, columns[-1].right
        self._painter.fillRect(QRectF(left, band.top, right - left, band.height), ink("surface"))
        for column in columns:
            if column.folded:
                self.shade(QRectF(column.left, band.top, column.width, band.height))
        for span in self._showing.closed.get(band.row.key, ()):
            extent = self._scene.axis.extent(span)
            if extent is not None and extent[1] > left and extent[0] < right:
                self.shade(QRectF(extent[0], band.top, extent[1] - extent[0], band.height))

    def _lines(self, rows: list[Band], columns: list[Column]) -> None:
        """Hours, days and rows; the hours stop at the titles of groups."""
        runs = stretches(rows)
        weekly = by_weeks(self._scene.axis.columns)
        hours: list[float] = []
        days: list[float] = []
        for before, column in zip((None, *columns), columns, strict=False):
            if weekly and not starts_week(before, column):
                continue
            days.append(column.left)
            hours += [column.x(minute) for minute in tick_minutes(column) if minute > column.first]
        left, right = columns[0].left, columns[-1].right
        self._upright_lines(runs, hours, ink("line", 0.55))
        self._lying_lines(left, right, [band.bottom for band in rows], ink("line"))
        self._upright_lines(runs, days, ink(self.day_ink))

    def _feet(self, rows: list[Band], area: QRectF) -> None:
        """What stands below the blocks of each row."""

    # Lines of one pixel at 100 %, as rectangles: these cost a fraction of what the strokes of a pen do.

    def _upright_lines(self, runs: list[tuple[int, int]], ends: list[float], color: QColor) -> None:
        """Through the runs of rows, each before an abscissa."""
        thick = int(self._showing.ratio)
        with on_pixels(self._painter):
            for top, bottom in runs:
                above, below = self._pixel(top), self._pixel(bottom)
                for end in ends:
                    self._painter.fillRect(
                        self._pixel(round(end)) - thick, above, thick, below - above, color
                    )

    def _lying_lines(self, left: float, right: float, ends: list[int], color: QColor) -> None:
        """Each above a height."""
        thick, first, last = int(self._showing.ratio), self._pixel(round(left)), self._pixel(round(right))
        with on_pixels(self._painter):
            for end in ends:
                self._painter.fillRect(first, self._pixel(end) - thick, last - first, thick, color)

    def _pixel(self, length: float) -> int:
        """The nearest whole pixel of the screen."""
        return floor(length * self._showing.ratio + 0.5)

    def _upright_names(self, folded: list[Column], area: QRectF) -> None:
        """The names of folded days from bottom to top, in the middle of each run of rows."""
        for top, bottom in self._scene.bands.runs if folded else ():
            if bottom <= area.top() or top >= area.bottom():
                continue
            parts = max(round((bottom - top) / theme.scaled(NAME_EVERY)), 1)
            height = (bottom - top) / parts
            for column in folded:
                for part in range(parts):
                    self._upright(column, top + height * part, height)

    def _upright(self, column: Column, top: float, height: float) -> None:
        painter, metrics = self._painter, self._metrics
        size, room = metrics.icon, height - metrics.icon - 3 * metrics.gap
        # A short run of rows has room for the short word only, or for the icon alone.
        names = (column.day.name, column.day.short)
        name = next((each for each in names if metrics.strong.width(each) <= room), "")
        middle = (column.left + column.right) / 2
        length = metrics.strong.width(name) + (metrics.gap * 2 if name else 0) + size
        foot = top + (height + length) / 2
        sign = icons.pixmap("calendar-remove-outline", size, "text", self._showing.ratio)
        painter.drawPixmap(QPointF(round(middle - size / 2), round(foot - size)), sign)
        painter.save()
        painter.translate(middle, foot - size - metrics.gap * 2)
        painter.rotate(-90)
        painter.setPen(ink("text"))
        metrics.strong.draw(painter, 0, -metrics.line / 2, metrics.line, name)
        painter.restore()

    def _now_line(self, area: QRectF) -> None:
        now = self._showing.now
        if now is not None and self._scene.axis.shows(now):
            x = round(self._scene.axis.x(now))
            end = min(area.bottom(), self._scene.bands.height)
            self._painter.fillRect(QRectF(x - 1, area.top(), 2, end - area.top()), ink("danger"))

    def _all_blocks(self, rows: list[Band], area: QRectF) -> None:
        """First all pictures, pixel by pixel, then what is written on them."""
        painter, ratio = self._painter, self._showing.ratio
        strips = [self._showing.strips.of(band, self._blocks) for band in rows]
        left, right = area.left() * ratio, area.right() * ratio
        with on_pixels(painter):
            show = painter.drawPixmap
            for strip in strips:
                for begins, ends, top, plate in strip.pictures:
                    if begins < right and ends > left:
                        show(begins, top, plate)
        for strip in strips:
            for outline, block in strip.words:
                if outline.left() < area.right() and outline.right() > area.left():
                    self._blocks.write(outline, block)
            self._anew(strip)
        self._selected(rows)

    def _anew(self, strip: Strip) -> None:
        """A row of which no pictures are kept."""
        for laid in strip.anew:
            for buffer in laid.buffers:
                self._blocks.buffer(QRectF(*buffer))
        for block, box, _buffers in strip.anew:
            if box is not None:
                self._blocks.block(QRectF(*box), block)

    def _selected(self, rows: list[Band]) -> None:
        """The frame of the selected block lies over its neighbours."""
        block = self._scene.store.get(self._showing.selected)
        if block is None or self._scene.bands.of(block.row_key) not in rows:
            return
        box = self._scene.box(block)
        if box is not None:
            self._blocks.block(QRectF(*box), block, selected=True)

    def _ghost_and_ring(self) -> None:
        showing = self._showing
        if showing.ring is not None and showing.target is None:
            stop = showing.ring
            box = self._scene.box(stop.block) if stop.block else self._scene.cell(stop.row_key, stop.span)
            if box is not None:
                around = 4.0 if stop.block else 0.0
                self._blocks.ring(QRectF(*box).adjusted(-around, -around, around, around))
        if showing.target is not None:
            box = self._scene.place(showing.target.row_key, showing.target.span)
            if box is not None:
                self._blocks.ghost(QRectF(*box), showing.carried, showing.answer)
