"""What every solver gives, and how it is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from agence_desktop.teams.levels import Level, Method, Progress
from agence_desktop.teams.solving.model import Model

__all__ = ["DEFAULT_SECONDS", "Answer", "Level", "Method", "Progress", "Solver", "SolverError"]

DEFAULT_SECONDS = 180.0


@dataclass(frozen=True, slots=True)
class Answer:
    """The chosen pairs, in order, and whether they are proven best on every level."""

    chosen: tuple[int, ...]
    optimal: bool
    method: Method


class Solver(Protocol):
    """The one interface of solvers; ``seconds`` is the most that it may take.

    Raises SolverError where there is no answer.
    """

    def __call__(self, model: Model, *, seconds: float, progress: Progress) -> Answer: ...


class SolverError(Exception):
    """The solver failed: another one has to answer."""
