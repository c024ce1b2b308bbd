"""Complete handover sheets, beside raw ReportLab (Platypus) laying out the same texts and tables.

    python benchmarks/sheets.py [--sheets N] [--rounds N]

Ours is everything from the rows to the bytes of a tagged file: who covers, what is due, the page that never
overflows, structure, bookmarks. The baseline gets the words ready and puts them into paragraphs and tables of
the same widths and fonts, with a plain line above and below, untagged. Aim: 0.6 times its pages a second,
and memory that does not grow with the number of sheets.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import inch
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Table,
)

from agence_desktop.documents.sheets import sheet
from agence_desktop.documents.sheets.emergency import emergency_page
from agence_desktop.documents.sheets.facts import gather
from agence_desktop.documents.sheets.rows import SheetPaper
from agence_desktop.documents.tagging.blocks import Block, Stack, Text
from agence_desktop.documents.tagging.boxes import Clipped, Columns, Upright
from agence_desktop.documents.tagging.fonts import Face
from agence_desktop.documents.tagging.inline import Mark, Run
from agence_desktop.documents.tagging.table import DataTable, Grounded
from benchmarks.common import show  # first: it finds the modules of the project and of its tests
from documents.posts_examples import FILE, POSITION, SHEET, paper

UPRIGHT, WIDE = (612.0, 792.0), (792.0, 612.0)


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph: its markup, size and leading."""

    markup: str
    size: float
    leading: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: widths in points, then rows of words; the first row repeats."""

    widths: tuple[float, ...]
    rows: tuple[tuple[tuple[Words, ...], ...], ...]


def words_of(text: Text) -> Words:
    """A text of ours as the markup of a paragraph."""
    parts = []
    for inline in text.inlines:
        if isinstance(inline, Mark):
            parts.append(escape(inline.says))
        elif isinstance(inline, Run):
            face = inline.face or text.style.face
            parts.append(f'<font name="{face.value}">{escape(inline.text)}</font>')
        else:
            parts.append(escape(inline))
    return Words("".join(parts).replace("\n", "<br/>"), text.style.size, text.style.leading)


def words_in(block: Block) -> Iterator[Words]:
    """Every paragraph of a block."""
    if isinstance(block, Text):
        yield words_of(block)
    elif isinstance(block, Clipped):
        yield words_of(block.text)
    elif isinstance(block, Grounded):
        yield from words_in(block.block)
    elif isinstance(block, Upright):
        yield Words(escape(block.text), block.style.size, block.style.leading)
    elif isinstance(block, Stack):
        for inner in block.blocks:
            yield from words_in(inner)
    elif hasattr(block, "body"):
        yield from words_in(block.body)


def content_of(blocks: Sequence[Block], width: float) -> Iterator[Words | Grid]:
    """The blocks of a part as words and tables."""
    for block in blocks:
        if isinstance(block, DataTable):
            widths = tuple(block._widths(width))
            rows = [tuple(tuple(words_in(cell)) for cell in row.cells) for row in [block.header, *block.rows]]
            yield Grid(widths, tuple(rows))
            for row in block.rows:
                yield from words_in(row.detail) if row.detail else ()
        elif isinstance(block, Columns):
            yield Grid(tuple(block._widths(width)), (tuple(tuple(words_in(cell)) for cell in block.columns),))
        elif isinstance(block, Stack) and any(isinstance(inner, DataTable) for inner in block.blocks):
            yield from content_of(block.blocks, width)
        else:
            yield from words_in(block)


def parts_of(row: SheetPaper) -> list[tuple[tuple[float, float], tuple[Words | Grid, ...]]]:
    """The words of a sheet, part by part, with the size of their pages."""
    facts = gather(row)
    laid = sheet._after(facts)
    parts = [(UPRIGHT, tuple(content_of(emergency_page(facts, sheet._more(laid)), 522)))]
    parts += [(one.part.size, tuple(content_of(one.part.blocks, one.part.width))) for one in laid]
    return parts


def flowable(one: Words | Grid) -> Flowable:
    """A paragraph or a table of paragraphs."""
    if isinstance(one, Words):
        return _paragraph(one)
    cells = [[[_paragraph(words) for words in cell] for cell in row] for row in one.rows]
    style = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, "#74808C"),
        ("BACKGROUND", (0, 0), (-1, 0), "#ECF0F4"),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2.2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.2),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ]
    return Table(cells, colWidths=one.widths, repeatRows=1 if len(cells) > 1 else 0, style=style)


def _paragraph(words: Words) -> Paragraph:
    return Paragraph(words.markup, _style(words.size, words.leading))


_STYLES: dict[tuple[float, float], ParagraphStyle] = {}


def _style(size: float, leading: float) -> ParagraphStyle:
    known = _STYLES.get((size, leading))
    if known is None:
        name = f"{size}/{leading}"
        known = ParagraphStyle(name, fontName=Face.REGULAR.value, fontSize=size, leading=leading)
        _STYLES[size, leading] = known
    return known


def bare(parts: Sequence[tuple[tuple[float, float], tuple[Words | Grid, ...]]]) -> int:
    """Lay the words out with Platypus; how many pages it made."""
    buffer = BytesIO()
    document = BaseDocTemplate(buffer, pagesize=UPRIGHT, pageCompression=1)
    templates = []
    for number, (size, _) in enumerate(parts):
        frame = Frame(45, 54, size[0] - 90, size[1] - 108, 0, 0, 0, 0)
        templates.append(PageTemplate(str(number), [frame], onPage=_furniture(size), pagesize=size))
    document.addPageTemplates(templates)
    story: list[Flowable] = []
    for number, (_, content) in enumerate(parts):
        story += [NextPageTemplate(str(number)), PageBreak()] if number else []
        story += [flowable(one) for one in content]
    document.build(story)
    return document.page


def _furniture(size: tuple[float, float]) -> Callable[..., None]:
    def draw(canvas: object, document: object) -> None:
        write = canvas.drawString  # type: ignore[attr-defined]
        canvas.setFont(Face.REGULAR.value, 9)  # type: ignore[attr-defined]
        write(45, size[1] - 0.5 * inch, "Fiche de transition opérationnelle – poste P-0142")
        write(45, 0.5 * inch, f"Copie non contrôlée. Page {document.page}")  # type: ignore[attr-defined]

    return draw


def papers(count: int) -> Iterator[SheetPaper]:
    """So many sheets, each of another position with words of its own."""
    for number in range(count):
        tasks = tuple(replace(task, title=f"{task.title}, secteur {number}") for task in SHEET.tasks)
        position = replace(POSITION, number=f"P-{number:04d}", title=f"{POSITION.title} {number}")
        content = replace(SHEET, tasks=tasks, mission=f"{SHEET.mission} Secteur {number}.")
        yield paper(file=replace(FILE, position=position, sheet=content))


def pages_of(pdf: bytes) -> int:
    """How many pages a file of ours has."""
    return pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ")


def megabytes() -> float:
    """The most memory this process ever had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def timed(work: Callable[[], int]) -> tuple[int, float, float]:
    """Pages, seconds of the processor and on the clock."""
    begun, clock = time.process_time(), time.perf_counter()
    pages = work()
    return pages, time.process_time() - begun, time.perf_counter() - clock


