"""A handover sheet on paper: one page, complete, or a substitute's copy."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from agence_desktop.core.french import NBSP
from agence_desktop.documents.sheets.emergency import ABOVE, BELOW, MorePages, emergency_page
from agence_desktop.documents.sheets.facts import Facts, gather
from agence_desktop.documents.sheets.look import TITLE_OF_SHEET, sheet_furniture, sheet_stamp
from agence_desktop.documents.sheets.people import matrix_section
from agence_desktop.documents.sheets.rows import SheetPaper, Variant
from agence_desktop.documents.sheets.sections import content_section, control_section, drills, risk_section
from agence_desktop.documents.sheets.signatures import signatures_section
from agence_desktop.documents.sheets.tasks import denser, tasks_legend, tasks_section
from agence_desktop.documents.sheets.year import year_section
from agence_desktop.documents.style import TEXT_ABOVE, TEXT_BELOW, document_info
from agence_desktop.documents.tagging.blocks import Block
from agence_desktop.documents.tagging.file import Spot
from agence_desktop.documents.tagging.pages import LETTER_LANDSCAPE, Laid, Part, lay_out, render_spotted

_COMPLETE = (1, 2, 5, 6, 7, 8, 9, 10, 11, 12)
_FOR_SUBSTITUTES = (2, 7, 8)


def sheet_pdf(paper: SheetPaper) -> bytes:
    """The sheet on Letter pages, tagged; its first page is always one page."""
    return spotted_sheet(paper)[0]


def spotted_sheet(paper: SheetPaper) -> tuple[bytes, Mapping[str, Spot]]:
    """The sheet, and where its fields stand by their paths, its sections under « §3 »."""
    facts = gather(paper)
    laid = [] if paper.variant is Variant.ONE_PAGE else _after(facts)
    first = Part(
        emergency_page(facts, _more(laid)), sheet_furniture(paper, "Page d’urgence"), above=ABOVE, below=BELOW
    )
    position = paper.file.position
    name = f"{TITLE_OF_SHEET}, {position.number} {position.title}, version {paper.file.row.number}"
    return render_spotted([lay_out(first), *laid], document_info(name, sheet_stamp(paper)))


def sheet_title(paper: SheetPaper) -> str:
    """« Fiche P-0142, version 4 », with whose copy it is."""
    told = f"Fiche{NBSP}{paper.file.position.number}, version {paper.file.row.number}"
    reader = next((one for one in paper.file.people if one.id == paper.reader_id), None)
    return f"{told}, copie de {reader.name}" if reader else told


def _after(facts: Facts) -> list[Laid]:
    """The pages that follow the first one."""
    furniture = sheet_furniture(facts.paper)
    keys = _read_keys(facts)
    covers = [cover for cover in facts.covers if keys is None or cover.task.key in keys]
    tasks = tasks_section(facts, covers)
    wide = Part(
        tasks,
        furniture,
        LETTER_LANDSCAPE,
        above=TEXT_ABOVE - 3,
        below=TEXT_BELOW - 2,
        legend=tasks_legend() if covers else None,
    )
    blocks = _complete(facts) if keys is None else _copy(facts, keys)
    if not covers:
        return [lay_out(Part([*tasks, *blocks], furniture, above=TEXT_ABOVE, below=TEXT_BELOW))]
    return [_shortest(wide), lay_out(Part(blocks, furniture, above=TEXT_ABOVE, below=TEXT_BELOW))]


def _shortest(part: Part) -> Laid:
    """The table of tasks, with less space between its rows where that saves a page."""
    roomy = lay_out(part)
    if len(roomy.pages) == 1:
        return roomy
    dense = lay_out(replace(part, blocks=[denser(one) for one in part.blocks]))
    return dense if len(dense.pages) < len(roomy.pages) else roomy


def _complete(facts: Facts) -> list[Block]:
    blocks = [*year_section(facts), *matrix_section(facts), *drills(facts), *control_section(facts)]
    for number in _COMPLETE:
        blocks += content_section(facts, number)
    return [*blocks, *risk_section(facts), *signatures_section(facts)]


def _copy(facts: Facts, keys: Collection[str]) -> list[Block]:
    """What a substitute needs: the year of their tasks, first week, contacts, systems, their signature."""
    blocks = year_section(facts, keys)
    for number in _FOR_SUBSTITUTES:
        blocks += content_section(facts, number)
    return [*blocks, *signatures_section(facts, facts.paper.reader_id)]


def _read_keys(facts: Facts) -> Collection[str] | None:
    """The tasks of a substitute's copy: those they cover, else those they know; None for all."""
    if facts.paper.variant is not Variant.SUBSTITUTE:
        return None
    reader = facts.paper.reader_id
    covered = {cover.task.key for cover in facts.covers if reader in cover.covering}
    return covered or {one.task for one in facts.paper.file.competences if one.person_id == reader}


def _more(laid: list[Laid]) -> MorePages:
    """On which pages the tables of the first one go on."""
    if not laid:
        return MorePages()
    found: dict[str, int] = {}
    before = 1
    for one in laid:
        for block in one.part.blocks:
            mark = str(getattr(block, "title", "")).partition(" ")[0]
            page = one.page_of(block) if mark in _SECTION_MARKS else None
            if page is not None:
                found.setdefault(mark, before + page + 1)
        before += len(one.pages)
    more = MorePages(found.get("3", 2), found.get("14", 0), found.get("7", 0))
    return more if more.substitutes else replace(more, substitutes=more.tasks)


_SECTION_MARKS = frozenset({"3", "7", "14"})
