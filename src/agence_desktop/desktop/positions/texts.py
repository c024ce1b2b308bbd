"""What unique positions as a whole say, in French: rail, menu, commands, palette, words of all rooms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from agence_desktop.core.french import NBSP, counted, format_number, listed
from agence_desktop.positions.rows import UnitRef
from agence_desktop.positions.sentences import CAUSE_LABELS
from agence_desktop.positions.states import ReviewCause

WORD = "Postes uniques"
MENU = "P&oste"

REGISTER = "Postes"
VULNERABILITY = "Vulnérabilité"
MATRIX, MATRIX_TITLE = "Matrice", "Matrice de couverture"
REVIEWS = "Révisions"
DRILLS, DRILLS_TITLE = "Exercices", "Exercices de relève"

NEW_POSITION = "&Nouveau poste…"
OPEN_SHEET = "&Ouvrir la fiche"
EDIT_POSITION = "&Modifier le poste…"
RETIRE_POSITION = "Retirer &le poste…"
RESUME_POSITION = "Re&prendre le poste"
EXPORT = "&Exporter la liste…"

POSITIONS_FOUND = "Postes"
VACANT = "vacant"
ACKNOWLEDGED = "Prise de connaissance"
NO_ONE = "personne"
ALL_UNITS = "Toutes les unités"
ALL_PLACES = "Tous les lieux"
UNIT, PLACE = "Unité", "Lieu"
EXPORT_TITLE = "Exporter la liste des postes"
OPEN_FOLDER = "Ouvrir"
READ_ONLY = f"La base est ouverte en consultation seulement{NBSP}: rien ne peut être enregistré."


def share(value: Fraction) -> str:
    """« 0,53 »."""
    return format_number(value, 2)


def unit_name(unit: UnitRef) -> str:
    """« Soutien aux opérations, SQ-SC »."""
    return f"{unit.name}, {unit.organisation}" if unit.organisation else unit.name


def causes(found: Sequence[ReviewCause]) -> str:
    """« date de révision atteinte et exercice de relève échoué »."""
    return listed([CAUSE_LABELS[cause] for cause in found])


def days(count: int) -> str:
    """« 98 jours »."""
    return counted(count, "jour")


def iso(day: date | None) -> str:
    """« 2026-11-20 », as tables write dates; empty where there is none."""
    return "" if day is None else day.isoformat()


def exporting(name: str) -> str:
    """Work in the status bar."""
    return f"Exportation vers {name}"


def exported(count: int, noun: str, name: str) -> str:
    """« 11 postes dans « postes.xlsx ». »."""
    return f"{counted(count, noun)} dans «{NBSP}{name}{NBSP}»."


def prepared(count: int) -> str:
    """Messages opened in the user's mail program."""
    if count == 1:
        return "1 message préparé dans votre logiciel de courriel. Rien n’est envoyé sans vous."
    return f"{count} messages préparés dans votre logiciel de courriel. Rien n’est envoyé sans vous."


def not_opened(folder: str) -> str:
    """No mail program answers."""
    return f"Aucun logiciel ne s’ouvre pour les messages. Ils sont gardés dans {folder}."
