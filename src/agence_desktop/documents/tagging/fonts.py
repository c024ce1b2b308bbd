"""Open Sans for paper: registered once, embedded as subsets whose characters can be read back."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from threading import Lock
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

from agence_desktop.core.resources import resource_path


class Face(StrEnum):
    """The faces of the documents, by the names under which ReportLab knows them."""

    REGULAR = "OpenSans-Regular"
    SEMIBOLD = "OpenSans-SemiBold"
    BOLD = "OpenSans-Bold"


_LOCK = Lock()

_SUBSTITUTES = str.maketrans(
    {
        "\u202f": "\u00a0",  # narrow no-break space
        "\u2007": "\u00a0",
        "\u2009": " ",
        "\u2011": "-",  # no-break hyphen
        "\u00ad": None,  # soft hyphen
        "\u200b": None,
        "\ufeff": None,
        "\t": " ",
        "\r": None,
        "→": "–",
        "✓": "x",
        "✔": "x",
        "●": "•",
        "○": "•",
    }
)
"""What people paste that Open Sans lacks, and what is printed in its place."""

_MISSING = "\ufffd"


class _ReadableFont(TTFont):
    """A TrueType font whose ToUnicode tables leave out the unused slots.

    ReportLab maps those to U+0000, which readers take for text (PDF/UA-1 § 7.21.7).
    """

    def addObjects(self, doc: PDFDocument) -> None:
        super().addObjects(doc)
        for name, entry in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:") and name.partition("+")[2] == self.fontName:
                entry.content = _without_unused(entry.content)  # type: ignore[attr-defined]


def _without_unused(table: str) -> str:
    lines = table.split("\n")
    first = next(at for at, line in enumerate(lines) if line.endswith("beginbfchar")) + 1
    last = lines.index("endbfchar")
    used = [line for line in lines[first:last] if not line.endswith("<0000>")]
    blocks: list[str] = []
    for start in range(0, len(used), 100):  # a block holds at most 100 entries
        block = used[start : start + 100]
        blocks += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([*lines[: first - 1], *blocks, *lines[last + 1 :]])


def register_fonts() -> None:
    """Make the faces known to ReportLab; safe from any thread, reads the files once."""
    with _LOCK:
        known = pdfmetrics.getRegisteredFontNames()
        for face in Face:
            if face.value not in known:
                path = resource_path("fonts", f"{face.value}.ttf")
                pdfmetrics.registerFont(_ReadableFont(face.value, str(path), asciiReadable=False))


def _metrics(face: Face) -> Any:
    """ReportLab's ``TTFontFace``."""
    font: Any = pdfmetrics.getFont(face.value)
    return font.face


@cache
def _repertoire() -> frozenset[int]:
    register_fonts()
    return frozenset.intersection(*(frozenset(_metrics(face).charToGlyph) for face in Face))


@cache
def _widths(face: Face) -> dict[int, float]:
    register_fonts()
    widths: dict[int, float] = _metrics(face).charWidths
    return widths


@lru_cache(maxsize=16_384)
def text_width(text: str, face: Face, size: float) -> float:
    """The width in points of printable text."""
    widths = _widths(face)
    return sum(widths[ord(character)] for character in text) * size / 1000


def printable(text: str) -> str:
    """The text composed (NFC), every character in the fonts; what has no equivalent becomes U+FFFD.

    Line feeds stay: they break lines.
    """
    composed = unicodedata.normalize("NFC", text).translate(_SUBSTITUTES)
    known = _repertoire()
    return "".join(
        character if ord(character) in known or character == "\n" else _equivalent(character, known)
        for character in composed
        if character == "\n" or unicodedata.category(character) != "Cc"
    )


def _equivalent(character: str, known: frozenset[int]) -> str:
    plain = unicodedata.normalize("NFKC", character)
    return plain if plain and all(ord(part) in known for part in plain) else _MISSING
