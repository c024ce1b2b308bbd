"""What the editor of a repetition says, in French."""

from __future__ import annotations

from agence_desktop.core.french import NBSP, WEEKDAYS, ordinal
from agence_desktop.core.recurrence import Repeat

TITLE = "Répétition"
APPLY = "Appliquer"
NEVER = "Aucune"
PARTICULAR = "Règle particulière, gardée telle quelle"
REPEATS = {
    Repeat.DAILY: "Quotidienne",
    Repeat.WEEKLY: "Hebdomadaire",
    Repeat.MONTHLY_DAY: "Mensuelle, un jour du mois",
    Repeat.MONTHLY_WEEKDAY: "Mensuelle, un jour de semaine",
    Repeat.YEARLY: "Annuelle",
}
UNITS = {
    Repeat.DAILY: ("jour", "jours"),
    Repeat.WEEKLY: ("semaine", "semaines"),
    Repeat.MONTHLY_DAY: ("mois", "mois"),
    Repeat.MONTHLY_WEEKDAY: ("mois", "mois"),
    Repeat.YEARLY: ("an", "ans"),
}
AFTER_COUNT = "Après un nombre de dates"
ON_DATE = "À une date"
LAST_DAY = "le dernier jour"
RANKS = {1: "premier", 2: "deuxième", 3: "troisième", 4: "quatrième", 5: "cinquième", -1: "dernier"}
EXCEPTIONS = "Dates retirées"
ADDITIONS = "Dates ajoutées"
ADD = "Ajouter"
NO_DAY = f"Choisissez au moins un jour de la semaine{NBSP}: la série n’en a aucun."
NO_UNTIL = "Écrivez la date de fin."
ADD_DATE_TITLE = "Ajouter une date"


def month_day(number: int) -> str:
    """« le 1er », « le 15 »."""
    return f"le {ordinal(number) if number == 1 else number}"


def weekday(number: int) -> str:
    """« jeudi »."""
    return WEEKDAYS[number]


def add_name(kind: str) -> str:
    """The name of the field where a date is typed: « Dates retirées, nouvelle date »."""
    return f"{kind}, nouvelle date"


def add_button_name(kind: str) -> str:
    """The name of the button beside it."""
    return f"Ajouter aux {kind[0].lower()}{kind[1:]}"


def remove_name(kind: str) -> str:
    """The name of the button that takes the chosen date out of the list."""
    return f"Ôter des {kind[0].lower()}{kind[1:]}"


REMOVE = "Ôter"
