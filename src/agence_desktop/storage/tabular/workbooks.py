"""XLSX: the first sheet read as texts, and typed cells written under a bold header."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from agence_desktop.core.errors import InputError
from agence_desktop.storage.tabular import sentences
from agence_desktop.storage.tabular.cells import Cell, harmless, text_of

SIGNATURE: Final = b"PK\x03\x04"
OLD_SIGNATURE: Final = b"\xd0\xcf\x11\xe0"

_DATE_FORMAT, _WALL_FORMAT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
_FIRST_YEAR = 1901
"""Excel takes 1900 for a leap year: dates of that year are written as text."""
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST = 32_767


def read_workbook(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of the first sheet, as wide as its header; formulas give their last result.

    Raises InputError ``bad_workbook``, ``cell_error`` (naming the line).
    """
    for line, values in enumerate(_rows(data), 1):
        yield line, [_text(value, line) for value in values]


def read_pages(data: bytes) -> list[tuple[str, list[list[str]]]]:
    """(name, rows of texts) of each sheet that people see; rows may differ in width.

    Raises InputError ``bad_workbook``, ``cell_error`` (naming the line).
    """
    return [
        (name, [[_text(value, line) for value in row] for line, row in enumerate(rows, 1)])
        for name, rows in _pages(data)
    ]


def write_workbook(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A workbook of one sheet; numbers and dates are typed, texts are never formulas."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Données")
    sheet.freeze_panes = "A2"
    header = [WriteOnlyCell(sheet, column) for column in columns]
    for cell in header:
        cell.font = Font(bold=True)
    sheet.append(header)
    for row in rows:
        sheet.append([_cell(WriteOnlyCell(sheet), value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _rows(data: bytes) -> Iterator[list[Any]]:
    """The cells of each row: values, dates as dates where their format shows no hour."""
    rows = _pages(data, first_only=True)[0][1]
    width = max((place for place, value in enumerate(_header(rows), 1) if value is not None), default=0)
    for row in rows:
        while len(row) > width and row[-1] in (None, ""):
            row.pop()
        yield row + [None] * (width - len(row))


def _pages(data: bytes, *, first_only: bool = False) -> list[tuple[str, list[list[Any]]]]:
    """Name and values of each visible sheet, or of the first one whether it is visible or not."""
    from openpyxl import load_workbook

    found = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that are no matter here
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            for sheet in [book.worksheets[0]] if first_only else book.worksheets:
                if first_only or sheet.sheet_state == "visible":
                    sheet.reset_dimensions()  # some programs write them wrong
                    found.append((sheet.title, [[_value(cell) for cell in row] for row in sheet.iter_rows()]))
            book.close()
        # A damaged archive fails anywhere inside, in as many ways.
        except Exception as fault:
            raise InputError("bad_workbook", sentences.BAD_WORKBOOK) from fault
    return found


def _header(rows: Sequence[Sequence[Any]]) -> Sequence[Any]:
    return next((row for row in rows if any(value is not None for value in row)), ())


class _Error(str):
    """The text of a cell that holds an error of the program that made it."""

    __slots__ = ()


def _value(cell: Any) -> Any:
    value = cell.value
    if value is not None and cell.data_type == "e":
        return _Error(value)
    if isinstance(value, datetime):
        rounded = (value + timedelta(milliseconds=500)).replace(microsecond=0)
        shows_hours = "h" in cell.number_format.lower()
        return rounded if shows_hours or rounded.time() != time() else rounded.date()
    return value


def _text(value: Any, line: int) -> str:
    if isinstance(value, _Error):
        raise InputError("cell_error", sentences.CELL_ERROR.format(line=line, error=value))
    if isinstance(value, time):
        return value.isoformat("minutes")
    return text_of(value)


def _cell(cell: Any, value: Cell) -> Any:
    match value:
        case bool() | str():
            text = text_of(value)
            written = harmless(text) if text.startswith("'") else text
            cell.value = _ILLEGAL.sub("\ufffd", written)[:_LONGEST]
            cell.data_type = "s"  # a text that begins with = is still a text
        case datetime() | date() if value.year < _FIRST_YEAR:
            cell.value = text_of(value)
        case datetime() | date():
            cell.value = value
            cell.number_format = _WALL_FORMAT if isinstance(value, datetime) else _DATE_FORMAT
        case _:
            cell.value = value
    return cell
