"""What is proposed, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from agence_desktop.teams.feasibility import SeatKey
from agence_desktop.teams.levels import Level, Method, Progress

__all__ = ["Level", "Method", "Progress", "Proposal"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Members by seat, without the seats that stay empty, and what the whole is worth.

    ``optimal``: proven on all levels. ``pins``: the members that were forced. ``seconds``: on the clock.
    """

    members: Mapping[SeatKey, str]
    weight: int
    cost: Fraction
    max_effort_days: Fraction
    optimal: bool
    method: Method = Method.EXACT
    seconds: float = 0.0
    pins: Mapping[SeatKey, str] = field(default_factory=dict)
