"""Which dates may be changed, by whom, and how many of a series at once."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from agence_desktop.core.roles import Actor, Role
from agence_desktop.core.spans import Span
from agence_desktop.desktop.spaces.facts import card_texts as texts
from agence_desktop.spaces.rows import OccurrenceState

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference

CHANGEABLE = frozenset({OccurrenceState.REQUESTED, OccurrenceState.CONFIRMED, OccurrenceState.WAITLISTED})
"""States in which an occurrence that has not begun may be moved or cancelled."""


class Scope(StrEnum):
    """Which dates of a series; the words of the command."""

    THIS = "this"
    FOLLOWING = "following"
    TO_COME = "to_come"


def why_fixed(state: OccurrenceState, slot: Span, now: datetime, *, may: bool) -> str:
    """Why a date cannot be moved or cancelled now, as a sentence; empty where it can.

    ``may`` is whether this person books there.
    """
    if not may:
        return texts.NO_RIGHT
    if state not in CHANGEABLE:
        return texts.fixed(state)
    return texts.BEGUN if slot.start <= now else ""


def may_book(actor: Actor, reference: Reference, organisation_id: int, space_id: int) -> bool:
    """Whether this person books for the organisation, or hosts the room; commands judge it again."""
    host = reference.facts[space_id].host_id
    return actor.may(Role.CLERK, organisation_id) or actor.may(Role.HOST, host)
