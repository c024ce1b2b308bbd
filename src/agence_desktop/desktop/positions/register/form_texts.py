"""What the forms of positions and units say, in French."""

from __future__ import annotations

from agence_desktop.core.french import NBSP

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
