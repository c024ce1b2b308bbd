"""French texts of « postes »."""

from __future__ import annotations

POSITIONS_HELP = "postes uniques : importation, couverture et absences"
IMPORT_HELP = (
    "importe des postes, leurs fiches et les compétences d’un fichier JSON, en entier ou pas du tout"
)
COVERAGE_HELP = "mesure chaque poste et chaque unité à une date"
UNIT = "code de l’unité; sinon, toutes"
ON = "date de la mesure; sinon, aujourd’hui"
ABSENCE_HELP = "tâches touchées par une absence, qui les couvre, et ce qui dépasse sa limite"
POSITION = "numéro du poste"
FROM = "premier jour de l’absence"
UNTIL = "dernier jour de l’absence, compris"

UNKNOWN_UNIT = "L’unité {code} n’existe pas dans cette base."
UNKNOWN_POSITION = "Le poste {number} n’existe pas dans cette base."
BAD_PERIOD = "La fin de l’absence doit être le même jour que son début, ou après."

KINDS = {"position": "poste", "competence": "compétence"}
IMPORT_HEADERS = ("Objet", "Clé", "Résultat", "Précisions")
ADDED_PEOPLE = "Ajouté à l’annuaire, avec un nom à compléter : {people}."

COVERAGE_HEADERS = ("Poste", "Titre", "Fiche", "C", "U", "D", "V", "Niveau", "Rouges", "Jaunes", "Vertes")
UNIT_HEADERS = ("Unité", "Personnes dont l’absence suffit")
NO_FIGURE = "–"
YES_NO = {True: "oui", False: "non"}
HIDDEN = "réservée"

ABSENCE_HEADERS = ("Tâche", "Échéances", "Relève", "Limite dépassée le")
ON_DEMAND = "à la demande"
NOBODY = "personne"
FIRST_BREACH = "Premier dépassement : {day}."
NO_BREACH = "Aucune limite n’est dépassée pendant l’absence."
SOLE = "Tout repose sur {person} pour {tasks}."
NOTHING_DUE = "Aucune tâche n’est due pendant cette absence."
