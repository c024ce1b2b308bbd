"""What room booking as a whole says, in French: its menu, commands and palette."""

from __future__ import annotations

WORD = "Espaces"
MENU = "&Réservation"

SPACES = "Salles"
SITES = "Immeubles"
BOOKINGS = "Réservations"

NEW = "&Nouvelle réservation…"
EDIT = "&Modifier la réservation…"
MOVE = "&Déplacer la séance…"
CANCEL = "&Annuler la séance…"
PRESENCE = "Noter la &présence"
ROOM_PAGE = "Fiche de la &salle"
TODAY = "Aujourd’&hui"
PREVIOUS = "&Période précédente"
NEXT = "Période sui&vante"
ONE_DAY = "Un &jour"
ONE_WEEK = "Une semai&ne"
TWO_WEEKS = "&Deux semaines"
CLEAR_FILTERS = "&Effacer les filtres"
