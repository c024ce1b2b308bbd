"""The request to extend a mandate: until when, why, is the member free, what it costs, who decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from agence_desktop.core.french import NBSP, format_money
from agence_desktop.core.money import total
from agence_desktop.documents.deployments.look import (
    Section,
    answer,
    cost_table,
    day_words,
    key_box,
    mandate_furniture,
    mandate_line,
    note,
    numbered_sections,
    pairs_table,
    paper_pdf,
    signatures,
)
from agence_desktop.documents.deployments.rows import ExtensionPaper
from agence_desktop.documents.deployments.words import mode_words, period_words, rhythm_words, seat_words
from agence_desktop.documents.sheets.signs import TO_TICK
from agence_desktop.documents.style import BODY, capital, contact_runs, title
from agence_desktop.documents.tagging.blocks import Block, Text, TextList
from agence_desktop.documents.tagging.inline import Inline, strong
from agence_desktop.teams.periods import Days

_NAME = "Demande de prolongation"


def extension_pdf(paper: ExtensionPaper) -> bytes:
    """The request on Letter pages, tagged; its boxes are ticked by hand while nothing is decided."""
    mandate = paper.mandate
    status = f"Demandée le {day_words(paper.asked_on)}"
    furniture = mandate_furniture(mandate, _NAME, status, paper.stamp, "Imprimée")
    blocks: list[Block] = [
        title(f"{_NAME}{NBSP}: {mandate.member}"),
        mandate_line(mandate),
        key_box([_until(paper), _costs(paper), _answer(paper)], [1, 1, 1.1]),
        *numbered_sections(_sections(paper)),
    ]
    return paper_pdf(blocks, furniture, extension_title(paper))


def extension_title(paper: ExtensionPaper) -> str:
    """« Demande de prolongation D-2026-0042, place 1 de 1 »."""
    return f"{_NAME}{NBSP}{paper.mandate.number}, {seat_words(paper.mandate)}"


def _last(paper: ExtensionPaper) -> str:
    last = paper.mandate.rhythm.period.last
    return day_words(last) if last else "–"


def _until(paper: ExtensionPaper) -> list[Block]:
    return answer(
        "Nouvelle fin demandée", capital(day_words(paper.new_last)), f"Fin convenue{NBSP}: {_last(paper)}"
    )


def _costs(paper: ExtensionPaper) -> list[Block]:
    added = total(line.amount for line in paper.lines)
    key = format_money(added) if paper.lines else "à estimer"
    if paper.ceiling is None:
        return answer("Coût ajouté", key)
    return answer("Coût ajouté", key, f"Plafond signé{NBSP}: {format_money(paper.ceiling)}", _enough(paper))


def _enough(paper: ExtensionPaper) -> str:
    """Whether the signed ceiling holds what is added."""
    if paper.ceiling is None or not paper.lines:
        return ""
    over = paper.spent + total(line.amount for line in paper.lines) - paper.ceiling
    if over > 0:
        return f"Dépassé de {format_money(over)}{NBSP}: modification à signer."
    return "Le plafond suffit."


def _answer(paper: ExtensionPaper) -> list[Block]:
    if paper.decision:
        return answer("Décision", paper.decision)
    key = day_words(paper.answer_by) if paper.answer_by else "avant la fin convenue"
    return answer("À décider au plus tard", key, contact_runs(paper.contact))


def _sections(paper: ExtensionPaper) -> list[Section]:
    return [
        Section("Ce qui est demandé", [_asked(paper)]),
        Section("Disponibilité", _free(paper)),
        Section("Coût ajouté", [cost_table(paper.lines, "Total ajouté")] if paper.lines else []),
        Section("Décision", _decision(paper)),
        Section("Signatures", [signatures(paper.signings)] if paper.signings else []),
    ]


def _asked(paper: ExtensionPaper) -> Block:
    rhythm = paper.mandate.rhythm
    agreed = rhythm.period
    added = ""
    if agreed.last is not None and agreed.last < paper.new_last:
        added = capital(period_words(Days.both_included(agreed.last + timedelta(1), paper.new_last)))
    pairs: list[tuple[str, Inline | Sequence[Inline]]] = [
        ("Période convenue", capital(period_words(agreed))),
        ("Période ajoutée", added),
        ("Présence", f"{rhythm_words(replace(rhythm))}; {mode_words(rhythm)}"),
        ("Demandée par", paper.asked_by),
        ("Motif", paper.reason or "Le motif n’est pas inscrit."),
    ]
    return pairs_table(pairs, "Sujet", "Détail")


def _free(paper: ExtensionPaper) -> list[Block]:
    if not paper.free:
        return [note("La personne est libre pour toute la période ajoutée.", space_before=0)]
    return [TextList([[one] for one in paper.free], BODY)]


def _decision(paper: ExtensionPaper) -> list[Block]:
    if paper.decision:
        return [Text(strong(paper.decision), style=BODY)]
    choices = ("Acceptée", f"Acceptée jusqu’au{NBSP}:", "Refusée")
    told: list[Inline] = []
    for choice in choices:
        told += [TO_TICK, f"{NBSP}{choice}{6 * NBSP} "]
    return [Text(*told, style=BODY)]
