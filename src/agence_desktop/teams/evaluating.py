"""What is judged of a mandate at its end, by the client and by the member, from 1 to 5."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.french import listed
from agence_desktop.teams.rows import Side

LEAST, MOST = 1, 5
CRITERIA: Final[Mapping[Side, Mapping[str, str]]] = {
    Side.CLIENT: {
        "quality": "Qualité du travail",
        "deadlines": "Respect des échéances",
        "autonomy": "Autonomie",
        "relations": "Relations avec l’équipe",
        "match": "Concordance des compétences avec le besoin",
    },
    Side.MEMBER: {
        "welcome": "Accueil et premier jour",
        "clarity": "Clarté du mandat",
        "means": "Outils et accès fournis",
        "support": "Soutien de l’unité",
        "match": "Concordance du mandat avec les compétences",
    },
}
"""Codes, in the order of the form, and how they are called."""


AGAIN: Final[Mapping[Side, str]] = {
    Side.CLIENT: "Demanderiez-vous de nouveau cette personne?",
    Side.MEMBER: "Accepteriez-vous un autre mandat chez ce client?",
}
"""Whether a side would begin again; it need not say."""


def check_scores(side: Side, scores: Mapping[str, int]) -> None:
    """RefusedError ``unknown_criterion``, ``bad_score`` or ``score_missing``: every criterion has one."""
    criteria = CRITERIA[side]
    if unknown := sorted(set(scores) - set(criteria)):
        raise RefusedError("unknown_criterion", f"Ces critères n’existent pas\u00a0: {listed(unknown)}.")
    wrong = [criteria[code] for code in criteria if not LEAST <= scores.get(code, LEAST) <= MOST]
    if wrong:
        raise RefusedError(
            "bad_score", f"Une note va de {LEAST} à {MOST}. À corriger\u00a0: {listed(wrong)}."
        )
    if missing := [label for code, label in criteria.items() if code not in scores]:
        raise RefusedError("score_missing", f"Donnez aussi une note à\u00a0: {listed(missing)}.")


def mean(scores: Mapping[str, int]) -> Fraction | None:
    """The mean score, None without any."""
    return Fraction(sum(scores.values()), len(scores)) if scores else None
