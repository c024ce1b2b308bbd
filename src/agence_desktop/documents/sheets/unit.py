"""Two documents of a unit: the coverage matrix of its positions, and the register of its positions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from agence_desktop.core.french import NBSP, counted, format_date, format_percent
from agence_desktop.documents.rows import PrintStamp
from agence_desktop.documents.sheets.look import GRID, WIDE, cover_runs, fitted, numbered, small
from agence_desktop.documents.sheets.people import (
    level_cell,
    matrix_legend,
    task_name_cell,
)
from agence_desktop.documents.sheets.rows import UnitEntry, UnitPaper
from agence_desktop.documents.sheets.signs import DEPTH, SILENT_DEPTH
from agence_desktop.documents.style import (
    BODY,
    SECTION,
    SMALL,
    SMALL_STRONG,
    TEXT_ABOVE,
    TEXT_BELOW,
    Furniture,
    cell,
    cell_title,
    document_info,
    title,
    with_title,
)
from agence_desktop.documents.tagging.blocks import Block, Heading, Text
from agence_desktop.documents.tagging.inline import Inline, strong
from agence_desktop.documents.tagging.pages import LETTER_LANDSCAPE, Part, render
from agence_desktop.documents.tagging.table import DataTable
from agence_desktop.positions.coverage import Cover, required_of, what_rests
from agence_desktop.positions.matrix import known_of
from agence_desktop.positions.measures import Measures, measure, rounded
from agence_desktop.positions.rows import Colour, PersonRef
from agence_desktop.positions.sentences import NO_SHEET, STATE_LABELS
from agence_desktop.positions.states import days_overdue

_PER_TABLE = 8
_NAMED = 190.0
_DIFFUSION = "gestionnaires de l’unité"
_WORDS = ((Colour.GREEN, "assez"), (Colour.YELLOW, "trop peu"), (Colour.RED, "aucune"))


def matrix_pdf(paper: UnitPaper) -> bytes:
    """The matrix on Letter landscape: a table for each position, then what rests on whom."""
    measured = [(one, measure(one.post, paper.today)) for one in paper.posts]
    covers = [(one.post.holder_id, measures.covers) for one, measures in measured]
    bare = sum(not cover.covering for _, given in covers for cover in given)
    tasks = sum(len(given) for _, given in covers)
    blocks: list[Block] = [
        title(f"Matrice de couverture, {paper.unit.name}"),
        Text(_counts(len(paper.posts), tasks, bare), style=BODY),
    ]
    for one, measures in measured:
        blocks += _position(paper, one, measures.covers)
    blocks += _resting(paper, covers)
    return _render(paper, blocks, matrix_title(paper), matrix_legend())


def matrix_title(paper: UnitPaper) -> str:
    """« Matrice de couverture SO-CN »."""
    return f"Matrice de couverture{NBSP}{paper.unit.code}"


def register_title(paper: UnitPaper) -> str:
    """« Registre des postes SO-CN »."""
    return f"Registre des postes{NBSP}{paper.unit.code}"


def _counts(posts: int, tasks: int, bare: int) -> str:
    told = f"{counted(posts, 'poste')}, {counted(tasks, 'tâche')}"
    return f"{told}, dont {bare} sans relève." if bare else f"{told}, toutes avec une relève."


def _render(paper: UnitPaper, blocks: Sequence[Block], name: str, legend: Block) -> bytes:
    stamp: PrintStamp = replace(paper.stamp, diffusion=_DIFFUSION)
    furniture = Furniture(
        subject=name.partition(NBSP)[0],
        about=paper.unit.name,
        status=f"État au {format_date(paper.today, weekday=False)}",
        identity=name,
        printed="Imprimé" if name.startswith("Registre") else "Imprimée",
        stamp=stamp,
    )
    part = Part(
        blocks,
        furniture,
        LETTER_LANDSCAPE,
        above=TEXT_ABOVE - 3,
        below=TEXT_BELOW - 2,
        legend=legend,
    )
    return render([part], document_info(f"{name}, {paper.unit.name}", stamp))


def _position(paper: UnitPaper, one: UnitEntry, covers: Sequence[Cover]) -> list[Block]:
    position = one.position
    bare = sum(not cover.covering for cover in covers)
    holder = f"titulaire{NBSP}: {position.holder.name}" if position.holder else "poste vacant"
    note = f"{holder} – {counted(len(covers), 'tâche')}, {bare} sans relève" if covers else holder
    heading = numbered(position.number, position.title, note)
    if not covers:
        words = "La fiche n’a pas de tâche" if one.sheet_number else NO_SHEET
        return [heading, small(f"{words}{NBSP}: le poste compte comme entièrement à découvert.")]
    people = _knowing(paper, one)
    blocks: list[Block] = []
    for start in range(0, len(people) or 1, _PER_TABLE):
        table = _table(paper, one, covers, people[start : start + _PER_TABLE])
        table.space_before, table.continued = 6, heading.continued()
        blocks.append(table)
    return with_title(heading, blocks)


def _knowing(paper: UnitPaper, one: UnitEntry) -> list[PersonRef]:
    """Whoever has a level in a task of the position, by name; not its holder."""
    levels = {
        competence.person_id
        for competence in one.post.competences
        if competence.level > 0 or competence.in_training
    }
    return [person for person in paper.people if person.id in levels - {one.post.holder_id}]


def _table(
    paper: UnitPaper, one: UnitEntry, covers: Sequence[Cover], people: Sequence[PersonRef]
) -> DataTable:
    rows: list[list[Block]] = []
    for cover in covers:
        competences = [known for known in one.post.competences if known.task == cover.task.key]
        found = known_of(cover, competences, paper.today)
        rows.append(
            [
                task_name_cell(cover.task),
                cell(str(cover.task.criticality or "")),
                cell(str(required_of(cover.task))),
                *(level_cell(found.get(person.id)) for person in people),
                Text(*cover_runs(cover), style=SMALL),
            ]
        )
    names = [person.name for person in people]
    heads = [Text(name, style=SMALL_STRONG) for name in ("Tâche", "Crit.", "Req.", *names)]
    heads.append(Text("Relèves sur voulues", style=SMALL_STRONG))
    wide = min(88.0, (WIDE - _NAMED - 116) / max(1, len(people)))
    weights = [WIDE - 116 - wide * len(people), 30, 30, *([wide] * len(people)), 56]
    return DataTable(heads, rows, weights, replace(GRID, padding=(3.4, 1.8)))


def _resting(paper: UnitPaper, covers: Sequence[tuple[int | None, Sequence[Cover]]]) -> list[Block]:
    """What rests on each person: own tasks that nobody covers, tasks that nobody else covers."""
    heading = Heading("Ce qui repose sur une seule personne", level=2, style=SECTION, space_before=15)
    rests = what_rests(covers)
    names = {person.id: person.name for person in paper.people}
    for one in paper.posts:
        if one.position.holder:
            names[one.position.holder.id] = one.position.holder.name
    rows = [
        [names[key], str(found.uncovered or ""), str(found.sole or "")]
        for key, found in sorted(rests.items(), key=lambda pair: (-pair[1].uncovered, -pair[1].sole, pair[0]))
        if key in names
    ]
    if not rows:
        return [heading, small("Rien ne repose sur une seule personne.")]
    labels = ("Personne", "Ses tâches sans aucune relève", "Seule relève de")
    return with_title(heading, [fitted(labels, rows, total=WIDE)])


def register_pdf(paper: UnitPaper) -> bytes:
    """The register on Letter landscape: holder, state of the sheet, review, C, U, D and colours."""
    measured = [(one, measure(one.post, paper.today)) for one in paper.posts]
    heading = title(f"Registre des postes, {paper.unit.name}")
    blocks: list[Block] = [heading, Text(_summary(paper), style=BODY)]
    if not measured:
        blocks.append(small("Aucun poste n’est inscrit dans cette unité.", space_before=6))
    else:
        table = _register(paper, measured)
        table.continued = heading.continued()
        blocks.append(table)
    return _render(paper, blocks, register_title(paper), _register_legend())


def _summary(paper: UnitPaper) -> str:
    late = sum(bool(days_overdue(one.next_review, paper.today)) for one in paper.posts)
    without = sum(one.sheet_number is None for one in paper.posts)
    vacant = sum(one.position.holder is None for one in paper.posts)
    told = [counted(len(paper.posts), "poste")]
    told += [f"{without} sans fiche"] if without else []
    told += [counted(late, "révision en retard", "révisions en retard")] if late else []
    told += [counted(vacant, "poste vacant", "postes vacants")] if vacant else []
    return f"{', '.join(told)}."


def _register(paper: UnitPaper, measured: Sequence[tuple[UnitEntry, Measures]]) -> DataTable:
    labels = ("N°", "Poste", "Titulaire", "Gestionnaire", "Fiche", "Révision", "C", "U", "D", "Tâches")
    heads = [Text(name, style=SMALL_STRONG) for name in labels]
    rows = [_register_row(paper, one, measures) for one, measures in measured]
    weights = [48, 158, 86, 86, 92, 74, 34, 34, 34, 76]
    return DataTable(heads, rows, weights, replace(GRID, padding=(3.4, 2.0)), space_before=8)


def _register_row(paper: UnitPaper, one: UnitEntry, measures: Measures) -> list[Block]:
    position = one.position
    state = NO_SHEET if one.state is None else f"{STATE_LABELS[one.state]}, version{NBSP}{one.sheet_number}"
    review: list[Inline] = []
    if one.next_review is not None:
        review.append(one.next_review.isoformat())
        if days_overdue(one.next_review, paper.today):
            review.append(strong("\nen retard"))
    colours = Counter(cover.colour for cover in measures.covers)
    discs: list[Inline] = []
    for colour, _ in _WORDS:
        discs += [DEPTH[colour], f"{NBSP}{colours[colour]} "]
    return [
        cell_title(position.number),
        cell(position.title),
        cell(position.holder.name if position.holder else "vacant"),
        cell(position.manager.name if position.manager else ""),
        cell(state),
        cell(*review),
        cell(_percent(measures.coverage)),
        cell(_percent(measures.uncovered_share)),
        cell(_percent(measures.documentation_deficit)),
        Text(*discs, style=SMALL) if measures.covers else cell(""),
    ]


def _percent(value: Fraction) -> str:
    return format_percent(rounded(100 * value))


def _register_legend() -> Text:
    gap = f"{3 * NBSP} "
    runs: list[Inline] = [strong("C"), f"{NBSP}couverture{gap}", strong("U")]
    runs += [f"{NBSP}part critique et urgente sans relève{gap}", strong("D")]
    runs += [f"{NBSP}retard de documentation{gap}", strong("Tâches"), f"{NBSP}: "]
    for colour, words in _WORDS:
        runs += [SILENT_DEPTH[colour], f"{NBSP}{words} "]
    return small(*runs, space_before=6)
