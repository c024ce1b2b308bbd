"""French sentences about sheets that come from Word and Excel tables."""

from __future__ import annotations

WRONG_ENDING = "Le fichier « {path} » doit être un document Word « .docx » ou un classeur Excel « .xlsx »."
OLD_DOCUMENT = (
    "Ce document est dans l’ancien format « .doc », ou protégé par un mot de passe."
    " Enregistrez-le en « .docx », sans protection, puis recommencez."
)
BAD_DOCUMENT = "Le fichier n’est pas un document Word lisible. Enregistrez-le de nouveau en « .docx »."
TOO_LARGE = "Le document est trop volumineux. Gardez-y les seuls tableaux de la fiche, puis recommencez."
NO_TABLE = "Le fichier ne contient aucun tableau rempli. Une fiche se lit dans des tableaux."
TOO_MANY_LINES = "La table {table} ne prend plus de lignes."
UNKNOWN_LENGTH = (
    "La durée d’absence n’est pas reconnue. Écrivez « 2 jours ou moins », « 3 à 10 jours » ou"
    " « plus de 10 jours »."
)
OWN_TABLE = "Fiche"
REQUIRED = "Obligatoire."
KEY_LABEL = "N°"
LENGTH_LABEL = "Durée de l’absence"
BLANK_TITLE = "Fiche de transition opérationnelle à remplir"
BLANK_ADVICE = (
    "Écrivez dans les cases vides; ajoutez des lignes au besoin. Aucun mot de passe ni code d’accès : le nom"
    " du coffre suffit."
)
IMPACT_LABELS = (
    "Impact après 1 h",
    "Impact après 3 h",
    "Impact après 1 jour",
    "Impact après 3 jours",
    "Impact après 1 semaine",
    "Impact après 1 mois",
)
