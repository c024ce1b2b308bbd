"""Blocks of cells on the clipboard, as spreadsheets write them, and what became of each cell of a block."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from agence_desktop.desktop.positions.editor import texts
from agence_desktop.positions.catalogue import Field, Group
from agence_desktop.positions.editing import Content, add_line, fault_at, lines, may_add, with_text


class Outcome(StrEnum):
    """What became of a pasted cell."""

    TAKEN = "taken"
    UNREAD = "unread"
    FIXED = "fixed"
    OUTSIDE = "outside"


OUTCOMES = {
    Outcome.TAKEN: texts.PASTED,
    Outcome.UNREAD: texts.PASTE_UNREAD,
    Outcome.FIXED: texts.PASTE_FIXED,
    Outcome.OUTSIDE: texts.PASTE_OUTSIDE,
}


@dataclass(frozen=True, slots=True)
class PastedCell:
    """One cell of a block: where it went, its text, and what became of it."""

    path: str
    place: str
    text: str
    outcome: Outcome
    why: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a block goes: a table, its first line (from 0), and the columns from there; None is one that
    the program fills.
    """

    group: Group
    line: int
    columns: tuple[Field | None, ...]


def read_block(text: str) -> list[list[str]]:
    """The cells of tab-separated lines; quoted cells may hold tabs and line ends, as Excel writes them."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    quoted = any(cell.startswith('"') for line in plain.split("\n") for cell in line.split("\t"))
    if not quoted:
        return [line.split("\t") for line in plain.split("\n")]
    return [row or [""] for row in csv.reader(io.StringIO(plain), delimiter="\t", strict=False)]


def write_block(cells: Sequence[Sequence[str]]) -> str:
    """Tab-separated lines; a cell with a tab, a quote or a line end is quoted."""
    written = io.StringIO()
    csv.writer(written, delimiter="\t", lineterminator="\r\n").writerows(cells)
    return written.getvalue()


def paste(
    content: Content, target: Target, cells: Sequence[Sequence[str]], today: date, known: Sequence[str] = ()
) -> tuple[Content, list[PastedCell]]:
    """The content with a block of cells, lines added as needed, and what became of each cell."""
    report: list[PastedCell] = []
    group = target.group
    for down, row in enumerate(cells):
        place = target.line + down
        if place >= len(lines(content, group)) and may_add(content, group) and any(map(str.strip, row)):
            content = add_line(content, group, len(lines(content, group)), known)
        stored = lines(content, group)
        for across, text in enumerate(row):
            name = texts.line_of(group.label, place + 1)
            if place >= len(stored) or across >= len(target.columns):
                if text.strip():
                    report.append(PastedCell("", name, text, Outcome.OUTSIDE))
                continue
            field = target.columns[across]
            if field is None:
                if text.strip():
                    report.append(PastedCell("", name, text, Outcome.FIXED))
                continue
            line = stored[place]
            path = line.path if group.line is None else f"{line.path}/{field.name}"
            content = with_text(content, path, text, today)
            why = fault_at(content, path, today)
            told = f"{line.name} {field.label}"
            report.append(PastedCell(path, told, text, Outcome.UNREAD if why else Outcome.TAKEN, why))
    return content, report
