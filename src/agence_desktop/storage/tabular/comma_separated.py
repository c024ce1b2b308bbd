"""CSV: UTF-8, semicolons or commas, read with the line of each record and written for office programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from agence_desktop.core.errors import InputError
from agence_desktop.storage.tabular import sentences
from agence_desktop.storage.tabular.cells import Cell, harmless, text_of

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_LONGEST_CELL = 100_000
"""Characters: a longer cell is a quote that was never closed."""


def read_csv(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of each record, the line being that where it begins.

    Raises InputError ``bad_encoding`` or ``bad_quotes`` that names the line.
    """
    text = _decoded(data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            raise InputError("bad_quotes", sentences.BAD_QUOTES.format(line=line)) from fault
        # The library's own limit is one for the whole program, and reading a backup raises it.
        if any(len(cell) > _LONGEST_CELL for cell in cells):
            raise InputError("bad_quotes", sentences.BAD_QUOTES.format(line=line))
        yield line, cells


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The file: a mark of UTF-8 and semicolons, by which Excel opens it as it is."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(
        [harmless(cell) if isinstance(cell, str) else text_of(cell) for cell in row] for row in rows
    )
    return text.getvalue().encode("utf-8-sig")


def _decoded(data: bytes) -> str:
    if data.startswith(_UTF16):
        raise InputError("bad_encoding", sentences.UTF16)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = len(data[: fault.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"))
        raise InputError("bad_encoding", sentences.BAD_ENCODING.format(line=line)) from fault


def _delimiter(text: str) -> str:
    """No name of a column holds either: the header tells."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    return ";" if ";" in header else ","
