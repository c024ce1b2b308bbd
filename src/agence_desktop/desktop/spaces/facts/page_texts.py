"""What the pages of rooms and buildings say, in French."""

from __future__ import annotations

from agence_desktop.core.french import counted

ROOM = "Salle"
SITE = "Immeuble"
CODE = "Code"
KIND = "Nature"
FLOOR = "Étage"
CAPACITY = "Capacité"
EQUIPMENT = "Équipement"
ACCESS = "Accessibilité"
ACCESSIBLE = "accessible en fauteuil roulant"
NOT_ACCESSIBLE = "pas accessible en fauteuil roulant"
SHARING = "Partage"
SHARED = "offerte aux autres organismes"
NOT_SHARED = "réservée à l’organisme hôte"
PARTS = "Parties"
WHOLE = "Partie de"
HOST = "Organisme hôte"
TERMS = "Modalités"
CLOSURES = "Fermetures à venir"
ADDRESS = "Adresse"
REGION = "Région"
HOURS = "Heures"
ENTRY = "Accès"
MOVABLE = "Matériel"
RETIRED = "Retirée du service"

UPCOMING = "Prochaines réservations"
NO_UPCOMING = "Aucune réservation dans les quatre prochaines semaines."
ROOMS = "Salles"
NO_ROOMS = "Aucune salle dans cet immeuble."
TODAY = "Réservations d’aujourd’hui"
NO_TODAY = "Aucune réservation aujourd’hui dans cet immeuble."
CHOOSE_ROOM = "Choisissez une salle par la recherche (Ctrl+K) ou par le planning."
CHOOSE_SITE = "Choisissez un immeuble par la recherche (Ctrl+K) ou par le planning."

OPEN_AGENDA = "Ouvrir l’a&genda"
OPEN_SITE = "Voir l’&immeuble"
OPEN_PLANNING = "Ouvrir le &planning"
BOOK = "Réser&ver cette salle…"

DAY = "Jour"
START = "Début"
END = "Fin"
SPACE = "Espace"
FOR = "Pour"
PURPOSE = "Objet"
PEOPLE = "Pers."
STATE = "État"
NAME = "Salle"
SEATS = "Places"


def capacities(words: list[tuple[str, int]], capacity: int) -> str:
    """« 40 places; en U 12, théâtre 60 »."""
    by_layout = ", ".join(f"{label[0].lower()}{label[1:]} {places}" for label, places in words)
    return f"{counted(capacity, 'place')}; {by_layout}" if by_layout else counted(capacity, "place")
