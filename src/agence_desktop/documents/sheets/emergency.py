"""The first page of a handover sheet: what must not stop, what is due, who replaces, whom to call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from agence_desktop.core.french import (
    NBSP,
    SHORT_MONTHS,
    WEEKDAYS,
    counted,
    format_date,
    format_period,
    format_time,
    listed,
    quoted,
)
from agence_desktop.documents.sheets.facts import Due, Facts, Substitute
from agence_desktop.documents.sheets.look import WIDTH, label, noted, task_runs
from agence_desktop.documents.sheets.signs import TO_TICK
from agence_desktop.documents.style import (
    BODY,
    INK,
    KEY,
    KEY_SMALL,
    LABEL,
    MUTED,
    SMALL,
    SMALL_STRONG,
    TABLE,
    capital,
    header,
    phone_text,
    section,
    shortened,
    title,
)
from agence_desktop.documents.tagging.blocks import Block, Heading, Stack, Text, TextList
from agence_desktop.documents.tagging.boxes import Clipped, Columns
from agence_desktop.documents.tagging.inline import Inline, TextStyle, strong
from agence_desktop.documents.tagging.table import DataTable
from agence_desktop.positions.content import Contact, Task
from agence_desktop.positions.coverage import max_interruption
from agence_desktop.positions.formats import format_days
from agence_desktop.positions.rows import PersonRef
from agence_desktop.positions.states import days_overdue

ABOVE, BELOW = 51.0, 53.0
HEIGHT = 792.0 - ABOVE - BELOW
NEVER, DUES, SUBSTITUTES, CONTACTS, FIRST = 4, 10, 3, 5, 3
_LONG_TITLE = replace(KEY_SMALL, size=14, leading=18)
_LONGEST_TITLE = 125
_FIVE = "Cinq contacts"
_TASKS_WIDTH = WIDTH * 356 / 812 - 8


@dataclass(frozen=True, slots=True)
class MorePages:
    """Where the complete sheet goes on; 0 where it does not, as on a page alone."""

    tasks: int = 0
    substitutes: int = 0
    contacts: int = 0


@dataclass(frozen=True, slots=True)
class _Look:
    """What may take room: the lines of the mission, of the cells of A and of the tasks in C; the box."""

    body: TextStyle
    mission: int
    cells: int
    tasks: int
    key: float = 8.0


_TIGHT = TextStyle(9, 12, INK)
_LOOKS = (
    (_Look(BODY, 6, 2, 2), 4),
    (_Look(BODY, 6, 2, 1), 4),
    (_Look(BODY, 6, 1, 1), 4),
    (_Look(_TIGHT, 6, 1, 1, 4.0), 6),
    (_Look(_TIGHT, 4, 1, 1, 3.0), 6),
    (_Look(_TIGHT, 2, 1, 1, 2.0), 6),
)
"""From roomy to tight, each with how many of the spacings suit it."""
_SPACINGS = ((1.9, 11.0), (1.5, 9.0), (1.2, 8.0), (0.9, 7.0), (0.6, 6.0), (0.2, 4.0))
"""The space above and below the words of a row, and before a section."""


def emergency_page(facts: Facts, more: MorePages) -> list[Block]:
    """The blocks of the page, as roomy as it takes to stay one page whatever is written."""
    blocks: list[Block] = []
    for look, suited in _LOOKS:
        blocks = _page(facts, more, look)
        for row, before in _SPACINGS[:suited]:
            _space_out(blocks, row, before)
            if sum(block.height(WIDTH) + block.space_before for block in blocks) <= HEIGHT:
                return blocks
    return blocks


def _page(facts: Facts, more: MorePages, look: _Look) -> list[Block]:
    return [
        *_identity(facts, look),
        _key_box(facts, look),
        *_never(facts, more, look),
        *_due(facts, more),
        *_replacing(facts, more, look),
        *_contacts(facts, more),
        *_keys(facts),
    ]


def _space_out(blocks: Sequence[Block], row: float, before: float) -> None:
    """Give tables and sections their space."""
    for block in blocks:
        if isinstance(block, DataTable):
            across = block.look.padding[0]
            block.look = replace(block.look, padding=(across, row), header_padding=row + 0.1)
            block.space_before = 2
        elif isinstance(block, Columns) or (isinstance(block, Heading) and block.level == 2):
            block.space_before = before


def _identity(facts: Facts, look: _Look) -> list[Block]:
    position = facts.paper.file.position
    where = " · ".join(filter(None, (position.unit.name, facts.paper.place)))
    holder = position.holder.name if position.holder else "poste vacant"
    who: list[Inline] = [f"Titulaire{NBSP}: ", strong(holder)]
    if position.manager:
        who += [f" · Gestionnaire{NBSP}: ", strong(position.manager.name)]
    if position.unique:
        who.append(" · Poste unique")
    muted = replace(look.body, colour=MUTED)
    heading = title(position.title or position.number)
    if len(heading.lines(WIDTH)) > 1:
        shown = shortened(position.title, _LONGEST_TITLE)
        heading = Heading(shown, level=1, style=_LONG_TITLE, bookmark=position.title)
    blocks: list[Block] = [
        heading,
        Clipped(Text(where, style=muted)),
        Clipped(Text(*who, style=muted)),
    ]
    if facts.sheet.mission.strip():
        mission = Text(facts.sheet.mission.strip(), style=look.body, space_before=5)
        blocks.append(Clipped(mission, look.mission))
    return blocks


def _key_box(facts: Facts, look: _Look) -> Columns:
    return Columns(
        [Stack(_first(facts)), Stack(_call(facts)), Stack(_valid(facts))],
        [324, 266, 219],
        INK,
        frame=1.6,
        padding=(11, look.key),
    )


def _first(facts: Facts) -> list[Block]:
    given = [one.strip() for one in facts.sheet.first if one.strip()][:FIRST]
    if not given:
        given = [task.title for task in facts.never_stopping()[:1]]
        given.append("Les tâches du jour, tableau B.")
    items: list[list[Inline]] = [[strong(one) if at == 0 else one] for at, one in enumerate(given)]
    steps = TextList(items, BODY, numbered=True)
    for item in steps.blocks:
        item.body = Clipped(item.body, 2)  # type: ignore[attr-defined]
    return [Text("Quoi faire d’abord", style=LABEL), steps]


def _call(facts: Facts) -> list[Block]:
    blocks: list[Block] = [Text("Qui appeler", style=LABEL)]
    manager = facts.manager
    present = [one for one in facts.substitutes if _reachable(facts, one)]
    if present:
        blocks += _number(present[0].person, "1re relève")
        if manager and manager.id != present[0].person.id:
            blocks.append(Text(f"Sans réponse en 30{NBSP}min{NBSP}:", style=BODY))
            phone: list[Inline] = [", ", strong(phone_text(manager.phone))] if manager.phone else []
            blocks.append(Clipped(Text(manager.name, *phone, style=BODY)))
    elif manager:
        blocks += _number(manager, "gestionnaire")
        blocks.append(Text("Aucune relève ne couvre de tâche.", style=BODY))
    else:
        blocks.append(Text("Aucune relève, aucune personne gestionnaire.", style=BODY))
    return blocks


def _reachable(facts: Facts, one: Substitute) -> bool:
    return any(one.person in facts.covering(task, facts.first) for task in one.tasks)


def _number(person: PersonRef, capacity: str) -> list[Block]:
    if not person.phone:
        return [Clipped(Text(person.name, style=KEY_SMALL)), Text(capacity, style=BODY)]
    return [
        Clipped(Text(phone_text(person.phone), style=KEY)),
        Clipped(Text(strong(person.name), f", {capacity}", style=BODY)),
    ]


def _valid(facts: Facts) -> list[Block]:
    paper = facts.paper
    review = paper.file.row.control.next_review
    asked = f"demander la nouvelle version à {facts.manager.name}" if facts.manager else "la faire réviser"
    if paper.file.row.approved_at is None:
        return [
            Text("Valide", style=LABEL),
            Text("Pas encore", style=KEY_SMALL),
            Clipped(Text("Version en rédaction, à vérifier avant de s’y fier.", style=BODY), 3),
        ]
    if review is None:
        return [
            Text("Valide", style=LABEL),
            Text("Sans date", style=KEY_SMALL),
            Clipped(Text(capital(asked), ".", style=BODY), 3),
        ]
    late = days_overdue(review, paper.today)
    words = f"En retard de {counted(late, 'jour')}{NBSP}: {asked}." if late else f"Ensuite, {asked}."
    return [
        Text("À réviser depuis le" if late else "Valide jusqu’au", style=LABEL),
        Clipped(Text(format_date(review, weekday=False).replace(" ", NBSP), style=KEY_SMALL)),
        Clipped(Text(words, style=BODY), 3),
    ]


def _table(
    labels: Sequence[str], rows: Sequence[Sequence[Block]], weights: Sequence[float], bar: float = 0.0
) -> DataTable:
    look = replace(TABLE, padding=(4.0 + bar / 2, TABLE.padding[1]), bar=bar)
    return DataTable(header(*labels), rows, weights, look)


def _cell(look: _Look, *inlines: Inline, style: TextStyle = SMALL) -> Clipped:
    return Clipped(Text(*(inlines or ("–",)), style=style), look.cells)


def _short(*inlines: Inline, style: TextStyle = SMALL) -> Clipped:
    return Clipped(Text(*(inlines if any(inlines) else ("–",)), style=style))


def _letter(mark: str, name: str, *note: Inline) -> Heading:
    return noted(section(mark, name), *note)


def _more(count: int, page: int) -> str:
    """« et 3 autres, page 2 », empty where nothing is left out."""
    if count <= 0:
        return ""
    where = f"page{NBSP}{page}" if page else "dans la fiche complète"
    return f"et {counted(count, 'autre')}, {where}"


def _nothing(text: str) -> Text:
    return Text(text, style=SMALL)


def _relief(facts: Facts, persons: Sequence[PersonRef]) -> list[Inline]:
    """Who covers, or « Aucune : » and the manager."""
    if persons:
        return [persons[0].name]
    manager = facts.manager
    return [strong("Aucune"), f"{NBSP}: {_initial(manager.name)}" if manager else ""]


def _initial(name: str) -> str:
    """« H. Vachon »."""
    first, _, last = name.partition(" ")
    return f"{first[:1]}.{NBSP}{last}" if last else name


def _never(facts: Facts, more: MorePages, look: _Look) -> tuple[Heading, Block]:
    tasks = facts.never_stopping()
    heading = _letter("A", "Ce qui ne doit jamais s’arrêter", _more(len(tasks) - NEVER, more.tasks))
    if not tasks:
        return heading, _nothing("Aucune tâche critique ne doit reprendre dans les 3 jours.")
    order = {task.key: at for at, task in enumerate(facts.sheet.tasks)}
    shown = sorted(tasks[:NEVER], key=lambda task: (max_interruption(task) or 0, order[task.key]))
    rows = [_never_row(facts, task, look) for task in shown]
    labels = ("Tâche", "Arrêt toléré", "Au minimum", "Relève")
    return heading, _table(labels, rows, [330, 100, 222, 160], 2.8)


def _never_row(facts: Facts, task: Task, look: _Look) -> list[Block]:
    limit = max_interruption(task)
    return [
        _cell(look, *task_runs(task.key, task.title)),
        _short(strong(format_days(limit, long=True) if limit is not None else "–")),
        _cell(look, capital(task.minimum.strip()) or "–"),
        _short(*_relief(facts, facts.covering(task, facts.first))),
    ]


def _due(facts: Facts, more: MorePages) -> tuple[Heading, Block]:
    left = _more(len(facts.dues) - DUES, more.tasks)
    days = f"10{NBSP}jours ouvrables"
    period = format_period(facts.first, facts.last)
    heading = _letter("B", f"À faire du {period}", ", ".join(filter(None, (days, left))))
    if not facts.dues:
        return heading, _nothing("Rien n’est dû dans cette période; les tâches à la demande continuent.")
    rows = [_due_row(facts, one) for one in facts.dues[:DUES]]
    labels = ("Quand", "Tâche", "Avant", "Relève", "Fait")
    return heading, _table(labels, rows, [145, 374, 74, 162, 57])


def _due_row(facts: Facts, one: Due) -> list[Block]:
    when = "Chaque jour"
    if one.day is not None:
        number = "1er" if one.day.day == 1 else str(one.day.day)
        when = f"{capital(WEEKDAYS[one.day.weekday()])} {number} {SHORT_MONTHS[one.day.month - 1]}"
    relief: list[Inline] = ["–"] if one.task is None and not one.persons else _relief(facts, one.persons)
    return [
        _short(when, style=SMALL_STRONG),
        _short(*task_runs(one.key, one.title)),
        _short(format_time(one.before) if one.before else ""),
        _short(*relief),
        _short(TO_TICK),
    ]


def _replacing(facts: Facts, more: MorePages, look: _Look) -> tuple[Heading, Block]:
    found = facts.substitutes
    heading = _letter("C", "Qui remplace", _more(len(found) - SUBSTITUTES, more.substitutes))
    if not found:
        return heading, _nothing("Aucune personne ne couvre de tâche.")
    rows = [_substitute_row(one, look) for one in found[:SUBSTITUTES]]
    labels = ("Personne", "Tâches couvertes, sans aide", "Accès", "Téléphone")
    return heading, _table(labels, rows, [160, 356, 146, 150])


def _substitute_row(one: Substitute, look: _Look) -> list[Block]:
    tasks = ", ".join(f"{task.key} {task.title.strip()}".strip() for task in one.tasks)
    shown = Clipped(Text(tasks, style=SMALL), look.tasks)
    told: Block = shown
    if shown.shown(_TASKS_WIDTH).inlines[-1] == "…":  # the keys alone tell all of them
        told = _short(", ".join(task.key for task in one.tasks))
    closed = listed([task.key for task in one.closed])
    access = "ouverts" if not one.closed else f"à ouvrir{NBSP}: {closed}"
    return [
        _short(one.person.name, style=SMALL_STRONG),
        told,
        _short(access),
        _short(strong(phone_text(one.person.phone)) if one.person.phone else ""),
    ]


def _contacts(facts: Facts, more: MorePages) -> tuple[Heading, Block]:
    found = [one for one in facts.sheet.contacts if _says_something(one)]
    name = _FIVE if len(found) >= CONTACTS else "Contacts"
    heading = _letter("D", name, _more(len(found) - CONTACTS, more.contacts))
    if not found:
        return heading, _nothing("Aucun contact n’est inscrit.")
    mailed = any(not one.phone and one.email for one in found[:CONTACTS])
    weights = [232, 170, 150, 260] if mailed else [276, 195, 179, 162]
    room = WIDTH * weights[0] / sum(weights) - 8
    rows: list[list[Block]] = []
    for one in found[:CONTACTS]:
        number: Inline = strong(phone_text(one.phone)) if one.phone else one.email
        rows.append(
            [
                _function(one, room),
                _short(one.subject),
                _short(one.name),
                _short(number),
            ]
        )
    last = "Téléphone ou courriel" if mailed else "Téléphone"
    return heading, _table(("Fonction", "Pour", "Personne", last), rows, weights)


def _function(one: Contact, room: float) -> Block:
    """The function with its organisation, or without where both do not fit: § 7 tells it."""
    whole = _short(
        ", ".join(filter(None, (one.function.strip(), one.organisation.strip()))), style=SMALL_STRONG
    )
    if one.function.strip() and whole.shown(room).inlines[-1] == "…":
        return _short(one.function.strip(), style=SMALL_STRONG)
    return whole


def _says_something(one: Contact) -> bool:
    return any(part.strip() for part in (one.function, one.organisation, one.name, one.phone, one.email))


def _keys(facts: Facts) -> list[Block]:
    """Where access is kept, by the name of the vault; keys by their identifier."""
    vaults = list(dict.fromkeys(one.vault.strip() for one in facts.sheet.accesses if one.vault.strip()))
    granted = [one.granter.strip() for one in facts.sheet.accesses if one.vault.strip()]
    granters = list(dict.fromkeys(filter(None, granted)))
    keys = [one.identifier.strip() for one in facts.sheet.assets if one.identifier.strip()]
    told: list[str] = []
    if vaults:
        word = "coffre numérique" if len(vaults) == 1 else "coffres numériques"
        opened = f", ouvert par {listed(granters, 'ou')}" if granters else ""
        told.append(f"{word} {listed([quoted(one) for one in vaults])}{opened}")
    if keys:
        told.append(f"clés et équipement {listed(keys)}")
    if not told:
        return []
    return [Clipped(Text(label("Accès et clés"), "; ".join(told), ".", style=SMALL, space_before=4))]
