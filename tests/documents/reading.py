"""Reads a PDF back: its structure in reading order, its text, its fonts and sizes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import page
from pypdf import PdfReader

from agence_desktop.documents.tagging.fonts import Face, text_width
from documents.grey import assert_grey


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


@dataclass(slots=True)
class Tag:
    """A structure element read back: its role, its dictionary, its own text and its children in order."""

    role: str
    entry: Any
    parts: list[str | Tag] = field(default_factory=list)

    @property
    def kids(self) -> list[Tag]:
        return [part for part in self.parts if isinstance(part, Tag)]

    @property
    def scope(self) -> str:
        return str(self.entry.get("/A", {}).get("/Scope", "")).removeprefix("/")

    def all(self, role: str) -> list[Tag]:
        """The descendants with this role, in order."""
        return [tag for tag in self.walk() if tag.role == role]

    def walk(self) -> Iterator[Tag]:
        for kid in self.kids:
            yield kid
            yield from kid.walk()

    def said(self) -> str:
        """What a screen reader says: ActualText or Alt, else text, in structure order."""
        spoken = self.entry.get("/ActualText") or self.entry.get("/Alt")
        if spoken:
            return str(spoken)
        return "".join(part if isinstance(part, str) else part.said() for part in self.parts).strip()


def structure(pdf: bytes) -> Tag:
    """The Document element, each element with the text of its own marked content."""
    document = reader(pdf)
    texts = [_marked_texts(sheet) for sheet in document.pages]
    pages = {sheet.indirect_reference.idnum: at for at, sheet in enumerate(document.pages)}  # type: ignore[union-attr]
    root: Any = document.trailer["/Root"]
    return _tag(root["/StructTreeRoot"]["/K"][0].get_object(), pages, texts)


def _tag(entry: Any, pages: dict[int, int], texts: list[dict[int, str]]) -> Tag:
    tag = Tag(str(entry["/S"]).removeprefix("/"), entry)
    for kid in entry["/K"]:
        kid = kid.get_object()
        if kid.get("/Type") == "/MCR":
            tag.parts.append(texts[pages[kid.raw_get("/Pg").idnum]].get(int(kid["/MCID"]), ""))
        elif kid.get("/Type") == "/StructElem":
            tag.parts.append(_tag(kid, pages, texts))
    return tag


def _marked_texts(sheet: Any) -> dict[int, str]:
    found: dict[int, str] = {}
    for shown in texts_shown(sheet):
        if shown.mcid is not None:
            found[shown.mcid] = found.get(shown.mcid, "") + shown.text
    return found


@dataclass(frozen=True, slots=True)
class Shown:
    """Text shown at once: ``mcid`` None in an artifact, size and position in points."""

    mcid: int | None
    face: Face
    size: float
    x: float
    y: float
    text: str

    @property
    def end(self) -> float:
        return self.x + text_width(self.text.rstrip(), self.face, self.size)


def texts_shown(sheet: Any) -> Iterator[Shown]:
    """Every text of a page, decoded by the fonts' ToUnicode tables."""
    fonts = {name: font.get_object() for name, font in sheet["/Resources"]["/Font"].items()}
    maps = {name: _to_unicode(font) for name, font in fonts.items()}
    marks: list[int | None] = []
    name, size, x, y = "", 0.0, 0.0, 0.0
    for operands, operator in sheet.get_contents().operations:
        if operator == b"BDC":
            marks.append(int(operands[1]["/MCID"]) if "/MCID" in operands[1] else None)
        elif operator == b"EMC":
            marks.pop()
        elif operator == b"Tf":
            name, size = str(operands[0]), float(operands[1])
        elif operator == b"Tm":
            x, y = float(operands[4]), float(operands[5])
        elif operator == b"Tj":
            assert marks, "text outside marked content"
            face = Face(str(fonts[name]["/BaseFont"]).partition("+")[2])
            text = "".join(maps[name].get(code, "\x00") for code in operands[0].original_bytes)
            yield Shown(marks[-1], face, size, x, y, text)
            x += text_width(text, face, size)


def _to_unicode(font: Any) -> dict[int, str]:
    codes: dict[int, str] = {}
    for line in font["/ToUnicode"].get_object().get_data().decode("ascii").splitlines():
        code, _, character = line.partition(" ")
        if len(code) == 4 and len(character) == 6:
            codes[int(code[1:-1], 16)] = chr(int(character[1:-1], 16))
    return codes


def assert_accessible(pdf: bytes) -> None:
    """The file passes every PDF/UA-1 check that a machine can make."""
    report = page.validate_pdf_bytes(pdf, profile="ua1")
    assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]


def assert_sound(pdf: bytes) -> None:
    """What every document keeps: accessible, fonts embedded, 9 points at least, nothing past the margins,
    and nothing lost on a printer without colours.
    """
    assert_accessible(pdf)
    for sheet in reader(pdf).pages:
        assert_grey(sheet)
        resources: Any = sheet["/Resources"]
        for font in resources["/Font"].values():
            assert "/FontFile2" in font.get_object()["/FontDescriptor"]
        right, top = float(sheet.mediabox.right), float(sheet.mediabox.top)
        for shown in texts_shown(sheet):
            assert shown.size >= 9, shown
            assert "\x00" not in shown.text, shown
            assert shown.x >= 44.9, shown
            assert shown.end <= right - 44.9, shown
            assert 19 <= shown.y <= top - 27, shown
