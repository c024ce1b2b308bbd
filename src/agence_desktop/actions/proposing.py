"""Proposals of flying teams solved in a process of their own, which can be given up at any moment.

It works on values alone: whoever calls it has read the problem before, and stores what comes of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from agence_desktop.actions.child import (
    ChildCancelledError,
    ChildProcess,
    ChildStoppedError,
)
from agence_desktop.actions.solving_child import serve
from agence_desktop.teams.describing import Names
from agence_desktop.teams.explaining import Alternative, alternative
from agence_desktop.teams.feasibility import SeatKey
from agence_desktop.teams.levels import Level, Progress
from agence_desktop.teams.problem import Problem
from agence_desktop.teams.proposal import Proposal
from agence_desktop.teams.solving.answer import DEFAULT_SECONDS, Answer, SolverError
from agence_desktop.teams.solving.model import Model
from agence_desktop.teams.solving.proposing import Study, propose, study

_GRACE_SECONDS = 20.0
"""How much longer than agreed the process may take, to start and to stop."""


class ProposalCancelledError(Exception):
    """Whoever waits for the proposal does not want it any more."""


class ProposalProcess:
    """Solves proposals for one problem after the other; a context manager, on leaving the process ends.

    To be used outside the thread of the window. The process starts at once and loads HiGHS while members are
    judged here. Where it fails, the proposal is greedy and says so.
    """

    def __init__(self) -> None:
        self._child = ChildProcess(serve, "proposition")

    def __enter__(self) -> ProposalProcess:
        try:
            self._child.start()
        except OSError:
            self._child.close(at_once=True)  # asked for again when there is something to solve
        return self

    def __exit__(self, *_: object) -> None:
        self._child.close(at_once=True)

    def propose(
        self,
        problem: Problem | Study,
        *,
        pins: Mapping[SeatKey, str] | None = None,
        seconds: float = DEFAULT_SECONDS,
        progress: Progress = lambda _level: None,
        cancelled: Callable[[], bool] = lambda: False,
        names: Names | None = None,
    ) -> tuple[Study, Proposal]:
        """The proposal and its study. Raises RefusedError (see ``propose``), ProposalCancelledError."""
        studied = problem if isinstance(problem, Study) else study(problem)
        if cancelled():
            raise ProposalCancelledError
        solver = self._solver(cancelled)
        made = propose(studied, pins=pins, solver=solver, seconds=seconds, progress=progress, names=names)
        return studied, made

    def alternative(
        self,
        studied: Study,
        proposal: Proposal,
        seat: SeatKey,
        member: str,
        *,
        seconds: float = DEFAULT_SECONDS,
        progress: Progress = lambda _level: None,
        cancelled: Callable[[], bool] = lambda: False,
        names: Names | None = None,
    ) -> Alternative:
        """« Si vous choisissez … ». Raises RefusedError (see ``propose``), ProposalCancelledError."""
        return alternative(
            studied,
            proposal,
            seat,
            member,
            solver=self._solver(cancelled),
            seconds=seconds,
            progress=progress,
            names=names,
        )

    def _solver(self, cancelled: Callable[[], bool]) -> Callable[..., Answer]:
        def solve(model: Model, *, seconds: float, progress: Progress) -> Answer:
            try:
                answer: Answer = self._child.ask(
                    (model, seconds),
                    cancelled,
                    lambda level: progress(Level(level)),
                    seconds=seconds + _GRACE_SECONDS,
                )
            except ChildCancelledError:
                self._child.close(at_once=True)
                raise ProposalCancelledError from None
            except ChildStoppedError as stopped:
                self._child.close(at_once=True)
                raise SolverError(str(stopped)) from stopped
            return answer

        return solve
