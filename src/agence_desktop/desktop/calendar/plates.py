"""What blocks of one size share, drawn once and kept as pictures: a dense week repeats it by the hundred.

Pictures are counted in pixels of the screen and shown pixel by pixel, so that they are as sharp at 125
or 150 % as at 100 %: ``edges`` says where outlines may lie for that, ``align`` puts a painter there.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from math import ceil, floor

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QTransform

from agence_desktop.desktop import theme
from agence_desktop.desktop.tokens import Tokens

MARGIN = 1
"""Pixels around an outline that the width of its pen may touch, at 100 %."""
LARGEST = 200_000
"""Pixels of the largest picture that is kept: a closure of a week is painted as it comes."""
MOST = 6_000_000
"""Pixels of all pictures kept together, some 24 MB; beyond them all are dropped."""

Paint = Callable[[QPainter, QRectF], None]


def grid(ratio: float) -> float:
    """How many places there are in a logical pixel where an outline is sharp: between whole ones at 150 %."""
    return 1.0 if ratio == int(ratio) else ratio


def edges(left: float, top: float, right: float, bottom: float, ratio: float) -> tuple[int, int, int, int]:
    """The pixels of the screen nearest to a rectangle in logical pixels, of which it takes one at least."""
    step = grid(ratio)
    first, above = round(left * step), round(top * step)
    last, below = round(right * step), round(bottom * step)
    least, scale = ceil(step), int(ratio / step)
    last, below = max(last, first + least), max(below, above + least)
    return first * scale, above * scale, last * scale, below * scale


def margin(ratio: float) -> int:
    """Pixels of the screen around the outline in a picture."""
    return ceil(MARGIN * ratio)


def align(painter: QPainter) -> None:
    """Move a painter to the nearest whole pixel of the screen: at 150 % a place may lie between two."""
    device = painter.deviceTransform()
    across, down = floor(device.dx() + 0.5) - device.dx(), floor(device.dy() + 0.5) - device.dy()
    if across or down:
        painter.translate(across / device.m11(), down / device.m22())


@contextmanager
def on_pixels(painter: QPainter) -> Iterator[None]:
    """Within, the painter counts pixels of the screen from where its origin was."""
    device = painter.deviceTransform()
    back, _ = device.inverted()
    before = painter.worldTransform()
    there = QTransform.fromTranslate(floor(device.dx() + 0.5), floor(device.dy() + 0.5))
    painter.setWorldTransform(there * back * before)
    try:
        yield
    finally:
        painter.setWorldTransform(before)


class Plates:
    """Pictures by their subject and size, for one font; another look drops them."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, QPixmap] = {}
        self._pixels = 0
        self._look: Tokens | None = None
        self.generation = 0
        """Rises when all are dropped: who holds pictures lets go of them then."""

    def __len__(self) -> int:
        return len(self._kept)

    def draw(self, painter: QPainter, outline: QRectF, subject: Hashable, ratio: float, paint: Paint) -> None:
        """Show what ``paint`` paints into an outline that ``sharp`` made; ``subject`` as in ``picture``."""
        width, height = (round((length + 1) * ratio) for length in (outline.width(), outline.height()))
        found = self.picture(width, height, subject, ratio, paint)
        if found is None:
            paint(painter, outline)
            return
        left, top = ((edge - 0.5) * ratio - margin(ratio) for edge in (outline.left(), outline.top()))
        with on_pixels(painter):
            painter.drawPixmap(round(left), round(top), found)

    def picture(
        self, width: int, height: int, subject: Hashable, ratio: float, paint: Paint
    ) -> QPixmap | None:
        """What ``paint`` paints into an outline of so many pixels of the screen, with a margin around it.

        ``subject`` tells apart all but its size. None for what is too large to be kept.
        """
        if width * height > LARGEST:
            return None
        if self._look is not theme.tokens():
            self._drop()
        key = subject, width, height, ratio
        found = self._kept.get(key)
        return found if found is not None else self._keep(key, width, height, ratio, paint)

    def _keep(self, key: Hashable, width: int, height: int, ratio: float, paint: Paint) -> QPixmap:
        around = margin(ratio)
        made = QPixmap(width + 2 * around, height + 2 * around)
        made.fill(Qt.GlobalColor.transparent)
        first = around / ratio + 0.5
        with QPainter(made) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(ratio, ratio)
            paint(painter, QRectF(first, first, width / ratio - 1, height / ratio - 1))
        self._pixels += made.width() * made.height()
        if self._pixels > MOST:
            self._drop()
            self._pixels = made.width() * made.height()
        self._kept[key] = made
        return made

    def _drop(self) -> None:
        self._kept.clear()
        self._pixels = 0
        self._look = theme.tokens()
        self.generation += 1
