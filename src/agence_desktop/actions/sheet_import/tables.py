"""The tables of a Word document or of an Excel workbook, as texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from agence_desktop.actions.sheet_import import sentences
from agence_desktop.actions.sheet_import.word import read_word
from agence_desktop.core.errors import InputError
from agence_desktop.storage.tabular.files import read_whole
from agence_desktop.storage.tabular.workbooks import OLD_SIGNATURE, read_pages

_LABELS_WIDTH: Final = 2


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """A table: its title (the name of the sheet, or the paragraph before it), and rows of one width."""

    title: str
    rows: tuple[tuple[str, ...], ...]


def read_tables(path: Path) -> tuple[DocumentTable, ...]:
    """The tables of a .docx or .xlsx file that hold something, in order.

    Raises InputError with a French sentence: a file that is missing, old, damaged, or without tables.
    """
    ending = path.suffix.lower()
    if ending not in (".docx", ".xlsx", ".doc"):
        raise InputError("wrong_ending", sentences.WRONG_ENDING.format(path=path))
    data = read_whole(path)
    if ending == ".doc" or (ending == ".docx" and data.startswith(OLD_SIGNATURE)):
        raise InputError("old_document", sentences.OLD_DOCUMENT)
    found = tuple(_tables(read_word(data) if ending == ".docx" else read_pages(data)))
    if not found:
        raise InputError("no_table", sentences.NO_TABLE)
    return found


def _tables(given: Iterable[tuple[str, Sequence[Sequence[str]]]]) -> Iterable[DocumentTable]:
    for title, rows in given:
        width = max((place for row in rows for place, cell in enumerate(row, 1) if cell.strip()), default=0)
        if width:
            # Labels that nobody has answered yet keep the column of their answers.
            width = max(width, min(_LABELS_WIDTH, max(map(len, rows))))
            padded = ((*row[:width], *[""] * (width - len(row))) for row in rows)
            yield DocumentTable(title, tuple(tuple(cell.strip() for cell in row) for row in padded))
