"""Plain values of flying teams: states, drafts, and what queries give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Mode


class RequestState(StrEnum):
    """States of a request until its seats are confirmed; from then on each seat has its own."""

    RECEIVED = "received"
    QUALIFIED = "qualified"
    PROPOSED = "proposed"
    COMMITTED = "committed"
    CONFIRMED = "confirmed"
    WAITLISTED = "waitlisted"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class DeploymentState(StrEnum):
    """States of one member in one seat; « en cours » and « terminée » come with time, on reading."""

    PROPOSED = "proposed"
    COMMITTED = "committed"
    CONFIRMED = "confirmed"
    RUNNING = "running"
    EXTENSION_ASKED = "extension_asked"
    ENDED_EARLY = "ended_early"
    ENDED = "ended"
    EVALUATED = "evaluated"
    STATED = "stated"
    CLOSED = "closed"
    CANCELLED = "cancelled"


TENTATIVE = frozenset({DeploymentState.PROPOSED, DeploymentState.COMMITTED})
"""Dashed on the timeline; they use no capacity."""
FIRM = frozenset(set(DeploymentState) - TENTATIVE - {DeploymentState.CANCELLED})
"""They use capacity: to the agreed end, or up to the actual one."""


class ExpenseKind(StrEnum):
    """What a deployment may cost beside days."""

    TRAVEL = "travel"
    LODGING = "lodging"
    MEALS = "meals"
    OTHER = "other"


class Side(StrEnum):
    """Who evaluates a mandate."""

    CLIENT = "client"
    MEMBER = "member"


class CommitmentState(StrEnum):
    """A cost commitment is written, signed by the client, and replaced by its next version."""

    DRAFT = "draft"
    SIGNED = "signed"
    REPLACED = "replaced"


class StatementState(StrEnum):
    """A statement is prepared, then issued; an issued one never changes."""

    DRAFT = "draft"
    ISSUED = "issued"


@dataclass(frozen=True, slots=True)
class SkillNeed:
    """A skill of the directory and the least level."""

    skill_id: int
    level: int


@dataclass(frozen=True, slots=True)
class SeatDraft:
    """One place as it is entered; ``effort_bp`` is in hundredths of a percent of a full day."""

    skills: tuple[SkillNeed, ...]
    period: Days
    effort_bp: int = 10_000
    language: str | None = "fr"
    days: frozenset[int] | None = None
    mode: Mode = Mode.ON_SITE
    remote_days: int = 0
    senior: bool = False


@dataclass(frozen=True, slots=True)
class RequestDraft:
    """A need as it is entered, before it has a number."""

    client_id: int
    family: str
    description: str
    seats: tuple[SeatDraft, ...]
    site_id: int | None = None
    municipality_id: int | None = None
    unit: str = ""
    priority: int = 3
    contact: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    position: str = ""
    tasks: str = ""


@dataclass(frozen=True, slots=True)
class RequestCard:
    """A request on the board."""

    id: int
    number: str
    version: int
    state: RequestState
    priority: int
    client: str
    place: str
    family: str
    description: str
    seats: int
    filled: int
    starts: date
    received_at: datetime
    rank: int | None = None
    progress: DeploymentState | None = None
    """Once it is confirmed, the state of its least advanced seat."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A deployment on the timeline; ``request_id`` is None for one that was imported without a request."""

    id: int
    version: int
    member_id: int
    request_id: int | None
    number: str
    seat: int | None
    client: str
    label: str
    state: DeploymentState
    period: Days
    effort_bp: int
    mode: Mode
    days: frozenset[int] | None = None
    overrun: bool = False


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member on the timeline: who, where, what they can do, and what keeps them away."""

    id: int
    version: int
    key: str
    name: str
    team: str
    home: str
    skills: tuple[tuple[str, int], ...]
    absences: tuple[Days, ...]
    contract: Days


@dataclass(frozen=True, slots=True)
class DayLoad:
    """Capacity, firm and tentative load of a member on a day, in hundredths of a percent of a full day."""

    member_id: int
    day: date
    capacity_bp: int
    firm_bp: int
    tentative_bp: int
    overrun_bp: int = 0


@dataclass(frozen=True, slots=True)
class CostLine:
    """A line of an estimate, a commitment or a statement: quantity × rate, rounded to the cent.

    ``kind`` None is work, counted in days; ``whose`` is the member it is for, where it is for one.
    """

    label: str
    quantity: Decimal
    unit: str
    rate: Decimal
    amount: Decimal
    kind: ExpenseKind | None = None
    whose: str = ""
