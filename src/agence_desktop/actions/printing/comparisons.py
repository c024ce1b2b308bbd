"""What changed between two versions of a sheet, from stored rows."""

from __future__ import annotations

from dataclasses import replace

from agence_desktop.actions.printing import posts_texts as texts
from agence_desktop.actions.printing.common import Printed, record_print
from agence_desktop.actions.printing.posts import require_printer, surroundings, unknown_position
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.errors import RefusedError
from agence_desktop.documents.rows import PrintStamp
from agence_desktop.documents.sheets.rows import ComparisonPaper
from agence_desktop.positions.approval import decide_by, may_decide
from agence_desktop.positions.commands.desk import Desk
from agence_desktop.positions.queries.comparisons import comparison
from agence_desktop.positions.queries.register import position_id_of
from agence_desktop.storage.context import now
from agence_desktop.storage.work import Database, Session


def print_comparison(
    database: Database, desk: Desk, number: str, old: int | None = None, new: int | None = None
) -> Printed:
    """Version ``new`` (None: the newest) compared with ``old`` (None: the usual one, 0: nothing), as a PDF.

    Raises RefusedError ``unknown_position``, ``no_sheet`` or ``unknown_sheet``, RightMissingError.
    """
    from agence_desktop.documents.sheets.changes import changes_pdf, changes_title

    def read(session: Session) -> ComparisonPaper:
        position_id = position_id_of(session, number.strip().upper())
        if position_id is None:
            raise unknown_position(number)
        found = comparison(session, desk.actor, position_id, old, new)
        if found is None:
            raise RefusedError("no_sheet", texts.NO_SHEET)
        row, position = found.file.row, found.file.position
        require_printer(desk.actor, position, texts.PRINT_COMPARISON)
        around = surroundings(session)
        limit = None
        if may_decide(row) and row.submitted_at is not None:
            limit = decide_by(to_wall(row.submitted_at, QUEBEC).date(), around.observed)
        # Remarks are for the screen, and the attrition factor is never printed.
        bare = replace(found, file=replace(found.file, comments=(), versions=()), attrition=None)
        person = desk.actor.name or desk.actor.login
        stamp = PrintStamp(now(session), person, "")
        return ComparisonPaper(bare, around.today, stamp, around.place(position), limit)

    paper = database.read(read)
    pdf = changes_pdf(paper)
    found = paper.comparison
    version, before = found.file.row.number, 0 if found.old is None else found.old.number
    shown = found.file.position.number
    record_print(database, "comparaison", shown, paper.stamp.instant, version=version, compared_with=before)
    return Printed(f"comparaison-{shown}-v{before}-v{version}.pdf", changes_title(paper), pdf)
