"""Plain values of a day at work: what waits for a decision, what others changed, when who came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from agence_desktop.core.spans import Span
from agence_desktop.spaces.journal import EventKind


@dataclass(frozen=True, slots=True)
class PendingDate:
    """A date that its host has not decided yet and that has not begun."""

    booking_id: int
    number: str
    acronym: str
    purpose: str
    space_id: int
    span: Span
    busy: Span
    requested_at: datetime


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A line of the history of a booking, told beside those of others; ``person`` falls back to the login."""

    at: datetime
    person: str
    kind: EventKind
    number: str
    space_id: int
    detail: Mapping[str, str]
