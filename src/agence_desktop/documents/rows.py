"""What documents are made from: plain values, wall clocks of the site (naive datetimes), Decimal amounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from agence_desktop.core.clock import QUEBEC
from agence_desktop.spaces.rows import OccurrenceState


@dataclass(frozen=True, slots=True)
class PrintStamp:
    """Who prints, when (an aware instant), and for whom the paper is meant (« personnes participantes »)."""

    instant: datetime
    person: str
    diffusion: str
    zone: ZoneInfo = QUEBEC


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call: a function first, then perhaps a person; work telephone and e-mail only."""

    role: str
    person: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class SitePlace:
    """A building: its name, civic address (may be empty), municipality, and the host organisation."""

    name: str
    address: str
    municipality: str
    host: str

    @property
    def whereabouts(self) -> str:
        """« 800, place D’Youville, Québec », or the municipality alone."""
        return ", ".join(filter(None, (self.address, self.municipality)))


@dataclass(frozen=True, slots=True)
class ConfirmationDate:
    """One date of a booking.

    ``room`` says name and floor (« Salle 1.12, 1er étage »). ``open_from`` and ``free_by`` are the busy
    interval where it is wider than the slot. ``reasons`` are the sentences that tell why it was not
    obtained.
    """

    start: datetime
    end: datetime
    state: OccurrenceState
    room: str
    price: Decimal | None = None
    reasons: tuple[str, ...] = ()
    open_from: datetime | None = None
    free_by: datetime | None = None
    cancel_until: datetime | None = None
    offered_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class SupportLine:
    """A support request: kind (« Informatique »), task, when it is due, and its state in a word."""

    kind: str
    task: str
    state: str
    due: datetime | None = None
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A booking as its requester gets it on paper.

    ``decided_at`` (wall clock) is when the last date was decided, None while nothing is. ``answer_by`` is
    until when the host answers what is still requested. ``arrival`` are the access notes of the site, one
    sentence each. ``release_minutes`` after the start, a room without noted presence is given away.
    ``rate`` and ``calculation`` explain the price (« À l’heure », « 2 h 30 à 24,00 $ l’heure »). The first
    contact is the one to ask for.
    """

    number: str
    person: str
    organisation: str
    site: SitePlace
    purpose: str
    participants: int
    dates: tuple[ConfirmationDate, ...]
    contacts: tuple[Contact, ...]
    stamp: PrintStamp
    requested_at: datetime
    decided_at: datetime | None = None
    answer_by: datetime | None = None
    layout: str = ""
    equipment: tuple[str, ...] = ()
    added_equipment: tuple[str, ...] = ()
    accessibility: str = ""
    support: tuple[SupportLine, ...] = ()
    note: str = ""
    arrival: tuple[str, ...] = ()
    release_minutes: int | None = None
    rate: str = ""
    calculation: str = ""
    invoiced_to: str = ""


@dataclass(frozen=True, slots=True)
class DoorBooking:
    """A booking that holds the room, as the door shows it: organisations, not persons."""

    start: datetime
    end: datetime
    organisation: str
    purpose: str


@dataclass(frozen=True, slots=True)
class DoorSheet:
    """What hangs on a door for one day; ``closed`` says why the room is closed that day, if it is."""

    room: str
    site: SitePlace
    day: date
    bookings: tuple[DoorBooking, ...]
    contact: Contact
    stamp: PrintStamp
    floor: str = ""
    capacity: int | None = None
    accessible: bool = False
    closed: str = ""


class PlannedKind(StrEnum):
    """What fills a part of a room's day on the planning."""

    CONFIRMED = "confirmed"
    REQUESTED = "requested"
    CLOSED = "closed"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class PlannedEntry:
    """A stretch of a room's time; one that spans several days is shown on each.

    ``text`` is the purpose of a booking or the reason of a closure; ``organisation`` an acronym. RELATED is a
    booking of the whole room or of a part, whose code is in ``related``. Times when the room cannot be booked
    come as CLOSED entries.
    """

    start: datetime
    end: datetime
    kind: PlannedKind
    text: str = ""
    organisation: str = ""
    related: str = ""


@dataclass(frozen=True, slots=True)
class PlannedRoom:
    """A room in the order of printing: parts come after their whole, whose code is their ``parent``."""

    code: str
    name: str
    capacity: int
    entries: tuple[PlannedEntry, ...] = ()
    accessible: bool = False
    equipment: tuple[str, ...] = ()
    parent: str = ""
    holidays_open: bool = False


@dataclass(frozen=True, slots=True)
class WeekPlanning:
    """The bookings of a site in the week of ``monday``; ``days`` is 5, or 7 where weekends are shown.

    ``opening`` bounds the strips, which widen where an entry lies outside. ``acronyms`` pairs those that
    appear with names.
    """

    site: SitePlace
    monday: date
    opening: tuple[time, time]
    rooms: tuple[PlannedRoom, ...]
    contact: Contact
    stamp: PrintStamp
    days: int = 5
    holidays: tuple[tuple[date, str], ...] = ()
    acronyms: tuple[tuple[str, str], ...] = ()
