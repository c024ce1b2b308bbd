"""Plain values of stored bookings: occurrences on a calendar, the page of a booking, and its history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from agence_desktop.core.spans import Span
from agence_desktop.spaces.rows import OccurrenceState, Reason


class EventKind(StrEnum):
    """What a line of a booking's history tells."""

    BOOKED = "booked"
    MOVED = "moved"
    EDITED = "edited"
    CANCELLED = "cancelled"
    RESTORED = "restored"
    DECIDED = "decided"
    PRINTED = "printed"
    IMPORTED = "imported"
    PRESENT = "present"
    AWAITED_AGAIN = "awaited_again"


@dataclass(frozen=True, slots=True)
class OccurrenceRow:
    """One occurrence as calendars and lists draw it; ``state`` is what is true now, time included."""

    id: int
    booking_id: int
    number: str
    space_id: int
    origin: datetime
    span: Span
    busy: Span
    state: OccurrenceState
    organisation_id: int
    acronym: str
    purpose: str
    participants: int
    recurring: bool
    version: int


@dataclass(frozen=True, slots=True)
class OccurrenceDetail:
    """One occurrence on the page of its booking."""

    id: int
    space_id: int
    zone: ZoneInfo
    origin: datetime
    span: Span
    busy: Span
    state: OccurrenceState
    reasons: tuple[Reason, ...]
    price: Decimal | None
    version: int


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line of the history; ``detail`` holds what its kind needs (ISO instants, names).

    ``person`` is the name of whoever did it, where the directory knows the login.
    """

    at: datetime
    login: str
    kind: EventKind
    occurrence_id: int | None
    detail: Mapping[str, str]
    person: str = ""


@dataclass(frozen=True, slots=True)
class BookingDetail:
    """A booking whole: what its page, its form and its confirmation show."""

    id: int
    number: str
    version: int
    space_id: int
    organisation_id: int
    acronym: str
    organisation: str
    person_id: int | None
    person: str
    person_email: str
    purpose: str
    participants: int
    layout: str | None
    equipment: Mapping[int, int]
    accessibility: str
    support: str
    note: str
    phone: str
    rule: str | None
    series_start: datetime
    series_end: datetime
    created_at: datetime
    created_by: str
    occurrences: tuple[OccurrenceDetail, ...]
    history: tuple[EventRow, ...]


@dataclass(frozen=True, slots=True)
class BookingRow:
    """A booking in a list: its next date (else its last), and how many dates there are."""

    id: int
    number: str
    purpose: str
    organisation: str
    person: str
    space: str
    site: str
    zone: str
    next: Span
    dates: int
    states: frozenset[OccurrenceState]
    participants: int
    version: int
