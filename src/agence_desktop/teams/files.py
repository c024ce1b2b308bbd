"""What the pages of a request and of a deployment show, and what papers are printed from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from agence_desktop.teams.periods import Days
from agence_desktop.teams.rows import (
    Bar,
    CommitmentState,
    DeploymentState,
    ExpenseKind,
    RequestCard,
    RequestDraft,
    Side,
)


@dataclass(frozen=True, slots=True)
class TeamEventRow:
    """One line of a history; ``detail`` is by kind."""

    at: datetime
    login: str
    kind: str
    deployment_id: int | None = None
    member_id: int | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat of a request with its id, its state and who is or was in it."""

    id: int
    number: int
    state: DeploymentState | None
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A version of the commitment of a request; ``lines`` as they were stored (``CostLine`` as JSON)."""

    id: int
    version: int
    number: int
    state: CommitmentState
    ceiling: Decimal
    lines: tuple[Mapping[str, Any], ...]
    reason: str
    made_at: datetime
    made_by: str
    signed_at: datetime | None
    signed_by: str
    signed_name: str
    paper_on: date | None


@dataclass(frozen=True, slots=True)
class OverrunRow:
    """An authorised overrun, as the manager's list shows it; ``amount_bp`` on each day of the period."""

    id: int
    deployment_id: int
    member_id: int
    member: str
    number: str
    period: Days
    amount_bp: int
    reason: str
    login: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RequestFile:
    """All of a request."""

    card: RequestCard
    draft: RequestDraft
    refusal_reason: str
    welcome: Mapping[str, Any]
    seats: tuple[SeatRow, ...]
    members: Mapping[int, str]
    commitments: tuple[CommitmentRow, ...]
    overruns: tuple[OverrunRow, ...]
    history: tuple[TeamEventRow, ...]


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person on a paper."""

    name: str
    job_class: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A day worked (``kind`` None, quantity in full days) or an expense of a deployment."""

    id: int
    version: int
    day: date
    kind: ExpenseKind | None
    quantity: Decimal
    rate: Decimal | None
    evidence: str
    note: str
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class EvaluationRow:
    """What a side said of a mandate."""

    side: Side
    scores: Mapping[str, int]
    comment: str
    login: str
    at: datetime
    again: bool | None = None


@dataclass(frozen=True, slots=True)
class DeploymentFile:
    """A deployment with all that its papers say; ``served`` are the days of its member's ledger."""

    bar: Bar
    key: str
    member: PersonCard
    team: str
    lender: str
    lender_name: str
    home: str
    home_phone: str
    client_name: str
    place: str
    address: str
    draft: RequestDraft | None
    welcome: Mapping[str, Any]
    served: tuple[date, ...]
    remote_days: int
    asked_end: date | None
    reason: str
    confirmed_at: datetime | None
    confirmed_by: str
    proposal: str
    commitments: tuple[CommitmentRow, ...]
    entries: tuple[EntryRow, ...]
    evaluations: tuple[EvaluationRow, ...]
    history: tuple[TeamEventRow, ...]
