"""The content of a handover sheet: one frozen value for each line that people write."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

MISSION_LENGTH: Final = 500
IMPACT_DAYS: Final = (Fraction(1, 24), Fraction(1, 8), Fraction(1), Fraction(3), Fraction(7), Fraction(30))
"""After how long each of the six impacts of a task is told, in days."""


class Roll(StrEnum):
    """Where a due date goes that falls on a day that is not worked."""

    NONE = "none"
    PREVIOUS = "previous"
    NEXT = "next"


class WorkdayOf(StrEnum):
    """The period in which a working day is counted."""

    MONTH = "month"
    QUARTER = "quarter"


class AbsenceLength(StrEnum):
    """The three lengths that a relief plan (§ 12) tells apart: up to 2 days, 3 to 10, more than 10."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class DueRule:
    """When a task is due: a recurrence rule from ``start``, or the ``workday``-th working day of a period.

    Exactly one of ``rule`` (RFC 5545 value, without COUNT beyond what people need) and ``workday`` is given.
    ``before`` is the hour of the day, where one is told; ``roll`` says where a day not worked goes.
    """

    rule: str = ""
    start: date | None = None
    workday: int | None = None
    of: WorkdayOf = WorkdayOf.MONTH
    roll: Roll = Roll.PREVIOUS
    before: time | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A task of the position (§ 3). ``key`` names it for ever (« T1 »); durations are in days.

    ``due`` None is « à la demande »; ``due_text`` is what was typed, kept also where it cannot be read.
    ``max_interruption_days`` is what was given and wins over ``impacts`` (``measures.max_interruption``).
    """

    key: str
    title: str = ""
    frequency: str = ""
    due: DueRule | None = None
    due_text: str = ""
    hours: Decimal | None = None
    peak_months: tuple[int, ...] = ()
    legal_basis: str = ""
    deliverable: str = ""
    recipient: str = ""
    criticality: int | None = None
    impacts: tuple[int | None, ...] = ()
    max_interruption_days: Fraction | None = None
    recovery_days: Fraction | None = None
    minimum: str = ""
    procedure: str = ""
    procedure_date: date | None = None
    systems: str = ""
    pitfalls: str = ""
    required_level: int | None = None
    wanted: int | None = None


@dataclass(frozen=True, slots=True)
class Delegation:
    """A delegated signature: what for, up to how much, and who signs instead."""

    subject: str = ""
    ceiling: str = ""
    delegate: str = ""


@dataclass(frozen=True, slots=True)
class YearDate:
    """A date of the year that no rule gives (§ 4)."""

    day: date | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """A file in flight (§ 5)."""

    file: str = ""
    status: str = ""
    next_action: str = ""
    due: date | None = None
    partners: str = ""
    budget: str = ""
    risk: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision taken, and what was not chosen (§ 6)."""

    decision: str = ""
    why: str = ""
    rejected: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A known problem: how it shows, and what helps (§ 6)."""

    symptom: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call, by function first (§ 7); work telephone or e-mail only."""

    function: str = ""
    organisation: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""
    subject: str = ""
    introduced: bool = False


@dataclass(frozen=True, slots=True)
class Access:
    """A system and how access is got (§ 8); ``vault`` is the name of a vault, never a secret."""

    system: str = ""
    profile: str = ""
    granter: str = ""
    form: str = ""
    delay_days: int | None = None
    substitute_has: bool | None = None
    vault: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """Where records are kept (§ 9)."""

    classification: str = ""
    location: str = ""
    retention: str = ""


@dataclass(frozen=True, slots=True)
class Asset:
    """A key or a piece of equipment, by its identifier, never by a code (§ 9)."""

    identifier: str = ""
    description: str = ""
    kept_at: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of the position (§ 10)."""

    name: str = ""
    rhythm: str = ""
    role: str = ""
    next_date: date | None = None


@dataclass(frozen=True, slots=True)
class Training:
    """What a substitute must learn (§ 11)."""

    course: str = ""
    shadowing: str = ""


@dataclass(frozen=True, slots=True)
class Relief:
    """What is done for one length of absence (§ 12)."""

    length: AbsenceLength
    who: str = ""
    suspended: str = ""
    moved: str = ""


@dataclass(frozen=True, slots=True)
class TeamProfile:
    """The flying-team profile to ask for (§ 12)."""

    family: str = ""
    skills: str = ""
    effort_percent: int | None = None
    mode: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """An action that lowers the risk (§ 13)."""

    action: str = ""
    owner: str = ""
    due: date | None = None


RELIEF_LINES: Final = tuple(Relief(length) for length in AbsenceLength)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The content of one version: sections 1 to 13; control, drills and signatures stand beside it.

    ``relief`` has one line for each length of absence, ``team`` has one line. ``unread`` is what a draft
    holds that was typed and cannot be read, by path: it says nothing until it is mended. ``anchors`` tell
    where the remarks stand whose line moved since they were made, by their id.
    """

    mission: str = ""
    limits: str = ""
    delegations: tuple[Delegation, ...] = ()
    know: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ()
    dates: tuple[YearDate, ...] = ()
    works: tuple[Work, ...] = ()
    decisions: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()
    contacts: tuple[Contact, ...] = ()
    accesses: tuple[Access, ...] = ()
    records: tuple[Record, ...] = ()
    assets: tuple[Asset, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    trainings: tuple[Training, ...] = ()
    weeks_to_autonomy: int | None = None
    relief: tuple[Relief, ...] = RELIEF_LINES
    team: tuple[TeamProfile, ...] = (TeamProfile(),)
    actions: tuple[Action, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    anchors: tuple[tuple[int, str], ...] = field(default=(), compare=False)
