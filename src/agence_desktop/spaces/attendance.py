"""Presence at a date: from when it may be noted, how late it is, and how a mistake is taken back."""

from __future__ import annotations

from datetime import datetime, timedelta

from agence_desktop.core.spans import Span
from agence_desktop.spaces.rows import OccurrenceState

EARLY = timedelta(minutes=15)
"""How long before the start whoever comes may be noted present."""


def noted_from(slot: Span) -> datetime:
    """From when presence may be noted."""
    return slot.start - EARLY


def is_awaited(state: OccurrenceState, slot: Span, now: datetime) -> bool:
    """Whether presence is to be noted now; ``state`` is what is true now, releases and ends included."""
    return state is OccurrenceState.CONFIRMED and noted_from(slot) <= now < slot.end


def lateness(state: OccurrenceState, slot: Span, now: datetime) -> timedelta | None:
    """For how long somebody has been awaited, in whole minutes; None where nobody is late."""
    if not is_awaited(state, slot, now) or now - slot.start < timedelta(minutes=1):
        return None
    return timedelta(minutes=(now - slot.start) // timedelta(minutes=1))
