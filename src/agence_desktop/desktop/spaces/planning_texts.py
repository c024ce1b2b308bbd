"""What the calendars of rooms say, in French."""

from __future__ import annotations

from collections.abc import Sequence

from agence_desktop.core.french import NBSP, counted, format_number, listed

PLANNING = "Planning"
AGENDA = "Agenda"
MONTH = "Mois"
PLANNING_TITLE = "Planning des espaces"

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
FREE_NOW = "&Libre maintenant"
FILTERS = "Filtres"
CLEAR = "Effacer les filtres"

PREVIOUS = "Période précédente"
NEXT = "Période suivante"
TODAY = "Aujourd’hui"
REACH = "Étendue"
DAY = "Jour"
WEEK = "Semaine"
TWO_WEEKS = "2 sem."

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
    """« Groupe : Québec et Lévis », « Groupe : 14 immeubles »."""
    if not sites:
        return f"{GROUP}{NBSP}: {EVERYWHERE}"
    if len(municipalities) <= 2:
        return f"{GROUP}{NBSP}: {listed(list(municipalities))}"
    return f"{GROUP}{NBSP}: {counted(sites, 'immeuble')}"


def capacity_choice(least: int) -> str:
    """« Capacité : toutes », « Capacité : 12 et plus »."""
    return f"{CAPACITY}{NBSP}: {f'{least} et plus' if least else ALL}"


def equipment_choice(labels: Sequence[str]) -> str:
    """« Équipement : tous », « Équipement : Wi-Fi », « Équipement : 3 choisis »."""
    if not labels:
        return f"{EQUIPMENT}{NBSP}: {ANY}"
    return f"{EQUIPMENT}{NBSP}: {labels[0] if len(labels) == 1 else f'{len(labels)} choisis'}"
