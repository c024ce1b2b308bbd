"""Signs drawn as vectors, since the font lacks them and paper is black and white."""

from __future__ import annotations

import re
from functools import cache
from math import ceil

from reportlab.pdfgen.canvas import Canvas

from agence_desktop.core.resources import resource_path
from agence_desktop.documents.rows import PlannedKind
from agence_desktop.documents.style import FILL, INK, RULE
from agence_desktop.documents.tagging.fonts import Face
from agence_desktop.documents.tagging.inline import Mark


def _tick(canvas: Canvas, x: float, y: float, size: float) -> None:
    _strokes(canvas, size, [(x + 0.06 * size, y + 0.32 * size), (x + 0.3 * size, y + 0.06 * size)])
    _strokes(canvas, size, [(x + 0.3 * size, y + 0.06 * size), (x + 0.72 * size, y + 0.66 * size)])


def _cross(canvas: Canvas, x: float, y: float, size: float) -> None:
    low, high = 0.06 * size, 0.62 * size
    _strokes(canvas, size, [(x + low, y + low), (x + high, y + high)])
    _strokes(canvas, size, [(x + low, y + high), (x + high, y + low)])


def _strokes(canvas: Canvas, size: float, points: list[tuple[float, float]]) -> None:
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.13 * size)
    canvas.setLineCap(1)
    canvas.line(*points[0], *points[1])
    canvas.setLineCap(0)


def _question(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.08 * size)
    canvas.rect(x + 0.12 * size, y - 0.16 * size, 0.86 * size, 1.04 * size)
    canvas.setFillColor(INK)
    canvas.setFont(Face.BOLD.value, size)
    canvas.drawCentredString(x + 0.55 * size, y, "?")


def wheelchair(canvas: Canvas, x: float, y: float, size: float) -> None:
    """The pictogram of wheelchair access, in a square of ``size`` points."""
    scale = size / 24
    path = canvas.beginPath()
    point = (0.0, 0.0)
    control: tuple[float, float] | None = None

    def placed(at: tuple[float, float]) -> tuple[float, float]:
        return x + at[0] * scale, y + (24 - at[1]) * scale

    for command, numbers in _icon("wheelchair"):
        pairs = list(zip(numbers[::2], numbers[1::2], strict=False))
        if command == "M":
            path.moveTo(*placed(pairs[0]))
        elif command in "HVL":
            at = {"H": (numbers[0], point[1]), "V": (point[0], numbers[0])}.get(command) or pairs[0]
            path.lineTo(*placed(at))
            pairs = [at]
        elif command in "CS":
            if command == "S":  # the first control point mirrors the last one of the curve before
                mirrored = (2 * point[0] - control[0], 2 * point[1] - control[1]) if control else point
                pairs = [mirrored, *pairs]
            path.curveTo(*placed(pairs[0]), *placed(pairs[1]), *placed(pairs[2]))
        else:
            path.close()
            continue
        control = pairs[1] if command in "CS" else None
        point = pairs[-1]
    canvas.setFillColor(INK)
    canvas.drawPath(path, stroke=0, fill=1)


_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Z": 0}


@cache
def _icon(name: str) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """The absolute path commands of a shipped icon on its 24 × 24 grid, one set of numbers each."""
    drawn = re.search(r'<path d="([^"]+)"', resource_path("icons", f"{name}.svg").read_text("utf-8"))
    if drawn is None:
        raise ValueError(f"icon {name} has no path")
    commands: list[tuple[str, tuple[float, ...]]] = []
    for command, arguments in re.findall(r"([MLHVCSZ])([^A-Za-z]*)", drawn[1]):
        numbers = [float(number) for number in re.findall(r"-?\d*\.?\d+", arguments)]
        count = _ARGUMENTS[command]
        if not count:
            commands.append((command, ()))
        for start in range(0, len(numbers), count or 1):
            commands.append((command, tuple(numbers[start : start + count])))
    return tuple(commands)


def _accessible(canvas: Canvas, x: float, y: float, size: float) -> None:
    wheelchair(canvas, x, y - 0.15 * size, 1.1 * size)


TICK = Mark("", _tick, 0.95)
CROSS = Mark("", _cross, 0.9)
QUESTION = Mark("", _question, 1.1)
REQUESTED = Mark("(demandée, à décider)", _question, 1.1)
"""The boxed question mark where no word beside it says the same."""
ACCESSIBLE = Mark("accessible en fauteuil roulant", _accessible, 1.1)


def fill_slot(canvas: Canvas, kind: PlannedKind, x: float, y: float, width: float, tall: float) -> None:
    """Draw a stretch of a strip: solid, dashed on bare ground, cross-hatched or thinly hatched."""
    canvas.saveState()
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.5)
    if kind is PlannedKind.CONFIRMED:
        canvas.setFillColor(FILL)
        canvas.rect(x, y, width, tall, stroke=0, fill=1)
    elif kind is PlannedKind.REQUESTED:
        canvas.setDash([1.8, 1.4])
        canvas.setLineWidth(0.8)
        canvas.rect(x + 1.2, y + 1.5, width - 2.4, tall - 3.0)
    else:
        _hatch(canvas, x, y, width, tall, crossed=kind is PlannedKind.CLOSED)
    canvas.restoreState()


def _hatch(canvas: Canvas, x: float, y: float, width: float, tall: float, crossed: bool) -> None:
    step = 3.0
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(x, y, width, tall)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.setLineWidth(0.45 if crossed else 0.4)
    for at in range(-ceil(tall / step), ceil(width / step) + 1):
        canvas.line(x + at * step, y, x + at * step + tall, y + tall)
        if crossed:
            canvas.line(x + at * step, y + tall, x + at * step + tall, y)
    canvas.restoreState()
    canvas.setStrokeColor(RULE)
    canvas.rect(x, y, width, tall)


def swatch(kind: PlannedKind) -> Mark:
    """A sample of a pattern for the legend, whose word follows."""

    def paint(canvas: Canvas, x: float, y: float, size: float) -> None:
        fill_slot(canvas, kind, x, y - 0.06 * size, 2.2 * size, 0.8 * size)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.5)
        canvas.rect(x, y - 0.06 * size, 2.2 * size, 0.8 * size)

    return Mark("", paint, 2.4)
