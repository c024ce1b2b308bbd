"""Pages: blocks laid out first, drawn afterwards, so that each page knows how many there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from agence_desktop.documents.tagging.blocks import Block
from agence_desktop.documents.tagging.file import Spot, TaggedFile
from agence_desktop.documents.tagging.metadata import DocumentInfo
from agence_desktop.documents.tagging.structure import Element

LETTER = (612.0, 792.0)
LETTER_LANDSCAPE = (792.0, 612.0)


class Furniture(Protocol):
    """Draws head and foot of page ``number`` of ``total``, as an artifact."""

    def draw(self, file: TaggedFile, size: tuple[float, float], number: int, total: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks on pages of one format; each part begins a page.

    ``size``, ``side`` (margins), ``above`` and ``below`` (from the edges to the text) in points. ``legend``
    stands at the bottom of the text on every page: content on the last, an artifact on the others.
    """

    blocks: Sequence[Block]
    furniture: Furniture
    size: tuple[float, float] = LETTER
    side: float = 45.0
    above: float = 54.0
    below: float = 54.0
    legend: Block | None = None

    @property
    def width(self) -> float:
        """The width of the text."""
        return self.size[0] - 2 * self.side

    @property
    def height(self) -> float:
        """The height of the text, without the legend."""
        legend = self.legend.height(self.width) + self.legend.space_before if self.legend else 0.0
        return self.size[1] - self.above - self.below - legend


@dataclass(frozen=True, slots=True)
class _Placed:
    block: Block
    offset: float


class TooTallError(Exception):
    """A block that cannot be broken is taller than a page: a fault of the document, not of its data."""


def compose(blocks: Sequence[Block], width: float, height: float) -> list[list[_Placed]]:
    """The blocks spread over pages of ``width`` × ``height``, always at least one page."""
    pages: list[list[_Placed]] = [[]]
    waiting = list(reversed(blocks))
    y = 0.0
    while waiting:
        block = waiting.pop()
        page = pages[-1]
        y += block.space_before if page else 0.0
        fresh = all(placed.block.keep_with_next for placed in page)
        needed = block.height(width)
        if block.keep_with_next:
            needed += _with_next(reversed(waiting), width)
        if y + needed <= height + 0.01 or (fresh and block.keep_with_next):
            page.append(_Placed(block, y))
            y += block.height(width)
            continue
        parts = None if block.keep_with_next else block.split(width, height - y)
        if parts is None and fresh:
            parts = block.cut(width, height - y)
            if parts is None:
                raise TooTallError(f"{type(block).__name__} of {needed:.0f} points on a page of {height:.0f}")
        if parts is not None:
            page.append(_Placed(parts[0], y))
            block = parts[1]
        waiting.append(block)
        pages.append([])
        y = 0.0
    return pages


def _with_next(followers: Iterable[Block], width: float) -> float:
    """How much stands under a title: the titles right after it, and a beginning of what they name."""
    needed = 0.0
    for follower in followers:
        if not follower.keep_with_next:
            return needed + follower.space_before + follower.minimum(width)
        needed += follower.space_before + follower.height(width)
    return needed


@dataclass(frozen=True, slots=True)
class Laid:
    """A part spread over its pages."""

    part: Part
    pages: Sequence[Sequence[_Placed]]

    def page_of(self, block: Block) -> int | None:
        """On which of its pages a block that is not split stands, from 0; None where it is not there."""
        return next(
            (at for at, page in enumerate(self.pages) if any(placed.block is block for placed in page)), None
        )


def lay_out(part: Part) -> Laid:
    """The part, its blocks laid out."""
    return Laid(part, compose(part.blocks, part.width, part.height))


def page_count(part: Part) -> int:
    """How many pages the part takes."""
    return len(lay_out(part).pages)


def render(parts: Sequence[Part], info: DocumentInfo) -> bytes:
    """The parts as one tagged PDF file."""
    return render_laid([lay_out(part) for part in parts], info)


def render_laid(laid: Sequence[Laid], info: DocumentInfo) -> bytes:
    """Parts laid out before, as one tagged PDF file."""
    return render_spotted(laid, info)[0]


def render_spotted(laid: Sequence[Laid], info: DocumentInfo) -> tuple[bytes, Mapping[str, Spot]]:
    """Parts laid out before, as one tagged PDF file, and where what bears a name stands in it."""
    file = TaggedFile(info)
    total = sum(len(one.pages) for one in laid)
    number = 0
    for one in laid:
        for page in one.pages:
            number += 1
            _draw_page(file, one.part, page, (number, total), last=page is one.pages[-1])
    return file.finish(), file.spots


def _draw_page(
    file: TaggedFile, part: Part, page: Sequence[_Placed], count: tuple[int, int], last: bool
) -> None:
    file.open_page(part.size)
    with file.artifact("Pagination"):
        part.furniture.draw(file, part.size, *count)
    top = part.size[1] - part.above
    for placed in page:
        placed.block.draw(file, part.side, top - placed.offset, part.width, file.document)
    if part.legend:
        foot = part.below + part.legend.height(part.width)
        if last:
            part.legend.draw(file, part.side, foot, part.width, file.document)
        else:
            with file.artifact("Pagination"):
                part.legend.draw(file, part.side, foot, part.width, Element("Artifact"))
    file.close_page()
