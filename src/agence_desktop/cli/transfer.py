"""importer TABLE F [--essai] and exporter TABLE F."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any

from agence_desktop.cli import calendar, texts
from agence_desktop.cli.context import Context
from agence_desktop.core.errors import ExitCode
from agence_desktop.core.french import NBSP, counted, listed

if TYPE_CHECKING:
    from agence_desktop.spaces.commands.importing import BookingsReport
    from agence_desktop.storage.exchange import Report, RowOutcome


_WIDTH = 80


def register(subparsers: Any) -> None:
    """Add the two commands."""
    importing = subparsers.add_parser("importer", help=texts.IMPORT_HELP, description=texts.IMPORT_HELP)
    exporting = subparsers.add_parser("exporter", help=texts.EXPORT_HELP, description=texts.EXPORT_HELP)
    for parser, run in ((importing, run_import), (exporting, run_export)):
        parser.add_argument("table", metavar="TABLE", help=texts.TABLE)
        parser.add_argument("file", metavar="FICHIER", type=Path, help=texts.FILE)
        parser.set_defaults(run=run)
        parser.closing = tables_told
    importing.add_argument("--essai", action="store_true", help=texts.DRY_RUN)
    calendar.add_options(importing)


def tables_told() -> str:
    """Each table with its columns, those of its key with a star, as the help lists them."""
    from agence_desktop.actions.transfer import BOOKINGS, TABLES

    told = {
        name: ", ".join(f"{one.name}*" if one.key else one.name for one in table.columns)
        for name, table in TABLES.items()
    }
    told[BOOKINGS] = texts.BOOKING_COLUMNS
    lines = [
        fill(f"{name}{NBSP}: {columns}", _WIDTH, initial_indent="  ", subsequent_indent=" " * 6)
        for name, columns in told.items()
    ]
    return "\n".join([texts.TABLES, *lines, ""])


def run_import(context: Context) -> int:
    """Import, and tell what became of each row; 1 where one is refused."""
    from agence_desktop.actions.transfer import BOOKINGS, import_bookings, import_file

    options = context.options
    if calendar.is_calendar(options):
        return calendar.run(context)
    with context.database() as database:
        actor = context.actor(database)
        if options.table == BOOKINGS:
            bookings = import_bookings(database, actor, options.file, dry_run=options.essai)
            _tell_bookings(context, bookings)
            return _close(context, bookings, options.essai)
        report = import_file(database, actor, options.table, options.file, dry_run=options.essai)
    _tell(context, report)
    return _close(context, report, options.essai)


def run_export(context: Context) -> int:
    """Export, and tell how many rows."""
    from agence_desktop.actions.transfer import export_file, exports_a_part

    options = context.options
    with context.database() as database:
        actor = context.actor(database)
        rows = export_file(database, actor, options.table, options.file)
    context.output.result({"table": options.table, "file": str(options.file), "rows": rows})
    context.output.line(texts.EXPORTED.format(count=counted(rows, "ligne"), path=options.file))
    if exports_a_part(actor, options.table):
        context.output.message(texts.EXPORTED_PART)
    return int(ExitCode.DONE)


def _tell(context: Context, report: Report) -> None:
    output = context.output
    for row in report.rows:
        output.result(
            {
                "row": row.line,
                "key": dict(row.key),
                "outcome": str(row.outcome),
                "reasons": [fault.code for fault in row.faults],
                "messages": [fault.sentence for fault in row.faults],
            }
        )
    if report.rows:
        output.table(
            (texts.LINE, texts.KEY, texts.OUTCOME, texts.DETAILS), [_line(row) for row in report.rows]
        )
    counts = Counter(row.outcome for row in report.rows)
    output.line()
    output.line(
        f"{listed([_count(outcome, number) for outcome, number in counts.items()]) or texts.NOTHING}."
    )


def _tell_bookings(context: Context, report: BookingsReport) -> None:
    from agence_desktop.spaces.answer_sentences import answer_lines

    for row in report.rows:
        context.output.result({"row": row.line, **row.answer, "messages": list(row.sentences)})
        outcome = row.answer["outcome"]
        if outcome in texts.OUTCOMES and not row.refused:
            number = row.answer["number"]
            lines = [f"{number}, {texts.OUTCOMES[outcome]}" if number else texts.OUTCOMES[outcome]]
        elif row.sentences:
            lines = [texts.OUTCOMES["refused"], *row.sentences]
        else:
            lines = answer_lines(row.answer)
        context.output.line(texts.ROW.format(line=row.line, text=lines[0]))
        for line in (*row.notes, *lines[1:]):
            context.output.line(f"    {line}")


def _close(context: Context, report: Report | BookingsReport, dry_run: bool) -> int:
    """Say what was kept; 1 where a row or the whole is refused."""
    if report.refusal:
        context.output.message(report.refusal.sentence)
    if report.refused or dry_run:
        context.output.message(texts.DRY_RUN_DONE if dry_run else texts.ROLLED_BACK)
    return int(ExitCode.REFUSED if report.refused else ExitCode.DONE)


def _line(row: RowOutcome) -> tuple[str, str, str, str]:
    told = " ".join(fault.sentence for fault in row.faults)
    return str(row.line), " · ".join(row.key.values()), texts.OUTCOMES[row.outcome], told


def _count(outcome: str, number: int) -> str:
    """« 2 lignes mises à jour »."""
    one, several = texts.COUNTED[outcome]
    return f"{counted(number, 'ligne')} {one if number < 2 else several}"
