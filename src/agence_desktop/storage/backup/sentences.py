"""French sentences about backups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

EXISTING = "Le fichier « {path} » existe déjà; il n’a pas été remplacé. Donnez un autre nom."
CANNOT_WRITE = (
    "La sauvegarde « {path} » ne peut pas être écrite ({why}). Vérifiez que le dossier existe,"
    " que vous y avez accès et qu’il y reste de l’espace."
)
NOT_AS_WRITTEN = (
    "La sauvegarde « {path} » relue n’est pas celle qui a été écrite; elle a été effacée."
    " Vérifiez le disque, puis recommencez sur un autre."
)
CANNOT_READ = "La sauvegarde « {path} » ne peut pas être lue ({why})."
BAD_ARCHIVE = (
    "« {path} » n’est pas une sauvegarde d’Agence, ou elle est endommagée."
    " Rien n’a été changé : prenez une autre sauvegarde."
)
DAMAGED = (
    "La sauvegarde « {path} » est endommagée (« {member} »). Rien n’a été changé :"
    " prenez une autre sauvegarde."
)
UNEXPECTED_FILE = (
    "La sauvegarde « {path} » contient un fichier inattendu (« {member} »). Rien n’a été changé :"
    " prenez une autre sauvegarde."
)
TOO_LARGE = (
    "La sauvegarde « {path} » prendrait, une fois ouverte, une place hors de proportion avec sa taille."
    " Elle n’a pas été ouverte."
)
OTHER_FORMAT = (
    "La sauvegarde « {path} » est d’un format que cette version ne connaît pas. Restaurez-la avec la"
    " version {program} du programme, ou une plus récente."
)
NEWER = (
    "La sauvegarde « {path} » a été faite par la version {program} du programme, plus récente que"
    " celle-ci ({ours}). Restaurez-la avec la version {program} ou une plus récente."
)
OTHER_COLUMNS = (
    "La sauvegarde « {path} » ne correspond pas au schéma {schema} qu’elle annonce (table « {table} »)."
    " Rien n’a été changé."
)
REFUSED_ROWS = (
    "La base refuse des données de la sauvegarde « {path} » ({why}). Rien n’a été changé :"
    " prenez une autre sauvegarde."
)
BAD_VALUES = "des valeurs de la table « {table} » ne conviennent pas"
REFUSED_BECAUSE: Final[Mapping[str, str]] = {
    "23502": "des valeurs manquent dans la table « {table} »",
    "23503": "des lignes de la table « {table} » désignent des éléments absents",
    "23505": "des lignes de la table « {table} » se répètent",
    "23P01": "des lignes de la table « {table} » se contredisent",
}
"""SQLSTATE of a refusal → why."""
NOT_EQUAL = (
    "Les données restaurées dans la table « {table} » ne sont pas celles de la sauvegarde « {path} »."
    " Rien n’a été changé."
)
