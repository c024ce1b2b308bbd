"""Mandates that are over, as their list, their evaluation and its paper show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from agence_desktop.teams.periods import Days
from agence_desktop.teams.problem import Mode
from agence_desktop.teams.rows import DeploymentState, Side


@dataclass(frozen=True, slots=True)
class SideEvaluation:
    """What a side said, and who wrote it down."""

    version: int
    scores: Mapping[str, int]
    comment: str
    by: str
    at: datetime
    again: bool | None = None


@dataclass(frozen=True, slots=True)
class EndedMandate:
    """A mandate that is over; ``sides`` are those whose evaluation this person may write."""

    deployment_id: int
    version: int
    number: str
    seat: int
    seats: int
    member: str
    team: str
    client: str
    client_name: str
    unit: str
    place: str
    description: str
    period: Days
    effort_bp: int
    days: frozenset[int] | None
    mode: Mode
    remote_days: int
    state: DeploymentState
    evaluations: Mapping[Side, SideEvaluation] = field(default_factory=dict)
    sides: frozenset[Side] = frozenset()
    may_close: bool = False
    lender_id: int = 0
