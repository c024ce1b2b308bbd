"""What « Tarifs » says, in French."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from agence_desktop.core.french import NBSP, counted, format_date, format_short_date
from agence_desktop.desktop.teams import texts as common
from agence_desktop.teams.rate_lines import RateScope, Standing
from agence_desktop.teams.rows import ExpenseKind

PLACE = "Tarifs"
WHAT, WHOM, SINCE, LAST, AMOUNT, STANDING = "Tarif", "Pour", "Depuis", "Jusqu’au", "Montant", "État"
NOUN = "tarif"
EMPTY = (
    "Aucun tarif. Sans tarif, les journées et les frais ne s’estiment pas et un relevé ne s’émet pas. "
    "Ajoutez le premier."
)
EVERYBODY = "tous"
NOTHING = "rien"
OPEN_END = "sans fin"
DAY_OF_CLASS, DAY_OF_MEMBER = "Journée, par corps d’emploi", "Journée d’un membre"
DAY = "Journée de travail"
KINDS = {
    ExpenseKind.TRAVEL: "Kilomètre",
    ExpenseKind.LODGING: "Nuitée d’hébergement",
    ExpenseKind.MEALS: "Repas d’une journée",
}
STANDINGS = {
    Standing.IN_FORCE: "En vigueur",
    Standing.COMING: "À venir",
    Standing.PAST: "Passé",
}

NEW, NEW_BUTTON = "No&uveau tarif…", "Nouveau tarif"
EDIT = "&Corriger le tarif…"
REMOVE = "&Retirer le tarif"
SETTINGS, SETTINGS_BUTTON = "Ré&glages des coûts…", "Réglages des coûts…"
EXPORT, EXPORT_TITLE, EXPORT_NAME = "E&xporter les tarifs…", "Exporter les tarifs", "tarifs"

NEW_TITLE, EDIT_TITLE, SAVE = "Nouveau tarif", "Corriger un tarif", "Enregistrer le tarif"
ASK_WHAT, ASK_CLASS, ASK_MEMBER = "&Tarif", "&Corps d’emploi", "&Membre"
ASK_SINCE, ASK_AMOUNT = "&Depuis le", "M&ontant"
NO_MORE = "&Plus rien n’est payé à partir de ce jour"
NEW_HELP = (
    "Le tarif précédent vaut jusqu’à la veille. Pour une journée, le tarif d’un membre passe avant celui de "
    "son corps d’emploi. Un tarif qui commence dans le passé change aussi les journées et les frais déjà "
    "notés\u00a0: le prochain relevé porte la différence."
)
EDIT_HELP = (
    "La date ne change pas\u00a0: pour une autre date, retirez ce tarif et ajoutez-en un. Ce qui est déjà "
    "noté à ce tarif change aussi\u00a0: le prochain relevé porte la différence."
)
CLASS_MISSING = "Écrivez le corps d’emploi."
MEMBER_MISSING = "Choisissez un membre."
AMOUNT_MISSING = "Écrivez le montant, par exemple 310,00, ou cochez la case."
TOO_MUCH = f"Un tarif va de 0 à 100{NBSP}000{NBSP}$."
NO_RIGHT = (
    "Les tarifs sont tenus par la gestion d’une équipe volante. "
    "Adressez-vous à la personne qui administre le programme."
)

SETTINGS_TITLE, SETTINGS_SAVE = "Réglages des coûts", "Enregistrer les réglages"
LODGING, LODGING_UNIT = "&Hébergement compté à plus de", "km"
WARNING, PERCENT = "&Avertir à partir de cette part du plafond", "%"
CASE_POSTS = "&Poste permanent\u00a0: demande moyenne, en postes"
CASE_MONTHS, MONTHS_UNIT = "Poste permanent\u00a0: &mois de demande sur douze", "mois"
SETTINGS_HELP = (
    "L’hébergement se compte d’après la route, dans un sens. Un poste permanent est proposé quand la demande "
    "sans réponse atteint cette moyenne pendant au moins ce nombre de mois. "
    "Ces réglages valent pour toutes les équipes volantes."
)
BAD_POSTS = "Écrivez plus de 0 poste et 100 au plus, par exemple 0,8."
SETTINGS_SAVED = "Réglages des coûts enregistrés."


def what(scope: RateScope) -> str:
    """« Kilomètre », « Journée de travail »."""
    return DAY if scope.kind is None else KINDS[scope.kind]


def whom(scope: RateScope, name: str) -> str:
    """« tous », « Agent de secrétariat », « Louise Arsenault »."""
    return EVERYBODY if scope.kind is not None else name


def money(amount: Decimal | None) -> str:
    """« 310,00 $ », « 0,610 $ », « rien »."""
    return NOTHING if amount is None else common.rate(amount)


def day(found: date) -> str:
    """« 1er avr. 2026 »."""
    return format_short_date(found, weekday=False)


def last(found: date | None) -> str:
    """« 31 mars 2027 », « sans fin »."""
    return OPEN_END if found is None else day(found)


def about(scope: RateScope, name: str, since: date) -> str:
    """« Journée de travail, Agent de secrétariat, depuis le 1er avril 2026 »."""
    whose = "" if scope.kind is not None else f", {name}"
    return f"{what(scope)}{whose}, depuis le {format_date(since, weekday=False)}"


def saved(scope: RateScope, name: str, since: date, amount: Decimal | None) -> str:
    """« Tarif enregistré : Kilomètre, depuis le 1er avril 2027, 0,630 $. »."""
    return f"Tarif enregistré{NBSP}: {about(scope, name, since)}, {money(amount)}."


def removed(scope: RateScope, name: str, since: date) -> str:
    """« Tarif retiré : Kilomètre, depuis le 1er avril 2027. »."""
    return f"Tarif retiré{NBSP}: {about(scope, name, since)}."


def taken(amount: Decimal | None) -> str:
    """Another rate begins on that day."""
    return f"Un tarif commence déjà ce jour-là ({money(amount)}). Corrigez-le par F2 dans la liste."


def exported(count: int, name: str) -> str:
    """« 12 tarifs dans « tarifs.xlsx ». »."""
    return f"{counted(count, 'tarif')} dans «{NBSP}{name}{NBSP}»."


def exporting(name: str) -> str:
    """Work in the status bar."""
    return f"Exportation vers {name}"