def measure(count: int, rounds: int) -> list[list[object]]:
    """Pages a second of both, in turns, and the ratio of each round."""
    rows = list(papers(count))
    words = [parts_of(row) for row in rows]
    timed(lambda: sum(pages_of(sheet.sheet_pdf(row)) for row in rows[:3]))
    lot = max(1, count // rounds)
    ours: list[tuple[int, float, float]] = []
    others: list[tuple[int, float, float]] = []
    for turn in range(rounds):
        share = slice(turn * lot, (turn + 1) * lot)
        works = [
            (ours, lambda: sum(pages_of(sheet.sheet_pdf(row)) for row in rows[share])),  # noqa: B023
            (others, lambda: sum(bare(one) for one in words[share])),  # noqa: B023
        ]
        for told, work in works if turn % 2 else reversed(works):
            told.append(timed(work))
    ratios = [
        (pages / processor) / (other_pages / other)
        for (pages, processor, _), (other_pages, other, _) in zip(ours, others, strict=True)
    ]
    return [
        _row("ours, tagged", lot, ours, f"{statistics.median(ratios):.2f}"),
        _row("raw ReportLab", lot, others, "1"),
    ]


def _row(name: str, lot: int, told: list[tuple[int, float, float]], ratio: str) -> list[object]:
    pages = sum(one for one, _, _ in told)
    processor = statistics.median(one / spent for one, spent, _ in told)
    clock = statistics.median(one / spent for one, _, spent in told)
    return [name, lot * len(told), pages, f"{processor:.0f}", f"{clock:.0f}", ratio]


def memory(count: int) -> list[list[object]]:
    """The most memory after a tenth, a half and all of the sheets, each dropped once it is drawn."""
    rows: list[list[object]] = []
    for number, row in enumerate(papers(count), 1):
        sheet.sheet_pdf(row)
        if number in (max(1, count // 10), count // 2, count):
            rows.append([number, f"{megabytes():.1f}"])
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sheets", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=10, help="0: memory alone")
    options = parser.parse_args()
    show(["sheets drawn", "most memory MB"], memory(options.sheets))
    if not options.rounds:
        return
    titles = ["", "sheets", "pages", "pages/s (CPU)", "pages/s", "÷ raw (CPU)"]
    show(titles, measure(options.sheets, options.rounds))


if __name__ == "__main__":
    main()
