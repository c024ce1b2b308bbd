"""What the forms of positions and units say, in French."""

from __future__ import annotations

from datetime import date

from agence_desktop.core.french import NBSP, format_date

NEW_TITLE, EDIT_TITLE = "Nouveau poste", "Modifier le poste"
SAVE_NEW, SAVE = "Créer le poste", "Enregistrer"
NUMBER, TITLE, UNIT, PLACE = "&Numéro", "&Titre", "&Unité administrative", "&Lieu"
CLASS, HOLDER, MANAGER = "&Corps d’emploi", "Titul&aire", "&Gestionnaire"
KIND, UNIQUE = "&Poste unique", "une seule personne fait ce travail"
IMPACT, ATTRITION = "&Effet d’un arrêt (P)", "&Risque de départ (A)"
A_UNIT = "une unité"
NO_PLACE = "aucun lieu"
VACANT = "vacant"
IMPACTS = (
    f"1{NBSP}: à peine senti",
    f"2{NBSP}: gêne dans l’unité",
    f"3{NBSP}: gêne hors de l’unité",
    f"4{NBSP}: service réduit",
    f"5{NBSP}: service arrêté",
)
ATTRITIONS = (
    f"1{NBSP}: très faible",
    f"2{NBSP}: faible",
    f"3{NBSP}: moyen",
    f"4{NBSP}: élevé",
    f"5{NBSP}: départ annoncé",
)
OPEN_SHEET = "Ouvrir la fiche"

UNIT_TITLE, SAVE_UNIT = "Nouvelle unité administrative", "Créer l’unité"
UNIT_CODE, UNIT_NAME, UNIT_ORGANISATION = "&Code", "&Nom", "&Organisme"


def saved(number: str, *, new: bool) -> str:
    """A position was made or changed."""
    return f"Le poste {number} est créé." if new else f"Le poste {number} est enregistré."


def stale(sentence: str) -> str:
    """The record was changed elsewhere: what was typed stays, to be compared."""
    return f"{sentence} Ce que vous avez écrit reste ici{NBSP}: rouvrez le poste pour comparer."


LAST_DAY = "Dernier &jour"
RETIRE_EXPLANATION = (
    "Après ce jour, le poste ne figure plus dans les listes, les mesures et les échéances. Son numéro et sa"
    " fiche restent au dossier. Laissez vide si le poste continue."
)


def retire_title(number: str) -> str:
    """« Retirer le poste P-0142 »."""
    return f"Retirer le poste {number}"


def retired(number: str, last: date | None) -> str:
    """« Dernier jour du poste P-0142 : 31 mars 2027. »."""
    if last is None:
        return f"Le poste {number} continue, sans fin prévue."
    return f"Dernier jour du poste {number}{NBSP}: {format_date(last, weekday=False)}."
