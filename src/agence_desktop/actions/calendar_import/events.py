"""Plain values of another system's calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from agence_desktop.core.spans import Span


@dataclass(frozen=True, slots=True)
class ExternalDate:
    """One date of an event: its instants, and the wall clocks that the room shows then.

    ``origin`` is what its rule gave (RECURRENCE-ID), on the clock of the room; one second later for the hour
    that clocks show again, so that both dates of such a night have their own. ``written`` are the wall
    clocks of the file, where the zone of the event shows the same hours as that of the room.
    """

    origin: datetime
    span: Span
    start: datetime
    end: datetime
    written: tuple[datetime, datetime] | None = None


@dataclass(frozen=True, slots=True)
class ExternalEvent:
    """An event with its dates in time order; none where it takes no room (cancelled, or shown as free).

    ``row`` counts events from 1 in the order of the file; ``cut_at`` is the day where an endless one was cut.
    """

    row: int
    uid: str
    summary: str
    dates: tuple[ExternalDate, ...]
    cut_at: date | None = None


@dataclass(frozen=True, slots=True)
class ExternalFault:
    """An event that cannot be read, and why: code and sentence."""

    row: int
    uid: str
    summary: str
    code: str
    sentence: str
