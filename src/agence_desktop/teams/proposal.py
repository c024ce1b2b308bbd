"""What a solver is asked and what it proposes, as plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from agence_desktop.teams.feasibility import SeatKey


class Level(StrEnum):
    """The levels of the objective in their order; ``tie`` chooses one among equal proposals."""

    WEIGHT = "weight"
    COST = "cost"
    LOAD = "load"
    TIE = "tie"


Progress = Callable[[Level], object]
"""Told which level is being solved."""


class Method(StrEnum):
    """How a proposal was found; ``greedy`` never claims to be optimal."""

    EXACT = "exact"
    GREEDY = "greedy"


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
