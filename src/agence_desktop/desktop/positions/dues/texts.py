"""What the calendar of due dates says, in French."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from agence_desktop.core.french import NBSP, counted, format_date, listed

CALENDAR, TITLE = "Échéances", "Échéances des postes"
MONTH = "Échéances du mois"
NOUN = "échéance"
DAILY = "Avec ce qui revient chaque jour"
DAY_LIST = "Échéances du jour"
NOTHING_DUE = "Rien n’est dû ce jour-là. Choisissez un autre jour dans le mois."
HOUR, POST, TASK, RELIEF = "Heure", "Poste", "Tâche", "Relève"
NOBODY = "aucune relève"
AWAY = "titulaire en absence"
HOLIDAY = "férié"
COVERED = "une relève au moins"
EXPORT = "Exporter en iCalendar…"
EXPORT_TIP = "Les échéances qu’une personne peut prendre en relève, pour son propre calendrier"
EXPORT_TITLE = "Exporter des échéances"
FILES = "Calendrier (*.ics)"
NOBODY_TO_EXPORT = "Personne n’a de niveau noté dans cette unité"
EXPORT_MENU = "Pour qui exporter les échéances"
OPEN = "Ouvrir"

# Commands.
EXPORT_COMMAND = "Exporter en i&Calendar…"
PREVIOUS, NEXT, TODAY = "Mois &précédent", "Mois suivan&t", "Mois d’aujourd’&hui"


def relief(names: Sequence[str]) -> str:
    """« relève : Karim Benali et Josée Lachance », « aucune relève »."""
    return f"relève{NBSP}: {listed(list(names))}" if names else NOBODY


def state(names: Sequence[str], *, away: bool) -> str:
    """What a screen reader says of who could do it."""
    return f"{AWAY}, {relief(names)}" if away else relief(names)


def day_title(day: date) -> str:
    """« vendredi 4 décembre 2026 »."""
    return format_date(day)


def counted_dues(count: int) -> str:
    """« 12 échéances »."""
    return counted(count, NOUN)


def exporting(name: str) -> str:
    """Work in the status bar."""
    return f"Exportation vers {name}"


def exported(count: int, person: str, name: str) -> str:
    """« 12 échéances pour Karim Benali dans « echeances-karim-benali.ics ». »."""
    return f"{counted_dues(count)} pour {person} dans «{NBSP}{name}{NBSP}»."
