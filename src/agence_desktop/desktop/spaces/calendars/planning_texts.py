"""What the calendars of rooms say, in French."""

from __future__ import annotations

from collections.abc import Sequence

from agence_desktop.core.french import NBSP, counted, format_number, listed

PLANNING = "Planning"
AGENDA = "Agenda"
MONTH = "Mois"
PLANNING_TITLE = "Planning des espaces"
MONTH_TITLE = "Mois des espaces"

WHOLE_TAKEN = "Salle entière"
TAKEN_BY = "prise par {acronym}"
CLOSED = "Fermée"
CLOSED_STATE = "fermeture"

CORNER = "capacité, équipement"
READING = "Lecture des réservations…"
EMPTY = "Aucun espace ne répond à ces filtres. Élargissez le groupe d’immeubles, la capacité ou l’équipement."

GROUP = "Groupe"
EVERYWHERE = "tous les immeubles"
WHOLE_REGION = "Toute la région"
CAPACITY = "Capacité"
EQUIPMENT = "Équipement"
ALL = "toutes"
ANY = "tous"
FREE_NOW = "Li&bre maintenant"
FILTERS = "Filtres"
PRINT_WHICH = "Imprimer la semaine de quel immeuble?"
CLEAR = "Effacer les filtres"


MENU_EDIT = "&Modifier…"
MENU_MOVE = "&Déplacer…"
MENU_CANCEL = "A&nnuler…"
MENU_PRESENCE = "N&oter la présence"
MENU_NEW = "Nouvelle &réservation ici…"
MENU_ROOM = "Fiche de la &salle"
MENU_SITE = "Fiche de l’&immeuble"

ROOM = "Espace"
CHOOSE_ROOM = "Choisissez un espace pour voir son agenda."


def corner(count: int) -> str:
    """« Espaces (13) »."""
    return f"Espaces ({format_number(count)})"


def part_taken(name: str) -> str:
    """« Partie A prise » where the part has a letter or number, « Etchemin Nord prise » otherwise."""
    last = name.rsplit(maxsplit=1)[-1]
    return f"Partie {last} prise" if len(last) <= 2 else f"{name}{NBSP}: prise"


def group_choice(municipalities: Sequence[str], sites: int) -> str:
    """« Groupe : tous », « Groupe : Québec et Lévis », « Groupe : 14 immeubles »."""
    if not sites:
        return f"{GROUP}{NBSP}: {ANY}"
    if len(municipalities) <= 2:
        return f"{GROUP}{NBSP}: {listed(list(municipalities))}"
    return f"{GROUP}{NBSP}: {counted(sites, 'immeuble')}"


def capacity_choice(least: int) -> str:
    """« Capacité : toutes », « Capacité : 12 et plus »."""
    return f"{CAPACITY}{NBSP}: {f'{least} et plus' if least else ALL}"


def least_places(least: int) -> str:
    """« 12 places et plus », « Toutes »."""
    return f"{counted(least, 'place')} et plus" if least else ALL.capitalize()


def equipment_choice(labels: Sequence[str]) -> str:
    """« Équipement : tous », « Équipement : Wi-Fi », « Équipement : 3 choisis »."""
    if not labels:
        return f"{EQUIPMENT}{NBSP}: {ANY}"
    return f"{EQUIPMENT}{NBSP}: {labels[0] if len(labels) == 1 else f'{len(labels)} choisis'}"


def among(municipalities: Sequence[str]) -> str:
    """« , Québec et Lévis » after the name of a place; nothing where there are many."""
    return f", {listed(list(municipalities))}" if 0 < len(municipalities) <= 3 else ""
