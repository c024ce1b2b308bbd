"""The sheets of a unit printed into a folder, one file for each, drawn in a process of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from agence_desktop.actions.printing import posts_texts as texts
from agence_desktop.actions.printing.child import DrawingCancelledError, DrawingProcess
from agence_desktop.actions.printing.posts import (
    Surroundings,
    record_sheet,
    require_unit_printer,
    sheet_paper,
    surroundings,
    unit_by_code,
)
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.errors import InputError, RefusedError
from agence_desktop.documents.sheets.rows import SheetPaper, Variant
from agence_desktop.positions.commands.desk import Desk
from agence_desktop.positions.queries.posts import Scope
from agence_desktop.positions.queries.register import positions
from agence_desktop.positions.rows import PositionRow
from agence_desktop.storage.context import now
from agence_desktop.storage.work import Database, Session

Progress = Callable[[int, int], object]
"""Gets how many sheets are done and how many there are."""


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What was written, which positions have no sheet, and whether it was cancelled before the end."""

    files: tuple[Path, ...]
    without_sheet: tuple[str, ...] = ()
    cancelled: bool = False


def print_unit_sheets(
    database: Database,
    desk: Desk,
    unit_code: str,
    folder: Path,
    variant: Variant = Variant.COMPLETE,
    *,
    progress: Progress = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> BatchReport:
    """Write the sheet of every position of a unit into a folder, each print on record before its file.

    To be called outside the thread of the window. ``cancelled`` is asked while a sheet is drawn and between
    two; what was written stays. ``progress`` may raise, which ends the work too. Raises RefusedError
    ``unknown_unit``, RightMissingError, InputError ``cannot_write``, DrawingStoppedError.
    """
    if not folder.is_dir():
        raise InputError("cannot_write", texts.CANNOT_WRITE.format(path=folder))

    posts = database.read(lambda session: _posts(session, desk, unit_code))
    around = database.read(surroundings)
    files: list[Path] = []
    without: list[str] = []
    progress(0, len(posts))
    with DrawingProcess(texts.CANNOT_DRAW) as drawing:
        for done, post in enumerate(posts, 1):
            if cancelled():
                return BatchReport(tuple(files), tuple(without), cancelled=True)
            try:
                paper = database.read(partial(_paper, desk, post.id, around, variant))
                printed = record_sheet(database, paper, drawing.draw(paper, cancelled))
            except RefusedError as refusal:
                if refusal.code != "no_sheet":
                    raise
                without.append(post.number)
            except DrawingCancelledError:
                drawing.close(at_once=True)
                return BatchReport(tuple(files), tuple(without), cancelled=True)
            else:
                path = folder / printed.name
                try:
                    printed.save(path)
                except OSError as fault:
                    raise InputError("cannot_write", texts.CANNOT_WRITE.format(path=folder)) from fault
                files.append(path)
            progress(done, len(posts))
    return BatchReport(tuple(files), tuple(without))


def _paper(
    desk: Desk, position_id: int, around: Surroundings, variant: Variant, session: Session
) -> SheetPaper:
    return sheet_paper(session, desk, position_id, around, variant)


def _posts(session: Session, desk: Desk, unit_code: str) -> list[PositionRow]:
    """The positions in force of a unit whose sheets this person may print."""
    unit = unit_by_code(session, unit_code)
    require_unit_printer(desk, unit, texts.PRINT_UNIT)
    today = to_wall(now(session), QUEBEC).date()
    scope = Scope(unit_ids=frozenset({unit.id}))
    return [row for row in positions(session, today, within=scope.within) if row.active]
