"""The statement of a client and a period: lines with their evidence, corrections, netting, and ceilings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby

from agence_desktop.core.french import NBSP, format_money, format_month
from agence_desktop.core.money import total
from agence_desktop.documents.deployments.look import (
    Section,
    amount_cell,
    answer,
    body,
    day_words,
    flush_cell,
    flush_head,
    key_box,
    key_period,
    note,
    numbered_sections,
    paper_pdf,
    signatures,
)
from agence_desktop.documents.deployments.rows import StatementPaper
from agence_desktop.documents.deployments.words import period_words
from agence_desktop.documents.style import (
    TABLE,
    Furniture,
    capital,
    cell,
    cell_title,
    contact_runs,
    header,
    title,
)
from agence_desktop.documents.tagging.blocks import Block, Stack
from agence_desktop.documents.tagging.inline import Inline, strong
from agence_desktop.documents.tagging.table import DataTable
from agence_desktop.teams.cost_sentences import quantity_words, rate_words
from agence_desktop.teams.netting import Netting
from agence_desktop.teams.statements import StatementLine

_NAME = "Relevé"
_MONTH = timedelta(31)


def statement_pdf(paper: StatementPaper) -> bytes:
    """The statement on Letter pages, tagged."""
    named = paper.number or "projet"
    status = f"Émis le {day_words(paper.issued_on)}" if paper.issued_on else "Projet, non émis"
    furniture = Furniture(
        subject=_NAME,
        about=f"{named} – {paper.client}",
        status=status,
        identity=f"{_NAME} {named}",
        printed="Imprimé",
        stamp=paper.stamp,
    )
    blocks: list[Block] = [
        title(statement_title(paper)),
        body("À l’attention de ", strong(paper.client), f" · organisme prêteur{NBSP}: {paper.lender}"),
        key_box([_total(paper), _netted(paper), _period(paper)], [1, 1.2, 1.1]),
        *numbered_sections(_sections(paper)),
    ]
    return paper_pdf(blocks, furniture, statement_title(paper))


def statement_title(paper: StatementPaper) -> str:
    """« Relevé RV-2026-0001 », « Projet de relevé »."""
    return f"{_NAME} {paper.number}" if paper.number else "Projet de relevé"


def _sum(paper: StatementPaper) -> str:
    return format_money(total(line.cost.amount for line in paper.lines))


def _total(paper: StatementPaper) -> list[Block]:
    return answer(
        "Total du relevé", _sum(paper), f"{len(paper.lines)} lignes" if len(paper.lines) > 1 else ""
    )


def _netted(paper: StatementPaper) -> list[Block]:
    found = paper.netting
    if found is None:
        return answer("À payer", _sum(paper), f"par {paper.client}")
    if found.debtor is None:
        return answer("À payer après compensation", "Rien", "Les deux organismes sont quittes.")
    return answer(
        "À payer après compensation",
        format_money(found.amount),
        [strong(found.debtor), " à ", strong(found.creditor or "")],
    )


def _period(paper: StatementPaper) -> list[Block]:
    first, last = paper.period.first, paper.period.last
    whole = first.day == 1 and last is not None and last.month == first.month and last - first < _MONTH
    if whole and paper.period.end is not None and paper.period.end.day == 1:
        key = capital(format_month(first))
    else:
        key = key_period(capital(period_words(paper.period)))
    return answer("Période", key, contact_runs(paper.contact))


def _sections(paper: StatementPaper) -> list[Section]:
    new = [line for line in paper.lines if not line.corrects and not line.late]
    late = [line for line in paper.lines if line.late]
    corrections = [line for line in paper.lines if line.corrects]
    return [
        Section("Travail et frais de la période", _lines(new, "Total de la période")),
        Section("Travail et frais antérieurs, portés maintenant", _lines(late, "Total antérieur")),
        Section("Corrections de relevés antérieurs", _lines(corrections, "Total des corrections")),
        Section("Compensation", _netting(paper)),
        Section("Engagements", _ceilings(paper)),
        Section("Signatures", [signatures(paper.signings)] if paper.signings else []),
    ]


def _lines(lines: Sequence[StatementLine], total_label: str) -> list[Block]:
    if not lines:
        return []
    rows: list[list[Block]] = []
    for (number, member), group in groupby(lines, key=lambda line: (line.request, line.member)):
        for at, line in enumerate(group):
            whose = cell_title(f"{number}\n{member}") if not at else cell_title(number)
            rows.append(
                [
                    whose,
                    cell(line.cost.label),
                    cell(", ".join(line.evidence)),
                    flush_cell(quantity_words(line.cost.quantity, line.cost.unit)),
                    flush_cell(rate_words(line.cost.rate)),
                    amount_cell(line.cost.amount),
                ]
            )
    sum_ = total(line.cost.amount for line in lines)
    rows.append([cell_title(total_label), *(Stack([]) for _ in range(4)), amount_cell(sum_, firm=True)])
    heads = [
        *header("Demande, personne", "Libellé", "Pièce"),
        flush_head("Quantité"),
        flush_head("Taux"),
        flush_head("Montant"),
    ]
    return [DataTable(heads, rows, [124, 150, 66, 54, 56, 72], TABLE)]


def _netting(paper: StatementPaper) -> list[Block]:
    found = paper.netting
    if found is None:
        return [note(f"{paper.lender} ne doit rien à {paper.client} pour cette période.", space_before=0)]
    rows: list[list[Block]] = [
        [cell_title(f"{found.first} doit à {found.second}"), amount_cell(found.first_owes)],
        [cell_title(f"{found.second} doit à {found.first}"), amount_cell(found.second_owes)],
        [cell_title(_after(found)), amount_cell(found.amount, firm=True)],
        [cell_title("Refacturation évitée"), amount_cell(found.avoided, firm=True)],
    ]
    table = DataTable([*header("Entre les deux organismes"), flush_head("Montant")], rows, [432, 90], TABLE)
    told: list[Inline] = [f"Relevés compensés{NBSP}: {', '.join(found.statements)}."]
    return [table, *([note(*told)] if found.statements else [])]


def _after(found: Netting) -> str:
    if found.debtor is None:
        return "Après compensation, rien n’est dû"
    return f"Après compensation, {found.debtor} paie à {found.creditor}"


def _ceilings(paper: StatementPaper) -> list[Block]:
    if not paper.ceilings:
        return []
    rows: list[list[Block]] = [
        [
            cell_title(f"{line.number}, version {line.version}"),
            cell(line.warning),
            amount_cell(line.ceiling),
            amount_cell(line.stated),
            amount_cell(line.ceiling - line.stated),
        ]
        for line in paper.ceilings
    ]
    heads = [
        *header("Engagement", "À surveiller"),
        flush_head("Plafond"),
        flush_head("Porté à ce jour"),
        flush_head("Reste"),
    ]
    return [DataTable(heads, rows, [122, 166, 76, 82, 76], TABLE)]
