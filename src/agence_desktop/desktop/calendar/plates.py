"""What blocks of one size share, drawn once and kept as pictures: a dense week repeats it by the hundred."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from agence_desktop.desktop import theme
from agence_desktop.desktop.tokens import Tokens

MARGIN = 1
"""Pixels around an outline that the width of its pen may touch."""
LARGEST = 200_000
"""Pixels of the largest picture that is kept: a closure of a week is painted as it comes."""
MOST = 6_000_000
"""Pixels of all pictures kept together, some 24 MB; beyond them all are dropped."""

Paint = Callable[[QPainter, QRectF], None]


class Plates:
    """Pictures by their subject and size, for one font; another look drops them."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, QPixmap] = {}
        self._pixels = 0
        self._look: Tokens | None = None

    def __len__(self) -> int:
        return len(self._kept)

    def draw(self, painter: QPainter, outline: QRectF, subject: Hashable, ratio: float, paint: Paint) -> None:
        """Show what ``paint`` paints into an outline; ``subject`` tells apart all but its size.

        The outline lies on half pixels, as ``sharp`` makes it. Where a logical pixel is not a whole number of
        pixels of the screen, a picture would be blurred: there ``paint`` paints each time.
        """
        width, height = int(outline.width()) + 1 + 2 * MARGIN, int(outline.height()) + 1 + 2 * MARGIN
        if ratio != int(ratio) or width * height * ratio * ratio > LARGEST:
            paint(painter, outline)
            return
        if self._look is not theme.tokens():
            self._drop()
        key = subject, width, height, ratio
        found = self._kept.get(key)
        if found is None:
            found = self._keep(key, QSize(width, height), int(ratio), paint)
        painter.drawPixmap(QPointF(outline.left() - 0.5 - MARGIN, outline.top() - 0.5 - MARGIN), found)

    def _keep(self, key: Hashable, size: QSize, ratio: int, paint: Paint) -> QPixmap:
        made = QPixmap(size * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        first = MARGIN + 0.5
        with QPainter(made) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint(painter, QRectF(first, first, size.width() - 2 * first, size.height() - 2 * first))
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
