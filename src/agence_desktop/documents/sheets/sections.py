"""The sections of a handover sheet in their order, straight from the catalogue; empty ones in one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from agence_desktop.core.french import NBSP, format_date, format_percent, listed, uncapitalized
from agence_desktop.documents.sheets.facts import Facts, state_words
from agence_desktop.documents.sheets.look import fitted, label, numbered, small, subtitle
from agence_desktop.documents.style import BODY, capital, phone_text, with_title
from agence_desktop.documents.tagging.blocks import Block, Heading, Text, TextList
from agence_desktop.documents.tagging.table import DataTable
from agence_desktop.positions.catalogue import SECTIONS, Field, Group, Section
from agence_desktop.positions.content import Contact
from agence_desktop.positions.coverage import max_interruption, weight_of
from agence_desktop.positions.formats import choice_label, display
from agence_desktop.positions.measures import CRITICAL_TASK, URGENT_DAYS, procedure_credit, rounded
from agence_desktop.positions.rows import Colour, Drill
from agence_desktop.positions.states import passed, retest_due, unaided_share
from agence_desktop.positions.walking import Line, is_empty, lines_of

_SECTIONS = {section.number: section for section in SECTIONS}
_REASON, _DIFFUSION, _WRITTEN, _REVIEW = "Motif", "Diffusion", "Rédigée le", "Prochaine révision"
_CONTROL = {_REASON: "reason", _DIFFUSION: "diffusion", _WRITTEN: "written_on", _REVIEW: "next_review"}
"""Which field of § 0 a row of its table shows."""
_CONTACT_COLUMNS = (
    *(("function",), ("organisation",), ("name",), ("phone", "email"), ("subject",), ("introduced",)),
)
_NOTHING = "Rien n’est inscrit dans cette section."
_UNCOVERED = f"Aucune tâche n’est inscrite{NBSP}: le poste compte comme entièrement à découvert."


def control_section(facts: Facts) -> list[Block]:
    """What the version is (§ 0)."""
    file = facts.paper.file
    row, control, position = file.row, file.row.control, file.position
    pairs = [
        ("Poste", f"{position.number} {position.title}"),
        ("Unité", ", ".join(filter(None, (position.unit.name, facts.paper.organisation)))),
        ("Version", f"{row.number}, {state_words(facts.paper)}"),
        ("Titulaire", row.holder.name if row.holder else "poste vacant"),
        ("Gestionnaire", row.manager.name if row.manager else ""),
        (_REASON, choice_label(control.reason) if control.reason else ""),
        (_DIFFUSION, choice_label(control.diffusion) if control.diffusion else ""),
        (_WRITTEN, format_date(control.written_on, weekday=False) if control.written_on else ""),
        (_REVIEW, format_date(control.next_review, weekday=False) if control.next_review else ""),
        ("Classe d’emploi", position.job_class),
    ]
    rows = [[name, value] for name, value in pairs if value]
    table = fitted(("Élément", "Détail"), rows)
    table.name_rows([_CONTROL.get(name, name) for name, _ in rows])
    return with_title(numbered(0, "Contrôle"), [table])


def content_section(facts: Facts, number: int, without: Sequence[str] = ()) -> list[Block]:
    """A section of the content; ``without`` names tables that are left out."""
    section = _SECTIONS[number]
    heading = numbered(number, section.title)
    blocks: list[Block] = [*_fields(facts, section)]
    missing: list[str] = []
    groups = [group for group in section.groups if group.name not in without]
    for group in groups:
        lines = [line for line in lines_of(section, group, facts.sheet) if not line.is_blank]
        if not lines:
            missing.append(group.label)
            continue
        alone = len(section.groups) == 1 and not blocks
        blocks += _group(group, lines, alone=alone)
    if not blocks:
        return [heading, small(_NOTHING)]
    if missing:
        told = uncapitalized(listed([uncapitalized(name) for name in missing], "ni"))
        blocks.append(small(f"Rien n’est inscrit sous{NBSP}: {told}.", space_before=4))
    return titled(heading, blocks)


def titled(heading: Heading, blocks: list[Block]) -> list[Block]:
    """A section: the table right under its title repeats it where it goes on."""
    first = blocks[0]
    if isinstance(first, DataTable):
        return with_title(heading, blocks)
    first.space_before = 2
    return [heading, *blocks]


def _fields(facts: Facts, section: Section) -> list[Block]:
    blocks: list[Block] = []
    for field in section.fields:
        value = getattr(facts.sheet, field.name)
        if not is_empty(value):
            text = Text(label(field.label), display(field, value), style=BODY, space_before=3)
            text.about = (field.name,)
            blocks.append(text)
    return blocks


def _group(group: Group, lines: Sequence[Line], *, alone: bool) -> list[Block]:
    name = subtitle(group.label)
    if group.line is None:
        texts = TextList([[line.value.strip()] for line in lines], BODY, numbered=True)
        for item, line in zip(texts.blocks, lines, strict=True):
            item.about = (line.path,)
        return [texts] if alone else [name, texts]
    table = _contacts(lines) if group.line is Contact else _table(group, lines)
    if alone:
        return [table]
    table.continued = name.continued()
    table.space_before = 2
    return [name, table]


def _table(group: Group, lines: Sequence[Line]) -> DataTable:
    """The columns that say something, each line on its own."""
    fields = [
        field
        for field in group.fields
        if field.required or any(not is_empty(line.field_value(field)) for line in lines)
    ]
    labels = [field.label for field in fields]
    rows = [[_shown(field, line.field_value(field)) for field in fields] for line in lines]
    if group.key:
        labels.insert(0, "Durée")
        for row, line in zip(rows, lines, strict=True):
            row.insert(0, choice_label(line.value.length))
    table = fitted(labels, rows)
    columns: list[tuple[str, ...]] = [(field.name,) for field in fields]
    table.name_rows([line.path for line in lines], [(), *columns] if group.key else columns)
    return table


def _shown(field: Field, value: Any) -> str:
    return display(field, value).strip()


def _contacts(lines: Sequence[Line]) -> DataTable:
    rows = []
    for line in lines:
        one: Contact = line.value
        reach = "\n".join(filter(None, (phone_text(one.phone.strip()), one.email.strip())))
        made = "oui" if one.introduced else "non"
        rows.append([one.function, one.organisation, one.name, reach, one.subject, made])
    table = fitted(("Fonction", "Organisme", "Personne", "Téléphone, courriel", "Pour", "Présentée"), rows)
    table.name_rows([line.path for line in lines], _CONTACT_COLUMNS)
    return table


def risk_section(facts: Facts) -> list[Block]:
    """The measures that paper may tell, what they are made of, and the actions (§ 13)."""
    measures, today = facts.measures, facts.paper.today
    counts = dict.fromkeys(Colour, 0)
    for cover in facts.covers:
        counts[cover.colour] += 1
    urgent = [
        cover.task.key
        for cover in facts.covers
        if weight_of(cover.task) >= CRITICAL_TASK
        and not cover.covering
        and (limit := max_interruption(cover.task)) is not None
        and limit <= URGENT_DAYS
    ]
    credits = [procedure_credit(task, today) for task in facts.sheet.tasks]
    fresh, old = sum(credit == 1 for credit in credits), sum(credit == 0 for credit in credits)
    rows = [
        [
            "Couverture",
            _percent(measures.coverage),
            f"Relèves{NBSP}: assez pour {counts[Colour.GREEN]}, trop peu pour {counts[Colour.YELLOW]}, "
            f"aucune pour {counts[Colour.RED]}.",
        ],
        [
            "Urgence sans relève",
            _percent(measures.uncovered_share),
            f"Arrêt toléré de 3{NBSP}jours ou moins, sans relève{NBSP}: {listed(urgent) or 'aucune tâche'}.",
        ],
        [
            "Retard de documentation",
            _percent(measures.documentation_deficit),
            f"Procédures{NBSP}: {fresh} de 12{NBSP}mois ou moins, {len(credits) - fresh - old} de "
            f"24{NBSP}mois ou moins, {old} plus anciennes ou sans date.",
        ],
    ]
    blocks: list[Block] = [fitted(("Mesure", "Valeur", "Ce qui la compose"), rows)]
    if not facts.covers:
        blocks = [small(_UNCOVERED)]
    section = _SECTIONS[13]
    group = section.groups[0]
    lines = [line for line in lines_of(section, group, facts.sheet) if not line.is_blank]
    if lines:
        blocks += _group(group, lines, alone=False)
    else:
        blocks.append(small("Aucune action n’est inscrite.", space_before=4))
    day = format_date(facts.first, weekday=False)
    return titled(numbered(13, section.title, f"au {day}"), blocks)


def _percent(value: Any) -> str:
    return format_percent(rounded(100 * value))


def drills(facts: Facts) -> list[Block]:
    """The relief drills, the newest first."""
    done = sorted(facts.paper.file.drills, key=lambda one: one.day, reverse=True)
    if not done:
        return [small("Aucun exercice de relève n’est inscrit.", space_before=4)]
    rows = [_drill(facts, one, done) for one in done]
    labels = ("Date", "Relève", "Tâches essayées", "Sans aide", "Résultat", "Corrections")
    name = subtitle("Exercices faits")
    table = fitted(labels, rows)
    table.continued, table.space_before = name.continued(), 2
    return [name, table]


def _drill(facts: Facts, one: Drill, done: Sequence[Drill]) -> list[str]:
    person = facts.people.get(one.person_id)
    again = retest_due(one, done)
    result = "réussi" if passed(one) else "échoué"
    if again is not None:
        result += f", à reprendre d’ici le {again.isoformat()}"
    return [
        one.day.isoformat(),
        person.name if person else "",
        listed([part.task for part in one.results]),
        _percent(unaided_share(one) / 100),
        result,
        capital(one.corrections.strip()),
    ]
