"""French texts of the commands of room booking."""

from __future__ import annotations

from agence_desktop.core.french import NBSP, counted

BOOK_HELP = "traite les demandes de réservation d’un fichier, une ligne après l’autre"
BOOK_FILE = "fichier .csv ou .xlsx des demandes"
ROW = f"Ligne {{line}}{NBSP}: {{text}}"


def booked(stored: int, refused: int) -> str:
    """« 12 demandes inscrites, 1 refusée. »"""
    return (
        f"{counted(stored, 'demande inscrite', 'demandes inscrites')}, "
        f"{counted(refused, 'refusée', 'refusées')}."
    )


SPACES_HELP = "cherche parmi les espaces"
FIND_HELP = "dit quels espaces conviennent, lesquels conviendraient presque, et pourquoi pas les autres"
FROM = "début, heure locale de chaque espace (2026-12-01T09:00)"
UNTIL = "fin, heure locale de chaque espace"
PARTICIPANTS = "nombre de personnes (1 si rien n’est dit)"
LAYOUT = "disposition de la salle, par son code"
REGION = "région administrative, par son code"
NEAR = "municipalité d’où les distances sont comptées"
KM = "distance la plus grande, en kilomètres; demande --pres-de"
EQUIPMENT = "équipements fixes voulus, par leurs codes séparés par des virgules"
ACCESSIBLE = "accessible en fauteuil roulant"
ORGANISATION = "organisme qui réserverait, par son sigle"

BAD_MOMENT = f"Le moment {{text}} ne se lit pas{NBSP}: écrivez par exemple 2026-12-01T09:00."
BAD_ORDER = f"La fin doit suivre le début{NBSP}: corrigez «{NBSP}--du{NBSP}» ou «{NBSP}--au{NBSP}»."
BAD_NUMBER = f"La valeur {{text}} ne convient pas{NBSP}: écrivez un nombre entier d’au moins 1."
BAD_KM = f"La distance {{text}} ne convient pas{NBSP}: écrivez un nombre de kilomètres, par exemple 25."
KM_ALONE = f"L’option «{NBSP}--km{NBSP}» demande «{NBSP}--pres-de{NBSP}»."
UNKNOWN_LAYOUT = "La disposition {text} n’existe pas; il y a {known}."
UNKNOWN_REGION = "La région {text} n’existe pas; les codes vont de 01 à 17."
UNKNOWN_PLACE = f"La municipalité {{text}} n’est pas connue{NBSP}: vérifiez son nom."
UNKNOWN_EQUIPMENT = "L’équipement {text} n’existe pas; il y a {known}."
UNKNOWN_ORGANISATION = f"L’organisme {{text}} n’existe pas{NBSP}: vérifiez son sigle."
NO_WORD = "aucun code pour le moment"

RANK, SPACE, STATE, PLACES, DISTANCE, PRICE = "Rang", "Espace", "État", "Places", "Distance", "Prix"
NOTHING_FITS = "Aucun espace ne convient."
NEAR_FITS = f"Conviendraient presque{NBSP}:"
OTHERS = f"Ne conviennent pas{NBSP}:"
ITEM = f"  {{space}}{NBSP}: {{text}}"
