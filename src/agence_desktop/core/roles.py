"""Who may do what: a right is a role held for one organisation, or for all of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from agence_desktop.core.errors import RightMissingError
from agence_desktop.core.french import NBSP, listed


class Role(StrEnum):
    """The roles of domain.md § 1; codes of the command line."""

    READER = "reader"
    CLERK = "clerk"
    HOST = "host"
    HOLDER = "holder"
    MANAGER = "manager"
    TECHNICIAN = "technician"
    MEMBER = "member"
    CLIENT = "client"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """The French word for screens and documents."""
        return _LABELS[self]


_LABELS = {
    Role.READER: "lecteur",
    Role.CLERK: "commis",
    Role.HOST: "répondant hôte",
    Role.HOLDER: "titulaire",
    Role.MANAGER: "gestionnaire",
    Role.TECHNICIAN: "technicien",
    Role.MEMBER: "membre",
    Role.CLIENT: "client",
    Role.ADMINISTRATOR: "administrateur",
}


@dataclass(frozen=True, slots=True)
class Grant:
    """A role held for one organisation, or for all when ``organisation_id`` is None (staff of the Agence)."""

    role: Role
    organisation_id: int | None = None

    def covers(self, organisation_id: int | None) -> bool:
        """Whether the grant reaches this organisation; None asks about all of them."""
        return self.organisation_id is None or self.organisation_id == organisation_id


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts: a login, the name shown, the person of the directory if known, and the grants held."""

    login: str
    name: str
    person_id: int | None = None
    grants: frozenset[Grant] = frozenset()

    def may(self, role: Role, organisation_id: int | None) -> bool:
        """Whether the role is held for this organisation; None asks for the role over all organisations."""
        return any(grant.role == role and grant.covers(organisation_id) for grant in self.grants)

    def holds(self, role: Role) -> bool:
        """Whether the role is held anywhere, to show or hide what it opens."""
        return any(grant.role == role for grant in self.grants)

    def organisations(self, role: Role) -> frozenset[int] | None:
        """The organisations for which the role is held; None for all."""
        held = [grant.organisation_id for grant in self.grants if grant.role == role]
        return None if None in held else frozenset(one for one in held if one is not None)


SYSTEM = Actor("agence", "Entretien automatique", grants=frozenset(Grant(role) for role in Role))
"""Acts for what time alone brings; holds every role everywhere."""


def require(actor: Actor, roles: Role | Collection[Role], organisation_id: int | None, what: str) -> None:
    """Raise RightMissingError unless the actor holds one of the roles for the organisation.

    ``what`` completes « Pour … », as in « décider cette demande »; ``organisation_id`` None means all.
    """
    asked = {roles} if isinstance(roles, Role) else set(roles)
    wanted = [role for role in Role if role in asked]
    if any(actor.may(role, organisation_id) for role in wanted):
        return
    names = listed([f"«{NBSP}{role.label}{NBSP}»" for role in wanted], "ou")
    scope = "tous les organismes" if organisation_id is None else "cet organisme"
    raise RightMissingError(
        "right_missing",
        f"Pour {what}, il faut le rôle {names} pour {scope}. "
        "Adressez-vous à la personne qui administre le programme.",
    )
