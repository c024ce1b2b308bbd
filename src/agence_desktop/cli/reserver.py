"""``reserver``: booking requests of a file, row by row, each in its own transaction."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from agence_desktop.cli import booking_texts as texts
from agence_desktop.cli.context import Context
from agence_desktop.cli.output import Output
from agence_desktop.core.errors import ExitCode
from agence_desktop.spaces.answer_sentences import answer_lines
from agence_desktop.spaces.form import COLUMNS, RawBooking
from agence_desktop.spaces.rows import Outcome

if TYPE_CHECKING:
    from agence_desktop.spaces.commands.requests import Answered


def register(subparsers: Any) -> None:
    """Add the command."""
    parser = subparsers.add_parser("reserver", help=texts.BOOK_HELP, description=texts.BOOK_HELP)
    parser.add_argument("file", metavar="FICHIER", type=Path, help=texts.BOOK_FILE)
    parser.set_defaults(run=run)


def run(context: Context) -> int:
    """Answer every row in order; REFUSED where at least one row was, the others being stored."""
    from agence_desktop.spaces.commands.desk import Desk
    from agence_desktop.spaces.commands.requests import Counter
    from agence_desktop.storage.tabular import read_sheet, require_columns

    sheet = read_sheet(context.options.file)
    require_columns(sheet, tuple(COLUMNS))
    raws = [RawBooking.from_cells(row.cells) for row in sheet.rows]
    refused = 0
    with context.database() as database:
        counter = Counter(database, Desk(context.actor(database)), raws)
        for row, raw in zip(sheet.rows, raws, strict=True):
            answered = counter.take(raw)
            _tell(context.output, row.line, answered)
            refused += answered.answer["outcome"] == Outcome.REFUSED
    context.output.line(texts.booked(len(raws) - refused, refused))
    return ExitCode.REFUSED if refused else ExitCode.DONE


def _tell(output: Output, line: int, answered: Answered) -> None:
    """One object for programs, or what became of the row and why for people."""
    output.result({"row": line, **answered.answer, **({"replayed": True} if answered.replayed else {})})
    if not output.as_json:
        head, *details = answer_lines(answered.answer, answered.faults, replayed=answered.replayed)
        output.line(texts.ROW.format(line=line, text=head))
        for detail in (*answered.notes, *details):
            output.line(f"    {detail}")
