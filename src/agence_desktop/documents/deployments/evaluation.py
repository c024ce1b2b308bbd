"""The evaluation of a mandate by the client or by the member: criteria from 1 to 5, filled or by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from reportlab.pdfgen.canvas import Canvas

from agence_desktop.core.french import NBSP, format_number
from agence_desktop.documents.deployments.look import (
    Section,
    answer,
    day_words,
    key_box,
    key_period,
    mandate_furniture,
    mandate_line,
    note,
    numbered_sections,
    paper_pdf,
    signatures,
)
from agence_desktop.documents.deployments.rows import Criterion, EvaluationPaper
from agence_desktop.documents.deployments.words import period_words, rhythm_words, seat_words
from agence_desktop.documents.marks import CROSS
from agence_desktop.documents.sheets.signs import TO_TICK
from agence_desktop.documents.style import (
    BODY,
    RULE,
    TABLE,
    capital,
    cell,
    cell_title,
    contact_runs,
    header,
    phone_text,
    title,
)
from agence_desktop.documents.tagging.blocks import Block, Text
from agence_desktop.documents.tagging.boxes import Figure
from agence_desktop.documents.tagging.inline import Inline, Mark, strong
from agence_desktop.documents.tagging.table import DataTable
from agence_desktop.teams.evaluating import AGAIN
from agence_desktop.teams.rows import Side

_NAME = "Évaluation du mandat"
_BY = {Side.CLIENT: "par le client", Side.MEMBER: "par le membre"}
_SCALE = ("1 insuffisant", "2 à améliorer", "3 satisfaisant", "4 très bien", "5 remarquable")
_SCORES = 5


def _crossed(canvas: Canvas, x: float, y: float, size: float) -> None:
    TO_TICK.paint(canvas, x, y, size)
    CROSS.paint(canvas, x + 0.15 * size, y + 0.05 * size, size)


_CHOSEN = Mark("coché", _crossed, TO_TICK.width)
_LEFT = Mark("", TO_TICK.paint, TO_TICK.width)
_HAND_LINES = 3
_HAND_LINE = 20.0


def evaluation_pdf(paper: EvaluationPaper) -> bytes:
    """The evaluation on Letter pages, tagged."""
    mandate = paper.mandate
    by = _BY[paper.side]
    furniture = mandate_furniture(mandate, _NAME, capital(by), paper.stamp, "Imprimée")
    blocks: list[Block] = [
        title(f"Évaluation {by}{NBSP}: {mandate.member}"),
        mandate_line(mandate),
        key_box([_mandate(paper), _how(paper), _back(paper)], [1.1, 1, 1.1]),
        *numbered_sections(_sections(paper)),
    ]
    return paper_pdf(blocks, furniture, evaluation_title(paper))


def evaluation_title(paper: EvaluationPaper) -> str:
    """« Évaluation du mandat D-2026-0042, place 1 de 1, par le client »."""
    mandate = paper.mandate
    return f"{_NAME}{NBSP}{mandate.number}, {seat_words(mandate)}, {_BY[paper.side]}"


def _mandate(paper: EvaluationPaper) -> list[Block]:
    rhythm = paper.mandate.rhythm
    words = key_period(capital(period_words(rhythm.period)))
    return answer("Mandat évalué", words, capital(rhythm_words(rhythm)))


def _how(paper: EvaluationPaper) -> list[Block]:
    if _filled(paper):
        given = [one.score for one in paper.criteria if one.score is not None]
        words = format_number(Decimal(sum(given)) / len(given), 1)
        return answer("Note moyenne", f"{words} sur {_SCORES}", "Remplie dans le programme")
    return answer("Comment remplir", "Cocher de 1 à 5", "un commentaire aide le prochain mandat")


def _filled(paper: EvaluationPaper) -> bool:
    return bool(paper.criteria) and all(one.score is not None for one in paper.criteria)


def _back(paper: EvaluationPaper) -> list[Block]:
    if _filled(paper):
        call = paper.contact
        key = phone_text(call.phone) if call.phone else call.person
        who: list[Inline] = [strong(call.person), f", {call.role}"]
        return answer("Une question?", key, who if call.person and call.phone else [call.role])
    key = day_words(paper.return_by) if paper.return_by else "dès la fin du mandat"
    return answer("À rendre au plus tard", key, contact_runs(paper.contact))


def _sections(paper: EvaluationPaper) -> list[Section]:
    return [
        Section("Critères", [_criteria(paper.criteria), note("; ".join(_SCALE), ".")]),
        # Nobody has to say it: a filled evaluation bears no empty boxes.
        Section("Recommencer", [] if _filled(paper) and paper.again is None else [_again(paper)]),
        Section("Commentaire", [_comment(paper)]),
        Section("Signatures", [signatures(paper.signings)] if paper.signings else []),
    ]


def _criteria(criteria: tuple[Criterion, ...]) -> DataTable:
    rows: list[list[Block]] = []
    for one in criteria:
        boxes: list[Block] = [
            cell(_CHOSEN if score == one.score else TO_TICK if one.score is None else _LEFT)
            for score in range(1, _SCORES + 1)
        ]
        rows.append(
            [
                cell_title(one.label),
                *boxes,
                cell(one.comment) if one.score or one.comment else Text(style=BODY),
            ]
        )
    labels = header("Critère", *(str(score) for score in range(1, _SCORES + 1)), "Commentaire")
    by_hand = any(one.score is None for one in criteria)
    look = replace(TABLE, padding=(4.0, 7.0)) if by_hand else TABLE
    return DataTable(labels, rows, [196, *([26] * _SCORES), 196], look)


def _again(paper: EvaluationPaper) -> Text:
    told: list[Inline] = [f"{AGAIN[paper.side]}{3 * NBSP} "]
    for word, value in (("oui", True), ("non", False)):
        mark = TO_TICK if paper.again is None else _CHOSEN if paper.again is value else _LEFT
        told += [mark, f"{NBSP}{word}{4 * NBSP} "]
    return Text(*told, style=BODY)


def _comment(paper: EvaluationPaper) -> Block:
    if paper.comment or _filled(paper):
        return Text(paper.comment or "Sans commentaire.", style=BODY)

    def rules(canvas: Canvas, x: float, y: float, width: float) -> None:
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.5)
        for at in range(_HAND_LINES):
            canvas.line(x, y + at * _HAND_LINE + 2, x + width, y + at * _HAND_LINE + 2)

    return Figure(_HAND_LINES * _HAND_LINE, rules, "lignes pour écrire")
