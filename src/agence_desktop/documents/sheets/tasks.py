"""The table of tasks in landscape: impact squares, tolerated interruption, depth, and details."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from datetime import date
from decimal import Decimal

from reportlab.lib.colors import white

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.french import (
    MONTHS,
    NBSP,
    counted,
    format_date,
    format_number,
    listed,
    uncapitalized,
)
from agence_desktop.documents.sheets.facts import Facts
from agence_desktop.documents.sheets.look import GRID, cover_runs, label, numbered, small
from agence_desktop.documents.sheets.signs import (
    IMPACT_SAMPLE,
    SILENT_DEPTH,
    SILENT_STALE,
    SILENT_VERY_STALE,
    STALE,
    VERY_STALE,
    square,
)
from agence_desktop.documents.style import SMALL, SMALL_STRONG, cell, cell_title, with_title
from agence_desktop.documents.tagging.blocks import Block, Stack, Text
from agence_desktop.documents.tagging.boxes import Columns, Upright
from agence_desktop.documents.tagging.fonts import Face, text_width
from agence_desktop.documents.tagging.inline import Inline, Run, TextStyle, strong
from agence_desktop.documents.tagging.table import DataTable, Grounded
from agence_desktop.positions.content import Task
from agence_desktop.positions.coverage import SERIOUS_IMPACT, Cover, max_interruption
from agence_desktop.positions.formats import display_due, format_days
from agence_desktop.positions.measures import procedure_credit
from agence_desktop.positions.rows import Colour

_COLUMNS = (
    *((), ("title",), ("due", "frequency"), ("hours",), ("criticality",), *(("impacts",),) * 6),
    *(("max_interruption_days",), ("recovery_days",), ("procedure_date",), ("required_level",), ("wanted",)),
)
"""Which fields each column shows."""
_DETAILS = (
    *("minimum", "deliverable", "recipient", "systems", "pitfalls", "procedure", "legal_basis"),
    "peak_months",
)
_IMPACTS = ("1 h", "3 h", "1 jour", "3 jours", "1 sem.", "1 mois")
_FIRST = f"{NBSP}premier tort grave"
_WEIGHTS = (29, 160, 129, 32, 20, *(20,) * 6, 42, 42, 70, 20, 55)
_LOOK = replace(GRID, grid=False, padding=(3.6, 1.8))
_LINE = TextStyle(9, 10.9, SMALL.colour)
_STRONG = TextStyle(9, 10.9, SMALL.colour, Face.SEMIBOLD)


def denser(block: Block) -> Block:
    """A table with less space between its rows; any other block as it is."""
    if not isinstance(block, DataTable):
        return block
    dense = copy(block)
    dense.look = replace(block.look, padding=(block.look.padding[0], 1.0))
    return dense


def tasks_section(facts: Facts, covers: Sequence[Cover]) -> list[Block]:
    """The tasks (§ 3) of a sheet, or those of a substitute's copy."""
    heading = numbered(3, "Tâches", _note(facts, covers) if covers else "")
    if not covers:
        return [heading, small("Aucune tâche n’est inscrite.")]
    table = DataTable(
        _header(),
        [_row(facts, cover) for cover in covers],
        _WEIGHTS,
        _LOOK,
        details=[_detail(cover.task) for cover in covers],
    )
    table.name_rows([f"tasks/{cover.task.key}" for cover in covers], _COLUMNS)
    for row, cover in zip(table.rows, covers, strict=True):
        if row.detail is not None:
            row.detail.about = [f"tasks/{cover.task.key}/{name}" for name in _DETAILS]
    return with_title(heading, [table])


def tasks_legend() -> Block:
    """What the signs of the table mean."""
    gap = f"{2 * NBSP} "
    left = Stack(
        [
            small(strong("Impact"), " de 1, faible, à 5, très grave", gap, IMPACT_SAMPLE, _FIRST),
            small(strong("Niveau"), " 1 notions, 2 avec aide, 3 sans aide, 4 forme d’autres personnes"),
        ]
    )
    discs: list[Inline] = [strong("Relèves"), " "]
    for colour, words in ((Colour.GREEN, "assez"), (Colour.YELLOW, "trop peu"), (Colour.RED, "aucune")):
        discs += [SILENT_DEPTH[colour], f"{NBSP}{words}{gap}"]
    ages: list[Inline] = [strong("Procédure"), " ", SILENT_STALE, f"{NBSP}plus de 12{NBSP}mois", gap]
    ages += [SILENT_VERY_STALE, f"{NBSP}plus de 24{NBSP}mois"]
    return Columns([left, Stack([small(*discs), small(*ages)])], [1.2, 1], SMALL.colour, space_before=6)


