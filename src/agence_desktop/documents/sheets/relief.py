"""The relief plan: what an absence touches, who takes it over, what stays uncovered and from when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from agence_desktop.core.french import (
    NBSP,
    counted,
    format_date,
    format_number,
    format_period,
    format_short_date,
    listed,
    of,
    uncapitalized,
)
from agence_desktop.documents.rows import PrintStamp
from agence_desktop.documents.sheets.look import fitted, label, small, task_runs
from agence_desktop.documents.sheets.rows import ReliefPaper
from agence_desktop.documents.sheets.signs import TO_DATE, TO_SIGN
from agence_desktop.documents.style import (
    BODY,
    INK,
    KEY_SMALL,
    LABEL,
    SMALL,
    SMALL_STRONG,
    TABLE,
    TEXT_ABOVE,
    TEXT_BELOW,
    Furniture,
    capital,
    cell,
    document_info,
    header,
    phone_text,
    section,
    title,
    with_title,
)
from agence_desktop.documents.tagging.blocks import Block, Stack, Text
from agence_desktop.documents.tagging.boxes import Columns
from agence_desktop.documents.tagging.inline import Inline, strong
from agence_desktop.documents.tagging.pages import Part, render
from agence_desktop.documents.tagging.table import DataTable
from agence_desktop.positions.absence import ReliefState, breach_of
from agence_desktop.positions.coverage import required_of
from agence_desktop.positions.relief import ReliefLine, ReliefPlan, Suspended, relief_plan, when_due
from agence_desktop.positions.rows import Acceptance, PersonRef, PositionRow
from agence_desktop.positions.sentences import (
    ACCEPTANCE_LABELS,
    LENGTH_LABELS,
    nearest_sentence,
)

_TO_ASK = "À demander"
_UNCOVERED = "À découvert"
_DIFFUSION = "personnes en relève et gestionnaires"


def relief_pdf(paper: ReliefPaper) -> bytes:
    """The relief plan on Letter pages, tagged: all positions of the person."""
    plan = relief_plan(paper.file, paper.first, paper.last)
    blocks: list[Block] = [
        title(f"Plan de relève, absence {of(paper.file.person.name)}"),
        *(Text(f"{position.number} {position.title}", style=BODY) for position in _positions(paper)),
        *_whereabouts(paper),
        _key_box(paper, plan),
    ]
    sections = _sections(paper, plan)
    for number, (name, content) in enumerate(sections, 1):
        blocks += with_title(section(str(number), name), content)
    blocks += _confirmation(paper, plan, len(sections) + 1)
    part = Part(blocks, _furniture(paper), above=TEXT_ABOVE, below=TEXT_BELOW)
    return render([part], document_info(relief_title(paper), _stamp(paper)))


def relief_title(paper: ReliefPaper) -> str:
    """« Plan de relève P-0142, 30 novembre au 18 décembre 2026 »."""
    return f"Plan de relève{NBSP}{_numbers(paper)}, {format_period(paper.first, paper.last)}"


def _positions(paper: ReliefPaper) -> list[PositionRow]:
    return [post.position for post in paper.file.posts]


def _numbers(paper: ReliefPaper) -> str:
    return listed([position.number for position in _positions(paper)]) or paper.file.person.name


def _whereabouts(paper: ReliefPaper) -> list[Block]:
    units = list(dict.fromkeys(position.unit.name for position in _positions(paper)))
    told = " · ".join(filter(None, (*units, paper.place)))
    return [Text(told, style=BODY)] if told else []


def _manager(paper: ReliefPaper) -> PersonRef | None:
    return next((one.manager for one in _positions(paper) if one.manager), None)


def _breach(line: ReliefLine, plan: ReliefPlan) -> date | None:
    """From when the task has stopped for too long where nobody has it."""
    if line.touched.breach is not None or line.state is not ReliefState.UNCOVERED:
        return line.touched.breach
    return breach_of(line.touched.task, next(iter(line.touched.due), plan.first), plan.last)


def _first_breach(plan: ReliefPlan) -> tuple[date, ReliefLine] | None:
    found = [(day, line) for line in plan.lines if (day := _breach(line, plan)) is not None]
    return min(found, key=lambda pair: pair[0]) if found else None


def _stamp(paper: ReliefPaper) -> PrintStamp:
    return replace(paper.stamp, diffusion=_DIFFUSION)


def _furniture(paper: ReliefPaper) -> Furniture:
    positions = _positions(paper)
    about = f"{positions[0].number} – {positions[0].title}" if len(positions) == 1 else _numbers(paper)
    versions = [str(post.sheet_number) for post in paper.file.posts if post.sheet_number]
    return Furniture(
        subject="Plan de relève",
        about=f"poste {about}" if len(positions) == 1 else about,
        status=f"Fiche, version {listed(versions)}" if versions else "Sans fiche",
        identity=f"{_numbers(paper)} – {format_period(paper.first, paper.last)}",
        printed="Imprimé",
        stamp=_stamp(paper),
    )


def _key_box(paper: ReliefPaper, plan: ReliefPlan) -> Columns:
    days = plan.working_days
    away: list[Block] = [
        Text("Absence", style=LABEL),
        Text(capital(_period_words(paper.first, paper.last)), style=KEY_SMALL),
        Text(f"{counted(days, 'jour ouvrable', 'jours ouvrables')}.", style=BODY),
        Text(f"Retour le {format_date(plan.back_on)}.", style=BODY),
    ]
    breach: list[Block] = [Text("Premier arrêt trop long", style=LABEL)]
    first = _first_breach(plan)
    if first:
        day, line = first
        breach += [
            Text(capital(format_date(day, year=False)), style=KEY_SMALL),
            Text(*task_runs(line.touched.task.key, line.touched.task.title), style=BODY),
        ]
    else:
        told = "Tout ce qui presse a une relève." if plan.lines else "Rien n’est touché."
        breach += [Text("Aucun", style=KEY_SMALL), Text(told, style=BODY)]
    return Columns(
        [Stack(away), Stack(breach), Stack(_call(paper))],
        [1.15, 1.1, 1],
        INK,
        frame=1.6,
        padding=(11, 8),
        space_before=10,
    )


def _period_words(first: date, last: date) -> str:
    return f"le {format_date(first)}" if first == last else f"du {format_period(first, last)}"


def _call(paper: ReliefPaper) -> list[Block]:
    manager = _manager(paper)
    if manager is None:
        return [
            Text("Qui appeler", style=LABEL),
            Text("Aucune personne gestionnaire n’est inscrite.", style=BODY),
        ]
    return [
        Text("Qui appeler", style=LABEL),
        Text(phone_text(manager.phone) if manager.phone else manager.name, style=KEY_SMALL),
        Text(f"{manager.name}, gestionnaire" if manager.phone else "gestionnaire", style=BODY),
    ]


def _sections(paper: ReliefPaper, plan: ReliefPlan) -> list[tuple[str, list[Block]]]:
    found: list[tuple[str, list[Block]]] = [("Qui fait quoi", _who(paper, plan))]
    bare = [line for line in plan.bare if line.state is ReliefState.UNCOVERED or _breach(line, plan)]
    if bare:
        found.append(("À découvert", [_bare(paper, plan, bare)]))
    if plan.resting:
        found.append(("Tout repose sur", _resting(plan)))
    works = [
        [work.file, work.status, work.next_action, format_short_date(work.due, year=False), work.partners]
        for one in plan.suspended
        for work in one.works
        if work.due is not None
    ]
    if works:
        labels = ("Dossier", "État", "Prochaine action", "Échéance", "Partenaires")
        found.append(("Dossiers dont l’échéance tombe dans l’absence", [fitted(labels, works)]))
    found.append(("Ce qui est prévu", _planned(plan)))
    return found


def _who(paper: ReliefPaper, plan: ReliefPlan) -> list[Block]:
    if not plan.lines:
        return [small("Rien n’est dû dans cette période et aucune tâche n’est à la demande.")]
    rows: list[list[Block]] = []
    for line in plan.lines:
        person = None if line.state is ReliefState.UNCOVERED else line.person
        who: list[Inline] = [strong(person.name if person else _UNCOVERED)]
        if person and person.phone:
            who.append(f"\n{phone_text(person.phone)}")
        rows.append(
            [
                Text(*_task(paper, line), style=SMALL),
                cell(when_due(line.touched)),
                Text(*who, style=SMALL),
                cell(_answer(line)),
                cell(line.second.name if line.second else ""),
            ]
        )
    labels = header("Tâche", "Échéances", "Relève", "Réponse", "En second")
    return [DataTable(labels, rows, [170, 104, 100, 70, 78], TABLE)]


def _task(paper: ReliefPaper, line: ReliefLine) -> list[Inline]:
    """The task, behind the number of its position where there are several."""
    runs = task_runs(line.touched.task.key, line.touched.task.title)
    return [f"{line.post.position.number} ", *runs] if len(paper.file.posts) > 1 else runs


def _answer(line: ReliefLine) -> str:
    if line.acceptance is Acceptance.REFUSED and line.person:
        return f"Refusée par {line.person.name}"
    if line.person is None:
        return ""
    return ACCEPTANCE_LABELS[line.acceptance] if line.acceptance else _TO_ASK


def _bare(paper: ReliefPaper, plan: ReliefPlan, bare: Sequence[ReliefLine]) -> DataTable:
    rows: list[list[Block]] = []
    for line in bare:
        day = _breach(line, plan)
        rows.append(
            [
                Text(*_task(paper, line), style=SMALL),
                cell(capital(format_date(day, year=False)) if day else "pas dans l’absence"),
                cell(capital(line.touched.task.minimum)),
                cell(_nearest(paper, line)),
            ]
        )
    labels = header("Tâche", "Arrêt trop long dès", "Au minimum", "La personne la plus près de le faire")
    return DataTable(labels, rows, [150, 96, 116, 160], TABLE)


def _nearest(paper: ReliefPaper, line: ReliefLine) -> str:
    people = paper.file.people
    names = [people[key].name for key in line.touched.covering if key in people]
    if names:
        return f"Au niveau voulu{NBSP}: {listed(names)}."
    person = people.get(line.nearest.competence.person_id) if line.nearest else None
    if line.nearest is None or person is None:
        return "Personne d’autre ne connaît la tâche."
    return nearest_sentence(person.name, line.nearest, required_of(line.touched.task))


def _resting(plan: ReliefPlan) -> list[Block]:
    rows = []
    for one in plan.resting:
        tasks = [
            line.touched.task.key
            for line in plan.lines
            if line.state is not ReliefState.UNCOVERED and line.person and line.person.id == one.person.id
        ]
        rows.append(
            [
                one.person.name,
                phone_text(one.person.phone),
                ", ".join(tasks),
                f"{format_number(one.hours)}{NBSP}h",
                ", ".join(format_period(gone.first, gone.last, short=True) for gone in one.away),
            ]
        )
    labels = ("Personne", "Téléphone", "Tâches", "Par semaine", "En absence aussi")
    return [fitted(labels, rows)]


def _planned(plan: ReliefPlan) -> list[Block]:
    """The line of § 12 for this length of absence, and the flying team to ask for."""
    rows = [row for one in plan.suspended for row in _plan_rows(one, several=len(plan.suspended) > 1)]
    if not rows:
        return [small(label(LENGTH_LABELS[plan.length]), f"rien n’est prévu au §{NBSP}12 de la fiche.")]
    table = fitted(("Élément", "Détail"), rows)
    table.space_before = 3
    return [small(label(LENGTH_LABELS[plan.length]), f"§{NBSP}12 de la fiche."), table]


def _plan_rows(one: Suspended, *, several: bool) -> list[list[str]]:
    line = one.relief
    pairs = [("Qui remplace", line.who), ("Suspendu", line.suspended), ("Déplacé", line.moved)]
    for team in one.post.sheet.team:
        effort = f"{team.effort_percent}{NBSP}%" if team.effort_percent else ""
        told = ", ".join(filter(None, (team.family, team.skills, effort, uncapitalized(team.mode))))
        pairs.append(("Équipe volante à demander", told))
    before = f"{one.post.position.number}{NBSP}: " if several else ""
    return [[name, f"{before}{value.strip()}"] for name, value in pairs if value.strip()]


def _confirmation(paper: ReliefPaper, plan: ReliefPlan, number: int) -> list[Block]:
    """The lines to sign, never split: the manager, and whoever has not answered in the program."""
    manager = _manager(paper)
    lines = [(manager.name if manager else "–", "gestionnaire", "Relève confirmée")]
    waiting = dict.fromkeys(
        line.person.name for line in plan.lines if line.person and line.state is ReliefState.AWAITING
    )
    lines += [(name, "relève", "J’accepte la relève") for name in waiting]
    rows: list[list[Block]] = [
        [
            Stack([Text(name, style=SMALL_STRONG), Text(capacity, style=SMALL)]),
            cell(declared),
            Text(TO_SIGN, style=SMALL),
            Text(TO_DATE, style=SMALL),
        ]
        for name, capacity, declared in lines
    ]
    look = replace(TABLE, padding=(4.0, 2.6), middle=True)
    table = DataTable(
        header("Personne", "Déclaration", "Signature", "Date"), rows, [146, 112, 158, 106], look
    )
    return [section(str(number), "Confirmation"), Stack([table], space_before=3, whole=True)]
