"""The relief plan: what an absence touches, who takes it over, what stays uncovered and from when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from agence_desktop.core.calendars import add_working_days, working_days
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
from agence_desktop.documents.sheets.rows import Assigned, ReliefPaper
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
from agence_desktop.positions.absence import (
    AbsenceReport,
    Proposal,
    Touched,
    absence_report,
    breach_of,
    hours_resting,
    length_of,
    nearest,
    overlapping,
    propose,
    relief_for,
    works_due,
)
from agence_desktop.positions.coverage import required_of
from agence_desktop.positions.due import is_daily
from agence_desktop.positions.formats import display_due, due_days_text
from agence_desktop.positions.rows import Acceptance, PersonRef
from agence_desktop.positions.sentences import ACCEPTANCE_LABELS, LENGTH_LABELS, nearest_sentence

_TO_ASK = "À demander"
_UNCOVERED = "À découvert"
_DIFFUSION = "personnes en relève et gestionnaires"


@dataclass(frozen=True, slots=True)
class _Taken:
    """A touched task and who takes it, as paper tells it."""

    touched: Touched
    person: PersonRef | None
    second: PersonRef | None
    answer: str


@dataclass(frozen=True)
class _Plan:
    """The absence, judged."""

    paper: ReliefPaper

    @cached_property
    def people(self) -> Mapping[int, PersonRef]:
        """Whoever is on record for the position."""
        return {person.id: person for person in self.paper.file.people}

    @cached_property
    def report(self) -> AbsenceReport:
        """What the absence touches."""
        paper, file = self.paper, self.paper.file
        return absence_report(
            file.sheet.tasks,
            file.competences,
            paper.person.id,
            paper.first,
            paper.last,
            paper.observed,
            paper.away,
        )

    @cached_property
    def taken(self) -> list[_Taken]:
        """Each touched task with whoever takes it: as assigned, else as the program proposes."""
        assigned = {one.task: one for one in self.paper.assigned}
        refused = {
            (one.task, one.person.id)
            for one in self.paper.assigned
            if one.person and one.state is Acceptance.REFUSED
        }
        kept = {
            one.task: one.person.id
            for one in self.paper.assigned
            if one.person and one.state is not Acceptance.REFUSED
        }
        proposals = propose(self.report.touched, self.paper.file.competences, refused, kept)
        pairs = zip(self.report.touched, proposals, strict=True)
        return [self._taken(touched, assigned.get(touched.task.key), given) for touched, given in pairs]

    def _taken(self, touched: Touched, one: Assigned | None, given: Proposal) -> _Taken:
        if one is not None and one.person is not None and one.state is not Acceptance.REFUSED:
            return _Taken(touched, one.person, one.second, ACCEPTANCE_LABELS[one.state])
        if one is not None and one.person is not None:
            other = self._person(given.person_id)
            return _Taken(touched, None, other, f"Refusée par {one.person.name}")
        person = self._person(given.person_id)
        return _Taken(touched, person, self._person(given.second_id), _TO_ASK if person else "")

    def _person(self, person_id: int | None) -> PersonRef | None:
        return self.people.get(person_id) if person_id is not None else None

    def breach(self, one: _Taken) -> date | None:
        """From when the task has stopped for too long where nobody takes it."""
        start = next(iter(one.touched.due), self.paper.first)
        return breach_of(one.touched.task, start, self.paper.last) if one.person is None else None

    @cached_property
    def first_breach(self) -> tuple[date, Touched] | None:
        """The first day on which a task that nobody takes has stopped for too long."""
        found = [(day, one.touched) for one in self.taken if (day := self.breach(one)) is not None]
        return min(found, key=lambda pair: pair[0]) if found else None


def relief_pdf(paper: ReliefPaper) -> bytes:
    """The relief plan on Letter pages, tagged."""
    plan = _Plan(paper)
    position = paper.file.position
    blocks: list[Block] = [
        title(f"Plan de relève, absence {of(paper.person.name)}"),
        Text(f"{position.number} {position.title}", style=BODY),
        Text(" · ".join(filter(None, (position.unit.name, paper.place))), style=BODY),
        _key_box(plan),
    ]
    for number, (name, content) in enumerate(_sections(plan), 1):
        blocks += with_title(section(str(number), name), content)
    blocks += _confirmation(plan)
    part = Part(blocks, _furniture(paper), above=TEXT_ABOVE, below=TEXT_BELOW)
    return render([part], document_info(relief_title(paper), _stamp(paper)))


def relief_title(paper: ReliefPaper) -> str:
    """« Plan de relève P-0142, 30 novembre au 18 décembre 2026 »."""
    return f"Plan de relève{NBSP}{paper.file.position.number}, {format_period(paper.first, paper.last)}"


def _stamp(paper: ReliefPaper) -> PrintStamp:
    return replace(paper.stamp, diffusion=_DIFFUSION)


def _furniture(paper: ReliefPaper) -> Furniture:
    position = paper.file.position
    return Furniture(
        subject="Plan de relève",
        about=f"poste {position.number} – {position.title}",
        status=f"Fiche, version {paper.file.row.number}",
        identity=f"{position.number} – {format_period(paper.first, paper.last)}",
        printed="Imprimé",
        stamp=_stamp(paper),
    )


def _key_box(plan: _Plan) -> Columns:
    paper = plan.paper
    days = len(working_days(paper.first, paper.last, paper.observed))
    back = add_working_days(paper.last, 1, paper.observed)
    away: list[Block] = [
        Text("Absence", style=LABEL),
        Text(f"Du {format_period(paper.first, paper.last)}", style=KEY_SMALL),
        Text(f"{counted(days, 'jour')} ouvrable{'s' if days > 1 else ''}.", style=BODY),
        Text(f"Retour le {format_date(back)}.", style=BODY),
    ]
    breach: list[Block] = [Text("Premier arrêt trop long", style=LABEL)]
    if plan.first_breach:
        day, touched = plan.first_breach
        breach += [
            Text(capital(format_date(day, year=False)), style=KEY_SMALL),
            Text(*task_runs(touched.task.key, touched.task.title), style=BODY),
        ]
    else:
        breach += [Text("Aucun", style=KEY_SMALL), Text("Tout ce qui presse a une relève.", style=BODY)]
    call: list[Block] = [Text("Qui appeler", style=LABEL)]
    manager = paper.file.position.manager
    if manager:
        call += [
            Text(phone_text(manager.phone) if manager.phone else manager.name, style=KEY_SMALL),
            Text(f"{manager.name}, gestionnaire" if manager.phone else "gestionnaire", style=BODY),
        ]
    else:
        call.append(Text("Aucune personne gestionnaire n’est inscrite.", style=BODY))
    return Columns(
        [Stack(away), Stack(breach), Stack(call)],
        [1.15, 1.1, 1],
        INK,
        frame=1.6,
        padding=(11, 8),
        space_before=10,
    )


def _sections(plan: _Plan) -> list[tuple[str, list[Block]]]:
    found: list[tuple[str, list[Block]]] = [("Qui fait quoi", _who(plan))]
    bare = [one for one in plan.taken if one.person is None]
    if bare:
        found.append(("À découvert", [_bare(plan, bare)]))
    resting = _resting(plan)
    if resting:
        found.append(("Tout repose sur", resting))
    works = works_due(plan.paper.file.sheet, plan.paper.first, plan.paper.last)
    if works:
        rows = [
            [work.file, work.status, work.next_action, format_short_date(work.due, year=False), work.partners]
            for work in works
            if work.due is not None
        ]
        labels = ("Dossier", "État", "Prochaine action", "Échéance", "Partenaires")
        found.append(("Dossiers dont l’échéance tombe dans l’absence", [fitted(labels, rows)]))
    found.append(("Ce qui est prévu", _planned(plan)))
    return found


def _who(plan: _Plan) -> list[Block]:
    if not plan.taken:
        return [small("Rien n’est dû dans cette période et aucune tâche n’est à la demande.")]
    rows: list[list[Block]] = []
    for one in plan.taken:
        task = one.touched.task
        person: list[Inline] = [strong(one.person.name)] if one.person else [strong(_UNCOVERED)]
        if one.person and one.person.phone:
            person.append(f"\n{phone_text(one.person.phone)}")
        rows.append(
            [
                Text(*task_runs(task.key, task.title), style=SMALL),
                cell(_when(one.touched)),
                Text(*person, style=SMALL),
                cell(one.answer),
                cell(one.second.name if one.second else ""),
            ]
        )
    labels = header("Tâche", "Échéances", "Relève", "Réponse", "En second")
    return [DataTable(labels, rows, [170, 104, 100, 70, 78], TABLE)]


def _when(touched: Touched) -> str:
    """The days on which the task is due; one that is due every working day says so."""
    if is_daily(touched.task.due):
        return uncapitalized(display_due(touched.task))
    return due_days_text(touched.due, touched.task)


def _bare(plan: _Plan, bare: Sequence[_Taken]) -> DataTable:
    paper = plan.paper
    rows: list[list[Block]] = []
    for one in bare:
        task = one.touched.task
        near = nearest(one.touched, paper.file.competences, paper.person.id, paper.first, paper.away)
        person = plan.people.get(near.competence.person_id) if near else None
        told = "Personne d’autre ne connaît la tâche."
        if near and person and not one.touched.covering:
            told = nearest_sentence(person.name, near, required_of(task))
        elif one.touched.covering:
            names = [plan.people[key].name for key in one.touched.covering if key in plan.people]
            told = f"Au niveau voulu{NBSP}: {listed(names)}."
        day = plan.breach(one)
        rows.append(
            [
                Text(*task_runs(task.key, task.title), style=SMALL),
                cell(capital(format_date(day, year=False)) if day else "pas dans l’absence"),
                cell(capital(task.minimum)),
                cell(told),
            ]
        )
    labels = header("Tâche", "Arrêt trop long dès", "Au minimum", "La personne la plus près de le faire")
    return DataTable(labels, rows, [150, 96, 116, 160], TABLE)


def _resting(plan: _Plan) -> list[Block]:
    assigned = {one.touched.task.key: one.person.id for one in plan.taken if one.person}
    if not assigned:
        return []
    paper = plan.paper
    hours = hours_resting([one.touched.task for one in plan.taken], assigned)
    persons = {one.person.id: one.person for one in plan.taken if one.person}
    away = overlapping(paper.away, persons.keys(), paper.first, paper.last)
    rows = []
    for key in sorted(persons, key=lambda key: (-hours.get(key, 0), persons[key].sort_key)):
        tasks = [task for task, person in assigned.items() if person == key]
        absent = [format_period(one.first, one.last, short=True) for one in away if one.person_id == key]
        rows.append(
            [
                persons[key].name,
                phone_text(persons[key].phone),
                ", ".join(tasks),
                f"{format_number(hours.get(key, 0))}{NBSP}h",
                ", ".join(absent),
            ]
        )
    labels = ("Personne", "Téléphone", "Tâches", "Par semaine", "En absence aussi")
    return [fitted(labels, rows)]


def _planned(plan: _Plan) -> list[Block]:
    """The line of § 12 for this length of absence, and the flying team to ask for."""
    paper = plan.paper
    length = length_of(paper.first, paper.last, paper.observed)
    line = relief_for(paper.file.sheet, length)
    pairs = [("Qui remplace", line.who), ("Suspendu", line.suspended), ("Déplacé", line.moved)]
    rows = [[name, value.strip()] for name, value in pairs if value.strip()]
    for team in paper.file.sheet.team:
        effort = f"{team.effort_percent}{NBSP}%" if team.effort_percent else ""
        told = ", ".join(filter(None, (team.family, team.skills, effort, uncapitalized(team.mode))))
        if told:
            rows.append(["Équipe volante à demander", told])
    where = small(label(LENGTH_LABELS[length]), f"§{NBSP}12 de la fiche.")
    if not rows:
        return [small(label(LENGTH_LABELS[length]), f"rien n’est prévu au §{NBSP}12 de la fiche.")]
    table = fitted(("Élément", "Détail"), rows)
    table.space_before = 3
    return [where, table]


def _confirmation(plan: _Plan) -> list[Block]:
    """The lines to sign, never split: the manager, and whoever has not answered in the program."""
    manager = plan.paper.file.position.manager
    lines = [(manager.name if manager else "–", "gestionnaire", "Relève confirmée")]
    waiting = dict.fromkeys(
        one.person.name
        for one in plan.taken
        if one.person and one.answer != ACCEPTANCE_LABELS[Acceptance.ACCEPTED]
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
    labels = header("Personne", "Déclaration", "Signature", "Date")
    number = len(_sections(plan)) + 1
    heading = section(str(number), "Confirmation")
    return [heading, Stack([DataTable(labels, rows, [146, 112, 158, 106], look)], space_before=3, whole=True)]
