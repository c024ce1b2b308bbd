"""Rich text without a markup language: runs of text and drawn marks, broken into lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import Protocol

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from agence_desktop.documents.tagging.fonts import Face, printable, text_width


class Painter(Protocol):
    """Draws a mark in a square of ``size`` points, its lower left corner ``(x, y)`` on the baseline."""

    def __call__(self, canvas: Canvas, x: float, y: float, size: float) -> None: ...


@dataclass(frozen=True, slots=True)
class TextStyle:
    """``size`` and ``leading`` in points."""

    size: float
    leading: float
    colour: Color
    face: Face = Face.REGULAR


class Stroke(Enum):
    """A line along the words: through them or under them, in em above the baseline."""

    STRUCK = 0.27
    UNDERLINED = -0.14


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one face; None takes those of the block. ``link`` is an address (``mailto:…``)."""

    text: str
    face: Face | None = None
    colour: Color | None = None
    link: str = ""
    stroke: Stroke | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A drawn sign, ``width`` em wide; ``says`` is read in its place, without it it is decoration."""

    says: str
    paint: Painter
    width: float = 1.0


Inline = str | Run | Mark


def strong(text: str) -> Run:
    """Bold text."""
    return Run(text, Face.BOLD)


@dataclass(slots=True)
class Piece:
    """What is drawn at once: text of one run, or a mark; ``x`` from the start of the line, in points."""

    source: Run | Mark
    text: str
    x: float
    width: float


@dataclass(slots=True)
class Line:
    """One line of pieces, from the left; ``width`` leaves out the spaces at its end."""

    pieces: list[Piece] = field(default_factory=list)
    width: float = 0.0


@dataclass(slots=True)
class _Word:
    """What must not be broken, unless it is wider than the whole line."""

    parts: list[tuple[Run | Mark, str, float]] = field(default_factory=list)
    width: float = 0.0
    ends_line: bool = False

    def add(self, source: Run | Mark, text: str, width: float) -> None:
        self.parts.append((source, text, width))
        self.width += width


# A line may end after a space, or after a hyphen or slash between letters: never inside a telephone number,
# nor inside an acronym (« SQ-SC »), whose hyphen stays the plain one that readers search and copy.
_CAPITAL = "[A-ZÀ-ÖØ-Þ]"
_BREAKS = re.compile(rf"( +|\n|(?<=[^\W\d_])(?!(?<={_CAPITAL})-{_CAPITAL})[-/–](?=[^\W\d_]))")


def break_lines(inlines: Iterable[Inline], style: TextStyle, width: float) -> list[Line]:
    """The lines that fit ``width`` points; text without a break is cut rather than let out of its column."""
    lines = [Line()]
    x = 0.0
    for word in _words(inlines, style):
        for part in _fitting(word, style, width):
            if x + _inked(part, style) > width + 0.01 and lines[-1].pieces:
                lines.append(Line())
                x = 0.0
            for source, text, length in part.parts:
                _place(lines[-1], source, text, x, length)
                x += length
            lines[-1].width = max(lines[-1].width, x - part.width + _inked(part, style))
            if part.ends_line:
                lines.append(Line())
                x = 0.0
    return lines


@lru_cache(maxsize=4_096)
def _pieces(text: str) -> tuple[str, ...]:
    """Printable words and, at odd places, what may end a line after them."""
    return tuple(_BREAKS.split(printable(text)))


def _place(line: Line, source: Run | Mark, text: str, x: float, width: float) -> None:
    last = line.pieces[-1] if line.pieces else None
    if last and last.source is source and isinstance(source, Run):
        last.text += text
        last.width += width
    else:
        line.pieces.append(Piece(source, text, x, width))


def _inked(word: _Word, style: TextStyle) -> float:
    """The width of a word without the spaces that follow it."""
    source, text, _ = word.parts[-1] if word.parts else (Run(""), "", 0.0)
    if isinstance(source, Mark) or not text.endswith(" "):
        return word.width
    spaces = len(text) - len(text.rstrip(" "))
    return word.width - text_width(" " * spaces, source.face or style.face, style.size)


def _words(inlines: Iterable[Inline], style: TextStyle) -> Iterator[_Word]:
    word = _Word()
    for inline in inlines:
        if isinstance(inline, Mark):
            word.add(inline, "", inline.width * style.size)
            continue
        run = Run(inline) if isinstance(inline, str) else inline
        face = run.face or style.face
        for at, piece in enumerate(_pieces(run.text)):
            if piece == "\n":
                word.ends_line = True
                if word.parts:  # a space nobody sees keeps the words apart for those who listen
                    word.add(run, " ", text_width(" ", face, style.size))
            elif piece:
                word.add(run, piece, text_width(piece, face, style.size))
            if at % 2 and (word.parts or word.ends_line):
                yield word
                word = _Word()
    if word.parts:
        yield word


def _fitting(word: _Word, style: TextStyle, width: float) -> Iterator[_Word]:
    """The word itself, or its slices where it is wider than the line."""
    if _inked(word, style) <= width:
        yield word
        return
    piece = _Word()
    for source, text, length in word.parts:
        if isinstance(source, Mark):
            piece.add(source, "", length)
            continue
        face = source.face or style.face
        for character in text:
            step = text_width(character, face, style.size)
            if piece.parts and piece.width + step > width and character != " ":
                yield piece
                piece = _Word()
            piece.add(source, character, step)
    piece.ends_line = word.ends_line
    yield piece
