"""Whose bookings somebody may take away with the people they name: those of organisations they answer for.

Everybody may look at the calendars; what leaves the program in a file or on paper asks for a role of the
organisation that asks, or of the host.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from agence_desktop.core.roles import Actor, Role, require

READERS: Final = (Role.CLERK, Role.HOST, Role.MANAGER, Role.ADMINISTRATOR)
_OF_REQUESTER: Final = (Role.CLERK, Role.MANAGER, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Readable:
    """Bookings of these requesting organisations, and those with a date on the spaces of these hosts."""

    organisations: frozenset[int]
    hosts: frozenset[int]


def readable_by(actor: Actor) -> Readable | None:
    """Whose bookings the actor may take away; None for all of them."""
    asking = [actor.organisations(role) for role in _OF_REQUESTER]
    hosts = actor.organisations(Role.HOST)
    known = [one for one in asking if one is not None]
    if hosts is None or len(known) < len(asking):
        return None
    return Readable(frozenset().union(*known), hosts)


def require_readable(actor: Actor, organisation_id: int, hosts: Collection[int], what: str) -> None:
    """Raise RightMissingError unless the actor may take away a booking; ``what`` completes « Pour … »."""
    if not any(actor.may(Role.HOST, host) for host in hosts):
        require(actor, _OF_REQUESTER, organisation_id, what)
