"""postes importer F, postes couverture, postes absence: handover sheets, measures and relief."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from agence_desktop.cli import postes_texts as texts
from agence_desktop.cli.context import Context
from agence_desktop.cli.objects import Told, add_import, run_object_import
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.errors import ExitCode, InputError, RefusedError
from agence_desktop.core.french import counted, format_date, listed, parse_iso_date, quoted

if TYPE_CHECKING:
    from agence_desktop.actions.posts import AbsenceAnswer, CoverageAnswer, MeasuredPost

_DECIMALS = 10_000


_TOLD = Told(
    texts.KINDS,
    texts.IMPORT_HEADERS,
    cells=lambda row: (" · ".join(row.key.values()),),
    facts=lambda row: {"key": dict(row.key), "added_people": list(row.added)},
    details=lambda row: [texts.ADDED_PEOPLE.format(people=listed(row.added))] if row.added else [],
)


def register(subparsers: Any) -> None:
    """Add the three commands."""
    group = subparsers.add_parser("postes", help=texts.POSITIONS_HELP, description=texts.POSITIONS_HELP)
    actions = group.add_subparsers(metavar="ACTION", dest="action", required=True)
    add_import(actions, texts.IMPORT_HELP, run_import)
    parser = actions.add_parser("couverture", help=texts.COVERAGE_HELP, description=texts.COVERAGE_HELP)
    parser.add_argument("--unite", metavar="U", help=texts.UNIT)
    parser.add_argument("--au", metavar="D", type=parse_iso_date, help=texts.ON)
    parser.set_defaults(run=run_coverage)
    parser = actions.add_parser("absence", help=texts.ABSENCE_HELP, description=texts.ABSENCE_HELP)
    parser.add_argument("--poste", metavar="P", required=True, help=texts.POSITION)
    parser.add_argument("--du", metavar="D", type=parse_iso_date, required=True, help=texts.FROM)
    parser.add_argument("--au", metavar="D", type=parse_iso_date, required=True, help=texts.UNTIL)
    parser.set_defaults(run=run_absence)


def run_import(context: Context) -> int:
    """Import, and tell what became of each object; REFUSED where one is."""
    from agence_desktop.actions.posts import import_file

    return run_object_import(context, import_file, _TOLD)


def run_coverage(context: Context) -> int:
    """Tell the measures of each position, then of each unit."""
    from agence_desktop.actions.posts import coverage

    options = context.options
    with context.database() as database:
        actor = context.actor(database)
        on = options.au or to_wall(context.clock.now(), QUEBEC).date()
        answer = coverage(database, actor, on, options.unite)
    if answer is None:
        raise RefusedError("unknown_unit", texts.UNKNOWN_UNIT.format(code=quoted(options.unite)))
    for one in answer.posts:
        context.output.result(_post(one))
    for code, factor in answer.units:
        context.output.result({"unit": code, "bus_factor": factor})
    if not context.output.as_json:
        _tell_coverage(context, answer)
    return int(ExitCode.DONE)


def run_absence(context: Context) -> int:
    """Tell what an absence touches."""
    from agence_desktop.actions.posts import absence

    options = context.options
    if options.au < options.du:
        raise InputError("usage", texts.BAD_PERIOD)
    with context.database() as database:
        actor = context.actor(database)
        answer = absence(database, actor, options.poste, options.du, options.au)
    if answer is None:
        raise RefusedError("unknown_position", texts.UNKNOWN_POSITION.format(number=quoted(options.poste)))
    for row in _absence_rows(answer):
        context.output.result(row)
    if not context.output.as_json:
        _tell_absence(context, answer)
    return int(ExitCode.DONE)


def _post(one: MeasuredPost) -> dict[str, Any]:
    measures = one.measures
    return {
        "position": one.number,
        "sheet": measures.sheet,
        "coverage": _decimal(measures.coverage),
        "uncovered_share": _decimal(measures.uncovered_share),
        "documentation_deficit": _decimal(measures.documentation_deficit),
        "vulnerability": measures.vulnerability,
        "band": str(measures.band) if measures.band else None,
        "tasks": [
            {
                "task": cover.task.key,
                "covering": len(cover.covering),
                "wanted": cover.wanted,
                "colour": str(cover.colour),
            }
            for cover in measures.covers
        ],
    }


def _decimal(value: Fraction) -> float:
    """An exact fraction to four decimals, half up."""
    return int(value * _DECIMALS + Fraction(1, 2)) / _DECIMALS


def _tell_coverage(context: Context, answer: CoverageAnswer) -> None:
    rows = []
    for one in answer.posts:
        measures = one.measures
        colours = Counter(str(cover.colour) for cover in measures.covers)
        shown = (measures.coverage, measures.uncovered_share, measures.documentation_deficit)
        rows.append(
            (
                one.number,
                one.title,
                texts.YES_NO[measures.sheet],
                *(f"{_decimal(value):.2f}".replace(".", ",") for value in shown),
                texts.HIDDEN if measures.vulnerability is None else str(measures.vulnerability),
                one.band or texts.NO_FIGURE,
                *(str(colours[colour]) for colour in ("red", "yellow", "green")),
            )
        )
    if rows:
        context.output.table(texts.COVERAGE_HEADERS, rows)
        context.output.line()
    units = [(code, texts.NO_FIGURE if factor is None else str(factor)) for code, factor in answer.units]
    if units:
        context.output.table(texts.UNIT_HEADERS, units)


def _absence_rows(answer: AbsenceAnswer) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {
            "task": one.task.key,
            "due": [day.isoformat() for day in one.due],
            "covering": [answer.emails[person] for person in one.covering],
            "breach": one.breach.isoformat() if one.breach else None,
        }
        for one in answer.report.touched
    ]
    first = answer.report.first_breach
    sole = [{"person": answer.emails[person], "tasks": number} for person, number in answer.report.sole]
    return [*rows, {"first_breach": first.isoformat() if first else None, "sole": sole}]


def _tell_absence(context: Context, answer: AbsenceAnswer) -> None:
    rows = [
        (
            f"{one.task.key} {one.task.title}".strip(),
            listed([day.isoformat() for day in one.due]) or texts.ON_DEMAND,
            listed([answer.names[person] for person in one.covering]) or texts.NOBODY,
            one.breach.isoformat() if one.breach else texts.NO_FIGURE,
        )
        for one in answer.report.touched
    ]
    if not rows:
        context.output.line(texts.NOTHING_DUE)
        return
    context.output.table(texts.ABSENCE_HEADERS, rows)
    context.output.line()
    first = answer.report.first_breach
    told = texts.FIRST_BREACH.format(day=format_date(first)) if first else texts.NO_BREACH
    context.output.line(told)
    for person, number in answer.report.sole:
        tasks = counted(number, "tâche")
        context.output.line(texts.SOLE.format(person=answer.names[person], tasks=tasks))
