"""What « Évaluations » says, in French."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from agence_desktop.core.french import NBSP, counted, format_number, format_period
from agence_desktop.teams.ended import EndedMandate, SideEvaluation
from agence_desktop.teams.periods import Days
from agence_desktop.teams.rows import Side

REQUEST, MEMBER, CLIENT, PERIOD = "Demande", "Membre", "Client", "Période"
BY_CLIENT, BY_MEMBER, STATE, DUE = "Par le client", "Par le membre", "État", "À faire"
NOUN = "mandat"
EMPTY = "Aucun mandat n’est à évaluer. Un mandat apparaît ici le lendemain de son dernier jour."
CLOSED_TOO = "Montrer les mandats &fermés"
TO_FILL = "à remplir"
FILLED = "remplie"

EVALUATE_CLIENT = "Évaluation par le &client…"
EVALUATE_MEMBER = "Évaluation par le &membre…"
CLOSE = "&Fermer le mandat…"
CLOSE_SURE = "Fermer ce mandat?"
CLOSE_YES, CLOSE_NO = "Fermer le mandat", "Laisser ouvert"
CLOSE_WAIVED = "L’évaluation {sides} n’est pas remplie\u00a0: elle ne le sera plus. "
CLOSE_TOLD = "Les journées, les frais et les évaluations d’un mandat fermé ne changent plus."
OF_SIDE = {Side.CLIENT: "par le client", Side.MEMBER: "par le membre"}

SAVE = "Enregistrer l’évaluation"
SCALE = "1 insuffisant, 2 à améliorer, 3 satisfaisant, 4 très bien, 5 remarquable."
COMMENT = "Co&mmentaire"
COMMENT_HELP = "Un commentaire aide le prochain mandat."
AGAIN = "&Recommencer"
AGAIN_ANSWERS = ((True, "oui"), (False, "non"), (None, "sans réponse"))
AGAIN_SAID = {True: "Recommencerait", False: "Ne recommencerait pas"}
SCORE_MISSING = "Choisissez une note de 1 à 5."
PAPER_NOTE = {
    Side.CLIENT: "Vous inscrivez ici l’évaluation reçue du client.",
    Side.MEMBER: "Vous inscrivez ici l’évaluation reçue du membre.",
}

DUE_EVALUATE = "évaluer"
DUE_STATE = "produire le relevé"
DUE_CLOSE = "fermer le mandat"
EXPORT, EXPORT_TITLE, EXPORT_NAME = "E&xporter les évaluations…", "Exporter les évaluations", "evaluations"


def period(found: Days) -> str:
    """« 26 oct. au 18 déc. 2026 »."""
    return format_period(found.first, found.last or found.first, short=True)


def mean(value: Fraction | None) -> str:
    """« 4,2 sur 5 »."""
    if value is None:
        return ""
    return f"{format_number(Decimal(value.numerator) / value.denominator, 1)} sur 5"


def title(mandate: EndedMandate, side: Side) -> str:
    """« Évaluation par le client, Louise Arsenault »."""
    return f"Évaluation {OF_SIDE[side]}, {mandate.member}"


def about(mandate: EndedMandate) -> str:
    """« D-2026-0042, place 1 · MSP · 26 oct. au 18 déc. 2026 »."""
    return f"{mandate.number}, place {mandate.seat} · {mandate.client} · {period(mandate.period)}"


def said(found: SideEvaluation) -> str:
    """Who wrote it and whether they would begin again, for a tooltip."""
    told = f"Remplie par {found.by}."
    return told if found.again is None else f"{told} {AGAIN_SAID[found.again]}."


def saved(mandate: EndedMandate, side: Side) -> str:
    """« Évaluation par le client enregistrée : Louise Arsenault. »"""
    return f"Évaluation {OF_SIDE[side]} enregistrée{NBSP}: {mandate.member}."


def closed(mandate: EndedMandate) -> str:
    """« Mandat fermé : Louise Arsenault, MSP. »"""
    return f"Mandat fermé{NBSP}: {mandate.member}, {mandate.client}."


def exported(count: int, name: str) -> str:
    """« 12 mandats dans « evaluations.xlsx ». »."""
    return f"{counted(count, 'mandat')} dans «{NBSP}{name}{NBSP}»."


def exporting(name: str) -> str:
    """Work in the status bar."""
    return f"Exportation vers {name}"
