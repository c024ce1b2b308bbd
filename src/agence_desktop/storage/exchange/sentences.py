"""French sentences about imported rows; the column is named before them."""

from __future__ import annotations

IN_COLUMN = "Colonne {column} : {sentence}"
REQUIRED = "une valeur est obligatoire."
MISSING = "la colonne est obligatoire pour ajouter une ligne."
DUPLICATE_KEY = "La ligne {line} du fichier désigne déjà {key}. Gardez une seule des deux lignes."
ONE_LINE = "Le texte doit tenir sur une seule ligne."
BAD_CHARACTER = "Le texte contient un caractère de commande. Retirez-le."
TOO_LONG = "Le texte compte {found} caractères; le maximum est de {most}."
BAD_CODE = "Le code {text} ne convient pas : {advice}."
BAD_DEGREES = "La valeur {text} dépasse {most} degrés."
BAD_CHOICE = "La valeur {text} ne convient pas : écrivez {wanted}."
UNKNOWN = "{text} ne désigne {nothing}. Vérifiez l’écriture, ou importez d’abord la table {table}."
