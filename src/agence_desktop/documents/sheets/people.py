"""Tables of tasks × persons: level, access, who covers, what is too old, what rests on one person alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from agence_desktop.core.french import NBSP, counted, format_date
from agence_desktop.documents.marks import CROSS, TICK
from agence_desktop.documents.sheets.facts import Facts
from agence_desktop.documents.sheets.look import GRID, WIDTH, cover_runs, numbered, small, strong_cell
from agence_desktop.documents.sheets.signs import (
    CLOSED,
    DEPTH,
    FRAME_SAMPLE,
    HATCH_SAMPLE,
    OPEN,
    SILENT_DEPTH,
    bars,
    frame,
    hatch,
)
from agence_desktop.documents.style import SMALL, SMALL_STRONG, cell, cell_title, with_title
from agence_desktop.documents.tagging.blocks import Block, Text
from agence_desktop.documents.tagging.boxes import Clipped
from agence_desktop.documents.tagging.fonts import Face
from agence_desktop.documents.tagging.inline import Inline, Run, strong
from agence_desktop.documents.tagging.table import DataTable, Grounded
from agence_desktop.positions.content import Task
from agence_desktop.positions.coverage import Cover, required_of
from agence_desktop.positions.matrix import Known, known_of
from agence_desktop.positions.rows import Colour, PersonRef

LOOK = replace(GRID, padding=(3.4, 2.2))
_PER_TABLE = 6
_NAMED = 134.0


def level_cell(found: Known | None) -> Block:
    """« 3 ▮▮▮▯ ✓ », framed where it covers, hatched where it is too old."""
    if found is None:
        return cell("")
    one = found.competence
    figure = f"{one.level}{'f' if one.in_training else ''}"
    said = ["en formation"] if one.in_training else []
    said += ["couvre la tâche"] if found.covers else []
    said += [f"validé il y a plus de 12{NBSP}mois"] if found.stale else []
    told = f" sur 4, {', '.join(said)}, " if said else " sur 4, "
    runs: list[Inline] = [
        Run(figure, Face.BOLD if found.covers else Face.REGULAR),
        NBSP,
        bars(one.level, told),
        NBSP,
        OPEN if one.access else CLOSED,
    ]
    words = Text(*runs, style=SMALL)
    if found.covers:
        return Grounded(words, frame)
    return Grounded(words, hatch) if found.stale else words


def matrix_legend(*, colours: bool = True) -> Text:
    """What frames, hatches and signs mean."""
    gap = f"{3 * NBSP} "
    runs: list[Inline] = [FRAME_SAMPLE, f"{NBSP}couvre la tâche{gap}"]
    runs += [HATCH_SAMPLE, f"{NBSP}plus de 12{NBSP}mois{gap}", f"f{NBSP}en formation{gap}"]
    runs += [TICK, f"{NBSP}accès ouvert ", CROSS, f"{NBSP}fermé{gap}"]
    if colours:
        for colour, words in ((Colour.GREEN, "assez"), (Colour.YELLOW, "trop peu"), (Colour.RED, "aucune")):
            runs += [SILENT_DEPTH[colour], f"{NBSP}{words} "]
    return small(*runs, space_before=5)


def matrix_section(facts: Facts) -> list[Block]:
    """Who can do what (§ 14): a table for each six persons."""
    day = format_date(facts.first, weekday=False)
    heading = numbered(
        14, f"Exercices de relève{NBSP}: qui sait faire quoi", f"au {day}, niveau 0 à 4 et accès"
    )
    if not facts.covers:
        return [heading, small("Aucune tâche n’est inscrite.")]
    people = ranked_people(facts)
    if not people:
        return [
            heading,
            small("Aucun niveau n’est inscrit pour une autre personne que la personne titulaire."),
        ]
    blocks: list[Block] = []
    for start in range(0, len(people), _PER_TABLE):
        table = _table(facts, people[start : start + _PER_TABLE])
        table.space_before = 8
        table.continued = heading.continued()
        blocks.append(table)
    return [*with_title(heading, blocks), matrix_legend()]


def ranked_people(facts: Facts) -> list[PersonRef]:
    """Whoever knows something, those who cover the most first."""
    holder = facts.holder.id if facts.holder else None
    first = [one.person for one in facts.substitutes]
    listed = {person.id for person in first}
    levels = {
        one.person_id
        for competences in facts.by_task.values()
        for one in competences
        if one.level > 0 or one.in_training
    }
    rest = [
        person
        for person in facts.paper.file.people
        if person.id in levels and person.id not in listed and person.id != holder
    ]
    return [*first, *rest]


def _table(facts: Facts, people: Sequence[PersonRef]) -> DataTable:
    day = facts.paper.today
    rows: list[list[Block]] = []
    for cover in facts.covers:
        found = known_of(cover, facts.by_task.get(cover.task.key, ()), day)
        rows.append(
            [
                task_name_cell(cover.task),
                cell(str(required_of(cover.task))),
                *(level_cell(found.get(person.id)) for person in people),
                Text(*cover_runs(cover), style=SMALL),
            ]
        )
    rows += [_validated(facts, people), _alone(facts, people)]
    labels = ("Tâche", "Req.", *(person.name for person in people), "Relèves sur voulues")
    wide = min(76.0, (WIDTH - 82 - _NAMED) / len(people))
    weights = [WIDTH - 28 - 54 - wide * len(people), 28, *([wide] * len(people)), 54]
    heads = [Text(name, style=SMALL_STRONG) for name in labels]
    return DataTable(heads, rows, weights, LOOK)


def task_name_cell(task: Task) -> Block:
    """The key and the title of a task on two lines at most; the table of tasks has it whole."""
    return Clipped(Text(f"{task.key} {task.title.strip()}".strip(), style=SMALL_STRONG), 2)


def _validated(facts: Facts, people: Sequence[PersonRef]) -> list[Block]:
    newest: dict[int, date] = {}
    for competences in facts.by_task.values():
        for one in competences:
            if one.validated is not None:
                newest[one.person_id] = max(one.validated, newest.get(one.person_id, one.validated))
    months = [newest[person.id].isoformat()[:7] if person.id in newest else "" for person in people]
    return [cell_title("Dernière validation"), cell(""), *(cell(month) for month in months), cell("")]


def _alone(facts: Facts, people: Sequence[PersonRef]) -> list[Block]:
    """How many tasks rest on each person alone, and how many on nobody."""
    alone = sole_counts(facts.covers)
    bare = sum(not cover.covering for cover in facts.covers)
    counts = [strong_cell(str(alone.get(person.id, 0))) for person in people]
    last = Text(DEPTH[Colour.RED], NBSP, strong(counted(bare, "tâche").replace(" ", NBSP)), style=SMALL)
    return [cell_title("Seule relève (tâches)"), cell(""), *counts, last if bare else cell("")]


def sole_counts(covers: Iterable[Cover]) -> Mapping[int, int]:
    """Person → tasks that nobody else covers."""
    counts: dict[int, int] = {}
    for cover in covers:
        if len(cover.covering) == 1:
            counts[cover.covering[0]] = counts.get(cover.covering[0], 0) + 1
    return counts
