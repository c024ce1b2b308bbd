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
