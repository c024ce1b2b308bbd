"""What lists, forms and fields say, in French."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from agence_desktop.core.french import NBSP, counted, format_number, format_time, quoted

RESULTS = "Résultats"
NO_RESULT = "Aucun résultat"
SEARCH = "Chercher (flèche vers le bas)"

REQUIRED = "obligatoire"
REQUIRED_FAULT = "Ce champ est obligatoire."
CANCEL, CANCEL_KEY, SAVE_KEY = "Annuler", "Échap", "Ctrl+Entrée"
DRAFT_FAILED = "Le brouillon n’a pas pu être écrit."
LEAVE_QUESTION = "Quitter sans enregistrer?"
LEAVE_EXPLANATION = "Ce que vous avez saisi dans ce formulaire sera perdu."
LEAVE_YES, LEAVE_NO = "Quitter sans enregistrer", "Continuer la saisie"
PRODUCT = "Agence"

FILTER = "Filtrer la liste"
COLUMNS = "Colonnes"
COLUMNS_MENU = "&Colonnes"
CHOOSE_COLUMNS = "Choisir les colonnes"
NO_MATCH = "Aucune ligne ne contient ces mots."
CLEAR_FILTER = "Effacer le filtre"
OPEN = "&Ouvrir"
ASCENDING, DESCENDING = "Ordre &croissant", "Ordre &décroissant"
ADD_TO_SORT = "&Ajouter au tri présent"
COPY_TABLE = "Co&pier comme tableau"
EXPORT = "&Exporter…"

CLOSE_MESSAGE = "Fermer le message"
CALENDAR = "Calendrier"
OPEN_CALENDAR = "Choisir dans un calendrier (F4)"
PREVIOUS_MONTH, NEXT_MONTH = "Mois précédent", "Mois suivant"
CHOOSE_MONTH, CHOOSE_YEAR = "Choisir le mois", "Choisir l’année"


def not_chosen(text: str) -> str:
    """Something is typed in a chooser, nothing is chosen."""
    return f"Rien n’est choisi pour {quoted(text)}. Prenez une ligne de la liste."


def at_most(most: int) -> str:
    """A number beyond the bound."""
    return f"Écrivez un nombre d’au plus {format_number(most)}."


def create(what: str, text: str) -> str:
    """« Créer une personne : « Roy » »."""
    return f"Créer {what}{NBSP}: {quoted(text)}"


def field_name(words: str, required: bool) -> str:
    """The accessible name of a field."""
    return f"{words}, {REQUIRED}" if required else words


def to_correct(count: int) -> str:
    """« 2 champs à corriger »."""
    return counted(count, "champ à corriger", "champs à corriger")


def errors_said(errors: Sequence[tuple[str, str]]) -> str:
    """All errors of a form, for screen readers: words of the field and sentence."""
    said = [f"{words}{NBSP}: {sentence}" for words, sentence in errors]
    return f"{to_correct(len(errors))}. {' '.join(said)}"


def go_to_field(words: str) -> str:
    """The accessible name of a link of the summary."""
    return f"Aller au champ {words}"


def draft_kept(at: datetime) -> str:
    """« Brouillon gardé à 10 h 42 »."""
    return f"Brouillon gardé à {format_time(at)}"


def list_name(noun: str) -> str:
    """« Liste : réservation »."""
    return f"Liste{NBSP}: {noun}"


def header_name(words: str) -> str:
    """The accessible name of the headers of a table."""
    return f"{words}, en-têtes"


def counts(matching: int, total: int, noun: str) -> str:
    """« 12 réservations », « 3 sur 12 réservations »."""
    whole = counted(total, noun)
    return whole if matching == total else f"{format_number(matching)} sur {whole}"


def sort_by(title: str) -> str:
    """« Trier par « Espace » »."""
    return f"&Trier par {quoted(title)}"


def sorted_header(title: str, place: int, descending: bool) -> str:
    """« Espace, tri 1, croissant »."""
    return f"{title}, tri {place}, {'décroissant' if descending else 'croissant'}"


def cell(title: str, text: str) -> str:
    """« Espace : Salle Chaudière »."""
    return f"{title}{NBSP}: {text or 'vide'}"
