"""importer reservations F.ics: another system's calendar of one room."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter
from typing import TYPE_CHECKING

from agence_desktop.cli import calendar_texts as texts
from agence_desktop.cli.context import Context
from agence_desktop.cli.output import Output
from agence_desktop.core.errors import ExitCode, InputError
from agence_desktop.core.french import format_date, parse_iso_date
from agence_desktop.spaces.answer_sentences import conflict_lines
from agence_desktop.spaces.rows import OnConflict

if TYPE_CHECKING:
    from agence_desktop.actions.calendar_import.importing import CalendarReport, EventResult


def add_options(parser: ArgumentParser) -> None:
    """Add the options that only a calendar takes."""
    group = parser.add_argument_group(texts.GROUP)
    group.add_argument("--espace", metavar="E", help=texts.SPACE)
    group.add_argument("--organisme", metavar="S", help=texts.ORGANISATION)
    group.add_argument("--jusqu-au", metavar="D", dest="until", help=texts.UNTIL)
    group.add_argument("--conflits", choices=[str(one) for one in OnConflict], help=texts.CONFLICTS)


def is_calendar(options: Namespace) -> bool:
    """Whether the file is a calendar; options of a calendar with another file raise InputError."""
    calendar = bool(options.table == "reservations" and options.file.suffix.lower() == ".ics")
    given = (options.espace, options.organisme, options.until, options.conflits)
    if not calendar and any(one is not None for one in given):
        raise InputError("usage", texts.ONLY_CALENDARS)
    return calendar


def run(context: Context) -> int:
    """Import a calendar, and tell what became of each event; REFUSED where one is."""
    from agence_desktop.actions.calendar_import.importing import CalendarImport, import_calendar

    options = context.options
    if not options.espace or not options.organisme:
        raise InputError("usage", texts.SPACE_AND_ORGANISATION)
    wanted = CalendarImport(
        path=options.file,
        space_code=options.espace,
        acronym=options.organisme,
        until=parse_iso_date(options.until) if options.until else None,
        on_conflict=OnConflict(options.conflits or OnConflict.REFUSE),
        dry_run=options.essai,
    )
    with context.database() as database:
        report = import_calendar(database, context.actor(database), wanted)
    _tell(context, report)
    if report.refused:
        context.output.message(texts.ROLLED_BACK)
    elif options.essai:
        context.output.message(texts.DRY_RUN_DONE)
    return int(ExitCode.REFUSED if report.refused else ExitCode.DONE)


def _tell(context: Context, report: CalendarReport) -> None:
    output = context.output
    for one in report.results:
        answer = one.answer or {"number": None, "reasons": [one.code] if one.code else [], "occurrences": []}
        output.result(
            {
                "row": one.row,
                "uid": one.uid,
                "outcome": str(one.outcome),
                "number": answer["number"],
                "reasons": answer["reasons"],
                "occurrences": answer["occurrences"],
                "cut_at": one.cut_at.isoformat() if one.cut_at else None,
            }
        )
    if report.results:
        output.table(texts.HEADERS, [_line(one) for one in report.results])
    if not output.as_json:
        _tell_conflicts(output, report)
    counts = Counter(one.outcome for one in report.results)
    output.line()
    output.line(texts.summary({str(outcome): number for outcome, number in counts.items()}))


def _tell_conflicts(output: Output, report: CalendarReport) -> None:
    """Which dates something stands against, and what."""
    told = [(one, line) for one in report.results if one.answer for line in conflict_lines(one.answer)]
    if told:
        output.line()
    for one, line in told:
        output.line(texts.CONFLICT.format(row=one.row, summary=one.summary, date=line))


def _line(one: EventResult) -> tuple[str, str, str, str]:
    told = one.sentence
    if one.answer is not None:
        told = texts.conflicts(sum(bool(date["reasons"]) for date in one.answer["occurrences"]))
    if one.cut_at is not None:
        told = f"{told} {texts.cut(format_date(one.cut_at))}".strip()
    told = " ".join(filter(None, (told, *one.notes)))
    return str(one.row), one.summary, texts.OUTCOMES[str(one.outcome)], told
