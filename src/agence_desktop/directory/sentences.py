"""French sentences about the directory."""

from __future__ import annotations

UNKNOWN_ACCOUNT = (
    "Le compte {login} n’est pas inscrit dans cette base. Demandez à la personne qui l’administre de"
    " l’ajouter avec « agence-admin utilisateurs ajouter »."
)
SUSPENDED_ACCOUNT = (
    "Le compte {login} est suspendu dans cette base. Adressez-vous à la personne qui l’administre."
)
BAD_ZONE = "Le fuseau {text} n’est pas connu. Écrivez par exemple America/Toronto."
BAD_EMAIL = (
    "Le courriel {text} ne se lit pas. Écrivez par exemple prenom.nom@organisme.quebec,"
    " au plus 200 caractères."
)
ACRONYM = "sans espace, « + », « ; » ni virgule, et autre que « tous » ou « region »"
REGION = "écrivez deux chiffres, par exemple 03"
LONG_NAME = "Le nom est trop long."
BAD_LOGIN = "Le compte {login} ne convient pas : de 1 à 63 octets, sans espace au début ni à la fin."
ACCOUNT_EXISTS = "Le compte {login} existe déjà; changez ses rôles avec « agence-admin utilisateurs roles »."
UNKNOWN_LOGIN = "Le compte {login} n’existe pas dans cette base; ajoutez-le d’abord."
UNKNOWN_ORGANISATION = "L’organisme {acronym} n’existe pas dans cette base. Donnez son sigle."
UNKNOWN_PERSON = "Aucune personne de l’annuaire n’a le courriel {email}. Ajoutez-la d’abord."
LAST_ADMINISTRATOR = (
    "Il ne resterait plus personne pour administrer la base; rien n’a été changé."
    " Donnez d’abord le rôle « administrateur » à un autre compte."
)
