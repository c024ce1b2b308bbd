"""French sentences on printing what concerns unique positions."""

from __future__ import annotations

PRINT_SHEET = "imprimer cette fiche"
PRINT_COMPARISON = "imprimer cette comparaison"
PRINT_RELIEF = "imprimer ce plan de relève"
PRINT_MATRIX = "imprimer cette matrice"
PRINT_REGISTER = "imprimer ce registre"
PRINT_UNIT = "imprimer les fiches de cette unité"
UNKNOWN_POSITION = "Aucun poste ne porte le numéro {number}."
UNKNOWN_UNIT = "Aucune unité ne porte le code {code}."
NO_SHEET = "Ce poste n’a pas encore de fiche à imprimer."
NO_ABSENCE = (
    "Aucune absence n’est annoncée pour le poste {number}. Annoncez-la d’abord dans «\u00a0Absences\u00a0»."
)
NOT_A_SUBSTITUTE = (
    "Cette personne n’est pas en relève de ce poste\u00a0: la matrice n’a aucun niveau pour elle."
)
CANNOT_WRITE = "Le dossier «\u00a0{path}\u00a0» ne peut pas être écrit. Vérifiez le dossier et vos droits."
CANNOT_DRAW = "L’impression s’est arrêtée avant la fin. Les fiches déjà écrites restent dans le dossier."
