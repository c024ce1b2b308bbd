"""What the wiring says in French while a base is opened."""

from __future__ import annotations

from agence_desktop.core.french import NBSP, listed
from agence_desktop.core.roles import Actor, Role

PREPARING_DEMO = "Préparation des données fictives"
DEMO_LABEL = "Données fictives"
OPENING = "Ouverture de la base"
CREATING = "Création de la base"
LOOKING = "Examen de la base"
UPGRADING = "Mise à niveau de la base"
UPGRADE_YES, NOT_NOW, READ_AGAIN = "&Mettre à niveau…", "&Plus tard", "&Réessayer"

_MOST_ROLES = 2


def connection_works(label: str) -> str:
    """A connection that was tried and answered."""
    return f"La base «{NBSP}{label}{NBSP}» répond et votre compte y est connu."


def upgrade_question(shown: str, before: str | None, after: str) -> tuple[str, str]:
    """A question and what it means, for whoever may bring a base of an older program up."""
    return (
        f"Mettre à niveau la base «{NBSP}{shown}{NBSP}»?",
        "Elle a été faite par une version antérieure du programme "
        f"(schéma{NBSP}{before}; il faut{NBSP}{after}). Une copie de sûreté est d’abord faite et relue. "
        "Pendant la mise à niveau, personne ne peut rien enregistrer; ensuite, les postes qui ont une "
        "version antérieure du programme devront être mis à jour.",
    )


def upgrade_wait(shown: str) -> tuple[str, str]:
    """The same for whoever must wait."""
    return (
        f"La base «{NBSP}{shown}{NBSP}» doit être mise à niveau.",
        "Elle a été faite par une version antérieure du programme. Seule l’administration de la base peut la "
        "mettre à niveau. Réessayez quand ce sera fait.",
    )


def upgraded(copy: str) -> str:
    """It is done, and where the copy of before is."""
    kept = f" La copie d’avant est gardée dans «{NBSP}{copy}{NBSP}»." if copy else ""
    return f"La base est à niveau.{kept}"


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
