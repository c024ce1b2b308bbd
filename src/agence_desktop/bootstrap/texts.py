"""What the wiring says in French while a base is opened."""

from __future__ import annotations

from agence_desktop.core.french import NBSP, listed
from agence_desktop.core.roles import Actor, Role

PREPARING_DEMO = "Préparation des données fictives"
DEMO_LABEL = "Données fictives"
OPENING = "Ouverture de la base"
CREATING = "Création de la base"

_MOST_ROLES = 2


def connection_works(label: str) -> str:
    """A connection that was tried and answered."""
    return f"La base «{NBSP}{label}{NBSP}» répond et votre compte y est connu."


def roles_of(actor: Actor) -> str:
    """The roles of the status bar, the most telling first: « répondant hôte et gestionnaire »."""
    held = [role for role in _ORDER if actor.holds(role)]
    return listed([role.label for role in held[:_MOST_ROLES]]) if held else ""


_ORDER = (
    Role.HOST,
    Role.MANAGER,
    Role.CLERK,
    Role.ADMINISTRATOR,
    Role.TECHNICIAN,
    Role.HOLDER,
    Role.MEMBER,
    Role.CLIENT,
    Role.READER,
)
