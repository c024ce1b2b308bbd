"""French of imported bookings."""

from __future__ import annotations

from typing import Final

UNKNOWN_NUMBER: Final = "unknown_number"
NOT_BY_FILE: Final = "not_by_file"

STATING = "importer des réservations avec leur état"
BAD_STATE = "L’état « {word} » ne s’importe pas. Choisissez parmi : {known}."
CHANGE_REFUSED = "Cette modification n’est pas possible : {why}."
TOO_EARLY = "Cet état ne convient pas à une date à venir."
NO_NUMBER = (
    "Aucune réservation ne porte le numéro « {number} ». Pour une nouvelle réservation, laissez la cellule"
    " vide; le numéro est donné par le programme."
)
DATES_BY_COMMAND = (
    "Les dates, l’espace, l’organisme et l’état d’une réservation qui existe ne se modifient pas par un"
    " fichier. Modifiez-la dans le programme."
)
