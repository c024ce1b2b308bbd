"""French texts of the commands about a base, its users and its maintenance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.french import format_moment

HELP = "crée, vérifie, sauvegarde, restaure ou déplace une base"
CREATE = "crée une base avec ses données de référence; sur un fichier, vous l’administrez"
REPLAY = "base de rejeu : l’horloge peut y être fixée, et chaque écran le dit"
STATE = "montre la version et le contenu de la base"
UPGRADE = "met la base à niveau pour cette version du programme"
VERIFY = "vérifie la structure, les réservations et le journal"
SAVE = "sauvegarde toute la base dans un fichier"
RESTORE = "restaure une sauvegarde dans une base vide, fichier ou PostgreSQL"
FILE = "fichier de sauvegarde (.agence)"
COPY = "déplace une base, d’un fichier vers PostgreSQL ou l’inverse"
SOURCE = "base à copier : fichier ou adresse postgresql://"
TARGET = "base vide ou à créer : fichier ou adresse postgresql://"
PREPARE = "donne le SQL qui crée les rôles et la base sur un serveur PostgreSQL"
NAME = "nom de la base à créer (agence, sinon celui de l’adresse donnée)"
DATABASE = "agence"
MAINTENANCE_DATABASE = "postgres"
"""Where the administrator of a server connects before the base exists."""

CREATED = "La base « {base} » est créée, avec ses données de référence."
CREATED_REPLAY = "C’est une base de rejeu : son horloge peut être fixée."
CONSULTED = "La base est ouverte en consultation seulement."
UP_TO_DATE = "La base est déjà au schéma {after}."
UPGRADED = "La base est passée du schéma {before} au schéma {after}."
UPGRADE_COPY = "Une copie d’avant est gardée dans « {path} »."
SOUND = "Aucune anomalie : la base est saine."
FOUND = "La vérification trouve {count}."
SAVED = "La base est sauvegardée dans « {path} » ({rows}); le fichier a été relu."
SAVED_SEAL = "Dernier sceau du journal, à conserver ailleurs : {digest}."
RESTORED = "La base « {base} » contient la sauvegarde du {moment} ({rows}), comparée ligne à ligne."
RESTORED_ADMINISTRATOR = "Le compte « {login} » n’y était pas : il a été ajouté pour l’administrer."
COPIED_ACCOUNTS = (
    "Les comptes venus avec la base ne suffisent pas pour se connecter au serveur. Sous le rôle propriétaire,"
    " ajoutez le compte de qui l’administrera"
    " (« agence-admin utilisateurs ajouter LOGIN --role administrateur »). À un compte déjà inscrit,"
    " redonnez un rôle (« agence-admin utilisateurs roles LOGIN --ajouter ROLE ») : son rôle de connexion"
    " est alors créé."
)
RESTORED_FINDINGS = "La sauvegarde contenait déjà des anomalies; corrigez-les :"
COLLISIONS = "Existe déjà dans la cible – {table} : {keys}{more}"
MORE = " (et {count} autres)"
WOULD_COPY = "La copie passerait : {rows}."

LABEL = "Élément"
VALUE = "Valeur"
LABEL_BASE = "Base"
LABEL_SCHEMA = "Schéma"
LABEL_SIZE = "Taille"
LABEL_BACKUP = "Dernière sauvegarde"
LABEL_SEAL = "Dernier sceau du journal"
SCHEMA = "{schema} (programme {program})"
SIZE = "{size} Kio"
SEAL = "{day} ({digest}…)"
NONE = "aucun"
NEVER = "aucune"
TABLES = {
    "organisation": "Organismes",
    "site": "Immeubles",
    "space": "Espaces",
    "equipment": "Matériel",
    "person": "Personnes",
    "account": "Comptes",
    "booking": "Réservations",
    "occurrence": "Séances",
}
"""Tables that people count, with their labels."""
KEYED_TABLES = {
    **TABLES,
    "region": "Régions",
    "municipality": "Municipalités",
    "holiday": "Jours fériés",
    "vocabulary": "Listes",
    "position": "Postes",
    "unit": "Unités",
    "team": "Équipes volantes",
    "team_member": "Membres d’équipe volante",
    "skill": "Compétences",
    "team_request": "Demandes d’équipe volante",
    "team_proposal": "Propositions d’affectation",
    "team_statement": "Relevés",
    "day_rate": "Tarifs journaliers",
    "cost_rate": "Frais de déplacement",
}
"""Those too whose keys may collide."""
_KINDS = {
    "vocabulary": {"kind": "nature d’espace", "layout": "disposition", "equipment": "équipement fixe"},
    "cost_rate": {"travel": "kilomètre", "lodging": "nuitée", "meals": "repas"},
}
"""The kinds with which a key begins in these tables."""


def key_words(table: str, key: str) -> str:
    """A key as people read it: « équipement fixe wifi », « nuitée 2026-04-01 », « LEV-CHA »."""
    kind, _, rest = key.partition(" / ")
    return f"{word} {rest}" if (word := _KINDS.get(table, {}).get(kind)) else key


def instant(moment: datetime | None) -> str:
    """A moment in Québec's time, or that there was none."""
    return NEVER if moment is None else format_moment(to_wall(moment, QUEBEC))


