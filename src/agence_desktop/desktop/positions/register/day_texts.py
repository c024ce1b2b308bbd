"""What unique positions say in « Ma journée » about sheets, in French."""

from __future__ import annotations

from datetime import date

from agence_desktop.core.french import NBSP, counted, format_near_date, format_short_date

TITLE = "Fiches à réviser"
EMPTY = "Aucune fiche de vos immeubles n’attend de révision ni de décision de votre part."
LINK = "Tout ouvrir"
SEE_ELSEWHERE = "Les voir"
POST, NAME, HOLDER, REVIEW = "Poste", "Titre", "Titulaire", "Révision"
NEW_HOLDER, DRILL, ABSENCE = "Titulaire changé", "Exercice échoué", "Absence annoncée"


def figure(count: int) -> str:
    """« fiches à réviser », beside their number."""
    return "fiche à réviser" if count < 2 else "fiches à réviser"


def overdue(days: int) -> str:
    """« En retard de 12 j »."""
    return f"En retard de {days}{NBSP}j"


def due(day: date, today: date) -> str:
    """« Révision aujourd’hui », « Révision le 19 oct. »."""
    if day == today:
        return "Révision aujourd’hui"
    return f"Révision le {format_short_date(day, weekday=False, year=day.year != today.year)}"


def submitted(day: date, today: date) -> str:
    """« Soumise hier », « Soumise le 12 oct. »."""
    near = format_near_date(day, today)
    return f"Soumise {near}" if abs((today - day).days) <= 1 else f"Soumise le {near.split(' ', 1)[1]}"


def elsewhere(count: int) -> str:
    """« 31 autres fiches attendent dans des immeubles non choisis. »"""
    if count < 2:
        return "1 autre fiche attend dans un immeuble non choisi."
    return f"{counted(count, 'autre fiche')} attendent dans des immeubles non choisis."
