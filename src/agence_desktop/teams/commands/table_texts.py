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
TWO_HOMES: Final = "Donnez le port d’attache par un immeuble ou par une municipalité, pas les deux."
BAD_CONTRACT: Final = "La fin du contrat, qui n’en fait plus partie, vient après son début."
UNKNOWN_MEMBER: Final = "Cette clé ne désigne aucun membre. Voyez la table «\u00a0membres\u00a0»."
SCOPES: Final = ("membre", "classe")
"""What a day rate is for: a member by key, or a job class."""
KINDS: Final[Mapping[str, str]] = {"kilometre": "travel", "nuit": "lodging", "repas": "meals"}
"""What files write → the kind of expense."""
WORDS: Final = {kind: word for word, kind in KINDS.items()}
