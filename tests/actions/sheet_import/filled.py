"""Documents as people fill them: workbooks by openpyxl, and Word documents as their XML."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl import Workbook

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Rows = Sequence[Sequence[object]]


def workbook(path: Path, **sheets: Rows) -> Path:
    """A workbook with a sheet for each table; cells are typed by Excel's own kinds."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title.replace("_", " "))
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def paragraph(text: str, style: str = "") -> str:
    shown = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{shown}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def cell(inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(rows: Rows) -> str:
    """Cells that begin with « <w:tc » are taken as they are."""
    told = ""
    for row in rows:
        cells = (str(one) if str(one).startswith("<w:tc") else cell(paragraph(str(one))) for one in row)
        told += f"<w:tr>{''.join(cells)}</w:tr>"
    return f"<w:tbl>{told}</w:tbl>"


def document(path: Path, *blocks: str, namespace: str = WORD) -> Path:
    """A Word document of these blocks."""
    body = f"<w:body>{''.join(blocks)}</w:body>"
    text = f'<?xml version="1.0"?><w:document xmlns:w="{namespace}">{body}</w:document>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", text)
    return path
