"""What paintings of the three calendars have in common."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from agence_desktop.desktop import theme
from agence_desktop.desktop.calendar.blocks import BlockPainter
from agence_desktop.desktop.calendar.items import Block
from agence_desktop.desktop.calendar.metrics import Metrics, ink
from agence_desktop.desktop.calendar.patterns import stipple


@dataclass(frozen=True, slots=True, kw_only=True)
class Painted:
    """What every painting depends on; ``carried`` is held by a gesture, ``answer`` is known of its ghost."""

    metrics: Metrics
    port: QRect
    selected: str
    carried: Block | None
    answer: bool | None
    ratio: float


class BasePainter:
    """One painting of a calendar."""

    def __init__(self, painter: QPainter, painted: Painted) -> None:
        self._painter = painter
        self._metrics = painted.metrics
        self._blocks = BlockPainter(painter, painted.metrics, painted.ratio)

    def shade(self, area: QRectF) -> None:
        """The ground of closed hours and days."""
        self._painter.fillRect(area, ink("closed"))
        if not theme.tokens().tinted:
            # Without colours of our own the shading is a field of dots.
            stipple(self._painter, area, ink("text", 0.6), self._metrics.hatch * 1.2)
