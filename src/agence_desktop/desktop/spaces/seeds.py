"""What a form is opened with: plain values that calendars, lists and searches hand to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class BookingSeed:
    """What is already known of a new booking; ``start`` and ``end`` are naive wall clocks at the site.

    ``layout`` is a code; None and empty values are left for the form to ask.
    """

    space_id: int | None = None
    start: datetime | None = None
    end: datetime | None = None
    participants: int | None = None
    layout: str | None = None
    organisation_id: int | None = None
    person_id: int | None = None
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class EditSeed:
    """A stored booking to edit, and the date from which it was opened."""

    booking_id: int
    occurrence_id: int | None = None
