"""The look of the documents of unique positions: tables, titles with notes, columns by their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agence_desktop.core.french import NBSP, uncapitalized
from agence_desktop.documents.rows import PrintStamp
from agence_desktop.documents.sheets.facts import version_words
from agence_desktop.documents.sheets.rows import SheetPaper
from agence_desktop.documents.sheets.signs import DEPTH
from agence_desktop.documents.style import (
    GROUND,
    INK,
    RULE,
    SMALL,
    SMALL_MUTED,
    SMALL_STRONG,
    TABLE,
    Furniture,
    capital,
    cell,
    cell_title,
    header,
    section,
)
from agence_desktop.documents.tagging.blocks import Block, Heading, Text
from agence_desktop.documents.tagging.boxes import NotedHeading
from agence_desktop.documents.tagging.fonts import Face, printable, text_width
from agence_desktop.documents.tagging.inline import Inline, TextStyle, strong
from agence_desktop.documents.tagging.table import DataTable, TableLook
from agence_desktop.positions.coverage import Cover
from agence_desktop.positions.rows import SheetRow
from agence_desktop.positions.sentences import DIFFUSION_LABELS

WIDTH = 522.0
"""Of the text on an upright page."""
WIDE = 702.0
"""Of the text on a page in landscape."""
GRID = TableLook(ink=INK, rule=RULE, ground=GROUND, padding=(4.0, 2.2), grid=True, low_header=True)
SUBTITLE = TextStyle(10, 14, INK, Face.SEMIBOLD)
TITLE_OF_SHEET = "Fiche de transition opérationnelle"
_WIDEST = 190.0
_LONGEST_WORD = 120.0


def noted(heading: Heading, *note: Inline) -> Heading:
    """The title with a note against the right edge."""
    return NotedHeading(heading, Text(*note, style=SMALL_MUTED)) if any(note) else heading


def numbered(number: int | str, name: str, *note: Inline) -> Heading:
    """The title of a section with its number and a note."""
    heading = noted(section(str(number), name), *note)
    heading.about = (section_spot(number),)
    return heading


def section_spot(number: int | str) -> str:
    """« §3 »: by which the spot of a section is asked for."""
    return f"§{number}"


def subtitle(name: str) -> Heading:
    """The title of a table of a section that has several."""
    return Heading(name, level=3, style=SUBTITLE, space_before=8)


def label(name: str) -> Inline:
    """« Livrable : », in bold, before what it names."""
    return strong(f"{name}{NBSP}: ")


def fitted(
    labels: Sequence[str], rows: Sequence[Sequence[str]], look: TableLook = TABLE, total: float = WIDTH
) -> DataTable:
    """A table of texts whose columns are as wide as their words ask; its first column names the rows."""
    cells: list[list[Block]] = [[cell_title(first), *(cell(one) for one in rest)] for first, *rest in rows]
    return DataTable(header(*labels), cells, column_widths(labels, rows, total), look)


def column_widths(labels: Sequence[str], rows: Sequence[Sequence[str]], total: float) -> list[float]:
    """Widths in points that add up to ``total``: the longest word of each column first, then its texts."""
    pad = 2 * TABLE.padding[0] + 1
    floors: list[float] = []
    needs: list[float] = []
    for at, name in enumerate(labels):
        face = Face.REGULAR if at else Face.SEMIBOLD
        words = [_longest_word(name, Face.SEMIBOLD)]
        texts = [_wide(name, Face.SEMIBOLD)]
        for row in rows:
            words.append(_longest_word(row[at], face))
            texts.append(_wide(row[at], face))
        floors.append(min(max(words), _LONGEST_WORD) + pad)
        needs.append(max(floors[-1], min(max(texts), _WIDEST) + pad))
    spare = total - sum(needs)
    if spare >= 0:
        return [need * total / sum(needs) for need in needs]
    room = max(0.0, total - sum(floors))
    wanted = sum(need - floor for need, floor in zip(needs, floors, strict=True)) or 1.0
    widths = [floor + (need - floor) * room / wanted for need, floor in zip(needs, floors, strict=True)]
    return [width * total / sum(widths) for width in widths]


def _wide(text: str, face: Face) -> float:
    return text_width(printable(text[:200]).replace("\n", " "), face, SMALL.size)


def _longest_word(text: str, face: Face) -> float:
    return max((_wide(word, face) for word in text.split(" ")), default=0.0)


def cover_runs(cover: Cover) -> list[Inline]:
    """« ◐ 1 sur 2 »."""
    count = f"{len(cover.covering)}{NBSP}sur{NBSP}{cover.wanted}"
    return [DEPTH[cover.colour], NBSP, strong(count)]


def task_runs(key: str, title: str) -> list[Inline]:
    """« T1 Traiter les demandes », the key in bold."""
    return [strong(key), f" {title.strip()}"] if key else [title.strip()]


def sheet_stamp(paper: SheetPaper) -> PrintStamp:
    """The stamp, for whom the sheet is meant, and whose copy it is."""
    stamp = meant_for(paper.stamp, paper.file.row)
    reader = next((one for one in paper.file.people if one.id == paper.reader_id), None)
    return replace(stamp, diffusion=f"{stamp.diffusion}, copie de {reader.name}") if reader else stamp


def meant_for(stamp: PrintStamp, row: SheetRow) -> PrintStamp:
    """The stamp of a paper on a version, for whom that is meant."""
    diffusion = row.control.diffusion
    words = uncapitalized(DIFFUSION_LABELS[diffusion]) if diffusion else "non précisée"
    return replace(stamp, diffusion=words)


def sheet_furniture(paper: SheetPaper, page_name: str = "") -> Furniture:
    """Head and foot of the pages of a sheet."""
    position = paper.file.position
    version = version_words(paper)
    return Furniture(
        subject=TITLE_OF_SHEET,
        about=f"poste {position.number}" if page_name else f"poste {position.number} – {position.title}",
        status=version if page_name else capital(version),
        identity=f"{position.number} – version {paper.file.row.number}",
        printed="Imprimée",
        stamp=sheet_stamp(paper),
        page_name=page_name,
    )


def small(*inlines: Inline, space_before: float = 0.0) -> Text:
    """A line of small text."""
    return Text(*inlines, style=SMALL, space_before=space_before)


def strong_cell(text: str) -> Text:
    """A cell in semibold."""
    return Text(text or "–", style=SMALL_STRONG)
