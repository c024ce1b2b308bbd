"""What a form is opened with: plain values that calendars, lists and searches hand to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class BookingSeed:
    """What is already known of a new booking; ``start`` and ``end`` are naive wall clocks at the site.

    ``layout`` is a code; None and empty values are left for the form to ask. ``rule`` makes a series of it
    (RFC 5545), whose dates in ``rooms`` (wall clock that keys the date → space) are to stand elsewhere.
    """

    space_id: int | None = None
    start: datetime | None = None
    end: datetime | None = None
    participants: int | None = None
    layout: str | None = None
    organisation_id: int | None = None
    person_id: int | None = None
    purpose: str = ""
    accessible: bool = False
    rule: str | None = None
    rooms: tuple[tuple[datetime, int], ...] = ()


@dataclass(frozen=True, slots=True)
class EditSeed:
    """A stored booking to edit, and the date from which it was opened."""

    booking_id: int
    occurrence_id: int | None = None
