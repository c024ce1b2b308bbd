"""What is said of candidates, forced members and empty seats."""

from __future__ import annotations

from typing import Final

from agence_desktop.teams.problem import Reason

REASONS: Final = {
    Reason.SKILL: "compétence",
    Reason.EXPIRED: "validation échue",
    Reason.LANGUAGE: "langue",
    Reason.DISTANCE: "distance",
    Reason.REMOTE: "travail à distance",
    Reason.CONTRACT: "contrat",
    Reason.AVAILABILITY: "disponibilité",
    Reason.CAPACITY: "capacité",
    Reason.OUTBID: "supplantée",
}
LANGUAGES: Final = {"fr": "français", "en": "anglais"}

SKILL: Final = "{skill} {had}, il faut {wanted}"
NO_SKILL: Final = "{skill}\u00a0: aucun niveau, il faut {wanted}"
EXPIRED: Final = "{skill}\u00a0: validation du {day}, échue depuis plus de {months} mois au début"
LANGUAGE: Final = "ne parle pas {language}"
DISTANCE: Final = "{km}, limite de {limit}"
NOT_ON_MAP: Final = "lieu absent de la carte, limite de {limit}"
REMOTE: Final = "n’accepte pas le travail à distance"
CONTRACT_UNTIL: Final = "contrat jusqu’au {last}"
CONTRACT_FROM: Final = "contrat à partir du {first}"
CONTRACT_WITHIN: Final = "contrat du {first} au {last}"
AVAILABILITY: Final = "{served} sur {working}, il en faut {share}"
CAPACITY: Final = "charge de {load} le {day}, capacité de {capacity}"
HELD: Final = "sert déjà cette demande"
SAME_REQUEST: Final = "faisable, proposée à la place {number} de la même demande"
ELSEWHERE: Final = "faisable, retenue par {seats}"
DEARER: Final = "faisable, {amount} de plus pour cette place"
CHEAPER: Final = "faisable, {amount} de moins pour cette place"
EQUAL: Final = "faisable au même coût, départagée par la charge ou par le tirage"
FREE: Final = "faisable"

SEAT: Final = "la place {number} de {request}"
WHY_SKILL: Final = "{skill} {had} (il faut {wanted}), validation du {day}"
WHY_SKILL_UNHELD: Final = "{skill}\u00a0: aucun niveau demandé"
WHY_SERVED: Final = "{served} sur {working}"
WHY_ON_SITE: Final = "port d’attache\u00a0: {home}, {km} par la route"
WHY_HYBRID: Final = "port d’attache\u00a0: {home}, {km} par la route, {days} sur place par semaine"
WHY_NO_HOME: Final = "port d’attache{home} absent de la carte, déplacement non compté"
WHY_REMOTE: Final = "à distance, aucun déplacement"
WHY_PRIOR: Final = "séjour antérieur chez ce client ({client})"
WHY_LANGUAGE: Final = "parle {language}"
CONTRACT_OPEN: Final = "contrat sans fin"
NOBODY_FITS: Final = "Personne ne convient\u00a0: {reasons}."
NOBODY_AT_ALL: Final = "Personne ne convient\u00a0: aucun membre n’est inscrit."
NOBODY_LEFT: Final = "Personne n’est libre\u00a0: {people}."
NOBODY_CHOSEN: Final = "Personne n’a été trouvé dans le temps accordé."

UNKNOWN_SEAT: Final = "La place {seat} ne fait pas partie de cette proposition. Vérifiez le numéro."
UNKNOWN_MEMBER: Final = "Le membre {member} n’existe pas. Vérifiez sa clé."
CANNOT_FORCE: Final = "L’affectation de {member} à {seat} est impossible\u00a0: {detail}."
FORCED_TWICE: Final = (
    "{member} ne peut pas occuper deux places de la demande {request}. Choisissez une autre personne."
)
FORCED_TOO_MUCH: Final = (
    "{member} ne peut pas occuper ensemble {seats}\u00a0: la charge dépasserait sa capacité."
    " Libérez une des places."
)
