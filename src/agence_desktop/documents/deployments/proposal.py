"""The proposal on paper: who for which seat, why them, who was set aside and why, and what it costs."""

from __future__ import annotations

from decimal import Decimal

from agence_desktop.core.french import (
    NBSP,
    counted,
    format_date,
    format_number,
    format_time,
)
from agence_desktop.documents.deployments.look import (
    Section,
    amount_cell,
    answer,
    body,
    cost_table,
    flush_head,
    key_box,
    note,
    numbered_sections,
    paper_pdf,
)
from agence_desktop.documents.deployments.rows import ProposalPaper, ProposedSeat
from agence_desktop.documents.deployments.words import short_period
from agence_desktop.documents.style import (
    TABLE,
    Furniture,
    capital,
    cell,
    cell_title,
    header,
    title,
)
from agence_desktop.documents.tagging.blocks import Block, Stack
from agence_desktop.documents.tagging.fonts import Face
from agence_desktop.documents.tagging.inline import Inline, Run, strong
from agence_desktop.documents.tagging.pages import LETTER_LANDSCAPE
from agence_desktop.documents.tagging.table import DataTable

_NAME = "Proposition d’affectation"


def proposal_pdf(paper: ProposalPaper) -> bytes:
    """The proposal on Letter landscape, tagged."""
    moment = f"{format_date(paper.made_at, weekday=False)} à {format_time(paper.made_at)}"
    furniture = Furniture(
        subject=_NAME,
        about=paper.number,
        status=f"Calculée le {moment}",
        identity=paper.number,
        printed="Imprimée",
        stamp=paper.stamp,
    )
    filled = [seat for seat in paper.seats if seat.member]
    blocks: list[Block] = [
        title(f"{_NAME} {paper.number}"),
        body(
            strong("Rien n’est confirmé avant la signature du client."),
            " Les affectations proposées restent provisoires et ne retiennent personne.",
        ),
        key_box(
            [
                answer("Places pourvues", f"{len(filled)} sur {len(paper.seats)}", _open_seats(paper)),
                answer("Poids servi", f"{paper.weight[0]} sur {paper.weight[1]}", paper.method),
                answer(
                    "Charge la plus forte",
                    counted(paper.largest_load, "jour"),
                    "ajoutés à une même personne",
                ),
                answer("Personnes confirmées déplacées", str(paper.moved), _weights(paper)),
            ],
            [1, 1, 1, 1.1],
        ),
        *numbered_sections(_sections(paper)),
    ]
    return paper_pdf(blocks, furniture, f"{_NAME} {paper.number}", size=LETTER_LANDSCAPE)


def _open_seats(paper: ProposalPaper) -> str:
    missing = [f"{seat.number}, place {seat.seat}" for seat in paper.seats if not seat.member]
    if not missing:
        return "toutes les places demandées"
    return f"sans membre{NBSP}: {missing[0]}" if len(missing) == 1 else f"{len(missing)} sans membre"


def _weights(paper: ProposalPaper) -> str:
    return f"poids des priorités 1 à 4{NBSP}: {', '.join(map(str, paper.weights))}"


def _sections(paper: ProposalPaper) -> list[Section]:
    estimate = [cost_table(paper.lines, "Total estimé")] if paper.lines else []
    return [
        Section(
            "Affectations proposées", [_seats(paper)] if paper.seats else [note("Aucune demande retenue.")]
        ),
        Section("Pourquoi ces personnes", _reasons(paper)),
        Section("Personnes écartées", _rejected(paper)),
        Section("Estimation des coûts", [*estimate, *(note(one) for one in paper.notes)]),
    ]


def _seats(paper: ProposalPaper) -> DataTable:
    rows: list[list[Block]] = []
    for seat in paper.seats:
        member: list[Inline] = [strong(seat.member or "personne")]
        rows.append(
            [
                cell_title(seat.number),
                cell(str(seat.seat)),
                cell(", ".join(filter(None, (seat.client, seat.place)))),
                cell(seat.need),
                cell(short_period(seat.period)),
                cell(*member, *([" (choix fixé)"] if seat.fixed else [])),
                amount_cell(seat.estimate, inset=10),
                cell(seat.state or ("Proposé" if seat.member else "Sans membre")),
            ]
        )
    heads = [
        *header("Demande", "Place", "Client", "Besoin", "Période", "Membre proposé"),
        flush_head("Estimation", inset=10),
        *header("État"),
    ]
    return DataTable(heads, rows, [70, 34, 112, 112, 110, 108, 76, 80], TABLE)


def _reasons(paper: ProposalPaper) -> list[Block]:
    rows: list[list[Block]] = []
    for seat in paper.seats:
        if seat.member and seat.why:
            rows.append(
                [
                    cell_title(_named(seat)),
                    cell(strong(seat.member)),
                    Stack([cell(one) for one in seat.why]),
                    cell(_cost(seat.cost)),
                ]
            )
    if not rows:
        return []
    heads = [*header("Place", "Personne", "Raisons"), *header("Coût de l’affectation")]
    table = DataTable(heads, rows, [104, 130, 358, 110], TABLE)
    told = (
        f"Plus le coût de l’affectation est bas, mieux c’est{NBSP}: km par la route, "
        "plus 5 par niveau de trop, moins 20 pour une personne déjà venue chez le client."
    )
    return [table, note(told)]


def _cost(cost: Decimal | None) -> str:
    return format_number(cost, 1) if cost is not None else ""


def _named(seat: ProposedSeat) -> str:
    return f"{seat.number}, place {seat.seat}".replace(" ", NBSP).replace(f",{NBSP}", ", ")


def _rejected(paper: ProposalPaper) -> list[Block]:
    """Per seat and reason, who and why: sixty members take some lines, and the same detail is told once."""
    rows: list[list[Block]] = []
    for seat in paper.seats:
        for reason in dict.fromkeys(one.reason for one in seat.rejected):
            alike: dict[str, list[str]] = {}
            for one in seat.rejected:
                if one.reason == reason:
                    alike.setdefault(one.detail, []).append(one.name)
            people: list[Inline] = []
            for detail, names in alike.items():
                told = f" ({detail})" if detail else ""
                people += ["; " if people else "", Run(", ".join(names), Face.SEMIBOLD), told]
            rows.append([cell_title(_named(seat)), cell(capital(reason)), cell(*people)])
    if not rows:
        return []
    return [DataTable(header("Place", "Motif", "Personnes écartées"), rows, [104, 84, 514], TABLE)]
