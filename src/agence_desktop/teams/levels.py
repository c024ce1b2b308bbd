"""The levels of the objective, and how a proposal was found: nothing else is needed to follow a solver."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


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
