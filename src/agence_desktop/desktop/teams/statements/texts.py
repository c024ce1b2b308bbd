"""What « Relevés » says, in French."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.french import NBSP, counted, format_money, format_period, format_short_date
from agence_desktop.teams.netting import Netting
from agence_desktop.teams.periods import Days
from agence_desktop.teams.stating import RequestCeiling

NUMBER, STATE, CLIENT, LENDER = "Relevé", "État", "Client", "Prêteur"
PERIOD, TOTAL, MADE, BY = "Période", "Total", "Préparé ou émis", "Par"
NOUN = "relevé"
EMPTY = (
    "Aucun relevé dans cette période. Notez les journées et les frais des déploiements, "
    "puis préparez le relevé d’un client."
)
PREPARE = "&Préparer un relevé…"
PREPARE_BUTTON = "Préparer un relevé"
ISSUE = "Éme&ttre le relevé…"
ISSUE_BUTTON = "Émettre…"
RENEW = "&Refaire le projet"
RENEW_BUTTON = "Refaire le projet"
DISCARD = "&Supprimer le projet"
DRAFT, ISSUED = "Projet", "Émis"
CHANGED = "Projet à refaire"
UNNUMBERED = "–"

LINES = "Lignes du relevé"
NONE_CHOSEN = "Choisissez un relevé pour en voir les lignes."
REQUEST, LABEL, EVIDENCE = "Demande, personne", "Libellé", "Pièce"
QUANTITY, RATE, AMOUNT = "Quantité", "Taux", "Montant"
OF_PERIOD = "Travail et frais de la période"
LATE = "Travail et frais antérieurs, portés maintenant"
CORRECTIONS = "Corrections de relevés antérieurs"
CEILINGS = "Plafonds des engagements"
MISSING = "Un taux manque\u00a0: ce qui suit n’est pas perdu, mais le relevé attend ce taux pour être émis."
CHANGED_NOTE = (
    "Des journées, des frais ou des taux ont changé depuis la préparation. "
    "Refaites le projet, regardez-le, puis émettez-le."
)
NOTHING_LEFT = "Plus rien n’est à porter à ce relevé pour sa période."
GONE = "Ce relevé n’existe plus dans cette base."

NETTINGS = "Compensation entre organismes"
NETTINGS_EMPTY = "Aucun relevé émis dans cette période."
AVOIDED_HEAD = "Refacturation\névitée"
PAIR, OWED, PAID, AVOIDED = "Organismes", "Dû de part et d’autre", "À payer", "Refacturation évitée"

TITLE = "Préparer un relevé"
WHOM, FIRST, LAST = "&Client", "&Du", "&Au"
SAVE = "Préparer"
NOBODY = (
    "Aucune journée ni aucun frais n’est noté pour un client que vous facturez. "
    "Notez-les d’abord dans «\u00a0Journées et frais\u00a0»."
)
BAD_PERIOD = "La fin précède le début. Corrigez l’une des deux dates."

ISSUE_SURE = "Émettre ce relevé?"
ISSUE_YES, ISSUE_NO = "Émettre", "Ne pas émettre"
EXPORT, EXPORT_TITLE, EXPORT_NAME = "E&xporter les relevés…", "Exporter les relevés", "releves"


def money(amount: Decimal) -> str:
    """« 6 200,00 $ »."""
    return format_money(amount)


def period(found: Days) -> str:
    """« 1er au 30 nov. 2026 »."""
    return format_period(found.first, found.last or found.first, short=True)


def day(instant: datetime | None) -> str:
    """« 20 nov. 2026 »."""
    if instant is None:
        return ""
    return format_short_date(to_wall(instant, QUEBEC).date(), weekday=False)


def issue_told(client: str, found: Days, amount: Decimal) -> str:
    """What comes of it."""
    return (
        f"Le relevé de {client}, {period(found)}, {money(amount)}, prend son numéro et ne change plus. "
        "Une erreur se corrige par le relevé suivant."
    )


def prepared(client: str, amount: Decimal) -> str:
    """« Projet de relevé pour MSP : 350,26 $. »"""
    return f"Projet de relevé pour {client}{NBSP}: {money(amount)}."


def issued(number: str) -> str:
    """« Relevé RV-2026-0001 émis. »"""
    return f"Relevé {number} émis."


def discarded(client: str, found: Days) -> str:
    """« Projet de relevé pour MSP, 1er au 30 nov. 2026, supprimé. »"""
    return f"Projet de relevé pour {client}, {period(found)}, supprimé."


def title(number: str, client: str, found: Days) -> str:
    """« RV-2026-0001, MSP, 1er au 30 nov. 2026 »."""
    return f"{number or DRAFT}, {client}, {period(found)}"


def paper(number: str) -> str:
    """The title of the preview."""
    return f"Relevé {number}" if number else "Projet de relevé"


def ceiling_told(found: RequestCeiling) -> str:
    """« 4 200,00 $ portés sur un plafond de 5 000,00 $ »."""
    standing = found.standing
    if standing.sentence:
        return standing.sentence
    return f"{money(standing.spent)} sur un plafond de {money(standing.ceiling)}"


def owed(found: Netting) -> str:
    """« MSP 1 200,00 $, MTQ 800,00 $ »."""
    return (
        f"{found.first}{NBSP}: {money(found.first_owes)} · {found.second}{NBSP}: {money(found.second_owes)}"
    )


def paid(found: Netting) -> str:
    """« MSP paie 400,00 $ à MTQ », « quittes »."""
    if found.debtor is None:
        return "quittes"
    return f"{found.debtor} paie {money(found.amount)} à {found.creditor}"


def pair(found: Netting) -> str:
    """« MSP et MTQ »."""
    return f"{found.first} et {found.second}"


def billed(client: str, lender: str) -> str:
    """« MSP, facturé par l’Agence »."""
    return f"{client}, facturé par {lender}"


def exported(count: int, name: str) -> str:
    """« 12 relevés dans « releves.xlsx ». »."""
    return f"{counted(count, 'relevé')} dans «{NBSP}{name}{NBSP}»."


def exporting(name: str) -> str:
    """Work in the status bar."""
    return f"Exportation vers {name}"
