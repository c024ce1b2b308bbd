"""The logical structure of a tagged PDF: elements, what they hold on the pages, and how both are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFString,
)


@dataclass(frozen=True, slots=True)
class Content:
    """A marked-content sequence: page index from 0 and its MCID on that page."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation that belongs to an element: page index, its key in the parent tree, its object."""

    page: int
    key: int
    reference: PDFObjectReference


@dataclass(eq=False, slots=True)
class Element:
    """A structure element with a standard role of PDF 1.7 (``P``, ``H1``, ``Table``, ``TH``…).

    ``alt`` and ``actual_text`` are French; ``scope`` is ``Column`` or ``Row`` on ``TH``; ``bbox`` (points,
    x0 y0 x1 y1) belongs to ``Figure``; ``numbering`` (``Decimal``, ``Disc``) to ``L``.
    """

    role: str
    alt: str = ""
    actual_text: str = ""
    scope: str = ""
    numbering: str = ""
    bbox: tuple[float, float, float, float] | None = None
    kids: list[Element | Content | Annotation] = field(default_factory=list)
    parent: Element | None = None

    def adopt(self, child: Element) -> Element:
        """Append ``child`` once; a second call, for the rest of a split block, changes nothing."""
        if child.parent is None:
            child.parent = self
            self.kids.append(child)
        return child

    def add(self, role: str) -> Element:
        """A new last child."""
        return self.adopt(Element(role))


@dataclass(slots=True)
class StructureTree:
    """The tree under ``root`` and the parent tree that leads from the pages back to it."""

    root: Element = field(default_factory=lambda: Element("Document"))
    _contents: dict[int, list[Element]] = field(default_factory=dict)
    _annotations: dict[int, Element] = field(default_factory=dict)
    _page_keys: dict[int, int] = field(default_factory=dict)

    def open_page(self, page: int) -> int:
        """Give page ``page`` its key in the parent tree (the value of its ``StructParents``)."""
        self._page_keys[page] = key = self._next_key()
        self._contents[key] = []
        return key

    def mark(self, element: Element, page: int) -> int:
        """Record that ``element`` gets the next marked content of ``page``; returns its MCID."""
        owners = self._contents[self._page_keys[page]]
        owners.append(element)
        mcid = len(owners) - 1
        element.kids.append(Content(page, mcid))
        return mcid

    def reserve_annotation(self, element: Element) -> int:
        """Give an annotation of ``element`` its key in the parent tree (its ``StructParent``)."""
        key = self._next_key()
        self._annotations[key] = element
        return key

    def _next_key(self) -> int:
        return len(self._contents) + len(self._annotations)

    def write(self, document: Any, pages: list[PDFObjectReference]) -> PDFDictionary:
        """The StructTreeRoot dictionary, all elements registered in the ``PDFDocument``."""
        root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        references: dict[int, PDFObjectReference] = {}
        root_reference = document.Reference(root)
        root["K"] = PDFArray([_write(self.root, root_reference, document, pages, references)])
        root["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(self._numbers(references))}))
        root["ParentTreeNextKey"] = self._next_key()
        return root

    def _numbers(self, references: dict[int, PDFObjectReference]) -> list[object]:
        numbers: list[object] = []
        for key in range(self._next_key()):
            if key in self._annotations:
                numbers += [key, references[id(self._annotations[key])]]
            else:
                numbers += [key, _References([references[id(owner)] for owner in self._contents[key]])]
        return numbers


class _References(PDFObject):
    """An array of references, written at once."""

    def __init__(self, references: list[PDFObjectReference]) -> None:
        self._references = references

    def format(self, document: Any) -> bytes:
        """What ReportLab writes into the file."""
        return f"[ {' '.join(_number(one, document) for one in self._references)} ]".encode("ascii")


class _Entry(PDFObject):
    """A structure element in the file, written at once: a sheet has thousands of them.

    ReportLab's dictionaries take four times as long, name by name.
    """

    def __init__(self, element: Element, parent: PDFObjectReference, pages: list[PDFObjectReference]) -> None:
        self._element, self._parent, self._pages = element, parent, pages
        self.kids: list[PDFObjectReference | Content | Annotation] = []

    def format(self, document: Any) -> bytes:
        """What ReportLab writes into the file."""
        element = self._element
        parts = [b"<< /K [ ", " ".join(self._kid(kid, document) for kid in self.kids).encode("ascii"), b" ]"]
        if attributes := _attributes(element):
            parts.append(f" /A {attributes}".encode("ascii"))
        for name, words in (("ActualText", element.actual_text), ("Alt", element.alt)):
            if words:
                parts += [f" /{name} ".encode("ascii"), PDFString(words).format(document)]
        parent = _number(self._parent, document)
        parts.append(f" /P {parent} /S /{element.role} /Type /StructElem >>".encode("ascii"))
        return b"".join(parts)

    def _kid(self, kid: PDFObjectReference | Content | Annotation, document: Any) -> str:
        if isinstance(kid, Content):
            return f"<< /MCID {kid.mcid} /Pg {_number(self._pages[kid.page], document)} /Type /MCR >>"
        if isinstance(kid, Annotation):
            page, target = _number(self._pages[kid.page], document), _number(kid.reference, document)
            return f"<< /Obj {target} /Pg {page} /Type /OBJR >>"
        return _number(kid, document)


def _number(reference: PDFObjectReference, document: Any) -> str:
    """« 12 0 R »."""
    number, version = document.idToObjectNumberAndVersion[reference.name]
    return f"{number} {version} R"


def _write(
    element: Element,
    parent: PDFObjectReference,
    document: Any,
    pages: list[PDFObjectReference],
    references: dict[int, PDFObjectReference],
) -> PDFObjectReference:
    entry = _Entry(element, parent, pages)
    reference: PDFObjectReference = document.Reference(entry)
    references[id(element)] = reference
    entry.kids = [
        _write(kid, reference, document, pages, references) if isinstance(kid, Element) else kid
        for kid in element.kids
    ]
    return reference


def _attributes(element: Element) -> str:
    if element.scope:
        return f"<< /O /Table /Scope /{element.scope} >>"
    if element.numbering:
        return f"<< /ListNumbering /{element.numbering} /O /List >>"
    if element.bbox:
        box = " ".join(f"{edge:.2f}".rstrip("0").rstrip(".") for edge in element.bbox)
        return f"<< /BBox [ {box} ] /O /Layout /Placement /Block >>"
    return ""
