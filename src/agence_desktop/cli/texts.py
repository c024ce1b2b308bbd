"""French texts of the command line."""

from __future__ import annotations

DESCRIPTION = "Administration d’Agence : base, importation, exportation, réservations et documents."
USAGE = "Utilisation : "
# argparse puts a colon right after these headings.
ARGUMENTS = "arguments "
OPTIONS = "options "
COMMANDS = "commandes "
HELP = "affiche cette aide"
VERSION = "affiche la version du programme"
BASE = "fichier SQLite ou adresse postgresql://; sinon, celle des réglages"
JSON = "une ligne JSON par résultat sur la sortie standard; les messages vont à la sortie d’erreur"
NOW = "moment fixe, sur une base de rejeu seulement (2026-11-20T08:00, heure de Québec sans décalage)"

USAGE_FAULT = "{fault}. Voyez « {program} --aide »."
REQUIRED = "Il manque ceci : {names}"
UNRECOGNIZED = "Ceci n’est pas reconnu : {names}"
INVALID_CHOICE = "{value} ne convient pas pour {name}; les choix sont {choices}"
INVALID_VALUE = "{value} ne convient pas pour {name}"
EXPECTED = "Il manque une valeur à {name}"
NOT_TOGETHER = "{name} ne va pas avec {other}"
NO_VALUE = "{name} ne prend pas de valeur ({value})"
ONE_OF = "Il faut l’un de ceux-ci : {names}"
BAD_INSTANT = "Le moment {text} ne se lit pas. Écrivez par exemple 2026-11-20T08:00."

NOT_REPLAY = (
    "L’option « --maintenant » n’est acceptée que sur une base de rejeu, créée par"
    " « agence-admin base creer --rejeu »."
)
UNREADABLE_ARGUMENT = (
    "L’argument {place} de la commande contient des octets qui ne sont pas du texte en UTF-8\u00a0: {text}."
    " Rien n’a été fait. Réglez l’encodage du terminal ou du script à UTF-8, puis relancez la commande."
)
INTERRUPTED = "La commande a été interrompue."
UNEXPECTED = "Une erreur imprévue est survenue; la transaction en cours n’a rien changé."
LOGGED = "Les détails sont dans le journal « {path} »."

NO_FILE = "Le fichier {path} ne peut pas être ouvert."
NOT_JSON_AT = "Le fichier {path} n’est pas du JSON lisible (ligne {line}) : rien n’a été importé."
NOT_JSON = "Le fichier {path} n’est pas du JSON lisible : rien n’a été importé."
NOT_UTF8 = "Le fichier {path} n’est pas en UTF-8 : enregistrez-le dans ce codage. Rien n’a été importé."
FIELD_TWICE = "Le fichier {path} donne deux fois le champ {name} d’un même objet : rien n’a été importé."

IMPORT_HELP = "importe une table d’un fichier CSV ou XLSX, en entier ou pas du tout"
EXPORT_HELP = "exporte une table dans un fichier CSV ou XLSX"
TABLE = "nom de la table, par exemple espaces"
TABLES = "tables et colonnes (* = clé) :"
BOOKING_COLUMNS = "celles de « reserver », plus numero* et etat"
FILE = "fichier .csv ou .xlsx"
DRY_RUN = "dit ce que deviendrait chaque ligne, sans rien changer"

OUTCOMES = {
    "created": "ajoutée",
    "updated": "mise à jour",
    "unchanged": "inchangée",
    "refused": "refusée",
    "rolled_back": "non retenue",
}
COUNTED = {
    "created": ("ajoutée", "ajoutées"),
    "updated": ("mise à jour", "mises à jour"),
    "unchanged": ("inchangée", "inchangées"),
    "refused": ("refusée", "refusées"),
    "rolled_back": ("non retenue", "non retenues"),
}
NOTHING = "Aucune ligne"
ROW = "Ligne {line} : {text}"
LINE = "Ligne"
OUTCOME = "Résultat"
KEY = "Clé"
DETAILS = "Précisions"
DRY_RUN_DONE = "Essai seulement : rien n’a été changé."
ROLLED_BACK = "Le fichier est refusé : rien n’a été changé."
EXPORTED_PART = (
    "Le fichier contient les réservations de vos organismes et celles de leurs espaces; exporter les autres"
    " demande un rôle pour tous les organismes."
)
EXPORTED = "{count} dans « {path} »."
