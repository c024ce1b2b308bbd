"""What the screens of the directory say."""

from __future__ import annotations

from datetime import date

from agence_desktop.core.french import NBSP, counted, format_date, quoted

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

NO_PEOPLE = (
    "L’annuaire ne contient encore personne. Ajoutez une personne, ou faites importer une liste avec "
    f"{quoted('agence-admin importer personnes')}."
)
NO_ORGANISATIONS = "Aucun organisme. L’administration les importe avec les données de référence."
NO_SITES = "Aucun immeuble. L’administration les importe avec les données de référence."

EXPORT = "E&xporter…"
EXPORT_COMMAND = "E&xporter la liste…"
EXPORT_TIP = "Écrire la liste, telle qu’elle est filtrée et triée, dans un fichier CSV ou Excel"
EXPORT_TITLE = "Exporter la liste"
OPEN_FILE = "Ouvrir"

RECORD = "cette fiche"
RECOVERED = "Saisie reprise du brouillon"
FIELDS = {
    "last_name": "Nom",
    "first_name": "Prénom",
    "email": "Courriel",
    "phone": "Téléphone",
    "organisation": "Organisme",
    "site": "Port d’attache",
    "job_class": "Corps d’emploi",
    "until": "Fin d’activité",
}
UNTIL = "&Fin d’activité"
UNTIL_HELP = (
    "Dernier jour de la personne. Ensuite, elle n’est plus proposée nulle part; ce qui porte son nom reste."
    " Laissez vide si elle continue."
)
RETIRED = "Montrer les personnes retirées"
RETIRED_TIP = "Aussi les personnes dont la fin d’activité est passée"
RECORD_COLUMN, ABOUT_COLUMN, DAY_COLUMN = "À décider", "Objet", "Date"
REMAINING_HELP = (
    "Rien de cela n’a été changé. Trouvez chaque dossier par Ctrl+K pour le confier à une autre personne,"
    " ou l’annuler."
)

BAD_EMAIL = "Écrivez le courriel en entier, par exemple prenom.nom@exemple.quebec."


def added(name: str) -> str:
    """A person was added."""
    return f"{name} est dans l’annuaire."


def withdrawn(name: str) -> str:
    """What undoing an addition says."""
    return f"{name} n’est plus dans l’annuaire."


def changed(name: str) -> str:
    """A person was changed."""
    return f"La fiche de {name} est enregistrée."


def last_day(name: str, last: date | None) -> str:
    """« Geneviève Roy, fin d’activité : 31 mars 2027. »."""
    if last is None:
        return f"{name} reste dans l’annuaire, sans fin d’activité."
    return f"{name}, fin d’activité{NBSP}: {format_date(last, weekday=False)}."


def remaining(name: str) -> str:
    """The title of the list of what still rests on somebody who leaves."""
    return f"Ce qui reste au nom de {name}"


def taken_back(name: str) -> str:
    """What undoing says."""
    return f"La fiche de {name} est comme avant votre modification."


def stale(sentence: str) -> str:
    """The record was changed elsewhere: what was typed stays, to be compared."""
    return f"{sentence} Ce que vous avez écrit reste ici."


def exporting(name: str) -> str:
    """« Exportation : personnes.xlsx »."""
    return f"Exportation{NBSP}: {name}"


def exported(count: int, noun: str, name: str, *, part: bool) -> str:
    """« 12 personnes dans « personnes.xlsx ». »; ``part`` where others were left out."""
    told = f"{counted(count, noun)} dans {quoted(name)}."
    return f"{told} Seules les personnes de vos organismes y sont." if part else told
