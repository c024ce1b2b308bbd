"""Plain values of room booking: what goes into the commands and comes out of the queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from agence_desktop.core.hours import WeeklyHours
from agence_desktop.core.spans import Span


class OccurrenceState(StrEnum):
    """States of an occurrence (séance); the codes of the command line."""

    REQUESTED = "requested"
    CONFIRMED = "confirmed"
    WAITLISTED = "waitlisted"
    OFFERED = "offered"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    NOT_OBTAINED = "not_obtained"
    PRESENT = "present"
    ENDED = "ended"
    NO_SHOW = "no_show"


HOLDING = frozenset(
    {OccurrenceState.CONFIRMED, OccurrenceState.PRESENT, OccurrenceState.ENDED, OccurrenceState.OFFERED}
)
"""States that hold the space and the equipment (a no-show holds too, until its release)."""

IN_FORCE = frozenset(
    {
        OccurrenceState.REQUESTED,
        OccurrenceState.CONFIRMED,
        OccurrenceState.WAITLISTED,
        OccurrenceState.OFFERED,
        OccurrenceState.PRESENT,
    }
)
"""States of dates that will, or may still, take place."""


class Reason(StrEnum):
    """Why a date does not pass, in the order of judging."""

    PAST = "past"
    NOT_SHAREABLE = "not_shareable"
    NOT_ELIGIBLE = "not_eligible"
    CAPACITY = "capacity"
    CLOSED = "closed"
    HOLIDAY = "holiday"
    WHOLE_DAYS = "whole_days"
    NOTICE = "notice"
    HORIZON = "horizon"
    OUTSIDE_HOURS = "outside_hours"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    GRID = "grid"
    QUOTA = "quota"
    EQUIPMENT_STOCK = "equipment_stock"
    RELATED_SPACE = "related_space"
    OVERLAP = "overlap"


SOFT = frozenset(
    {
        Reason.NOTICE,
        Reason.HORIZON,
        Reason.OUTSIDE_HOURS,
        Reason.TOO_SHORT,
        Reason.TOO_LONG,
        Reason.GRID,
        Reason.QUOTA,
    }
)
"""Reasons about terms, which a host may set aside; all others are hard."""


class FormFault(StrEnum):
    """Why a booking request cannot be read (interfaces, step 1)."""

    MISSING = "missing"
    UNKNOWN_SPACE = "unknown_space"
    BAD_TIME = "bad_time"
    BAD_RULE = "bad_rule"
    UNKNOWN_ORGANISATION = "unknown_organisation"
    UNKNOWN_PERSON = "unknown_person"
    BAD_NUMBER = "bad_number"
    UNKNOWN_EQUIPMENT = "unknown_equipment"
    BAD_CHOICE = "bad_choice"
    BAD_KEY = "bad_key"
    KEY_REUSED = "key_reused"
    TOO_MANY = "too_many"


class FindFault(StrEnum):
    """Why a space does not answer a search, before any date is judged."""

    EQUIPMENT_MISSING = "equipment_missing"
    NOT_ACCESSIBLE = "not_accessible"
    OUT_OF_REGION = "out_of_region"
    TOO_FAR = "too_far"


class Approval(StrEnum):
    """Who approves: nobody, the host, or the host for what lies outside the terms."""

    AUTOMATIC = "automatique"
    HOST = "hote"
    OUTSIDE_TERMS = "hors_modalites"


class Mode(StrEnum):
    """``normal``: what the terms say; ``demande``: leave it pending."""

    NORMAL = "normal"
    REQUEST = "demande"


class OnConflict(StrEnum):
    """One bad date refuses the booking, or is skipped and recorded as not obtained."""

    REFUSE = "refuser"
    SKIP = "sauter"


class Outcome(StrEnum):
    """What became of a booking request."""

    CONFIRMED = "confirmed"
    REQUESTED = "requested"
    MIXED = "mixed"
    PARTLY = "partly"
    REFUSED = "refused"


class EligibilityKind(StrEnum):
    """Who may book: everybody, organisations with a site in the space's region, or a list."""

    ALL = "tous"
    REGION = "region"
    LISTED = "liste"


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Who may book; ``acronyms`` is empty unless the kind is LISTED."""

    kind: EligibilityKind = EligibilityKind.ALL
    acronyms: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Terms:
    """Host terms at one scope, or resolved for one space; None means not given here.

    Durations are minutes, ``horizon_days`` days, ``quota_hours`` hours a month, ``cancel_hours`` hours.
    """

    hours: WeeklyHours | None = None
    notice_minutes: int | None = None
    horizon_days: int | None = None
    min_minutes: int | None = None
    max_minutes: int | None = None
    grid_minutes: int | None = None
    buffer_before: int | None = None
    buffer_after: int | None = None
    whole_days: bool | None = None
    eligibility: Eligibility | None = None
    quota_hours: int | None = None
    approval: Approval | None = None
    cancel_hours: int | None = None
    release_minutes: int | None = None
    holidays_open: bool | None = None


@dataclass(frozen=True, slots=True)
class Rates:
    """Rates in force from a local date; None where not given."""

    since: date
    hour: Decimal | None = None
    half_day: Decimal | None = None
    day: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Closure:
    """A closure of a space or of what it belongs to, already placed as a half-open span."""

    span: Span
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Busy:
    """A holding occurrence of a space, its ancestor or descendant: its busy interval and what to say."""

    occurrence_id: int
    space_id: int
    span: Span
    number: str = ""
    organisation: str = ""
    slot: Span | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A quantity of one equipment held over a span (no buffers)."""

    equipment_id: int
    span: Span
    quantity: int
    occurrence_id: int = 0


