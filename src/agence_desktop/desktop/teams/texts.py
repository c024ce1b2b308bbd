"""What flying teams as a whole say, in French: rail, menu, states, words of all rooms."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

from agence_desktop.core.french import NBSP, SHORT_WEEKDAYS, counted, format_number, format_period, listed
from agence_desktop.teams.problem import Mode
from agence_desktop.teams.rows import DeploymentState, RequestState

WORD = "Équipes volantes"
MENU = "&Déploiement"

TIMELINE, TIMELINE_TITLE = "Planning des membres", "Planning des membres, équipes volantes"
REQUESTS = "Demandes"
PROPOSALS = "Propositions"
DEPLOYMENTS = "Déploiements"
BENCH = "Banc et utilisation"
STATEMENTS = "Relevés"
EVALUATIONS = "Évaluations"
REMOTE_PLACE = "à distance"

WHO_IS_FREE = "&Qui est libre?"
PROPOSE = "&Proposer des membres"
COMMITMENT = "&Engagement de coûts…"
CONFIRM = "&Confirmer les déploiements…"
LOCK = "&Verrouiller ce choix, ou le libérer"
TODAY = "Aujourd’&hui"
PREVIOUS, NEXT = "&Période précédente", "Période sui&vante"
FOUR_WEEKS, QUARTER = "&Quatre semaines", "Un &trimestre"
CLEAR_FILTERS = "&Effacer les filtres"
FOUND_REQUESTS, FOUND_MEMBERS = "Demandes d’équipe volante", "Membres d’équipe volante"

MUNICIPALITY = "municipalité"
UNKNOWN_MEMBER = "Ce membre n’existe plus dans cette base."
UNKNOWN_REQUEST = "Cette demande n’existe plus dans cette base."
READ_ONLY = f"La base est ouverte en consultation seulement{NBSP}: rien ne peut être enregistré."

REQUEST_STATES = {
    RequestState.RECEIVED: "Reçue",
    RequestState.QUALIFIED: "Qualifiée",
    RequestState.PROPOSED: "Proposée",
    RequestState.COMMITTED: "Engagement signé",
    RequestState.CONFIRMED: "Confirmée",
    RequestState.WAITLISTED: "Liste d’attente",
    RequestState.REFUSED: "Refusée",
    RequestState.CANCELLED: "Annulée",
}
DEPLOYMENT_STATES = {
    DeploymentState.PROPOSED: "Proposé",
    DeploymentState.COMMITTED: "Engagement signé",
    DeploymentState.CONFIRMED: "Confirmé",
    DeploymentState.RUNNING: "En cours",
    DeploymentState.EXTENSION_ASKED: "Prolongation demandée",
    DeploymentState.ENDED_EARLY: "Fin anticipée",
    DeploymentState.ENDED: "Terminé",
    DeploymentState.EVALUATED: "Évalué",
    DeploymentState.STATED: "Relevé produit",
    DeploymentState.CLOSED: "Fermé",
    DeploymentState.CANCELLED: "Annulé",
}
MODES = {Mode.ON_SITE: "sur place", Mode.HYBRID: "hybride", Mode.REMOTE: "à distance"}


def percent(basis_points: int) -> str:
    """« 60 % », « 37,5 % »: hundredths of a percent as people write them."""
    whole, rest = divmod(basis_points, 100)
    return f"{whole}{f',{rest:02d}'.rstrip('0') if rest else ''}{NBSP}%"


def weekdays(days: Collection[int] | None) -> str:
    """« lun. et mer. », empty for the whole week."""
    return "" if days is None else listed([SHORT_WEEKDAYS[day] for day in sorted(days)])


def skills(found: Iterable[tuple[str, int]]) -> str:
    """« secrétariat 4, révision 3 »."""
    return ", ".join(f"{label[:1].lower()}{label[1:]} {level}" for label, level in found)


def seats(count: int) -> str:
    """« 2 places »."""
    return counted(count, "place")


def rate(value: Decimal) -> str:
    """« 310,00 $ », « 0,610 $ »: cents, and what is finer where there is any."""
    places = max(2, -int(value.normalize().as_tuple().exponent)) if value else 2
    return f"{format_number(value, places)}{NBSP}$"


def seat_of(request: str, number: int) -> str:
    """« D-2026-0063, place 1 »."""
    return f"{request}, place {number}"


def period(first: date, last: date) -> str:
    """« 26 oct. au 18 déc. »."""
    return format_period(first, last, short=True, year=False)


ORDER, WELCOME, COMMITMENT_PAPER = "Ordre de déploiement", "Fiche d’accueil", "Engagement de coûts"
EXTENSION_PAPER, END_PAPER, PLANNING_PAPER = "Demande de prolongation", "Avis de fin de mandat", "Planning"
PROPOSAL_PAPER = "Proposition"
PRINT_WELCOME = "Imprimer la &fiche d’accueil…"
PRINT_EXTENSION = "Imprimer la demande de &prolongation…"
PRINT_END = "Imprimer l’avis de fi&n…"
PRINT_WHICH = "Imprimer le planning de quelle équipe?"
UNKNOWN_TEAM = "Cette équipe n’existe plus dans cette base."


def paper(kind: str, name: str) -> str:
    """« Ordre de déploiement, Thomas Nguyen »."""
    return f"{kind}, {name}"
