"""What the list of positions and the form of one say, in French."""

from __future__ import annotations

from datetime import date

from agence_desktop.core.french import NBSP, format_date
from agence_desktop.desktop.positions.texts import days
from agence_desktop.positions.rows import SheetState
from agence_desktop.positions.sentences import STATE_LABELS

NOUN = "poste"
NUMBER, TITLE, UNIT, PLACE, HOLDER, CLASS, MANAGER = (
    "Poste",
    "Titre",
    "Unité",
    "Lieu",
    "Titulaire",
    "Corps d’emploi",
    "Gestionnaire",
)
SHEET, OPEN_VERSION, REVIEW = "Fiche", "Version ouverte", "Révision"
COVERAGE, UNCOVERED, DEFICIT = "C, couverture", "U, tâches critiques sans relève", "D, procédures à dater"
COVERAGE_HEAD, UNCOVERED_HEAD, DEFICIT_HEAD = "C\ncouverture", "U\nsans relève", "D\nprocédures"
EMPTY = "Aucun poste ici. Créez un poste, ou importez ceux de votre unité avec leurs fiches."
CREATE = "&Nouveau poste…"
EXPORT = "E&xporter…"
ENDED = "Postes &terminés"
ENDED_TIP = "Montrer plutôt les postes dont le dernier jour est passé, pour en reprendre un"
EXPORT_TIP = "Écrire la liste, telle qu’elle est filtrée et triée, dans un fichier CSV ou Excel"
EXPORT_TITLE = "Exporter la liste des postes"
EXPORT_NAME = "postes"


def open_version(number: int, state: SheetState) -> str:
    """« version 4, soumise »."""
    return f"version{NBSP}{number}, {STATE_LABELS[state].lower()}"


def ended(last: date) -> str:
    """« Terminé le 2026-11-19 »."""
    return f"Terminé le {last.isoformat()}"


def overdue(count: int) -> str:
    """« En retard de 98 jours »."""
    return f"En retard de {days(count)}"


def review_tip(day: date, causes: str) -> str:
    """The date of a review in full, and why it is due."""
    told = f"Prochaine révision{NBSP}: {format_date(day)}"
    return f"{told}\nÀ réviser{NBSP}: {causes}" if causes else told