@dataclass(frozen=True, slots=True)
class EquipmentLine:
    """A quantity of movable equipment asked for."""

    equipment_id: int
    quantity: int


@dataclass(frozen=True, slots=True)
class SpaceFacts:
    """All that judging a date needs to know of one space.

    ``capacities`` by layout; ``capacity`` where the layout is absent or unnamed. ``rates`` are those of the
    nearest scope by date: ``rate_scopes`` lists the scopes nearest first (space, site, organisation), each
    with its dated rates. ``closures`` are those of the organisation, the site, the space, its ancestors and
    descendants.
    """

    space_id: int
    code: str
    name: str
    site_id: int
    host_id: int
    region: str
    zone: ZoneInfo
    shareable: bool
    capacity: int
    capacities: Mapping[str, int]
    terms: Terms
    rate_scopes: tuple[tuple[Rates, ...], ...] = ()
    closures: tuple[Closure, ...] = ()
    related: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Requester:
    """The requesting organisation: ``regions`` are those where it has a site."""

    organisation_id: int
    acronym: str
    regions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is already held or requested, as read in the transaction that judges.

    ``busy``: per space id, the holding occurrences that may collide with it (itself, ancestors, descendants).
    ``held`` and ``stock``: per equipment id. ``quota_minutes``: (host id, year, month) → minutes holding
    and requested by the requesting organisation. Former slots of an edited booking are left out by the
    query that fills this. ``equipment_sites``: equipment id → the site that keeps it, needed only where
    dates may move to another site. ``outdated``: time has released some of what is stored as held.
    """

    busy: Mapping[int, tuple[Busy, ...]] = field(default_factory=dict)
    held: Mapping[int, tuple[Held, ...]] = field(default_factory=dict)
    stock: Mapping[int, int] = field(default_factory=dict)
    quota_minutes: Mapping[tuple[int, int, int], int] = field(default_factory=dict)
    equipment_sites: Mapping[int, int] = field(default_factory=dict)
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class DateDraft:
    """One date of a booking before it is judged; times are naive wall clocks at the site of ``space_id``.

    ``origin`` is the wall clock the rule gave (the key of the date in its series). ``skip`` records it as
    not obtained; ``ask`` leaves it pending even where the terms would confirm it. ``span`` are its instants
    where they are known: the wall clocks then only tell them, and may be ambiguous.
    """

    space_id: int
    start: datetime
    end: datetime
    origin: datetime | None = None
    skip: bool = False
    ask: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class PlacedDate:
    """One date as instants: what is judged. ``origin`` is the wall clock that keys it in its series."""

    space_id: int
    span: Span
    origin: datetime
    skip: bool = False
    ask: bool = False


@dataclass(frozen=True, slots=True)
class BookingDraft:
    """A booking request as the form or a file gives it: read, not yet judged."""

    space_id: int
    start: datetime
    end: datetime
    organisation_id: int
    purpose: str
    person_id: int | None = None
    rule: str | None = None
    exdates: tuple[datetime, ...] = ()
    rdates: tuple[datetime, ...] = ()
    participants: int = 1
    layout: str | None = None
    equipment: tuple[EquipmentLine, ...] = ()
    accessibility: str = ""
    support: str = ""
    note: str = ""
    phone: str = ""
    mode: Mode = Mode.NORMAL
    on_conflict: OnConflict = OnConflict.REFUSE
    key: UUID | None = None
    dates: tuple[DateDraft, ...] | None = None
    """Dates chosen one by one in the series sheet; None lets the rule give them."""
    uid: str = ""
    """The UID of another system's calendar, where the booking comes from one."""


@dataclass(frozen=True, slots=True)
class JudgedDate:
    """One date after judging.

    Where the whole request is refused, ``price`` is None and ``state`` is REFUSED, or None for a date that
    was free. ``blockers`` are the holdings it collides with; ``month_minutes`` what the quota counts, this
    date included.
    """

    space_id: int
    span: Span
    busy: Span
    origin: datetime
    state: OccurrenceState | None
    reasons: tuple[Reason, ...]
    price: Decimal | None
    blockers: tuple[Busy, ...] = ()
    month_minutes: int = 0

    @property
    def passes(self) -> bool:
        """Whether the date is confirmed or requested."""
        return self.state in (OccurrenceState.CONFIRMED, OccurrenceState.REQUESTED)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The answer to a booking request; ``reasons`` are those of the form, each date carries its own."""

    outcome: Outcome
    reasons: tuple[FormFault | Reason, ...]
    dates: tuple[JudgedDate, ...]
