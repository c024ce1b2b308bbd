"""What fills the days of a week planning: parts of entries on the scale of a day, and their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import ceil

from agence_desktop.core.french import NBSP, format_end_time, format_time
from agence_desktop.documents.rows import PlannedEntry, PlannedKind, PlannedRoom, WeekPlanning
from agence_desktop.documents.style import shortened

NOON = 12 * 60
LONGEST = 60
"""Characters of a purpose in a cell; the acronym after it is never cut."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The bounds of the strips, in minutes of the day."""

    first: int
    last: int

    def at(self, minute: int, width: float) -> float:
        """The abscissa of a minute on a strip of this width."""
        inside = min(max(minute, self.first), self.last)
        return (inside - self.first) * width / (self.last - self.first)


@dataclass(frozen=True, slots=True)
class Slot:
    """The part of an entry that falls on one day, in minutes of that day."""

    first: int
    last: int
    entry: PlannedEntry

    @property
    def closed(self) -> bool:
        """Whether nobody can have the room then."""
        return self.entry.kind is PlannedKind.CLOSED

    def fills(self, scale: Scale) -> bool:
        """Whether it takes the whole strip."""
        return self.first <= scale.first and self.last >= scale.last


def scale_of(row: WeekPlanning, week: Sequence[date]) -> Scale:
    """The opening hours, widened to whole hours around the bookings of the week."""
    first, last = (at.hour * 60 + at.minute for at in row.opening)
    last = last or 24 * 60
    for room in row.rooms:
        for day in week:
            for slot in slots_of(room, day):
                if not slot.closed:
                    first = min(first, slot.first // 60 * 60)
                    last = max(last, ceil(slot.last / 60) * 60)
    return Scale(first, last)


def slots_of(room: PlannedRoom, day: date) -> list[Slot]:
    """What fills the room on a day, in order."""
    midnight = datetime.combine(day, time())
    found = []
    for entry in room.entries:
        first = max(0, int((entry.start - midnight).total_seconds() // 60))
        last = min(24 * 60, int((entry.end - midnight).total_seconds() // 60))
        if first < last:
            found.append(Slot(first, last, entry))
    return sorted(found, key=lambda slot: (slot.first, slot.last))


def slots_with_holidays(room: PlannedRoom, day: date, row: WeekPlanning) -> list[Slot]:
    """What fills the room on a day; a holiday closes a room that does not open on it."""
    slots = slots_of(room, day)
    shut = any(slot.closed and slot.last - slot.first == 24 * 60 for slot in slots)
    if day in dict(row.holidays) and not room.holidays_open and not shut:
        midnight = datetime.combine(day, time())
        closure = PlannedEntry(midnight, midnight + timedelta(days=1), PlannedKind.CLOSED, "jour férié")
        slots = [Slot(0, 24 * 60, closure), *slots]
    return slots


def clock_text(minute: int, end: bool = False) -> str:
    """A minute of the day on the clock; the end of a day is 24 hours."""
    at = time(minute // 60 % 24, minute % 60)
    return format_end_time(at) if end else format_time(at)


def purpose_of(entry: PlannedEntry, room: PlannedRoom) -> str:
    """What fills the time, and for which organisation."""
    if entry.kind is PlannedKind.CLOSED:
        return f"Fermée{NBSP}: {shortened(entry.text, LONGEST)}" if entry.text else "Fermée"
    if entry.kind is PlannedKind.RELATED:
        whole = room.parent == entry.related
        return f"prise avec {entry.related} entière" if whole else f"partie {entry.related} prise"
    return ", ".join(part for part in (shortened(entry.text, LONGEST), entry.organisation) if part)
