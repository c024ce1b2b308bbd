"""French texts of the command `demo`."""

from __future__ import annotations

from agence_desktop.core.french import NBSP

HELP = "écrit des données fictives dans une base neuve, créée au besoin"
DESCRIPTION = (
    f"Écrit des données fictives dans une base neuve{NBSP}: immeubles, espaces, personnes, modalités,"
    " réservations, postes uniques et équipes volantes autour d’aujourd’hui. La même graine donne les mêmes"
    " données."
    " Le fichier SQLite est créé s’il n’existe pas; une base qui contient déjà des réservations est refusée."
)
SPACES = "nombre d’espaces (200 si rien n’est dit)"
BOOKINGS = "nombre de réservations (8000 si rien n’est dit)"
POSITIONS = "nombre de postes uniques (60 si rien n’est dit)"
MEMBERS = "nombre de membres des équipes volantes (60 si rien n’est dit)"
SEED = "nombre entier dont tout découle (1 si rien n’est dit)"
WRITING = "écrire des données de démonstration"
PROGRESS = "{done} sur {total}…"
DONE = f"Données fictives écrites{NBSP}: {{counts}}."
BAD_COUNT = f"Le nombre {{text}} ne convient pas{NBSP}: écrivez un nombre entier de {{least}} à {{most}}."
