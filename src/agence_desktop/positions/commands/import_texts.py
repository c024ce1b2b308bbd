"""What the import of positions says of what it refuses and adds."""

from __future__ import annotations

from typing import Final

NOT_AN_OBJECT: Final = (
    "Le fichier doit contenir un objet avec «\u00a0positions\u00a0» et «\u00a0competences\u00a0»."
)
NOT_A_LIST: Final = "«\u00a0{name}\u00a0» doit être une liste."
UNKNOWN_FIELD: Final = "Le champ «\u00a0{name}\u00a0» n’existe pas. Champs possibles\u00a0: {known}."
MISSING: Final = "Le champ «\u00a0{name}\u00a0» est obligatoire."
NOT_TEXT: Final = "Le champ «\u00a0{name}\u00a0» doit être un texte."
NOT_YES_NO: Final = "Le champ «\u00a0{name}\u00a0» vaut true ou false."
NOT_FACTOR: Final = "Le champ «\u00a0{name}\u00a0» est un nombre entier de {low} à {high}."
BAD_DATE: Final = "Le champ «\u00a0{name}\u00a0» est une date comme 2026-11-20."
BAD_EMAIL: Final = "«\u00a0{value}\u00a0» n’est pas un courriel."
UNKNOWN_ORGANISATION: Final = "L’organisme «\u00a0{value}\u00a0» n’existe pas dans cette base."
UNKNOWN_SITE: Final = "L’immeuble «\u00a0{value}\u00a0» n’existe pas dans cette base."
UNKNOWN_POSITION: Final = "Le poste «\u00a0{value}\u00a0» n’existe ni dans ce fichier ni dans cette base."
REFUSED_POSITION: Final = (
    "Le poste «\u00a0{value}\u00a0» de ce fichier est refusé\u00a0: corrigez-le d’abord."
)
BAD_CHARACTER: Final = "Le champ «\u00a0{name}\u00a0» contient un caractère de commande. Retirez-le."
TOO_LONG: Final = "Le champ «\u00a0{name}\u00a0» dépasse {most} caractères."
TWICE: Final = "Le poste «\u00a0{value}\u00a0» est donné deux fois dans ce fichier."
ADDED_PERSON: Final = "{email} a été ajouté à l’annuaire\u00a0: complétez le nom et le téléphone."
SUBMITTED: Final = (
    "La version {number} de la fiche attend une décision\u00a0: elle doit être retournée ou approuvée "
    "avant qu’une autre soit importée."
)
