"""Requests of flying teams with all that came of them, as they are loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Problem
from agence_desktop.teams.proposal import Proposal as Solved
from agence_desktop.teams.rows import (
    CostLine,
    DeploymentState,
    ExpenseKind,
    RequestDraft,
    RequestState,
    Side,
)


@dataclass(frozen=True, slots=True)
class LoadedCommitment:
    """A version of a commitment, signed unless ``signed_at`` is None."""

    lines: tuple[CostLine, ...]
    ceiling: Decimal
    made_at: datetime
    made_by: str
    signed_at: datetime | None = None
    signed_by: str = ""
    signed_name: str = ""
    paper_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LoadedOverrun:
    """An overrun that was authorised for all of a deployment, in hundredths of a percent of a day."""

    amount_bp: int
    reason: str
    login: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LoadedEntry:
    """A day worked (``kind`` None, in full days) or an expense; without ``rate``, that of its day holds."""

    day: date
    kind: ExpenseKind | None
    quantity: Decimal
    rate: Decimal | None = None
    evidence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LoadedEvaluation:
    """What a side said of a mandate."""

    side: Side
    scores: Mapping[str, int]
    comment: str
    login: str
    at: datetime
    again: bool | None = None


@dataclass(frozen=True, slots=True)
class LoadedDeployment:
    """A deployment in the seat with the number ``seat``; ``follows``: place among those of the request."""

    seat: int
    member_id: int
    state: DeploymentState
    period: Days
    actual_end: date | None = None
    asked_end: date | None = None
    reason: str = ""
    confirmed_at: datetime | None = None
    confirmed_by: str = ""
    follows: int | None = None
    overrun: LoadedOverrun | None = None
    entries: tuple[LoadedEntry, ...] = ()
    evaluations: tuple[LoadedEvaluation, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadedProposal:
    """What was proposed for one request before it had a number: ``problem`` is of this request alone."""

    problem: Problem
    proposal: Solved
    made_at: datetime
    made_by: str


@dataclass(frozen=True, slots=True)
class LoadedEvent:
    """A line of the history of a request; ``of``: place of the deployment it is about."""

    at: datetime
    login: str
    kind: str
    of: int | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LoadedRequest:
    """A request as it stands, with its seats, commitments from the first, and deployments."""

    draft: RequestDraft
    state: RequestState
    received_at: datetime
    received_by: str
    rank: int | None = None
    refusal_reason: str = ""
    welcome: Mapping[str, Any] = field(default_factory=dict)
    commitments: tuple[LoadedCommitment, ...] = ()
    deployments: tuple[LoadedDeployment, ...] = ()
    events: tuple[LoadedEvent, ...] = ()
    proposal: LoadedProposal | None = None
