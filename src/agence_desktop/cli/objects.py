"""``… importer F`` of a JSON file of objects: its arguments, and what became of each object."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agence_desktop.cli import objects_texts as texts
from agence_desktop.cli import texts as common
from agence_desktop.cli.context import Context
from agence_desktop.cli.json_file import read_json
from agence_desktop.core.errors import ExitCode
from agence_desktop.core.french import NBSP, counted


@dataclass(frozen=True, slots=True)
class Told:
    """How one kind of file is told: heads of the table, and per object its cells and its JSON.

    ``cells`` come between the kind and the outcome; ``facts`` are added to what every object says;
    ``details`` follow the sentences of its faults.
    """

    kinds: Mapping[str, str]
    headers: Sequence[str]
    cells: Callable[[Any], Sequence[str]]
    facts: Callable[[Any], Mapping[str, Any]]
    details: Callable[[Any], Sequence[str]] = lambda _row: ()


def add_import(actions: Any, words: str, run: Callable[[Context], int]) -> None:
    """The command ``importer`` of a group."""
    parser = actions.add_parser("importer", help=words, description=words)
    parser.add_argument("file", metavar="FICHIER", type=Path, help=texts.FILE)
    parser.add_argument("--essai", action="store_true", help=common.DRY_RUN)
    parser.set_defaults(run=run)


def run_object_import(context: Context, take: Callable[..., Any], told: Told) -> int:
    """Import, and tell what became of each object; REFUSED where one is.

    ``take`` gets the database, who acts, the content of the file and ``dry_run``; its report has ``rows`` and
    ``refused``.
    """
    options = context.options
    content = read_json(options.file)
    with context.database() as database:
        report = take(database, context.actor(database), content, dry_run=options.essai)
    _tell(context, report, told)
    if report.refused or options.essai:
        context.output.message(common.DRY_RUN_DONE if options.essai else common.ROLLED_BACK)
    return int(ExitCode.REFUSED if report.refused else ExitCode.DONE)


def _tell(context: Context, report: Any, told: Told) -> None:
    output = context.output
    for row in report.rows:
        output.result(
            {
                "kind": row.kind,
                "outcome": str(row.outcome),
                "reasons": [fault.code for fault in row.faults],
                "messages": [fault.sentence for fault in row.faults],
                **told.facts(row),
            }
        )
    if report.rows:
        output.table(told.headers, [_line(row, told) for row in report.rows])
    for remark in getattr(report, "remarks", ()):
        output.message(remark)
    output.line()
    for outcome, number in Counter(texts.OUTCOMES[row.outcome] for row in report.rows).items():
        output.line(f"{outcome.capitalize()}{NBSP}: {counted(number, 'objet')}")
    if not report.rows:
        output.line(f"{common.NOTHING}.")


def _line(row: Any, told: Told) -> tuple[str, ...]:
    sentences = " ".join([*(fault.sentence for fault in row.faults), *told.details(row)])
    return told.kinds[row.kind], *told.cells(row), texts.OUTCOMES[row.outcome], sentences
