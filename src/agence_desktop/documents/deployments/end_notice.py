"""The notice that a mandate ends: when, why where it is early, what goes on, what is given back."""

from __future__ import annotations

from agence_desktop.core.french import NBSP, WEEKDAYS, format_money
from agence_desktop.documents.deployments.look import (
    Section,
    answer,
    day_words,
    key_box,
    mandate_furniture,
    mandate_line,
    note,
    numbered_sections,
    paper_pdf,
    signatures,
)
from agence_desktop.documents.deployments.rows import EndPaper
from agence_desktop.documents.deployments.words import period_words, seat_words
from agence_desktop.documents.sheets.look import fitted
from agence_desktop.documents.sheets.signs import TO_TICK
from agence_desktop.documents.style import BODY, TABLE, capital, cell, cell_title, contact_runs, header, title
from agence_desktop.documents.tagging.blocks import Block, Text, TextList
from agence_desktop.documents.tagging.inline import Inline
from agence_desktop.documents.tagging.table import DataTable
from agence_desktop.teams.cost_sentences import whole_days_words

_NAME = "Avis de fin de mandat"
_NEXT: list[list[Inline]] = [
    ["Le membre inscrit ses derniers jours et ses frais, avec les numéros des pièces justificatives."],
    ["Le client et le membre remplissent chacun leur évaluation."],
    ["Le relevé de la période est produit; les corrections vont à un relevé ultérieur."],
    ["Le membre est de nouveau disponible le jour ouvrable suivant."],
]


def end_pdf(paper: EndPaper) -> bytes:
    """The notice on Letter pages, tagged."""
    mandate = paper.mandate
    status = "Fin anticipée" if paper.early else "Fin convenue"
    furniture = mandate_furniture(mandate, _NAME, status, paper.stamp, "Imprimé")
    blocks: list[Block] = [
        title(f"{_NAME}{NBSP}: {mandate.member}"),
        mandate_line(mandate),
        key_box([_when(paper), _done(paper), _next(paper)], [1.15, 1, 1.1]),
        *numbered_sections(_sections(paper)),
    ]
    return paper_pdf(blocks, furniture, end_title(paper))


def end_title(paper: EndPaper) -> str:
    """« Avis de fin de mandat D-2026-0042, place 1 de 1 »."""
    return f"{_NAME}{NBSP}{paper.mandate.number}, {seat_words(paper.mandate)}"


def _when(paper: EndPaper) -> list[Block]:
    # What was agreed is known of a mandate that runs its course; this one is told as it was.
    told = "Mandat" if paper.early else "Convenu"
    agreed = f"{told}{NBSP}: {period_words(paper.mandate.rhythm.period)}"
    when = capital(WEEKDAYS[paper.last.weekday()])
    early = ", fin anticipée" if paper.early else ""
    return answer("Dernier jour", day_words(paper.last), f"{when}{early}", agreed)


def _done(paper: EndPaper) -> list[Block]:
    days = whole_days_words(paper.days) if paper.days is not None else "à inscrire"
    spent = f"{format_money(paper.spent)} à ce jour" if paper.spent is not None else ""
    ceiling = f"sur un plafond de {format_money(paper.ceiling)}" if paper.ceiling is not None else ""
    return answer("Travail fait", days, spent, ceiling if spent else "")


def _next(paper: EndPaper) -> list[Block]:
    key = day_words(paper.evaluate_by) if paper.evaluate_by else "dès la fin"
    return answer("Évaluation à rendre", key, "par le client et par le membre", contact_runs(paper.contact))


def _sections(paper: EndPaper) -> list[Section]:
    reason = [Text(paper.early, style=BODY)] if paper.early else []
    return [
        Section("Motif de la fin anticipée", reason),
        Section("Travail qui se poursuit", _handover(paper)),
        Section("À rendre et à fermer", _returned(paper), "à cocher le dernier jour"),
        Section("Ce qui suit", [TextList(_NEXT, BODY, numbered=True)]),
        Section("Signatures", [signatures(paper.signings)] if paper.signings else []),
    ]


def _handover(paper: EndPaper) -> list[Block]:
    rows = [[line.work, line.state, line.who] for line in paper.handover]
    if not rows:
        return [note("Aucun travail en cours n’est inscrit.", space_before=0)]
    return [fitted(("Travail", "Où il en est", "Qui le reprend"), rows)]


def _returned(paper: EndPaper) -> list[Block]:
    lines = [(name, "à rendre") for name in paper.to_return]
    lines += [(name, "à fermer") for name in paper.accesses]
    if not lines:
        return [note("Rien n’est inscrit.", space_before=0)]
    rows: list[list[Block]] = [[cell_title(name), cell(TO_TICK, f"{NBSP}{what}")] for name, what in lines]
    return [DataTable(header("Objet ou accès", "État"), rows, [432, 90], TABLE)]
