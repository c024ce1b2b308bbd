"""Blocks that hold others side by side, and pictures with a description."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from agence_desktop.documents.tagging.blocks import Block, Text
from agence_desktop.documents.tagging.file import TaggedFile
from agence_desktop.documents.tagging.structure import Element


class Columns(Block):
    """Blocks side by side, read from left to right; never split.

    ``weights`` share the width; ``frame`` (line width in points) boxes the whole and divides the columns.
    """

    def __init__(
        self,
        columns: Sequence[Block],
        weights: Sequence[float],
        ink: Color,
        frame: float = 0.0,
        padding: tuple[float, float] = (0.0, 0.0),
        space_before: float = 0.0,
    ) -> None:
        self.columns, self.weights = list(columns), list(weights)
        self.ink, self.frame, self.padding = ink, frame, padding
        self.space_before = space_before

    def _widths(self, width: float) -> list[float]:
        return [width * weight / sum(self.weights) for weight in self.weights]

    def height(self, width: float) -> float:
        across, down = self.padding
        pairs = zip(self.columns, self._widths(width), strict=True)
        return max(column.height(wide - 2 * across) for column, wide in pairs) + 2 * down

    def draw(self, file: TaggedFile, x: float, top: float, width: float, parent: Element) -> None:
        across, down = self.padding
        widths = self._widths(width)
        if self.frame:
            with file.artifact():
                self._draw_frame(file.canvas, x, top, width, widths)
        for column, wide in zip(self.columns, widths, strict=True):
            column.draw(file, x + across, top - down, wide - 2 * across, parent)
            x += wide

    def _draw_frame(self, canvas: Canvas, x: float, top: float, width: float, widths: list[float]) -> None:
        tall = self.height(width)
        half = self.frame / 2
        canvas.setStrokeColor(self.ink)
        canvas.setLineWidth(self.frame)
        canvas.rect(x + half, top - tall + half, width - self.frame, tall - self.frame)
        canvas.setLineWidth(0.5)
        for wide in widths[:-1]:
            x += wide
            canvas.line(x, top - self.frame, x, top - tall + self.frame)


class Framed(Block):
    """A short text in a frame of its own width, against the right edge."""

    def __init__(self, text: Text, ink: Color, padding: tuple[float, float] = (9.0, 2.5)) -> None:
        self.text, self.ink, self.padding = text, ink, padding

    def _wide(self, width: float) -> float:
        return min(width, self.text.natural_width() + 2 * self.padding[0] + 0.1)

    def height(self, width: float) -> float:
        return self.text.height(self._wide(width) - 2 * self.padding[0]) + 2 * self.padding[1]

    def draw(self, file: TaggedFile, x: float, top: float, width: float, parent: Element) -> None:
        wide, tall = self._wide(width), self.height(width)
        x += width - wide
        with file.artifact():
            file.canvas.setStrokeColor(self.ink)
            file.canvas.setLineWidth(1)
            file.canvas.rect(x + 0.5, top - tall + 0.5, wide - 1, tall - 1)
        across, down = self.padding
        self.text.draw(file, x + across, top - down, wide - 2 * across, parent)


@dataclass
class Figure(Block):
    """A picture of ``wide`` × ``tall`` points; ``alt`` says what it shows, without it it is decoration.

    ``paint(canvas, x, y, width)`` gets the lower left corner and the width at hand.
    """

    tall: float
    paint: Callable[[Canvas, float, float, float], None]
    alt: str = ""
    wide: float | None = None

    def height(self, width: float) -> float:
        del width
        return self.tall

    def draw(self, file: TaggedFile, x: float, top: float, width: float, parent: Element) -> None:
        wide = self.wide or width
        if self.alt and not file.decorating:
            figure = Element("Figure", alt=self.alt, bbox=(x, top - self.tall, x + wide, top))
            with file.content(parent.adopt(figure)):
                self.paint(file.canvas, x, top - self.tall, wide)
        else:
            with file.artifact():
                self.paint(file.canvas, x, top - self.tall, wide)
