"""The blank to fill: every table of a sheet, as a Word document or an Excel workbook that reads back."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from agence_desktop.actions.sheet_import import sentences
from agence_desktop.actions.sheet_import.blank_word import WordTable, word_document
from agence_desktop.core.errors import InputError
from agence_desktop.positions.catalogue import SECTIONS, Field, Filler, Group
from agence_desktop.positions.content import Relief, Task
from agence_desktop.positions.sentences import LENGTH_LABELS
from agence_desktop.storage.tabular.files import write_whole

_LINES: Final = 8
_TASKS: Final = 3
"""Empty lines of a table, and columns for tasks in a document, whose pages are too narrow for rows."""
_NO_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME: Final = 31
_WIDE, _NARROW = 34, 18
"""Widths of columns in characters."""


@dataclass(frozen=True, slots=True)
class _Blank:
    """A table to fill: labels with advice, and what stands in the first column of its rows."""

    title: str
    labels: tuple[tuple[str, str], ...]
    first: tuple[str, ...]
    upright: bool


def write_blank(path: Path) -> None:
    """Write the blank, by the ending of its name; an older file is replaced in one step.

    Raises InputError ``wrong_ending``, ``cannot_write``.
    """
    ending = path.suffix.lower()
    if ending not in (".docx", ".xlsx"):
        raise InputError("wrong_ending", sentences.WRONG_ENDING.format(path=path))
    write_whole(path, _document() if ending == ".docx" else _workbook())


def _blanks() -> Iterator[_Blank]:
    own = tuple(
        (field.label, _advice(field))
        for section in SECTIONS
        for field in section.fields
        if field.filler is not Filler.PROGRAM
    )
    yield _Blank(sentences.OWN_TABLE, own, (), upright=True)
    for section in SECTIONS:
        for group in section.groups:
            yield _of_group(group)


def _of_group(group: Group) -> _Blank:
    labels = [(group.label if group.line is None else field.label, _advice(field)) for field in group.fields]
    first: tuple[str, ...] = ("",) * (1 if group.fixed else _LINES)
    if group.line is Task:
        labels.insert(0, (sentences.KEY_LABEL, ""))
        first = tuple(f"T{number}" for number in range(1, _LINES + 1))
    elif group.line is Relief:
        labels.insert(0, (sentences.LENGTH_LABEL, ""))
        first = tuple(LENGTH_LABELS.values())
    return _Blank(group.label, tuple(labels), first, upright=False)


def _advice(field: Field) -> str:
    return " ".join(filter(None, (sentences.REQUIRED if field.required else "", field.hint)))


def _workbook() -> bytes:
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.worksheets[0])
    for blank in _blanks():
        sheet = book.create_sheet(_NO_SHEET_NAME.sub(" ", blank.title)[:_LONGEST_NAME])
        for place, (label, advice) in enumerate(blank.labels, 1):
            cell = sheet.cell(place, 1, label) if blank.upright else sheet.cell(1, place, label)
            cell.font = Font(bold=True)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if blank.upright:
                sheet.cell(place, 2).alignment = Alignment(wrap_text=True, vertical="top")
            if advice:
                cell.comment = Comment(advice, "Agence")
            if not blank.upright:
                sheet.column_dimensions[get_column_letter(place)].width = _WIDE if place < 3 else _NARROW
        if blank.upright:
            sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _WIDE, 3 * _WIDE
        else:
            sheet.freeze_panes = "A2"
            for row, text in enumerate(blank.first, 2):
                if text:
                    sheet.cell(row, 1, text)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _document() -> bytes:
    tables = []
    for blank in _blanks():
        headings = [label for label, _ in blank.labels]
        if blank.upright:
            rows = [[label, ""] for label in headings]
        elif len(headings) > _LINES:  # upright: a column for each line
            columns = blank.first[:_TASKS]
            rows = [[headings[0], *columns], *([label, *[""] * len(columns)] for label in headings[1:])]
        else:
            rows = [headings, *([first, *[""] * (len(headings) - 1)] for first in blank.first[:_LINES])]
        upright = blank.upright or len(headings) > _LINES
        advice = tuple(
            f"{label}\u00a0: {told}" for label, told in blank.labels if told != sentences.REQUIRED and told
        )
        tables.append(WordTable(blank.title, advice, tuple(map(tuple, rows)), heading_row=not upright))
    return word_document(sentences.BLANK_TITLE, sentences.BLANK_ADVICE, tables)
