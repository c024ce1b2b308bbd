"""Signs of the handover sheet drawn as vectors: depth, levels, access, age, boxes to tick, lines to sign."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas

from agence_desktop.documents.marks import CROSS, TICK
from agence_desktop.documents.style import INK, RULE
from agence_desktop.documents.tagging.fonts import Face
from agence_desktop.documents.tagging.inline import Mark, Painter
from agence_desktop.positions.rows import Colour

LEVELS = 4


def _disc(filled: float) -> Painter:
    """A disc, filled from its left edge to a share of its width."""

    def paint(canvas: Canvas, x: float, y: float, size: float) -> None:
        radius = 0.3 * size
        middle, height = x + 0.38 * size, y + 0.36 * size
        canvas.setStrokeColor(INK)
        canvas.setFillColor(INK)
        canvas.setLineWidth(0.08 * size)
        canvas.circle(middle, height, radius, stroke=1, fill=1 if filled == 1 else 0)
        if filled == 0.5:
            path = canvas.beginPath()
            path.moveTo(middle, height + radius)
            path.arcTo(middle - radius, height - radius, middle + radius, height + radius, 90, 180)
            path.close()
            canvas.drawPath(path, stroke=0, fill=1)

    return paint


def _triangle(filled: bool) -> Painter:
    def paint(canvas: Canvas, x: float, y: float, size: float) -> None:
        path = canvas.beginPath()
        path.moveTo(x + 0.08 * size, y + 0.04 * size)
        path.lineTo(x + 0.78 * size, y + 0.04 * size)
        path.lineTo(x + 0.43 * size, y + 0.7 * size)
        path.close()
        canvas.setStrokeColor(INK)
        canvas.setFillColor(INK)
        canvas.setLineWidth(0.07 * size)
        canvas.drawPath(path, stroke=1, fill=1 if filled else 0)

    return paint


def _bars(level: int) -> Painter:
    """Four bars, as many filled as the level says."""

    def paint(canvas: Canvas, x: float, y: float, size: float) -> None:
        canvas.setStrokeColor(INK)
        canvas.setFillColor(INK)
        canvas.setLineWidth(0.05 * size)
        for at in range(LEVELS):
            left = x + (0.04 + 0.47 * at) * size
            canvas.rect(left, y - 0.04 * size, 0.27 * size, 0.78 * size, fill=1 if at < level else 0)

    return paint


def _box(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.08 * size)
    canvas.rect(x + 0.05 * size, y - 0.1 * size, 0.9 * size, 0.9 * size)


def _rule(says: str, width: float) -> Mark:
    """A line to write on, ``width`` em wide."""

    def paint(canvas: Canvas, x: float, y: float, size: float) -> None:
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.6)
        canvas.line(x, y - 0.2 * size, x + width * size, y - 0.2 * size)

    return Mark(says, paint, width)


_DISCS: Final = {Colour.GREEN: 1.0, Colour.YELLOW: 0.5, Colour.RED: 0.0}
_DEPTH_WORDS: Final = {Colour.GREEN: "assez", Colour.YELLOW: "trop peu", Colour.RED: "aucune"}

DEPTH: Final[Mapping[Colour, Mark]] = {
    colour: Mark(f"{_DEPTH_WORDS[colour]}\u00a0: ", _disc(filled), 0.85) for colour, filled in _DISCS.items()
}
"""● assez, ◐ trop peu, ○ aucune."""
SILENT_DEPTH: Final[Mapping[Colour, Mark]] = {
    colour: Mark("", _disc(filled), 0.85) for colour, filled in _DISCS.items()
}
"""The same beside their words, in legends."""
OPEN: Final = Mark("accès ouvert", TICK.paint, TICK.width)
CLOSED: Final = Mark("accès fermé", CROSS.paint, CROSS.width)
STALE: Final = Mark("plus de 12 mois", _triangle(False), 0.9)
VERY_STALE: Final = Mark("plus de 24 mois", _triangle(True), 0.9)
SILENT_STALE: Final = Mark("", _triangle(False), 0.9)
SILENT_VERY_STALE: Final = Mark("", _triangle(True), 0.9)
TO_TICK: Final = Mark("à cocher", _box, 1.1)
TO_SIGN: Final = _rule("à signer", 16.5)
TO_DATE: Final = _rule("à dater", 11.0)


def bars(level: int, says: str) -> Mark:
    """The level as four bars; ``says`` is read in their place."""
    return Mark(says, _bars(level), 1.8)


def frame(canvas: Canvas, x: float, y: float, width: float, tall: float) -> None:
    """The heavy frame of a cell: the person covers the task."""
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1.4)
    canvas.rect(x + 1, y + 1, width - 2, tall - 2)


def hatch(canvas: Canvas, x: float, y: float, width: float, tall: float) -> None:
    """The thin hatch of a cell: a level that is older than 12 months, or a month of peak."""
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(x, y, width, tall)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.4)
    at = x - tall
    while at < x + width:
        canvas.line(at, y + tall, at + tall, y)
        at += 4.0
    canvas.restoreState()


def _sample(paint: Callable[[Canvas, float, float, float, float], None]) -> Mark:
    """A cell in small, for legends."""

    def draw(canvas: Canvas, x: float, y: float, size: float) -> None:
        paint(canvas, x, y - 0.15 * size, 1.9 * size, 0.95 * size)
        canvas.setStrokeColor(RULE if paint is hatch else INK)
        canvas.setLineWidth(0.5)
        canvas.rect(x, y - 0.15 * size, 1.9 * size, 0.95 * size)

    return Mark("", draw, 2.1)


FRAME_SAMPLE: Final = _sample(frame)
HATCH_SAMPLE: Final = _sample(hatch)


def square(filled: bool) -> Callable[[Canvas, float, float, float, float], None]:
    """The square of a serious impact, filled where it is the first one."""

    def paint(canvas: Canvas, x: float, y: float, width: float, tall: float) -> None:
        side = 12.5
        left, foot = x + (width - side) / 2, y + tall - side - 1.4
        canvas.setStrokeColor(INK)
        canvas.setFillColor(INK)
        canvas.setLineWidth(0.8)
        canvas.rect(left, foot, side, side - 1.4, fill=1 if filled else 0)

    return paint


def _impact_sample(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.setFillColor(INK)
    canvas.rect(x, y - 0.22 * size, 1.3 * size, 1.2 * size, stroke=0, fill=1)
    canvas.setFillColor(white)
    canvas.setFont(Face.BOLD.value, size)
    canvas.drawCentredString(x + 0.65 * size, y, "4")


IMPACT_SAMPLE: Final = Mark("4", _impact_sample, 1.5)
"""A filled square in small, for the legend."""


def said(words: str) -> Mark:
    """Words that are read where nothing but the ground of a cell is seen."""
    return Mark(words, _unseen, 0.01)


def _unseen(canvas: Canvas, x: float, y: float, size: float) -> None:
    del canvas, x, y, size
