"""What the screens of the directory say."""

from __future__ import annotations

from agence_desktop.core.french import NBSP

RAIL = "Annuaire"
MENU = "Ann&uaire"
PEOPLE = "Personnes"
ORGANISATIONS = "Organismes"
SITES = "Immeubles"

NEW_PERSON = "&Nouvelle personne…"
EDIT_PERSON = "&Modifier la personne…"
ADD = "Ajouter la personne"
SAVE = "Enregistrer"
NEW_TITLE = "Nouvelle personne"
EDIT_TITLE = "Modifier une personne"
NO_ORGANISATION = "aucun organisme"
NO_SITE = "aucun port d’attache"

NO_PEOPLE = "L’annuaire ne contient encore personne. Ajoutez une personne, ou importez une liste."
NO_ORGANISATIONS = "Aucun organisme. L’administration les importe avec les données de référence."
NO_SITES = "Aucun immeuble. L’administration les importe avec les données de référence."

BAD_EMAIL = "Écrivez le courriel en entier, par exemple prenom.nom@exemple.quebec."


def added(name: str) -> str:
    """A person was added."""
    return f"{name} est dans l’annuaire."


def changed(name: str) -> str:
    """A person was changed."""
    return f"La fiche de {name} est enregistrée."


def stale(sentence: str) -> str:
    """The record was changed elsewhere: what was typed stays, to be compared."""
    return f"{sentence} Ce que vous avez écrit reste ici{NBSP}: rouvrez la fiche pour comparer."
