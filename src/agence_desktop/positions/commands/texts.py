"""What refusals of the commands of unique positions say."""

from __future__ import annotations

from typing import Final

WRITE_SHEET: Final = "écrire la fiche de ce poste"
APPROVE_SHEET: Final = "approuver la fiche de ce poste"
MANAGE_POSITION: Final = "tenir les postes de cet organisme"
ADD_PERSON: Final = "ajouter une personne à l’annuaire"
VALIDATE_LEVEL: Final = "valider un niveau de compétence"
RECORD_DRILL: Final = "noter un exercice de relève"
RECORD_ABSENCE: Final = "noter une absence"
ORGANISE_RELIEF: Final = "organiser la relève"
ADD_ACTION: Final = "ajouter une action à la fiche de ce poste"
WAITS_FOR_DECISION: Final = (
    "La version {number} de cette fiche attend une décision. Ajoutez l’action une fois qu’elle est prise."
)
BAD_END: Final = "Ce poste existe à partir du {first}\u00a0: son dernier jour ne peut pas être plus tôt."
ACTION_THERE: Final = "Cette action est déjà au §\u00a013 de la fiche."
SEE_ATTRITION: Final = "noter le facteur de départ"

UNKNOWN_POSITION: Final = "Ce poste n’existe pas dans cette base."
UNKNOWN_SHEET: Final = "Cette version de la fiche n’existe pas dans cette base."
UNKNOWN_ABSENCE: Final = "Cette absence n’existe pas dans cette base."
UNKNOWN_COMMENT: Final = "Ce commentaire n’existe plus."
UNKNOWN_TASK: Final = "La tâche {task} n’existe pas dans la fiche de ce poste."
UNKNOWN_PERSON: Final = "Cette personne n’existe pas dans l’annuaire."
NO_PERSON: Final = (
    "Votre compte n’est lié à aucune personne de l’annuaire\u00a0: vous ne pouvez pas signer. "
    "Demandez à l’administration de faire le lien."
)
STALE: Final = (
    "Cet enregistrement a été modifié ailleurs entre-temps\u00a0: rien n’a été enregistré. "
    "Comparez les deux versions avant d’enregistrer de nouveau."
)
NOT_EDITABLE: Final = (
    "Cette version a été soumise ou approuvée\u00a0: elle ne change plus. "
    "Ouvrez la version suivante pour la modifier."
)
ALREADY_OPEN: Final = (
    "La version {number} de cette fiche est déjà ouverte. Continuez-la plutôt que d’en ouvrir une autre."
)
INCOMPLETE: Final = "Il manque {count} à la fiche avant de la soumettre. Premier\u00a0: {first}."
UNREADABLE: Final = (
    "Ce qui est écrit dans {count} de la fiche n’est pas lisible. Corrigez-le avant de la soumettre\u00a0: "
    "l’éditeur montre où."
)
ELEMENTS: Final = ("élément", "éléments")
SECRET: Final = "{sentence}"
NOT_SUBMITTED: Final = (
    "Cette version n’a pas été soumise\u00a0: elle ne peut pas être approuvée ni retournée."
)
NOT_IN_FORCE: Final = "Cette version n’est pas en vigueur\u00a0: il n’y a rien à lire ni à signer."
NO_REASON: Final = "Dites ce qu’il faut corriger avant de retourner la fiche."
NEXT_REVIEW_PAST: Final = "La prochaine révision doit être après aujourd’hui et dans les {months} mois."
VACANT: Final = "Ce poste n’a pas de titulaire\u00a0: la ou le gestionnaire soumet la fiche à sa place."
NOT_SUBSTITUTE: Final = "Vous n’êtes pas relève de ce poste\u00a0: vous n’avez pas à signer sa fiche."
ALREADY_SIGNED: Final = "Vous avez déjà signé cette version."
BAD_LEVEL: Final = "Le niveau va de 0 (aucun) à 4 (peut former)."
BAD_FACTOR: Final = "Ce facteur va de 1 à 5."
OWN_HOLDER: Final = "La personne titulaire ne se remplace pas elle-même."
NO_RESULT: Final = "Notez au moins une tâche essayée pendant l’exercice."
BAD_PERCENT: Final = "Une part faite sans aide va de 0 à 100\u00a0%."
BAD_PERIOD: Final = "La fin de l’absence doit être le même jour que son début, ou après."
FUTURE_DRILL: Final = "Un exercice se note une fois fait\u00a0: sa date ne peut pas être à venir."
OVERLAPPING: Final = (
    "Cette personne est déjà absente du {first} au {last}. "
    "Modifiez cette absence plutôt que d’en ajouter une."
)
CANCELLED: Final = "Cette absence a été annulée."
NOT_ASKED: Final = "Cette relève ne vous est pas demandée."
TOO_LONG: Final = "Le texte {text} dépasse {most} caractères."
BAD_FIELD: Final = "Écrivez un numéro et un titre de poste."
NUMBER_TAKEN: Final = "Le numéro {number} est déjà celui d’un autre poste."
UNIT_CODE: Final = "sans espace, par exemple DSGI-03"
POSITION_NUMBER: Final = "sans espace, par exemple P-0142"
NO_PERSON_ROW: Final = "aucune personne"
EMPTY_COMMENT: Final = "Écrivez le commentaire."
