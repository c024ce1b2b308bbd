"""The printed page on the screen, with the field that is being written framed in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QWidget

from agence_desktop.desktop.tokens import LIGHT_TOKENS
from agence_desktop.positions.catalogue import section_of

_POINTS = 72
"""In an inch."""
_AROUND = 2.0
"""Points between a field and its frame."""
_ABOVE = 0.25
"""The share of the view over a field that was scrolled to."""
_LIGHT = 60
"""How opaque the ground of the frame is, of 255: the words show through."""


class Edges(Protocol):
    """Where a field stands: page from 0, edges in points from the lower left corner."""

    @property
    def page(self) -> int: ...
    @property
    def left(self) -> float: ...
    @property
    def bottom(self) -> float: ...
    @property
    def right(self) -> float: ...
    @property
    def top(self) -> float: ...


def spot_of(path: str, spots: Mapping[str, Edges]) -> Edges | None:
    """The spot of a field, else of its line, its table or its section."""
    parts = path.split("/")
    for count in range(len(parts), 0, -1):
        if (found := spots.get("/".join(parts[:count]))) is not None:
            return found
    try:
        return spots.get(section_spot(section_of(parts[0]).number)) if path else None
    except KeyError:
        return None


def section_spot(number: int) -> str:
    """By which the spot of a section is asked for; paper says it alike."""
    return f"§{number}"


class PageView(QPdfView):
    """Pages one under the other, as wide as the view, with a frame around a spot."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.framed: Edges | None = None

    def frame(self, spot: Edges | None) -> None:
        """Frame a spot, without moving the page."""
        self.framed = spot
        self.viewport().update()

    def show_framed(self) -> None:
        """Scroll until the framed spot is seen whole."""
        area = self.framed_area()
        if area is None:
            return
        bar, seen = self.verticalScrollBar(), self.viewport().height()
        if area.top() < 0 or area.bottom() > seen:
            room = max(0.0, seen - area.height())
            bar.setValue(round(bar.value() + area.top() - min(_ABOVE * seen, room)))
        across, wide = self.horizontalScrollBar(), self.viewport().width()
        if area.left() < 0 or area.right() > wide:
            across.setValue(round(across.value() + area.left() - 8))

    def framed_area(self) -> QRectF | None:
        """The frame in the coordinates of the viewport."""
        spot, document = self.framed, self.document()
        if spot is None or document is None or spot.page >= document.pageCount():
            return None
        page = list(self._pages())[spot.page]
        size = document.pagePointSize(spot.page)
        scale = page.width() / size.width()
        corner = page.left() + (spot.left - _AROUND) * scale, page.top() + (size.height() - spot.top) * scale
        return QRectF(
            *corner,
            (spot.right - spot.left + 2 * _AROUND) * scale,
            (spot.top - spot.bottom) * scale,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The framed field stays in sight at another width."""
        super().resizeEvent(event)
        self.show_framed()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame over the page."""
        super().paintEvent(event)
        area = self.framed_area()
        if area is None:
            return
        # Paper is white in every look: the frame is that of the light one.
        ink = LIGHT_TOKENS.color("accent")
        ground = QColor(ink)
        ground.setAlpha(_LIGHT)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(ground)
        painter.drawRect(area)
        painter.end()

    def _pages(self) -> Iterator[QRectF]:
        """Where each page stands in the viewport, as the view lays them out."""
        document, margins = self.document(), self.documentMargins()
        resolution = QGuiApplication.primaryScreen().logicalDotsPerInch() / _POINTS
        inner = self.viewport().width() - margins.left() - margins.right()
        down = float(margins.top() - self.verticalScrollBar().value())
        for number in range(document.pageCount() if document is not None else 0):
            # The view rounds the size of a page to whole pixels, then fits its width.
            whole = (document.pagePointSize(number) * resolution).toSize()
            tall = round(whole.height() * inner / whole.width()) if whole.width() else 0
            yield QRectF(margins.left() - self.horizontalScrollBar().value(), down, inner, tall)
            down += tall + self.pageSpacing()
