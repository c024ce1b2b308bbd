"""What papers of flying teams are made from: plain values, wall clocks, Decimal amounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum

from agence_desktop.documents.rows import Contact, PrintStamp
from agence_desktop.teams.commitments import LineChange
from agence_desktop.teams.netting import Netting
from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Mode
from agence_desktop.teams.rows import CostLine, Side
from agence_desktop.teams.statements import StatementLine


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs, as what; ``signed_at`` in the program, or ``paper_on`` on a paper received that day."""

    name: str
    capacity: str = ""
    signed_at: datetime | None = None
    paper_on: date | None = None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When somebody works: a period with an end, effort of each day, weekdays from 0 (None: all), mode."""

    period: Days
    effort_bp: int = 10_000
    days: frozenset[int] | None = None
    mode: Mode = Mode.ON_SITE
    remote_days: int = 0


@dataclass(frozen=True, slots=True)
class Mandate:
    """One member in one seat of a request, as every paper about it names them.

    ``client`` is the organisation, ``place`` where the work is done (« Bureau de Portneuf »), ``town`` its
    municipality, ``assignment`` a sentence on the post or the work.
    """

    number: str
    seat: int
    seats: int
    member: str
    team: str
    client: str
    rhythm: Rhythm
    unit: str = ""
    place: str = ""
    town: str = ""
    home: str = ""
    home_town: str = ""
    phone: str = ""
    assignment: str = ""


class DayMark(StrEnum):
    """What a day of the order is."""

    ON_SITE = "on_site"
    REMOTE = "remote"
    HOLIDAY = "holiday"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """The five working days of the week of ``monday``."""

    monday: date
    marks: tuple[DayMark, DayMark, DayMark, DayMark, DayMark]


@dataclass(frozen=True, slots=True)
class TaskLine:
    """What is to be done, until when, and who helps."""

    task: str
    due: str = ""
    helper: str = ""


@dataclass(frozen=True, slots=True)
class TimetableLine:
    """A line of the first day."""

    activity: str
    at: time | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class Agreed:
    """The cost agreed: the lines of the commitment that concern this mandate, and since when it is signed."""

    lines: tuple[CostLine, ...]
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class OrderPaper:
    """A deployment order; ``manager`` is the client's, ``hindrance`` whom to call where one cannot come."""

    mandate: Mandate
    stamp: PrintStamp
    confirmed_on: date | None
    arrival: datetime
    arrival_note: str
    welcome: Contact
    hindrance: Contact
    manager: str = ""
    tasks: tuple[TaskLine, ...] = ()
    to_read: str = ""
    never: str = ""
    weeks: tuple[WeekPlan, ...] = ()
    hours: tuple[time, time] | None = None
    first_day: tuple[TimetableLine, ...] = ()
    access: str = ""
    agreed: Agreed | None = None
    signings: tuple[Signing, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """Somebody who is not proposed: the reason in a word, and its detail."""

    name: str
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ProposedSeat:
    """A seat of a proposal; ``member`` empty where nobody was found, ``why`` the reasons for the choice."""

    number: str
    seat: int
    client: str
    place: str
    need: str
    period: Days
    member: str = ""
    state: str = ""
    fixed: bool = False
    estimate: Decimal | None = None
    cost: Decimal | None = None
    why: tuple[str, ...] = ()
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposalPaper:
    """A proposal; ``method`` tells whether it is proven optimal, ``weights`` are by priority 1–4."""

    number: str
    stamp: PrintStamp
    made_at: datetime
    method: str
    weight: tuple[int, int]
    largest_load: Decimal
    seats: tuple[ProposedSeat, ...]
    weights: tuple[int, int, int, int]
    moved: int = 0
    lines: tuple[CostLine, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CommittedSeat:
    """A seat of a commitment: what is asked, who comes (empty while open), when."""

    seat: int
    need: str
    rhythm: Rhythm
    member: str = ""


@dataclass(frozen=True, slots=True)
class CommitmentPaper:
    """A version of a cost commitment; ``reason``, ``changes`` and ``former_ceiling`` are of an amendment."""

    number: str
    version: int
    stamp: PrintStamp
    written_on: date
    client: str
    lender: str
    seats: tuple[CommittedSeat, ...]
    lines: tuple[CostLine, ...]
    ceiling: Decimal
    contact: Contact
    unit: str = ""
    place: str = ""
    description: str = ""
    sign_by: date | None = None
    warning_share: Decimal = Decimal("0.8")
    rates_since: tuple[date, ...] = ()
    notes: tuple[str, ...] = ()
    reason: str = ""
    changes: tuple[LineChange, ...] = ()
    former_ceiling: Decimal | None = None
    signings: tuple[Signing, ...] = ()


@dataclass(frozen=True, slots=True)
class WelcomePaper:
    """The welcome sheet of a mandate, for the member and the unit that receives them."""

    mandate: Mandate
    stamp: PrintStamp
    arrival: datetime
    welcome: Contact
    contacts: tuple[Contact, ...] = ()
    address: str = ""
    way_in: tuple[str, ...] = ()
    first_day: tuple[TimetableLine, ...] = ()
    to_prepare: tuple[tuple[str, bool], ...] = ()
    accesses: tuple[tuple[str, str], ...] = ()
    to_bring: tuple[str, ...] = ()
    to_know: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExtensionPaper:
    """A request to extend a mandate; ``free`` tells what other work leaves, ``decision`` the answer."""

    mandate: Mandate
    stamp: PrintStamp
    asked_on: date
    asked_by: str
    new_last: date
    reason: str
    contact: Contact
    free: tuple[str, ...] = ()
    lines: tuple[CostLine, ...] = ()
    ceiling: Decimal | None = None
    spent: Decimal = Decimal(0)
    answer_by: date | None = None
    decision: str = ""
    signings: tuple[Signing, ...] = ()


@dataclass(frozen=True, slots=True)
class HandOver:
    """Work that goes on after a mandate: how it stands, and who takes it."""

    work: str
    state: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class EndPaper:
    """The notice that a mandate ends; ``early`` gives its reason."""

    mandate: Mandate
    stamp: PrintStamp
    last: date
    contact: Contact
    early: str = ""
    days: Decimal | None = None
    spent: Decimal | None = None
    ceiling: Decimal | None = None
    handover: tuple[HandOver, ...] = ()
    to_return: tuple[str, ...] = ()
    accesses: tuple[str, ...] = ()
    evaluate_by: date | None = None
    signings: tuple[Signing, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is judged from 1 to 5; ``score`` None is left to fill in by hand."""

    label: str
    score: int | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class EvaluationPaper:
    """The evaluation of a mandate by one side, filled or to be filled."""

    mandate: Mandate
    stamp: PrintStamp
    side: Side
    criteria: tuple[Criterion, ...]
    contact: Contact
    return_by: date | None = None
    again: bool | None = None
    comment: str = ""
    signings: tuple[Signing, ...] = ()


@dataclass(frozen=True, slots=True)
class CeilingLine:
    """How far the commitment of a request is used after the statement."""

    number: str
    version: int
    ceiling: Decimal
    stated: Decimal
    warning: str = ""


@dataclass(frozen=True, slots=True)
class StatementPaper:
    """What ``client`` owes ``lender`` for a period; ``netting`` with what is owed the other way.

    ``number`` is empty for a draft.
    """

    number: str
    stamp: PrintStamp
    period: Days
    lender: str
    client: str
    lines: tuple[StatementLine, ...]
    contact: Contact
    issued_on: date | None = None
    netting: Netting | None = None
    ceilings: tuple[CeilingLine, ...] = ()
    signings: tuple[Signing, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedBar:
    """Work of a member on the planning of a team; dashed while it is tentative."""

    period: Days
    client: str
    effort_bp: int
    tentative: bool = False


@dataclass(frozen=True, slots=True)
class PlannedMember:
    """A line of the planning: who, from where, what they can do; absences have no reasons."""

    name: str
    home: str
    skills: str = ""
    bars: tuple[PlannedBar, ...] = ()
    absences: tuple[Days, ...] = ()
    contract: Days | None = None
    share: Decimal | None = None
    """Utilisation of the period in percent."""


@dataclass(frozen=True, slots=True)
class TeamPlanning:
    """The planning of a team over whole weeks from a Monday."""

    team: str
    monday: date
    weeks: int
    members: tuple[PlannedMember, ...]
    contact: Contact
    stamp: PrintStamp
    holidays: tuple[tuple[date, str], ...] = ()
    today: date | None = None
