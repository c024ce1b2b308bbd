"""Keys of the places of flying teams, and how other screens go to a record."""

from __future__ import annotations

from agence_desktop.desktop.places import Target

SLICE = "equipes"
TIMELINE = "equipes.planning"
REQUESTS = "equipes.demandes"
PROPOSALS = "equipes.propositions"
DEPLOYMENTS = "equipes.deploiements"
BENCH = "equipes.banc"
STATEMENTS = "equipes.releves"
EVALUATIONS = "equipes.evaluations"
ACTUALS = "equipes.journees"
RATES = "equipes.tarifs"

TEAMS_TOPIC, MEMBERS_TOPIC, DIRECTORY_TOPIC = "teams", "members", "directory"
TOPICS = frozenset({TEAMS_TOPIC, MEMBERS_TOPIC, DIRECTORY_TOPIC})
"""The changes after which what flying teams show is read again."""
REQUEST_DRAFT = "demande d’équipe"
ACTUALS_DRAFT = "journées et frais"


def request_target(number: str) -> Target:
    """A request among the others, by its number."""
    return Target(REQUESTS, {"filter": "", "number": number})


def deployment_target(deployment_id: int) -> Target:
    """A deployment among the others."""
    return Target(DEPLOYMENTS, {"filter": "", "deployment": deployment_id})


def member_target(member_id: int, first: str = "") -> Target:
    """A member on the timeline."""
    return Target(TIMELINE, {"member": member_id, **({"first": first} if first else {})})


def proposal_target(number: str) -> Target:
    """The newest proposal, on the first seat of a request."""
    return Target(PROPOSALS, {"proposal": None, "seat": [number, 1]})
