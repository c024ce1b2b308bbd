"""What the forms of a member say, in French."""

from __future__ import annotations

from datetime import date

from agence_desktop.core.french import NBSP, format_date, format_period
from agence_desktop.teams.periods import Days

ABSENCE, HOURS, SKILLS = "Absence du &membre…", "&Horaire du membre…", "C&ompétences et limites du membre…"
SAVE = "Enregistrer"
WHICH, NEW = "&Absence", "nouvelle absence"
FROM, TO = "&Du", "A&u"
TAKE_BACK = "A&nnuler cette absence"
FREES = "&Libérer les jours de déploiement ferme"
FREES_HELP = (
    f"Aucun motif n’est demandé. Sans cette case, une absence sur des jours fermes est refusée{NBSP}: faites "
    "d’abord remplacer le membre."
)
PAST_END = "Le dernier jour précède le premier. Corrigez l’une des deux dates."

SINCE = "À partir &du"
DAYS = ("&Lundi", "&Mardi", "Mer&credi", "&Jeudi", "&Vendredi")
HOURS_HELP = "En heures par jour, 0 pour un jour sans travail, 3,5 pour une demi-journée."
FACTOR = "Dis&ponibilité"
BAD_HOURS = "Écrivez de 0 à 24 heures, par exemple 7 ou 3,5."
HOURS_FREES = "Libérer les jours &fermes qui ne tiennent plus dans l’horaire"

NO_LEVEL = "–"
LEVELS = ((None, NO_LEVEL), *((number, str(number)) for number in range(1, 5)))
LEVEL_HELP = (
    "1 en apprentissage, 2 avec de l’aide, 3 en autonomie, 4 peut former. Un niveau changé est validé"
    " aujourd’hui."
)
VALIDATE = "&Valider aujourd’hui tous les niveaux"
CONTRACT_END = "&Dernier jour du contrat"
CONTRACT_HELP = "Vide si le contrat n’a pas de fin."
MOST_KM, KM = "&Limite de déplacement", "km"
KM_HELP = "Vide s’il n’y a pas de limite."
REMOTE = "Accepte le travail à d&istance"


def title(deed: str, name: str) -> str:
    """« Absence, Louise Arsenault »."""
    return f"{deed}, {name}"


def period(days: Days) -> str:
    """« du 7 au 11 décembre 2026 »."""
    return format_period(days.first, days.last or days.first)


def away(name: str, days: Days) -> str:
    """What a toast says."""
    return f"{name}{NBSP}: absence du {_span(days)}."


def back(name: str, days: Days) -> str:
    """What a toast says of one taken back."""
    return f"{name}{NBSP}: l’absence du {_span(days)} est annulée."


def hours(name: str, since: date) -> str:
    """What a toast says of other hours."""
    return f"{name}{NBSP}: nouvel horaire à partir du {format_date(since, weekday=False)}."


def kept(name: str) -> str:
    """What a toast says of skills and limits."""
    return f"{name}{NBSP}: compétences et limites enregistrées."


def ends_too_soon(first: date) -> str:
    """Why a contract cannot end on the day that was typed."""
    began = format_date(first, weekday=False)
    return f"Le contrat a commencé le {began}{NBSP}: son dernier jour ne peut pas venir avant."


def validated(day: date) -> str:
    """« validé le 2 juin 2026 »."""
    return f"validé le {format_date(day, weekday=False)}"


def _span(days: Days) -> str:
    first, last = format_date(days.first, weekday=False), days.last or days.first
    return first if last == days.first else f"{first} au {format_date(last, weekday=False)}"
