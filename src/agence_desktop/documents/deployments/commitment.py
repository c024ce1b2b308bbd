"""The cost commitment: what is asked, what it costs, the ceiling, what an amendment changes, who signs."""

from __future__ import annotations

from decimal import Decimal

from agence_desktop.core.french import (
    NBSP,
    format_money,
    format_percent,
    listed,
)
from agence_desktop.core.money import total
from agence_desktop.documents.deployments.look import (
    Section,
    amount_cell,
    answer,
    cost_table,
    day_words,
    flush_head,
    key_box,
    note,
    numbered_sections,
    paper_pdf,
    signatures,
)
from agence_desktop.documents.deployments.rows import CommitmentPaper, CommittedSeat
from agence_desktop.documents.deployments.words import mode_words, rhythm_words, short_period
from agence_desktop.documents.style import (
    BODY,
    TABLE,
    Furniture,
    cell,
    cell_title,
    contact_runs,
    header,
    title,
)
from agence_desktop.documents.tagging.blocks import Block, Text, TextList
from agence_desktop.documents.tagging.inline import Inline, strong
from agence_desktop.documents.tagging.table import DataTable

_NAME = "Engagement de coûts"


def commitment_pdf(paper: CommitmentPaper) -> bytes:
    """The commitment on Letter pages, tagged; signature lines stay together."""
    amended = f", modification {paper.version - 1}" if paper.version > 1 else ""
    furniture = Furniture(
        subject=_NAME,
        about=f"{paper.number}{amended}",
        status=f"Version {paper.version}, {day_words(paper.written_on)}",
        identity=f"{paper.number} – engagement, version {paper.version}",
        printed="Imprimé",
        stamp=paper.stamp,
    )
    whom = ", ".join(filter(None, (paper.client, paper.unit)))
    blocks: list[Block] = [
        title(f"{_NAME}{NBSP}: {paper.number}"),
        Text("À l’attention de ", strong(whom), f" · organisme prêteur{NBSP}: {paper.lender}", style=BODY),
        key_box([_ceiling(paper), _what(paper), _until(paper)], [1, 1.15, 1.1]),
        *numbered_sections(_sections(paper)),
    ]
    return paper_pdf(blocks, furniture, commitment_title(paper))


def commitment_title(paper: CommitmentPaper) -> str:
    """« Engagement de coûts D-2026-0042, version 1 »."""
    return f"{_NAME}{NBSP}{paper.number}, version {paper.version}"


def _ceiling(paper: CommitmentPaper) -> list[Block]:
    former = paper.former_ceiling
    before = f"Auparavant {format_money(former)}" if former is not None else ""
    return answer("Plafond à engager", format_money(paper.ceiling), before, "Rien n’est facturé au-delà.")


def _what(paper: CommitmentPaper) -> list[Block]:
    count = len(paper.seats)
    seats = "1 personne" if count == 1 else f"{count} personnes"
    first = min((seat.rhythm.period.first for seat in paper.seats), default=None)
    lasts = [seat.rhythm.period.last for seat in paper.seats if seat.rhythm.period.last]
    when = f"Du {day_words(first)}" if first else ""
    until = f"au {day_words(max(lasts))}" if lasts else ""
    return answer("Ce qui est demandé", seats, when, until, paper.place)


def _until(paper: CommitmentPaper) -> list[Block]:
    signed = next((one for one in paper.signings if one.signed_at or one.paper_on), None)
    told = contact_runs(paper.contact)
    if paper.sign_by is None:
        state = "signature reçue" if signed else "avant le premier jour"
        return answer("À signer", state, told)
    amended = paper.former_ceiling is not None
    until = "D’ici là, la version précédente vaut." if amended else "Rien n’est confirmé avant."
    return answer("À signer au plus tard le", day_words(paper.sign_by), until, told)


