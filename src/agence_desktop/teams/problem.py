"""What allocation works on: members, seats and firm deployments as plain values (interfaces.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from agence_desktop.core.geography import Point
from agence_desktop.teams.periods import Days


class Mode(StrEnum):
    """Where the work of a seat is done; the codes of the JSON."""

    ON_SITE = "on_site"
    HYBRID = "hybrid"
    REMOTE = "remote"


class Reason(StrEnum):
    """Why a candidate is not chosen, in the order in which they are tested."""

    SKILL = "skill"
    EXPIRED = "expired"
    LANGUAGE = "language"
    DISTANCE = "distance"
    REMOTE = "remote"
    CONTRACT = "contract"
    AVAILABILITY = "availability"
    CAPACITY = "capacity"
    OUTBID = "outbid"


@dataclass(frozen=True, slots=True)
class Skilled:
    """A level (0–4) and the day on which it was validated."""

    level: int
    validated: date


@dataclass(frozen=True, slots=True)
class Pattern:
    """Hours per weekday, Monday to Friday, from a day on (None: always)."""

    since: date | None
    hours: tuple[Fraction, Fraction, Fraction, Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Member:
    """A member as allocation sees them; ``home`` is None where the place is not on the map."""

    key: str
    name: str
    team: str
    home: Point | None
    home_name: str
    skills: Mapping[str, Skilled]
    languages: frozenset[str]
    patterns: tuple[Pattern, ...]
    factor: Fraction
    absences: tuple[Days, ...]
    contract: Days
    max_km: Fraction | None
    remote: bool
    day_rate: Decimal | None = None
    past_clients: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Seat:
    """One place of a request, from 1 on; ``effort`` is a share of the day, ``days`` are weekdays from 0."""

    request: str
    number: int
    skills: Mapping[str, int]
    language: str | None
    effort: Fraction
    days: frozenset[int] | None
    period: Days
    mode: Mode
    remote_days: int = 0
    senior: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """A need of a client, with its seats; ``site`` is None where the place is not on the map."""

    key: str
    client: str
    site: Point | None
    site_name: str
    family: str
    priority: int
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm deployment: it serves the working days on which its member is there for all of its effort."""

    member: str
    effort: Fraction
    period: Days
    days: frozenset[int] | None = None
    request: str | None = None
    """The request that it fills: its member takes no other seat of it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an administrator may change of the arithmetic."""

    full_day: Fraction = Fraction(7)
    validity_months: int = 24
    least_presence: Fraction = Fraction(4, 5)
    weights: tuple[int, int, int, int] = (8, 4, 2, 1)


@dataclass(frozen=True, slots=True)
class Problem:
    """All that a proposal depends on: the same problem gives the same answer on every run."""

    members: tuple[Member, ...]
    requests: tuple[Request, ...]
    firm: tuple[Firm, ...]
    holidays: frozenset[date]
    settings: Settings = field(default_factory=Settings)
    held: frozenset[tuple[str, str]] = frozenset()
    """Members and requests of which they have a seat without being firm: they take no other one of it."""

    @property
    def seats(self) -> tuple[Seat, ...]:
        """Every seat, in the order of the requests."""
        return tuple(seat for request in self.requests for seat in request.seats)
