"""The page of the sheet as it is written now; made on a thread of the pool, without the database."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime

from agence_desktop.desktop.positions.editor.gateway import OpenSheet
from agence_desktop.desktop.positions.editor.preview_pane import DrawnPage
from agence_desktop.positions.editing import Content
from agence_desktop.positions.rows import Diffusion
from agence_desktop.positions.sentences import DIFFUSION_LABELS


def draw_page(opened: OpenSheet, content: Content, instant: datetime, person: str) -> DrawnPage:
    """The complete sheet with this content, as ``person`` would print it at an aware instant."""
    from agence_desktop.documents.rows import PrintStamp
    from agence_desktop.documents.sheets.rows import SheetPaper, Variant
    from agence_desktop.documents.sheets.sheet import spotted_sheet

    began = time.perf_counter()
    assert opened.file is not None
    file = replace(opened.file, sheet=content.sheet, row=replace(opened.file.row, control=content.control))
    position = opened.position
    paper = SheetPaper(
        file=file,
        variant=Variant.COMPLETE,
        today=opened.today,
        stamp=PrintStamp(instant, person, DIFFUSION_LABELS[content.control.diffusion or Diffusion.UNIT]),
        organisation=position.unit.organisation,
        place=position.site,
        observed=opened.observed,
    )
    pdf, spots = spotted_sheet(paper)
    return DrawnPage(pdf, time.perf_counter() - began, spots)