def _sections(paper: CommitmentPaper) -> list[Section]:
    return [
        Section("Ce qui change", _changes(paper)),
        Section("Ce qui est demandé", [_seats(paper)] if paper.seats else []),
        Section("Estimation", _estimate(paper)),
        Section("Ce que la signature engage", _conditions(paper)),
        Section("Signatures", [signatures(paper.signings)] if paper.signings else []),
    ]


def _changes(paper: CommitmentPaper) -> list[Block]:
    """Of an amendment: why, line by line, and both ceilings."""
    if paper.former_ceiling is None:
        return []
    rows: list[list[Block]] = [
        [
            cell(change.label),
            amount_cell(change.before),
            amount_cell(change.after),
            amount_cell(change.difference),
        ]
        for change in paper.changes
    ]
    difference = paper.ceiling - paper.former_ceiling
    rows.append(
        [
            cell_title("Plafond"),
            *(amount_cell(sum_, firm=True) for sum_ in (paper.former_ceiling, paper.ceiling, difference)),
        ]
    )
    before = f"Version {paper.version - 1}"
    heads = [
        *header("Libellé"),
        flush_head(before),
        flush_head(f"Version {paper.version}"),
        flush_head("Écart"),
    ]
    table = DataTable(heads, rows, [252, 90, 90, 90], TABLE)
    why = f"{paper.reason.rstrip('.')}." if paper.reason else "Le motif n’est pas inscrit."
    return [table, note(strong(f"Motif{NBSP}: "), why)]


def _seats(paper: CommitmentPaper) -> DataTable:
    rows: list[list[Block]] = [
        [
            cell_title(str(seat.seat)),
            cell(seat.need),
            cell(seat.member or "à désigner"),
            cell(short_period(seat.rhythm.period)),
            cell(_rhythm(seat)),
        ]
        for seat in paper.seats
    ]
    labels = header("Place", "Besoin", "Personne", "Période", "Présence")
    return DataTable(labels, rows, [34, 108, 132, 114, 134], TABLE)


def _rhythm(seat: CommittedSeat) -> str:
    return f"{rhythm_words(seat.rhythm)}; {mode_words(seat.rhythm)}"


_NO_ESTIMATE = "Aucune estimation n’accompagne cette version\u00a0: seul le plafond engage le client."


def _estimate(paper: CommitmentPaper) -> list[Block]:
    if not paper.lines:
        return [note(_NO_ESTIMATE), *(note(one) for one in paper.notes)]
    estimated = total(line.amount for line in paper.lines)
    margin = paper.ceiling - estimated
    extra = [("Marge pour imprévus", margin), ("Plafond", paper.ceiling)] if margin else []
    table = cost_table(paper.lines, "Total estimé", extra)
    told: list[str] = []
    if paper.rates_since:
        days = listed([day_words(day) for day in paper.rates_since])
        told.append(f"Taux journaliers en vigueur depuis le {days}.")
    told += paper.notes
    return [table, *(note(one) for one in told)]


def _conditions(paper: CommitmentPaper) -> list[Block]:
    share = Decimal(100) * paper.warning_share
    warned = paper.warning_share * paper.ceiling
    items: list[list[Inline]] = [
        [
            "L’organisme client paie les jours et les frais réels, ",
            strong(f"jusqu’à {format_money(paper.ceiling)}"),
            ". Les frais de déplacement et d’hébergement portent le numéro d’une pièce justificative.",
        ],
        [
            f"Il est averti à {format_percent(share)} du plafond ({format_money(warned)}). "
            "Aller au-delà du plafond demande une modification signée du présent engagement.",
        ],
        [
            "Un relevé est produit pour chaque période. Ce que les deux organismes se doivent l’un à l’autre "
            "y est compensé, pour éviter une refacturation.",
        ],
        [
            "Une fin anticipée ou une prolongation se demande dans le programme ou auprès de la personne "
            "à joindre; seuls les jours faits sont portés au relevé.",
        ],
    ]
    return [TextList(items, BODY, numbered=True)]
