"""What « Journées et frais » says, in French."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from agence_desktop.core.french import (
    NBSP,
    counted,
    format_money,
    format_number,
    format_period,
    format_short_date,
)
from agence_desktop.teams.actuals import ActualSheet, MandateLine
from agence_desktop.teams.cost_sentences import EXPENSE_LABELS
from agence_desktop.teams.periods import Days
from agence_desktop.teams.rows import ExpenseKind

PLACE = "Journées et frais"
REQUEST, MEMBER, TEAM, CLIENT, PERIOD = "Demande", "Membre", "Équipe", "Client", "Période"
STATE, NOTED, MISSING, SPENT, CEILING = "État", "Journées notées", "À noter", "À ce jour", "Plafond"
NOUN = "mandat"
EMPTY = "Aucun mandat commencé dont vous notez les journées."
NO_CEILING = "sans engagement signé"
CEILING_WITHIN = "à l’aise"
CEILING_NEAR = "plafond proche"
CEILING_FORESEEN = "sera dépassé"
CEILING_PASSED = "dépassé"
OPEN = "&Journées et frais…"
EXPORT, EXPORT_TITLE, EXPORT_NAME = "E&xporter les mandats…", "Exporter les mandats", "journees-et-frais"

SAVE = "Enregistrer"
WORK, EXPENSES = "Journées", "Frais"
DAY, PLANNED, DONE, NOTE, AMOUNT, STATED = "Jour", "Prévu", "Fait", "Remarque", "Montant", "Relevé"
KIND, QUANTITY, RATE, EVIDENCE = "Nature", "Quantité", "Taux ou montant", "Numéro de pièce"
AS_PLANNED = "&Noter comme prévu"
AS_PLANNED_TIP = "Inscrit, pour chaque journée passée et encore vide, ce qui était prévu."
ON_STATEMENT = "porté"
READ_ONLY = "Vous consultez cette feuille\u00a0: le membre et l’organisme prêteur la remplissent."
NOT_SIGNED = "Aucun engagement de coûts n’est signé pour cette demande."
UNDONE_PASTE = "Le collage est retiré."
WORK_HELP = "Fait\u00a0: 1, 0,5 ou 50\u00a0%. Ctrl+V colle un bloc d’un tableur. Suppr vide une cellule."
EXPENSE_HELP = (
    "Déplacement en kilomètres, hébergement en nuits, repas en jours\u00a0: sans taux, celui de la table "
    "s’applique. Pour un autre frais, écrivez le montant."
)
UNKNOWN = "Ce déploiement n’est pas confirmé\u00a0: il n’a pas encore de journées à noter."
NOTHING_CHANGED = "Rien n’a changé."

BAD_SHARE = "Écrivez une part de journée\u00a0: 1, 0,5 ou 50\u00a0%."
BAD_QUANTITY = "Écrivez une quantité, par exemple 66 ou 1,5."
BAD_KIND = "Choisissez déplacement, hébergement, repas ou autre frais."
DAY_MISSING = "Écrivez le jour."
QUANTITY_MISSING = "Écrivez la quantité."

KINDS = {kind: EXPENSE_LABELS[kind] for kind in ExpenseKind}


def title(sheet: ActualSheet) -> str:
    """« Journées et frais, Louise Arsenault »."""
    return f"{PLACE}, {sheet.payee.name}"


def about(sheet: ActualSheet) -> str:
    """« D-2026-0042, place 1 · MSP · 26 oct. au 18 déc. 2026 »."""
    seat = f"{sheet.number}, place {sheet.seat}" if sheet.number else "sans demande"
    return " · ".join(part for part in (seat, sheet.client, period(sheet.period)) if part)


def period(found: Days) -> str:
    """« 26 oct. au 18 déc. 2026 »."""
    return format_period(found.first, found.last or found.first, short=True)


def short_period(found: Days) -> str:
    """« 26 oct. au 18 déc. »."""
    return format_period(found.first, found.last or found.first, short=True, year=False)


def short_day(day: date) -> str:
    """« lun. 2 nov. 2026 »."""
    return format_short_date(day)


def share(value: Decimal) -> str:
    """« 1 », « 0,5 »."""
    return format_number(value.normalize() + 0)


def money(amount: Decimal) -> str:
    """« 155,00 $ »."""
    return format_money(amount)


def standing(spent: Decimal, ceiling: Decimal) -> str:
    """« 1 550,00 $ à ce jour sur un plafond de 5 000,00 $, il reste 3 450,00 $. »"""
    left = format_money(ceiling - spent)
    return (
        f"{format_money(spent)} à ce jour sur un plafond de {format_money(ceiling)}{NBSP}: il reste {left}."
    )


def noted(line: MandateLine) -> str:
    """« 8 sur 15 »."""
    return f"{line.noted} sur {line.planned}"


def fault(row: int, column: str, sentence: str) -> str:
    """« Ligne 3, Quantité : … »."""
    return f"Ligne {row}, {column}{NBSP}: {sentence}"


def saved(count: int, name: str) -> str:
    """« 6 inscriptions enregistrées pour Louise Arsenault. »"""
    word = "enregistrée" if count == 1 else "enregistrées"
    return f"{counted(count, 'inscription')} {word} pour {name}."


def exported(count: int, name: str) -> str:
    """« 12 mandats dans « journees-et-frais.xlsx ». »."""
    return f"{counted(count, 'mandat')} dans «{NBSP}{name}{NBSP}»."


def exporting(name: str) -> str:
    """Work in the status bar."""
    return f"Exportation vers {name}"
