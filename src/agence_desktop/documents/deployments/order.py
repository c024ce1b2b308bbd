"""The deployment order: what, where, when, whom to call, the days, the first day, costs and signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from agence_desktop.core.french import (
    NBSP,
    format_date,
    format_hours,
    format_money,
    format_short_date,
    format_time,
)
from agence_desktop.core.money import total
from agence_desktop.documents.deployments.look import (
    Section,
    answer,
    body,
    day_words,
    hatched,
    key_box,
    key_period,
    mandate_furniture,
    note,
    numbered_sections,
    pairs_table,
    paper_pdf,
    signatures,
    who_welcomes,
)
from agence_desktop.documents.deployments.rows import DayMark, OrderPaper, WeekPlan
from agence_desktop.documents.deployments.words import (
    mode_words,
    period_words,
    rhythm_words,
    seat_words,
    work_words,
)
from agence_desktop.documents.style import (
    BODY,
    SMALL_STRONG,
    TABLE,
    capital,
    cell,
    cell_title,
    header,
    phone_text,
    title,
)
from agence_desktop.documents.tagging.blocks import Block, Text
from agence_desktop.documents.tagging.inline import Inline, strong
from agence_desktop.documents.tagging.table import DataTable
from agence_desktop.teams.cost_sentences import EXPENSE_LABELS, quantity_words, rate_words
from agence_desktop.teams.rows import ExpenseKind

_NAME = "Ordre de déploiement"
_DAYS = ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi")
_FOLDED = 3
"""From so many weeks alike on, they take one row."""


def order_pdf(paper: OrderPaper) -> bytes:
    """The order on Letter pages, tagged; that of the picture takes one page."""
    mandate = paper.mandate
    confirmed = f"Confirmé le {day_words(paper.confirmed_on)}" if paper.confirmed_on else "Non confirmé"
    furniture = mandate_furniture(mandate, _NAME, confirmed, paper.stamp, "Imprimé")
    blocks: list[Block] = [
        title(f"{_NAME}{NBSP}: {mandate.member}"),
        Text(*_whose(paper), style=BODY),
        body(*_assignment(paper), space_before=5),
        key_box([_when(paper), _where(paper), _who(paper)], [1, 1, 1]),
        *numbered_sections(_sections(paper)),
    ]
    return paper_pdf(blocks, furniture, order_title(paper))


def order_title(paper: OrderPaper) -> str:
    """« Ordre de déploiement D-2026-0042, place 1 de 1, Geneviève Tremblay-Côté »."""
    mandate = paper.mandate
    return f"{_NAME}{NBSP}{mandate.number}, {seat_words(mandate)}, {mandate.member}"


def _whose(paper: OrderPaper) -> list[Inline]:
    mandate = paper.mandate
    told: list[Inline] = ["Équipe volante ", strong(mandate.team)]
    if mandate.home:
        told.append(f" · port d’attache{NBSP}: {mandate.home}")
    if mandate.phone:
        told.append(f" · {phone_text(mandate.phone)}")
    return told


def _assignment(paper: OrderPaper) -> list[Inline]:
    mandate = paper.mandate
    where = ", ".join(filter(None, (mandate.client, mandate.unit, mandate.place)))
    return [f"Votre affectation{NBSP}: ", strong(where), f". {mandate.assignment}".rstrip()]


def _when(paper: OrderPaper) -> list[Block]:
    rhythm = paper.mandate.rhythm
    return answer("Quand", key_period(capital(period_words(rhythm.period))), capital(rhythm_words(rhythm)))


def _where(paper: OrderPaper) -> list[Block]:
    arrival = paper.arrival
    moment: list[Inline] = [f"{capital(format_date(arrival, year=False))}, ", strong(format_time(arrival))]
    place = paper.mandate.town or paper.mandate.place or "À distance"
    return answer("Où se présenter", place, moment, paper.arrival_note)


def _who(paper: OrderPaper) -> list[Block]:
    manager = f"Gestionnaire{NBSP}: {paper.manager}" if paper.manager else ""
    return who_welcomes(paper.welcome, paper.hindrance, manager)


def _sections(paper: OrderPaper) -> list[Section]:
    hours = f"de {format_hours(*paper.hours)}" if paper.hours else ""
    return [
        Section("Ce que vous faites", _tasks(paper)),
        Section("Vos jours", _days(paper), hours),
        Section("Le premier jour", _first_day(paper)),
        Section("Accès, déplacement et frais", [_provisions(paper)]),
        Section("Signatures", [signatures(paper.signings)] if paper.signings else []),
    ]


def _tasks(paper: OrderPaper) -> list[Block]:
    blocks: list[Block] = []
    if paper.tasks:
        rows: list[list[Block]] = [
            [cell_title(line.task), cell(line.due), cell(line.helper)] for line in paper.tasks
        ]
        blocks.append(DataTable(header("Tâche", "Échéance", "Qui vous aide"), rows, [246, 126, 150], TABLE))
    else:
        who = paper.manager or paper.welcome.person or "la personne qui vous accueille"
        blocks.append(note(f"Les tâches sont précisées à l’arrivée par {who}."))
    told: list[Inline] = []
    if paper.to_read:
        told += [strong(f"À lire avant{NBSP}: "), f"{paper.to_read.rstrip('.')}. "]
    if paper.never:
        told += [strong(f"Ne pas faire{NBSP}: "), f"{paper.never.rstrip('.')}."]
    return [*blocks, note(*told)] if told else blocks


def _days(paper: OrderPaper) -> list[Block]:
    place = paper.mandate.town or "Sur place"
    rows: list[list[Block]] = [
        [cell_title(name), *(_day(mark, place) for mark in week.marks)] for name, week in _weeks(paper.weeks)
    ]
    if not rows:
        return [note(f"{capital(rhythm_words(paper.mandate.rhythm))}, {mode_words(paper.mandate.rhythm)}.")]
    look = replace(TABLE, grid=True)
    return [DataTable(header("Semaine du", *_DAYS), rows, [92, 86, 86, 86, 86, 86], look)]


def _weeks(weeks: Sequence[WeekPlan]) -> list[tuple[str, WeekPlan]]:
    """The weeks by name; many that follow each other and are alike become one."""
    groups: list[list[WeekPlan]] = []
    for week in weeks:
        last = groups[-1] if groups else []
        follows = last and last[-1].monday + timedelta(7) == week.monday
        if follows and last[-1].marks == week.marks:
            last.append(week)
        else:
            groups.append([week])
    named: list[tuple[str, WeekPlan]] = []
    for group in groups:
        if len(group) < _FOLDED:
            named += [(format_date(week.monday, weekday=False, year=False), week) for week in group]
        else:
            ends = [
                format_short_date(week.monday, weekday=False, year=False) for week in (group[0], group[-1])
            ]
            named.append((f"{' au '.join(ends)} ({len(group)}{NBSP}semaines)", group[0]))
    return named


def _day(mark: DayMark, place: str) -> Block:
    if mark is DayMark.REMOTE:
        return hatched("À distance")
    if mark is DayMark.ON_SITE:
        return Text(place, style=SMALL_STRONG)
    return cell("Férié" if mark is DayMark.HOLIDAY else "")


def _first_day(paper: OrderPaper) -> list[Block]:
    rows: list[list[Block]] = [
        [cell_title(format_time(line.at) if line.at else ""), cell(line.activity), cell(line.who)]
        for line in paper.first_day
    ]
    if not rows:
        return []
    return [DataTable(header("Heure", "Activité", "Avec"), rows, [92, 274, 156], TABLE)]


def _provisions(paper: OrderPaper) -> DataTable:
    pairs: list[tuple[str, Inline | Sequence[Inline]]] = [("Accès", paper.access)]
    pairs += _travel(paper)
    pairs.append(("Coût convenu", _cost(paper)))
    call = paper.hindrance
    if call.person or call.phone:
        who: list[Inline] = ["Appeler ", strong(call.person), f", {call.role}"]
        pairs.append(("Empêchement", [*who, ", ", strong(phone_text(call.phone)), "."]))
    return pairs_table(pairs)


def _travel(paper: OrderPaper) -> list[tuple[str, Inline | Sequence[Inline]]]:
    lines = paper.agreed.lines if paper.agreed else ()
    home, town = paper.mandate.home_town, paper.mandate.town
    found: list[tuple[str, Inline | Sequence[Inline]]] = []
    for line in lines:
        if line.kind is None:
            continue
        product = f"{quantity_words(line.quantity, line.unit)} à {rate_words(line.rate)}"
        way = f"{home} – {town}, " if line.kind is ExpenseKind.TRAVEL and home and town else ""
        found.append((EXPENSE_LABELS[line.kind], f"{way}{line.label}{NBSP}: {product}."))
    return found


def _cost(paper: OrderPaper) -> list[Inline]:
    if paper.agreed is None or not paper.agreed.lines:
        return ["À préciser dans l’engagement de coûts."]
    lines = paper.agreed.lines
    expenses = total(line.amount for line in lines if line.kind is not None)
    parts = work_words(lines)
    if expenses:
        parts += f" et {format_money(expenses)} de frais"
    signed = paper.agreed.signed_on
    until = f", engagement signé le {day_words(signed)}." if signed else ", engagement à signer."
    return [f"{parts}{NBSP}: ", strong(format_money(total(line.amount for line in lines))), until]
