"""Blocks beyond plain text: side by side, upright, cut to some lines, beside a title; described pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from agence_desktop.documents.tagging.blocks import Block, Heading, Text
from agence_desktop.documents.tagging.file import TaggedFile
from agence_desktop.documents.tagging.fonts import printable, text_width
from agence_desktop.documents.tagging.inline import Inline, Run, TextStyle
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


class Upright(Block):
    """One line of text that reads upwards, such as the label of a narrow column."""

    def __init__(self, text: str, style: TextStyle) -> None:
        self.text, self.style = printable(text), style
        self.element = Element("P")

    def height(self, width: float) -> float:
        del width
        return text_width(self.text, self.style.face, self.style.size)

    def draw(self, file: TaggedFile, x: float, top: float, width: float, parent: Element) -> None:
        owner = Element("Artifact") if file.decorating else parent.adopt(self.element)
        foot = top - self.height(width)
        with file.content(owner):
            text = file.canvas.beginText()
            text.setTextTransform(0, 1, -1, 0, x + self.style.size * 0.8, foot)
            text.setFont(self.style.face.value, self.style.size)
            text.setFillColor(self.style.colour)
            text.textOut(self.text)
            file.canvas.drawText(text)


class NotedHeading(Heading):
    """A title with a note against the right edge, or under it where there is no room beside it."""

    def __init__(self, heading: Heading, note: Text) -> None:
        super().__init__(
            *heading.inlines,
            level=heading.level,
            style=heading.style,
            space_before=heading.space_before,
            bookmark=heading.title,
        )
        self.note = note

    def _beside(self, width: float) -> bool:
        return self.natural_width() + 12 + self.note.natural_width() <= width

    def height(self, width: float) -> float:
        under = 0.0 if self._beside(width) else self.note.height(width)
        return super().height(width) + under

    def draw(self, file: TaggedFile, x: float, top: float, width: float, parent: Element) -> None:
        super().draw(file, x, top, width, parent)
        if self._beside(width):
            wide = self.note.natural_width() + 0.1
            lower = (self.style.leading - self.note.style.leading) / 2 + 1
            self.note.draw(file, x + width - wide, top - lower, wide, parent)
        else:
            self.note.draw(file, x, top - super().height(width), width, parent)


class Clipped(Block):
    """A text of at most some lines; what does not fit ends with an ellipsis."""

    def __init__(self, text: Text, lines: int = 1) -> None:
        self.text, self.most = text, lines
        self.space_before = text.space_before
        self._shown: tuple[float, Text] | None = None

    def shown(self, width: float) -> Text:
        """What is drawn at this width."""
        if self._shown is None or self._shown[0] != width:
            self._shown = width, self._cut(width)
        return self._shown[1]

    def _cut(self, width: float) -> Text:
        lines = self.text.lines(width)
        if len(lines) <= self.most:
            return self.text
        style = self.text.style
        kept: list[Inline] = []
        for line in lines[: self.most - 1]:
            for piece in line.pieces:
                kept.append(_run(piece.source, piece.text) if isinstance(piece.source, Run) else piece.source)
        room = width - text_width("…", style.face, style.size)
        last: list[Inline] = []
        for piece in lines[self.most - 1].pieces:
            if not isinstance(piece.source, Run):
                last.append(piece.source)
                continue
            words = piece.text.rstrip()
            face = piece.source.face or style.face
            while words and piece.x + text_width(words, face, style.size) > room:
                words = words[:-1].rstrip() if " " not in words else words.rpartition(" ")[0].rstrip()
            last.append(_run(piece.source, words))
            if words != piece.text.rstrip():
                break
        return Text(*kept, *last, "…", style=style, role=self.text.element.role, indent=self.text.indent)

    def height(self, width: float) -> float:
        return self.shown(width).height(width)

    def draw(self, file: TaggedFile, x: float, top: float, width: float, parent: Element) -> None:
        self.shown(width).draw(file, x, top, width, parent)


def _run(source: Run, text: str) -> Run:
    return replace(source, text=text)
