"""French sentences about tabular files."""

from __future__ import annotations

MISSING_FILE = "Le fichier « {path} » n’existe pas. Vérifiez son nom et son dossier."
UNREADABLE_FILE = (
    "Le fichier « {path} » ne peut pas être lu. Vérifiez vos droits, et qu’il n’est pas ouvert ailleurs."
)
CANNOT_WRITE = (
    "Le fichier « {path} » ne peut pas être écrit. Vérifiez le dossier et vos droits, et qu’il n’est pas"
    " ouvert ailleurs."
)
WRONG_ENDING = "Le fichier « {path} » doit porter l’extension « .csv » ou « .xlsx »."
EMPTY_FILE = "Le fichier est vide : sa première ligne doit nommer les colonnes."
UNNAMED_COLUMN = "La colonne {place} n’a pas de nom. Nommez-la dans la première ligne, ou retirez-la."
DUPLICATE_COLUMN = "La colonne {name} figure deux fois. Gardez-en une."
UNKNOWN_COLUMN = "{heading} : {names}. Colonnes possibles : {known}."
MISSING_COLUMN = "Il manque la colonne {names}."
MISSING_COLUMNS = "Il manque les colonnes {names}."
UNEVEN_ROW = (
    "La ligne {line} compte {found} au lieu de {wanted}. Vérifiez les séparateurs et les guillemets,"
    " puis recommencez."
)
BAD_ENCODING = (
    "La ligne {line} contient des caractères illisibles. Enregistrez le fichier en CSV UTF-8,"
    " puis recommencez."
)
UTF16 = "Le fichier est enregistré en UTF-16. Enregistrez-le en CSV UTF-8, puis recommencez."
BAD_QUOTES = (
    "La ligne {line} ne se lit pas : un guillemet n’est pas fermé ou n’est pas suivi d’un séparateur, ou une"
    " cellule est trop longue."
)
OLD_WORKBOOK = "Ce classeur est dans l’ancien format « .xls ». Enregistrez-le en « .xlsx » ou en CSV UTF-8."
BAD_WORKBOOK = (
    "Le fichier n’est pas un classeur Excel lisible. Enregistrez-le de nouveau en « .xlsx » ou en CSV."
)
CELL_ERROR = "La ligne {line} contient une erreur d’Excel ({error}). Corrigez la cellule, puis recommencez."
