"""A tagged PDF file being written: pages, marked content, artifacts, links, bookmarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFPage,
    PDFStream,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

from agence_desktop.documents.tagging.fonts import Face, printable, register_fonts
from agence_desktop.documents.tagging.metadata import LANGUAGE, PRODUCER, DocumentInfo, pdf_date, xmp_packet
from agence_desktop.documents.tagging.structure import Annotation, Element, StructureTree

rl_config.useA85 = 0  # pages as bytes: letters for old mail programs took a quarter more room and time


class _OpenCanvas(Canvas):
    """The canvas, with the inner parts that its published types leave out."""

    _doc: Any
    _addAnnotation: Any  # noqa: N815  # the name is ReportLab's


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something that has a name stands: page from 0, and its edges in points, from the lower left."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


class TaggedFile:
    """A PDF/UA-1 file; the same calls give the same bytes.

    Draw on ``canvas`` only inside ``content`` or ``artifact``. Inside an artifact, ``content``, ``link`` and
    ``bookmark`` do nothing: a block drawn there, such as a repeated table header, is decoration.
    """

    def __init__(self, info: DocumentInfo) -> None:
        register_fonts()
        self._info = info
        self._buffer = BytesIO()
        self.canvas = _OpenCanvas(
            self._buffer,
            invariant=1,
            pageCompression=1,
            pdfVersion=(1, 7),
            lang=LANGUAGE,
            initialFontName=Face.REGULAR.value,  # type: ignore[arg-type]  # the stub says float
        )
        self.tree = StructureTree()
        self._pages: list[PDFObjectReference] = []
        self._page_key = 0
        self._artifact = False
        self._open = False
        self._bookmarks = 0
        self.spots: dict[str, Spot] = {}
        """Where what has a name stands; for a screen that shows the page beside what it was made from."""

    @property
    def document(self) -> Element:
        """The root of the structure."""
        return self.tree.root

    @property
    def decorating(self) -> bool:
        """Whether what is drawn now is an artifact."""
        return self._artifact

    def open_page(self, size: tuple[float, float]) -> None:
        """Begin a page of ``size`` points."""
        self.canvas.setPageSize(size)
        self._page_key = self.tree.open_page(len(self._pages))
        self._pages.append(self.canvas._doc.thisPageRef())

    def close_page(self) -> None:
        """End the page."""
        # Invariant files would all bear one identifier: their contents tell them apart.
        self.canvas._doc.updateSignature(self.canvas.getCurrentPageContent())
        self.canvas.showPage()
        page: Any = self.canvas._doc.Pages[len(self._pages) - 1]
        # ReportLab writes only the keys of this list; an instance may have its own.
        page.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = self._page_key
        page.Tabs = PDFName("S")

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        """What is drawn inside belongs to ``element``."""
        if self._artifact:
            yield
            return
        self._enter()
        mcid = self.tree.mark(element, len(self._pages) - 1)
        actual = f" /ActualText <{_utf16(element.actual_text)}>" if element.actual_text else ""
        self.canvas.addLiteral(f"/{element.role} <</MCID {mcid}{actual}>> BDC")
        yield
        self.canvas.addLiteral("EMC")
        self._open = False

    @contextmanager
    def artifact(self, kind: str = "Layout") -> Iterator[None]:
        """What is drawn inside is no content: ``Layout`` (rules, grounds) or ``Pagination`` (head, foot)."""
        if self._artifact:
            yield
            return
        self._enter()
        self._artifact = True
        self.canvas.addLiteral(f"/Artifact <</Type /{kind}>> BDC")
        yield
        self.canvas.addLiteral("EMC")
        self._artifact = self._open = False

    def _enter(self) -> None:
        if self._open:
            raise RuntimeError("marked content does not nest: close the first before the next")
        self._open = True

    def link(self, element: Element, address: str, rectangle: tuple[float, float, float, float]) -> None:
        """Make ``rectangle`` (points on the page) a link of ``element``, whose role is ``Link``."""
        if self._artifact:
            return
        key = self.tree.reserve_annotation(element)
        action = PDFDictionary({"S": PDFName("URI"), "URI": PDFString(address)})
        entry = PDFDictionary(
            {
                "Type": PDFName("Annot"),
                "Subtype": PDFName("Link"),
                "Rect": PDFArray([round(edge, 2) for edge in rectangle]),
                "Border": PDFArray([0, 0, 0]),
                "F": 4,  # printed
                "Contents": PDFString(address.removeprefix("mailto:")),
                "StructParent": key,
                "A": action,
            }
        )
        name = f"Link{key}"
        self.canvas._addAnnotation(entry, name=name)
        element.kids.append(Annotation(len(self._pages) - 1, key, self.canvas._doc.refAnnotation(name)))

    def spot(self, names: Sequence[str], x: float, top: float, width: float, height: float) -> None:
        """What bears these names stands in this rectangle (points, ``top`` upwards).

        Rectangles side by side are one spot; of others the first counts.
        """
        if names and not self._artifact:
            place = Spot(len(self._pages) - 1, x, top - height, x + width, top)
            for name in names:
                known = self.spots.setdefault(name, place)
                if (known.page, known.bottom, known.top) == (place.page, place.bottom, place.top):
                    self.spots[name] = replace(known, right=max(known.right, place.right))

    def bookmark(self, title: str, level: int, top: float) -> None:
        """An outline entry that leads to height ``top`` of this page; level 0 is the highest."""
        if self._artifact:
            return
        self._bookmarks += 1
        key = f"bookmark{self._bookmarks}"
        self.canvas.bookmarkHorizontalAbsolute(key, top)
        self.canvas.addOutlineEntry(printable(title), key, level)

    def finish(self) -> bytes:
        """The file; nothing may be drawn afterwards."""
        canvas, info = self.canvas, self._info
        canvas.setTitle(info.title)
        canvas.setAuthor(info.author)
        canvas.setSubject(info.subject)
        canvas.setCreator(PRODUCER)
        canvas.setProducer(PRODUCER)
        stamp = pdf_date(info.created)
        canvas.setDateFormatter(lambda *_clock: stamp)
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.setCatalogEntry("MarkInfo", {"Marked": "true"})
        canvas.setCatalogEntry("StructTreeRoot", self.tree.write(canvas._doc, self._pages))
        packet = PDFStream(
            dictionary=PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}),
            content=xmp_packet(info).encode("utf-8"),
        )
        canvas.setCatalogEntry("Metadata", packet)
        canvas.save()
        return self._buffer.getvalue()


def _utf16(text: str) -> str:
    return "FEFF" + text.encode("utf-16-be").hex().upper()