def _note(facts: Facts, covers: Sequence[Cover]) -> str:
    hours = sum((cover.task.hours or Decimal(0) for cover in covers), Decimal(0))
    total = len(facts.covers)
    parts = [counted(len(covers), "tâche") + (f" sur {total}" if len(covers) < total else "")]
    if hours:
        parts[0] += f", {format_number(hours)}{NBSP}{'heures' if hours >= 2 else 'heure'} par semaine"
    approved = facts.paper.file.row.approved_at
    if approved is not None:
        day = format_date(to_wall(approved, QUEBEC), weekday=False)
        parts.append(f"criticité approuvée le {day}")
    return " – ".join(parts)


def _header() -> list[Block]:
    upright = [Upright(f"Impact, {after.replace(' ', NBSP)}", SMALL_STRONG) for after in _IMPACTS]
    plain = [Text(words, style=SMALL_STRONG) for words in ("N°", "Tâche", "Fréquence et échéance")]
    after = [Text(words, style=SMALL_STRONG) for words in ("Arrêt toléré", "Reprise visée", "Procédure du")]
    return [
        *plain,
        Upright("Heures/sem.", SMALL_STRONG),
        Upright("Criticité", SMALL_STRONG),
        *upright,
        *after,
        Upright("Niveau requis", SMALL_STRONG),
        Text("Relèves sur voulues", style=SMALL_STRONG),
    ]


def _row(facts: Facts, cover: Cover) -> list[Block]:
    task = cover.task
    limit = max_interruption(task)
    return [
        cell_title(task.key),
        Text(task.title or "–", style=_STRONG),
        Text(_when(task), style=_LINE),
        cell(format_number(task.hours, 1) if task.hours is not None else ""),
        _centred(str(task.criticality or ""), 20, Face.BOLD),
        *_impacts(task),
        Text(strong(format_days(limit)) if limit is not None else "–", style=SMALL),
        cell(format_days(task.recovery_days) if task.recovery_days is not None else ""),
        cell(*procedure_runs(task, facts.paper.today)),
        _centred("" if task.required_level is None else str(task.required_level), 20),
        Text(*cover_runs(cover), style=SMALL),
    ]


def _when(task: Task) -> str:
    """« Hebdomadaire. Lundi, 16 h »: how often, then when, unless both say the same."""
    often, due = task.frequency.strip().rstrip("."), display_due(task)
    return f"{often}. {due}" if often and often.lower() not in due.lower() else due


def _centred(words: str, width: float, face: Face = Face.REGULAR) -> Text:
    shown = words or "–"
    indent = max(0.0, (width - 2 * _LOOK.padding[0] - text_width(shown, face, SMALL.size)) / 2)
    return Text(Run(shown, face), style=SMALL, indent=indent)


def _impacts(task: Task) -> list[Block]:
    """Six figures; serious ones in a square, the first of them filled."""
    cells: list[Block] = []
    serious = False
    for at in range(len(_IMPACTS)):
        impact = task.impacts[at] if at < len(task.impacts) else None
        if impact is None or impact < SERIOUS_IMPACT:
            cells.append(_centred("" if impact is None else str(impact), 20))
            continue
        figure = _centred(str(impact), 20, Face.BOLD)
        if not serious:
            figure.inlines = (Run(str(impact), Face.BOLD, white),)
        cells.append(Grounded(figure, square(not serious)))
        serious = True
    return cells


def procedure_runs(task: Task, today: date) -> list[Inline]:
    """The date of the procedure, marked where it is older than 12 or 24 months."""
    if task.procedure_date is None:
        return ["–", NBSP, VERY_STALE]
    credit = procedure_credit(task, today)
    sign: list[Inline] = [] if credit == 1 else [NBSP, STALE if credit else VERY_STALE]
    return [task.procedure_date.isoformat(), *sign]


def _detail(task: Task) -> Block | None:
    """« Au minimum : … Livrable : … Systèmes : … », what is written of it."""
    delivered = ", ".join(filter(None, (task.deliverable.strip(), _recipient(task))))
    pairs = (
        ("Au minimum", uncapitalized(task.minimum)),
        ("Livrable", uncapitalized(delivered)),
        ("Systèmes", task.systems),
        ("Piège", uncapitalized(task.pitfalls)),
        ("Procédure", task.procedure),
        ("Base légale", task.legal_basis),
        ("Pointe", listed([MONTHS[month - 1] for month in task.peak_months])),
    )
    runs: list[Inline] = []
    for name, value in pairs:
        if words := value.strip().rstrip("."):
            runs += [" " if runs else "", label(name), f"{words}."]
    return Text(*runs, style=_LINE) if runs else None


def _recipient(task: Task) -> str:
    words = task.recipient.strip()
    return f"pour {words}" if words else ""
