"""What a page is made of: the contract of a block, text, headings, stacks and lists."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from agence_desktop.documents.tagging.file import TaggedFile
from agence_desktop.documents.tagging.fonts import text_width
from agence_desktop.documents.tagging.inline import Inline, Line, Mark, Piece, Run, TextStyle, break_lines
from agence_desktop.documents.tagging.structure import Element

_STROKE = 0.07
"""The width of a line along words, in em."""
_BASELINE = 0.865
"""From the upper edge of a line without leading to its baseline, in em: capitals sit in the middle."""


class Block(ABC):
    """Something with a height for a width, that can be drawn, and perhaps split over pages.

    All lengths are points; ``top`` is a page coordinate, upwards. A block is drawn once, or in artifacts.
    """

    space_before: float = 0.0
    keep_with_next: bool = False
    about: Sequence[str] = ()
    """The names of what it shows, for ``TaggedFile.spots``."""

    @abstractmethod
    def height(self, width: float) -> float:
        """The height at this width, without ``space_before``."""

    @abstractmethod
    def draw(self, file: TaggedFile, x: float, top: float, width: float, parent: Element) -> None:
        """Draw with the upper left corner at ``(x, top)``; structure goes under ``parent``."""

    def split(self, width: float, available: float) -> tuple[Block, Block] | None:
        """What fits in ``available`` and the rest, or None where no useful part fits."""
        del width, available
        return None

    def cut(self, width: float, available: float) -> tuple[Block, Block] | None:
        """As ``split``, on an empty page that is too short: breaks even what should have stayed whole."""
        del width, available
        return None

    def minimum(self, width: float) -> float:
        """The least that must stay with a title above."""
        return self.height(width)


class Text(Block):
    """A paragraph, left-aligned."""

    def __init__(
        self,
        *inlines: Inline,
        style: TextStyle,
        role: str = "P",
        space_before: float = 0.0,
        indent: float = 0.0,
    ) -> None:
        self.inlines = inlines
        self.style = style
        self.space_before = space_before
        self.indent = indent
        self.element = Element(role)
        self._lines: list[Line] | None = None
        self._width = -1.0

    def lines(self, width: float) -> list[Line]:
        """The lines at this width."""
        if self._lines is None or (self._width != width and self._width >= 0):
            self._lines = break_lines(self.inlines, self.style, width - self.indent)
            self._width = width
        return self._lines

    def height(self, width: float) -> float:
        return len(self.lines(width)) * self.style.leading

    def natural_width(self) -> float:
        """The width on one line."""
        return max(line.width for line in break_lines(self.inlines, self.style, float("inf")))

    def minimum(self, width: float) -> float:
        return min(2, len(self.lines(width))) * self.style.leading

    def split(self, width: float, available: float) -> tuple[Text, Text] | None:
        lines = self.lines(width)
        count = int((available + 0.01) // self.style.leading)
        if len(lines) - count == 1:  # no single line alone on the next page
            count -= 1
        if count < 1 or (count < 2 and len(lines) > 2) or count >= len(lines):
            return None
        return self._part(lines[:count]), self._part(lines[count:])

    def _part(self, lines: list[Line]) -> Text:
        part = Text(style=self.style, indent=self.indent)
        part.element, part._lines, part.about = self.element, lines, self.about
        return part

    def draw(self, file: TaggedFile, x: float, top: float, width: float, parent: Element) -> None:
        placed = [
            (piece, x + self.indent + piece.x, self._baseline(top, row))
            for row, line in enumerate(self.lines(width))
            for piece in line.pieces
        ]
        if not placed:
            return
        if self.about:
            file.spot(self.about, x, top, width, self.height(width))
        element = Element("Artifact") if file.decorating else parent.adopt(self.element)
        links: dict[int, Element] = {}
        start = 0
        for end in range(1, len(placed) + 1):
            if end == len(placed) or _owner(placed[end][0]) != _owner(placed[start][0]):
                self._draw_group(file, placed[start:end], element, links)
                start = end

    def _baseline(self, top: float, row: int) -> float:
        spare = self.style.leading - self.style.size
        return top - row * self.style.leading - spare / 2 - self.style.size * _BASELINE

    def _draw_group(
        self,
        file: TaggedFile,
        group: list[tuple[Piece, float, float]],
        element: Element,
        links: dict[int, Element],
    ) -> None:
        source = group[0][0].source
        if isinstance(source, Mark):
            span = Element("Span", actual_text=source.says)
            with file.content(element.adopt(span)) if source.says else file.artifact():
                for piece, x, y in group:
                    source.paint(file.canvas, x, y, piece.width / source.width)
            return
        owner = element
        if source.link:
            if id(source) not in links:
                links[id(source)] = element.add("Link")
            owner = links[id(source)]
        with file.content(owner):
            for piece, x, y in group:
                self._draw_text(file, piece, x, y)
        if source.link:
            for piece, x, y in group:
                size = self.style.size
                file.link(owner, source.link, (x, y - 0.25 * size, x + piece.width, y + 0.8 * size))

    def _draw_text(self, file: TaggedFile, piece: Piece, x: float, y: float) -> None:
        assert isinstance(piece.source, Run)
        text = file.canvas.beginText(x, y)
        text.setFont((piece.source.face or self.style.face).value, self.style.size)
        text.setFillColor(piece.source.colour or self.style.colour)
        text.textOut(piece.text)
        file.canvas.drawText(text)
        if (stroke := piece.source.stroke) is not None:
            size = self.style.size
            face = piece.source.face or self.style.face
            high, wide = y + stroke.value * size, text_width(piece.text.rstrip(" "), face, size)
            file.canvas.setStrokeColor(piece.source.colour or self.style.colour)
            file.canvas.setLineWidth(_STROKE * size)
            file.canvas.line(x, high, x + wide, high)


def _owner(piece: Piece) -> int:
    """Pieces of one owner share a marked content: plain text together, each mark and link alone."""
    source = piece.source
    return id(source) if isinstance(source, Mark) or source.link else 0


class Heading(Text):
    """A title of level 1 to 6, with its bookmark; it stays with what follows."""

    def __init__(
        self, *inlines: Inline, level: int, style: TextStyle, space_before: float = 0.0, bookmark: str = ""
    ) -> None:
        super().__init__(*inlines, style=style, role=f"H{level}", space_before=space_before)
        self.level = level
        self.keep_with_next = True
        self.title = bookmark or "".join(_plain(inline) for inline in inlines)

    def split(self, width: float, available: float) -> None:
        del width, available

    def draw(self, file: TaggedFile, x: float, top: float, width: float, parent: Element) -> None:
        file.bookmark(self.title, self.level - 1, top)
        super().draw(file, x, top, width, parent)

    def continued(self) -> Text:
        """The title to repeat, as an artifact, above what goes on."""
        return Text(*self.inlines, " (suite)", style=self.style)


def _plain(inline: Inline) -> str:
    if isinstance(inline, Mark):
        return inline.says
    return inline if isinstance(inline, str) else inline.text


class Stack(Block):
    """Blocks one under the other, in an element of their own where ``element`` is given."""

    def __init__(
        self,
        blocks: Sequence[Block],
        element: Element | None = None,
        space_before: float = 0.0,
        whole: bool = False,
    ) -> None:
        self.blocks = list(blocks)
        self.element = element
        self.space_before = space_before
        self.whole = whole

    def height(self, width: float) -> float:
        spaces = sum(block.space_before for block in self.blocks[1:])
        return spaces + sum(block.height(width) for block in self.blocks)

    def minimum(self, width: float) -> float:
        return self.height(width) if self.whole or not self.blocks else self.blocks[0].minimum(width)

    def split(self, width: float, available: float) -> tuple[Stack, Stack] | None:
        if self.whole:
            return None
        used = 0.0
        for at, block in enumerate(self.blocks):
            space = block.space_before if at else 0.0
            tall = block.height(width)
            if used + space + tall <= available + 0.01:
                used += space + tall
                continue
            parts = block.split(width, available - used - space)
            first = [*self.blocks[:at], *([parts[0]] if parts else [])]
            rest = [parts[1] if parts else block, *self.blocks[at + 1 :]]
            return (Stack(first, self.element), Stack(rest, self.element)) if first else None
        return None

    def cut(self, width: float, available: float) -> tuple[Stack, Stack] | None:
        if len(self.blocks) > 1:
            return Stack(self.blocks, self.element).split(width, available)
        parts = self.blocks[0].cut(width, available) if self.blocks else None
        return (Stack([parts[0]], self.element), Stack([parts[1]], self.element)) if parts else None

    def draw(self, file: TaggedFile, x: float, top: float, width: float, parent: Element) -> None:
        owner = parent.adopt(self.element) if self.element and self.blocks else parent
        for at, block in enumerate(self.blocks):
            top -= block.space_before if at else 0.0
            block.draw(file, x, top, width, owner)
            top -= block.height(width)


class _Item(Block):
    """An item of a list: its label (on its first part only), and its text beside it."""

    def __init__(
        self, label: Text | None, body: Text, indent: float, element: Element, holder: Element
    ) -> None:
        self.label, self.body, self.indent, self.element, self.holder = label, body, indent, element, holder

    def height(self, width: float) -> float:
        return self.body.height(width - self.indent)

    def minimum(self, width: float) -> float:
        return self.body.minimum(width - self.indent)

    def split(self, width: float, available: float) -> tuple[_Item, _Item] | None:
        parts = self.body.split(width - self.indent, available)
        if parts is None:
            return None
        first = _Item(self.label, parts[0], self.indent, self.element, self.holder)
        return first, _Item(None, parts[1], self.indent, self.element, self.holder)

    def draw(self, file: TaggedFile, x: float, top: float, width: float, parent: Element) -> None:
        item = parent.adopt(self.element)
        file.spot(self.about, x, top, width, self.height(width))
        if self.label:
            start = max(0.0, self.indent - self.label.natural_width() - 4)
            self.label.draw(file, x + start, top, self.indent, item)
        self.body.draw(file, x + self.indent, top, width - self.indent, item.adopt(self.holder))


class TextList(Stack):
    """A list: numbered, or with bullets."""

    def __init__(
        self,
        items: Sequence[Sequence[Inline]],
        style: TextStyle,
        numbered: bool = False,
        indent: float = 15.0,
        space_before: float = 0.0,
    ) -> None:
        blocks = [
            _Item(
                Text(f"{at}." if numbered else "•", style=style, role="Lbl"),
                Text(*item, style=style),
                indent,
                Element("LI"),
                Element("LBody"),
            )
            for at, item in enumerate(items, 1)
        ]
        element = Element("L", numbering="Decimal" if numbered else "Disc")
        super().__init__(blocks, element, space_before)