def script(name: str, host: str, first: Sequence[str], inside: Sequence[str]) -> Iterator[str]:
    """The script for psql, with what to do around it."""
    yield "-- À exécuter avec psql, par l’administration du serveur (droit de créer des rôles et des bases) :"
    yield "--   psql -d postgres -f CE_FICHIER"
    yield from (f"{statement};" for statement in first)
    yield f'\\connect "{name}"'
    yield from (f"{statement};" for statement in inside)
    yield "-- Donnez un mot de passe au rôle propriétaire, sans l’écrire dans un fichier :"
    yield "--   \\password agence_proprietaire"
    yield "-- Créez ensuite les tables, puis la première personne qui administre :"
    address = f"postgresql://agence_proprietaire@{host}/{name}"
    yield f"--   agence-admin --base {address} base creer"
    yield f"--   agence-admin --base {address} utilisateurs ajouter LOGIN --role administrateur"
    yield "-- Chaque personne ajoutée reçoit un rôle de connexion à son nom : donnez-lui un mot de passe, ou"
    yield "-- associez-le à son compte Windows (SSPI) dans pg_hba.conf."


USERS = "dit qui peut faire quoi, et pour quel organisme"
ADD = "ajoute un compte avec ses rôles"
ROLES = "montre les rôles des comptes, en donne ou en retire"
SUSPEND = "suspend un compte; ses connexions au serveur sont coupées"
LOGIN = "nom du compte : celui du système sur un fichier, celui du rôle sur PostgreSQL"
EMAIL = "courriel de la personne, telle qu’elle figure dans l’annuaire"
ROLE = "rôle, par exemple commis; peut être répété"
GIVE = "rôle à donner; peut être répété"
TAKE = "rôle à retirer; peut être répété"
ORGANISATION = "sigle de l’organisme; sinon, tous"
RESUME = "rétablit le compte suspendu"
UNKNOWN_ROLE = "Le rôle {role} n’existe pas. Rôles possibles : {roles}."
ADDED = "Le compte « {login} » est ajouté."
CHANGED = "Les rôles du compte « {login} » sont à jour."
SUSPENDED = "Le compte « {login} » est suspendu."
RESUMED = "Le compte « {login} » est rétabli."
ENDED = "Connexions coupées : {count}."
NOT_PREPARED = (
    "Ce serveur n’a pas les rôles d’Agence (voyez « agence-admin base preparer ») : le compte est inscrit,"
    " mais son rôle de connexion reste à créer."
)
LABEL_LOGIN = "Compte"
LABEL_EMAIL = "Courriel"
LABEL_ROLES = "Rôles"
LABEL_STATE = "État"
ACTIVE = "actif"
INACTIVE = "suspendu"
EVERYWHERE = "tous les organismes"
NO_ROLE = "aucun"

MAINTAIN = "applique ce que le temps apporte, scelle le journal et fait le ménage"
MAINTAINED = "Entretien fait : {occurrences}, {deployments}, {sealed}, {pruned}."
