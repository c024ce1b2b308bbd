"""What the import of a sheet from a document says, in French."""

from __future__ import annotations

from agence_desktop.actions.sheet_import import Outcome
from agence_desktop.core.french import NBSP, counted, quoted

TITLE = "Remplir depuis un document"
EXPLAINED = (
    "Choisissez un document Word ou un classeur Excel dont les tableaux sont remplis. Vous verrez à quel"
    " champ va chaque colonne avant que quoi que ce soit soit pris."
)
CHOOSE_FILE = "Choisir un fichier…"
WRITE_BLANK = "Écrire un gabarit à remplir…"
FILES = "Word et Excel (*.docx *.xlsx)"
BLANK_FILES = "Classeur Excel (*.xlsx);;Document Word (*.docx)"
BLANK_NAME = "Gabarit de fiche"
NO_FILE = "Aucun fichier choisi"
READING = "Lecture du document"
TABLES = "Tableaux du document"
TABLES_EMPTY = "Choisissez un fichier pour voir ses tableaux."
TABLE, READ_AS, MATCHED = "Tableau", "Se lit comme", "Colonnes prises"
COLUMNS = "À quel champ va chaque colonne"
COLUMNS_EMPTY = "Choisissez un tableau pour voir ses colonnes."
HEADING, SAMPLE, FIELD = "Dans le document", "Exemple", "Champ de la fiche"
NOT_TAKEN = "n’est pas pris"
CHOOSE_FIELD = "Choisir le champ"
CHOOSE_GROUP = "Choisir comment le tableau se lit"
AS_LABELS = "Étiquettes et réponses"
ASIDE = "Laissé de côté"
OWN_FIELDS = "Champs de la fiche"
REPORT = "Ce qui est pris"
REPORT_EMPTY = "Aucune cellule à prendre."
NOT_SHOWN = "texte non montré"
PLACE, TEXT, OUTCOME = "Endroit", "Texte", "Résultat"
OUTCOMES = {
    Outcome.TAKEN: "pris",
    Outcome.UNREAD: "gardé comme écrit, à corriger",
    Outcome.REFUSED: "refusé",
    Outcome.LEFT: "laissé de côté",
}
BACK, PREVIEW, TAKE, CANCEL = "Retour", "Voir ce qui sera pris", "Prendre dans le brouillon", "Annuler"
BLANK_WRITTEN = "Le gabarit est écrit. Remplissez-le, puis choisissez-le ici."


def untitled(number: int) -> str:
    """A table without a title."""
    return f"Tableau {number}"


def matched(taken: int, total: int) -> str:
    """« 6 sur 7 »."""
    return f"{taken} sur {total}"


def summary(taken: int, unread: int, refused: int, left: int) -> str:
    """« 45 cellules prises, 2 à corriger, 1 refusée, 3 laissées de côté »."""
    parts = [counted(taken, "cellule prise")]
    if unread:
        parts.append(f"{unread} à corriger")
    if refused:
        parts.append(counted(refused, "refusée"))
    if left:
        parts.append(counted(left, "laissée de côté", "laissées de côté"))
    return ", ".join(parts)


def place(table: str, row: int, column: int) -> str:
    """Where a cell stands in the document."""
    return f"{table}, ligne {row}, colonne {column}"


def outcome(told: Outcome, target: str, why: str) -> str:
    """What became of a cell, and why."""
    words = f"{OUTCOMES[told]}{NBSP}: {target}" if target and told is Outcome.TAKEN else OUTCOMES[told]
    return f"{words}. {why}" if why else words


def file_shown(name: str) -> str:
    """The file that is read."""
    return f"Fichier{NBSP}: {quoted(name)}"
