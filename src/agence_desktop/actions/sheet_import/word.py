"""Tables of a .docx file, read from its XML: also filled content controls and merged cells."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from agence_desktop.actions.sheet_import import sentences
from agence_desktop.core.errors import InputError

_BODY: Final = "word/document.xml"
_MOST_BYTES: Final = 50_000_000
_MOST_ROWS: Final = 5_000
_GONE: Final = frozenset({"del", "moveFrom", "instrText", "sdtPr", "tcPr", "pPr", "rPr", "tblPr", "trPr"})
"""What is no text: what was struck out while changes were tracked, and properties."""
_BREAKS: Final = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "\u2011"}
Row = list[str]


def read_word(data: bytes) -> list[tuple[str, list[Row]]]:
    """(title, rows) of each table of the body, in order; a table within a cell is text of that cell.

    The title is the last heading before the table or, without one, the last paragraph. A cell merged down is
    repeated on each row. Raises InputError ``bad_document`` or ``too_large``.
    """
    body = next((one for one in _document(data) if _name(one) == "body"), None)
    if body is None:
        raise InputError("bad_document", sentences.BAD_DOCUMENT)
    found: list[tuple[str, list[Row]]] = []
    title, under_heading = "", False
    for block in _blocks(body):
        if _name(block) == "p":
            text = " ".join(_text(block).split())
            if text and (not under_heading or _is_heading(block)):
                title, under_heading = text, _is_heading(block)
        else:
            found.append((title, _rows(block)))
            title, under_heading = "", False
    return found


def _is_heading(paragraph: Element) -> bool:
    """Whether a paragraph has a style of titles, as Word names them in English or in French."""
    styles = (
        value
        for properties in paragraph
        if _name(properties) == "pPr"
        for one in properties
        if _name(one) == "pStyle"
        for value in one.attrib.values()
    )
    return any(value.lower().startswith(("heading", "titre", "title")) for value in styles)


def _document(data: bytes) -> Element:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo(_BODY).file_size > _MOST_BYTES:
                raise InputError("too_large", sentences.TOO_LARGE)
            text = archive.read(_BODY)
        if b"<!DOCTYPE" in text:
            raise InputError("bad_document", sentences.BAD_DOCUMENT)
        return ElementTree.fromstring(text)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, EOFError, OSError, ValueError) as fault:
        raise InputError("bad_document", sentences.BAD_DOCUMENT) from fault
    except (zipfile.LargeZipFile, NotImplementedError, RuntimeError) as fault:
        # An archive with a password, or packed by a method that Word never uses.
        raise InputError("bad_document", sentences.BAD_DOCUMENT) from fault


def _blocks(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables, through content controls and insertions."""
    for child in parent:
        name = _name(child)
        if name in ("p", "tbl"):
            yield child
        elif name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from _blocks(child)


def _rows(table: Element) -> list[Row]:
    rows: list[Row] = []
    for element in _children(table, "tr"):
        if len(rows) == _MOST_ROWS:
            raise InputError("too_large", sentences.TOO_LARGE)
        row: Row = []
        for cell in _children(element, "tc"):
            span, continued = _merging(cell)
            above = rows[-1][len(row)] if continued and rows and len(row) < len(rows[-1]) else None
            row.append(_cell_text(cell) if above is None else above)
            row += [""] * (span - 1)
        rows.append(row)
    return rows


def _children(parent: Element, wanted: str) -> Iterator[Element]:
    for child in parent:
        name = _name(child)
        if name == wanted:
            yield child
        elif name in ("sdt", "sdtContent", "ins", "moveTo", "customXml"):
            yield from _children(child, wanted)


def _merging(cell: Element) -> tuple[int, bool]:
    """How many columns a cell takes, and whether it continues the one above."""
    span, continued = 1, False
    for properties in cell:
        if _name(properties) == "tcPr":
            for one in properties:
                value = next((one.attrib[key] for key in one.attrib if key.endswith("}val")), "")
                if _name(one) == "gridSpan" and value.isdigit():
                    span = min(int(value), 100)
                elif _name(one) == "vMerge":
                    continued = value != "restart"
    return span, continued


def _cell_text(cell: Element) -> str:
    return "\n".join(filter(None, (_text(block).strip() for block in _within(cell))))


def _within(parent: Element) -> Iterator[Element]:
    """Paragraphs of a cell, those of tables within it too; without prompts to fill."""
    for child in parent:
        if _name(child) == "p":
            yield child
        elif _name(child) not in _GONE and not _is_placeholder(child):
            yield from _within(child)


def _text(element: Element) -> str:
    parts: list[str] = []
    for child in element:
        name = _name(child)
        if name == "t":
            parts.append(child.text or "")
        elif name in _BREAKS:
            parts.append(_BREAKS[name])
        elif name not in _GONE and not _is_placeholder(child):
            parts.append(_text(child))
    return "".join(parts)


def _is_placeholder(element: Element) -> bool:
    """Whether a content control still shows « Cliquez ici pour entrer du texte »."""
    return _name(element) == "sdt" and any(
        _name(one) == "showingPlcHdr"
        for properties in element
        if _name(properties) == "sdtPr"
        for one in properties
    )


def _name(element: Element) -> str:
    """The name without its namespace: Word writes two, « transitional » and « strict »."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
