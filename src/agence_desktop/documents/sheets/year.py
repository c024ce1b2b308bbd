"""The year of a position (§ 4): days of the month on which tasks are due, peaks, dates, holidays."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from agence_desktop.core.french import NBSP, SHORT_MONTHS, WEEKDAYS, format_month, listed
from agence_desktop.documents.sheets.facts import Facts
from agence_desktop.documents.sheets.look import GRID, numbered, small
from agence_desktop.documents.sheets.signs import HATCH_SAMPLE, hatch, said
from agence_desktop.documents.style import SMALL, SMALL_STRONG, header, with_title
from agence_desktop.documents.tagging.blocks import Block, Text
from agence_desktop.documents.tagging.boxes import Clipped
from agence_desktop.documents.tagging.inline import Inline
from agence_desktop.documents.tagging.table import DataTable, Grounded
from agence_desktop.positions.calendar import Year, year_of
from agence_desktop.positions.content import Task

_LOOK = replace(GRID, padding=(3.0, 1.9))
_WEIGHTS = (130.0, *(32.7,) * 12)
_PEAK = said("pointe")
"""Read where the hatch is seen."""


def year_section(facts: Facts, tasks: Collection[str] | None = None) -> list[Block]:
    """Twelve months, after what the first page lists; ``tasks`` names those of a substitute's copy."""
    sheet = facts.sheet
    if tasks is not None:
        kept = tuple(task for task in sheet.tasks if task.key in tasks)
        sheet = replace(sheet, tasks=kept)
    review = facts.paper.file.row.control.next_review
    year = year_of(sheet, facts.last.replace(day=1), facts.paper.observed, review)
    span = f"{format_month(year.months[0])} à {format_month(year.months[-1])}, jour du mois"
    heading = numbered(4, "L’année", span)
    rows = _rows(year)
    table = DataTable(
        header("Tâche", *(SHORT_MONTHS[month.month - 1] for month in year.months)), rows, _WEIGHTS, _LOOK
    )
    return [*with_title(heading, [table]), *_words(year)]


def _rows(year: Year) -> list[list[Block]]:
    rows = [_row(_name(one.task), one.days) for one in year.tasks]
    for peak in year.peaks:
        cells: list[Block] = [_peak() if busy else Text("", style=SMALL) for busy in peak.months]
        rows.append([_named(f"{peak.task.key} pointe, {peak.task.title.strip()}"), *cells])
    rows += [_row(one.label or "Autre date", one.days) for one in year.dates]
    if any(year.review):
        rows.append(_row("Révision de la fiche", year.review))
    rows.append(_row("Jours fériés", year.holidays))
    return rows


def _name(task: Task) -> str:
    return f"{task.key} {task.title.strip()}".strip()


def _row(name: str, months: Sequence[Sequence[int]]) -> list[Block]:
    return [_named(name), *(Text(" ".join(map(str, days)), style=SMALL) for days in months)]


def _named(name: str) -> Block:
    return Clipped(Text(name, style=SMALL_STRONG), 2)


def _peak() -> Block:
    return Grounded(Text(_PEAK, style=SMALL), hatch)


def _words(year: Year) -> list[Block]:
    """What the table does not list: daily and weekly tasks, those on demand."""
    parts: list[str] = []
    if year.daily:
        parts.append(f"Chaque jour{NBSP}: {_keys(year.daily)}.")
    for weekdays, tasks in year.weekly:
        days = listed([WEEKDAYS[day] for day in weekdays])
        parts.append(f"Chaque {days}{NBSP}: {_keys(tasks)}.")
    if year.on_demand:
        parts.append(f"À la demande{NBSP}: {_keys(year.on_demand)}.")
    signs: list[Inline] = [HATCH_SAMPLE, f"{NBSP}pointe{3 * NBSP} "] if year.peaks else []
    told = " ".join(parts)
    return [small(*signs, told, space_before=5)] if signs or told else []


def _keys(tasks: Sequence[Task]) -> str:
    return ", ".join(task.key for task in tasks)
