"""What the commitment and the confirmation say, in French."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from agence_desktop.core.french import NBSP, counted, format_date, format_money

TITLE = "Engagement de coûts"
WRITE, SIGN = "Enregistrer l’engagement", "Signer l’engagement"
CEILING, REASON = "&Plafond", "&Motif de la modification"
SIGNER, PAPER = "&Signataire", "Papier signé reçu &le"
HOW = "Signature"
LATER, BY_PAPER, BY_CLIENT = "plus tard", "sur papier", "par le client, ici"
LINES = "Ce que le client s’engage à payer"
CEILING_HELP = (
    "Le plafond ne peut pas être dépassé sans un engagement modifié. Un avis vient avant qu’il le soit."
)
BAD_CEILING = "Le plafond couvre au moins l’estimation."
BAD_AMOUNT = "Écrivez un montant comme 11 560,00."
NO_LINES = "Personne n’est encore proposé pour cette demande. Proposez d’abord un membre."
PRINT = "&Imprimer"

CONFIRM_TITLE = "Confirmer les déploiements"
CONFIRM = "Confirmer"
CONFIRM_HELP = "Chaque règle est vérifiée de nouveau au moment de confirmer."
WAITLIST, WAITLIST_HELP = (
    "Mettre en liste d’&attente",
    "La demande garde son rang et attend qu’une place se libère.",
)
NOTHING_TO_CONFIRM = "Aucun déploiement de cette demande n’attend d’être confirmé."


def title(number: str, version: int) -> str:
    """« Engagement de coûts, D-2026-0063, version 2 »."""
    return f"{TITLE}, {number}, version {version}"


def written(number: str) -> str:
    """What a toast says."""
    return f"L’engagement de coûts de {number} est enregistré."


def signed(number: str) -> str:
    """What a toast says."""
    return f"L’engagement de coûts de {number} est signé."


def confirmed(number: str, count: int) -> str:
    """« D-2026-0063 : 2 déploiements confirmés. »"""
    return f"{number}{NBSP}: {counted(count, 'déploiement confirmé')}."


def money(amount: Decimal) -> str:
    """« 11 560,00 $ »."""
    return format_money(amount)


def member(name: str, seat: int, first: date, last: date) -> str:
    """« Place 1 : Thomas Nguyen, du lundi 26 octobre au vendredi 18 décembre 2026 »."""
    return f"Place {seat}{NBSP}: {name}, du {format_date(first, year=False)} au {format_date(last)}"


def waiting(number: str) -> str:
    """What a toast says."""
    return f"{number} est en liste d’attente."
