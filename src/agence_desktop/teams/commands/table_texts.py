"""What files of the tables of flying teams are told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SKILL_CODE: Final = "sans espace, par exemple secretariat"
TEAM_CODE: Final = "sans espace, par exemple ADM"
MEMBER_KEY: Final = "sans espace, par exemple M-012"
NO_PERSON_ROW: Final = "aucune personne de l’annuaire"
NO_TEAM: Final = "aucune équipe volante"
NO_MEMBER: Final = "aucun membre"
NO_SKILL: Final = "aucune compétence du répertoire"
NO_MUNICIPALITY: Final = "aucune municipalité"
BAD_KILOMETRES: Final = "La limite va de 0 à 20\u00a0000\u00a0km, au mètre près."
BAD_HOURS: Final = "Les heures d’une journée vont de 0 à 24, à la seconde près. Écrivez par exemple 7 ou 3,5."
BAD_PERCENT: Final = "La disponibilité va de 0 à 100, au centième près."
BAD_AMOUNT: Final = "Un tarif va de 0 à 100\u00a0000\u00a0$, avec quatre décimales au plus."
BAD_DAY_RATE: Final = (
    "Un tarif journalier est un montant de 0\u00a0$ ou plus. Une cellule vide met fin au tarif."
)
TWO_HOMES: Final = "Donnez le port d’attache par un immeuble ou par une municipalité, pas les deux."
BAD_CONTRACT: Final = "La fin du contrat, qui n’en fait plus partie, vient après son début."
BAD_ABSENCE: Final = "Le dernier jour de l’absence vient avant le premier."
OVERLAPPING: Final = (
    "Cette absence en touche une autre du même membre, du {first} au {last}. Corrigez les dates, ou annulez "
    "l’autre."
)
BAD_DAY: Final = "Une journée va de plus de 0 à 24\u00a0h, à la seconde près. Écrivez par exemple 7 ou 7,25."
BAD_WEIGHTS: Final = (
    "Donnez quatre nombres entiers, de la priorité 1 à la priorité 4, séparés par des virgules\u00a0: "
    "par exemple 8,4,2,1."
)
BAD_SHARE: Final = "Une part va de 0 à 100, au centième près."
BAD_POSTS: Final = "Écrivez plus de 0 poste et 100 au plus, par exemple 0,8."
ALL_TEAMS: Final = "toutes"
"""The only row of the settings: those of all teams."""
UNKNOWN_MEMBER: Final = "Cette clé ne désigne aucun membre. Voyez la table «\u00a0membres\u00a0»."
SCOPES: Final = ("membre", "classe")
"""What a day rate is for: a member by key, or a job class."""
KINDS: Final[Mapping[str, str]] = {"kilometre": "travel", "nuit": "lodging", "repas": "meals"}
"""What files write → the kind of expense."""
WORDS: Final = {kind: word for word, kind in KINDS.items()}
