"""Solving proposals from the screens: in a process of its own, with progress, given up on demand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from agence_desktop.desktop.tasks import Cancel, CancelledWorkError
from agence_desktop.desktop.teams.proposals.file import SeatEstimate
from agence_desktop.teams.describing import Names
from agence_desktop.teams.estimating import CostSettings
from agence_desktop.teams.feasibility import SeatKey
from agence_desktop.teams.levels import Level
from agence_desktop.teams.placements import seat_estimates
from agence_desktop.teams.problem import Problem
from agence_desktop.teams.proposal import Proposal
from agence_desktop.teams.proposal_codec import Inputs
from agence_desktop.teams.rates import RateTables

if TYPE_CHECKING:
    from agence_desktop.desktop.teams.proposals.choice_pane import Choice
    from agence_desktop.desktop.teams.proposals.file import ProposalFile

Progress = Callable[[float, float], None]
_LEVELS = list(Level)


@dataclass(frozen=True, slots=True)
class Costing:
    """What estimates are made with: rates, settings, the job class of each member by key."""

    tables: RateTables
    settings: CostSettings
    classes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Solved:
    """A proposal with what it answers, before it is stored."""

    inputs: Inputs
    proposal: Proposal


def lower_names(skills: Mapping[str, str]) -> Names:
    """Labels of skills as they stand within a sentence."""
    return Names({code: f"{label[:1].lower()}{label[1:]}" for code, label in skills.items()})


def solve(
    inputs: Inputs,
    pins: Mapping[SeatKey, str],
    weights: tuple[int, int, int, int] | None,
    cancel: Cancel,
    progress: Progress,
) -> Solved:
    """The best proposal for the inputs; RefusedError for a pin that does not fit."""
    from agence_desktop.actions.proposing import ProposalCancelledError, ProposalProcess

    problem = inputs.problem
    if weights is not None:
        problem = replace(problem, settings=replace(problem.settings, weights=weights))
    known = {key: member for key, member in pins.items() if key in _seats(problem)}
    progress(0, len(_LEVELS) + 1)
    try:
        with ProposalProcess() as process:
            _study, proposal = process.propose(
                problem,
                pins=known,
                progress=lambda level: progress(_LEVELS.index(level) + 1, len(_LEVELS) + 1),
                cancelled=lambda: cancel.requested,
                names=lower_names(inputs.skills),
            )
    except ProposalCancelledError:
        raise CancelledWorkError from None
    return Solved(replace(inputs, problem=problem), proposal)


def solve_alternative(
    file: ProposalFile, seat: SeatKey, member: str, costing: Costing, cancel: Cancel, progress: Progress
) -> Choice:
    """What changes with another person in a seat, and what all seats would then cost."""
    from agence_desktop.actions.proposing import ProposalCancelledError, ProposalProcess
    from agence_desktop.desktop.teams.proposals.choice_pane import Choice

    progress(0, len(_LEVELS) + 1)
    try:
        with ProposalProcess() as process:
            found = process.alternative(
                file.study,
                file.proposal,
                seat,
                member,
                progress=lambda level: progress(_LEVELS.index(level) + 1, len(_LEVELS) + 1),
                cancelled=lambda: cancel.requested,
                names=file.names,
            )
    except ProposalCancelledError:
        raise CancelledWorkError from None
    estimates = estimates_of(file.study.problem, found.proposal, costing)
    return Choice(found, sum((one.total for one in estimates.values()), Decimal(0)))


def estimates_of(problem: Problem, proposal: Proposal, costing: Costing) -> dict[SeatKey, SeatEstimate]:
    """What each filled seat would cost."""
    found = seat_estimates(problem, proposal.members, costing.tables, costing.settings, costing.classes)
    return {key: SeatEstimate(one.lines, one.notes) for key, one in found.items()}


def _seats(problem: Problem) -> set[SeatKey]:
    return {(seat.request, seat.number) for seat in problem.seats}
